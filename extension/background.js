/**
 * The background: connects the toolbar button, the page and the service. It may be stopped between any two events,
 * so it keeps nothing; each tab's state is in storage.session, the settings in storage.local.
 */

import * as browser from "./browser.js";
import { CLOSE, CLOSED, OPEN, OPTIONS, REPORT, SEND } from "./messages.js";
import { DEFAULT_SERVICE, enrich, permissionFor, ServiceProblem } from "./service.js";
import { badgeFor, nextState, OFF, reasonToAsk } from "./tabs.js";

const SCRIPT = "content.js";
const STYLE = "content/marks.css";

/** Chromium tells the page's process of the permission that a click gives beside, not before, the code to be run. */
const PERMISSION_MS = 150;

/** @returns {Promise<{service: string, token: string, agreed: string}>} `agreed`: the service that pages may be sent to unasked */
const settings = () => browser.recall("local", { service: DEFAULT_SERVICE, token: "", agreed: "" });

const keyOf = (tabId) => `tab:${tabId}`;

/** @param {number} tabId @returns {Promise<import("./tabs.js").TabState>} */
const stateOf = async (tabId) => (await browser.recall("session", { [keyOf(tabId)]: OFF }))[keyOf(tabId)];

/** Let something happen in a tab. The lock keeps two events from reading the same state. */
function happen(tabId, event) {
  return navigator.locks.request(keyOf(tabId), async () => {
    const before = await stateOf(tabId);
    const state = nextState(before, event);
    if (state !== before) {
      await browser.remember("session", { [keyOf(tabId)]: state });
      await show(tabId, state);
    }
    return state;
  });
}

async function show(tabId, state) {
  const { text, title, alarm } = badgeFor(state);
  try {
    await browser.setBadge(tabId, { text, title: browser.say(title, state.cards), colour: alarm ? "#a3341f" : "#5b4a2f" });
  } catch {
    // the tab was closed meanwhile
  }
}

browser.closeStorageToPages();

browser.onToolbarClick(async ({ id }) => {
  // The page knows best whether something of ours is there: it may have been restored from the back/forward cache.
  if (await browser.tellPage(id, { type: CLOSE })) {
    await leave(id);
    return;
  }
  const { run } = await happen(id, { type: "clicked" });
  try {
    await putInto(id);
  } catch {
    await happen(id, { type: "failed", run }); // a page of the browser itself, or of its add-on shop
  }
});

/** Put our code into the page; once more where a busy page has not heard yet that the click allows it. */
async function putInto(tabId) {
  const files = { script: SCRIPT, style: STYLE };
  try {
    await browser.putInto(tabId, files);
  } catch {
    await new Promise((resolve) => setTimeout(resolve, PERMISSION_MS));
    await browser.putInto(tabId, files);
  }
}

browser.onTabClosed((id) => browser.forget("session", keyOf(id)));

async function leave(tabId) {
  await happen(tabId, { type: "closed" });
  await browser.takeOut(tabId, STYLE).catch(() => {}); // the page was left, and its style with it
}

/** @returns {Promise<import("./messages.js").Opening>} */
async function open({ password }, tab) {
  const current = await settings();
  const { run } = await stateOf(tab.id);
  const ask = reasonToAsk(current, tab, password);
  if (ask) await happen(tab.id, { type: "asked", run });
  return { run, service: current.service, ask };
}

/** @param {import("./messages.js").Sending} sending @returns {Promise<import("./messages.js").Sent>} */
async function send({ run, html, url, password, agreed }, tab) {
  const current = await settings();
  const reason = reasonToAsk(current, tab, password);
  const { service } = current;
  if (reason && agreed !== service) return { problem: { kind: "not_agreed", detail: null, service } };
  if (reason === "first") await browser.remember("local", { agreed: service });
  await happen(tab.id, { type: "sent", run });
  try {
    if (!(await browser.mayReach(permissionFor(service)))) throw new ServiceProblem("permission");
    return { answer: await enrich(current, { html, url }) };
  } catch (error) {
    if (!(error instanceof ServiceProblem)) throw error;
    return { problem: { kind: error.kind, detail: error.detail, service } };
  }
}

/** @param {import("./messages.js").Report} report */
const hear = ({ run, event, cards }, tab) => happen(tab.id, { type: event, run, cards });

browser.onMessage(async (message, { tab }) => {
  if (message.type === OPTIONS) return browser.openOptions();
  if (!tab) return null;
  if (message.type === OPEN) return open(message, tab);
  if (message.type === SEND) return send(message, tab);
  if (message.type === REPORT) return hear(message, tab);
  if (message.type === CLOSED) return leave(tab.id);
  return null;
});

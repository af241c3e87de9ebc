/**
 * The background: connects the toolbar button, menu and keys, the page, the panel and the service. It may be stopped between
 * any two events, so it keeps nothing; each tab's state and story are in storage.session, the settings in storage.local.
 */

import { RESTED, restAfter } from "./backoff.js";
import { onMessage, ownUrl, say, uiLanguage } from "./browser.js";
import * as browser from "./browser_own.js";
import { answered, askReader, forgetConsent, hasAgreed, questionIn } from "./consent.js";
import { ARRIVED, ASK, CLOSE, CLOSED, CONSENT, CONSENTED, GO, HERE, KNOW, LEVEL, OPEN, OPTIONS, PANEL, PICTURE, PLACES, REPORT, SEND, SENSES, SHOW, STYLE, WHO } from "./messages.js";
import { fetchPicture } from "./picture.js";
import { withPublisher } from "./publisher.js";
import { askProof, askSenses, enrich, isLoopback, permissionFor, ServiceProblem } from "./service.js";
import { choose, settings, wishes } from "./settings.js";
import { followSites } from "./sites.js";
import { begun, changeStory, counted, forgetStory, nameOf, storyOf } from "./stories.js";
import { badgeFor, hostOf, isAmong, nextState, OFF, reasonToAsk } from "./tabs.js";

const SCRIPT = "content.js";
const MARKS = "content/marks.css";

/** Chromium tells the page's process of the permission that a click gives beside, not before, the code to be run. */
const PERMISSION_MS = 150;

const REST = "rest";
const PROVED = "proved";

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
    await browser.setBadge(tabId, { text, title: say(title, state.cards), colour: alarm ? "#a3341f" : "#5b4a2f" });
  } catch {
    // the tab was closed meanwhile
  }
}

browser.closeStorageToPages();

// What the reader does

/** The button, the menu, the key: explain the page; a second time: take everything away. */
async function turn(tab) {
  const { id } = tab;
  // The page knows best whether something of ours is there: it may have been restored from the back/forward cache.
  if (await browser.tellPage(id, { type: CLOSE })) return leave(tab);
  return putInto(id, await happen(id, { type: "clicked" }));
}

/** Put our code into the page; once more where a busy page has not heard yet that the click allows it. */
async function putInto(tabId, { run, auto }) {
  const files = { script: SCRIPT, style: MARKS };
  try {
    await browser.putInto(tabId, files).catch(async () => {
      await new Promise((resolve) => setTimeout(resolve, PERMISSION_MS));
      return browser.putInto(tabId, files);
    });
  } catch {
    await happen(tabId, auto ? { type: "closed" } : { type: "failed", run }); // a page of the browser itself, or of its add-on shop
  }
}

browser.onToolbarClick(turn);
browser.onTabClosed((id) => {
  agree(id, false); // the window that asks for consent, shut without an answer
  browser.forget("session", keyOf(id));
  forgetStory(id);
  forgetConsent(id);
});

browser.onInstalled(async () => {
  await browser.setMenu([
    { id: "explain", title: say("menu_explain"), contexts: ["page", "selection"] },
    { id: "who", title: say("menu_who"), contexts: ["selection"] },
    { id: "panel", title: say("menu_panel"), contexts: ["page", "action"] },
  ]);
  await followSites((await settings()).automatic); // an update of the extension ends what was registered
});

const MENU = { explain: turn, panel: browser.openPanel, who: askWho };

browser.onMenu((id, tab) => MENU[id]?.(tab));

/** Who or what is what is selected? Where nothing of ours is there yet, the page is explained first. */
async function askWho(tab) {
  if (await browser.tellPage(tab.id, { type: HERE })) return browser.tellPage(tab.id, { type: WHO });
  await browser.remember("session", { [WHO + tab.id]: true });
  return putInto(tab.id, await happen(tab.id, { type: "clicked" }));
}

browser.onCommand((name, tab) => {
  if (name === "panel") return browser.openPanel(tab);
  return browser.tellPage(tab.id, { type: SHOW, id: null, by: name === "next" ? 1 : -1 });
});

async function leave({ id, incognito }) {
  await happen(id, { type: "closed" });
  if (incognito) await forgetStory(id);
  await browser.takeOut(id, MARKS).catch(() => {}); // the page was left, and its style with it
}

/** Put the style there anew, for a frame that came later; what is put there twice would have to be taken out twice. */
async function restyle(tabId) {
  await browser.takeOut(tabId, MARKS);
  await browser.putStyle(tabId, MARKS);
  return true;
}

// What the page asks

/** A page of a site that the reader wants explained without a click. */
async function arrive(tab) {
  const [{ [REST]: rest }, { automatic }] = await Promise.all([browser.recall("session", { [REST]: RESTED }), settings()]);
  if (rest.until > Date.now() || !isAmong(hostOf(tab.url ?? ""), automatic)) return;
  await putInto(tab.id, await happen(tab.id, { type: "arrived" }));
}

/** @returns {Promise<import("./messages.js").Opening|null>} */
async function open({ url, password }, tab, place) {
  const current = await settings();
  const { run, auto: unasked } = await stateOf(tab.id);
  const ask = reasonToAsk(current, tab, { url: place, password });
  if (ask && unasked) {
    await happen(tab.id, { type: "closed" }); // nobody asked for it, so nobody is asked
    return null;
  }
  if (ask) {
    await happen(tab.id, { type: "asked", run });
    await askReader(tab.id, { run, service: current.service, url, password, ask });
  }
  const auto = isAmong(hostOf(place), current.automatic);
  const { [WHO + tab.id]: who } = await browser.recall("session", { [WHO + tab.id]: false });
  await browser.forget("session", WHO + tab.id);
  return { run, ask, auto, unasked, who, level: current.level, known: Object.keys(current.known) };
}

/** What the reader says in the window that asks for consent. @param {number} windowTab @param {boolean} yes */
async function agree(windowTab, yes) {
  const asked = await answered(windowTab, yes);
  if (!asked) return;
  const { tabId, service, ask } = asked;
  if (yes && ask === "first") await choose({ agreed: service });
  if (yes) await browser.tellPage(tabId, { type: GO });
  else if (await browser.tellPage(tabId, { type: CLOSE })) await happen(tabId, { type: "closed" });
}

/** Whether what is on this page may go to the service. @returns {Promise<boolean>} */
async function mayGo(current, tab, place, { run, url, password }) {
  const { service } = current;
  return !reasonToAsk(current, tab, { url: place, password }) || hasAgreed(tab.id, { run, service, url, password });
}

/** Who or what a name is, by the words around it. @returns {Promise<{answer: import("./answer.js").Answer}|{problem: import("./messages.js").Problem}>} */
async function askName({ name, context, live, run, url, password }, tab, place) {
  const current = await settings();
  const problem = (kind, detail = null) => ({ problem: { kind, detail, service: current.service } });
  if (!(await mayGo(current, tab, place, { run, url, password }))) return problem("not_agreed");
  const { published, language } = (await storyOf(tab.id)).answer ?? {};
  const options = { concepts: true, min_confidence: 0.25, read_more: false, ...((live || current.live) && { live: true, reader_language: uiLanguage() }) };
  const count = (traffic) => changeStory(tab.id, (story) => (story.url ? counted(story, traffic) : story));
  try {
    await prove(current);
    return { answer: await enrich(current, { text: context, ...(published && { published }), ...(language && { language }), options }, { count }) };
  } catch (error) {
    if (!(error instanceof ServiceProblem)) throw error;
    return error.kind === "not_article" ? { answer: null } : problem(error.kind, error.detail);
  }
}

/** Send the page, and say what comes back as it comes. @param {import("./messages.js").Sending} sending */
async function send({ run, html, url, password, corrections = [] }, { tab, url: place, say: tell, signal }) {
  const current = await settings();
  const { service } = current;
  if (!(await mayGo(current, tab, place, { run, url, password }))) return tell({ problem: { kind: "not_agreed", detail: null, service } }, true);
  await happen(tab.id, { type: "sent", run });

  const page = { html, url, ...wishes(current, corrections, uiLanguage()) };
  const key = await nameOf({ service, page });
  const earlier = await storyOf(tab.id);
  if (earlier.key === key && earlier.done) return tell({ answer: earlier.answer, done: true }, true);
  await changeStory(tab.id, (story) => begun(story, url, key));

  /** Of a request that is no longer the tab's, nothing is kept. */
  const note = (change) => changeStory(tab.id, (story) => (story.key === key ? change(story) : story));
  const hear = (part) => {
    const answer = withPublisher(part, hostOf(place));
    tell({ answer, done: false }, false);
    note((story) => ({ ...story, answer }));
  };
  try {
    if (!(await browser.mayReach([permissionFor(service)]))) throw new ServiceProblem("permission");
    await prove(current);
    const whole = await enrich(current, page, { signal, hear, count: (traffic) => note((story) => counted(story, traffic)) });
    const answer = withPublisher(whole, hostOf(place));
    tell({ answer, done: true }, true);
    await note((story) => ({ ...story, answer, done: true }));
    await rest(true);
  } catch (error) {
    if (signal.aborted) return; // the page was left, or asks something else
    if (!(error instanceof ServiceProblem)) throw error;
    const blocked = error.kind === "absent" && isLoopback(service) && (await browser.blocksLocal());
    const problem = { kind: blocked ? "blocked" : error.kind, detail: error.detail, service };
    tell({ problem }, true);
    await note((story) => ({ ...story, problem }));
    await rest(!error.isFailure());
  }
}

/** Before the first page of a session goes out, the service proves that it is the paired one. @param {import("./service.js").Service} service */
async function prove({ service, token }) {
  const key = await nameOf({ service, token });
  const { [PROVED]: proved } = await browser.recall("session", { [PROVED]: "" });
  if (proved === key) return;
  await askProof({ service, token });
  await browser.remember("session", { [PROVED]: key });
}

/** A service that is gone, slow or failing is left alone for a while by pages that nobody clicked on. @param {boolean} worked */
const rest = (worked) =>
  navigator.locks.request(REST, async () => {
    const { [REST]: before } = await browser.recall("session", { [REST]: RESTED });
    await browser.remember("session", { [REST]: restAfter(before, worked, Date.now()) });
  });

const know = ({ id, label, known }) =>
  navigator.locks.request(KNOW, async () => {
    const { [id]: _, ...others } = (await settings()).known;
    await choose({ known: known ? { ...others, [id]: label } : others });
    return true;
  });

/** @param {import("./messages.js").Report} report */
const hear = ({ run, event, cards }, tab) => happen(tab.id, { type: event, run, cards });

const picture = ({ url }, tab) =>
  fetchPicture(url, (traffic) => changeStory(tab.id, (story) => (story.url ? counted(story, traffic) : story)));

/** What the page's side and our own pages ask, by its name. */
const ANSWERS = {
  [OPEN]: (message, tab, url) => open(message, tab, url),
  [REPORT]: hear,
  [CLOSED]: (_, tab) => leave(tab),
  [PANEL]: (_, tab) => browser.openPanel(tab),
  [ARRIVED]: (_, tab) => arrive(tab),
  [PICTURE]: picture,
  [PLACES]: ({ places, lost }, tab) => changeStory(tab.id, (story) => (story.url ? { ...story, places, lost } : story)).then(() => true),
  [ASK]: askName,
  [KNOW]: know,
  [SENSES]: async ({ name }) => askSenses(await settings(), name),
  [LEVEL]: ({ level }) => choose({ level }),
  [STYLE]: (_, tab) => restyle(tab.id),
};

/** The window that asks for consent is the only one that may speak of it. */
async function aboutConsent({ type, yes }, tab, url) {
  if (type === CONSENT) return questionIn(tab.id, url);
  return agree(tab.id, yes === true).then(() => true);
}

onMessage(async (message, { tab, url }) => {
  if (message.type === OPTIONS) return browser.openOptions();
  if (message.type === CONSENT || message.type === CONSENTED) return url?.startsWith(ownUrl("consent/")) ? aboutConsent(message, tab, url) : null;
  return (tab && (await ANSWERS[message.type]?.(message, tab, url ?? ""))) ?? null;
});

browser.onConversation(async (message, talk) => {
  if (message.type === SEND) await send(message, talk);
});

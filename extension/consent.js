/**
 * What the reader was asked about a tab's page, and agreed to; kept in storage.session. An agreement holds for the page that
 * it was given for, as often as that is sent again within one run: a page that went on to another address is another page.
 */

import { closeTab, forget, openWindow, recall, remember } from "./browser_own.js";

/**
 * @typedef {{run: number, service: string, url: string, password: boolean}} Page what the reader is asked about
 * @typedef {Page & {ask: import("./messages.js").AskReason, tabId: number, given: boolean}} Asked
 */

const KEY = "consent:"; // and the tab that the page is in
const WINDOW = "asking:"; // and the tab that the question is in

/** @param {number} tabId @returns {Promise<Asked|null>} */
const askedOf = async (tabId) => (await recall("session", { [KEY + tabId]: null }))[KEY + tabId];

/** What the question in a tab of ours is about. @param {number} windowTab @param {string} url its address @returns {Promise<Asked|null>} */
export async function questionIn(windowTab, url) {
  const tabId = Number(new URL(url).searchParams.get("tab"));
  await remember("session", { [WINDOW + windowTab]: tabId });
  return askedOf(tabId);
}

/** Ask the reader, in a window of our own. @param {number} tabId @param {Page & {ask: import("./messages.js").AskReason}} page */
export async function askReader(tabId, page) {
  await remember("session", { [KEY + tabId]: { ...page, tabId, given: false } });
  await openWindow(`consent/consent.html?tab=${tabId}`);
}

/** The reader has answered, or shut the window. @param {number} windowTab @param {boolean} yes @returns {Promise<Asked|null>} null: that was answered before */
export async function answered(windowTab, yes) {
  const { [WINDOW + windowTab]: tabId } = await recall("session", { [WINDOW + windowTab]: null });
  if (tabId === null) return null;
  const asked = await askedOf(tabId);
  await forget("session", WINDOW + windowTab);
  if (asked && yes) await remember("session", { [KEY + asked.tabId]: { ...asked, given: true } });
  if (asked) setTimeout(() => closeTab(windowTab), 100); // once it has its answer: Firefox complains of one that is lost
  return asked;
}

/** Whether the reader agreed to just this. @param {number} tabId @param {Page} page */
export async function hasAgreed(tabId, { run, service, url, password }) {
  const asked = await askedOf(tabId);
  return Boolean(asked?.given) && asked.run === run && asked.service === service && asked.url === url && asked.password === password;
}

/** @param {number} tabId */
export const forgetConsent = (tabId) => forget("session", KEY + tabId);

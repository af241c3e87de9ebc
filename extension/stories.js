/**
 * What is known of the story in each tab: the answer, or what went wrong, and what left the browser for it. Kept in
 * storage.session, which is in memory only and gone with the browser; the side panel draws itself from there.
 */

import { forget, recall, remember } from "./browser_own.js";

/**
 * @typedef {{requests: number, sent: number, received: number, hosts: Record<string, number>}} Left requests, and bytes of their
 *   bodies; `hosts`: requests by host
 * @typedef {{url: string, key: string, done: boolean, answer: import("./answer.js").Answer|null,
 *   problem: import("./messages.js").Problem|null, left: Left, places: Record<string, number>, lost: number}} Story `key`: of the
 *   request that it answers; `places`: marks by entity id; `lost`: cards without one
 */

/** @type {Story} */
export const NO_STORY = Object.freeze({
  url: "",
  key: "",
  done: false,
  answer: null,
  problem: null,
  left: Object.freeze({ requests: 0, sent: 0, received: 0, hosts: {} }),
  places: {},
  lost: 0,
});

const PREFIX = "story:";

/** @param {number} tabId */
export const storyKey = (tabId) => `${PREFIX}${tabId}`;

/** @param {number} tabId @returns {Promise<Story>} */
export const storyOf = async (tabId) => (await recall("session", { [storyKey(tabId)]: NO_STORY }))[storyKey(tabId)];

/**
 * Change a tab's story; one change at a time.
 * @param {number} tabId @param {(story: Story) => Story} change pure; the same object where nothing is to be changed @returns {Promise<Story>}
 */
export const changeStory = async (tabId, change) =>
  navigator.locks.request(storyKey(tabId), async () => {
    const before = await storyOf(tabId);
    const after = change(before);
    if (after !== before) await store(storyKey(tabId), after);
    return after;
  });

/** Where memory for it is short, the stories of the other tabs make room. */
async function store(key, story) {
  try {
    await remember("session", { [key]: story });
  } catch {
    const others = Object.keys(await recall("session", null)).filter((one) => one.startsWith(PREFIX) && one !== key);
    await forget("session", others);
    await remember("session", { [key]: story }).catch(() => forget("session", key)); // too large by itself: not kept
  }
}

/** @param {number} tabId */
export const forgetStory = (tabId) => forget("session", storyKey(tabId));

/**
 * A story about to be told, or told again: of the same page, what was told and what left for it stand meanwhile. Pure.
 * @param {Story} story @param {string} url @param {string} key @returns {Story}
 */
export const begun = (story, url, key) => ({ ...(story.url === url ? story : NO_STORY), url, key, done: false, problem: null });

/** Pure. @param {Story} story @param {import("./service.js").Traffic} traffic @returns {Story} */
export const counted = (story, { host, sent, received }) => ({
  ...story,
  left: {
    requests: story.left.requests + 1,
    sent: story.left.sent + sent,
    received: story.left.received + received,
    hosts: { ...story.left.hosts, [host]: (story.left.hosts[host] ?? 0) + 1 },
  },
});

/** A short name for a request, to know it again. @param {object} request @returns {Promise<string>} */
export async function nameOf(request) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(request)));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

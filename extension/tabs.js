/**
 * What happens in one tab, as pure functions, above all nextState(state, event). The background keeps the states in
 * storage.session, since it may be stopped at any moment.
 *
 * @typedef {"off"|"opening"|"asking"|"waiting"|"shown"|"failed"} Phase
 * @typedef {{phase: Phase, run: number, cards: number, auto: boolean}} TabState `run` counts the clicks, so that late events are
 *   known; `auto`: begun without a click, on a site that the reader wants so
 * @typedef {{type: "clicked"|"arrived"|"closed"} | {type: "asked"|"sent"|"failed"|"answered", run: number, cards?: number}} TabEvent
 */

/** @type {TabState} */
export const OFF = Object.freeze({ phase: "off", run: 0, cards: 0, auto: false });

/** From which phases an event of a run may lead on, and where to. */
const STEPS = {
  asked: { from: ["opening"], to: "asking" },
  sent: { from: ["opening", "asking", "waiting", "failed", "shown"], to: "waiting" }, // again: after a failure or a correction
  answered: { from: ["waiting"], to: "shown" }, // reported by the page, which may be gone by then
  failed: { from: ["opening", "asking", "waiting"], to: "failed" },
};

/** The state after the event; the same object where the event comes too late to matter. @param {TabState} state @param {TabEvent} event @returns {TabState} */
export function nextState(state, event) {
  const begins = event.type === "clicked" || event.type === "arrived";
  if (begins) return { phase: "opening", run: state.run + 1, cards: 0, auto: event.type === "arrived" };
  if (event.type === "closed") return { ...OFF, run: state.run, auto: state.auto };
  const step = STEPS[event.type];
  if (!("run" in event) || event.run !== state.run || !step.from.includes(state.phase)) return state;
  return { ...state, phase: /** @type {Phase} */ (step.to), cards: event.type === "answered" ? (event.cards ?? 0) : 0 };
}

/** What the toolbar button shows: text, and the key of its title. @param {TabState} state @returns {{text: string, title: string, alarm: boolean}} */
export function badgeFor({ phase, cards }) {
  if (phase === "shown") return { text: cards > 999 ? "999+" : String(cards), title: "action_close", alarm: false };
  if (phase === "failed") return { text: "!", title: "action_failed", alarm: true };
  if (phase === "waiting") return { text: "…", title: "action_waiting", alarm: false };
  return { text: "", title: "action_title", alarm: false };
}

/**
 * Why the reader has to be asked before this page is sent; null where it may go at once.
 * @param {{service: string, agreed: string, excluded: string[]}} settings `agreed`: the service that the reader has agreed to;
 *   `excluded`: hosts whose pages are not to be sent, and those below them
 * @param {{incognito: boolean}} tab @param {{url: string, password: boolean}} page `password`: it shows a password field
 * @returns {import("./messages.js").AskReason|null}
 */
export function reasonToAsk({ service, agreed, excluded }, { incognito }, { url, password }) {
  if (incognito) return "private";
  if (password) return "password";
  if (isAmong(hostOf(url), excluded)) return "excluded";
  return agreed === service ? null : "first";
}

/** @param {string} url @returns {string} lower case, without port; "" where it has none */
export function hostOf(url) {
  try {
    return new URL(url).hostname;
  } catch {
    return "";
  }
}

/** Whether a host is one of these, or lies below one. @param {string} host @param {string[]} hosts */
export const isAmong = (host, hosts) => hosts.some((one) => host === one || host.endsWith(`.${one}`));

/**
 * A host name as the reader may write it: "https://News.example/x", "*.news.example", "news.example". Null: it is none.
 * @param {string} text @returns {string|null}
 */
export function readHost(text) {
  const bare = text.trim().replace(/^(\*\.|\.)/, "");
  const host = hostOf(bare.includes("://") ? bare : `https://${bare}`);
  return host && !host.includes("*") ? host : null;
}

/** The match patterns of a site's pages. @param {string} host */
export const pagesOf = (host) => [`https://${host}/*`, `http://${host}/*`];

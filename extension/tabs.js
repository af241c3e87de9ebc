/**
 * What happens in one tab, as pure functions, above all nextState(state, event). The background keeps the states in
 * storage.session, since it may be stopped at any moment.
 *
 * @typedef {"off"|"opening"|"asking"|"waiting"|"shown"|"failed"} Phase
 * @typedef {{phase: Phase, run: number, cards: number}} TabState `run` counts the clicks, so that late events are known
 * @typedef {{type: "clicked"|"closed"} | {type: "asked"|"sent"|"failed"|"answered", run: number, cards?: number}} TabEvent
 */

/** @type {TabState} */
export const OFF = Object.freeze({ phase: "off", run: 0, cards: 0 });

/** From which phases an event of a run may lead on, and where to. */
const STEPS = {
  asked: { from: ["opening"], to: "asking" },
  sent: { from: ["opening", "asking", "waiting", "failed"], to: "waiting" }, // waiting: sent again; failed: tried again
  answered: { from: ["waiting"], to: "shown" }, // reported by the page, which may be gone by then
  failed: { from: ["opening", "asking", "waiting"], to: "failed" },
};

/** The state after the event; the same object where the event comes too late to matter. @param {TabState} state @param {TabEvent} event @returns {TabState} */
export function nextState(state, event) {
  if (event.type === "clicked") return { phase: "opening", run: state.run + 1, cards: 0 };
  if (event.type === "closed") return { ...OFF, run: state.run };
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
 * @param {{service: string, agreed: string}} settings `agreed`: the service that the reader has agreed to
 * @param {{incognito: boolean}} tab @param {boolean} password the page shows a password field
 * @returns {import("./messages.js").AskReason|null}
 */
export function reasonToAsk({ service, agreed }, { incognito }, password) {
  if (incognito) return "private";
  if (password) return "password";
  return agreed === service ? null : "first";
}

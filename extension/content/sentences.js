/** Sentences of a card as the service wrote them: what is named in one leads on to its card. */

import { say, uiLanguage } from "../browser.js";
import { sayDate } from "./dates.js";

/** @typedef {import("../answer.js").Section} Section @typedef {import("../answer.js").Sentence} Sentence */

/** What a section is called in the reader's language, by its name; of names that came later, the service's own title. */
const TITLES = { since: "card_since", connections: "card_connections", connections_since: "card_connections_since", background: "card_facts" };

/** @param {Section} section @param {{published: string|null, asOf: string|null}} answer @returns {string} */
export function titleOf({ name, title }, { published, asOf }) {
  if (name === "on_that_day") return published ? say("card_then", sayDate(asOf, uiLanguage())) : say("card_now");
  return Object.hasOwn(TITLES, name) ? say(TITLES[name]) : title;
}

/**
 * @param {Sentence} sentence @param {(entity: string, words: string) => Node|string} name draws what is named
 * @returns {(Node|string)[]}
 */
export function wordsOf({ text, spans }, name) {
  const parts = [];
  let at = 0;
  for (const { start, end, entity } of spans) {
    parts.push(text.slice(at, start), name(entity, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)].filter(Boolean);
}

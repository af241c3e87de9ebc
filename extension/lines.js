/**
 * An answer that comes line by line (application/x-ndjson), put together. Pure. A line is an object with one key: `page`,
 * `mentions`, `sources`, `card`, `read_more`, at last `end` or `problem`. What comes later takes the place of the earlier.
 */

/** Of anything that has an id; more is not kept. */
const MOST = 20_000;

/**
 * @typedef {{page: any, mentions: any[], sources: Map<string, any>, cards: Map<string, any>, links: Map<string, any>,
 *   end: any, problem: any, news: boolean}} Told `news`: a card came; for who draws to take back
 */

/** @returns {Told} */
export const nothingTold = () =>
  ({ page: null, mentions: [], sources: new Map(), cards: new Map(), links: new Map(), end: null, problem: null, news: false });

const keep = (entries, entry, key) => {
  if (typeof key === "string" && (entries.has(key) || entries.size < MOST)) entries.set(key, entry);
};

const each = (value, act) => Array.isArray(value) && value.forEach((entry) => entry && act(entry));

/** Take in a line. @param {Told} told @param {string} line @throws {SyntaxError} where it is not JSON */
export function hearLine(told, line) {
  const { page, mentions, sources, card, read_more: links, end, problem } = JSON.parse(line) ?? {};
  if (page) told.page = page;
  if (Array.isArray(mentions)) told.mentions = mentions;
  each(sources, (entry) => keep(told.sources, entry, entry.id));
  if (card) {
    keep(told.cards, card, card.id);
    told.news = true;
  }
  each(links, (entry) => keep(told.links, entry, entry.url));
  if (end && typeof end === "object") told.end = end;
  if (problem && typeof problem === "object") told.problem = problem;
}

/** What is told so far, in the form of an answer that comes as a whole. @param {Told} told @returns {any} */
export function wholeOf({ page, mentions, sources, cards, links, end }) {
  const standing = Array.isArray(end?.cards) ? end.cards.map((id) => cards.get(id)).filter(Boolean) : [...cards.values()];
  return { ...end, page, mentions, cards: standing, sources: [...sources.values()], read_more: [...links.values()] };
}

/**
 * The service's answer, read with suspicion: what comes out has exactly the shapes below, whatever came in. Pure.
 * Texts lose the characters that could make them look like something else, and their length is bounded.
 *
 * @typedef {{exact: string, prefix: string, suffix: string, order: number}} Quote `order`: in the story
 * @typedef {{property: string, value: string, pid: string, entity: string, start: string|null, end: string|null,
 *   source: string|null}} Fact a connection is one too: its value is the other's label
 * @typedef {{id: string, label: string, description: string, kind: string, summary: {text: string, source: string|null}|null,
 *   then: Fact[], since: Fact[], facts: Fact[], connections: Fact[], reasons: string[],
 *   runnerUp: {label: string, description: string, confidence: number}|null, confidence: number,
 *   links: {wikipedia: string|null, wikidata: string|null, website: string|null}, quotes: Quote[]}} Card
 * @typedef {{id: string, name: string, title: string, url: string|null, licence: string, revision: string,
 *   retrieved: string|null}} Source
 * @typedef {{published: string|null, asOf: string|null, cards: Card[], readMore: {url: string|null, text: string}[],
 *   unknown: {name: string, said: string}[], gaps: {what: string, why: string}[], sources: Record<string, Source>,
 *   version: string}} Answer
 */

const MAX_CARDS = 1_000;
const MAX_ITEMS = 200; // of anything inside a card, and of the lists beside the cards
const MAX_TEXT = 4_000;
const MAX_NAME = 300;

// Control characters, and the marks that turn round the text after them: nothing must read otherwise than it is written.
// The plain direction marks U+200E and U+200F stay: right-to-left names need them. The service's own pages do the same.
const TRICKS = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const SPACES = /[\t-\r\u0085\u2028\u2029]+/g;

/** @param {any} value @param {number} [limit] @returns {string} */
const text = (value, limit = MAX_TEXT) =>
  typeof value === "string" ? cut(value.slice(0, 2 * limit).replace(SPACES, " ").replace(TRICKS, "").trim(), limit) : "";

const cut = (value, limit) => (value.length > limit ? `${value.slice(0, limit)}…` : value);
const name = (value) => text(value, MAX_NAME);
const list = (value, limit = MAX_ITEMS) => (Array.isArray(value) ? value.slice(0, limit).filter((item) => item && typeof item === "object") : []);
const share = (value) => (typeof value === "number" && value >= 0 && value <= 1 ? value : 0);

/** A year, month or day, or a day with its time. @param {any} value @returns {string|null} */
const date = (value) => (typeof value === "string" && /^-?\d{4,6}(-\d\d(-\d\d([T ].*)?)?)?$/.test(value) ? value.slice(0, 40) : null);

/** Only addresses that open a web page. @param {any} value @returns {string|null} */
export function webAddress(value) {
  if (typeof value !== "string" || value.length > 4_000) return null;
  try {
    const url = new URL(value);
    return ["http:", "https:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

const sourceId = (value) => (typeof value === "string" ? value : null);

const fact = (raw) => ({
  property: name(raw.property),
  value: text(raw.value, 500),
  pid: name(raw.pid),
  entity: name(raw.entity),
  start: date(raw.start),
  end: date(raw.end),
  source: sourceId(raw.source),
});

const connection = (raw) => fact({ ...raw, value: raw.label, entity: raw.to });

/** Quotes are matched, not shown: they stay as they are. @param {any} raw @param {number} order @returns {Quote|null} */
function quote(raw, order) {
  if (typeof raw?.exact !== "string" || !raw.exact || raw.exact.length > MAX_NAME) return null;
  const context = (value) => (typeof value === "string" ? value.slice(0, 200) : "");
  return { exact: raw.exact, prefix: context(raw.prefix), suffix: context(raw.suffix), order };
}

function card(raw, quotesById) {
  const why = raw.why ?? {};
  const summary = text(raw.summary?.text);
  const runnerUp = why.runner_up;
  return {
    id: name(raw.id),
    label: name(raw.label) || name(raw.id),
    description: text(raw.description, 600),
    kind: name(raw.kind),
    summary: summary ? { text: summary, source: sourceId(raw.summary.source) } : null,
    then: list(raw.then).map(fact),
    since: list(raw.since).map(fact),
    facts: list(raw.facts).map(fact),
    connections: list(raw.connections).map(connection),
    reasons: (Array.isArray(why.reasons) ? why.reasons.slice(0, 20) : [])
      .map((reason) => text(typeof reason === "string" ? reason : reason?.text, 500))
      .filter(Boolean),
    runnerUp: runnerUp?.label
      ? { label: name(runnerUp.label), description: text(runnerUp.description, 600), confidence: share(runnerUp.confidence) }
      : null,
    confidence: share(raw.confidence),
    links: {
      wikipedia: webAddress(raw.links?.wikipedia),
      wikidata: webAddress(raw.links?.wikidata),
      website: webAddress(raw.links?.website),
    },
    quotes: (Array.isArray(raw.mentions) ? raw.mentions.slice(0, MAX_ITEMS) : []).map((id) => quotesById.get(id)).filter(Boolean),
  };
}

const source = (raw) => ({
  id: sourceId(raw.id) ?? "",
  name: name(raw.name) || name(raw.id),
  title: name(raw.title),
  url: webAddress(raw.url),
  licence: name(raw.licence),
  revision: name(raw.revision),
  retrieved: date(raw.retrieved),
});

/** @param {any} raw parsed JSON @returns {Answer|null} null: not an answer of a Backstory service that we understand */
export function readAnswer(raw) {
  if (!Array.isArray(raw?.cards) || !Array.isArray(raw.mentions)) return null;
  const quotesById = new Map();
  list(raw.mentions, 20_000).forEach((mention, order) => {
    const found = quote(mention.quote, order);
    if (found) quotesById.set(mention.id, found);
  });
  const sources = list(raw.sources, 2_000).map(source);
  return {
    published: date(raw.page?.published),
    asOf: date(raw.page?.as_of) ?? date(raw.page?.published),
    cards: list(raw.cards, MAX_CARDS).map((item) => card(item, quotesById)),
    readMore: list(raw.read_more).map((item) => ({ url: webAddress(item.url), text: text(item.text, 500) })),
    unknown: list(raw.unknown).map((item) => ({ name: name(item.name), said: text(item.said, 600) })),
    gaps: list(raw.gaps).map((item) => ({ what: text(item.what, 300), why: text(item.why, 600) })),
    sources: Object.fromEntries(sources.map((item) => [item.id, item])),
    version: name(raw.about?.version),
  };
}

/**
 * The service's answer, read with suspicion: what comes out has exactly the shapes below, whatever came in. Pure.
 * Texts lose the characters that could make them look like something else, and their length is bounded.
 *
 * Whatever came, the service's own types (wire.d.ts) name what is looked for in it.
 *
 * @import * as Wire from "./wire"
 * @typedef {{exact: string, prefix: string, suffix: string, order: number}} Quote `order`: in the story
 * @typedef {{start: number, end: number, entity: string}} Span of a sentence, in UTF-16 units
 * @typedef {{text: string, spans: Span[], start: string|null, end: string|null, source: string|null}} Sentence finished, to be drawn as it stands
 * @typedef {{name: string, title: string, sentences: Sentence[]}} Section
 * @typedef {{of: string, ofLabel: string, to: string, label: string, held: boolean|null, sentence: Sentence}} Tie a connection of the story
 * @typedef {{url: string, author: string, licence: string, source: string}} Image by address; `source`: the page that describes it
 * @typedef {{id: string, label: string, description: string, kind: string,
 *   summary: {text: string, source: string|null, shortened: boolean}|null,
 *   sections: Section[], reasons: string[], runnerUp: {id: string, label: string, description: string, confidence: number}|null, confidence: number, salience: number,
 *   image: Image|null, links: {wikipedia: string|null, wikidata: string|null, website: string|null}, quotes: Quote[],
 *   shown: boolean, corrected: boolean, credit: string, publisher?: boolean}} Card `shown`: false where it stands behind "show all"
 * @typedef {{id: string, name: string, title: string, url: string|null, licence: string, revision: string,
 *   retrieved: string|null}} Source
 * @typedef {{id: string, name: string, said: string, quotes: Quote[]}} Unknown a name that no source knows, and what the story
 *   says of it; its id is our own
 * @typedef {{what: string, why: string, retryAfterS: number|null}} Gap
 * @typedef {{id: string, label: string, description: string, kind: string}} Named
 * @typedef {{relation: string, said: string, days: number|null, new: Named[], shared: Named[], quotes: {text: string, source: string|null}[]}} Adds
 * @typedef {{url: string|null, text: string, status: string, why: string,
 *   preview: {title: string, description: string, site: string, published: string|null}|null, adds: Adds|null}} ReadMore
 * @typedef {{title: string, site: string, url: string|null, language: string, published: string|null, asOf: string|null, cards: Card[],
 *   alternatives: Card[], connections: Tie[], readMore: ReadMore[], unknown: Unknown[], gaps: Gap[],
 *   sources: Record<string, Source>, version: string, leftOut: number}} Answer `alternatives`: cards of the senses that came second;
 *   `leftOut`: cards beyond those that we take
 */

const MAX_CARDS = 1_000;
const MAX_ITEMS = 200; // of anything inside a card, and of the lists beside the cards
const MAX_TEXT = 4_000;
const MAX_NAME = 300;

// Control characters, and the marks that turn round the text after them: nothing must read otherwise than it is written.
// The plain direction marks U+200E and U+200F stay: right-to-left names need them. The service's own pages do the same.
const TRICKS = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const SPACES = /[\t-\r\u0085\u2028\u2029]+/g;

/** What may be shown of a text from elsewhere. @param {any} value @param {number} [limit] @returns {string} */
export const text = (value, limit = MAX_TEXT) =>
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

/** Where a code point of a text stands in UTF-16 units. @param {string} whole @param {any} point */
function unitsBefore(whole, point) {
  const characters = [...whole];
  return Number.isInteger(point) && point >= 0 && point <= characters.length ? characters.slice(0, point).join("").length : -1;
}

/** @param {Wire.SentenceOut|null|undefined} raw @returns {Sentence|null} */
function sentence(raw) {
  const words = text(raw?.text, 900);
  if (!words) return null;
  const spans = words === raw.text // else its offsets are of another text
    ? list(raw.spans).map(({ start, end, entity }) => ({ start: unitsBefore(words, start), end: unitsBefore(words, end), entity: name(entity) }))
    : [];
  let last = 0;
  const inOrder = spans.filter(({ start, end }) => start >= last && end > start && end <= words.length && (last = end) > 0);
  return { text: words, spans: inOrder, start: date(raw.start), end: date(raw.end), source: sourceId(raw.source) };
}

/** @param {Wire.SectionOut} raw @returns {Section} */
const section = (raw) => ({ name: name(raw.name), title: name(raw.title), sentences: list(raw.sentences).map(sentence).filter(Boolean) });

/** Where names stand in words. @param {string} words @param {[string, any][]} names with their entities */
const spansIn = (words, names) =>
  names.filter(([label, entity]) => label && entity && words.includes(label)).map(([label, entity]) => {
    const start = [...words.slice(0, words.indexOf(label))].length;
    return { start, end: start + [...label].length, entity };
  }).sort((one, other) => one.start - other.start);

/** What a service that knows no sections says of a card: each statement in its own words. @param {Wire.CardOut} raw @returns {any[]} */
function statements(raw) {
  const said = (one) => {
    const value = one.label ?? one.value ?? "";
    const words = one.text || `${one.property}: ${value}`;
    return { ...one, text: words, spans: spansIn(words, [[value, one.entity ?? one.to]]) };
  };
  const parts = [["on_that_day", raw.then], ["since", raw.since], ["connections", raw.connections], ["background", raw.facts]];
  return parts.map(([key, facts]) => ({ name: key, sentences: list(facts).map(said) }));
}

/** @param {Wire.CardOut} raw @returns {Section[]} */
const sectionsOf = (raw) =>
  (list(raw.sections).length > 0 ? list(raw.sections) : statements(raw)).map(section).filter(({ sentences }) => sentences.length > 0);

/** @param {Wire.TieOut} raw @returns {Tie} */
function tie(raw) {
  const words = `${raw.of_label}: ${raw.text || `${raw.property} ${raw.label}`}`;
  const ends = { of: name(raw.of), ofLabel: name(raw.of_label), to: name(raw.to), label: name(raw.label) };
  const spans = spansIn(words, [[ends.ofLabel, ends.of], [ends.label, ends.to]]);
  return {
    ...ends,
    held: typeof raw.held === "boolean" ? raw.held : null,
    sentence: sentence(raw.sentence) ?? sentence({ ...raw, text: words, spans }),
  };
}

/** A site of the Wikimedia Foundation keeps its pictures at another one. @param {string} host */
const keeper = (host) => (/\.(wikimedia|wikipedia|wikidata)\.org$/.test(host) ? "wikimedia.org" : host);

/** Only a picture that says whose it is, kept by the source that describes it. @param {Wire.ImageOut|null} raw @returns {Image|null} */
function image(raw) {
  const [url, source] = [webAddress(raw?.url), webAddress(raw?.source)];
  if (!url?.startsWith("https:") || !source || !name(raw.licence)) return null;
  if (keeper(new URL(url).hostname) !== keeper(new URL(source).hostname)) return null;
  return { url, author: name(raw.author), licence: name(raw.licence), source };
}

/** Quotes are matched, not shown: they stay as they are. @param {Wire.QuoteOut} raw @param {number} order @returns {Quote|null} */
function quote(raw, order) {
  if (typeof raw?.exact !== "string" || !raw.exact || raw.exact.length > MAX_NAME) return null;
  const context = (value) => (typeof value === "string" ? value.slice(0, 200) : "");
  return { exact: raw.exact, prefix: context(raw.prefix), suffix: context(raw.suffix), order };
}

/** @param {any} ids @param {Map<string, Quote>} quotesById @returns {Quote[]} */
const quotesOf = (ids, quotesById) =>
  (Array.isArray(ids) ? ids.slice(0, MAX_ITEMS) : []).map((id) => quotesById.get(id)).filter(Boolean);

/** @param {Wire.CardOut} raw @param {Map<string, Quote>} quotesById @returns {Card} */
function card(raw, quotesById) {
  const why = raw.why ?? /** @type {Wire.WhyOut} */ ({});
  const summary = text(raw.summary?.text);
  const runnerUp = why.runner_up;
  return {
    id: name(raw.id),
    label: name(raw.label) || name(raw.id),
    description: text(raw.description, 600),
    kind: name(raw.kind),
    summary: summary ? { text: summary, source: sourceId(raw.summary.source), shortened: raw.summary.shortened === true } : null,
    sections: sectionsOf(raw),
    reasons: (Array.isArray(why.reasons) ? why.reasons.slice(0, 20) : [])
      .map((reason) => text(reason, 500))
      .filter(Boolean),
    runnerUp: runnerUp?.label ? { ...named(runnerUp), confidence: share(runnerUp.confidence) } : null,
    confidence: share(raw.confidence),
    salience: share(raw.salience),
    image: image(raw.image),
    links: {
      wikipedia: webAddress(raw.links?.wikipedia),
      wikidata: webAddress(raw.links?.wikidata),
      website: webAddress(raw.links?.website),
    },
    quotes: quotesOf(raw.mentions, quotesById),
    shown: raw.shown !== false,
    corrected: raw.corrected === true,
    credit: text(raw.credit, 900),
  };
}

/** @param {any} raw @returns {Named} */
const named = (raw) => ({
  id: name(raw.id),
  label: name(raw.label) || name(raw.id),
  description: text(raw.description, 600),
  kind: name(raw.kind),
});

/** @param {Wire.AddsOut|null} raw @returns {Adds|null} */
const adds = (raw) =>
  raw && typeof raw === "object"
    ? {
        relation: name(raw.relation),
        said: text(raw.said, 600),
        days: Number.isInteger(raw.days) ? raw.days : null,
        new: list(raw.new).map(named),
        shared: list(raw.shared).map(named),
        quotes: list(raw.quotes).map((one) => ({ text: text(one.quote?.exact, 900), source: sourceId(one.source) })),
      }
    : null;

/** @param {Wire.ReadMoreOut} raw @returns {ReadMore} */
const readMore = (raw) => ({
  url: webAddress(raw.url),
  text: text(raw.text, 500),
  status: name(raw.status),
  why: text(raw.why, 600),
  preview:
    raw.preview && typeof raw.preview === "object"
      ? {
          title: text(raw.preview.title, 500),
          description: text(raw.preview.description, 600),
          site: name(raw.preview.site),
          published: date(raw.preview.published),
        }
      : null,
  adds: adds(raw.adds),
});

/** @param {Wire.SourceOut} raw */
const source = (raw) => ({
  id: sourceId(raw.id) ?? "",
  name: name(raw.name) || name(raw.id),
  title: name(raw.title),
  url: webAddress(raw.url),
  licence: name(raw.licence),
  revision: name(raw.revision),
  retrieved: date(raw.retrieved),
});

/** @param {any} raw parsed JSON @returns {Named[]} */
export const readSenses = (raw) => list(raw?.senses, 40).map(named).filter(({ id }) => id);

/** @param {Wire.EnrichResponse} raw parsed JSON, which may be anything @returns {Answer|null} null: not an answer of a Backstory service that we understand */
export function readAnswer(raw) {
  if (!Array.isArray(raw?.cards) || !Array.isArray(raw.mentions)) return null;
  const quotesById = new Map();
  list(raw.mentions, 20_000).forEach((mention, order) => {
    const found = quote(mention.quote, order);
    if (found) quotesById.set(mention.id, found);
  });
  const sources = list(raw.sources, 2_000).map(source);
  const seconds = (value) => (Number.isFinite(value) && value >= 0 ? value : null);
  return {
    title: name(raw.page?.title),
    site: name(raw.page?.site),
    url: webAddress(raw.page?.canonical_url) ?? webAddress(raw.page?.url),
    language: name(raw.page?.language),
    published: date(raw.page?.published),
    asOf: date(raw.page?.as_of) ?? date(raw.page?.published),
    cards: list(raw.cards, MAX_CARDS).map((item) => card(item, quotesById)),
    alternatives: list(raw.alternatives, MAX_CARDS).map((item) => card(item, quotesById)),
    connections: list(raw.connections, MAX_CARDS).map(tie),
    readMore: list(raw.read_more).map(readMore),
    unknown: list(raw.unknown).map((item) => ({
      id: `unknown:${name(item.name)}`,
      name: name(item.name),
      said: text(item.said, 600),
      quotes: quotesOf(item.mentions, quotesById),
    })),
    gaps: list(raw.gaps).map((item) => ({ what: text(item.what, 300), why: text(item.why, 600), retryAfterS: seconds(item.retry_after_s) })),
    sources: Object.fromEntries(sources.map((item) => [item.id, item])),
    version: name(raw.about?.version),
    leftOut: Math.max(0, raw.cards.length - MAX_CARDS),
  };
}

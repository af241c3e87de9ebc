/** One card, as elements. Says where each sentence and fact comes from, in the order of the service's own pages. */

import { say, uiLanguage } from "../browser.js";
import { isAfter, sayDate, saySpan } from "./dates.js";
import { button, line, link, make, said } from "./dom.js";

/**
 * @typedef {import("../answer.js").Card} Card
 * @typedef {import("../answer.js").Fact} Fact
 * @typedef {import("../answer.js").Answer} Answer
 * @typedef {{before: Node[], tools: Node, picture: (image: import("../answer.js").Image, label: string) => Node,
 *   go: (id: string) => void, leads: (id: string) => boolean}} Acts `before`: above the card; `leads`: whether a link may lead there
 * @typedef {{lang: string|null, number: (id: string|null) => Node|null, value: (fact: Fact) => Node}} Context of one card:
 *   its language, its sources, and what its facts lead to
 */

/** Undated facts beyond these wait behind a button, so that the card stays a glance. */
const FACTS_AT_ONCE = 4;

/** Least confidence, and what to call it; the service's own pages use the same steps. */
const SURE = [[0.95, "sure_almost"], [0.8, "sure_very"], [0.7, "sure_likely"], [0.5, "sure_more"], [0, "sure_not"]];

const KINDS = new Set("person organisation company group place event work product law concept".split(" "));

/** "Significant event": its value is a clause of its own. */
const EVENT = "P793";

/** The sources of a card, that of its summary first. @param {Card} card @param {Answer["sources"]} sources */
function sourcesOf({ summary, then, since, connections, facts }, sources) {
  const ids = [summary, ...then, ...since, ...connections, ...facts].map((item) => item?.source);
  return [...new Set(ids)].filter((id) => id && Object.hasOwn(sources, id)).map((id) => sources[id]);
}

/** The language of the wiki behind the card, whose words it has. @param {Card} card */
const languageOf = ({ id, links }) =>
  (/^https?:\/\/([a-z]{2,3}(?:-[a-z]+)*)\.(?:m\.)?wikipedia\.org\//.exec(links.wikipedia ?? "") ??
    /^([a-z]{2,3}(?:-[a-z]+)*):/.exec(id))?.[1] ?? null;

const section = (title, ...children) => make("section", {}, make("h3", {}, title), ...children);

const span = (start, end) => saySpan(start, end, uiLanguage(), say);

/** When a fact held; nothing where its value is that day itself: "date of birth 1 June 1961". @param {Fact} fact */
const whenOf = ({ value, start, end }) =>
  start !== null && start === end && value.includes(start.slice(0, 4)) ? "" : span(start, end);

/** How far a fact is to be believed: until when its source knew it, and whether another says otherwise. @param {Fact} fact */
const doubts = ({ asOf, disputed }) => [
  disputed && make("span", { class: "span" }, say("card_disputed")),
  asOf && make("span", { class: "span" }, say("card_known_until", sayDate(asOf, uiLanguage()))),
];

/** @param {Fact & {via?: string}} fact @param {string} when @param {Context} context */
function factLine(fact, when, { lang, number, value }) {
  const { pid, property, source, via } = fact;
  return line("li",
    pid !== EVENT && said("span", property, { class: "property", lang }),
    value(fact),
    via && make("span", { class: "span" }, say("card_via", via)),
    when && make("span", { class: "span" }, when),
    ...doubts(fact),
    number(source));
}

const factList = (facts, context) =>
  make("ul", { class: "facts" }, ...facts.map((fact) => factLine(fact, whenOf(fact), context)));

/** What held on the day, as one could know it then: an end still to come is left out. */
function thenList(facts, asOf, context) {
  const lines = facts.map((fact) => {
    const when = span(fact.start, isAfter(fact.end, asOf) ? null : fact.end);
    return factLine(fact, when, context);
  });
  return make("ul", { class: "facts" }, ...lines);
}

/** What came after the story, each with its day above it, and without a beginning that the story's day already knew. */
function sinceList(facts, asOf, { lang, number, value }) {
  const lines = facts.map((fact) => line("li",
    make("span", { class: "day" }, span(isAfter(fact.start, asOf) ? fact.start : null, fact.end)),
    fact.pid !== EVENT && said("span", fact.property, { class: "property", lang }),
    value(fact),
    ...doubts(fact),
    number(fact.source)));
  return make("ol", { class: "since" }, ...lines);
}

function otherFacts(facts, context) {
  const rest = facts.slice(FACTS_AT_ONCE);
  const more = rest.length > 0 && make("details", {},
    make("summary", {}, say("card_more_facts", rest.length)), factList(rest, context));
  return section(say("card_facts"), factList(facts.slice(0, FACTS_AT_ONCE), context), more);
}

/** Ties to others of the story, without those that the card's own facts already state. @param {Card} card */
function newConnections({ connections, then, since, facts }) {
  const stated = new Set([...then, ...since, ...facts].map(({ property, entity }) => `${property}\n${entity}`));
  return connections.filter(({ property, entity }) => !stated.has(`${property}\n${entity}`));
}

/** Never 0 or 100 %: nothing here is known for sure. @param {number} confidence 0..1 */
const percent = (confidence) =>
  new Intl.NumberFormat(uiLanguage(), { style: "percent" }).format(Math.min(0.99, Math.max(0.01, confidence)));

/** Why this sense, how sure, and what else it might have been. @param {Card} card @param {string|null} lang */
function why({ confidence, reasons, runnerUp, corrected }, lang) {
  const [, step] = SURE.find(([least]) => confidence >= least);
  const sure = corrected ? say("sure_yours") : say("card_sure", say(step), percent(confidence));
  const other = runnerUp && line("p",
    make("span", { class: "property" }, say("card_runner_up")),
    said("span", runnerUp.label, { class: "value", lang }),
    runnerUp.description && make("span", { class: "span" }, said("bdi", runnerUp.description, { lang })),
    make("span", { class: "span" }, percent(runnerUp.confidence)));
  return make("details", { class: "why" },
    line("summary", say("card_why"), make("span", { class: "sure" }, sure)),
    reasons.length > 0 && make("ul", {}, ...reasons.map((reason) => said("li", reason))),
    other);
}

/** @param {import("../answer.js").Source} source */
function sourceLine({ name, title, url, licence, revision, retrieved }) {
  const parts = [
    link(url, title && title !== name ? `${name}: ${title}` : name, { dir: "auto" }),
    licence && said("bdi", licence),
    revision && say("card_revision", revision),
    retrieved && say("card_retrieved", sayDate(retrieved, uiLanguage())),
  ];
  // The dots are words of the line: drawn by style, they would turn with the direction of what they precede.
  return make("li", {}, ...parts.filter(Boolean).flatMap((part, index) => (index ? [" · ", part] : [part])));
}

function links({ wikipedia, wikidata, website }) {
  const known = [[wikipedia, "Wikipedia"], [wikidata, "Wikidata"], [website, say("card_website")]].filter(([href]) => href);
  return known.length > 0 && make("p", { class: "links" }, ...known.map(([href, text]) => link(href, text)));
}

const kindOf = (kind) => make("p", { class: "kind" }, KINDS.has(kind) ? say(`kind_${kind}`) : said("bdi", kind));

/** What the answer lacks: said where a card could say more. @param {Answer["gaps"]} gaps */
const missing = (gaps) =>
  gaps.length > 0 && section(say("list_gaps"), make("ul", { class: "gaps" },
    ...gaps.map(({ what, why: reason }) => line("li", said("b", what), said("span", reason)))));

const drawnOf = (parts) => {
  const drawn = document.createDocumentFragment();
  drawn.append(...parts.filter(Boolean));
  return drawn;
};

/**
 * @param {Card} card @param {Answer} answer the answer that it is from, for its sources and the story's day @param {Acts} acts
 * @returns {DocumentFragment}
 */
export function drawCard(card, { sources, published, asOf, gaps }, { before, tools, picture, go, leads }) {
  const lang = languageOf(card);
  const { description, summary, then, since, facts, image, credit } = card;
  const used = sourcesOf(card, sources);
  const numbers = new Map(used.map((source, index) => [source.id, index + 1]));
  const number = (id) => (used.length > 1 && numbers.has(id) ? make("sup", { class: "ref" }, String(numbers.get(id))) : null);
  const value = ({ value: text, entity }) =>
    leads(entity)
      ? button(text, () => go(entity), { class: "value go", dir: "auto", lang, "data-go": entity })
      : said("span", text, { class: "value", lang });
  const context = { lang, number, value };
  const connections = newConnections(card);
  const thenTitle = published ? say("card_then", sayDate(asOf, uiLanguage())) : say("card_now");
  const isThin = !summary && then.length + since.length + facts.length === 0;
  return drawnOf([
    ...before,
    card.kind && kindOf(card.kind),
    said("h2", card.label, { id: "card-label", lang }),
    description && said("p", description, { class: "description", lang }),
    image && picture(image, card.label),
    summary && make("p", { class: "summary", dir: "auto", lang }, summary.text, number(summary.source)),
    then.length > 0 && section(thenTitle, thenList(then, asOf, context)),
    since.length > 0 && section(say("card_since"), sinceList(since, asOf, context)),
    connections.length > 0 && section(say("card_connections"), thenList(connections, asOf, context)),
    facts.length > 0 && otherFacts(facts, context),
    isThin && missing(gaps),
    links(card.links),
    why(card, lang),
    tools,
    used.length > 0 && make("ol", { class: used.length > 1 ? "sources numbered" : "sources", "aria-label": say("card_sources") },
      ...used.map(sourceLine)),
    summary?.shortened && credit && said("p", credit, { class: "credit" }),
  ]);
}

/**
 * A name that no source knows: what the story itself says of it, and what might have known it.
 * @param {{name: string, said: string}} unknown @param {Answer|null} answer @param {Node[]} before @returns {DocumentFragment}
 */
export const drawUnknown = ({ name, said: words }, answer, before) =>
  drawnOf([
    ...before,
    make("p", { class: "kind" }, say("card_unknown_kind")),
    said("h2", name, { id: "card-label" }),
    make("p", { class: "description" }, say("card_unknown")),
    words && section(say("card_story_says"), said("blockquote", words)),
    missing(answer?.gaps ?? []),
  ]);

/** While an answer is awaited, and nothing is known yet; what is awaited stands in `before`. @param {string} label @param {Node[]} before */
export const drawLoading = (label, before) =>
  drawnOf([...before, said("h2", label, { id: "card-label" }),
    make("div", { class: "loading", "aria-hidden": "true" }, make("i"), make("i"), make("i"))]);

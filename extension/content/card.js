/** One card, as elements: a glance first, and behind "More" all that is told, with where each sentence comes from. */

import { say, uiLanguage } from "../browser.js";
import { sayDate } from "./dates.js";
import { button, line, link, make, said } from "./dom.js";
import { titleOf, wordsOf } from "./sentences.js";

/**
 * @typedef {import("../answer.js").Card} Card
 * @typedef {import("../answer.js").Answer} Answer
 * @typedef {{before: Node[], acts: (Node|false)[], tools: Node, picture: (image: import("../answer.js").Image, label: string) => Node,
 *   go: (id: string) => void, leads: (id: string) => boolean, whole: boolean}} Acts `before`: above the card; `acts`: beside "More";
 *   `tools`: below; `leads`: whether a name may lead there; `whole`: with all that is told
 */

/** Least confidence, and what to call it; the service's own pages use the same steps. */
const SURE = /** @type {[number, string][]} */ ([[0.95, "sure_almost"], [0.8, "sure_very"], [0.7, "sure_likely"], [0.5, "sure_more"], [0, "sure_not"]]);

const KINDS = new Set("person organisation company group place event work product law concept".split(" "));

/** The sections that the first glance has a line of. */
const GLANCE = ["on_that_day", "since"];

/** The sources of a card, that of its summary first. @param {Card} card @param {Answer["sources"]} sources */
function sourcesOf({ summary, sections }, sources) {
  const ids = [summary, ...sections.flatMap(({ sentences }) => sentences)].map((item) => item?.source);
  return [...new Set(ids)].filter((id) => id && Object.hasOwn(sources, id)).map((id) => sources[id]);
}

/** The language of the wiki behind the card, whose words it has. @param {Card} card */
const languageOf = ({ id, links }) =>
  (/^https?:\/\/([a-z]{2,3}(?:-[a-z]+)*)\.(?:m\.)?wikipedia\.org\//.exec(links.wikipedia ?? "") ??
    /^([a-z]{2,3}(?:-[a-z]+)*):/.exec(id))?.[1] ?? null;

const section = (title, ...children) => make("section", {}, make("h3", {}, title), ...children);

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
export function drawCard(card, answer, { before, acts, tools, picture, go, leads, whole }) {
  const lang = languageOf(card);
  const { description, summary, sections, image, credit } = card;
  const used = sourcesOf(card, answer.sources);
  const numbers = new Map(used.map((source, index) => [source.id, index + 1]));
  const number = (id) => (used.length > 1 && numbers.has(id) ? make("sup", { class: "ref" }, String(numbers.get(id))) : null);
  const named = (entity, words) =>
    leads(entity) ? button(words, () => go(entity), { class: "go", "data-go": entity }) : words;
  const told = (sentence) => make("li", { dir: "auto", lang }, ...wordsOf(sentence, named), number(sentence.source));
  const list = ({ name, sentences }) => make(name === "since" ? "ol" : "ul", { class: name }, ...sentences.map(told));
  const glances = GLANCE.map((name) => sections.find((one) => one.name === name)).filter(Boolean);
  const rest = make("div", { class: "rest", hidden: !whole },
    ...sections.map((one) => section(titleOf(one, answer), list(one))),
    !summary && sections.length === 0 && missing(answer.gaps),
    links(card.links),
    why(card, lang),
    tools,
    used.length > 0 && make("ol", { class: used.length > 1 ? "sources numbered" : "sources", "aria-label": say("card_sources") },
      ...used.map(sourceLine)),
    summary?.shortened && credit && said("p", credit, { class: "credit" }));
  const glance = make("div", { class: whole ? "glance whole" : "glance" },
    card.kind && kindOf(card.kind),
    said("h2", card.label, { id: "card-label", lang }),
    description && said("p", description, { class: "description", lang }),
    summary && make("p", { class: "summary", dir: "auto", lang }, summary.text, number(summary.source)),
    ...glances.map((one) => make("p", { class: "line", dir: "auto", lang },
      make("b", {}, titleOf(one, answer)), " ", one.sentences[0].text)));
  const more = button(say("card_more"), () => {
    rest.hidden = false;
    glance.classList.add("whole");
    more.remove();
    rest.dispatchEvent(new Event("toggle")); // it takes more room now
    rest.querySelector("button, a, summary")?.focus({ preventScroll: true });
  }, { class: "more" });
  return drawnOf([
    ...before,
    image && picture(image, card.label),
    glance,
    make("div", { class: "acts" }, !whole && more, ...acts),
    rest,
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

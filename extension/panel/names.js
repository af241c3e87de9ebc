/** Everyone and everything in the story, what explains it most first: filtered by kind, with a way to each mention. */

import { say } from "../browser.js";
import { line, link, make, said } from "../content/dom.js";
import { titleOf } from "../content/sentences.js";

/** @typedef {import("../answer.js").Answer} Answer @typedef {import("../answer.js").Card} Card */
/** @typedef {{go: (id: string, by: number) => Promise<{at: number, of: number}|null>, places: Record<string, number>}} Page */

/** The list begins with so many; a page of more names than this is read by few. */
const AT_ONCE = 60;

const KINDS = new Set("person organisation company group place event work product law concept".split(" "));

const kindOf = (kind) => (KINDS.has(kind) ? say(`kind_${kind}`) : kind || say("kind_other"));

const section = (title, ...children) => make("div", {}, make("h4", {}, title), ...children);

/** @param {Card} card @param {Answer} answer */
function drawMore({ label, summary, sections, credit, links }, answer) {
  const read = [[links.wikipedia, "Wikipedia"], [links.wikidata, "Wikidata"], [links.website, say("card_website")]].filter(([href]) => href);
  return make("details", {},
    make("summary", {}, say("panel_more", label)),
    summary && said("p", summary.text),
    ...sections.map((one) => section(titleOf(one, answer), make("ul", { class: "facts" }, ...one.sentences.map(({ text }) => said("li", text))))),
    read.length > 0 && line("p", ...read.map(([href, text]) => link(href, text))),
    credit && said("p", credit, { class: "quiet" }));
}

/** @param {Card} card @param {Page} page */
function drawActs({ id, label }, { go, places }) {
  if (!places[id]) return make("p", { class: "quiet" }, say("list_not_on_page"));
  const where = make("span", { class: "quiet", role: "status" });
  const button = (by, sign, key) => make("button", {
    "aria-label": say(key, label),
    title: say(key, label),
    onclick: async () => {
      const found = await go(id, by);
      where.textContent = found ? say("panel_at", found.at, found.of) : say("list_not_on_page");
    },
  }, sign);
  return make("div", { class: "acts" },
    button(-1, "↑", "panel_previous"), button(1, "↓", "panel_next"),
    make("button", { onclick: () => go(id, 0), "aria-label": say("panel_card_of", label) }, say("panel_card")), where);
}

/** @param {Card} card @param {Answer} answer @param {Page} page */
function drawEntry(card, answer, page) {
  const { id, label, kind, description, quotes } = card;
  return make("li", { "data-id": id, tabindex: "-1" },
    make("div", { class: "entry" }, said("h3", label), said("span", kindOf(kind), { class: "kind" }),
      quotes.length > 1 && make("span", { class: "quiet" }, say("panel_mentions", quotes.length))),
    description && said("p", description),
    drawMore(card, answer),
    drawActs(card, page));
}

/** The kinds that there are, with how many of each, the frequent first. @param {Card[]} cards @returns {[string, number][]} */
function kindsOf(cards) {
  const counts = new Map();
  for (const { kind } of cards) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

/**
 * @param {Answer} answer @param {Page} page @param {{kind: string|null}} chosen the kind that is shown, kept from one drawing to the next
 * @returns {{element: HTMLElement, show: (id: string) => void}} `show`: bring an entry into view, whatever the filter hides
 */
export function drawNames(answer, page, chosen) {
  const { cards } = answer;
  const kinds = kindsOf(cards);
  if (!kinds.some(([kind]) => kind === chosen.kind)) chosen.kind = null;
  const list = make("ol", { class: "names" });
  const more = make("button", {}, say("panel_all", cards.length));
  const filters = [[null, cards.length], ...kinds].map(([kind, count]) =>
    make("button", { onclick: () => choose(kind), "data-kind": kind ?? "" }, say("panel_kind", kind === null ? say("panel_everything") : kindOf(kind), count)));

  function fill(most = AT_ONCE) {
    const wanted = cards.filter(({ kind }) => chosen.kind === null || kind === chosen.kind);
    list.replaceChildren(...wanted.slice(0, most).map((card) => drawEntry(card, answer, page)));
    more.hidden = wanted.length <= most;
  }

  function choose(kind) {
    chosen.kind = kind;
    for (const button of filters) button.setAttribute("aria-pressed", String(button.dataset.kind === (kind ?? "")));
    fill();
  }

  function show(id) {
    const find = () => [...list.children].find((item) => item.dataset.id === id);
    if (!find()) {
      choose(null);
      fill(Infinity);
    }
    find()?.scrollIntoView({ block: "start" });
    find()?.focus({ preventScroll: true });
  }

  more.addEventListener("click", () => {
    const before = list.children.length;
    fill(Infinity);
    list.children[before]?.focus();
  });
  choose(chosen.kind);
  const element = make("section", { "aria-labelledby": "names-title" },
    make("h2", { id: "names-title" }, say("list_cards")),
    kinds.length > 1 && make("div", { class: "filter", role: "group", "aria-label": say("panel_filter") }, ...filters),
    list, more);
  return { element, show };
}

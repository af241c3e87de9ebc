/** The button in the corner and the list behind it: every card, also for those who do not use a pointer. */

import { say } from "../browser.js";
import { link, make, said } from "./dom.js";

/** @typedef {import("../answer.js").Answer} Answer @typedef {import("../answer.js").Card} Card */

const group = (title, ...rows) => make("section", {}, make("h3", {}, title), make("ul", {}, ...rows));

/** What the answer lacks, and how many of its names the page no longer shows. @param {Answer} answer @param {number} lost */
function gapRows({ gaps, cards }, lost) {
  const rows = gaps.map(({ what, why }) => make("li", {}, said("b", what), said("p", why)));
  if (lost > 0) rows.push(make("li", {}, say("list_lost", lost, cards.length)));
  return rows;
}

function cardRow(card, isLost, openCard) {
  const button = make("button", { class: "entry", onclick: () => openCard(card, button) },
    said("b", card.label),
    card.description && said("span", card.description),
    isLost && make("small", {}, say("list_not_on_page")));
  return make("li", {}, button);
}

/** @param {import("./stage.js").Stage} stage @param {() => void} closeAll */
export function makeList(stage, closeAll) {
  const chip = make("button", { class: "chip", "aria-expanded": "false", "aria-controls": "panel" });
  const rows = make("div", { class: "rows" });
  const panel = make("section", { id: "panel", hidden: true, "aria-label": say("list_title") },
    make("header", {}, make("h2", {}, say("list_title")), make("button", { onclick: closeAll }, say("list_close_all"))),
    rows);
  const corner = make("div", { class: "corner", popover: "manual" }, chip, panel);
  stage.layer.append(corner);
  corner.showPopover();

  /** @param {boolean} open */
  function turn(open) {
    panel.hidden = !open;
    chip.setAttribute("aria-expanded", String(open));
    if (!open && corner.contains(stage.root.activeElement)) chip.focus({ preventScroll: true });
  }

  /**
   * @param {Answer} answer @param {Set<Card>} marked the cards that stand on the page
   * @param {(card: Card, from: HTMLElement) => void} openCard
   */
  function fill(answer, marked, openCard) {
    const { cards, readMore, unknown } = answer;
    const gaps = gapRows(answer, cards.length - marked.size);
    const parts = [
      cards.length > 0
        ? group(say("list_cards"), ...cards.map((card) => cardRow(card, !marked.has(card), openCard)))
        : make("p", {}, say("list_nothing")),
      readMore.length > 0 && group(say("list_read_more"), ...readMore.map(({ url, text }) => make("li", {}, link(url, text || url, { dir: "auto" })))),
      unknown.length > 0 && group(say("list_unknown"), ...unknown.map(({ name, said: words }) => make("li", {}, said("b", name), said("p", words)))),
      gaps.length > 0 && group(say("list_gaps"), ...gaps),
    ];
    rows.replaceChildren(...parts.filter(Boolean));
    chip.textContent = say("chip_cards", cards.length);
  }

  chip.textContent = say("chip_waiting");
  chip.addEventListener("click", () => turn(panel.hidden));
  return {
    fill,
    shut: () => turn(false),
    hasFocus: () => !panel.hidden && corner.contains(stage.root.activeElement),
    remove: () => corner.remove(),
  };
}

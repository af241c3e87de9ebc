/** The button in the corner and the list behind it: every card, also for those who do not use a pointer. */

import { say } from "../browser.js";
import { button, link, make, said } from "./dom.js";

/**
 * @typedef {import("../answer.js").Answer} Answer
 * @typedef {import("../answer.js").Card} Card
 * @typedef {import("./anchor.js").Named} Named
 * @typedef {{lost: Set<Named>, missing: number, wanted: number, all: boolean, known: Set<string>}} Standing `lost`: who has no
 *   mention on the page; `missing`: how many of the `wanted` to be marked could not be; `all`: every mention is marked
 * @typedef {{closeAll: () => void, open: (named: Named, from: HTMLElement) => void, markAll: (on: boolean) => void,
 *   explainAgain: (card: Card) => void, panel: () => Promise<boolean>, ask: () => void}} Acts
 */

const group = (title, rows) => rows.length > 0 && make("section", {}, make("h3", {}, title), make("ul", {}, ...rows));

/** What the answer lacks, and how many of its names the page no longer shows. @param {Answer} answer @param {Standing} standing */
function gapRows({ gaps, leftOut }, { missing, wanted }) {
  const rows = gaps.map(({ what, why }) => make("li", {}, said("b", what), said("p", why)));
  if (missing > 0) rows.push(make("li", {}, say("list_lost", missing, wanted)));
  if (leftOut > 0) rows.push(make("li", {}, say("list_left_out", leftOut)));
  return rows;
}

/** @param {Answer} answer @param {Standing} standing @param {Acts} acts @returns {(Node|false)[]} */
function groups(answer, standing, { open, explainAgain }) {
  const { cards, readMore, unknown } = answer;
  const row = (named, label, words) => {
    const entry = button("", () => open(named, entry), { class: "entry", "data-id": named.id });
    entry.append(said("b", label), ...(words ? [said("span", words)] : []));
    if (standing.lost.has(named)) entry.append(make("small", {}, say("list_not_on_page")));
    return make("li", {}, entry);
  };
  const cardRow = (card) => row(card, card.label, card.description);
  const knownRow = (card) => make("li", { class: "known" }, said("b", card.label),
    button(say("list_explain_again"), () => explainAgain(card), { "aria-label": `${say("list_explain_again")}: ${card.label}` }));
  const isKnown = ({ id }) => standing.known.has(id);
  const others = cards.filter((card) => !isKnown(card));
  return [
    cards.length === 0 && make("p", {}, say("list_nothing")),
    group(say("list_cards"), others.filter(({ shown }) => shown).map(cardRow)),
    group(say("list_others"), others.filter(({ shown }) => !shown).map(cardRow)),
    group(say("list_read_more"), readMore.map(({ url, text }) => make("li", {}, link(url, text || url, { dir: "auto" })))),
    group(say("list_unknown"), unknown.map((one) => row(one, one.name, one.said))),
    group(say("list_known"), cards.filter(isKnown).map(knownRow)),
    group(say("list_gaps"), gapRows(answer, standing)),
  ];
}

/** @param {import("./stage.js").Stage} stage @param {Acts} acts */
export function makeList(stage, acts) {
  const chip = make("button", { class: "chip", type: "button", "aria-expanded": "false", "aria-controls": "panel" });
  const offered = make("div", { class: "offer", role: "status" });
  const rows = make("div", { class: "rows" });
  const every = button(say("list_mark_all"), () => acts.markAll(every.getAttribute("aria-pressed") === "false"), { "aria-pressed": "false" });
  const panel = make("section", { id: "panel", hidden: true, "aria-label": say("list_title") },
    make("header", {}, make("h2", {}, say("list_title")), button(say("list_close_all"), acts.closeAll)),
    offered, rows,
    make("footer", {}, every, button(say("list_panel"), showPanel)));
  const corner = make("div", { class: "corner", popover: "manual" }, chip, panel);
  let drawn = {}; // what stands in the list

  /** Firefox takes a click in its own windows only. */
  async function showPanel({ currentTarget: pressed }) {
    if (await acts.panel()) return;
    pressed.replaceWith(make("p", {}, say("list_panel_refused")));
    stage.announce(say("list_panel_refused"));
  }

  /** @param {boolean} open */
  function turn(open) {
    panel.hidden = !open;
    chip.setAttribute("aria-expanded", String(open));
    if (!open && corner.contains(stage.root.activeElement)) chip.focus({ preventScroll: true });
  }

  /** Draw anew only for a reason: the list may hold the focus. @param {Answer} answer @param {Standing} standing */
  function fill(answer, standing) {
    every.setAttribute("aria-pressed", String(standing.all));
    const state = JSON.stringify([[...standing.lost].map(({ id }) => id), standing.missing, standing.wanted, [...standing.known]]);
    if (drawn.answer === answer && drawn.state === state) return;
    drawn = { answer, state };
    const focused = stage.root.activeElement?.getAttribute("data-id");
    rows.replaceChildren(...groups(answer, standing, acts).filter(Boolean));
    chip.textContent = say("chip_cards", answer.cards.length);
    if (focused) [...rows.querySelectorAll(".entry")].find((entry) => entry.getAttribute("data-id") === focused)?.focus({ preventScroll: true });
  }

  /**
   * Something that the reader may want: to have the page as it is now explained.
   * @param {string} key @param {boolean} [isOther] it is another page than the one that the list is of
   */
  function offer(key, isOther = false) {
    if (offered.dataset.key === key) return;
    if (isOther) rows.replaceChildren();
    offered.dataset.key = key;
    offered.replaceChildren(make("p", {}, say(key)), button(say("list_ask"), acts.ask, { class: "primary" }));
    chip.textContent = say("chip_new");
    stage.announce(say(key));
  }

  function wait() {
    chip.textContent = say("chip_waiting");
    drawn = {};
    delete offered.dataset.key;
    offered.replaceChildren();
  }

  /** Nothing more is awaited. @param {import("../messages.js").Problem|null} problem what kept the rest from coming */
  function rest(problem) {
    if (!problem) return;
    const title = say(`problem_${problem.kind}_title`);
    chip.textContent = say("chip_problem");
    offered.replaceChildren(make("p", {}, title), button(say("note_again"), acts.ask, { class: "primary" }));
    stage.announce(title);
  }

  stage.layer.append(corner);
  corner.showPopover();
  wait();
  chip.addEventListener("click", () => turn(panel.hidden));
  return {
    fill,
    offer,
    wait,
    rest,
    rect: () => chip.getBoundingClientRect(),
    shut: () => turn(false),
    hasFocus: () => !panel.hidden && corner.contains(stage.root.activeElement),
    remove: () => corner.remove(),
  };
}

/** The list behind the button in the corner: every card, also for those who do not use a pointer. */

import { say } from "../browser.js";
import { button, link, make, said } from "./dom.js";
import { makeSlider } from "./slider.js";

/**
 * @typedef {import("./corner.js").Answer} Answer
 * @typedef {import("./corner.js").Card} Card
 * @typedef {import("./corner.js").Standing} Standing
 * @typedef {import("./corner.js").Acts} Acts
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

/**
 * @param {import("./stage.js").Stage} stage @param {Acts} acts @param {import("../messages.js").Level} level
 * @returns {{panel: HTMLElement, draw: (state: import("./corner.js").State) => void}}
 */
export function makeList(stage, acts, level) {
  const offered = make("div", { class: "offer", role: "status" });
  const rows = make("div", { class: "rows" });
  const panel = make("section", { id: "panel", hidden: true, "aria-label": say("list_title") },
    make("header", {}, make("h2", {}, say("list_title")), button(say("list_close_all"), acts.closeAll)),
    offered, rows,
    make("footer", {}, makeSlider(level, acts.markMore), button(say("list_panel"), showPanel)));
  let drawn = {}; // what stands in the list

  /** Firefox takes a click in its own windows only. */
  async function showPanel({ currentTarget: pressed }) {
    if (await acts.panel()) return;
    pressed.replaceWith(make("p", {}, say("list_panel_refused")));
    stage.announce(say("list_panel_refused"));
  }

  /** Draw anew only for a reason: the list may hold the focus. @param {Answer} answer @param {Standing} standing */
  function fill(answer, standing) {
    const state = JSON.stringify([[...standing.lost].map(({ id }) => id), standing.missing, standing.wanted, [...standing.known]]);
    if (drawn.answer === answer && drawn.state === state) return;
    drawn = { answer, state };
    const focused = stage.root.activeElement?.getAttribute("data-id");
    rows.replaceChildren(.../** @type {Node[]} */ (groups(answer, standing, acts).filter(Boolean)));
    if (focused) [...rows.querySelectorAll(".entry")].find((entry) => entry.getAttribute("data-id") === focused)?.focus({ preventScroll: true });
  }

  /** @param {import("./corner.js").State} state */
  function draw({ answer, standing, offer, problem }) {
    if (offer?.isOther) {
      rows.replaceChildren();
      drawn = {};
    } else if (answer && standing) fill(answer, standing);
    const [words, act] = problem ? [say(`problem_${problem.kind}_title`), "note_again"] : offer ? [say(offer.key), "list_ask"] : [];
    if (offered.dataset.words === (words ?? "")) return;
    offered.dataset.words = words ?? "";
    offered.replaceChildren(...(words ? [make("p", {}, words), button(say(act), acts.ask, { class: "primary" })] : []));
  }

  return { panel, draw };
}

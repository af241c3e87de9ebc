/** The button in the corner. The list behind it is loaded when the reader opens it. */

import { say } from "../browser.js";
import { make } from "./dom.js";

/**
 * @typedef {import("../answer.js").Answer} Answer
 * @typedef {import("../answer.js").Card} Card
 * @typedef {import("./anchor.js").Named} Named
 * @typedef {{lost: Set<Named>, missing: number, wanted: number, known: Set<string>}} Standing `lost`: who has no
 *   mention on the page; `missing`: how many of the `wanted` to be marked could not be
 * @typedef {{key: string, isOther: boolean}} Offer what the reader may want: to have the page as it is now explained; `isOther`: it is
 *   another page than the one that the list is of
 * @typedef {{answer: Answer|null, standing: Standing|null, offer: Offer|null, problem: import("../messages.js").Problem|null}} State
 * @typedef {{closeAll: () => void, open: (named: Named, from: HTMLElement) => void, markMore: (level: import("../messages.js").Level) => void,
 *   explainAgain: (card: Card) => void, panel: () => Promise<boolean>, ask: () => void}} Acts
 */

/**
 * @param {import("./stage.js").Stage} stage @param {Acts} acts @param {() => import("../messages.js").Level} level
 * @param {boolean} unasked nobody clicked: nothing is shown before there are cards
 */
export function makeCorner(stage, acts, level, unasked) {
  const chip = make("button", { class: "chip", type: "button", "aria-expanded": "false" });
  const corner = make("div", { class: "corner", popover: "manual" }, chip);
  /** @type {State} */
  const state = { answer: null, standing: null, offer: null, problem: null };
  /** @type {{panel: HTMLElement, draw: (state: State) => void}|null} */
  let list = null;

  async function turn(open) {
    if (!list) {
      const { makeList } = await import("./list.js");
      await stage.dress("content/list.css");
      list ??= makeList(stage, acts, level());
      if (!list.panel.isConnected) corner.append(list.panel);
      list.draw(state);
    }
    list.panel.hidden = !open;
    chip.setAttribute("aria-expanded", String(open));
    if (!open && corner.contains(stage.root.activeElement)) chip.focus({ preventScroll: true });
  }

  /** @param {Partial<State>} change @param {string} words on the button */
  function become(change, words) {
    Object.assign(state, change);
    chip.textContent = words;
    list?.draw(state);
  }

  function show() {
    if (!corner.matches(":popover-open")) corner.showPopover();
  }

  /** @param {Answer} answer @param {Standing} standing */
  function fill(answer, standing) {
    become({ answer, standing }, say("chip_cards", answer.cards.length));
    if (answer.cards.length > 0) show();
  }

  /** @param {string} key @param {boolean} [isOther] */
  function offer(key, isOther = false) {
    if (state.offer?.key === key) return;
    show();
    become({ offer: { key, isOther } }, say("chip_new"));
    stage.announce(say(key));
  }

  /** @param {boolean} quiet nobody waits for it */
  function wait(quiet) {
    if (quiet) corner.hidePopover();
    else show();
    become({ offer: null, problem: null }, say("chip_waiting"));
  }

  /** Nothing more is awaited. @param {import("../messages.js").Problem|null} problem what kept the rest from coming */
  function rest(problem) {
    if (!problem) return;
    show();
    become({ problem }, say("chip_problem"));
    stage.announce(say(`problem_${problem.kind}_title`));
  }

  stage.layer.append(corner);
  wait(unasked);
  chip.addEventListener("click", () => turn(!list || list.panel.hidden));
  return {
    fill,
    offer,
    wait,
    rest,
    rect: () => chip.getBoundingClientRect(),
    shut: () => turn(false),
    hasFocus: () => Boolean(list) && !list.panel.hidden && corner.contains(stage.root.activeElement),
    remove: () => corner.remove(),
  };
}

/** "Not this one": all that a name may mean, for the reader to choose from, and what became of the choice. Loaded when wanted. */

import { askBackground, say } from "../browser.js";
import { SENSES } from "../messages.js";
import { button, make, said } from "./dom.js";

/**
 * @typedef {import("../answer.js").Answer} Answer
 * @typedef {import("../answer.js").Card} Card
 * @typedef {import("../answer.js").Named} Named
 * @typedef {import("../messages.js").Problem} Problem
 * @typedef {{busy: boolean, problem: Problem|null, again: () => void}} Asking a correction on its way
 * @typedef {{was: Card, asking: Asking}} Change
 */

/** Nothing answers: what is shown is what was told before. */
const OFFLINE = new Set(["absent", "slow", "broke", "offline"]);

/**
 * @param {{stage: import("./stage.js").Stage, popover: ReturnType<typeof import("./popover.js").makePopover>, answer: () => Answer|null,
 *   cardOf: (id: string) => Card|null, correct: (card: Card, entity?: string|null) => Promise<Problem|null>,
 *   refresh: () => void, replace: (id: string) => void, signal: AbortSignal}} cards
 */
export function makeSenses({ stage, popover, answer, cardOf, correct, refresh, replace, signal }) {
  /** Where a card was corrected: what it was, by the id of what it is now. @type {Map<string, Change>} */
  const changes = new Map();

  /** The senses in the answer: the one that came second, and whoever else bears the name. @param {Card} card @returns {Named[]} */
  function sensesTold({ id, runnerUp, quotes }) {
    const { cards, alternatives } = answer();
    const names = new Set(quotes.map(({ exact }) => exact));
    const bearers = [...alternatives, ...cards].filter(({ label, quotes: own }) => names.has(label) || own.some(({ exact }) => names.has(exact)));
    return [...(runnerUp ? [{ ...runnerUp, kind: "" }] : []), ...bearers].filter((one) => one.id !== id);
  }

  /** @param {Card} card @param {Named[]} senses */
  const rows = (card, senses) => [...new Map(senses.map((one) => [one.id, one])).values()].map((one) => {
    const entry = button("", () => take(card, one.id), { class: "entry sense", "data-id": one.id });
    entry.append(said("b", one.label), ...(one.description ? [" ", said("span", one.description)] : []));
    return make("li", {}, entry);
  });

  /** Let the reader say what the name means. @param {Card} card */
  async function choose(card) {
    const name = card.quotes[0]?.exact ?? card.label;
    const told = sensesTold(card);
    const list = make("ul", { class: "senses" }, ...rows(card, told));
    const chooser = make("div", { class: "chooser" },
      make("h2", { id: "card-label", tabindex: "-1" }, say("card_senses", name)),
      list,
      button(say("card_none"), () => take(card, null), { class: "none" }), " ",
      button(say("card_take_back", card.label), () => replace(card.id), { class: "stay" }));
    await stage.dress("content/list.css");
    if (signal.aborted) return;
    popover.fill(card.id, chooser, { focus: "#card-label" });
    const more = /** @type {Named[]} */ ((await askBackground({ type: SENSES, name }).catch(() => null)) ?? []);
    if (signal.aborted || !chooser.isConnected) return;
    // Added below: the reader may have one of the others under the pointer, or the focus on it.
    const there = new Set([card, ...told].map(({ id }) => id));
    list.append(...rows(card, more.filter(({ id }) => !there.has(id))));
    popover.settle();
  }

  /** What the reader chose takes the place of the card, at once; the service is asked what follows from it. */
  function take(card, entity) {
    const id = entity ?? `unknown:${card.quotes[0]?.exact ?? card.label}`;
    return follow(id, card, () => correct(card, entity));
  }

  /** The reader takes a correction back. */
  function takeBack(id) {
    const { was } = changes.get(id);
    changes.delete(id);
    replace(was.id);
    correct(was);
  }

  /** Show what is known at once, and what becomes of the question. */
  async function follow(id, was, ask) {
    const step = async () => {
      changes.set(id, { was, asking: { busy: true, problem: null, again: step } });
      if (popover.shown()) replace(id);
      stage.announce(say("card_asking"));
      const problem = await ask();
      if (signal.aborted || !changes.has(id)) return;
      changes.set(id, { was, asking: { busy: false, problem, again: step } });
      refresh();
      stage.announce(problem ? say(`problem_${problem.kind}_title`) : say("card_corrected"));
    };
    await step();
  }

  /** What became of the choice, to stand above the card. @param {string} id */
  function noteOf(id) {
    const { was, asking: { busy, problem, again } } = changes.get(id);
    const words = problem ? say(OFFLINE.has(problem.kind) || !navigator.onLine ? "card_offline" : "card_error") : say(busy ? "card_asking" : "card_corrected");
    return make("div", { class: problem ? "change trouble" : "change" },
      make("p", {}, words),
      problem && said("p", problem.detail || say(`problem_${problem.kind}_title`), { class: "detail" }),
      problem && button(say("note_again"), again),
      button(say("card_take_back", was.label), () => takeBack(id)));
  }

  return { choose, noteOf, changeOf: (id) => changes.get(id) };
}

/** The cards: which one is open, how the reader came to it, and what the reader says of it. Loaded after the first marks. */

import { askBackground, say } from "../browser.js";
import { PICTURE } from "../messages.js";
import { drawCard, drawLoading, drawUnknown } from "./card.js";
import { button, make, said } from "./dom.js";

/**
 * @typedef {import("../answer.js").Answer} Answer
 * @typedef {import("../answer.js").Card} Card
 * @typedef {import("../messages.js").Problem} Problem
 * @typedef {{busy: boolean, problem: Problem|null, again: () => void}} Asking a correction on its way
 */

/** Nothing answers: what is shown is what was told before. */
const OFFLINE = new Set(["absent", "slow", "offline"]);

/**
 * @param {{stage: import("./stage.js").Stage, popover: ReturnType<typeof import("./popover.js").makePopover>,
 *   answer: () => Answer|null, marks: () => import("./anchor.js").Mark[], known: Set<string>,
 *   learn: (card: Card, known: boolean) => void, correct: (card: Card, entity?: string|null) => Promise<Problem|null>,
 *   show: (id: string, by: number) => Promise<any>, signal: AbortSignal}} story
 */
export function makeCards({ stage, popover, answer, marks, known, learn, correct, show, signal }) {
  /** The cards that led to this one by links. @type {string[]} */
  let trail = [];
  /** Where a card was corrected: what it was, by the id of what it is now. @type {Map<string, {was: Card, asking: Asking}>} */
  const corrected = new Map();
  let pictures = false; // the reader wants to see them, and knows from where
  let drawn = null;
  /** @type {typeof import("./copy.js")|null} */
  let copier = null; // loaded behind the first card

  /** @param {string} id @returns {Card|null} */
  const cardOf = (id) => {
    const { cards, alternatives } = answer() ?? { cards: [], alternatives: [] };
    return cards.find((card) => card.id === id) ?? alternatives.find((card) => card.id === id) ?? null;
  };

  /** @param {string} id @returns {DocumentFragment} */
  function draw(id) {
    const now = answer();
    const told = cardOf(id);
    const change = corrected.get(id);
    drawn = { card: told, change };
    const card = told && change ? { ...told, corrected: true } : told;
    const before = [trail.length > 0 && backButton(), change && changeNote(id, change)].filter(Boolean);
    if (card) return drawCard(card, now, { before, tools: tools(card), picture, go, leads: (other) => other !== id && now.cards.some((one) => one.id === other) });
    const unknown = now?.unknown.find((one) => one.id === id);
    if (unknown) return drawUnknown(unknown, now, before);
    if (change?.asking.busy) return drawLoading(change.was.quotes[0]?.exact ?? change.was.label, before);
    return drawUnknown({ name: change?.was.quotes[0]?.exact ?? id, said: "" }, now, before);
  }

  function backButton() {
    const to = trail[trail.length - 1];
    return button(say("card_back", cardOf(to)?.label ?? to), back, { class: "back" });
  }

  async function open(id, place) {
    trail = [];
    popover.open(id, draw(id), place);
    copier ??= await import("./copy.js");
  }

  /** Follow a link inside a card to another card. @param {string} id */
  function go(id) {
    trail.push(popover.shown().key);
    popover.fill(id, draw(id), {});
  }

  function back() {
    const from = popover.shown().key;
    const to = trail.pop();
    popover.fill(to, draw(to), { focus: `[data-go="${CSS.escape(from)}"]` });
  }

  /** The answer has changed: draw the open card again, if it is another now. */
  function refresh() {
    const id = popover.shown()?.key;
    if (!id) return;
    const same = drawn.change === corrected.get(id) && JSON.stringify(drawn.card) === JSON.stringify(cardOf(id));
    if (!same || !cardOf(id)) popover.fill(id, draw(id), { keepScroll: true });
  }

  // What the reader says

  /** @param {Card} card */
  function tools(card) {
    const own = marks().filter(({ named }) => named.id === card.id);
    const isKnown = known.has(card.id);
    const isOwn = answer().cards.some(({ id }) => id === card.id);
    return make("div", { class: "tools" },
      isOwn && !card.corrected && button(say("card_not_this"), () => notThis(card), { class: "not" }),
      isOwn && button(say(isKnown ? "list_explain_again" : "card_known"), () => know(card, !isKnown), { class: "know" }),
      button(say("card_copy"), () => copy(card), { class: "copy" }),
      own.length > 1 && button(say("card_previous"), () => show(card.id, -1), { class: "previous" }),
      own.length > 1 && button(say("card_next", own.length), () => show(card.id, 1), { class: "next" }));
  }

  function know(card, does) {
    learn(card, does);
    if (does) popover.close();
    else popover.fill(card.id, draw(card.id), { keepScroll: true });
  }

  /** The second likeliest sense takes the place of the first, at once; the service is asked what follows from it. */
  function notThis(card) {
    const id = card.runnerUp?.id || `unknown:${card.quotes[0]?.exact ?? card.label}`;
    const entity = card.runnerUp?.id || null;
    follow(id, card, () => correct(card, entity));
  }

  /** The reader takes a correction back. */
  function takeBack(id) {
    const { was } = corrected.get(id);
    corrected.delete(id);
    replace(was.id);
    correct(was);
  }

  function replace(id) {
    trail = [];
    popover.fill(id, draw(id), {});
  }

  /** Show what is known at once, and what becomes of the question. */
  async function follow(id, was, ask) {
    const step = async () => {
      corrected.set(id, { was, asking: { busy: true, problem: null, again: step } });
      if (popover.shown()) replace(id);
      stage.announce(say("card_asking"));
      const problem = await ask();
      if (signal.aborted || !corrected.has(id)) return;
      corrected.set(id, { was, asking: { busy: false, problem, again: step } });
      refresh();
      stage.announce(problem ? say(`problem_${problem.kind}_title`) : say("card_corrected"));
    };
    await step();
  }

  /** @param {string} id @param {{was: Card, asking: Asking}} change */
  function changeNote(id, { was, asking: { busy, problem, again } }) {
    const words = problem ? say(OFFLINE.has(problem.kind) || !navigator.onLine ? "card_offline" : "card_error") : say(busy ? "card_asking" : "card_corrected");
    return make("div", { class: problem ? "change trouble" : "change" },
      make("p", {}, words),
      problem && said("p", problem.detail || say(`problem_${problem.kind}_title`), { class: "detail" }),
      problem && button(say("note_again"), again),
      button(say("card_take_back", was.label), () => takeBack(id)));
  }

  /** @param {Card} card */
  function copy(card) {
    const done = copier?.put(copier.asText(card, answer())); // at once: Firefox allows it in the click itself only
    stage.announce(say(done ? "card_copied" : "card_not_copied"));
    const pressed = popover.box.querySelector(".copy");
    if (pressed) pressed.textContent = say(done ? "card_copied" : "card_not_copied");
  }

  /** Where a card's picture goes: asked for first, since its site sees the request. @param {import("../answer.js").Image} image @param {string} label */
  function picture({ url, author, licence, source }, label) {
    const figure = make("figure", { class: "picture" });
    const see = async () => {
      pictures = true;
      const { fetchPicture } = await import("./picture.js");
      const drawnPicture = await fetchPicture(() => askBackground({ type: PICTURE, url }), label);
      if (signal.aborted) return;
      figure.replaceChildren(drawnPicture ?? make("p", { class: "detail" }, say("card_no_picture")),
        make("figcaption", {}, said("span", author || new URL(source).hostname), " · ", said("span", licence), " · ",
          make("a", { href: source, target: "_blank", rel: "noopener noreferrer" }, new URL(source).hostname)));
      popover.settle();
    };
    if (pictures) see();
    else figure.append(button(say("card_picture", new URL(url).hostname), see));
    return figure;
  }

  return { open, refresh };
}

/** The cards: which one is open, how the reader came to it, and what the reader says of it. Loaded after the first marks. */

import { askBackground, say } from "../browser.js";
import { PICTURE } from "../messages.js";
import { drawCard, drawLoading, drawUnknown } from "./card.js";
import { button, link, make, said } from "./dom.js";

/**
 * @typedef {import("../answer.js").Answer} Answer
 * @typedef {import("../answer.js").Card} Card
 * @typedef {import("../messages.js").Problem} Problem
 * @typedef {{stage: import("./stage.js").Stage, popover: ReturnType<typeof import("./popover.js").makePopover>,
 *   answer: () => Answer|null, marks: () => import("./anchor.js").Mark[], known: Set<string>,
 *   learn: (card: Card, known: boolean) => void, correct: (card: Card, entity?: string|null) => Promise<Problem|null>,
 *   show: (id: string, by: number) => Promise<any>, signal: AbortSignal}} Story
 */

/** @param {Story} story */
export function makeCards({ stage, popover, answer, marks, known, learn, correct, show, signal }) {
  /** The cards that led to this one by links. @type {string[]} */
  let trail = [];
  let linked = null; // where the link leads that the open card's mark stands in
  let whole = false; // the open card shows all that is told
  let pictures = false; // the reader wants to see them, and knows from where
  let drawn = null;
  /** What the reader does about senses: loaded when it is wanted. @type {ReturnType<typeof import("./senses.js").makeSenses>|null} */
  let senses = null;
  /** @type {typeof import("./copy.js")|null} */
  let copier = null; // loaded behind the first card

  /** @param {string} id @returns {Card|null} */
  const cardOf = (id) => {
    const { cards, alternatives } = asides.get(id)?.answer ?? answer() ?? { cards: [], alternatives: [] };
    return cards.find((card) => card.id === id) ?? alternatives.find((card) => card.id === id) ?? null;
  };

  /** What was asked of a name that is selected, told beside the story. @type {Map<string, {name: string, busy: boolean, answer: Answer|null, before: Node[]}>} */
  const asides = new Map();

  /** @param {string} id @returns {DocumentFragment} */
  function draw(id) {
    const aside = asides.get(id);
    const now = aside?.answer ?? answer();
    if (aside?.busy) return drawLoading(aside.name, []);
    if (aside && !cardOf(id)) {
      const unknown = drawUnknown({ name: aside.name, said: "" }, aside.answer, []);
      unknown.append(...aside.before);
      return unknown;
    }
    const told = cardOf(id);
    const change = senses?.changeOf(id);
    drawn = { card: told, change };
    const card = told && change ? { ...told, corrected: true } : told;
    const before = [trail.length > 0 && backButton(), change && senses.noteOf(id),
      trail.length === 0 && linked && make("p", { class: "onward" }, link(linked, say("card_link")))].filter(Boolean);
    const leads = (other) => other !== id && now.cards.some((one) => one.id === other);
    if (card) return drawCard(card, now, { before, acts: acts(card), tools: tools(card), picture, go, leads, whole });
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
    whole = false;
    linked = place.link ?? null;
    popover.open(id, draw(id), place);
    copier ??= await import("./copy.js");
  }

  /** Another card in the place of the open one. @param {string} id @param {{focus?: string|null}} [how] */
  function replace(id, how = {}) {
    whole = false;
    popover.fill(id, draw(id), how);
  }

  /** Follow a link inside a card to another card. @param {string} id */
  function go(id) {
    trail.push(popover.shown().key);
    replace(id);
  }

  function back() {
    const from = popover.shown().key;
    whole = true; // the link stands there
    const to = trail.pop();
    popover.fill(to, draw(to), { focus: `[data-go="${CSS.escape(from)}"]` });
  }

  /** The answer has changed: draw the open card again, if it is another now. */
  function refresh() {
    const id = popover.shown()?.key;
    if (!id) return;
    const same = drawn.change === senses?.changeOf(id) && JSON.stringify(drawn.card) === JSON.stringify(cardOf(id));
    if (same && cardOf(id)) return;
    whole = popover.box.querySelector(".whole") !== null;
    popover.fill(id, draw(id), { keepScroll: true });
  }

  // What the reader says

  const isOwn = (card) => !asides.has(card.id) && answer().cards.some(({ id }) => id === card.id);

  /** What stands beside "More". @param {Card} card */
  function acts(card) {
    const isKnown = known.has(card.id);
    return isOwn(card) ? [
      !card.corrected && button(say("card_not_this"), () => notThis(card), { class: "not" }),
      button(say(isKnown ? "list_explain_again" : "card_known"), () => know(card, !isKnown), { class: "know" }),
    ] : [];
  }

  /** @param {Card} card */
  function tools(card) {
    const own = marks().filter(({ named }) => named.id === card.id);
    return make("div", { class: "tools" },
      button(say("card_copy"), () => copy(card), { class: "copy" }),
      own.length > 1 && button(say("card_previous"), () => show(card.id, -1), { class: "previous" }),
      own.length > 1 && button(say("card_next", own.length), () => show(card.id, 1), { class: "next" }));
  }

  function know(card, does) {
    learn(card, does);
    if (does) popover.close();
    else popover.fill(card.id, draw(card.id), { keepScroll: true });
  }

  /** What else the name may mean, to choose from. @param {Card} card */
  async function notThis(card) {
    const { makeSenses } = await import("./senses.js");
    senses ??= makeSenses({ stage, popover, answer, cardOf, correct, refresh, signal, replace: (id) => { trail = []; replace(id); } });
    if (!signal.aborted && popover.shown()?.key === card.id) senses.choose(card);
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

  return { open, refresh, tellAside: (id, aside) => asides.set(id, aside) };
}

/** "Who or what is this?": a card for what the reader has selected, marked or not. Loaded when it is asked. */

import { askBackground, say } from "../browser.js";
import { ASK } from "../messages.js";
import { button } from "./dom.js";
import { asksForPassword, walk } from "./seen.js";
import { pageAddress } from "./snapshot.js";

/** Longer than any name; and so much around it as tells what it means. */
const LONGEST = 120;
const CONTEXT = 3_000;

const BLOCK = "p, li, td, th, blockquote, figcaption, h1, h2, h3, h4, h5, h6, dd, dt, div, section, article, main, body";

/** What is selected, and the words of the block that it stands in. @returns {{name: string, range: Range, context: string}|null} */
function selected() {
  const selection = getSelection();
  const name = selection?.toString().replace(/\s+/g, " ").trim() ?? "";
  if (!name || name.length > LONGEST || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const { commonAncestorContainer: node } = range;
  const element = node instanceof Element ? node : node.parentElement;
  const parts = [];
  walk(element?.closest(BLOCK) ?? null, { text: ({ data }) => parts.push(data), open() {}, close() {} });
  const words = parts.join("").replace(/\s+/g, " ");
  const at = Math.max(0, words.indexOf(name) - CONTEXT / 2);
  return { name, range, context: (words.includes(name) ? words.slice(at, at + CONTEXT) : name).toWellFormed() };
}

const meets = (one, other) =>
  one.startContainer.getRootNode() === other.startContainer.getRootNode() &&
  one.compareBoundaryPoints(Range.END_TO_START, other) < 0 && one.compareBoundaryPoints(Range.START_TO_END, other) > 0;

/**
 * @param {{stage: import("./stage.js").Stage, opening: import("../messages.js").Opening, names: import("./anchor.js").Mark[],
 *   open: (named: {id: string}, place: import("./popover.js").Place) => Promise<void>, cardsReady: () => Promise<any>,
 *   place: (hit: import("./highlight.js").Hit) => any, signal: AbortSignal}} story
 */
export async function tellWho({ stage, opening, open, cardsReady, names, place, signal }) {
  const asked = selected();
  if (!asked) return stage.announce(say("who_nothing"));
  const { name, range, context } = asked;
  const told = names.find((mark) => "label" in mark.named && meets(mark.range, range));
  if (told) return open(told.named, { ...place({ mark: told, line: 0 }), pinned: true });
  const { tellAside } = await cardsReady();
  const id = `unknown:${name}`;
  const where = { rect: () => range.getBoundingClientRect(), pinned: true };

  /** @param {boolean} live */
  async function ask(live) {
    tellAside(id, { name, busy: true, answer: null, before: [] });
    await open({ id }, where);
    const found = await askBackground({ type: ASK, run: opening.run, name, context, live, url: pageAddress(), password: asksForPassword() }).catch(() => null);
    if (signal.aborted) return;
    const answer = found?.answer ?? null;
    const bears = ({ quotes, label }) => [label, ...quotes.map(({ exact }) => exact)].some((one) => one.toLowerCase() === name.toLowerCase());
    const card = answer?.cards.find(bears) ?? answer?.cards.find(({ quotes }) => quotes.some(({ exact }) => name.includes(exact) || exact.includes(name)));
    const further = live || card ? [] : [button(say("who_live"), () => ask(true), { class: "live-ask" })];
    tellAside(card?.id ?? id, { name, busy: false, answer, before: further });
    await open({ id: card?.id ?? id }, where);
    stage.announce(card ? card.label : say("card_unknown"));
  }
  await ask(false);
}

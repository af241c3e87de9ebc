/** From quotes to ranges of the page, and whether they still hold. Reads the page, changes nothing. */

import { findQuotes, join, locate } from "./quote.js";
import { walk } from "./seen.js";

/** @typedef {{card: import("../answer.js").Card, exact: string, range: Range}} Mark */

/** Elements that a word may run through; every other one begins and ends a block or a line. */
const INLINE = new Set(
  ("a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rb rp rt ruby s samp " +
    "small span strike strong sub sup time tt u var wbr").split(" "),
);

/** The text that the reader sees. @returns {{nodes: Text[], pieces: import("./quote.js").Piece[]}} */
function readText() {
  const nodes = [];
  const pieces = [];
  let breaks = true;
  const edge = ({ localName }) => {
    breaks ||= !INLINE.has(localName);
  };
  walk(document.body, {
    text: (node) => {
      nodes.push(node);
      pieces.push({ text: node.data, breaks });
      breaks = false;
    },
    open: edge,
    close: edge,
  });
  return { nodes, pieces };
}

/**
 * The first mention of each card that the page still holds.
 * @param {import("../answer.js").Card[]} cards @returns {Mark[]} in the order of the story; cards not found are missing
 */
export function anchor(cards) {
  const { nodes, pieces } = readText();
  const joined = join(pieces);
  const wanted = cards.flatMap((card) => card.quotes.map((quote) => ({ card, quote })));
  wanted.sort((a, b) => a.quote.order - b.quote.order);
  const hits = findQuotes(joined, wanted.map(({ quote }) => quote));
  const marks = new Map();
  wanted.forEach(({ card, quote }, index) => {
    const hit = hits[index];
    if (!hit || marks.has(card)) return;
    const first = locate(joined, hit.start);
    const last = locate(joined, hit.end - 1);
    const range = document.createRange();
    range.setStart(nodes[first.piece], first.offset);
    range.setEnd(nodes[last.piece], last.offset + 1);
    marks.set(card, { card, exact: quote.exact, range });
  });
  return [...marks.values()];
}

const words = (text) => text.replace(/[\s\u00AD\u200B\u2060\uFEFF]+/g, "");

/** Whether a mark still stands on the words it was put on. @param {Mark} mark @returns {boolean} */
export const holds = ({ range, exact }) =>
  range.startContainer.isConnected && words(range.toString()) === words(exact);

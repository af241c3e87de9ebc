/** From quotes to ranges of the page, and whether they still hold. Reads the page, changes nothing. */

import { findQuotes, join, locate } from "./quote.js";
import { walk } from "./seen.js";

/**
 * @typedef {import("../answer.js").Card} Card
 * @typedef {import("../answer.js").Quote} Quote
 * @typedef {{id: string, quotes: Quote[]}} Named anything with mentions: a card, or a name that no source knows
 * @typedef {{named: Named, exact: string, range: Range, first: boolean, holders: Set<Element>}} Mark `first`: the first
 *   mention of its entity that the page holds, outside of links where there is one; `holders`: the elements that its letters stand in
 * @typedef {{marks: Mark[], lost: Named[], missed: number, roots: (Document|ShadowRoot)[]}} Anchored in the order of the story;
 *   `lost`: of whom the page holds no mention; `missed`: how many mentions it does not hold
 */

/** Elements that a word may run through; every other one begins and ends a block or a line. */
const INLINE = new Set(
  ("a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rb rp rt ruby s samp slot " +
    "small span strike strong sub sup time tt u var wbr").split(" "),
);

/** The text that the reader sees. @returns {{nodes: Text[], pieces: import("./quote.js").Piece[], roots: (Document|ShadowRoot)[]}} */
function readText() {
  const nodes = [];
  const pieces = [];
  const roots = [/** @type {Document|ShadowRoot} */ (document)];
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
    root: (root) => roots.push(root),
  });
  return { nodes, pieces, roots };
}

/**
 * Every mention that the page still holds.
 * @param {Named[]} names @param {typeof import("./near.js").findNear|null} [findNear] for what is not found word for word
 * @returns {Anchored}
 */
export function anchor(names, findNear = null) {
  const { nodes, pieces, roots } = readText();
  const joined = join(pieces);
  const wanted = names.flatMap((named) => named.quotes.map((quote) => ({ named, quote })));
  wanted.sort((a, b) => a.quote.order - b.quote.order);
  const hits = findQuotes(joined, wanted.map(({ quote }) => quote));
  /** The first mention of each, and the first outside of a link: on touch, a link is no place to ask. @type {Map<Named, Mark>} */
  const firsts = new Map();
  const marks = [];
  wanted.forEach(({ named, quote }, index) => {
    const hit = hits[index] ?? findNear?.(joined.text, quote);
    const placed = hit && placeOf(joined, nodes, hit);
    if (!placed) return;
    const mark = { named, exact: joined.text.slice(hit.start, hit.end), first: false, ...placed };
    marks.push(mark);
    const first = firsts.get(named);
    if (!first || (isLinked(first) && !isLinked(mark))) firsts.set(named, mark);
  });
  for (const mark of firsts.values()) mark.first = true;
  return { marks, lost: names.filter((named) => !firsts.has(named)), missed: wanted.length - marks.length, roots };
}

/** @param {Mark} mark */
const isLinked = ({ holders }) => [...holders].some((element) => element.closest("a[href]"));

/** @returns {{range: Range, holders: Set<Element>}|null} null: it begins and ends in different trees, which no range spans */
function placeOf(joined, nodes, { start, end }) {
  const first = locate(joined, start);
  const last = locate(joined, end - 1);
  const inRange = nodes.slice(first.piece, last.piece + 1);
  if (new Set(inRange.map((node) => node.getRootNode())).size > 1) return null;
  const range = inRange[0].ownerDocument.createRange();
  range.setStart(inRange[0], first.offset);
  range.setEnd(inRange[inRange.length - 1], last.offset + 1);
  // Text right under a shadow root has no element for a parent but its host.
  return { range, holders: new Set(inRange.map((node) => node.parentElement ?? node.parentNode.host)) };
}

const words = (text) => text.replace(/[\s\u00AD\u200B\u2060\uFEFF]+/g, "");

/** Whether a mark still stands on the words it was put on. @param {Mark} mark @returns {boolean} */
export function holds({ range, exact }) {
  try {
    return isShown(range.startContainer) && words(range.toString()) === words(exact);
  } catch {
    return false; // Firefox takes away what belongs to a document that its frame has left
  }
}

/** A document that its frame has left stays connected within itself. @param {Node} node */
const isShown = (node) => node.isConnected && node.ownerDocument.defaultView?.document === node.ownerDocument;

/**
 * Marks on the page by the CSS Custom Highlight API: nothing of the article is wrapped or moved. The registry belongs
 * to the page too, so only our own two names are touched.
 */

const NAME = "backstory-name";
const OPEN = "backstory-open";

/** A pointer this many pixels beside the letters still means them. */
const SLACK = 2;

/** @typedef {import("./anchor.js").Mark} Mark */

/** @param {Mark[]} marks */
export function paint(marks) {
  // Firefox does not let content scripts look into a Highlight, so it is made anew each time.
  CSS.highlights.set(NAME, new Highlight(...marks.map(({ range }) => range)));
}

/** Show which mark is meant. @param {Mark|null} mark */
export function emphasise(mark) {
  CSS.highlights.delete(OPEN);
  if (!mark) return;
  const highlight = new Highlight(mark.range);
  highlight.priority = 1;
  CSS.highlights.set(OPEN, highlight);
}

export function unpaint() {
  CSS.highlights.delete(NAME);
  CSS.highlights.delete(OPEN);
}

/** @param {DOMRect} rect @param {number} x @param {number} y */
const covers = (rect, x, y) =>
  x >= rect.left - SLACK && x <= rect.right + SLACK && y >= rect.top - SLACK && y <= rect.bottom + SLACK;

/** @typedef {{mark: Mark, line: number}} Hit `line`: which of the lines that the mark runs over */

/**
 * The mark at a point of the window; null where there is none or something lies over it.
 * @param {Mark[]} marks @param {number} x @param {number} y @returns {Hit|null}
 */
export function markAt(marks, x, y) {
  const caret = document.caretPositionFromPoint(x, y);
  if (!caret?.offsetNode) return null;
  for (const mark of marks) {
    if (!mark.range.isPointInRange(caret.offsetNode, caret.offset)) continue;
    // The caret snaps to the nearest letter, even from the far end of a line.
    const line = [...mark.range.getClientRects()].findIndex((rect) => covers(rect, x, y));
    if (line >= 0 && document.elementFromPoint(x, y)?.contains(mark.range.startContainer)) return { mark, line };
  }
  return null;
}

/** Where a mark stands in the window, now. @param {Hit} hit @returns {DOMRect} */
export const rectOf = ({ mark, line }) => mark.range.getClientRects()[line] ?? mark.range.getBoundingClientRect();

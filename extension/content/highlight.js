/**
 * Marks on the page by the CSS Custom Highlight API: nothing of the article is wrapped or moved. Each document has its
 * own registry, which belongs to the page too, so only our own two names are touched. Where a browser lacks the API,
 * overlay.js draws the same lines above the page.
 */

const NAME = "backstory-name";
const OPEN = "backstory-open";

/** A pointer this many pixels beside the letters still means them. */
const SLACK = 2;

/** @typedef {import("./anchor.js").Mark} Mark */

/** Whether the browser can. @returns {boolean} */
export const canHighlight = () => typeof Highlight === "function" && Boolean(globalThis.CSS?.highlights);

const viewOf = ({ range }) => range.startContainer.ownerDocument.defaultView;

/** The windows that have marks of ours. */
const painted = new Set();

/** Firefox does not let content scripts look into a Highlight, so it is made anew each time. */
function put(name, marks, priority) {
  for (const view of painted) forget(view, name);
  const views = Map.groupBy(marks, viewOf);
  for (const [view, own] of views) {
    if (!view) continue; // its frame has gone meanwhile
    const highlight = new view.Highlight(...own.map(({ range }) => range));
    highlight.priority = priority;
    view.CSS.highlights.set(name, highlight);
    painted.add(view);
  }
}

function forget(view, name) {
  try {
    view.CSS.highlights.delete(name);
  } catch {
    painted.delete(view); // its frame went on to another site
  }
}

/** @param {Mark[]} marks */
export const paint = (marks) => put(NAME, marks, 0);

/** Show which mark is meant. @param {Mark|null} mark */
export const emphasise = (mark) => put(OPEN, mark ? [mark] : [], 1);

export function unpaint() {
  paint([]);
  emphasise(null);
  painted.clear();
}

/** @param {DOMRect} rect @param {number} x @param {number} y */
const covers = (rect, x, y) =>
  x >= rect.left - SLACK && x <= rect.right + SLACK && y >= rect.top - SLACK && y <= rect.bottom + SLACK;

/** The elements at a point, one in each shadow tree, outermost first. @param {Document|ShadowRoot} root */
function elementsAt(root, x, y) {
  const found = [];
  for (let within = root; within; ) {
    const element = within.elementFromPoint(x, y);
    if (!element || found.includes(element)) break;
    found.push(element);
    within = element.shadowRoot;
  }
  return found;
}

/** @typedef {{mark: Mark, line: number}} Hit `line`: which of the lines that the mark runs over */

/**
 * The mark at a point of a document's window; null where there is none or something lies over it.
 * @param {Mark[]} marks @param {Document} page @param {number} x @param {number} y @returns {Hit|null}
 */
export function markAt(marks, page, x, y) {
  const elements = elementsAt(page, x, y);
  for (const mark of marks) {
    if (!elements.some((element) => mark.holders.has(element))) continue;
    const line = [...mark.range.getClientRects()].findIndex((rect) => covers(rect, x, y));
    if (line >= 0) return { mark, line };
  }
  return null;
}

/** In place of a line: the whole mark. */
export const ALL_LINES = -1;

/** Where a mark stands in the page's window, now: frames have windows of their own. @param {Hit} hit @returns {DOMRect} */
export function rectOf({ mark, line }) {
  let { x, y, width, height } = mark.range.getClientRects()[line] ?? mark.range.getBoundingClientRect();
  for (let frame = viewOf(mark)?.frameElement; frame; frame = frame.ownerDocument.defaultView?.frameElement) {
    const box = frame.getBoundingClientRect();
    x += box.left + frame.clientLeft;
    y += box.top + frame.clientTop;
  }
  return new DOMRect(x, y, width, height);
}

/** Whether a mark can be seen: an inner box may have scrolled it away. @param {Mark} mark @returns {boolean} */
export function isInSight({ range }) {
  const { left, right, top, bottom } = range.getBoundingClientRect();
  if (right === left && bottom === top) return false;
  const { startContainer: node } = range;
  const { documentElement, body, defaultView } = node.ownerDocument;
  for (let at = node.parentElement ?? node.parentNode.host; at; at = at.parentElement ?? at.getRootNode().host) {
    if (at === documentElement || at === body || defaultView.getComputedStyle(at).overflow === "visible") continue;
    const box = at.getBoundingClientRect();
    if (right <= box.left || left >= box.right || bottom <= box.top || top >= box.bottom) return false;
  }
  return true;
}

/**
 * The part of the page that the reader sees, as it is drawn: with its open shadow roots, and the frames of its own origin.
 * What is sent and what is marked are both taken from here.
 */

const LEFT_OUT = new Set(
  ("script style noscript template frame object embed svg math canvas video audio picture map " +
    "input textarea select option datalist output progress meter backstory-cards").split(" "),
);

/** How pages tell session recorders that a part is private: what we are not to take along either. */
const PRIVATE =
  "[data-private], [data-hj-suppress], [data-dd-privacy=mask], [data-dd-privacy=hidden], [data-sl=mask], [data-sl=exclude], " +
  "[data-recording-sensitive], [data-clarity-mask=true], .sentry-mask, .sentry-block, .fs-mask, .fs-exclude, .ph-no-capture, " +
  ".rr-block, .rr-mask";

/** Deeper than any parser nests; a page script may have gone on. */
const MAX_DEPTH = 512;

/**
 * Whether the reader does not see anything of this element, or could have typed into it.
 * @param {Element} element @param {boolean} drawn it is drawn for certain
 */
const isLeftOut = (element, drawn) =>
  LEFT_OUT.has(element.localName) || element.isContentEditable === true || !(drawn || isDrawn(element)) || element.matches(PRIVATE);

/** An element with "display: contents" has no box, its children have. @param {Element} element */
const isDrawn = (element) => element.checkVisibility() || styleOf(element).display === "contents";

const styleOf = (element) => element.ownerDocument.defaultView.getComputedStyle(element);

/** The document of a frame of the page's own origin. @param {Element} element @returns {Document|null} */
export const documentIn = (element) =>
  element.localName === "iframe" ? /** @type {HTMLIFrameElement} */ (element).contentDocument : null;

/** What is drawn inside an element, in order. @param {Element} element @returns {Iterable<Node>} */
function inside(element) {
  if (element.localName !== "slot") return (element.shadowRoot ?? element).childNodes;
  const slotted = /** @type {HTMLSlotElement} */ (element).assignedNodes();
  return slotted.length > 0 ? slotted : element.childNodes;
}

/**
 * Walk over what is seen, in order. `root` is told each shadow root and each frame's document on the way.
 * @typedef {{text: (node: Text) => void, open: (element: Element) => void, close: (element: Element) => void,
 *   root?: (root: Document|ShadowRoot) => void}} Visitor
 * @param {Node|null} node @param {Visitor} visitor @param {number} [depth] @param {boolean} [visible] its parent is
 */
export function walk(node, visitor, depth = 0, visible = true) {
  if (node?.nodeType === Node.TEXT_NODE && visible) visitor.text(/** @type {Text} */ (node));
  if (node?.nodeType !== Node.ELEMENT_NODE || depth > MAX_DEPTH) return;
  const element = /** @type {Element} */ (node);
  const drawn = element.checkVisibility({ visibilityProperty: true });
  if (isLeftOut(element, drawn)) return;
  const framed = documentIn(element);
  if (framed) visitor.root?.(framed);
  if (framed || element.localName === "iframe") return walk(framed?.body ?? null, visitor, depth + 1);
  if (element.shadowRoot) visitor.root?.(element.shadowRoot);
  const shown = drawn || styleOf(element).visibility === "visible";
  visitor.open(element);
  for (const child of inside(element)) walk(child, visitor, depth + 1, shown);
  visitor.close(element);
}

/** Whether an element takes room where a reader may see it: also in the part of the page that is scrolled away. @param {Element} element */
function isInSight(element) {
  const view = element.ownerDocument.defaultView;
  if (!view || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  if (right - left < 2 || bottom - top < 2) return false;
  for (let at = element; at; at = at.parentElement ?? /** @type {ShadowRoot} */ (at.getRootNode()).host) {
    const { overflowX, position } = styleOf(at);
    const [box, isRoot] = [at.getBoundingClientRect(), at === element.ownerDocument.documentElement || at.localName === "body"];
    if (at !== element && !isRoot && overflowX !== "visible" && (box.width < 2 || box.height < 2)) return false;
    // What is fixed outside of the window, such as a drawer that is shut, cannot be scrolled to.
    if (position === "fixed" && (box.right <= 0 || box.bottom <= 0 || box.left >= view.innerWidth || box.top >= view.innerHeight)) return false;
  }
  const { scrollWidth, scrollHeight } = element.ownerDocument.documentElement;
  return right + view.scrollX > 0 && bottom + view.scrollY > 0 && left + view.scrollX < scrollWidth && top + view.scrollY < scrollHeight;
}

/** Whether the page shows a password field, also in its shadow roots and frames; a hidden one does not count. @returns {boolean} */
export function asksForPassword() {
  const roots = [/** @type {Document|ShadowRoot} */ (document)];
  walk(document.body, { text() {}, open() {}, close() {}, root: (root) => roots.push(root) });
  const framed = (root) => /** @type {Document} */ (root).defaultView?.frameElement;
  return roots.some((root) => (!framed(root) || isInSight(framed(root))) && [...root.querySelectorAll("input[type=password i]")].some(isInSight));
}

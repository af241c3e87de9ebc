/** The part of the page that the reader sees. What is sent and what is marked are both taken from here. */

const LEFT_OUT = new Set(
  ("script style noscript template iframe frame object embed svg math canvas video audio picture map " +
    "input textarea select option datalist output progress meter backstory-cards").split(" "),
);

/** Deeper than any parser nests; a page script may have gone on. */
const MAX_DEPTH = 512;

/**
 * Whether the reader does not see this element, or could have typed into it.
 * @param {Element} element @returns {boolean}
 */
const isLeftOut = (element) =>
  LEFT_OUT.has(element.localName) || element.isContentEditable === true || !element.checkVisibility();

/**
 * Walk over what is seen, in order.
 * @param {Node|null} node
 * @param {{text: (node: Text) => void, open: (element: Element) => void, close: (element: Element) => void}} visitor
 * @param {number} [depth]
 */
export function walk(node, visitor, depth = 0) {
  if (node?.nodeType === Node.TEXT_NODE) visitor.text(/** @type {Text} */ (node));
  if (node?.nodeType !== Node.ELEMENT_NODE || depth > MAX_DEPTH) return;
  const element = /** @type {Element} */ (node);
  if (isLeftOut(element)) return;
  visitor.open(element);
  for (let child = element.firstChild; child; child = child.nextSibling) walk(child, visitor, depth + 1);
  visitor.close(element);
}

/** Whether the page shows a password field. @returns {boolean} */
export const asksForPassword = () =>
  [...document.querySelectorAll("input[type=password i]")].some((field) => field.checkVisibility());

/**
 * The page as the reader sees it, as HTML to send. It is written down while walking the live DOM: cloning would run the
 * page's custom elements and load its pictures a second time. Left out: scripts (but the page's own description of the
 * article), styles, embedded media, everything typed or typeable, everything hidden or marked as private, attributes
 * nobody needs, and what addresses may say of the visitor. Shadow roots and frames stand where the reader sees them.
 */

import { walk } from "./seen.js";

const VOID = new Set("area base br col hr img link meta source track wbr".split(" "));

/** What the service reads, no more: page scripts put visitors' ids into data attributes. */
const ATTRIBUTES = new Set(
  ("id class lang dir role rel href alt title type itemprop itemscope itemtype datetime pubdate content property name " +
    "charset cite aria-label data-testid data-component data-module data-qa").split(" "),
);

/** Names of meta elements that are about the visitor, not about the article. */
const VISITOR = /csrf|xsrf|token|nonce|session|visitor|user|verification|auth-/i;

const DESCRIPTIONS = "head meta, head link, head base, script[type='application/ld+json' i]";

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {string} text @returns {string} */
const escape = (text) => text.replace(/[&<>"]/g, (char) => ESCAPES[char]);

/** Parameters of an address that tell who reads, not what is read. */
const WHO = /token|session|^sid$|^auth(?!or)|signature|e-?mail|user|passw|secret|api_?key/i;

/** An address without the parameters that tell who reads. Pure. @param {string} address @returns {string} */
export function withoutReader(address) {
  const [, place, query, part = ""] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(address);
  if (query === undefined) return address;
  const kept = query.split(/[&;]/).filter((parameter) => !WHO.test(parameter.split("=")[0]));
  return place + (kept.length > 0 ? `?${kept.join("&")}` : "") + part;
}

/** The body of a frame stands inside the page's own. @param {Element} element */
const tagOf = (element) =>
  element.localName === "body" && element !== document.body ? "div" : element.localName;

/** @param {Element} element @returns {string} */
function openingTag(element) {
  let tag = `<${tagOf(element)}`;
  for (const { name, value } of element.attributes) {
    if (!ATTRIBUTES.has(name) || value.startsWith("data:")) continue;
    tag += ` ${name}="${escape(name === "href" ? withoutReader(value) : value)}"`;
  }
  return `${tag}>`;
}

/** What the page says of itself. @returns {string[]} */
function head() {
  const parts = [`<title>${escape(document.title)}</title>`];
  for (const element of document.querySelectorAll(DESCRIPTIONS)) {
    const name = element.getAttribute("name") ?? element.getAttribute("property") ?? "";
    if (VISITOR.test(name)) continue;
    if (element.localName !== "script") parts.push(openingTag(element));
    // "<" can only stand inside JSON strings, where \u003c means the same and cannot end the element.
    else parts.push(`<script type="application/ld+json">${element.textContent.replaceAll("<", "\\u003c")}</script>`);
  }
  return parts;
}

/** @returns {string} */
export function takeSnapshot() {
  const parts = ["<!DOCTYPE html>", openingTag(document.documentElement), "<head>", ...head(), "</head>"];
  walk(document.body, {
    text: (node) => parts.push(escape(node.data)),
    open: (element) => parts.push(openingTag(element)),
    close: (element) => VOID.has(element.localName) || parts.push(`</${tagOf(element)}>`),
  });
  return [...parts, "</html>"].join("").toWellFormed(); // half an emoji costs one character, not the page
}

/** The page's address without its fragment, any credentials, and what it tells of the reader. @returns {string} */
export function pageAddress() {
  const url = new URL(location.href);
  url.hash = "";
  url.username = "";
  url.password = "";
  return withoutReader(url.href);
}

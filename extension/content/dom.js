/** Elements for our own shadow root. Strings become text, never markup. */

/**
 * @param {string} tag @param {Record<string, any>} [properties] attributes; `onclick` and the like are listeners
 * @param {...(Node|string|null|false|undefined)} children @returns {HTMLElement}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(.../** @type {(Node|string)[]} */ (children.filter(Boolean)));
  return element;
}

/**
 * A link to another page; plain text where there is no address. Addresses were checked to be http or https in answer.js.
 * @param {string|null} href @param {string} text @param {Record<string, string>} [properties]
 */
export const link = (href, text, properties = {}) =>
  href
    ? make("a", { href, target: "_blank", rel: "noopener noreferrer", ...properties }, text)
    : make("span", properties, text);

/** Text from elsewhere: in its own direction. @param {string} tag @param {string} text @param {Record<string, any>} [properties] */
export const said = (tag, text, properties = {}) => make(tag, { dir: "auto", ...properties }, text);

/**
 * An element whose children are words of one line: kept apart by real spaces, for those who listen or copy.
 * @param {string} tag @param {...(Node|string|null|false|undefined)} words
 */
export const line = (tag, ...words) =>
  make(tag, {}, ...words.filter(Boolean).flatMap((word, index) => (index ? [" ", word] : [word])));

/**
 * A button. A script of the page can reach into an open shadow root, but not press it as the reader does.
 * @param {string} text @param {(event: Event) => void} act @param {Record<string, any>} [properties]
 */
export const button = (text, act, properties = {}) =>
  make("button", { type: "button", onclick: (event) => event.isTrusted && act(event), ...properties }, text);

/** A card as plain text for the clipboard, with the credit that its sources ask for. */

import { say } from "../browser.js";
import { titleOf } from "./sentences.js";

/** The sections that are copied; a whole biography would be no quotation any more. */
const COPIED = new Set(["on_that_day", "since"]);

/**
 * @param {import("../answer.js").Card} card @param {import("../answer.js").Answer} answer @returns {string}
 */
export function asText(card, answer) {
  const { label, description, summary, sections, credit, links } = card;
  const { sources } = answer;
  const used = [summary, ...sections.flatMap(({ sentences }) => sentences)].map((item) => sources[item?.source ?? ""]?.url);
  return [
    description ? `${label}: ${description}` : label,
    summary?.text,
    ...sections.filter(({ name }) => COPIED.has(name)).flatMap((one) => [titleOf(one, answer), ...one.sentences.map(({ text }) => `- ${text}`)]),
    `${say("card_sources")}: ${credit || sources[summary?.source ?? ""]?.name || "Backstory"}`,
    ...new Set([links.wikipedia, ...used].filter(Boolean)),
  ].filter(Boolean).join("\n");
}

/** Put a text on the clipboard. Works on pages without https too, which the newer interface does not. @param {string} text @returns {boolean} */
export function put(text) {
  let done = false;
  const give = (event) => {
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation(); // not the page's business
    done = true;
  };
  addEventListener("copy", give, { capture: true, once: true });
  document.execCommand("copy");
  removeEventListener("copy", give, { capture: true });
  return done;
}

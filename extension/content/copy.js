/** A card as plain text for the clipboard, with the credit that its sources ask for. */

import { say, uiLanguage } from "../browser.js";
import { sayDate } from "./dates.js";

/**
 * @param {import("../answer.js").Card} card @param {import("../answer.js").Answer} answer @returns {string}
 */
export function asText(card, { asOf, published, sources }) {
  const { label, description, summary, then, since, credit, links } = card;
  const lines = (title, facts) =>
    facts.length > 0 ? [title, ...facts.map((fact) => `- ${fact.text || `${fact.property}: ${fact.value}`}`)] : [];
  const used = [summary, ...then, ...since].map((item) => sources[item?.source ?? ""]?.url);
  return [
    description ? `${label}: ${description}` : label,
    summary?.text,
    ...lines(published ? say("card_then", sayDate(asOf, uiLanguage())) : say("card_now"), then),
    ...lines(say("card_since"), since),
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

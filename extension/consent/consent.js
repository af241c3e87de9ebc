/** May this page be sent? Asked in a window of our own, which no script of a page can draw, cover or press. */

import { askBackground, say, uiDirection, uiLanguage } from "../browser.js";
import { make } from "../content/dom.js";
import { CONSENT, CONSENTED } from "../messages.js";
import { isLoopback } from "../service.js";

/** What it is about: where the page would go, and why the reader is asked. @type {import("../messages.js").Question|null} */
const question = await askBackground({ type: CONSENT });

/** @param {boolean} yes */
const answer = (yes) => askBackground({ type: CONSENTED, yes });

/** @param {import("../messages.js").Question} about @returns {string[]} */
const wordsOf = ({ ask, service }) => [
  ...(ask === "first" ? [] : [say(`ask_${ask}`)]),
  say("ask_what"),
  say(isLoopback(service) ? "ask_where_own" : "ask_where_other", new URL(service).host),
  say("ask_not"),
  ...(ask === "first" ? [say("ask_remembered")] : []),
];

for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
document.title = say("ask_title");
Object.assign(document.documentElement, { lang: uiLanguage(), dir: uiDirection() });
if (question) {
  document.getElementById("page").textContent = question.url;
  document.getElementById("words").replaceChildren(...wordsOf(question).map((words) => make("p", {}, words)));
  document.getElementById("send").addEventListener("click", () => answer(true));
}
document.getElementById("cancel").addEventListener("click", () => answer(false));
addEventListener("keydown", ({ key }) => key === "Escape" && answer(false));
document.documentElement.dataset.ready = "true";

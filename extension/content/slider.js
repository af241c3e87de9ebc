/** How much is marked, from what needs explaining to all. */

import { say } from "../browser.js";
import { make } from "./dom.js";

/** The steps of the slider. */
const LEVELS = ["marks_unfamiliar", "marks_named", "marks_all"];

/**
 * How much is marked: a slider, and its step in words.
 * @param {import("../messages.js").Level} level @param {(level: import("../messages.js").Level) => void} change
 */
export function makeSlider(level, change) {
  const step = make("span", {}, say(LEVELS[level]));
  const slider = /** @type {HTMLInputElement} */ (make("input", {
    type: "range", min: "0", max: "2", step: "1", value: String(level), "aria-valuetext": say(LEVELS[level]),
    oninput: (event) => {
      if (!event.isTrusted) return;
      const next = /** @type {import("../messages.js").Level} */ (slider.valueAsNumber);
      slider.setAttribute("aria-valuetext", say(LEVELS[next]));
      step.textContent = say(LEVELS[next]);
      change(next);
    },
  }));
  return make("label", { class: "slider" }, make("strong", {}, say("marks_level")), slider, step);
}

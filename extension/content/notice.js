/** A note that waits for the reader: what went wrong. */

import { say } from "../browser.js";
import { make } from "./dom.js";

/** @typedef {{key: string, primary?: boolean, act: () => void}} Choice */

/**
 * Show a note; it takes the focus and gives it back. Escape is its last choice.
 * @param {import("./stage.js").Stage} stage @param {{title: string, body: (Node|string)[], choices: Choice[]}} note
 * @param {AbortSignal} signal
 */
async function showNote(stage, { title, body, choices }, signal) {
  await stage.dress("content/list.css");
  if (signal.aborted) return;
  const before = document.activeElement;
  const choose = ({ act }) => {
    note.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    act();
  };
  // A script of the page can reach into an open shadow root, but not press a button as the reader does.
  const buttons = choices.map((choice) =>
    make("button", { class: choice.primary ? "primary" : null, onclick: (event) => event.isTrusted && choose(choice) }, say(choice.key)));
  const note = make("section",
    { class: "note", popover: "manual", role: "dialog", tabindex: "-1", "aria-labelledby": "note-title", "aria-describedby": "note-body" },
    make("h2", { id: "note-title" }, title),
    make("div", { id: "note-body" }, ...body.map((part) => (typeof part === "string" ? make("p", {}, part) : part))),
    make("div", { class: "choices" }, ...buttons));
  note.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.isTrusted) choose(choices[choices.length - 1]);
  });
  signal.addEventListener("abort", () => note.remove(), { once: true });
  stage.layer.append(note);
  note.showPopover();
  note.focus({ preventScroll: true });
}

/** Problems that the options page can mend. */
const MENDED_IN_OPTIONS = new Set(["absent", "token", "permission", "odd", "refused"]);

/**
 * Say what went wrong and what to do.
 * @param {import("./stage.js").Stage} stage @param {import("../messages.js").Problem} problem
 * @param {{again: () => void, options: () => void, close: () => void}} acts @param {AbortSignal} signal
 */
export function showProblem(stage, { kind, detail, service }, { again, options, close }, signal) {
  const choices = [
    ...(kind === "not_article" ? [] : [{ key: "note_again", primary: true, act: again }]),
    ...(MENDED_IN_OPTIONS.has(kind) ? [{ key: "note_options", act: options }] : []),
    { key: "note_close", act: close },
  ];
  const body = [
    say(`problem_${kind}_text`, service),
    ...(detail ? [make("p", { class: "detail", dir: "auto" }, say("problem_detail", detail))] : []),
  ];
  showNote(stage, { title: say(`problem_${kind}_title`), body, choices }, signal);
}

/**
 * The page's side: asks, sends, and hands on what comes back. One call of begin() lasts from a click on the button to the
 * next. What the first marks do not need is loaded after them (card.js), or only where it is needed at all (notice.js).
 */

import { askBackground, converse, onMessage, say } from "../browser.js";
import { CLOSE, CLOSED, GO, HERE, OPEN, OPTIONS, REPORT, SEND, WHO } from "../messages.js";
import { asksForPassword } from "./seen.js";
import { pageAddress, takeSnapshot } from "./snapshot.js";
import { raiseStage } from "./stage.js";
import { showStory } from "./story.js";

/**
 * @typedef {import("../messages.js").Problem} Problem
 * @typedef {{stage: import("./stage.js").Stage, signal: AbortSignal, leave: () => void, restart: () => null, opening: import("../messages.js").Opening,
 *   hear: Record<string, (message: any) => any>}} Session `leave`: take everything away, and tell the background; `restart`: ask the
 *   reader anew; `hear`: answers to its messages, by type
 */

export async function begin() {
  const ending = new AbortController();
  const { signal } = ending;
  const end = () => ending.abort();
  const leave = () => {
    end();
    askBackground({ type: CLOSED });
  };
  /** @type {Record<string, (message: any) => any>} */
  const hear = { [CLOSE]: () => { end(); return true; }, [HERE]: () => true };
  const agreed = new Promise((resolve) => { hear[GO] = () => { resolve(true); return true; }; });
  onMessage(async (message) => hear[message.type]?.(message) ?? null, signal);
  const stage = await raiseStage(signal, end);
  const opening = await persist({ type: OPEN, url: pageAddress(), password: asksForPassword() });
  if (signal.aborted || !opening) return end();
  if (opening.ask) await agreed; // in a window of our own
  if (signal.aborted) return;
  return tell({ stage, signal, leave, hear, opening, restart: () => { begin(); return null; } });
}

/** Ask the background; once more where it was stopped before it answered. Null where that does not help either. */
async function persist(message) {
  const answer = await askBackground(message).catch(() => null);
  return answer ?? askBackground(message).catch(() => null);
}

/**
 * Send the page, and hear what comes back, part by part; once more where the background was stopped meanwhile.
 * @param {Session} session @param {{surface: string, entity: string|null}[]} corrections
 * @param {(answer: import("../answer.js").Answer) => void} hear told each answer, each fuller than the one before
 * @param {AbortSignal} signal
 * @returns {Promise<Problem|null>} null: the whole answer was heard, or nobody wants it any more
 */
async function send({ opening: { run } }, corrections, hear, signal) {
  const message = { type: SEND, run, html: takeSnapshot(), url: pageAddress(), password: asksForPassword(), corrections };
  let problem = null;
  const take = (sent) => {
    if ("problem" in sent) problem = sent.problem;
    else if (!signal.aborted) hear(sent.answer);
  };
  const whole = (await converse(message, take, signal)) || signal.aborted || (await converse(message, take, signal)) || signal.aborted;
  return signal.aborted ? null : (problem ?? (whole ? null : { kind: "broken", detail: null, service: "" }));
}

/** Send the page and show what comes back. @param {Session} session */
async function tell(session) {
  const { stage, signal, leave, opening } = session;
  const report = (event, cards = 0) => askBackground({ type: REPORT, run: opening.run, event, cards });
  const story = showStory(session, (corrections, hear, until) => send(session, corrections, hear, until), report);
  session.hear[WHO] = () => story.who();
  if (!opening.unasked) stage.announce(say("chip_waiting"));
  const problem = await story.ask(opening.unasked);
  if (signal.aborted) return;
  if (opening.who && story.isShown()) story.who();
  if (opening.unasked && !story.hasCards()) return leave(); // nobody asked, so nothing is said
  if (!problem || story.isShown()) return; // where a part of it came, the story says itself what is missing
  story.remove();
  report("failed");
  const acts = { again: () => tell(session), options: () => askBackground({ type: OPTIONS }), close: leave };
  const { showProblem } = await import("./notice.js");
  if (!signal.aborted) showProblem(stage, problem, acts, signal);
}

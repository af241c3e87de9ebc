/**
 * The page's side: asks, sends, marks, and opens cards. One call of begin() lasts from a click on the button to the next.
 * What the first marks do not need is loaded after them (card.js), or only where it is needed at all (notice.js).
 */

import { askBackground, onMessage, say } from "../browser.js";
import { CLOSE, CLOSED, OPEN, OPTIONS, REPORT, SEND } from "../messages.js";
import { anchor, holds } from "./anchor.js";
import { emphasise, paint, rectOf, unpaint } from "./highlight.js";
import { makeList } from "./list.js";
import { makePopover } from "./popover.js";
import { followKeys, followPointer } from "./reader.js";
import { asksForPassword } from "./seen.js";
import { pageAddress, takeSnapshot } from "./snapshot.js";
import { raiseStage } from "./stage.js";
import { watchPage } from "./watch.js";

/**
 * @typedef {import("../answer.js").Answer} Answer
 * @typedef {import("../answer.js").Card} Card
 * @typedef {{stage: import("./stage.js").Stage, signal: AbortSignal, leave: () => void}} Session
 *   `leave`: take everything away, and tell the background
 */

export async function begin() {
  const ending = new AbortController();
  const { signal } = ending;
  const end = () => ending.abort();
  const leave = () => {
    end();
    askBackground({ type: CLOSED });
  };
  onMessage(async ({ type }) => {
    if (type === CLOSE) end();
    return type === CLOSE;
  }, signal);
  const stage = await raiseStage(signal, end);
  const password = asksForPassword();
  const opening = await persist({ type: OPEN, password });
  if (signal.aborted || !opening) return end();
  const { run, service, ask } = opening;
  if (ask && !(await (await import("./notice.js")).askToSend(stage, opening, signal))) return leave();
  return tell({ stage, signal, leave }, { run, password, agreed: ask && service });
}

/** Ask the background; once more where it was stopped before it answered. Null where that does not help either. */
async function persist(message) {
  const answer = await askBackground(message).catch(() => null);
  return answer ?? askBackground(message).catch(() => null);
}

/**
 * Send the page and show what comes back.
 * @param {Session} session @param {{run: number, password: boolean, agreed: string|null}} sending
 */
async function tell(session, sending) {
  const { stage, signal, leave } = session;
  const list = makeList(stage, leave);
  stage.announce(say("chip_waiting"));
  /** @type {import("../messages.js").Sent|null} */
  const sent = await persist({ type: SEND, ...sending, html: takeSnapshot(), url: pageAddress() });
  if (signal.aborted) return;
  const report = (event, cards = 0) => askBackground({ type: REPORT, run: sending.run, event, cards });
  if (sent && "answer" in sent) {
    present(session, list, sent.answer);
    const { length } = sent.answer.cards;
    stage.announce(say(length ? "live_cards" : "list_nothing", length));
    report("answered", length);
  } else if (sent?.problem.kind === "not_agreed") {
    begin(); // the service was changed in the options meanwhile: ask for the new one
  } else {
    list.remove();
    report("failed");
    const acts = { again: () => tell(session, sending), options: () => askBackground({ type: OPTIONS }), close: leave };
    const { showProblem } = await import("./notice.js");
    showProblem(stage, sent?.problem ?? { kind: "broken", detail: null, service: "" }, acts, signal);
  }
}

/**
 * Mark the names and let their cards open.
 * @param {Session} session @param {ReturnType<typeof makeList>} list @param {Answer} answer
 */
function present({ stage, signal }, list, answer) {
  const { cards } = answer;
  let marks = [];
  let listed = -1;
  const markOf = (card) => marks.find((mark) => mark.card === card) ?? null;
  const popover = makePopover(stage, (card) => emphasise(card && markOf(card)));

  const open = async (card, place) => {
    const { drawCard } = await drawing;
    if (!signal.aborted) popover.open({ key: card, content: drawCard(card, answer), ...place });
  };
  const openAt = (hit, pinned) => open(hit.mark.card, { rect: () => rectOf(hit), pinned });
  const openFromList = (card, from) => {
    const mark = markOf(card);
    mark?.range.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: "instant" });
    const rect = () => (mark ? rectOf({ mark, line: 0 }) : from.getBoundingClientRect());
    open(card, { rect, pinned: true, returnTo: from });
  };

  const markNames = () => {
    marks = anchor(cards);
    paint(marks);
    if (marks.length === listed) return; // the list may hold the focus; it is drawn anew only for a reason
    listed = marks.length;
    list.fill(answer, new Set(marks.map(({ card }) => card)), openFromList);
  };

  markNames();
  const drawing = import("./card.js");
  signal.addEventListener("abort", unpaint, { once: true });
  watchPage(document.documentElement, () => {
    if (marks.length < cards.length || !marks.every(holds)) markNames();
  }, signal);
  followPointer({ popover, marks: () => marks, open: openAt }, signal);
  followKeys({ popover, list }, signal);
  addEventListener("resize", popover.settle, { signal });
}

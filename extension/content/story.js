/**
 * The story as it is shown: its marks on the page, its list, its cards. Draws each answer over the one before, so that parts
 * that arrive late, and answers to the reader's corrections, change only what they change.
 */

import { askBackground, say } from "../browser.js";
import { KNOW, LEVEL, PANEL, PLACES, SHOW, STYLE } from "../messages.js";
import { anchor, holds } from "./anchor.js";
import { makeCorner } from "./corner.js";
import { ALL_LINES, canHighlight, emphasise, isInSight, paint, rectOf, unpaint } from "./highlight.js";
import { makePopover } from "./popover.js";
import { followReader } from "./reader.js";
import { pageAddress } from "./snapshot.js";
import { watchPage } from "./watch.js";

/** So many characters more than there were, and the page is worth sending again: an article was added below. */
const GROWN = 2_000;

const MAX_CORRECTIONS = 200; // as many as the service takes

/**
 * @typedef {import("../answer.js").Answer} Answer
 * @typedef {import("../answer.js").Card} Card
 * @typedef {import("./anchor.js").Mark} Mark
 * @typedef {import("./anchor.js").Named} Named
 * @typedef {import("../messages.js").Problem} Problem
 * @typedef {{surface: string, entity: string|null}} Correction the reader's word: the name means that entity, or none on record
 */

/** @param {string} id */
const isOf = (id) => (/** @type {Mark} */ mark) => mark.named.id === id;

const weightOfPage = () => document.body?.textContent.length ?? 0;

/**
 * @param {import("./main.js").Session} session
 * @param {(corrections: Correction[], hear: (answer: Answer) => void, signal: AbortSignal) => Promise<Problem|null>} send
 * @param {(event: "answered", cards: number) => void} report
 */
export function showStory({ stage, leave, restart, hear, opening, signal: over }, send, report) {
  const ending = new AbortController();
  const signal = AbortSignal.any([over, ending.signal]);
  const known = new Set(opening.known ?? []);
  /** What was told of other addresses of a single-page site. @type {Map<string, {answer: Answer, corrections: Correction[]}>} */
  const toldBefore = new Map();
  /** @type {Answer|null} */
  let answer = null;
  /** @type {import("./anchor.js").Anchored} */
  let anchored = { marks: [], lost: [], missed: 0, roots: [] };
  let marks = /** @type {Mark[]} */ ([]); // those that are painted
  let { level } = opening;
  let findNear = null;
  let address = pageAddress();
  let weight = weightOfPage();
  let corrections = /** @type {Correction[]} */ ([]);
  let asking = new AbortController();
  let placed = "";
  let shownLast = -1;

  let painter = { paint, emphasise };
  const popover = makePopover(stage, (id) => painter.emphasise((id && (marks.find(isOf(id)) ?? anchored.marks.find(isOf(id)))) || null), signal);
  const list = makeCorner(stage, {
    closeAll: leave,
    open: (named, from) => openNamed(named, from),
    markMore,
    explainAgain: (card) => learn(card, false),
    panel: () => askBackground({ type: PANEL }),
    ask: () => ask(),
  }, () => level, opening.unasked);
  const follow = followReader({ popover, marks: () => marks, open: openAt, shut }, signal);
  const watch = watchPage(lookAgain, signal);
  signal.addEventListener("abort", unpaint, { once: true });
  addEventListener("resize", popover.settle, { signal });
  globalThis.visualViewport?.addEventListener("resize", popover.settle, { signal });
  hear[SHOW] = ({ id, by }) => show(id, by);
  if (!canHighlight()) drawOver();

  let cards = null; // loaded once there are marks
  const cardsReady = () =>
    (cards ??= import("./cards.js").then(({ makeCards }) =>
      makeCards({ stage, popover, answer: () => answer, marks: () => anchored.marks, known, learn, correct, show, signal })));

  /** A browser without highlights: the same marks, drawn above the page. */
  async function drawOver() {
    painter = { paint() {}, emphasise() {} };
    const { makeOverlay } = await import("./overlay.js");
    if (signal.aborted) return;
    painter = makeOverlay(stage, rectOf, signal);
    painter.paint(marks);
  }

  function repaint() {
    const isWanted = (card) => !known.has(card.id) && (level > 0 || card.shown) && !card.publisher;
    const wanted = new Set(/** @type {Named[]} */ (answer.cards.filter(isWanted)));
    marks = anchored.marks.filter((mark) => wanted.has(mark.named) && (level > 1 || mark.first));
    painter.paint(marks);
    const lost = new Set(anchored.lost);
    const missing = [...wanted].filter((card) => lost.has(card)).length;
    list.fill(answer, { lost, missing, wanted: wanted.size, known });
    const places = {};
    for (const { named } of anchored.marks) places[named.id] = (places[named.id] ?? 0) + 1;
    const placing = JSON.stringify([places, missing]);
    if (placing === placed) return;
    placed = placing;
    askBackground({ type: PLACES, run: opening.run, places, lost: missing });
  }

  /** Find the names in the page as it is now. */
  function look() {
    anchored = anchor([...answer.cards, ...answer.unknown], findNear);
    for (const root of anchored.roots) {
      watch(root);
      if (!("defaultView" in root) || !root.defaultView) continue;
      if (follow(root.defaultView) && root !== document) askBackground({ type: STYLE });
    }
    repaint();
    if (anchored.missed > 0 && !findNear) lookCloser();
  }

  /** What is not found word for word may be there in a slightly other spelling. */
  async function lookCloser() {
    const near = await import("./near.js");
    if (signal.aborted || findNear) return;
    findNear = near.findNear;
    look();
  }

  /** The page has changed. */
  function lookAgain() {
    if (!answer) return void (toldBefore.has(pageAddress()) && goOn());
    const standing = anchored.marks.filter(holds).length;
    if (pageAddress() !== address && standing <= anchored.marks.length / 2) goOn();
    else if (standing < anchored.marks.length || anchored.lost.length > 0) look();
    else if (weightOfPage() > weight + GROWN) list.offer("list_grown");
  }

  /** A single-page site went on to another page. */
  function goOn() {
    if (answer) toldBefore.set(address, { answer, corrections });
    address = pageAddress();
    weight = weightOfPage();
    popover.close();
    const before = toldBefore.get(address);
    corrections = before?.corrections ?? [];
    if (before) return update(before.answer);
    answer = null;
    anchored = { marks: [], lost: [], missed: 0, roots: [] };
    marks = [];
    painter.paint(marks);
    if (opening.auto) return ask(true);
    return list.offer("list_moved", true);
  }

  /** @param {Answer} next */
  function update(next) {
    answer = next;
    look();
    cardsReady().then(({ refresh }) => signal.aborted || refresh());
  }

  /** Send the page as it is now, and show what comes. @param {boolean} [unasked] nobody waits for it @returns {Promise<Problem|null>} */
  async function ask(unasked = false) {
    asking.abort();
    asking = new AbortController();
    const own = AbortSignal.any([signal, asking.signal]);
    address = pageAddress();
    weight = weightOfPage();
    list.wait(unasked);
    const problem = await send(corrections, update, own);
    if (own.aborted) return null;
    if (problem?.kind === "not_agreed") return restart(); // another service, or page, than the reader was asked for
    list.rest(unasked && !answer ? null : problem);
    if (answer && !problem) {
      const { length } = answer.cards;
      stage.announce(say(length ? "live_cards" : "list_nothing", length));
      report("answered", length);
    }
    return problem;
  }

  async function open(named, place) {
    const { open: openCard } = await cardsReady();
    if (!signal.aborted) openCard(named.id, place);
  }

  /** The mark itself; where the page has drawn itself anew, the same mention of the same name. @param {Mark} mark @returns {Mark|null} */
  function today(mark, nth) {
    if (anchored.marks.includes(mark)) return mark;
    const own = anchored.marks.filter(isOf(mark.named.id));
    return own[nth] ?? own[0] ?? null;
  }

  /** Where a card belongs that is opened at a line of a mark. @param {import("./highlight.js").Hit} hit */
  function placeAt({ mark, line }) {
    const nth = anchored.marks.filter(isOf(mark.named.id)).indexOf(mark);
    const at = (lines) => () => {
      const now = today(mark, nth);
      if (!now || !holds(now)) return undefined;
      return isInSight(now) ? rectOf({ mark: now, line: lines }) : null;
    };
    return { rect: at(line), whole: at(ALL_LINES) };
  }

  function openAt(hit, pinned, link = null) {
    shownLast = anchored.marks.indexOf(hit.mark);
    return open(hit.mark.named, { ...placeAt(hit), pinned, link });
  }

  /** Open a card by way of a button or a key: at its mark, or else at the button. */
  async function openNamed(named, from = null, mark = anchored.marks.find(isOf(named.id))) {
    mark?.range.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: "instant" });
    const place = mark && isInSight(mark) ? placeAt({ mark, line: 0 }) : { rect: list.rect, whole: list.rect };
    await open(named, { ...place, pinned: true, returnTo: from, byKey: true });
  }

  /** Go to a mention and open its card. @returns {Promise<{at: number, of: number}|null>} */
  async function show(id, by = 0) {
    const own = id === null ? marks : anchored.marks.filter(isOf(id));
    const named = own[0]?.named ?? answer?.cards.find((card) => card.id === id);
    if (!named) return null;
    const last = own.indexOf(anchored.marks[shownLast]);
    const at = last < 0 ? (by < 0 ? own.length - 1 : 0) : (last + by + own.length) % own.length;
    if (own.length > 0) shownLast = anchored.marks.indexOf(own[at]);
    await openNamed(own[at]?.named ?? named, null, own[at]);
    return own.length > 0 ? { at: at + 1, of: own.length } : null;
  }

  /** @param {import("../messages.js").Level} next */
  function markMore(next) {
    level = next;
    askBackground({ type: LEVEL, level });
    if (answer) repaint();
  }

  /** The reader knows someone, or wants them explained again. @param {Card} card @param {boolean} does */
  function learn({ id, label }, does) {
    if (does) known.add(id);
    else known.delete(id);
    askBackground({ type: KNOW, id, label, known: does });
    repaint();
    stage.announce(say(does ? "live_known" : "live_unknown", label));
  }

  /**
   * The reader's word on a card's names: they mean another entity, none on record (null), or what they seem to (undefined).
   * @param {Card} card @param {string|null} [entity] @returns {Promise<Problem|null>}
   */
  function correct({ quotes }, entity) {
    const surfaces = [...new Set(quotes.map(({ exact }) => exact))];
    const others = corrections.filter(({ surface }) => !surfaces.includes(surface));
    const own = entity === undefined ? [] : surfaces.map((surface) => ({ surface, entity }));
    corrections = [...others, ...own].slice(-MAX_CORRECTIONS);
    return ask();
  }

  /** @returns {boolean} whether there was something to close */
  function shut() {
    if (popover.shown()) popover.close();
    else if (list.hasFocus()) list.shut();
    else return false;
    return true;
  }

  /** Who or what is what the reader has selected? */
  const who = async () => (await import("./who.js")).tellWho({ stage, opening, open, cardsReady, names: anchored.marks, place: placeAt, signal });

  return {
    ask,
    who,
    isShown: () => answer !== null,
    hasCards: () => (answer?.cards.length ?? 0) > 0,
    remove: () => {
      ending.abort();
      list.remove();
    },
  };
}

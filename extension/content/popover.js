/** Where a card stands, when it opens and closes. */

import { say } from "../browser.js";
import { make } from "./dom.js";

/** Hovering this long means it; leaving for less does not. Both as Wikipedia's own previews have them. */
const OPEN_MS = 150;
const CLOSE_MS = 300;

const GAP = 6; // pixels between mark and card
const EDGE = 20; // pixels that the arrow keeps from the card's corners
const MARGIN = 8; // pixels kept free at the window's edge
const MIN_HEIGHT = 160; // pixels; a lower card than this would be all scrolling, it rather covers the mark

/** So often the card looks whether its mark has moved without the page scrolling: adverts and pictures come late. */
const FOLLOW_MS = 250;

/** A page that draws itself anew takes a mark away and gives it back; after so long it has gone. */
const LOST_MS = 1_200;

/** Here the card is a sheet at the bottom; the same stands in card.css. */
const SHEET = "(max-width: 40em), (hover: none) and (pointer: coarse)";

const clamp = (value, least, most) => Math.max(least, Math.min(value, Math.max(least, most)));

/** @typedef {{left: number, top: number, width: number, height: number}} Box in pixels of the window */

/**
 * Where the card goes, in pixels of the window: below the mark, above it where there is more room. Pure.
 * @param {{left: number, right: number, top: number, bottom: number}} mark @param {{width: number, height: number}} card
 * @param {{width: number, height: number, left?: number, top?: number}} view what is seen of the window: less, zoomed in by touch
 * @param {boolean} [rtl]
 * @returns {{left: number, top: number, room: number, below: boolean, point: number}} `room`: the height that it may take at most;
 *   `point`: where on its edge its arrow points to the mark
 */
export function place(mark, card, { left = 0, top = 0, width, height }, rtl = false) {
  const under = top + height - mark.bottom - GAP - MARGIN;
  const over = mark.top - top - GAP - MARGIN;
  const goesBelow = card.height <= under || under >= over;
  const room = Math.max(goesBelow ? under : over, MIN_HEIGHT);
  const high = Math.min(card.height, room);
  const edge = clamp(rtl ? mark.right - card.width : mark.left, left + MARGIN, left + width - card.width - MARGIN);
  return {
    left: edge,
    below: goesBelow,
    point: clamp((mark.left + mark.right) / 2 - edge, EDGE, card.width - EDGE),
    top: clamp(goesBelow ? mark.bottom + GAP : mark.top - GAP - high, top + MARGIN, top + height - high - MARGIN),
    room,
  };
}

/**
 * Hover intent: told what the pointer is over, it opens and closes after a moment's rest. `inside` stands for the card.
 * @param {{inside: any, open: (target: any) => void, close: () => void}} acts
 * @returns {(target: any) => void} null: over nothing of ours
 */
export function watchHover({ inside, open, close }) {
  let over = null;
  let timer = 0;
  return (target) => {
    if (target === over) return;
    over = target;
    clearTimeout(timer);
    if (target === inside) return;
    timer = target ? setTimeout(() => open(target), OPEN_MS) : setTimeout(close, CLOSE_MS);
  };
}

/** What the reader sees of the window. */
function viewNow() {
  const { offsetLeft: left = 0, offsetTop: top = 0, width = Infinity, height = innerHeight } = globalThis.visualViewport ?? {};
  return { left, top, width: Math.min(width, document.documentElement.clientWidth), height };
}

/**
 * @typedef {{rect: () => DOMRect|null|undefined, whole?: () => DOMRect|null|undefined, pinned: boolean, returnTo?: Element|null,
 *   byKey?: boolean, link?: string|null}} Place `rect`: of the line it belongs to, null where that cannot be seen, undefined where it has gone; `whole`: of all lines; `pinned`: it takes the focus, stays when the pointer leaves, and gives the focus back to `returnTo` or where it was
 */

/**
 * The one card that is open at a time.
 * @param {import("./stage.js").Stage} stage @param {(key: string|null) => void} changed told which one is open @param {AbortSignal} signal
 */
export function makePopover(stage, changed, signal) {
  const body = make("div", { class: "body" });
  const shut = make("button", { class: "shut", type: "button", "aria-label": say("card_close") }, "×");
  const box = make("section",
    { class: "card", popover: "manual", role: "dialog", tabindex: "-1", "aria-labelledby": "card-label" }, make("i", { class: "arrow" }), body, shut);
  stage.layer.append(box);

  /** @type {(Place & {key: string})|null} */
  let shown = null;

  const hasFocus = () => box.contains(stage.root.activeElement);

  function close() {
    if (!shown) return;
    clearInterval(timer);
    const { returnTo } = shown;
    const held = hasFocus();
    shown = null;
    box.hidePopover();
    if (held && returnTo instanceof HTMLElement && returnTo.isConnected) returnTo.focus({ preventScroll: true });
    changed(null);
  }

  let timer = 0;
  let seenAt = 0;
  let stood = new DOMRect();
  let [awayX, awayY] = [0, 0]; // where in the page it stood when the card was placed

  /** Where the mark stands. */
  function seen(rect = shown.rect) {
    try {
      return rect();
    } catch {
      return undefined; // Firefox takes away what belongs to a document that its frame has left
    }
  }

  /** Where the mark stands, or where it stood. */
  const standing = (rect) => (stood = seen(rect) ?? stood);

  /** Stay beside the mark when an inner box scrolls or the page moves it; close where it cannot be seen any more. */
  function follow() {
    if (!shown || matchMedia(SHEET).matches) return;
    const now = seen();
    if (now === null || (now === undefined && performance.now() - seenAt > LOST_MS)) return close();
    if (!now) return;
    seenAt = performance.now();
    if (Math.abs(now.left + scrollX - awayX) + Math.abs(now.top + scrollY - awayY) >= 1) settle();
  }

  function settle() {
    if (!shown) return;
    stage.fit();
    box.removeAttribute("style");
    if (matchMedia(SHEET).matches) return;
    const rtl = getComputedStyle(document.documentElement).direction === "rtl";
    const mark = standing();
    [awayX, awayY] = [mark.left + scrollX, mark.top + scrollY];
    const { left, top, room, below, point } = place(mark, { width: box.offsetWidth, height: box.offsetHeight }, viewNow(), rtl);
    // In the top layer "absolute" counts from the start of the page, so the card scrolls along with its mark.
    Object.assign(box.style, { left: `${left + scrollX}px`, top: `${top + scrollY}px` });
    box.style.setProperty("--room", `${room}px`);
    box.style.setProperty("--point", `${point}px`);
    box.classList.toggle("below", below);
    box.classList.toggle("above", !below);
  }

  /** A mark that the sheet would cover moves above it. */
  function uncover() {
    if (!matchMedia(SHEET).matches) return;
    const under = standing(shown.whole).bottom - box.getBoundingClientRect().top + GAP + MARGIN;
    if (under > 0) scrollBy({ top: under, behavior: "instant" });
  }

  /** @param {string} key @param {Node} content @param {Place} where */
  function open(key, content, { rect, whole = rect, pinned, returnTo = null, byKey = false }) {
    const before = shown && hasFocus() ? shown.returnTo : null;
    shown = { key, rect, whole, pinned, returnTo: returnTo ?? before ?? document.activeElement };
    body.replaceChildren(content);
    body.scrollTop = 0;
    if (!box.matches(":popover-open")) box.showPopover();
    settle();
    uncover();
    clearInterval(timer);
    seenAt = performance.now();
    timer = setInterval(follow, FOLLOW_MS);
    if (pinned) box.focus({ preventScroll: true, focusVisible: byKey });
    changed(key);
  }

  /** Other words in the card that is open, or another card in its place: pinned, with the focus on `focus` or the whole. */
  function fill(key, content, { focus = null, keepScroll = false } = {}) {
    if (!shown) return;
    const held = hasFocus();
    const { scrollTop } = body;
    shown.key = key;
    body.replaceChildren(content);
    body.scrollTop = keepScroll ? scrollTop : 0;
    settle();
    if (held) ((focus && body.querySelector(focus)) ?? box).focus({ preventScroll: true });
    changed(key);
  }

  let frame = 0;
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(follow);
  };
  document.addEventListener("scroll", soon, { capture: true, passive: true, signal });
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  shut.addEventListener("click", close);
  box.addEventListener("toggle", (event) => event.target !== box && settle(), true); // a part of the card was unfolded
  // Whoever reads, selects or tabs in the card wants it to stay.
  for (const type of ["pointerdown", "focusin"]) box.addEventListener(type, () => { if (shown) shown.pinned = true; });

  return { box, open, fill, close, settle, shown: () => shown };
}

/** Where a card stands, when it opens and closes. */

import { say } from "../browser.js";
import { make } from "./dom.js";

/** Hovering this long means it; leaving for less does not. Both as Wikipedia's own previews have them. */
const OPEN_MS = 150;
const CLOSE_MS = 300;

const GAP = 6; // pixels between mark and card
const MARGIN = 8; // pixels kept free at the window's edge
const MIN_HEIGHT = 160; // pixels; a lower card than this would be all scrolling, it rather covers the mark

/** Here the card is a sheet at the bottom; the same stands in card.css. */
const SHEET = "(max-width: 40em), (hover: none) and (pointer: coarse)";

const clamp = (value, least, most) => Math.max(least, Math.min(value, Math.max(least, most)));

/** @typedef {{left: number, top: number, width: number, height: number}} Box in pixels of the window */

/**
 * Where the card goes, in pixels of the window: below the mark, above it where there is more room. Pure.
 * @param {{left: number, right: number, top: number, bottom: number}} mark @param {{width: number, height: number}} card
 * @param {{width: number, height: number, left?: number, top?: number}} view what is seen of the window: less, zoomed in by touch
 * @param {boolean} [rtl]
 * @returns {{left: number, top: number, room: number}} `room`: the height that it may take at most
 */
export function place(mark, card, { left = 0, top = 0, width, height }, rtl = false) {
  const below = top + height - mark.bottom - GAP - MARGIN;
  const above = mark.top - top - GAP - MARGIN;
  const goesBelow = card.height <= below || below >= above;
  const room = Math.max(goesBelow ? below : above, MIN_HEIGHT);
  const high = Math.min(card.height, room);
  return {
    left: clamp(rtl ? mark.right - card.width : mark.left, left + MARGIN, left + width - card.width - MARGIN),
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
 * @typedef {{rect: () => DOMRect, whole?: () => DOMRect, pinned: boolean, returnTo?: Element|null, byKey?: boolean}} Place `rect`: of the line
 *   it belongs to; `whole`: of all lines; `pinned`: it takes the focus, stays when the pointer leaves, and gives the focus back to `returnTo` or where it was
 */

/**
 * The one card that is open at a time.
 * @param {import("./stage.js").Stage} stage @param {(key: string|null) => void} changed told which one is open
 */
export function makePopover(stage, changed) {
  const body = make("div", { class: "body" });
  const shut = make("button", { class: "shut", type: "button", "aria-label": say("card_close") }, "×");
  const box = make("section",
    { class: "card", popover: "manual", role: "dialog", tabindex: "-1", "aria-labelledby": "card-label" }, body, shut);
  stage.layer.append(box);

  /** @type {(Place & {key: string})|null} */
  let shown = null;

  const hasFocus = () => box.contains(stage.root.activeElement);

  function close() {
    if (!shown) return;
    const { returnTo } = shown;
    const held = hasFocus();
    shown = null;
    box.hidePopover();
    if (held && returnTo instanceof HTMLElement && returnTo.isConnected) returnTo.focus({ preventScroll: true });
    changed(null);
  }

  let stood = new DOMRect();
  /** Where the mark stands; where it stood, when its frame has gone meanwhile. */
  function standing(rect = shown.rect) {
    try {
      stood = rect();
    } catch {
      // Firefox takes away what belongs to a document that its frame has left
    }
    return stood;
  }

  function settle() {
    if (!shown) return;
    box.removeAttribute("style");
    if (matchMedia(SHEET).matches) return;
    const rtl = getComputedStyle(document.documentElement).direction === "rtl";
    const { left, top, room } = place(standing(), { width: box.offsetWidth, height: box.offsetHeight }, viewNow(), rtl);
    // In the top layer "absolute" counts from the start of the page, so the card scrolls along with its mark.
    Object.assign(box.style, { left: `${left + scrollX}px`, top: `${top + scrollY}px` });
    box.style.setProperty("--room", `${room}px`);
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

  shut.addEventListener("click", close);
  box.addEventListener("toggle", (event) => event.target !== box && settle(), true); // a part of the card was unfolded
  // Whoever reads, selects or tabs in the card wants it to stay.
  for (const type of ["pointerdown", "focusin"]) box.addEventListener(type, () => { if (shown) shown.pinned = true; });

  return { box, open, fill, close, settle, shown: () => shown };
}

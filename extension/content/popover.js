/** Where a card stands, when it opens and closes. */

import { say } from "../browser.js";
import { make } from "./dom.js";

/** Hovering this long means it; leaving for less does not. Both as Wikipedia's own previews have them. */
const OPEN_MS = 150;
const CLOSE_MS = 300;

const GAP = 6; // pixels between mark and card
const MARGIN = 8; // pixels kept free at the window's edge
const MIN_HEIGHT = 160; // pixels; a lower card than this would be all scrolling, it rather covers the mark

/** From here down the card is a sheet at the bottom; the same figure stands in card.css. */
const NARROW = "(max-width: 40em)";

const clamp = (value, least, most) => Math.max(least, Math.min(value, most));

/**
 * Where the card goes, in pixels of the window: below the mark, above it where there is more room. Pure.
 * @param {{left: number, right: number, top: number, bottom: number}} mark
 * @param {{width: number, height: number}} card @param {{width: number, height: number}} view @param {boolean} [rtl]
 * @returns {{left: number, top: number, room: number}} `room`: the height that it may take at most
 */
export function place(mark, card, view, rtl = false) {
  const below = view.height - mark.bottom - GAP - MARGIN;
  const above = mark.top - GAP - MARGIN;
  const goesBelow = card.height <= below || below >= above;
  const room = Math.max(goesBelow ? below : above, MIN_HEIGHT);
  const height = Math.min(card.height, room);
  return {
    left: clamp(rtl ? mark.right - card.width : mark.left, MARGIN, Math.max(MARGIN, view.width - card.width - MARGIN)),
    top: clamp(goesBelow ? mark.bottom + GAP : mark.top - GAP - height, MARGIN, Math.max(MARGIN, view.height - height - MARGIN)),
    room,
  };
}

/**
 * Hover intent: told what the pointer is over, it opens and closes after a moment's rest. `inside` stands for the card.
 * @param {{inside: object, open: (target: any) => void, close: () => void}} acts
 * @returns {(target: object|null) => void}
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

/**
 * The one card that is open at a time.
 * @param {import("./stage.js").Stage} stage @param {(key: object|null) => void} changed told which one is open
 */
export function makePopover(stage, changed) {
  const body = make("div", { class: "body" });
  const shut = make("button", { class: "shut", "aria-label": say("card_close") }, "×");
  const box = make("section",
    { class: "card", popover: "manual", role: "dialog", tabindex: "-1", "aria-labelledby": "card-label" }, body, shut);
  stage.layer.append(box);

  /** @type {{key: object, rect: () => DOMRect, pinned: boolean, returnTo: Element|null}|null} */
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

  function settle() {
    if (!shown) return;
    box.removeAttribute("style");
    if (matchMedia(NARROW).matches) return;
    const view = { width: document.documentElement.clientWidth, height: innerHeight };
    const rtl = getComputedStyle(document.documentElement).direction === "rtl";
    const { left, top, room } = place(shown.rect(), { width: box.offsetWidth, height: box.offsetHeight }, view, rtl);
    // In the top layer "absolute" counts from the start of the page, so the card scrolls along with its mark.
    Object.assign(box.style, { left: `${left + scrollX}px`, top: `${top + scrollY}px` });
    box.style.setProperty("--room", `${room}px`);
  }

  /**
   * `returnTo`: the button it was opened from, if any; a pinned card takes the focus, and gives it back there.
   * @param {{key: object, content: Node, rect: () => DOMRect, pinned: boolean, returnTo?: Element|null}} card
   */
  function open({ key, content, rect, pinned, returnTo = null }) {
    const before = shown && hasFocus() ? shown.returnTo : null;
    shown = { key, rect, pinned, returnTo: returnTo ?? before ?? document.activeElement };
    body.replaceChildren(content);
    body.scrollTop = 0;
    if (!box.matches(":popover-open")) box.showPopover();
    settle();
    if (pinned) box.focus({ preventScroll: true, focusVisible: Boolean(returnTo) });
    changed(key);
  }

  shut.addEventListener("click", close);
  box.addEventListener("toggle", (event) => event.target !== box && settle(), true); // a part of the card was unfolded
  // Whoever reads, selects or tabs in the card wants it to stay.
  for (const type of ["pointerdown", "focusin"]) box.addEventListener(type, () => { if (shown) shown.pinned = true; });

  return { box, open, close, settle, shown: () => shown };
}

/** What the reader does with pointer and keys. Listens only: no event of the page is kept from it but our own Escape. */

import { markAt } from "./highlight.js";
import { watchHover } from "./popover.js";

/** What a click already means something on: it stays that, and hovering opens the card. */
const HAS_OWN_CLICK = "a[href], button, summary, label, input, select, textarea, [role=button], [role=link]";

/**
 * @param {{popover: ReturnType<typeof import("./popover.js").makePopover>, marks: () => import("./anchor.js").Mark[],
 *   open: (hit: import("./highlight.js").Hit, pinned: boolean) => void}} parts
 * @param {AbortSignal} signal
 */
export function followPointer({ popover, marks, open }, signal) {
  const inside = {};
  let hit = null;
  let frame = 0;
  const hover = watchHover({
    inside,
    open: (card) => {
      const shown = popover.shown();
      if (hit?.mark.card === card && shown?.key !== card && !shown?.pinned) open(hit, false);
    },
    close: () => popover.shown()?.pinned || popover.close(),
  });
  signal.addEventListener("abort", () => hover(null), { once: true });

  addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const { clientX, clientY } = event;
    const within = event.composedPath().includes(popover.box); // empty once the event is over
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      hit = within ? null : markAt(marks(), clientX, clientY);
      hover(within ? inside : (hit?.mark.card ?? null));
    });
  }, { capture: true, passive: true, signal });
  document.documentElement.addEventListener("pointerleave", () => hover(null), { signal });

  addEventListener("click", (event) => {
    if (event.composedPath().includes(popover.box.getRootNode().host)) return;
    const taken = event.target instanceof Element && event.target.closest(HAS_OWN_CLICK);
    const selecting = getSelection()?.isCollapsed === false;
    const clicked = taken || selecting ? null : markAt(marks(), event.clientX, event.clientY);
    if (clicked) open(clicked, true);
    else popover.close();
  }, { capture: true, signal });
}

/**
 * Escape closes one thing at a time.
 * @param {{popover: ReturnType<typeof import("./popover.js").makePopover>, list: ReturnType<typeof import("./list.js").makeList>}} parts
 * @param {AbortSignal} signal
 */
export function followKeys({ popover, list }, signal) {
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    if (popover.shown()) popover.close();
    else if (list.hasFocus()) list.shut();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the page would close something of its own as well
  }, { capture: true, signal });
}

/** What the reader does with pointer and keys. Listens only: no event of the page is kept from it but our own Escape. */

import { markAt } from "./highlight.js";
import { watchHover } from "./popover.js";

/** What a click already means something on: it stays that, and hovering opens the card. */
const HAS_OWN_CLICK = "a[href], button, summary, label, input, select, textarea, [role=button], [role=link]";

/**
 * @param {{popover: ReturnType<typeof import("./popover.js").makePopover>, marks: () => import("./anchor.js").Mark[],
 *   open: (hit: import("./highlight.js").Hit, pinned: boolean, link?: string|null) => void, shut: () => boolean}} parts
 *   `shut`: close one thing of ours, if one is open
 * @param {AbortSignal} signal
 * @returns {(view: Window) => boolean} follow the reader in this window too: a frame has its own; false where that is done already
 */
export function followReader({ popover, marks, open, shut }, signal) {
  const inside = {};
  const followed = new WeakSet();
  let hit = null;
  let frame = 0;
  let entered = false; // the pointer is in the card: of what is in a closed root, the page's events tell nothing
  popover.box.addEventListener("pointerenter", () => { entered = true; }, { signal });
  popover.box.addEventListener("pointerleave", () => { entered = false; }, { signal });
  const hover = watchHover({
    inside,
    open: (id) => {
      const shown = popover.shown();
      if (hit?.mark.named.id === id && shown?.key !== id && !shown?.pinned) open(hit, false);
    },
    close: () => popover.shown()?.pinned || popover.close(),
  });
  signal.addEventListener("abort", () => hover(null), { once: true });

  function move(event) {
    if (!event.isTrusted || event.pointerType === "touch") return;
    const { clientX, clientY, view } = event;
    const within = entered && popover.shown() !== null;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      hit = within ? null : markAt(marks(), view.document, clientX, clientY);
      hover(within ? inside : (hit?.mark.named.id ?? null));
    });
  }

  function click(event) {
    const path = event.composedPath();
    if (!event.isTrusted || path.includes(popover.box.getRootNode().host)) return;
    const taken = path.find((node) => node.nodeType === Node.ELEMENT_NODE && node.matches(HAS_OWN_CLICK));
    // A finger cannot point without pressing: its tap opens the card, which has the link in it.
    const link = taken && event.pointerType === "touch" ? path.find((node) => node === taken && /^https?:$/.test(node.protocol)) : null;
    const selecting = event.view.getSelection()?.isCollapsed === false;
    const clicked = (taken && !link) || selecting ? null : markAt(marks(), event.view.document, event.clientX, event.clientY);
    if (link && clicked) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (clicked) open(clicked, true, link?.href ?? null);
    else popover.close();
  }

  /** Escape closes one thing at a time. */
  function press(event) {
    if (event.key !== "Escape" || !event.isTrusted || event.isComposing || !shut()) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the page would close something of its own as well
  }

  return (view) => {
    // Of a frame that goes on, the window stays the same to us, but loses its listeners.
    if (followed.has(view.document)) return false;
    followed.add(view.document);
    view.addEventListener("pointermove", move, { capture: true, passive: true, signal });
    view.document.documentElement.addEventListener("pointerleave", () => hover(null), { signal });
    view.addEventListener("click", click, { capture: true, signal });
    view.addEventListener("keydown", press, { capture: true, signal });
    return true;
  };
}

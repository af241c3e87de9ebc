/** Marks where the browser has no Custom Highlight API: lines drawn above the page, in our own layer. */

/**
 * @param {import("./stage.js").Stage} stage @param {typeof import("./highlight.js").rectOf} rectOf @param {AbortSignal} signal
 * @returns {{paint: (marks: import("./anchor.js").Mark[]) => void, emphasise: (mark: import("./anchor.js").Mark|null) => void}}
 */
export function makeOverlay(stage, rectOf, signal) {
  const lines = document.createElement("div");
  lines.className = "lines";
  lines.setAttribute("aria-hidden", "true");
  stage.layer.prepend(lines);
  stage.dress("content/list.css");
  let marks = [];
  let open = null;
  let frame = 0;

  const draw = () => {
    const rects = marks.flatMap((mark) =>
      [...mark.range.getClientRects()].map((_, line) => ({ rect: rectOf({ mark, line }), mark })));
    const visible = rects.filter(({ rect }) => rect.bottom > 0 && rect.top < innerHeight && rect.width > 0);
    lines.replaceChildren(...visible.map(({ rect, mark }) => {
      const line = document.createElement("i");
      line.classList.toggle("open", mark === open);
      Object.assign(line.style, { left: `${rect.left}px`, top: `${rect.top}px`, width: `${rect.width}px`, height: `${rect.height}px` });
      return line;
    }));
  };
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  };
  for (const type of ["scroll", "resize"]) addEventListener(type, soon, { capture: true, passive: true, signal });
  signal.addEventListener("abort", () => lines.remove(), { once: true });
  return {
    paint: (now) => {
      marks = now;
      soon();
    },
    emphasise: (mark) => {
      open = mark;
      soon();
    },
  };
}

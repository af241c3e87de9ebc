/** Our one element in the page: a host whose closed shadow root holds everything that we show, out of the page's sight. */

import { ownUrl, uiDirection, uiLanguage } from "../browser.js";
import { make } from "./dom.js";

export const HOST = "backstory-cards";

/** What happens in our own parts is not the page's business: its shortcuts and "click outside" handlers stay quiet. */
const OURS = ["keydown", "keyup", "keypress", "click", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart"];

/** Full screen, these hold no story: nothing of ours belongs over a film. */
const FILM = "video, iframe, canvas, object, embed";

/**
 * @typedef {{host: HTMLElement, root: ShadowRoot, layer: HTMLElement, announce: (text: string) => void, fit: () => void,
 *   dress: (path: string) => Promise<void>}} Stage `fit`: take back the page's own zoom; `dress`: load a style
 */

/** What makes all that is outside of it dead: the page's modal dialog that is open, on top, or what is full screen. @returns {Element|null} */
function modalPart() {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  for (let at = focused; at; at = /** @type {ShadowRoot} */ (at.getRootNode()).host) {
    const dialog = at.closest("dialog:modal");
    if (dialog) return dialog;
  }
  const { fullscreenElement: full } = document;
  return [...document.querySelectorAll("dialog:modal")].at(-1) ?? (full?.matches(FILM) ? null : full);
}

/**
 * Put up the host; everything goes when the signal ends it. It stands at the page's root, or inside the page's modal dialog
 * or full screen part as long as there is one. Where the page takes it away it comes back once; then, and for a second one of us, `gone` is called.
 * @param {AbortSignal} signal @param {() => void} gone @returns {Promise<Stage>}
 */
export async function raiseStage(signal, gone) {
  document.querySelector(HOST)?.remove(); // left by an extension that was reloaded, or by the first of two quick clicks
  const host = make(HOST);
  const root = host.attachShadow({ mode: "closed" });
  const live = make("div", { class: "live", role: "status" });
  const layer = make("div", { class: "layer", lang: uiLanguage(), dir: uiDirection() }, live);
  const floating = new Set(); // what floats: the browser lets it sink when the host moves
  let lives = 2;

  /** Into the dialog that is open, or back to the root; what floated floats again. */
  function settle() {
    const home = modalPart() ?? document.documentElement;
    if (host.parentNode === home) return;
    home.append(host);
    observer.observe(home, { attributeFilter: ["open"], childList: true });
    for (const one of floating) one.matches(":popover-open") || one.showPopover();
    fit();
  }

  /** To the top again, over what the page put there since. */
  function rise() {
    if (root.activeElement) return;
    for (const one of [...floating]) {
      one.hidePopover();
      one.showPopover();
    }
  }

  function look() {
    if (host.isConnected) return settle();
    lives -= 1;
    if (lives > 0 && !document.querySelector(HOST)) settle();
    else gone();
  }

  /** "zoom" of the page's root would enlarge our measures too. */
  function fit() {
    const zoom = /** @type {any} */ (host).currentCSSZoom ?? 1;
    layer.style.setProperty("zoom", zoom === 1 ? "normal" : String(1 / zoom));
  }

  root.addEventListener("beforetoggle", ({ target, newState }) => {
    if (newState === "open") floating.add(target);
    else floating.delete(target);
  }, true);
  for (const type of OURS) root.addEventListener(type, (event) => event.stopPropagation());
  const observer = new MutationObserver(look);
  observer.observe(document, { attributeFilter: ["open"], childList: true, subtree: true });
  for (const type of ["focusin", "close"]) document.addEventListener(type, () => host.isConnected && settle(), { capture: true, signal });
  document.addEventListener("fullscreenchange", settle, { signal });
  document.addEventListener("toggle", ({ target, newState }) => newState === "open" && target.popover && rise(), { capture: true, signal });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    host.remove();
  }, { once: true });
  settle();

  const worn = new Set();
  async function dress(path) {
    if (worn.has(path)) return;
    worn.add(path);
    const sheet = new CSSStyleSheet();
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    sheet.replaceSync(await (await fetch(ownUrl(path))).text());
  }

  await dress("content/card.css");
  root.append(layer);
  fit();
  return { host, root, layer, announce: (text) => { live.textContent = text; }, fit, dress };
}

/** Our one element in the page: a host whose open shadow root holds everything that we show. */

import { ownUrl, uiDirection, uiLanguage } from "../browser.js";
import { make } from "./dom.js";

export const HOST = "backstory-cards";

/** What happens in our own parts is not the page's business: its shortcuts and "click outside" handlers stay quiet. */
const OURS = ["keydown", "keyup", "keypress", "click", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart"];

/**
 * @typedef {{host: HTMLElement, root: ShadowRoot, layer: HTMLElement, announce: (text: string) => void}} Stage
 */

/**
 * Put up the host; everything goes when the signal ends it. The page, or a second one of us, may take the host away:
 * then `gone` is called.
 * @param {AbortSignal} signal @param {() => void} gone @returns {Promise<Stage>}
 */
export async function raiseStage(signal, gone) {
  document.querySelector(HOST)?.remove(); // left by an extension that was reloaded, or by the first of two quick clicks
  const host = make(HOST);
  const root = host.attachShadow({ mode: "open" });
  const live = make("div", { class: "live", role: "status" });
  const layer = make("div", { class: "layer", lang: uiLanguage(), dir: uiDirection() }, live);
  for (const type of OURS) root.addEventListener(type, (event) => event.stopPropagation());
  document.documentElement.append(host);

  const observer = new MutationObserver(() => host.isConnected || gone());
  observer.observe(document.documentElement, { childList: true });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    host.remove();
  }, { once: true });

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await (await fetch(ownUrl("content/card.css"))).text());
  root.adoptedStyleSheets = [sheet];
  root.append(layer);
  return { host, root, layer, announce: (text) => { live.textContent = text; } };
}

/** Notices when the page changes its text, and lets us look again without getting in its way. */

/** The first look comes this long after a change. */
const LOOK_MS = 300;

/** A look may take this share of the time at most: pages with tickers and live blogs change all the time. */
const SHARE = 0.05;

/**
 * @param {() => void} look called after changes under a root that is watched, never twice for one
 * @param {AbortSignal} signal
 * @returns {(root: Node) => void} watch this root too: a document or a shadow root, since none tells of those inside it
 */
export function watchPage(look, signal) {
  let timer = 0;
  let waitMs = LOOK_MS;
  const watched = new WeakSet();
  const soon = () => {
    timer ||= setTimeout(() => {
      timer = 0;
      const started = performance.now();
      look();
      waitMs = Math.max(LOOK_MS, (performance.now() - started) / SHARE);
    }, waitMs);
  };
  const observer = new MutationObserver(soon);
  // A frame that goes on to another page has another document. "load" does not bubble, and never comes to the window.
  document.addEventListener("load", ({ target }) => target instanceof HTMLIFrameElement && soon(), { capture: true, signal });
  // A single-page site may change its address after its text. Source: https://html.spec.whatwg.org/#navigation-api
  globalThis.navigation?.addEventListener("currententrychange", soon, { signal });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    clearTimeout(timer);
  }, { once: true });
  return (root) => {
    if (watched.has(root)) return;
    watched.add(root);
    observer.observe(root, { childList: true, characterData: true, subtree: true });
  };
}

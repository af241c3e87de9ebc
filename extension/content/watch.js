/** Notices when the page changes its text, and lets us look again without getting in its way. */

/** The first look comes this long after a change. */
const LOOK_MS = 300;

/** A look may take this share of the time at most: pages with tickers and live blogs change all the time. */
const SHARE = 0.05;

/**
 * @param {Node} root @param {() => void} look called after changes under `root`, never twice for one
 * @param {AbortSignal} signal
 */
export function watchPage(root, look, signal) {
  let timer = 0;
  let waitMs = LOOK_MS;
  const observer = new MutationObserver(() => {
    timer ||= setTimeout(() => {
      const started = performance.now();
      look();
      waitMs = Math.max(LOOK_MS, (performance.now() - started) / SHARE);
      timer = 0;
    }, waitMs);
  });
  observer.observe(root, { childList: true, characterData: true, subtree: true });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    clearTimeout(timer);
  }, { once: true });
}

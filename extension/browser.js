/**
 * What the page's side, the background and our own pages all use of the browser's interface: words, addresses, messages.
 * Nothing is touched at import, so that the modules that need a word or a message also load in Node.
 */

const api = () => globalThis.browser ?? globalThis.chrome;

/** @typedef {{id: number, windowId: number, incognito: boolean, url?: string}} Tab */

/**
 * A message in the reader's language. @param {string} key @param {...(string|number)} values the $1, $2 ... of the message
 * @returns {string}
 */
export const say = (key, ...values) => api().i18n.getMessage(key, values.map(String)) || key;

/**
 * The language of the interface, BCP 47: that of our words, which need not be the browser's, where we have none in that.
 * @returns {string}
 */
export function uiLanguage() {
  const [ours, browsers] = [say("language"), api().i18n.getUILanguage()];
  return browsers.split("-")[0] === ours.split("-")[0] ? browsers : ours;
}

/** The writing direction of the interface: that of our words. @returns {"ltr"|"rtl"} */
export const uiDirection = () => /** @type {"ltr"|"rtl"} */ (say("direction"));

/** The address of one of our own files. @param {string} path @returns {string} */
export const ownUrl = (path) => api().runtime.getURL(path);

// Messages

/** Ask the background. @param {object} message @returns {Promise<any>} */
export const askBackground = (message) => api().runtime.sendMessage(message);

/**
 * Answer messages until the signal ends it.
 * @param {(message: any, sender: {id?: string, url?: string, tab?: Tab}) => Promise<any>} answer
 * @param {AbortSignal} [signal]
 */
export function onMessage(answer, signal) {
  const listener = (message, sender, respond) => {
    if (sender.id !== api().runtime.id) return false;
    answer(message, sender).then(respond, (error) => {
      respond(null); // else the other side would wait for ever
      throw error;
    });
    return true; // a returned promise would do in Firefox, not in every Chromium we support
  };
  api().runtime.onMessage.addListener(listener);
  signal?.addEventListener("abort", () => api().runtime.onMessage.removeListener(listener), { once: true });
}

/**
 * Ask the background for what comes in parts. The talk ends with the signal, and when the page is left, also into the
 * back/forward cache; out of that the promise is kept when the page is shown again.
 * @param {{type: string}} message @param {(part: any) => void} hear @param {AbortSignal} signal
 * @returns {Promise<boolean>} false: broken off before the last part
 */
export const converse = (message, hear, signal) =>
  new Promise((resolve) => {
    const port = api().runtime.connect({ name: message.type });
    const over = new AbortController();
    const end = (whole) => {
      over.abort();
      resolve(whole);
    };
    const stop = () => {
      port.disconnect();
      end(false);
    };
    signal.addEventListener("abort", stop, { signal: over.signal });
    addEventListener("pagehide", () => {
      port.disconnect(); // Firefox does not do it for pages that it keeps
      addEventListener("pageshow", () => end(false), { signal: over.signal });
    }, { signal: over.signal });
    port.onDisconnect.addListener(() => end(false));
    port.onMessage.addListener(({ part, last }) => {
      hear(part);
      if (last) end(true);
    });
    port.postMessage(message);
  });

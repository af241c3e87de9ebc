/**
 * What we use of the browser's own interface, and the only place that names `chrome` or `browser`.
 * Nothing is touched at import, so that the modules that need a word or a message also load in Node.
 */

const api = () => globalThis.browser ?? globalThis.chrome;

/** @typedef {{id: number, incognito: boolean}} Tab */

/**
 * A message in the reader's language. @param {string} key @param {...(string|number)} values the $1, $2 ... of the message
 * @returns {string}
 */
export const say = (key, ...values) => api().i18n.getMessage(key, values.map(String)) || key;

/** The language of the interface, BCP 47. @returns {string} */
export const uiLanguage = () => api().i18n.getUILanguage();

/** The writing direction of the interface. @returns {"ltr"|"rtl"} */
export const uiDirection = () => /** @type {"ltr"|"rtl"} */ (say("@@bidi_dir"));

/** The address of one of our own files. @param {string} path @returns {string} */
export const ownUrl = (path) => api().runtime.getURL(path);

/** @returns {string} */
export const ownVersion = () => api().runtime.getManifest().version;

/** @returns {Promise<void>} */
export const openOptions = () => api().runtime.openOptionsPage();

// Messages

/** Ask the background. @param {object} message @returns {Promise<any>} */
export const askBackground = (message) => api().runtime.sendMessage(message);

/** Tell the tab's page; null where nothing of ours listens there. @param {number} tabId @param {object} message */
export async function tellPage(tabId, message) {
  try {
    return (await api().tabs.sendMessage(tabId, message, { frameId: 0 })) ?? null;
  } catch {
    return null; // no receiver: the page was left, or nothing of ours was ever put there
  }
}

/**
 * Answer messages until the signal ends it.
 * @param {(message: any, sender: {id?: string, tab?: Tab}) => Promise<any>} answer
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

// The toolbar button and tabs

/** @param {(tab: Tab) => void} listener */
export const onToolbarClick = (listener) => api().action.onClicked.addListener(listener);

/** @param {(tabId: number) => void} listener */
export const onTabClosed = (listener) => api().tabs.onRemoved.addListener(listener);

/** The browser takes the badge away when the tab goes to another page. @param {number} tabId @param {{text: string, title: string, colour: string}} badge */
export async function setBadge(tabId, { text, title, colour }) {
  const { action } = api();
  await Promise.all([
    action.setBadgeText({ tabId, text }),
    action.setBadgeBackgroundColor({ tabId, color: colour }),
    action.setTitle({ tabId, title }),
  ]);
}

// Putting our code into the page that the reader clicked on

/** @param {number} tabId @param {{script: string, style: string}} files */
export async function putInto(tabId, { script, style }) {
  await api().scripting.insertCSS({ target: { tabId }, files: [style] });
  await api().scripting.executeScript({ target: { tabId }, files: [script] });
}

/** @param {number} tabId @param {string} style */
export const takeOut = (tabId, style) => api().scripting.removeCSS({ target: { tabId }, files: [style] });

// Storage and permissions

/** @param {"local"|"session"} area @param {Record<string, any>} defaults */
export const recall = (area, defaults) => api().storage[area].get(defaults);

/** @param {"local"|"session"} area @param {Record<string, any>} values */
export const remember = (area, values) => api().storage[area].set(values);

/** @param {"local"|"session"} area @param {string} key */
export const forget = (area, key) => api().storage[area].remove(key);

/** Keep the token out of reach of page processes, where the browser can. */
export const closeStorageToPages = () => api().storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });

/** @param {string} origins a match pattern @returns {Promise<boolean>} */
export const mayReach = (origins) => api().permissions.contains({ origins: [origins] });

/** Has to be called straight from a click. @param {string} origins a match pattern @returns {Promise<boolean>} */
export const askToReach = (origins) => api().permissions.request({ origins: [origins] });

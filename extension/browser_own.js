/**
 * What the background and our own pages, not the page's side, use of the browser's interface: tabs, menus, the side
 * panel, storage, permissions. With browser.js the only place that names `chrome` or `browser`.
 */

const api = () => globalThis.browser ?? globalThis.chrome;

/** @typedef {import("./browser.js").Tab} Tab */

/** @returns {string} */
export const ownVersion = () => api().runtime.getManifest().version;

/** @returns {Promise<void>} */
export const openOptions = () => api().runtime.openOptionsPage();

// Messages

/** Tell the tab's page; null where nothing of ours listens there. @param {number} tabId @param {object} message */
export async function tellPage(tabId, message) {
  try {
    return (await api().tabs.sendMessage(tabId, message, { frameId: 0 })) ?? null;
  } catch {
    return null; // no receiver: the page was left, or nothing of ours was ever put there
  }
}

/**
 * Hold talks with the page's side: what it asks comes first, then parts are said until the last.
 * @param {(message: any, talk: {tab: Tab, url: string, say: (part: any, last: boolean) => void, signal: AbortSignal}) => Promise<void>} hold
 *   `signal` ends when the page is left, or does not want to hear more
 */
export const onConversation = (hold) =>
  api().runtime.onConnect.addListener((port) => {
    const { id, tab, url } = port.sender ?? {};
    if (id !== api().runtime.id || !tab) return port.disconnect();
    const left = new AbortController();
    const say = (part, last) => {
      if (left.signal.aborted) return;
      port.postMessage({ part, last });
    };
    port.onDisconnect.addListener(() => left.abort());
    port.onMessage.addListener((message) => hold(message, { tab, url: url ?? "", say, signal: left.signal }));
  });

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

/**
 * Chromium paints the background of a mark only where its style is the page's own ("AUTHOR"), Firefox reaches into shadow roots
 * only as the reader's ("USER"); measured in Chromium 156 and Firefox 153.
 */
const ORIGINS = /** @type {const} */ (["AUTHOR", "USER"]);

/** @param {number} tabId @param {{script: string, style: string}} files */
export async function putInto(tabId, { script, style }) {
  await putStyle(tabId, style);
  await api().scripting.executeScript({ target: { tabId }, files: [script] });
}

/** Also into the frames of the page's own site. @param {number} tabId @param {string} style */
export const putStyle = (tabId, style) =>
  Promise.all(ORIGINS.map((origin) => api().scripting.insertCSS({ target: { tabId, allFrames: true }, files: [style], origin })));

/** @param {number} tabId @param {string} style */
export const takeOut = (tabId, style) =>
  Promise.all(ORIGINS.map((origin) => api().scripting.removeCSS({ target: { tabId, allFrames: true }, files: [style], origin })));

// Windows of our own

/** The size of a small window, in pixels. */
const SMALL = { width: 520, height: 480 };

/** Open one of our own pages in a small window, or in a tab where the browser has no windows. @param {string} path */
export async function openWindow(path) {
  const { windows, tabs, runtime } = api();
  const url = runtime.getURL(path);
  await (windows?.create ? windows.create({ url, type: "popup", ...SMALL }) : tabs.create({ url }));
}

/** Open one of our own pages in a tab. @param {string} path */
export const openTab = (path) => api().tabs.create({ url: api().runtime.getURL(path) });

/** @param {number} tabId */
export const closeTab = (tabId) => api().tabs.remove(tabId).catch(() => {}); // it was closed by the reader

// Storage and permissions

/** @param {"local"|"session"} area @param {Record<string, any>} defaults */
export const recall = (area, defaults) => api().storage[area].get(defaults);

/** @param {"local"|"session"} area @param {Record<string, any>} values */
export const remember = (area, values) => api().storage[area].set(values);

/** @param {"local"|"session"} area @param {string|string[]} key */
export const forget = (area, key) => api().storage[area].remove(key);

/** Keep the token out of reach of page processes, where the browser can. */
export const closeStorageToPages = () => api().storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });

/** @param {string[]} origins match patterns @returns {Promise<boolean>} */
export const mayReach = (origins) => api().permissions.contains({ origins });

/** Has to be called straight from a click. @param {string[]} origins match patterns @returns {Promise<boolean>} */
export const askToReach = (origins) => api().permissions.request({ origins });

/** @param {string[]} origins match patterns; nothing happens where one cannot be given up */
export const giveUp = (origins) => api().permissions.remove({ origins }).catch(() => false);

// Menus, keys, the side panel

/** @param {() => void} listener */
export const onInstalled = (listener) => api().runtime.onInstalled.addListener(listener);

/** Make our menu anew. @param {{id: string, title: string, contexts: string[]}[]} items */
export async function setMenu(items) {
  const { contextMenus } = api();
  await contextMenus.removeAll();
  for (const item of items) contextMenus.create(item);
}

/** @param {(id: string, tab: Tab) => void} listener */
export const onMenu = (listener) => api().contextMenus.onClicked.addListener(({ menuItemId }, tab) => listener(menuItemId, tab));

/** @param {(name: string, tab: Tab) => void} listener */
export const onCommand = (listener) => api().commands.onCommand.addListener(listener);

/**
 * Open the side panel (Chromium) or sidebar (Firefox); in a tab of its own where the browser has none, or takes it only
 * from its own menus and keys.
 * @param {Tab} tab
 */
export async function openPanel({ id, windowId }) {
  const { sidePanel, sidebarAction, tabs } = api();
  try {
    await (sidePanel ? sidePanel.open({ windowId }) : sidebarAction.open());
  } catch {
    await tabs.create({ url: `/panel/panel.html?tab=${id}` });
  }
  return true;
}

/** The tab that the reader looks at, in the window of one of our own pages. @returns {Promise<Tab|null>} */
export async function tabInFront() {
  const [tab] = await api().tabs.query({ active: true, currentWindow: true });
  return tab ?? null;
}

/** Told when another tab comes to the front, or a tab loads a page. @param {(tabId: number) => void} listener */
export function onTabChange(listener) {
  api().tabs.onActivated.addListener(({ tabId }) => listener(tabId));
  api().tabs.onUpdated.addListener((tabId, { status }) => status && listener(tabId));
}

// Sites that are explained without a click

const AUTOMATIC = "automatic";

/**
 * Have a script put into the pages of these sites, and of no others.
 * @param {string[]} matches match patterns that the reader has given permission for @param {string} script
 */
export async function putIntoSites(matches, script) {
  const { scripting } = api();
  const known = await scripting.getRegisteredContentScripts({ ids: [AUTOMATIC] });
  if (known.length) await scripting.unregisterContentScripts({ ids: [AUTOMATIC] });
  if (!matches.length) return;
  await scripting.registerContentScripts([{ id: AUTOMATIC, matches, js: [script], runAt: "document_idle", persistAcrossSessions: true }]);
}

/** @param {"local"|"session"} area @param {(changed: Record<string, {newValue?: any}>) => void} listener */
export const onStored = (area, listener) => api().storage[area].onChanged.addListener(listener);

/** Whether the browser itself keeps extensions from addresses of this computer. @returns {Promise<boolean>} */
export async function blocksLocal() {
  for (const name of ["loopback-network", "local-network-access"]) {
    try {
      const { state } = await navigator.permissions.query({ name: /** @type {any} */ (name) });
      if (state === "denied") return true;
    } catch {
      // this browser has no such permission
    }
  }
  return false;
}

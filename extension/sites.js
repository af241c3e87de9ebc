/** The sites whose stories are explained without a click: only after the reader asked for it, and the browser was asked. */

import { askToReach, giveUp, mayReach, putIntoSites } from "./browser_own.js";
import { choose, settings } from "./settings.js";
import { pagesOf } from "./tabs.js";

const SCRIPT = "/arrive.js"; // Firefox looks for it from the page that asks, so from the root

/** Let the pages of these hosts, as far as we may reach them, tell that they have loaded. @param {string[]} hosts */
export async function followSites(hosts) {
  const allowed = await Promise.all(hosts.map((host) => mayReach(pagesOf(host))));
  await putIntoSites(hosts.filter((_, index) => allowed[index]).flatMap(pagesOf), SCRIPT);
}

/** Has to be called straight from a click. @param {string} host @returns {Promise<boolean>} whether the browser allows it */
export async function explainAlways(host) {
  if (!(await askToReach(pagesOf(host)))) return false;
  const { automatic } = await settings();
  await change([...new Set([...automatic, host])].sort());
  return true;
}

/** @param {string} host */
export async function explainOnClick(host) {
  const { automatic } = await settings();
  await change(automatic.filter((one) => one !== host));
  await giveUp(pagesOf(host));
}

async function change(automatic) {
  await followSites(automatic);
  await choose({ automatic });
}

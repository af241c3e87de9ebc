/** What the reader has chosen: names and defaults, kept in storage.local. */

import { recall, remember } from "./browser_own.js";
import { DEFAULT_SERVICE } from "./service.js";

/**
 * @typedef {{service: string, token: string, others: {service: string, token: string}[], agreed: string, automatic: string[],
 *   excluded: string[], level: import("./messages.js").Level, live: boolean, previews: boolean, known: Record<string, string>}} Settings
 *   `service`, `token`: the one in use; `others`: paired, but not in use; `agreed`: the service that pages may be sent to unasked;
 *   `automatic`, `excluded`: hosts; `level`: how much is marked; `live`, `previews`: what the service is asked to do besides, if its
 *   operator lets it; `known`: labels of entities that need no card, by id
 */

/** @type {Settings} */
const DEFAULTS = {
  service: DEFAULT_SERVICE,
  token: "",
  others: [],
  agreed: "",
  automatic: [],
  excluded: [],
  level: 0,
  live: false,
  previews: false,
  known: {},
};

/** The service takes this many ids of what is known. */
const MOST_KNOWN = 5_000;

/** @returns {Promise<Settings>} */
export const settings = () => recall("local", DEFAULTS);

/** @param {Partial<Settings>} changed */
export const choose = (changed) => remember("local", changed);

/**
 * What a request says beside the page. Pure.
 * @param {Settings} chosen @param {{surface: string, entity: string|null}[]} corrections @param {string} language of the interface
 */
export function wishes({ known, live, previews }, corrections, language) {
  const ids = Object.keys(known).slice(-MOST_KNOWN);
  const options = { ...(live && { live, reader_language: language }), ...(previews && { previews }) };
  return {
    ...(ids.length && { known: ids }),
    ...(corrections.length && { corrections: corrections.map(({ surface, entity }) => ({ surface, entity })) }),
    ...(Object.keys(options).length && { options }),
  };
}

/** Put a service into use; the one so far stays among the others. Pure. @param {Settings} chosen @param {{service: string, token: string}} next */
export function useService({ service, token, others }, next) {
  const rest = others.filter((one) => one.service !== next.service && one.service !== service);
  const before = token && service !== next.service ? [{ service, token }] : [];
  return { service: next.service, token: next.token, others: [...before, ...rest] };
}

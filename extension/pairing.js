/** Pairing and the doctor: who answers at an address, and what stands in the way if nobody does. */

import { DEFAULT_SERVICE, readAddress, ServiceProblem } from "./service.js";

/** A token as the service makes them. */
const TOKEN = /^(?:pairing token:\s*)?([0-9a-f]{32})$/i;

/**
 * The address and token in what `backstory serve` prints: http://127.0.0.1:8765/#pair=TOKEN, the line that this stands in, or
 * the token alone, of a service at its usual place. The part after # never travels. Pure.
 * @param {string} text @returns {import("./service.js").Service|null}
 */
export function readPairing(text) {
  const alone = TOKEN.exec(text.trim());
  if (alone) return { service: DEFAULT_SERVICE, token: alone[1] };
  const [address, fragment, more] = text.trim().replace(/^[^:]*:\s+(?=https?:)/, "").split("#");
  const token = new URLSearchParams(fragment ?? "").get("pair")?.trim();
  const service = readAddress(address);
  return service && token && more === undefined ? { service, token } : null;
}

/** What the doctor looks at, in this order: each needs the one before. */
export const CHECKS = /** @type {const} */ (["permission", "running", "version", "token", "packs"]);

/** Which check a problem belongs to; every other one means that nothing of ours runs there. */
const CHECK_OF = { permission: "permission", old: "version", token: "token", refused: "token", empty: "packs" };

/**
 * @typedef {{version: string, packs: string[]}} Health
 * @typedef {{check: string, state: "good"|"bad"|"open"}} Finding `open`: not looked at, since one before it is bad
 * @typedef {{findings: Finding[], problem: ServiceProblem|null, health: Health|null}} Report
 * @typedef {{mayReach: (service: string) => Promise<boolean>, askVersion: typeof import("./service.js").askVersion,
 *   blocksLocal: () => Promise<boolean>}} Instruments
 */

/** Look at a service until something is bad. @param {import("./service.js").Service} service @param {Instruments} instruments @returns {Promise<Report>} */
export async function examine(service, instruments) {
  try {
    const health = await look(service, instruments);
    return { findings: CHECKS.map((check) => ({ check, state: "good" })), problem: null, health };
  } catch (problem) {
    if (!(problem instanceof ServiceProblem)) throw problem;
    const bad = CHECKS.indexOf(CHECK_OF[problem.kind] ?? "running");
    const state = (index) => (index < bad ? "good" : index === bad ? "bad" : "open");
    return { findings: CHECKS.map((check, index) => ({ check, state: state(index) })), problem, health: null };
  }
}

/** @returns {Promise<Health>} @throws {ServiceProblem} */
async function look(service, { mayReach, askVersion, blocksLocal }) {
  if (!(await mayReach(service.service))) throw new ServiceProblem("permission");
  const { version, packs, paired, old } = await askVersion(service).catch(async (problem) => {
    throw problem.kind === "absent" && (await blocksLocal()) ? new ServiceProblem("blocked") : problem;
  });
  if (old) throw new ServiceProblem("old");
  if (!paired) throw new ServiceProblem("token");
  if (!packs.length) throw new ServiceProblem("empty");
  return { version, packs };
}

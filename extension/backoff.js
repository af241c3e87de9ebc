/** How long to wait before asking a service again that is busy or gone. Pure. */

/** The first wait, and the longest that a reader is kept waiting within one click. */
const FIRST_MS = 500;
const LONGEST_MS = 10_000;
const TRIES = 3;

/** The longest that pages which are explained without a click leave a failing service alone. */
const REST_MS = 30 * 60_000;
const FIRST_REST_MS = 30_000;

/**
 * The wait before the next try; null where there is to be none.
 * @param {number} tried how often it was tried @param {number|null} retryAfterS what the service asks for
 * @param {number} chance 0..1, so that many browsers do not come back in the same moment @returns {number|null}
 */
export function waitBefore(tried, retryAfterS, chance) {
  const waitMs = Math.max(FIRST_MS * 2 ** (tried - 1), (retryAfterS ?? 0) * 1000);
  return tried >= TRIES || waitMs > LONGEST_MS ? null : Math.round(waitMs * (1 + chance / 4));
}

/** @typedef {{failures: number, until: number}} Rest `until`: milliseconds since 1970 */

/** @type {Rest} */
export const RESTED = Object.freeze({ failures: 0, until: 0 });

/** @param {Rest} rest @param {boolean} worked @param {number} now @returns {Rest} */
export function restAfter({ failures }, worked, now) {
  if (worked) return RESTED;
  return { failures: failures + 1, until: now + Math.min(REST_MS, FIRST_REST_MS * 2 ** failures) };
}

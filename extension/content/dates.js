/** Dates in words, as exactly as their source gave them: year, month or day. Pure. */

const PARTS = /^(-?\d{4,6})(?:-(\d\d))?(?:-(\d\d))?/;

/** @typedef {{year: number, month: number, day: number}} Parts month and day are 0 where they are not known */

/** @param {string|null} iso @returns {Parts|null} */
function parts(iso) {
  const match = PARTS.exec(iso ?? "");
  if (!match) return null;
  const [year, month, day] = match.slice(1).map((number) => Number(number ?? 0));
  return { year, month, day: month ? day : 0 };
}

/** A formatter for that precision, and the day to give it. @param {Parts} date @param {string} language */
function format({ year, month, day }, language) {
  const options = { timeZone: "UTC", year: "numeric" };
  if (month) options.month = "long";
  if (day) options.day = "numeric";
  if (year < 1) options.era = "short";
  const at = new Date(Date.UTC(2000, (month || 1) - 1, day || 1));
  at.setUTCFullYear(year);
  return { format: new Intl.DateTimeFormat(language, options), at };
}

/** @param {string|null} iso @param {string} language @returns {string} "20 January 2023", "January 2023", "2023", or "" */
export function sayDate(iso, language) {
  const date = parts(iso);
  if (!date) return "";
  const { format: words, at } = format(date, language);
  return words.format(at);
}

/**
 * When something held, or on which day it happened.
 * @param {string|null} start @param {string|null} end @param {string} language
 * @param {(key: string, ...values: string[]) => string} say @returns {string} "" for what is undated
 */
export function saySpan(start, end, language, say) {
  const [from, to] = [sayDate(start, language), sayDate(end, language)];
  if (from && to) return from === to ? from : sayRange(start, end, language, say);
  if (from) return say("span_from", from);
  return to ? say("span_until", to) : "";
}

/** "23 – 24 June 2023" where both are equally exact. */
function sayRange(start, end, language, say) {
  const [from, to] = [parts(start), parts(end)];
  const alike = Boolean(from.month) === Boolean(to.month) && Boolean(from.day) === Boolean(to.day);
  const { format: words, at } = format(from, language);
  return alike
    ? words.formatRange(at, format(to, language).at)
    : say("span_both", sayDate(start, language), sayDate(end, language));
}

/** Whether a date lies wholly after a day. @param {string|null} iso @param {string|null} day */
export function isAfter(iso, day) {
  const [one, other] = [parts(iso), parts(day)];
  if (!one || !other) return false;
  const first = [one.year, one.month || 1, one.day || 1];
  const last = [other.year, other.month || 12, other.day || 31];
  const differs = first.findIndex((number, index) => number !== last[index]);
  return differs >= 0 && first[differs] > last[differs];
}

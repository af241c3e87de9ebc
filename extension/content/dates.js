/** Dates in words, as exactly as their source gave them: year, month or day. Pure. */

const PARTS = /^(-?\d{4,6})(?:-(\d\d))?(?:-(\d\d))?/;

/** @param {string|null} iso @param {string} language @returns {string} "20 January 2023", "January 2023", "2023", or "" */
export function sayDate(iso, language) {
  const match = PARTS.exec(iso ?? "");
  if (!match) return "";
  const [year, month, day] = match.slice(1).map((number) => Number(number ?? 0));
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { timeZone: "UTC", year: "numeric" };
  if (month) options.month = "long";
  if (month && day) options.day = "numeric";
  if (year < 1) options.era = "short";
  const at = new Date(Date.UTC(2000, (month || 1) - 1, day || 1));
  at.setUTCFullYear(year);
  return new Intl.DateTimeFormat(language, options).format(at);
}

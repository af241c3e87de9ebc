/**
 * Finds a quote whose words were changed a little since the service read them: a typing error mended, an accent added,
 * other quotation marks. Pure. Strict, since a wrong mark is worse than none: the words beside it have to stand there
 * letter by letter, and "North Korea" never finds "South Korea".
 */

/** Characters of prefix or suffix that have to be there. */
const CONTEXT = 12;

/** One error in so many characters is a spelling; more is another name ("Iran", "Iraq"). Measured: findNear's own tests. */
const CHARACTERS_AN_ERROR = 6;

const MAX_PLACES = 50; // of one context, which is then no context

const LETTER = /[\p{L}\p{N}]/u;

const collapse = (text) => text.replace(/\s+/g, " ");

/** Without case, accents and the shapes of quotation marks and dashes; one character stays one. @param {string} text */
const fold = (text) =>
  text.split("").map((char) => char.normalize("NFKD")[0].toLowerCase()[0].replace(/[‘’‛′]/, "'").replace(/[“”„″«»]/, '"').replace(/[‐-―−]/, "-")).join("");

/**
 * Where in `window` something like `wanted` ends, when it begins at 0: by edit distance, row by row.
 * @param {string} wanted @param {string} window @param {number} most errors at the most @returns {{end: number, errors: number}|null}
 */
function nearestEnd(wanted, window, most) {
  let row = Array.from({ length: window.length + 1 }, (_, at) => at);
  for (let i = 1; i <= wanted.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= window.length; j += 1) {
      next[j] = Math.min(row[j - 1] + Number(wanted[i - 1] !== window[j - 1]), row[j] + 1, next[j - 1] + 1);
    }
    row = next;
  }
  const errors = Math.min(...row);
  return errors <= most ? { end: row.lastIndexOf(errors), errors } : null;
}

const backwards = (text) => [...text].reverse().join("");
const digits = (text) => text.replace(/\D+/g, " ").trim();

/** The places of a context; none where it is too short, or stands too often. @param {string} text @param {string} context */
function places(text, context) {
  const found = [];
  if (context.length < CONTEXT) return found;
  for (let at = text.indexOf(context); at !== -1 && found.length <= MAX_PLACES; at = text.indexOf(context, at + 1)) found.push(at);
  return found.length > MAX_PLACES ? [] : found;
}

/**
 * @param {string} text the page's, white space collapsed @param {import("../answer.js").Quote} quote
 * @returns {{start: number, end: number}|null}
 */
export function findNear(text, quote) {
  const wanted = collapse(quote.exact).trim();
  const most = Math.floor(wanted.length / CHARACTERS_AN_ERROR);
  const before = collapse(quote.prefix).slice(-CONTEXT);
  const after = collapse(quote.suffix).slice(0, CONTEXT);
  const reach = wanted.length + most;
  const hits = [];
  const judge = (found, start, end) => {
    const words = text.slice(start, end);
    const whole = !LETTER.test(text[start - 1] ?? " ") && !LETTER.test(text[end] ?? " ");
    if (found && whole && words.trim() === words && digits(words) === digits(wanted)) hits.push({ start, end, errors: found.errors });
  };
  for (const at of places(text, before)) {
    const start = at + before.length;
    const found = nearestEnd(fold(wanted), fold(text.slice(start, start + reach)), most);
    judge(found, start, start + (found?.end ?? 0));
  }
  for (const end of places(text, after)) {
    const window = text.slice(Math.max(0, end - reach), end);
    const found = nearestEnd(backwards(fold(wanted)), backwards(fold(window)), most);
    judge(found, end - (found?.end ?? 0), end);
  }
  hits.sort((a, b) => a.errors - b.errors);
  const [best, other] = hits;
  if (!best || (other && other.errors === best.errors && other.start !== best.start)) return null; // which one is meant?
  return { start: best.start, end: best.end };
}

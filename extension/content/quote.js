/**
 * Finds text quotes again in a page's text. Pure: the page comes as pieces (the strings of its text nodes), places go
 * out as piece and offset. Offsets count UTF-16 units, as the DOM does.
 *
 * The service read the same page with white space collapsed and its blocks joined by blank lines, without navigation
 * and share bars that may stand between two blocks in the DOM. So white space is collapsed here too, and a quote's
 * prefix and suffix are scored, not required.
 *
 * @typedef {{text: string, breaks: boolean}} Piece `breaks`: a block or line begins before it
 * @typedef {{text: string, pieces: Piece[], starts: number[]}} Joined `starts[i]`: where piece i begins in `text`
 * @typedef {import("../answer.js").Quote} Quote
 * @typedef {{start: number, end: number}} Hit in `Joined.text`
 */

// White space as Python's str.split and JavaScript's \s agree on it, and characters that are there but not seen:
// soft hyphen, zero width space, word joiner, byte order mark; joiners of letters that are never joined.
const SPACE = /[\s\u001C-\u001F\u0085]/;
const SPACES = /[\s\u001C-\u001F\u0085]+/g;
const UNSEEN = /[\u00AD\u200B\u2060\uFEFF]+|(?<=[A-Za-z\u00C0-\u052F])[\u200C\u200D]+(?=[A-Za-z\u00C0-\u052F])/g;
const UNSEEN_HERE = new RegExp(UNSEEN.source, "y");

/** Characters of context that have to agree, where there is any: fewer is a namesake elsewhere on the page. */
const MIN_CONTEXT = 4;

/** @param {string} text @returns {string} */
const collapse = (text) => text.replace(UNSEEN, "").replace(SPACES, " ");

/** The page's text, collapsed, with the way back to its pieces. @param {Piece[]} pieces @returns {Joined} */
export function join(pieces) {
  const parts = [];
  const starts = [];
  let length = 0;
  let spaced = true; // the text so far ends in white space
  for (const piece of pieces) {
    if (piece.breaks && !spaced) {
      parts.push(" ");
      length += 1;
      spaced = true;
    }
    starts.push(length);
    let text = collapse(piece.text);
    if (spaced && text[0] === " ") text = text.slice(1);
    if (!text) continue;
    parts.push(text);
    length += text.length;
    spaced = text[text.length - 1] === " ";
  }
  return { text: parts.join(""), pieces, starts };
}

/**
 * The piece and the offset in its own text where the character at `index` of the joined text stands.
 * @param {Joined} joined @param {number} index @returns {{piece: number, offset: number}}
 */
export function locate({ text, pieces, starts }, index) {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= index) low = middle;
    else high = middle - 1;
  }
  const raw = pieces[low].text;
  let at = starts[low];
  let spaced = at === 0 || text[at - 1] === " ";
  let offset = 0;
  for (; offset < raw.length; offset += 1) {
    UNSEEN_HERE.lastIndex = offset;
    if (UNSEEN_HERE.test(raw)) {
      offset = UNSEEN_HERE.lastIndex - 1;
      continue;
    }
    const space = SPACE.test(raw[offset]);
    if (space && spaced) continue;
    if (at === index) break;
    at += 1;
    spaced = space;
  }
  return { piece: low, offset };
}

/** How many characters agree, read away from the quote. @returns {number} */
function agreement(text, index, step, context) {
  let count = 0;
  let at = step < 0 ? context.length - 1 : 0;
  while (at >= 0 && at < context.length && text[index] === context[at]) {
    count += 1;
    index += step;
    at += step;
  }
  return count;
}

/** All places of a string in the text. @param {string} text @param {string} exact @returns {number[]} */
function places(text, exact) {
  const found = [];
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1)) found.push(at);
  return found;
}

/**
 * Where each quote stands; null where it stands nowhere, or only elsewhere than meant. Quotes are given in the order
 * of the story: of equally good places the first one after the quote before is taken.
 * @param {Joined} joined @param {Quote[]} quotes @returns {(Hit|null)[]}
 */
export function findQuotes({ text }, quotes) {
  const placesByExact = new Map();
  let hint = 0;
  return quotes.map((quote) => {
    const exact = collapse(quote.exact).trim();
    if (!exact) return null;
    const prefix = collapse(quote.prefix);
    const suffix = collapse(quote.suffix);
    if (!placesByExact.has(exact)) placesByExact.set(exact, places(text, exact));
    let best = -1;
    let bestScore = Math.min(MIN_CONTEXT, prefix.trim().length + suffix.trim().length) - 1;
    for (const at of placesByExact.get(exact)) {
      const score = agreement(text, at - 1, -1, prefix) + agreement(text, at + exact.length, 1, suffix);
      if (score > bestScore || (score === bestScore && best !== -1 && best < hint && at >= hint)) {
        best = at;
        bestScore = score;
      }
    }
    if (best === -1) return null;
    hint = best;
    return { start: best, end: best + exact.length };
  });
}

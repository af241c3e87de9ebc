import assert from "node:assert/strict";
import { test } from "node:test";

import { findQuotes, join, locate } from "../../extension/content/quote.js";

const pieces = (...texts) => texts.map((text) => ({ text, breaks: false }));
const blocks = (...texts) => texts.map((text) => ({ text, breaks: true }));
const quote = (exact, prefix = "", suffix = "") => ({ exact, prefix, suffix });

/** What the page holds where a quote was found, read from its own pieces. */
function found(page, ...quotes) {
  const joined = join(page);
  return findQuotes(joined, quotes).map((hit) => {
    if (!hit) return null;
    const first = locate(joined, hit.start);
    const last = locate(joined, hit.end - 1);
    const texts = page.map(({ text }) => text);
    if (first.piece === last.piece) return texts[first.piece].slice(first.offset, last.offset + 1);
    const between = texts.slice(first.piece + 1, last.piece);
    return [texts[first.piece].slice(first.offset), ...between, texts[last.piece].slice(0, last.offset + 1)].join("|");
  });
}

test("white space is collapsed over the edges of pieces", () => {
  assert.equal(join(pieces("  One \n", " two", "\t", "three ")).text, "One two three ");
});

test("blocks are kept apart though the page has no space between them", () => {
  assert.equal(join(blocks("One", "two")).text, "One two");
});

test("a name is found across elements", () => {
  assert.deepEqual(found(pieces("the UN ", "Security", " Council met"), quote("UN Security Council")), ["UN |Security| Council"]);
});

test("a name is found though the page breaks its line and hides a hyphen in it", () => {
  assert.deepEqual(found(pieces("said Yevgeny\n      Prigo\u00ADzhin today"), quote("Yevgeny Prigozhin")), ["Yevgeny\n      Prigo\u00ADzhin"]);
});

test("a joiner between Latin letters is not there, between Persian ones it is", () => {
  assert.deepEqual(found(pieces("said Ma\u200Drit\u200B Sol\u200Chei\u00ADm today"), quote("Marit Solheim")), ["Ma\u200Drit\u200B Sol\u200Chei\u00ADm"]);
  assert.deepEqual(found(pieces("در \u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645 بود"), quote("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")), ["\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"]);
});

test("a no-break space is a space, on either side", () => {
  assert.deepEqual(found(pieces("in North\u00A0Korea now"), quote("North Korea")), ["North\u00A0Korea"]);
  assert.deepEqual(found(pieces("in North Korea now"), quote("North\u00A0Korea")), ["North Korea"]);
});

test("the context decides between two places", () => {
  const page = blocks("Latest: Wagner at the opera", "The group Wagner fights on");
  const hits = findQuotes(join(page), [quote("Wagner", "The group ", " fights on")]);
  assert.equal(join(page).text.slice(hits[0].start - 6, hits[0].end), "group Wagner");
});

test("context counts as far as it goes, where something stands between two blocks", () => {
  const page = blocks("He left.", "Share Post Email", "Wagner stayed behind.");
  assert.deepEqual(found(page, quote("Wagner", "He left.\n\n", " stayed behind.")), ["Wagner"]);
});

test("of equally good places the first after the quote before is taken", () => {
  const page = blocks("Kirby said so.", "Then Cleverly spoke.", "Kirby said so.");
  const hits = findQuotes(join(page), [quote("Cleverly", "Then ", " spoke"), quote("Kirby", "", " said so.")]);
  assert.ok(hits[1].start > hits[0].start);
});

test("a namesake elsewhere on the page is not taken for the one in the story", () => {
  assert.deepEqual(found(blocks("Most read: Wagner"), quote("Wagner", "a mercenary called ", " was seen near")), [null]);
});

test("a quote without context is found by its words alone", () => {
  assert.deepEqual(found(blocks("Wagner"), quote("Wagner")), ["Wagner"]);
});

test("an absent or empty quote is lost", () => {
  assert.deepEqual(found(blocks("Nothing here"), quote("Wagner"), quote(" ")), [null, null]);
});

test("offsets count as the DOM does, also behind an emoji", () => {
  assert.deepEqual(found(pieces("🛰️ Kirby 🛰️ said"), quote("Kirby 🛰️")), ["Kirby 🛰️"]);
});

test("empty and blank pieces are nowhere", () => {
  assert.deepEqual(found([...pieces("", " ", "\n"), ...pieces("Kirby", "", " said")], quote("Kirby said")), ["Kirby|| said"]);
});

test("every place of a page leads back to where it came from", () => {
  const page = blocks("  A  quick ", "\u00ADbrown\u200B fox\n", "", " jumps ");
  const joined = join(page);
  for (let index = 0; index < joined.text.length; index += 1) {
    const char = joined.text[index];
    if (char === " ") continue; // the space between blocks is in no piece
    const { piece, offset } = locate(joined, index);
    assert.equal(page[piece].text[offset], char);
  }
});

test("a hundred quotes in half a million characters are all found", (context) => {
  const texts = Array.from({ length: 10_000 }, (_, number) => `the ${number % 97} cranes of Ministry ${number % 50} of Affairs stood by. `);
  const page = blocks(...texts);
  const joined = join(page);
  assert.ok(joined.text.length > 400_000);
  const quotes = Array.from({ length: 100 }, (_, number) => {
    const at = joined.text.indexOf("Ministry", number * 4_000);
    const end = joined.text.indexOf(" stood", at);
    return quote(joined.text.slice(at, end), joined.text.slice(at - 32, at), joined.text.slice(end, end + 32));
  });
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    const hits = findQuotes(join(page), quotes);
    assert.ok(hits.every(Boolean));
    return performance.now() - started;
  });
  context.diagnostic(`found in ${Math.min(...times).toFixed(0)} ms`);
});

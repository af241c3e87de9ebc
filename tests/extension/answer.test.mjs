import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { readAnswer, webAddress } from "../../extension/answer.js";

const wire = () => JSON.parse(readFileSync(new URL("../../fixtures/wire/answer.json", import.meta.url), "utf8"));
const withCard = (card) => readAnswer({ cards: [{ id: "Q1", label: "One", ...card }], mentions: [] }).cards[0];

test("the service's example answer is read whole", () => {
  const raw = wire();
  const answer = readAnswer(raw);
  assert.equal(answer.published, raw.page.published);
  assert.equal(answer.asOf, raw.page.as_of);
  assert.deepEqual(answer.cards.map(({ label }) => label), raw.cards.map(({ label }) => label));
  assert.deepEqual(answer.cards.map(({ then }) => then.length), raw.cards.map(({ then }) => then.length));
  assert.deepEqual(answer.readMore.map(({ url }) => url), raw.read_more.map(({ url }) => url));
  assert.deepEqual(answer.unknown.map(({ name }) => name), raw.unknown.map(({ name }) => name));
  assert.deepEqual(Object.keys(answer.sources), raw.sources.map(({ id }) => id));
  const quotes = new Map(raw.mentions.map((mention, order) => [mention.id, { ...mention.quote, order }]));
  raw.cards.forEach((card, index) => assert.deepEqual(answer.cards[index].quotes, card.mentions.map((id) => quotes.get(id))));
});

test("every card of the example names sources that the answer lists", () => {
  const { cards, sources } = readAnswer(wire());
  for (const { summary, then, since, facts, connections } of cards) {
    for (const { source } of [summary, ...then, ...since, ...facts, ...connections].filter(Boolean)) assert.ok(sources[source]);
  }
});

test("what is no answer is none", () => {
  for (const raw of [null, 1, "cards", [], {}, { cards: [] }, { cards: {}, mentions: [] }]) assert.equal(readAnswer(raw), null);
});

test("an answer may lack everything but its lists", () => {
  const { cards, readMore, gaps } = readAnswer({ cards: [{}, null, 7], mentions: [null, { quote: 3 }] });
  assert.equal(cards.length, 1);
  assert.deepEqual([readMore, gaps, cards[0].then, cards[0].links.wikipedia], [[], [], [], null]);
});

test("text that turns round or hides what follows loses the means to do so", () => {
  assert.equal(withCard({ label: "abc\u202Ecba\u2066\u0000\u0007 x\ny" }).label, "abccba x y");
});

test("right-to-left names keep their direction marks", () => {
  assert.equal(withCard({ label: "\u200Fفاغنر\u200F" }).label, "\u200Fفاغنر\u200F");
});

test("only addresses of the web are kept", () => {
  for (const href of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example", "no", 7, null]) assert.equal(webAddress(href), null);
  assert.equal(webAddress("https://en.wikipedia.org/wiki/Wagner_Group"), "https://en.wikipedia.org/wiki/Wagner_Group");
});

test("endless texts and lists come to an end", () => {
  const card = withCard({ label: "x".repeat(1e6), facts: Array(1e5).fill({ property: "p", value: "v" }) });
  assert.ok(card.label.length <= 301);
  assert.ok(card.facts.length <= 200);
  assert.equal(readAnswer({ cards: Array(5_000).fill({ id: "Q1" }), mentions: [] }).cards.length, 1_000);
});

test("numbers and dates out of their range count as not given", () => {
  const card = withCard({ confidence: "high", then: [{ property: "p", value: "v", start: "yesterday", end: "2023-01" }] });
  assert.equal(card.confidence, 0);
  assert.deepEqual([card.then[0].start, card.then[0].end], [null, "2023-01"]);
});

test("a source named like a part of every object is only a source", () => {
  const { sources } = readAnswer({ cards: [], mentions: [], sources: [{ id: "__proto__", name: "x" }, { id: "pack:starter", name: "Pack" }] });
  assert.equal(sources["pack:starter"].name, "Pack");
});

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
  assert.ok(answer.cards.filter(({ sections }) => sections.length > 0).length >= 4);
  assert.deepEqual(answer.readMore.map(({ url }) => url), raw.read_more.map(({ url }) => url));
  assert.deepEqual(answer.unknown.map(({ name }) => name), raw.unknown.map(({ name }) => name));
  assert.deepEqual(Object.keys(answer.sources), raw.sources.map(({ id }) => id));
  const quotes = new Map(raw.mentions.map((mention, order) => [mention.id, { ...mention.quote, order }]));
  raw.cards.forEach((card, index) => assert.deepEqual(answer.cards[index].quotes, card.mentions.map((id) => quotes.get(id))));
});

test("every card of the example names sources that the answer lists", () => {
  const { cards, sources } = readAnswer(wire());
  for (const { summary, sections } of cards) {
    for (const { source } of [summary, ...sections.flatMap(({ sentences }) => sentences)].filter(Boolean)) assert.ok(sources[source]);
  }
});

test("what is no answer is none", () => {
  for (const raw of [null, 1, "cards", [], {}, { cards: [] }, { cards: {}, mentions: [] }]) assert.equal(readAnswer(raw), null);
});

test("an answer may lack everything but its lists", () => {
  const { cards, readMore, gaps } = readAnswer({ cards: [{}, null, 7], mentions: [null, { quote: 3 }] });
  assert.equal(cards.length, 1);
  assert.deepEqual([readMore, gaps, cards[0].sections, cards[0].links.wikipedia], [[], [], [], null]);
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
  const card = withCard({ label: "x".repeat(1e6), sections: [{ name: "since", sentences: Array(1e5).fill({ text: "v" }) }] });
  assert.ok(card.label.length <= 301);
  assert.ok(card.sections[0].sentences.length <= 200);
  assert.equal(readAnswer({ cards: Array(5_000).fill({ id: "Q1" }), mentions: [] }).cards.length, 1_000);
});

test("numbers and dates out of their range count as not given", () => {
  const card = withCard({ confidence: "high", sections: [{ name: "since", sentences: [{ text: "v", start: "yesterday", end: "2023-01" }] }] });
  assert.equal(card.confidence, 0);
  const [{ start, end }] = card.sections[0].sentences;
  assert.deepEqual([start, end], [null, "2023-01"]);
});

test("a source named like a part of every object is only a source", () => {
  const { sources } = readAnswer({ cards: [], mentions: [], sources: [{ id: "__proto__", name: "x" }, { id: "pack:starter", name: "Pack" }] });
  assert.equal(sources["pack:starter"].name, "Pack");
});

test("names in a sentence stand where the service counted them, in characters, not in units", () => {
  const sentence = { text: "🦀 Odile met Cormorant Holdings.", spans: [{ start: 2, end: 7, entity: "Q1" }, { start: 12, end: 30, entity: "Q2" }] };
  const [{ sentences: [{ text, spans }] }] = withCard({ sections: [{ name: "since", sentences: [sentence] }] }).sections;
  assert.deepEqual(spans.map(({ start, end }) => text.slice(start, end)), ["Odile", "Cormorant Holdings"]);
});

test("names that overlap, run out of the sentence or go backwards are no names", () => {
  const spans = [[3, 5], [4, 8], [2, 1], [8, 90], [-1, 3], ["a", 9]].map(([start, end]) => ({ start, end, entity: "Q1" }));
  const [{ sentences: [sentence] }] = withCard({ sections: [{ name: "since", sentences: [{ text: "0123456789", spans }] }] }).sections;
  assert.deepEqual(sentence.spans, [{ start: 3, end: 5, entity: "Q1" }]);
});

test("a section without sentences is none, and one of a new name keeps its title", () => {
  const { sections } = withCard({ sections: [{ name: "since", sentences: [] }, { name: "kin", title: "Family", sentences: [{ text: "x" }] }] });
  assert.deepEqual(sections.map(({ name, title }) => [name, title]), [["kin", "Family"]]);
});

test("of a service that knows no sections, each statement is told in its own words", () => {
  const then = [{ property: "head of", value: "Cormorant", entity: "Q2", text: "head of Cormorant, since 2014" }];
  const [{ name, sentences: [{ text, spans }] }] = withCard({ then }).sections;
  assert.deepEqual([name, text, text.slice(spans[0].start, spans[0].end)], ["on_that_day", then[0].text, "Cormorant"]);
});

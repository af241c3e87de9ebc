import assert from "node:assert/strict";
import { test } from "node:test";

import { hearLine, nothingTold, wholeOf } from "../../extension/lines.js";

const told = (...lines) => {
  const so = nothingTold();
  for (const line of lines) hearLine(so, JSON.stringify(line));
  return wholeOf(so);
};

test("lines make up an answer as it would come whole", () => {
  const answer = told(
    { page: { title: "T" } }, { mentions: [{ id: "m1" }] }, { sources: [{ id: "s" }] }, { card: { id: "Q1" } },
    { read_more: [{ url: "https://a.example/" }] }, { end: { cards: ["Q1"], connections: [], unknown: [], gaps: [], about: { version: "1" } } },
  );
  assert.deepEqual(answer.page, { title: "T" });
  assert.deepEqual(answer.cards, [{ id: "Q1" }]);
  assert.deepEqual(answer.sources, [{ id: "s" }]);
  assert.deepEqual(answer.read_more, [{ url: "https://a.example/" }]);
  assert.equal(answer.about.version, "1");
});

test("what comes later takes the place of the earlier", () => {
  const answer = told({ card: { id: "Q1", label: "old" } }, { card: { id: "Q2" } }, { card: { id: "Q1", label: "new" } }, { mentions: [1] }, { mentions: [2] });
  assert.deepEqual(answer.cards, [{ id: "Q1", label: "new" }, { id: "Q2" }]);
  assert.deepEqual(answer.mentions, [2]);
});

test("the end says which cards stand, in order", () => {
  assert.deepEqual(told({ card: { id: "Q1" } }, { card: { id: "Q2" } }, { end: { cards: ["Q2", "Q9"] } }).cards, [{ id: "Q2" }]);
});

test("lines that hold something else change nothing", () => {
  const answer = told(null, 7, [], "x", { card: { id: 7 } }, { card: "x" }, { sources: [null, 3] }, { read_more: 4 }, { mentions: {} }, { end: 3 });
  assert.deepEqual(answer, { page: null, mentions: [], cards: [], sources: [], read_more: [] });
});

test("what is kept has a bound", () => {
  const so = nothingTold();
  for (let id = 0; id < 25_000; id += 1) hearLine(so, `{"card":{"id":"Q${id}"}}`);
  assert.equal(wholeOf(so).cards.length, 20_000);
});

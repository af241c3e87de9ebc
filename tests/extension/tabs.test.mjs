import assert from "node:assert/strict";
import { test } from "node:test";

import { badgeFor, isAmong, nextState, OFF, pagesOf, readHost, reasonToAsk } from "../../extension/tabs.js";

const after = (...events) => events.reduce(nextState, OFF);
const clicked = { type: "clicked" };
const asked = { type: "asked", run: 1 };
const sent = { type: "sent", run: 1 };
const answered = { type: "answered", run: 1, cards: 14 };
const failed = { type: "failed", run: 1 };

test("from click to cards", () => {
  assert.equal(after(clicked).phase, "opening");
  assert.equal(after(clicked, asked).phase, "asking");
  assert.equal(after(clicked, sent).phase, "waiting");
  assert.deepEqual(after(clicked, asked, sent, answered), { phase: "shown", run: 1, cards: 14, auto: false });
});

test("a failure may be tried again", () => {
  assert.equal(after(clicked, sent, failed).phase, "failed");
  assert.equal(after(clicked, sent, failed, sent, answered).phase, "shown");
});

test("an answer that comes after all was closed is dropped", () => {
  assert.equal(after(clicked, sent, { type: "closed" }, answered).phase, "off");
});

test("an answer to an earlier click is dropped", () => {
  const state = after(clicked, sent, { type: "closed" }, clicked, { type: "sent", run: 2 });
  assert.equal(nextState(state, answered), state);
});

test("each click is a run of its own", () => {
  assert.equal(after(clicked, { type: "closed" }, clicked).run, 2);
});

test("the button shows the number of cards, a wait or a failure", () => {
  assert.equal(badgeFor(OFF).text, "");
  assert.equal(badgeFor(after(clicked, sent)).text, "…");
  assert.equal(badgeFor(after(clicked, sent, answered)).text, "14");
  assert.equal(badgeFor({ phase: "shown", run: 1, cards: 12_345 }).text, "999+");
  assert.deepEqual(badgeFor(after(clicked, failed)), { text: "!", title: "action_failed", alarm: true });
});

test("a page that came by itself is known from one that was clicked on", () => {
  assert.equal(after({ type: "arrived" }).auto, true);
  assert.equal(after({ type: "arrived" }, { type: "closed" }, clicked).auto, false);
});

test("a corrected story is sent again", () => {
  assert.equal(after(clicked, sent, answered, sent).phase, "waiting");
});

test("the reader is asked once for each service, and each time where it is private", () => {
  const settings = { service: "http://127.0.0.1:8765", agreed: "http://127.0.0.1:8765", excluded: ["bank.example"] };
  const tab = { incognito: false };
  const page = { url: "https://news.example/x", password: false };
  assert.equal(reasonToAsk(settings, tab, page), null);
  assert.equal(reasonToAsk({ ...settings, agreed: "" }, tab, page), "first");
  assert.equal(reasonToAsk({ ...settings, agreed: "https://elsewhere.example" }, tab, page), "first");
  assert.equal(reasonToAsk(settings, tab, { ...page, password: true }), "password");
  assert.equal(reasonToAsk(settings, { incognito: true }, page), "private");
  for (const host of ["bank.example", "my.bank.example:8443"]) {
    assert.equal(reasonToAsk(settings, tab, { ...page, url: `https://${host}/account` }), "excluded");
  }
  assert.equal(reasonToAsk(settings, tab, { ...page, url: "https://notbank.example/" }), null);
});

test("sites are known by their host, as the reader may write it", () => {
  const written = [["bank.example", "bank.example"], [" https://My.Bank.example/x?y ", "my.bank.example"], ["*.bank.example", "bank.example"],
    ["bank.example:8443", "bank.example"], ["", null], ["two words", null], ["*", null]];
  for (const [text, host] of written) assert.equal(readHost(text), host, text);
  assert.ok(isAmong("a.b.example", ["b.example"]));
  assert.ok(!isAmong("ab.example", ["b.example"]));
  assert.deepEqual(pagesOf("b.example"), ["https://b.example/*", "http://b.example/*"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { useService, wishes } from "../../extension/settings.js";
import { begun, counted, NO_STORY } from "../../extension/stories.js";

const plain = { known: {}, live: false, previews: false };

test("a request says nothing beside the page but what the reader asked for", () => {
  assert.deepEqual(wishes(plain, [], "de"), {});
  assert.deepEqual(wishes({ known: { Q1: "One" }, live: true, previews: true }, [{ surface: "IRA", entity: null, more: 1 }], "de"), {
    known: ["Q1"],
    corrections: [{ surface: "IRA", entity: null }],
    options: { live: true, reader_language: "de", previews: true },
  });
});

test("a service put into use leaves the one before among the others, once", () => {
  const home = { service: "http://127.0.0.1:1", token: "a" };
  const team = { service: "https://team.example", token: "b" };
  const first = useService({ service: "http://127.0.0.1:8765", token: "", others: [] }, home);
  assert.deepEqual(first, { ...home, others: [] });
  const second = useService(first, team);
  assert.deepEqual(second, { ...team, others: [home] });
  assert.deepEqual(useService(second, home), { ...home, others: [team] });
  assert.deepEqual(useService(second, { ...team, token: "c" }), { ...team, token: "c", others: [home] });
});

test("what left the browser is kept by page, over corrections", () => {
  const traffic = { host: "127.0.0.1:1", sent: 10, received: 100 };
  const once = counted(begun(NO_STORY, "https://a.example/", "k1"), traffic);
  const twice = counted(begun({ ...once, answer: "told" }, "https://a.example/", "k2"), traffic);
  assert.deepEqual(twice.left, { requests: 2, sent: 20, received: 200, hosts: { "127.0.0.1:1": 2 } });
  assert.equal(twice.answer, "told");
  const next = begun(twice, "https://a.example/other", "k3");
  assert.deepEqual([next.left.requests, next.answer], [0, null]);
});

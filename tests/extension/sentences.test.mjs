import assert from "node:assert/strict";
import { after, test } from "node:test";

import { titleOf } from "../../extension/content/sentences.js";

const WORDS = { language: "de", card_since: "Seither", card_then: "Am 20. Januar 2023", card_now: "Heute" };
const before = globalThis.chrome;
globalThis.chrome = { i18n: { getMessage: (key) => WORDS[key] ?? "", getUILanguage: () => "de" } };
after(() => { globalThis.chrome = before; });

const heading = (name, published = "2023-01-20") => titleOf({ name, title: "The service's", sentences: [] }, { published, asOf: "2023-01-20" });

test("a section that the extension knows has its heading in the reader's language", () => {
  assert.equal(heading("since"), "Seither");
  assert.equal(heading("on_that_day"), "Am 20. Januar 2023");
  assert.equal(heading("on_that_day", null), "Heute");
});

test("any other section has the service's own heading", () => {
  assert.equal(heading("honours"), "The service's");
  assert.equal(heading("toString"), "The service's");
});

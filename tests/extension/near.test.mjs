import assert from "node:assert/strict";
import { test } from "node:test";

import { findNear } from "../../extension/content/near.js";

const found = (text, exact, prefix, suffix) => {
  const hit = findNear(text, { exact, prefix, suffix, order: 0 });
  return hit && text.slice(hit.start, hit.end);
};

test("a name whose spelling was mended is found by what stands before it", () => {
  assert.equal(found("Its owner, Yevgeni Prigozhin, paid", "Yevgeny Prigozhin", "pictures of a train. Its owner, ", ", sold"), null);
  assert.equal(found("of a train. Its owner, Yevgeni Prigozhin, paid", "Yevgeny Prigozhin", "pictures of a train. Its owner, ", ", sold"), "Yevgeni Prigozhin");
});

test("or by what stands after it", () => {
  assert.equal(found("Then Yevgeni Prigozhin also paid for it", "Yevgeny Prigozhin", "Now ", " also paid for the bridge"), "Yevgeni Prigozhin");
});

test("accents, case and the shapes of quotation marks are no differences", () => {
  assert.equal(found("said the man called “Putin’s Chéf” in the papers", "\"Putin's chef\"", "said the man called ", " in the papers"), "“Putin’s Chéf”");
});

test("another name is not a misspelt one", () => {
  for (const [was, is] of [["North Korea", "South Korea"], ["Iran", "Iraq"], ["Austria", "Australia"], ["Slovakia", "Slovenia"], ["Kim Jong-un", "Kim Jong-il"], ["Article 50 of it", "Article 51 of it"]]) {
    assert.equal(found(`told reporters in ${is} on Friday afternoon`, was, "told reporters in ", " on Friday afternoon"), null, `${was} ${is}`);
  }
});

test("what stands in two places is found in neither", () => {
  const once = "told reporters in Yevgeni Prigozhin's house. ";
  assert.equal(found(once + once, "Yevgeny Prigozhin", "told reporters in ", ""), null);
});

test("without words beside it nothing is found", () => {
  assert.equal(found("Yevgeni Prigozhin", "Yevgeny Prigozhin", "", ""), null);
  assert.equal(found("in Yevgeni Prigozhin", "Yevgeny Prigozhin", "in ", ""), null);
});

test("characters of two units do not move what is found", () => {
  assert.equal(found("🛰️🛰️ told reporters in Yevgeni Prigozhin 🛰️ was", "Yevgeny Prigozhin", "🛰️ told reporters in ", ""), "Yevgeni Prigozhin");
});

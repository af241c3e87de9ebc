import assert from "node:assert/strict";
import { test } from "node:test";

import { RESTED, restAfter, waitBefore } from "../../extension/backoff.js";

test("each wait is longer than the one before, and the service's own word counts", () => {
  assert.deepEqual([waitBefore(1, null, 0), waitBefore(2, null, 0), waitBefore(3, null, 0)], [500, 1000, null]);
  assert.equal(waitBefore(1, 5, 0), 5000);
  assert.equal(waitBefore(1, 60, 0), null);
  assert.equal(waitBefore(1, 4, 1), 5000);
});

test("a failing service is left alone longer and longer, up to half an hour", () => {
  let rest = RESTED;
  const rests = [];
  for (let failure = 0; failure < 9; failure += 1) {
    rest = restAfter(rest, false, 1000);
    rests.push((rest.until - 1000) / 60_000);
  }
  assert.deepEqual(rests, [0.5, 1, 2, 4, 8, 16, 30, 30, 30]);
  assert.equal(restAfter(rest, true, 1000), RESTED);
});

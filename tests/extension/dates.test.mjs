import assert from "node:assert/strict";
import { test } from "node:test";

import { sayDate } from "../../extension/content/dates.js";

test("a date is said as exactly as it is known", () => {
  assert.equal(sayDate("2023-01-20", "en-GB"), "20 January 2023");
  assert.equal(sayDate("2023-01-20T17:45:00+00:00", "en-GB"), "20 January 2023");
  assert.equal(sayDate("2023-01", "en-GB"), "January 2023");
  assert.equal(sayDate("2023", "en-GB"), "2023");
  assert.equal(sayDate("2023-00-00", "en-GB"), "2023");
  assert.equal(sayDate("1703-05-27", "de"), "27. Mai 1703");
  assert.equal(sayDate(null, "en-GB"), "");
});

test("years before the common era have their era", () => {
  assert.match(sayDate("-0043", "en-GB"), /44 BC/);
});

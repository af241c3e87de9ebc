import assert from "node:assert/strict";
import { test } from "node:test";

import { isAfter, sayDate, saySpan } from "../../extension/content/dates.js";

const say = (key, ...values) => `${key}(${values.join(", ")})`;

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

test("a span says what is known of it", () => {
  assert.equal(saySpan("2012-05-07", null, "en-GB", say), "span_from(7 May 2012)");
  assert.equal(saySpan(null, "2014", "en-GB", say), "span_until(2014)");
  assert.equal(saySpan("2013", "2013", "en-GB", say), "2013");
  assert.equal(saySpan("2012", "2014-05", "en-GB", say), "span_both(2012, May 2014)");
  assert.equal(saySpan("2023-06-23", "2023-06-24", "en-GB", say).replace(/\s/g, ""), "23–24June2023");
  assert.equal(saySpan(null, null, "en-GB", say), "");
});

test("after a day is what wholly lies after it", () => {
  assert.ok(isAfter("2023-08-23", "2023-01-20"));
  assert.ok(isAfter("2024", "2023-01-20"));
  assert.ok(!isAfter("2023", "2023-01-20"));
  assert.ok(!isAfter("2023-01-20", "2023-01-20"));
  assert.ok(!isAfter(null, "2023-01-20"));
});

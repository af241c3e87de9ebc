import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { place, watchHover } from "../../extension/content/popover.js";

const VIEW = { width: 1000, height: 800 };
const CARD = { width: 300, height: 400 };
const mark = (left, top) => ({ left, right: left + 80, top, bottom: top + 20 });

test("a card stands below its mark, beginning where it begins", () => {
  assert.deepEqual(place(mark(200, 100), CARD, VIEW), { left: 200, top: 126, room: 666, below: true, point: 40 });
});

test("from right to left it ends where its mark ends", () => {
  assert.equal(place(mark(500, 100), CARD, VIEW, true).left, 280);
});

test("its arrow points to the middle of the mark, and keeps from its corners", () => {
  assert.equal(place(mark(200, 100), CARD, VIEW).point, 40);
  assert.equal(place(mark(950, 100), CARD, VIEW).point, 280);
  assert.equal(place(mark(-70, 100), CARD, VIEW).point, 20);
  assert.equal(place(mark(200, 700), CARD, VIEW).below, false);
});

test("with more room above, it stands above", () => {
  assert.equal(place(mark(200, 700), CARD, VIEW).top, 700 - 6 - 400);
});

test("a card that fits nowhere goes where there is more room, and scrolls", () => {
  const { top, room } = place(mark(200, 300), { width: 300, height: 900 }, VIEW);
  assert.deepEqual([top, room], [326, 466]);
});

test("it keeps to the window at every edge", () => {
  for (const [left, top] of [[-60, 0], [990, 0], [-60, 790], [990, 790], [400, -500], [400, 2_000]]) {
    for (const rtl of [false, true]) {
      const { left: x, top: y, room } = place(mark(left, top), CARD, VIEW, rtl);
      assert.ok(x >= 8 && x + 300 <= 992 && y >= 8 && y + Math.min(400, room) <= 792, `${left} ${top}`);
    }
  }
});

test("a window smaller than the card shows its beginning", () => {
  assert.deepEqual(place(mark(10, 10), CARD, { width: 200, height: 120 }), { left: 8, top: 8, room: 160, below: true, point: 42 });
});

/** A reader's pointer: what it is over, and for how long. */
function pointer(steps) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const inside = {};
  const did = [];
  const over = watchHover({ inside, open: (name) => did.push(`open ${name}`), close: () => did.push("close") });
  for (const [target, ms] of steps) {
    over(target === "inside" ? inside : target);
    mock.timers.tick(ms);
  }
  mock.timers.reset();
  return did;
}

test("resting on a name opens its card, leaving closes it", () => {
  assert.deepEqual(pointer([["Kirby", 150], [null, 300]]), ["open Kirby", "close"]);
});

test("passing over a name opens nothing", () => {
  assert.deepEqual(pointer([["Kirby", 149], [null, 100], ["Putin", 100], [null, 299]]), []);
});

test("the pointer may cross to the card, and rest there", () => {
  assert.deepEqual(pointer([["Kirby", 150], [null, 299], ["inside", 5_000]]), ["open Kirby"]);
});

test("moving within a name does not begin anew", () => {
  assert.deepEqual(pointer([["Kirby", 100], ["Kirby", 50]]), ["open Kirby"]);
});

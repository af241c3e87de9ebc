import assert from "node:assert/strict";
import { test } from "node:test";

import { layOut } from "../../extension/panel/graph.js";

const tie = (of, to, { text = `<${of}> knows <${to}>`, held = null } = {}) => ({ of, ofLabel: `<${of}>`, to, label: `<${to}>`, held, sentence: { text } });
const cards = ["A", "B", "C", "D"].map((id) => ({ id }));

test("names stand in the story's order, and no two at one place", () => {
  const { nodes } = layOut([tie("C", "A"), tie("D", "B")], cards);
  assert.deepEqual(nodes.map(({ id }) => id), ["A", "B", "C", "D"]);
  assert.equal(new Set(nodes.map(({ y }) => y)).size, 4);
});

test("ties of one pair are one arc that says them all, broken only where none held", () => {
  const { arcs } = layOut([tie("A", "B", { held: false }), tie("B", "A", { held: true, text: "<B> pays <A>" })], cards);
  assert.equal(arcs.length, 1);
  assert.deepEqual(arcs[0].said, ["<A> knows <B>", "<B> pays <A>"]);
  assert.equal(arcs[0].over, false);
  assert.equal(layOut([tie("A", "B", { held: false })], cards).arcs[0].over, true);
});

test("arcs over more names reach further, within the room that there is", () => {
  const { arcs, arcsWidth } = layOut([tie("A", "B"), tie("A", "C"), tie("A", "D"), tie("B", "C"), tie("C", "D")], cards);
  const reach = (from, to) => arcs.find((arc) => arc.from === from && arc.to === to).reach;
  assert.ok(reach("A", "B") < reach("A", "C") && reach("A", "C") < reach("A", "D"));
  assert.ok(arcs.every((arc) => arc.reach < arcsWidth));
});

test("of very many names the first ones are drawn, and the others counted", () => {
  const many = Array.from({ length: 400 }, (_, index) => tie("A", `E${index}`));
  const { nodes, arcs, left, arcsWidth } = layOut(many, cards);
  assert.deepEqual([nodes.length, arcs.length, left], [14, 13, 387]);
  assert.ok(arcsWidth <= 140);
});

test("nothing tied, nothing drawn; a tie to itself is none", () => {
  assert.equal(layOut([], cards), null);
  assert.equal(layOut([tie("A", "A")], cards), null);
});

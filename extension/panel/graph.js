/**
 * The connections of a story as an arc diagram: the names one below the other in the story's order, an arc for each tied
 * pair. Names of any length fit, in any width and writing direction, and nothing depends on chance. Pure.
 */

/** More would be no glance any more; the list beside the graph has all. */
const MOST_NAMES = 14;

/** In sixteenths of the font size. */
const ROW = 32;
const STEP = 14; // from one arc's reach to the next longer one's
const ARCS = 110; // the room that arcs have at the most

/**
 * @typedef {{id: string, label: string, y: number}} Node
 * @typedef {{from: string, to: string, reach: number, over: boolean, said: string[]}} Arc `reach`: how far it bends away; `over`:
 *   none of its ties held on the day of the story
 * @typedef {{nodes: Node[], arcs: Arc[], arcsWidth: number, height: number, left: number}} Graph `left`: names that have no place
 */

/**
 * @param {import("../answer.js").Tie[]} ties @param {{id: string}[]} cards in the order that the names are to have
 * @returns {Graph|null} null where nothing is tied
 */
export function layOut(ties, cards) {
  const labels = new Map(ties.flatMap(({ of, ofLabel, to, label }) => [[of, ofLabel], [to, label]]));
  const order = new Map(cards.map(({ id }, index) => [id, index]));
  const rank = (id) => order.get(id) ?? order.size;
  const ids = [...labels.keys()].filter(Boolean).sort((one, other) => rank(one) - rank(other));
  const rows = new Map(ids.slice(0, MOST_NAMES).map((id, index) => [id, index]));
  const arcs = new Map();
  for (const tie of ties) {
    const ends = [tie.of, tie.to].sort((one, other) => rows.get(one) - rows.get(other));
    if (!ends.every((id) => rows.has(id)) || ends[0] === ends[1]) continue;
    const key = JSON.stringify(ends);
    const arc = arcs.get(key) ?? { from: ends[0], to: ends[1], reach: 0, over: true, said: [] };
    arcs.set(key, { ...arc, over: arc.over && tie.held === false, said: [...arc.said, tie.sentence.text] });
  }
  if (!arcs.size) return null;
  const spans = [...arcs.values()].map(({ from, to }) => rows.get(to) - rows.get(from));
  const step = Math.min(STEP, ARCS / Math.max(...spans));
  const bent = [...arcs.values()].map((arc, index) => ({ ...arc, reach: 12 + step * spans[index] }));
  return {
    nodes: [...rows].map(([id, row]) => ({ id, label: labels.get(id), y: ROW * (row + 0.5) })),
    arcs: bent,
    arcsWidth: Math.max(...bent.map(({ reach }) => reach)) + 8,
    height: ROW * rows.size,
    left: ids.length - rows.size,
  };
}

/** How the names of the story are tied: as a graph for a glance, as a list for everyone. */

import { say, uiDirection } from "../browser.js";
import { make } from "../content/dom.js";
import { wordsOf } from "../content/sentences.js";
import { layOut } from "./graph.js";

/** @typedef {import("../answer.js").Answer} Answer @typedef {import("../answer.js").Tie} Tie */

/** Of a name in the graph, letters at the most: the list has it whole. */
const LETTERS = 30;
const LETTER = 7.6; // width in sixteenths of the font size, on average
const GAP = 12;

/** The list begins with so many. */
const AT_ONCE = 30;

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} tag @param {Record<string, string|number>} properties @param {...(Node|string)} children */
function draw(tag, properties, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

const cut = (text) => ([...text].length > LETTERS ? `${[...text].slice(0, LETTERS - 1).join("")}…` : text);

/** @param {import("./graph.js").Graph} graph */
function drawGraph({ nodes, arcs, arcsWidth, height }) {
  const rtl = uiDirection() === "rtl";
  const longest = Math.max(...nodes.map(({ label }) => [...cut(label)].length));
  const width = Math.ceil(arcsWidth + GAP + longest * LETTER + GAP);
  const across = (x) => (rtl ? width - x : x);
  const at = new Map(nodes.map(({ id, y }) => [id, y]));
  const paths = arcs.map(({ from, to, reach, over, said: words }) => {
    const [top, bottom] = [at.get(from), at.get(to)];
    const [start, bend] = [across(arcsWidth), across(arcsWidth - reach * 1.25)];
    const path = draw("path", { d: `M ${start} ${top} C ${bend} ${top}, ${bend} ${bottom}, ${start} ${bottom}`, class: over ? "over" : "" });
    return draw("g", { "data-ends": JSON.stringify([from, to]) }, draw("title", {}, words.join("\n")), path);
  });
  const dots = nodes.map(({ y }) => draw("circle", { cx: across(arcsWidth), cy: y, r: 4 }));
  const names = nodes.map(({ label, y }) =>
    draw("text", { x: across(arcsWidth + GAP), y: y + 5, "text-anchor": "start", direction: rtl ? "rtl" : "ltr" }, cut(label)));
  const title = say("panel_graph", nodes.length, arcs.length);
  const size = `width: ${width / 16}rem; height: ${height / 16}rem`;
  return draw("svg", { viewBox: `0 0 ${width} ${height}`, style: size, role: "img", "aria-label": title }, ...paths, ...dots, ...names);
}

/** What the graph does not say by itself. @param {import("./graph.js").Graph} graph */
const drawNote = ({ arcs, left }) =>
  make("figcaption", { class: "quiet" },
    arcs.some(({ over }) => over) && say("panel_graph_note"), " ", left > 0 && say("panel_graph_left", left));

/** Show which arcs belong to a tie of the list. @param {Element} svg @param {Tie|null} tie */
function choose(svg, tie) {
  for (const group of svg.querySelectorAll("g")) {
    const ends = JSON.parse(group.dataset.ends);
    group.classList.toggle("chosen", tie !== null && ends.includes(tie.of) && ends.includes(tie.to));
  }
}

/** The names in it lead to their entries. @param {Tie} tie @param {(id: string) => void} open */
function tieLine({ sentence }, open) {
  const name = (id, label) => make("button", { onclick: () => open(id), dir: "auto" }, label);
  return make("li", { dir: "auto" }, ...wordsOf(sentence, name));
}

/**
 * @param {Answer} answer @param {(id: string) => void} open opens an entity's entry
 * @returns {HTMLElement|null} null where nothing is tied
 */
export function drawTies({ connections, cards }, open) {
  if (!connections.length) return null;
  const graph = layOut(connections, cards);
  const svg = graph && drawGraph(graph);
  const point = (tie) => svg && choose(svg, tie);
  const row = (tie) => {
    const item = tieLine(tie, open);
    for (const type of ["pointerenter", "focusin"]) item.addEventListener(type, () => point(tie));
    for (const type of ["pointerleave", "focusout"]) item.addEventListener(type, () => point(null));
    return item;
  };
  const list = make("ul", { class: "ties" }, ...connections.slice(0, AT_ONCE).map(row));
  const rest = connections.slice(AT_ONCE);
  const more = rest.length > 0 && make("button", { onclick: () => { list.append(...rest.map(row)); more.remove(); } }, say("panel_all", connections.length));
  const figure = svg && make("figure", { class: "graph", tabindex: "0", role: "group", "aria-label": say("panel_ties") }, svg,
    drawNote(graph));
  return make("section", { "aria-labelledby": "ties-title" }, make("h2", { id: "ties-title" }, say("panel_ties")), figure, list, more);
}

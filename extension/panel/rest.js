/** What else the story has: links to read on, names that nobody knows, what is missing, and what left the browser. */

import { say, uiLanguage } from "../browser.js";
import { sayDate } from "../content/dates.js";
import { line, link, make, said } from "../content/dom.js";

/** @typedef {import("../answer.js").Answer} Answer */

const section = (id, title, ...children) =>
  make("section", { "aria-labelledby": `${id}-title` }, make("h2", { id: `${id}-title` }, title), ...children);

/** Words of one line with points between them, each in its own direction. @param {...string} words @returns {(Node|string)[]} */
export const apart = (...words) =>
  words.filter(Boolean).flatMap((word, index) => [...(index ? [" · "] : []), make("bdi", {}, word)]);

/** @param {import("../answer.js").ReadMore} entry */
function drawLink({ url, text, status, why, preview, adds }) {
  const about = preview ? apart(preview.site, sayDate(preview.published, uiLanguage())) : [];
  return make("li", {},
    make("h3", {}, link(url, preview?.title || text || url || "", { dir: "auto" })),
    about.length > 0 && make("p", { class: "quiet" }, ...about),
    preview?.description && said("p", preview.description),
    adds && drawAdds(adds),
    !preview && status !== "ready" && said("p", why || say("panel_not_looked"), { class: "quiet" }));
}

/** @param {import("../answer.js").Adds} adds */
function drawAdds({ said: words, new: added, quotes }) {
  return make("div", {},
    words && said("p", words),
    added.length > 0 && line("p", say("panel_adds"), ...added.flatMap(({ label }, index) => [index > 0 && "·", said("b", label)])),
    ...quotes.map(({ text }) => make("blockquote", { dir: "auto" }, text)));
}

/** @param {Answer} answer */
export const drawReadMore = ({ readMore }) =>
  readMore.length > 0 && section("read", say("list_read_more"), make("ul", { class: "links" }, ...readMore.map(drawLink)));

/** @param {Answer} answer */
export const drawUnknown = ({ unknown }) =>
  unknown.length > 0 && section("unknown", say("list_unknown"), make("ul", { class: "plain" },
    ...unknown.map(({ name, said: words }) => line("li", said("b", name), words && said("span", words)))));

/** @param {Answer} answer @param {number} lost */
export function drawGaps({ gaps, cards }, lost) {
  const rows = gaps.map(({ what, why }) => line("li", said("b", what), said("span", why)));
  if (lost > 0) rows.push(make("li", {}, say("list_lost", lost, cards.length)));
  return rows.length > 0 && section("gaps", say("list_gaps"), make("ul", { class: "plain" }, ...rows));
}

/** @param {number} bytes */
function sayBytes(bytes) {
  const [unit, size] = bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  return new Intl.NumberFormat(uiLanguage(), { style: "unit", unit, maximumFractionDigits: 1 }).format(bytes / size);
}

/** @param {import("../stories.js").Left} left */
export function drawLeft({ requests, sent, received, hosts }) {
  const row = (term, words) => [make("dt", {}, term), make("dd", {}, words)];
  const count = (number) => new Intl.NumberFormat(uiLanguage()).format(number);
  const places = Object.entries(hosts).map(([host, number]) => make("bdi", { dir: "ltr" }, `${host} (${count(number)})`));
  const joined = make("span", {}, ...places.flatMap((place, index) => (index ? [" ", place] : [place])));
  return section("left", say("panel_left"), requests > 0
    ? make("dl", {}, ...row(say("panel_requests"), count(requests)), ...row(say("panel_sent"), sayBytes(sent)),
        ...row(say("panel_received"), sayBytes(received)), ...row(say("panel_hosts"), joined))
    : make("p", {}, say("panel_nothing_left")));
}

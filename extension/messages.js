/**
 * What the page's side, the background and the side panel say to each other: names and shapes.
 *
 * @typedef {"first"|"private"|"password"|"excluded"} AskReason why the reader is asked before the page is sent
 * @typedef {{run: number, service: string, ask: AskReason|null, auto: boolean, all: boolean,
 *   known: string[]}} Opening `auto`: this site is explained
 *   without a click; `all`: mark every mention; `known`: ids that need no card. Null instead: stay away, and say nothing
 * @typedef {{run: number, html: string, url: string, password: boolean, agreed: string|null,
 *   corrections?: {surface: string, entity: string|null}[]}} Sending `agreed`: the service that the reader has just agreed to
 * @typedef {{kind: string, detail: string|null, service: string}} Problem what went wrong; kinds are in service.js
 * @typedef {{answer: import("./answer.js").Answer, done?: boolean} | {problem: Problem}} Sent `done`: nothing more follows
 * @typedef {{run: number, event: "answered"|"failed", cards: number}} Report
 */

/** Page: "I am here; may I send?" with `password`. Answered by an Opening. */
export const OPEN = "open";

/** Page, in a conversation: a Sending, answered by a Sent, again and again until it is done. */
export const SEND = "send";

/** Page: a Report of what became of it. A page that was left reports nothing, so that no later page shows its number. */
export const REPORT = "report";

/** Page: the reader closed everything. */
export const CLOSED = "closed";

/** Page: show the options page. */
export const OPTIONS = "options";

/** Page: show the side panel; answered by whether the browser did. */
export const PANEL = "panel";

/** Page of a site that the reader wants explained without a click: it has loaded. */
export const ARRIVED = "arrived";

/** Page: the reader wants to see the picture at `url`. Answered by `{type, data}`, `data` in base64; null where it cannot be had. */
export const PICTURE = "picture";

/** Page: a frame shows another document now, which has no style of ours. */
export const STYLE = "style";

/** Page: where the names stand, `{run, places: {[entity id]: marks}, lost}`; after each look that found it otherwise. */
export const PLACES = "places";

/** Page: the reader knows the entity `id`, called `label`, or (`known` false) wants it explained again. */
export const KNOW = "know";

/** Background: take everything away; answered by `true` where there was something. */
export const CLOSE = "close";

/** Background: go to the mention of the entity `id` that is the next (`by` 1), the previous (-1) or the one shown last (0),
 * and open its card; `id` null: any entity's. Answered by `{at, of}`, null where it has no mark. */
export const SHOW = "show";

/** Background: mark every mention, or only the first of each (`all` false). */
export const MARK = "mark";

/** Panel: are you still showing something? */
export const HERE = "here";

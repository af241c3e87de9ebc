/**
 * What the page's side and the background say to each other: names and shapes.
 *
 * @typedef {"first"|"private"|"password"} AskReason why the reader is asked before the page is sent
 * @typedef {{run: number, service: string, ask: AskReason|null}} Opening
 * @typedef {{run: number, html: string, url: string, password: boolean, agreed: string|null}} Sending `agreed`: the service
 *   that the reader has just agreed to
 * @typedef {{kind: string, detail: string|null, service: string}} Problem what went wrong; kinds are in service.js
 * @typedef {{answer: import("./answer.js").Answer} | {problem: Problem}} Sent
 * @typedef {{run: number, event: "answered"|"failed", cards: number}} Report
 */

/** Page: "I am here; may I send?" with `password`. Answered by an Opening. */
export const OPEN = "open";

/** Page: a Sending, answered by a Sent. */
export const SEND = "send";

/** Page: a Report of what became of it. A page that was left reports nothing, so that no later page shows its number. */
export const REPORT = "report";

/** Page: the reader closed everything. */
export const CLOSED = "closed";

/** Page: show the options page. */
export const OPTIONS = "options";

/** Background: take everything away; answered by `true` where there was something. */
export const CLOSE = "close";

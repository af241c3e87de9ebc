/**
 * What the page's side, the background and the side panel say to each other: names and shapes.
 *
 * @typedef {"first"|"private"|"password"|"excluded"} AskReason why the reader is asked before the page is sent
 * @typedef {{run: number, ask: AskReason|null, auto: boolean, unasked: boolean, who: boolean, level: Level, known: string[]}} Opening `ask`: wait
 *   until the reader has agreed; `auto`: this site is explained without a click; `unasked`: it was now; `who`: what is selected is asked for; `known`: ids that need no
 *   card. Null instead: stay away, and say nothing
 * @typedef {0|1|2} Level how much is marked: what needs explaining; every name once; every mention of every name
 * @typedef {{ask: AskReason, service: string, url: string}} Question
 * @typedef {{run: number, html: string, url: string, password: boolean,
 *   corrections?: {surface: string, entity: string|null}[]}} Sending
 * @typedef {{kind: string, detail: string|null, service: string}} Problem what went wrong; kinds are in service.js
 * @typedef {{answer: import("./answer.js").Answer, done?: boolean} | {problem: Problem}} Sent `done`: nothing more follows
 * @typedef {{run: number, event: "answered"|"failed", cards: number}} Report
 */

/** Page: "I am here; may I send?" with `url` and `password`. Answered by an Opening. */
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

/** Page: what else may `name` mean? Answered by a list of `{id, label, description, kind}`; empty where the service does not tell. */
export const SENSES = "senses";

/** Page: who or what is `name`, in `context`? With `live`, also of live sources; answered by an Answer, or a Problem. */
export const ASK = "ask";

/** Background: who or what is what is selected on the page? */
export const WHO = "who";

/** Page: the reader wants so much marked, a `level`, from now on. */
export const LEVEL = "level";

/** Background: the reader has agreed; send the page. */
export const GO = "go";

/** The window that asks for consent: what is it about? Answered by a Question, null where that is over. */
export const CONSENT = "consent";

/** The window that asks for consent: the reader says `yes`, or no. */
export const CONSENTED = "consented";

/** Panel: are you still showing something? */
export const HERE = "here";

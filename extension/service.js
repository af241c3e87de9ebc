/**
 * The only caller of the Backstory service. Gives answers, or throws a ServiceProblem whose kind is one of:
 *
 *   absent         nothing answers at the address       permission   the browser does not let us ask there
 *   token          the pairing token is not the right one (401)
 *   refused        the service does not take this extension's origin or host name (403, 421)
 *   not_article    the page has no running text (422)   too_large    the page is more than the service takes (413)
 *   slow           no answer in time, or too busy (429, 503, 504)
 *   cut            the answer broke off              old          the service is older than this extension needs
 *   blocked        the browser keeps extensions from addresses of this computer
 *   odd            something answers, but not a Backstory service that we understand
 *   failed         the service says what is wrong in its own words
 *   broke          the same, of an error of its own (500 and above)
 */

import { readAnswer, readSenses, text } from "./answer.js";
import { waitBefore } from "./backoff.js";
import { hearLine, nothingTold, wholeOf } from "./lines.js";

export const DEFAULT_SERVICE = "http://127.0.0.1:8765";

/** The oldest service whose answers we understand. */
const OLDEST = [0, 1, 0];

/** The service itself gives up after 10 s; a little more, so that we hear it say so. */
const ENRICH_MS = 15_000;
const PREVIEWS_MS = 45_000; // linked stories are fetched meanwhile
const VERSION_MS = 5_000;

/** What comes is drawn at most this often. */
const STEP_MS = 120;

/** Longer answers are no answers: 40 cards are some 200 kB. */
const MAX_BYTES = 30_000_000;

const LINES = "application/x-ndjson";

// The loopback names that the manifest has permissions for.
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** @typedef {{service: string, token: string}} Service */
/** @typedef {{host: string, sent: number, received: number}} Traffic of one request, in bytes of its bodies */
/**
 * @typedef {{signal?: AbortSignal, count?: (traffic: Traffic) => void, hear?: (answer: import("./answer.js").Answer) => void}} Following
 *   `hear`: told the answer so far, as it grows
 */

export class ServiceProblem extends Error {
  /** @param {string} kind @param {string|null} [detail] the service's own words @param {number|null} [retryAfterS] */
  constructor(kind, detail = null, retryAfterS = null) {
    super(kind);
    this.kind = kind;
    /** Of the answer, where there was one. @type {number|null} */
    this.status = null;
    this.detail = detail;
    this.retryAfterS = retryAfterS;
  }

  /** Whether the service itself fails, rather than that it says no, or that there is no story. */
  isFailure() {
    return ["absent", "blocked", "slow", "cut", "odd", "broke"].includes(this.kind);
  }
}

/**
 * A service address as we store it: no trailing slash, no credentials. Null where it is none that we would send a page
 * to: http leaves the machine unencrypted, so it is for loopback only. Pure.
 * @param {string} text @returns {string|null}
 */
export function readAddress(text) {
  let url;
  try {
    url = new URL(text.includes("://") ? text.trim() : `http://${text.trim()}`);
  } catch {
    return null;
  }
  if (url.username || url.password || url.search || url.hash) return null;
  if (url.protocol !== "https:" && !(url.protocol === "http:" && LOOPBACK.test(url.hostname))) return null;
  return url.origin + url.pathname.replace(/\/+$/, "");
}

/** The match pattern of the permission that an address needs. Pure. @param {string} address @returns {string} */
export function permissionFor(address) {
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}/*`; // match patterns know no ports
}

/** @param {string} address @returns {boolean} */
export const isLoopback = (address) => LOOPBACK.test(new URL(address).hostname);

/** What the status of an answer means to the reader. Pure. @param {number} status @param {any} problem @param {number|null} [retryAfterS] @returns {ServiceProblem} */
export function problemOf(status, problem, retryAfterS = null) {
  const detail = text(problem?.detail, 500) || null;
  const type = typeof problem?.type === "string" ? problem.type : "";
  if (status === 401) return new ServiceProblem("token", detail);
  if (status === 403 || status === 421) return new ServiceProblem("refused", detail);
  if (status === 413) return new ServiceProblem("too_large", detail);
  if (status === 422 && type.endsWith("/not-an-article")) return new ServiceProblem("not_article", detail);
  if ([429, 503, 504].includes(status)) return new ServiceProblem("slow", detail, retryAfterS);
  if (!detail) return new ServiceProblem("odd");
  return status >= 500 ? new ServiceProblem("broke", detail) : new ServiceProblem("failed", detail);
}

/** @param {Response} response @param {(bytes: number) => void} count @returns {AsyncGenerator<string>} its text, piece by piece */
async function* piecesOf(response, count) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    count(value.length);
    bytes += value.length;
    if (bytes > MAX_BYTES) {
      await reader.cancel();
      throw new ServiceProblem("odd");
    }
    yield decoder.decode(value, { stream: true });
  }
  yield decoder.decode();
}

/**
 * Send one request, and let `read` make something of a good answer. Throws what the signal was aborted with, when it was.
 * @template T
 * @param {Service} service @param {string} path @param {RequestInit & {accept?: string, limitMs: number}} request
 * @param {(response: Response, pieces: AsyncGenerator<string>) => Promise<T>} read @param {Following} [following] @returns {Promise<T>}
 */
async function ask({ service, token }, path, { accept = "application/json", limitMs, ...request }, read, { signal, count = () => {} } = {}) {
  const headers = /** @type {Record<string, string>} */ ({ ...request.headers, Accept: accept });
  if (token) headers.Authorization = `Bearer ${token}`;
  const sent = typeof request.body === "string" ? new TextEncoder().encode(request.body).length : 0;
  let received = 0;
  const ending = AbortSignal.any([AbortSignal.timeout(limitMs), ...(signal ? [signal] : [])]);
  try {
    // A redirect could take the page elsewhere than where the reader was told it goes.
    const response = await fetch(service + path, { ...request, headers, signal: ending, credentials: "omit", redirect: "error", cache: "no-store" });
    const pieces = piecesOf(response, (bytes) => { received += bytes; });
    if (!response.ok) throw Object.assign(problemOf(response.status, await jsonOf(pieces), retryAfter(response)), { status: response.status });
    return await read(response, pieces);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof ServiceProblem) throw error;
    if (error.name === "TimeoutError") throw new ServiceProblem("slow");
    throw new ServiceProblem(received ? "cut" : "absent");
  } finally {
    count({ host: new URL(service).host, sent, received });
  }
}

/** @param {AsyncIterable<string>} pieces @returns {Promise<any>} null where it is no JSON: something else than Backstory answers */
async function jsonOf(pieces) {
  let whole = "";
  for await (const piece of pieces) whole += piece;
  try {
    return JSON.parse(whole);
  } catch {
    return null;
  }
}

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * Have the service prove that it holds our pairing token, before it is told the token or a page: another program of this
 * computer may listen at its address. Nothing to be proved where there is no token.
 * @param {Service} service @throws {ServiceProblem} `token`: it does not hold ours
 */
export async function askProof({ service, token }) {
  if (!token) return;
  const challenge = hex(crypto.getRandomValues(new Uint8Array(32)));
  const request = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ challenge }), limitMs: VERSION_MS };
  const json = await ask({ service, token: "" }, "/proof", request, (_, pieces) => jsonOf(pieces)).catch((problem) => {
    throw problem.status === 404 ? new ServiceProblem("old") : problem;
  });
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(token), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const expected = hex(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`backstory-proof:${challenge}`)));
  if (typeof json?.proof !== "string") throw new ServiceProblem("odd");
  if (json.proof !== expected) throw new ServiceProblem("token");
}

/** @param {Response} response @returns {number|null} seconds */
function retryAfter({ headers }) {
  const seconds = Number(headers.get("Retry-After") ?? NaN);
  return seconds >= 0 ? seconds : null;
}

/** @param {AsyncIterable<string>} pieces @returns {AsyncGenerator<string>} */
async function* linesOf(pieces) {
  let begun = [];
  for await (const piece of pieces) {
    const end = piece.lastIndexOf("\n");
    if (end >= 0) yield* [...begun, piece.slice(0, end)].join("").split("\n").filter(Boolean);
    begun = end >= 0 ? [piece.slice(end + 1)] : [...begun, piece];
  }
  const last = begun.join("");
  if (last) yield last;
}

/** @param {AsyncIterable<string>} pieces @param {(answer: import("./answer.js").Answer) => void} hear @returns {Promise<any>} */
async function followLines(pieces, hear) {
  const told = nothingTold();
  let timer = null;
  const step = () => {
    timer = setTimeout(step, STEP_MS);
    if (told.news) hear(readAnswer(wholeOf(told)));
    told.news = false;
  };
  try {
    for await (const line of linesOf(pieces)) {
      try {
        hearLine(told, line);
      } catch {
        throw new ServiceProblem("odd");
      }
      if (told.end || told.problem) break;
      if (told.news) timer ??= setTimeout(step); // what comes in one piece is drawn in one go
    }
  } finally {
    clearTimeout(timer);
  }
  if (told.problem) throw problemOf(Number(told.problem.status), told.problem);
  if (!told.end) throw new ServiceProblem("cut");
  return wholeOf(told);
}

/**
 * The cards of a page. A busy service is asked again after a while.
 * @param {Service} service @param {{html?: string, text?: string, url?: string, options?: Record<string, any>}} page and other fields of a request
 * @param {Following} [following] @returns {Promise<import("./answer.js").Answer>}
 */
export async function enrich(service, page, following = {}) {
  const { hear = () => {}, signal } = following;
  const request = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(page),
    accept: `${LINES}, application/json;q=0.9`, // a service that does not know of lines answers as a whole
    limitMs: page.options?.previews ? PREVIEWS_MS : ENRICH_MS,
  };
  const read = (response, pieces) =>
    response.headers.get("Content-Type")?.startsWith(LINES) ? followLines(pieces, hear) : jsonOf(pieces);
  for (let tried = 1; ; tried += 1) {
    try {
      const answer = readAnswer(await ask(service, "/enrich", request, read, following));
      if (!answer) throw new ServiceProblem("odd");
      return answer;
    } catch (error) {
      const waitMs = error.kind === "slow" && error.retryAfterS !== null ? waitBefore(tried, error.retryAfterS, Math.random()) : null;
      if (waitMs === null) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      signal?.throwIfAborted();
    }
  }
}

/**
 * Who answers at the address, and whether it takes our token.
 * @param {Service} service @returns {Promise<{version: string, packs: string[], paired: boolean, old: boolean}>}
 */
export async function askVersion(service) {
  const json = await ask(service, "/version", { method: "GET", limitMs: VERSION_MS }, (_, pieces) => jsonOf(pieces));
  if (json?.name !== "backstory") throw new ServiceProblem("odd");
  const { version, packs, paired } = json;
  const names = Array.isArray(packs) ? packs.slice(0, 50).map((pack) => text(pack?.name ?? pack, 100)) : [];
  return { version: text(version, 40), packs: names, paired: paired === true, old: isOld(String(version)) };
}

/**
 * All that a name may mean, most common first; none where the service cannot say.
 * @param {Service} service @param {string} name @returns {Promise<import("./answer.js").Named[]>}
 */
export async function askSenses(service, name) {
  const request = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ name }), limitMs: VERSION_MS };
  try {
    return readSenses(await ask(service, "/senses", request, (_, pieces) => jsonOf(pieces)));
  } catch {
    return []; // an older service, or none: there is still what the answer told
  }
}

/** @param {string} version @returns {boolean} */
function isOld(version) {
  const numbers = /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number) ?? [0, 0, 0];
  const differs = numbers.findIndex((number, index) => number !== OLDEST[index]);
  return differs >= 0 && numbers[differs] < OLDEST[differs];
}

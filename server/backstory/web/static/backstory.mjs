/**
 * A client of the Backstory service, for browsers, Node 20 or newer, Deno and Bun: this one file, nothing else needed.
 * A running service gives it at /static/backstory.mjs.
 *
 *   import { Backstory } from "./backstory.mjs";
 *   const backstory = new Backstory("http://127.0.0.1:8765", { token });
 *   const { cards } = await backstory.enrich({ text: "Prigozhin sent Wagner to Bakhmut.", published: "2023-01-20" });
 *
 * Requests and answers have the fields that /docs of the service names. Offsets count UTF-16 code units, as strings here
 * do, unless the request says otherwise.
 *
 * @typedef {Record<string, any>} Request `html`, `text` or `url`, and what else /enrich takes
 * @typedef {Record<string, any>} Answer
 * @typedef {{surface: string, start: number, end: number, entity: string|null, confidence: number}} Mention
 * @typedef {{signal?: AbortSignal}} Following
 * @typedef {{stop?: AbortSignal, late: AbortSignal}} Ending who may end a request: the caller, the clock
 */

const JSON_TYPE = "application/json";
const LINES_TYPE = "application/x-ndjson";
const LONGEST_WAIT_S = 30;
const BUSY = [429, 503];

/** What the service answered instead, or that it did not answer. Source: RFC 9457. */
export class ServiceProblem extends Error {
  name = "ServiceProblem";

  /** @param {Record<string, any>} body problem JSON @param {{retryAfterS?: number|null, cause?: unknown}} [more] */
  constructor(body, { retryAfterS = null, cause } = {}) {
    super([body.title ?? "The service failed", body.detail].filter(Boolean).join(". "), { cause });
    /** The end of its type: "out-of-time", "unusable-input", and the others of /docs; or
     * "unreachable", "timeout", "cut", "no-backstory". */
    this.kind = String(body.type ?? "about:blank").split("/").at(-1);
    this.status = Number(body.status ?? 0);
    this.title = body.title ?? "";
    this.detail = body.detail ?? "";
    /** Of a request that does not fit: each field and what is wrong with it. @type {any[]} */
    this.errors = body.errors ?? [];
    /** Seconds after which the service may be asked again; null where it names none. */
    this.retryAfterS = retryAfterS;
  }
}

const unreachable = (cause) => new ServiceProblem({ type: "unreachable", title: "The service does not answer" }, { cause });
const tooSlow = (cause) => new ServiceProblem({ type: "timeout", title: "There was no answer in time" }, { cause });
const cutOff = (cause) => new ServiceProblem({ type: "cut", title: "The answer broke off" }, { cause });
const foreign = (status, cause) =>
  new ServiceProblem({ type: "no-backstory", title: `The answer, of status ${status}, is none of a Backstory service`, status }, { cause });

/** What a failed fetch or a broken answer means to the caller, who may have stopped it. @param {Ending} ending @param {unknown} error @param {(cause: unknown) => ServiceProblem} otherwise */
const failureOf = ({ stop, late }, error, otherwise) => (stop?.aborted ? stop.reason : late.aborted ? tooSlow(error) : otherwise(error));

/** @param {string} text @param {number} status @returns {any} @throws {ServiceProblem} where it is no JSON */
function parsed(text, status) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw foreign(status, error);
  }
}

/** @param {Response} answer @returns {Promise<ServiceProblem>} */
async function problemOf(answer) {
  const after = answer.headers.get("Retry-After");
  const retryAfterS = after !== null && /^\d+$/.test(after) ? Number(after) : null;
  try {
    return new ServiceProblem({ status: answer.status, ...JSON.parse(await answer.text()) }, { retryAfterS });
  } catch (error) {
    return foreign(answer.status, error);
  }
}

/** @param {Request} request @returns {Request} with offsets as strings here count, where it does not say */
const counted = (request) => ({ ...request, options: { offsets: "utf16", ...request.options } });

/** @param {number} seconds @param {AbortSignal} [signal] @returns {Promise<void>} */
function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, seconds * 1000);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** @param {Response} answer @param {Ending} ending @returns {AsyncGenerator<any>} a value a line, as they come */
async function* linesOf(answer, ending) {
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let begun = "";
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error) => {
        throw failureOf(ending, error, cutOff);
      });
      const lines = (begun + (done ? decoder.decode() : decoder.decode(value, { stream: true }))).split("\n");
      begun = lines.pop();
      for (const line of lines) if (line) yield parsed(line, answer.status);
      if (done) break;
    }
    if (begun) yield parsed(begun, answer.status);
  } finally {
    reader.cancel().catch(() => {}); // who stops listening wants no more of it
  }
}

/** @template T @param {Iterable<T>|AsyncIterable<T>} items @param {number} size @returns {AsyncGenerator<T[]>} */
async function* partsOf(items, size) {
  let part = [];
  for await (const item of items) {
    part.push(item);
    if (part.length === size) {
      yield part;
      part = [];
    }
  }
  if (part.length) yield part;
}

/** A service at an address. Every method throws a ServiceProblem, or what its `signal` was aborted with. */
export class Backstory {
  #address;
  #token;
  #tries;
  #timeoutS;

  /**
   * @param {string} [address] the page's own service where it is "" @param {{token?: string|null, tries?: number, timeoutS?: number}} [options]
   *   `token`: needed where the service answers others than its own machine; `tries`: how often a busy service is asked;
   *   `timeoutS`: seconds that one try may take
   */
  constructor(address = "http://127.0.0.1:8765", { token = null, tries = 3, timeoutS = 60 } = {}) {
    this.#address = address.replace(/\/+$/, "");
    this.#token = token;
    this.#tries = Math.max(1, tries);
    this.#timeoutS = timeoutS;
  }

  /** What the service tells of a page or text. @param {Request} request @param {Following} [following] @returns {Promise<Answer>} */
  async enrich(request, following) {
    return parsed(await this.#text("/enrich", counted(request), JSON_TYPE, following), 200);
  }

  /** The same in another of its formats, such as "text/html". @param {Request} request @param {string} mediaType @param {Following} [following] @returns {Promise<string>} */
  async render(request, mediaType, following) {
    return this.#text("/enrich", counted(request), mediaType, following);
  }

  /**
   * The same part by part, each as soon as it is ready: objects with one key, `page`, `mentions`, `sources`, `card`,
   * `read_more`, at last `end`. A later one takes the place of the earlier; `end.cards` says which cards stand, in order.
   * @param {Request} request @param {Following} [following] @returns {AsyncGenerator<Record<string, any>>}
   */
  async *enrichStream(request, following) {
    const { answer, ending } = await this.#post("/enrich", JSON.stringify(counted(request)), { type: JSON_TYPE, accept: LINES_TYPE }, following);
    for await (const line of linesOf(answer, ending)) {
      if (line.problem) throw new ServiceProblem(line.problem);
      yield line;
      if (line.end) return;
    }
    throw cutOff();
  }

  /**
   * What it tells of many, in order, each as soon as it is there; of one that it cannot tell, the problem.
   * @param {Iterable<Request>|AsyncIterable<Request>} requests @param {Following & {atOnce?: number}} [following] `atOnce`:
   *   how many go together @returns {AsyncGenerator<Answer|ServiceProblem>}
   */
  async *enrichBatch(requests, { atOnce = 20, ...following } = {}) {
    for await (const part of partsOf(requests, atOnce)) {
      const body = part.map((request) => `${JSON.stringify(counted(request))}\n`).join("");
      const { answer, ending } = await this.#post("/enrich/batch", body, { type: LINES_TYPE, accept: LINES_TYPE }, following);
      let told = 0;
      for await (const line of linesOf(answer, ending)) {
        told += 1;
        yield line.page ? line : new ServiceProblem(line);
      }
      if (told < part.length) throw cutOff();
    }
  }

  /** A text's names with the entities that they mean (null: none on record), in order. @param {string} text @param {Following} [following] @returns {Promise<Mention[]>} */
  async link(text, following) {
    const { mentions } = await this.enrich({ text, options: { read_more: false } }, following);
    return mentions.map(({ surface, start, end, entity, confidence }) => ({ surface, start, end, entity, confidence }));
  }

  /** Name, version and packs of the service, and whether the token is right. @param {Following} [following] @returns {Promise<Record<string, any>>} */
  async version(following) {
    const { answer, ending } = await this.#asked("/version", { method: "GET", headers: { Accept: JSON_TYPE } }, following);
    return parsed(await whole(answer, ending), answer.status);
  }

  /** @param {string} path @param {Request} request @param {string} accept @param {Following} [following] @returns {Promise<string>} */
  async #text(path, request, accept, following) {
    const { answer, ending } = await this.#post(path, JSON.stringify(request), { type: JSON_TYPE, accept }, following);
    return whole(answer, ending);
  }

  #post(path, body, { type, accept }, following) {
    return this.#asked(path, { method: "POST", headers: { "Content-Type": type, Accept: accept }, body }, following);
  }

  /**
   * A good answer, its body still to be read. A busy service is asked again after the time that it names.
   * @param {string} path @param {{method: string, headers: Record<string, string>, body?: string}} request
   * @param {Following} [following] @returns {Promise<{answer: Response, ending: Ending}>}
   */
  async #asked(path, { headers, ...request }, { signal: stop } = {}) {
    const authorization = this.#token ? { Authorization: `Bearer ${this.#token}` } : {};
    for (let tried = 1; ; tried += 1) {
      const ending = { stop, late: AbortSignal.timeout(this.#timeoutS * 1000) };
      const signal = stop ? AbortSignal.any([stop, ending.late]) : ending.late;
      let answer;
      try {
        // A redirect could take page and token elsewhere than where they were sent.
        answer = await fetch(this.#address + path, { ...request, headers: { ...headers, ...authorization }, signal, credentials: "omit", redirect: "error" });
      } catch (error) {
        throw failureOf(ending, error, unreachable);
      }
      if (answer.ok) return { answer, ending };
      const problem = await problemOf(answer);
      if (tried >= this.#tries || problem.retryAfterS === null || !BUSY.includes(answer.status)) throw problem;
      await pause(Math.min(problem.retryAfterS, LONGEST_WAIT_S), stop);
    }
  }
}

/** @param {Response} answer @param {Ending} ending @returns {Promise<string>} */
async function whole(answer, ending) {
  try {
    return await answer.text();
  } catch (error) {
    throw failureOf(ending, error, cutOff);
  }
}

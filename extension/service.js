/**
 * The only caller of the Backstory service. Gives answers, or throws a ServiceProblem whose kind is one of:
 *
 *   absent         nothing answers at the address       permission   the browser does not let us ask there
 *   token          the pairing token is not the right one (401)
 *   refused        the service does not take this extension's origin or host name (403, 421)
 *   not_article    the page has no running text (422)   too_large    the page is more than the service takes (413)
 *   slow           no answer in time, or too busy (429, 503, 504)
 *   odd            something answers, but not a Backstory service that we understand
 *   failed         the service says what is wrong in its own words
 */

import { readAnswer } from "./answer.js";

export const DEFAULT_SERVICE = "http://127.0.0.1:8765";

/** The service itself gives up after 10 s; a little more, so that we hear it say so. */
const ENRICH_MS = 15_000;
const VERSION_MS = 5_000;

// The loopback names that the manifest has permissions for.
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** @typedef {{service: string, token: string}} Service */

export class ServiceProblem extends Error {
  /** @param {string} kind @param {string|null} [detail] the service's own words */
  constructor(kind, detail = null) {
    super(kind);
    this.kind = kind;
    this.detail = detail;
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

/** What the status of an answer means to the reader. Pure. @param {number} status @param {any} problem @returns {ServiceProblem} */
export function problemOf(status, problem) {
  const detail = typeof problem?.detail === "string" ? problem.detail.slice(0, 500) : null;
  const type = typeof problem?.type === "string" ? problem.type : "";
  if (status === 401) return new ServiceProblem("token", detail);
  if (status === 403 || status === 421) return new ServiceProblem("refused", detail);
  if (status === 413) return new ServiceProblem("too_large", detail);
  if (status === 422 && type.endsWith("/not-an-article")) return new ServiceProblem("not_article", detail);
  if ([429, 503, 504].includes(status)) return new ServiceProblem("slow", detail);
  return detail ? new ServiceProblem("failed", detail) : new ServiceProblem("odd");
}

/** @param {Service} service @param {string} path @param {RequestInit} request @param {number} limitMs @returns {Promise<any>} */
async function ask({ service, token }, path, request, limitMs) {
  const headers = { ...request.headers, Accept: "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  let response;
  let body;
  try {
    const signal = AbortSignal.timeout(limitMs);
    // A redirect could take the page elsewhere than where the reader was told it goes.
    response = await fetch(service + path, { ...request, headers, signal, credentials: "omit", redirect: "error", cache: "no-store" });
    body = await response.text();
  } catch (error) {
    throw new ServiceProblem(error.name === "TimeoutError" ? "slow" : "absent");
  }
  let json = null;
  try {
    json = JSON.parse(body);
  } catch {
    // not JSON: something else than Backstory answers; said below
  }
  if (!response.ok) throw problemOf(response.status, json);
  if (json === null || typeof json !== "object") throw new ServiceProblem("odd");
  return json;
}

/** The cards of a page. @param {Service} service @param {{html: string, url: string}} page @returns {Promise<import("./answer.js").Answer>} */
export async function enrich(service, { html, url }) {
  const request = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ html, url }) };
  const answer = readAnswer(await ask(service, "/enrich", request, ENRICH_MS));
  if (!answer) throw new ServiceProblem("odd");
  return answer;
}

/** Who answers at the address, and whether it takes our token. @param {Service} service @returns {Promise<{version: string, packs: string[], paired: boolean}>} */
export async function askVersion(service) {
  const { name, version, packs, paired } = await ask(service, "/version", { method: "GET" }, VERSION_MS);
  if (name !== "backstory") throw new ServiceProblem("odd");
  const names = Array.isArray(packs) ? packs.map((pack) => String(pack?.name ?? pack)) : [];
  return { version: String(version), packs: names, paired: paired === true };
}

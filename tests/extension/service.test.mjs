import assert from "node:assert/strict";
import { test } from "node:test";

import { askVersion, enrich, permissionFor, problemOf, readAddress } from "../../extension/service.js";

/** Put a stand-in for the network before one call. */
async function answering(response, call) {
  const real = globalThis.fetch;
  const asked = [];
  globalThis.fetch = async (url, request) => {
    asked.push({ url, ...request });
    if (response instanceof Error) throw response;
    return response;
  };
  try {
    return { asked, result: await call() };
  } catch (problem) {
    return { asked, problem };
  } finally {
    globalThis.fetch = real;
  }
}

const json = (body, status = 200) => new Response(JSON.stringify(body), { status });
const SERVICE = { service: "http://127.0.0.1:8765", token: "secret" };
const PAGE = { html: "<p>x", url: "https://news.example/" };

test("addresses are tidied", () => {
  assert.equal(readAddress(" http://127.0.0.1:8765/ "), "http://127.0.0.1:8765");
  assert.equal(readAddress("localhost:8765"), "http://localhost:8765");
  assert.equal(readAddress("http://[::1]:8765"), "http://[::1]:8765");
  assert.equal(readAddress("https://backstory.example/team/"), "https://backstory.example/team");
});

test("pages go nowhere unencrypted but on this computer", () => {
  for (const address of ["http://backstory.example", "http://127.0.0.1.example", "http://192.168.0.4:8765", "ftp://127.0.0.1", "javascript:1", "", "http://", "https://me:secret@backstory.example", "https://backstory.example/?x"]) {
    assert.equal(readAddress(address), null, address);
  }
});

test("the permission asked for is that of the host alone", () => {
  assert.equal(permissionFor("https://backstory.example:8443/team"), "https://backstory.example/*");
  assert.equal(permissionFor("http://[::1]:8765"), "http://[::1]/*");
});

test("a page is sent as JSON, with the token, without cookies, and follows no redirect", async () => {
  const { asked } = await answering(json({ cards: [], mentions: [] }), () => enrich(SERVICE, PAGE));
  const [{ url, method, headers, body, credentials, redirect }] = asked;
  assert.deepEqual([url, method, credentials, redirect], ["http://127.0.0.1:8765/enrich", "POST", "omit", "error"]);
  assert.deepEqual(headers, { "Content-Type": "application/json", Accept: "application/json", Authorization: "Bearer secret" });
  assert.deepEqual(JSON.parse(body), PAGE);
});

test("without a token there is no Authorization", async () => {
  const { asked } = await answering(json({ cards: [], mentions: [] }), () => enrich({ ...SERVICE, token: "" }, PAGE));
  assert.ok(!("Authorization" in asked[0].headers));
});

test("nothing there, and no answer in time, are told apart", async () => {
  const absent = await answering(new TypeError("Failed to fetch"), () => enrich(SERVICE, PAGE));
  assert.equal(absent.problem.kind, "absent");
  const slow = await answering(new DOMException("", "TimeoutError"), () => enrich(SERVICE, PAGE));
  assert.equal(slow.problem.kind, "slow");
});

test("each refusal has its kind", () => {
  const kinds = [
    [401, {}, "token"], [403, {}, "refused"], [421, {}, "refused"], [413, {}, "too_large"], [503, {}, "slow"], [429, {}, "slow"],
    [422, { type: "/problems/not-an-article" }, "not_article"], [422, { detail: "html: is missing" }, "failed"],
    [500, { detail: "The service failed." }, "failed"], [500, null, "odd"], [404, "<h1>", "odd"],
  ];
  for (const [status, body, kind] of kinds) assert.equal(problemOf(status, body).kind, kind, `${status}`);
});

test("the service's own words are kept", () => {
  assert.equal(problemOf(422, { type: "/problems/not-an-article", detail: "Only 12 words." }).detail, "Only 12 words.");
});

test("an answer that is none is odd", async () => {
  for (const response of [new Response("<h1>It works"), json({ hello: 1 }), json(null)]) {
    assert.equal((await answering(response, () => enrich(SERVICE, PAGE))).problem.kind, "odd");
  }
});

test("who answers at the address", async () => {
  const version = { name: "backstory", version: "0.1.0", packs: [{ name: "starter" }, "other"], paired: true };
  const { result } = await answering(json(version), () => askVersion(SERVICE));
  assert.deepEqual(result, { version: "0.1.0", packs: ["starter", "other"], paired: true });
  assert.equal((await answering(json({ name: "printer" }), () => askVersion(SERVICE))).problem.kind, "odd");
});

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
  assert.deepEqual(headers, { "Content-Type": "application/json", Accept: "application/x-ndjson, application/json;q=0.9", Authorization: "Bearer secret" });
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
    [500, { detail: "The service failed." }, "broke"], [500, null, "odd"], [404, "<h1>", "odd"],
  ];
  for (const [status, body, kind] of kinds) assert.equal(problemOf(status, body).kind, kind, `${status}`);
});

test("the service's own words are kept", () => {
  assert.equal(problemOf(422, { type: "/problems/not-an-article", detail: "Only 12 words." }).detail, "Only 12 words.");
});

test("the service's own words cannot turn round what stands beside them", () => {
  assert.equal(problemOf(500, { detail: "a\u202eb\u0000c" }).detail, "abc");
});

test("an answer that is none is odd", async () => {
  for (const response of [new Response("<h1>It works"), json({ hello: 1 }), json(null)]) {
    assert.equal((await answering(response, () => enrich(SERVICE, PAGE))).problem.kind, "odd");
  }
});

test("who answers at the address", async () => {
  const version = { name: "backstory", version: "0.1.0", packs: [{ name: "starter" }, "other"], paired: true };
  const { result } = await answering(json(version), () => askVersion(SERVICE));
  assert.deepEqual(result, { version: "0.1.0", packs: ["starter", "other"], paired: true, old: false });
  const older = await answering(json({ ...version, version: "0.0.9" }), () => askVersion(SERVICE));
  assert.equal(older.result.old, true);
  assert.equal((await answering(json({ name: "printer" }), () => askVersion(SERVICE))).problem.kind, "odd");
});

/** A response whose pieces come one by one. */
function streaming(...pieces) {
  const encoder = new TextEncoder();
  const body = new ReadableStream({
    async start(controller) {
      for (const piece of pieces) {
        if (piece instanceof Error) return controller.error(piece);
        controller.enqueue(encoder.encode(piece));
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      controller.close();
    },
  });
  return new Response(body, { headers: { "Content-Type": "application/x-ndjson" } });
}

const cardLine = (id) => `${JSON.stringify({ card: { id, label: id, mentions: [] } })}\n`;
const labels = (answer) => answer.cards.map(({ label }) => label);
const END = '{"end":{"cards":["Q2","Q1"],"gaps":[{"what":"live","why":"off"}]}}\n';

test("a streamed answer is told as it grows, across pieces that end in the middle of a line or letter", async () => {
  const line = cardLine("Q2");
  const heard = [];
  const pieces = ['{"mentions":[]}\n', cardLine("Q1"), line.slice(0, 9), line.slice(9) + END];
  const { result } = await answering(streaming(...pieces), () => enrich(SERVICE, PAGE, { hear: (answer) => heard.push(labels(answer)) }));
  assert.deepEqual(labels(result), ["Q2", "Q1"]);
  assert.deepEqual(heard[0], ["Q1"]);
  assert.equal(result.gaps[0].what, "live");
});

test("a stream that ends early, breaks or tells of a problem is no answer", async () => {
  const kinds = [
    [[cardLine("Q1")], "cut"],
    [[cardLine("Q1"), new TypeError("reset")], "cut"],
    [["<html>\n"], "odd"],
    [['{"problem":{"status":503,"detail":"Too late."}}\n'], "slow"],
  ];
  for (const [pieces, kind] of kinds) {
    assert.equal((await answering(streaming(...pieces), () => enrich(SERVICE, PAGE))).problem.kind, kind);
  }
});

test("what is sent and received is counted, also of a request that fails", async () => {
  const counted = [];
  const count = (traffic) => counted.push(traffic);
  await answering(json({ cards: [], mentions: [] }), () => enrich(SERVICE, PAGE, { count }));
  await answering(new TypeError("refused"), () => enrich(SERVICE, PAGE, { count }));
  const sent = new TextEncoder().encode(JSON.stringify(PAGE)).length;
  assert.deepEqual(counted, [
    { host: "127.0.0.1:8765", sent, received: 26 },
    { host: "127.0.0.1:8765", sent, received: 0 },
  ]);
});

test("a busy service is asked again after the time it names, no more than three times", async () => {
  const busy = () => new Response('{"detail":"busy"}', { status: 503, headers: { "Retry-After": "0" } });
  let asked = 0;
  const real = globalThis.fetch;
  globalThis.fetch = async () => { asked += 1; return busy(); };
  try {
    await assert.rejects(enrich(SERVICE, PAGE), { kind: "slow" });
  } finally {
    globalThis.fetch = real;
  }
  assert.equal(asked, 3);
});

test("a reader who leaves the page is not told of a problem", async () => {
  const leaving = new AbortController();
  leaving.abort(new DOMException("left", "AbortError"));
  const { problem } = await answering(new DOMException("left", "AbortError"), () => enrich(SERVICE, PAGE, { signal: leaving.signal }));
  assert.equal(problem.name, "AbortError");
});

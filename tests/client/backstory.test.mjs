/** The JavaScript client against a running service, whose address and token the environment names. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

import { Backstory, ServiceProblem } from "../../server/backstory/web/static/backstory.mjs";

const { ADDRESS, TOKEN } = process.env;
const backstory = new Backstory(`${ADDRESS}/`, { token: TOKEN });
const STORY = "Vladimir Putin flew home, and Prigozhin stayed. ".repeat(30);

async function all(iterable) {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
}

/** A server that answers each request with the next of `answers`, for as long as `act` runs. */
async function answering(answers, act) {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      const { status, headers = {}, body = "", cut = false } = answers.shift();
      response.writeHead(status, headers);
      response.write(body, () => (cut ? response.destroy() : response.end()));
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await act(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("a text is told, and its token is known", async () => {
  const answer = await backstory.enrich({ text: STORY, options: { text: true } });
  assert.equal(answer.page.text, STORY);
  assert.deepEqual(new Set(answer.cards.map((card) => card.label)), new Set(["Vladimir Putin", "Yevgeny Prigozhin"]));
  assert.equal((await backstory.version()).paired, true);
  assert.equal((await new Backstory(ADDRESS, { token: "not-the-token-of-it" }).version()).paired, false);
});

test("offsets count as strings here do, unless the request says otherwise", async () => {
  const text = "🙂🙂 Vladimir Putin left.";
  const [mention] = await backstory.link(text);
  assert.equal(text.slice(mention.start, mention.end), "Vladimir Putin");
  assert.equal(mention.entity, "Q7747");
  const { mentions } = await backstory.enrich({ text, options: { offsets: "code_points" } });
  assert.equal(mentions[0].start, mention.start - 2);
});

test("half an emoji costs one character, not the text", async () => {
  const [mention] = await backstory.link("\ud83d Wagner left.");
  assert.equal(mention.surface, "Wagner");
});

test("another format comes as text", async () => {
  assert.match(await backstory.render({ text: STORY }, "text/html"), /^<!doctype html>/i);
});

test("what is refused is the service's problem", async () => {
  await assert.rejects(backstory.enrich({ text: " " }), (problem) => {
    assert.ok(problem instanceof ServiceProblem);
    assert.deepEqual([problem.kind, problem.status], ["unusable-input", 422]);
    assert.match(problem.message, /the text is empty/);
    return true;
  });
  await assert.rejects(backstory.enrich({ text: "Wagner left.", colour: 1 }), ({ kind, errors }) => kind === "invalid-request" && errors.length === 1);
});

test("a stream comes part by part and ends with what stands", async () => {
  const lines = await all(backstory.enrichStream({ text: STORY }));
  assert.deepEqual(Object.keys(lines[0]), ["page"]);
  const cards = lines.filter((line) => line.card).map((line) => line.card.id);
  assert.deepEqual(lines.at(-1).end.cards.toSorted(), cards.toSorted());
  await assert.rejects(all(backstory.enrichStream({ text: " " })), { kind: "unusable-input" });
});

test("who stops listening to a stream is left alone", async () => {
  for await (const line of backstory.enrichStream({ text: STORY })) {
    assert.ok(line.page);
    break;
  }
});

test("many come back in order with the problem of each", async () => {
  async function* requests() {
    for (const text of ["Vladimir Putin left.", " ", "Wagner left.", ...Array(8).fill("Prigozhin left.")]) yield { text };
  }
  const told = await all(backstory.enrichBatch(requests(), { atOnce: 3 }));
  const said = told.map((each) => (each instanceof ServiceProblem ? each.kind : each.mentions[0].surface));
  assert.deepEqual(said, ["Vladimir Putin", "unusable-input", "Wagner", ...Array(8).fill("Prigozhin")]);
  await assert.rejects(all(backstory.enrichBatch(Array(8).fill({ text: "Wagner left." }))), { kind: "batch-too-large", status: 413 });
});

test("a busy service is asked again, and not for ever", async () => {
  const busy = () => ({ status: 503, headers: { "Retry-After": "0" }, body: '{"type": "/problems/busy", "title": "busy", "status": 503}' });
  await answering([busy(), busy(), { status: 200, body: '{"name": "backstory"}' }], async (address) => {
    assert.equal((await new Backstory(address).version()).name, "backstory");
  });
  const left = [busy(), busy(), busy()];
  await answering(left, async (address) => {
    await assert.rejects(new Backstory(address, { tries: 2 }).version(), { kind: "busy", status: 503, retryAfterS: 0 });
  });
  assert.equal(left.length, 1);
});

test("what is no answer of a service is told as such", async () => {
  await answering([{ status: 502, body: "<html>Bad gateway" }, { status: 200, body: "<html>Welcome" }], async (address) => {
    await assert.rejects(new Backstory(address).version(), { kind: "no-backstory", status: 502 });
    await assert.rejects(new Backstory(address).version(), { kind: "no-backstory", status: 200 });
  });
  await assert.rejects(new Backstory("http://127.0.0.1:1").version(), { kind: "unreachable", status: 0 });
});

test("a redirect is not followed with page and token", async () => {
  await answering([{ status: 307, headers: { Location: `${ADDRESS}/enrich` } }], async (address) => {
    await assert.rejects(new Backstory(address, { token: TOKEN }).enrich({ text: STORY }), { kind: "unreachable" });
  });
});

test("an answer that breaks off is no answer", async () => {
  const line = '{"page": {}}\n';
  await answering([{ status: 200, headers: { "Content-Length": "900" }, body: line, cut: true }, { status: 200, body: line }, { status: 200, body: line }], async (address) => {
    const cut = new Backstory(address);
    await assert.rejects(cut.enrich({ text: STORY }), { kind: "cut" });
    await assert.rejects(all(cut.enrichStream({ text: STORY })), { kind: "cut" });
    await assert.rejects(all(cut.enrichBatch([{ text: STORY }, { text: STORY }])), { kind: "cut" });
  });
});

test("a service that takes too long is told as such", async () => {
  const server = createServer(() => {}).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.on("listening", resolve));
  await assert.rejects(new Backstory(`http://127.0.0.1:${server.address().port}`, { timeoutS: 0.05 }).version(), { kind: "timeout" });
  server.closeAllConnections();
  server.close();
});

test("who aborts hears the own reason", async () => {
  const ending = new AbortController();
  const reason = new Error("no longer wanted");
  ending.abort(reason);
  await assert.rejects(backstory.enrich({ text: STORY }, { signal: ending.signal }), reason);
});

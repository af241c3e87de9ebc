import assert from "node:assert/strict";
import { test } from "node:test";

import { examine, readPairing } from "../../extension/pairing.js";
import { ServiceProblem } from "../../extension/service.js";

const SERVICE = { service: "http://127.0.0.1:8765", token: "t" };
const WELL = { version: "0.1.0", packs: ["starter"], paired: true, old: false };

const instruments = (over = {}) =>
  ({ mayReach: async () => true, askVersion: async () => ({ ...WELL, ...over.version }), blocksLocal: async () => false, ...over });
const failing = (kind) => ({ askVersion: async () => { throw new ServiceProblem(kind); } });

test("a pairing link holds address and token", () => {
  assert.deepEqual(readPairing(" http://127.0.0.1:8765/#pair=a%2Bb \n"), { service: "http://127.0.0.1:8765", token: "a+b" });
  assert.deepEqual(readPairing("https://backstory.example/team#pair=x"), { service: "https://backstory.example/team", token: "x" });
});

test("the whole line that is printed will do, and so will the token alone", () => {
  const token = "0123456789abcdef0123456789abcdef";
  const paired = { service: "http://127.0.0.1:8765", token };
  for (const text of [`Pairing link:     http://127.0.0.1:8765/#pair=${token}`, token, ` ${token}\n`, `Pairing token:    ${token}`]) {
    assert.deepEqual(readPairing(text), paired, text);
  }
});

test("what is no pairing link is not taken for one", () => {
  for (const text of ["", "http://127.0.0.1:8765/", "http://127.0.0.1:8765/#pair=", "http://elsewhere.example/#pair=x", "javascript:1#pair=x", "http://127.0.0.1:8765/#pair=x#y", "abc"]) {
    assert.equal(readPairing(text), null, text);
  }
});

test("a service that is well", async () => {
  const { findings, problem, health } = await examine(SERVICE, instruments());
  assert.deepEqual(findings.map(({ state }) => state), ["good", "good", "good", "good", "good"]);
  assert.equal(problem, null);
  assert.deepEqual(health, { version: "0.1.0", packs: ["starter"] });
});

test("the doctor names the cause, and looks no further", async () => {
  const cases = [
    [{ mayReach: async () => false }, "permission", "bad open open open open"],
    [failing("absent"), "absent", "good bad open open open"],
    [{ ...failing("absent"), blocksLocal: async () => true }, "blocked", "good bad open open open"],
    [failing("odd"), "odd", "good bad open open open"],
    [failing("slow"), "slow", "good bad open open open"],
    [{ version: { old: true, paired: false } }, "old", "good good bad open open"],
    [failing("token"), "token", "good good good bad open"],
    [failing("refused"), "refused", "good good good bad open"],
    [{ version: { paired: false } }, "token", "good good good bad open"],
    [{ version: { packs: [] } }, "empty", "good good good good bad"],
  ];
  for (const [over, kind, states] of cases) {
    const { findings, problem } = await examine(SERVICE, instruments(over));
    assert.equal(problem.kind, kind);
    assert.equal(findings.map(({ state }) => state).join(" "), states, kind);
  }
});

test("a fault of our own is not taken for the service's", async () => {
  await assert.rejects(examine(SERVICE, instruments({ askVersion: async () => { throw new RangeError("ours"); } })), RangeError);
});

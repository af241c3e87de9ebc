import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

const HOME = new URL("../../extension/", import.meta.url);
const read = (path) => readFileSync(new URL(path, HOME), "utf8");
const list = (path, ending) => readdirSync(new URL(path, HOME)).filter((name) => name.endsWith(ending)).map((name) => path + name);
const manifest = JSON.parse(read("manifest.json"));
const modules = [...list("./", ".js"), ...list("content/", ".js"), ...list("options/", ".js")];
const messagesOf = (language) => JSON.parse(read(`_locales/${language}/messages.json`));
const languages = readdirSync(new URL("_locales/", HOME));

const packed = (text) => deflateRawSync(text, { level: 9 }).length;
const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*|\s\/\/ .*$/gm, "").replace(/\n\s*\n/g, "\n");
const inPage = ["browser.js", "messages.js", "content.js", ...list("content/", "")];
const LIMIT_BYTES = 20_480;

test("what is put into a page before its first marks takes at most 20 kB", () => {
  const after = ["content/card.js", "content/dates.js", "content/notice.js"]; // imported when they are needed
  const bytes = inPage.filter((path) => !after.includes(path)).reduce((sum, path) => sum + packed(read(path)), 0);
  assert.ok(bytes <= LIMIT_BYTES, `${bytes} bytes`);
});

test("all code that is put into a page takes at most 20 kB, comments aside", () => {
  const bytes = inPage.reduce((sum, path) => sum + packed(withoutComments(read(path))), 0);
  assert.ok(bytes <= LIMIT_BYTES, `${bytes} bytes`);
});

test("the manifest asks for no more than it needs", () => {
  assert.deepEqual(manifest.permissions, ["activeTab", "scripting", "storage"]);
  assert.deepEqual(manifest.host_permissions, ["http://127.0.0.1/*", "http://localhost/*", "http://[::1]/*"]);
  assert.ok(!("content_scripts" in manifest));
});

test("every file that the manifest names is there", () => {
  const files = [...Object.values(manifest.icons), ...Object.values(manifest.action.default_icon), manifest.background.service_worker, manifest.options_ui.page];
  for (const file of files) assert.ok(existsSync(new URL(file, HOME)), file);
});

test("icons have the size that they are named for", () => {
  for (const [size, path] of Object.entries(manifest.icons)) {
    assert.equal(readFileSync(new URL(path, HOME)).readUInt32BE(16), Number(size));
  }
});

test("only browser.js and the line that imports the rest name the browser's own interface", () => {
  for (const path of modules.filter((name) => !["./browser.js", "./content.js"].includes(name))) {
    assert.doesNotMatch(read(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ""), /\b(chrome|globalThis\.browser)\b/, path);
  }
});

test("only service.js asks the service; pages of ours fetch nothing else than their style", () => {
  for (const path of modules.filter((name) => name !== "./service.js")) {
    const calls = read(path).match(/\bfetch\([^)]*\)?/g) ?? [];
    assert.ok(calls.every((call) => call.startsWith("fetch(ownUrl(")), path);
  }
});

test("strings never become markup", () => {
  for (const path of modules) assert.doesNotMatch(read(path), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/, path);
});

test("no module passes 300 lines", () => {
  for (const path of modules) assert.ok(read(path).split("\n").length <= 300, path);
});

test("every message that is said is there, and every one there is said", () => {
  const sources = [...modules, "manifest.json", "options/options.html"].map(read).join("\n");
  const keysLike = (pattern) => [...sources.matchAll(pattern)].map(([, key]) => key);
  const problems = new Set([...keysLike(/new ServiceProblem\("([a-z_]+)"/g), "slow", "absent", "broken"]);
  const kinds = "person organisation company group place event work product law concept".split(" ");
  const said = new Set([
    ...keysLike(/\bsay\(\s*"([a-z_]+)"/g),
    ...keysLike(/(?:__MSG_|data-say=")([a-z_]+?)(?:__|")/g),
    ...keysLike(/"((?:action|ask|card|note|list|live|sure|span)_[a-z_]+)"/g), // said by way of a variable
    ...[...problems].flatMap((kind) => [`problem_${kind}_title`, `problem_${kind}_text`]),
    ...kinds.map((kind) => `kind_${kind}`),
    "ask_private",
    "ask_password",
  ]);
  assert.deepEqual([...said].sort(), Object.keys(messagesOf("en")).sort());
});

test("every message has a description, in every language the same ones with the same places", () => {
  const english = messagesOf("en");
  const placesOf = (text) => [...text.matchAll(/\$\d/g)].map(([place]) => place).sort();
  for (const language of languages) {
    const messages = messagesOf(language);
    assert.deepEqual(Object.keys(messages), Object.keys(english), language);
    for (const [key, { message, description }] of Object.entries(messages)) {
      assert.ok(message && description, `${language} ${key}`);
      assert.deepEqual(placesOf(message), placesOf(english[key].message), `${language} ${key}`);
    }
    assert.ok(messages.description.message.length <= 132, language);
  }
});

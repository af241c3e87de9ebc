/** The words of the interface: none missing, none unused, the same places to fill in in every language. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const HOME = new URL("../../extension/", import.meta.url);
const read = (path) => readFileSync(new URL(path, HOME), "utf8");
const filesIn = (folder, ending) => readdirSync(new URL(folder, HOME)).filter((name) => name.endsWith(ending)).map((name) => folder + name);
const messagesOf = (language) => JSON.parse(read(`_locales/${language}/messages.json`));
const languages = readdirSync(new URL("_locales/", HOME));
const english = messagesOf("en");

const modules = ["./", "content/", "consent/", "options/", "panel/"].flatMap((folder) => filesIn(folder, ".js"));
const code = modules.map((path) => read(path).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")).join("\n");
const pages = ["manifest.json", "consent/consent.html", "options/options.html", "panel/panel.html"].map(read).join("\n");
const found = (text, pattern) => [...text.matchAll(pattern)].map(([, key]) => key);

const literals = new Set(found(code, /"([a-z]+(?:_[a-z]+)*)"/g));

/** Kinds of problems that a module throws, or makes up. */
const problems = [...found(code, /new ServiceProblem\("([a-z_]+)"/g), ...found(code, /kind: "([a-z_]+)"/g), "absent", "cut", "blocked"];

/** Keys that are put together. What may stand in the middle is taken from the code, where the code lists it. */
const composed = [
  ...problems.filter((kind) => kind !== "not_agreed").flatMap((kind) => [`problem_${kind}_title`, `problem_${kind}_text`]),
  ..."person organisation company group place event work product law concept".split(" ").map((kind) => `kind_${kind}`),
  ...["private", "password", "excluded"].map((reason) => `ask_${reason}`),
  ...["good", "bad", "open", "permission", "running", "version", "token", "packs"].map((part) => `doctor_${part}`),
];

test("every message that is said is there", () => {
  const prefixes = new Set(Object.keys(english).filter((key) => key.includes("_")).map((key) => key.split("_")[0]));
  const passedOn = [...literals].filter((key) => key.includes("_") && prefixes.has(key.split("_")[0]));
  const said = new Set([...found(code, /\bsay\(\s*"([a-z_]+)"/g), ...found(pages, /(?:__MSG_|data-say=")([a-z_]+?)(?:__|")/g), ...composed, ...passedOn]);
  assert.deepEqual([...said].filter((key) => !(key in english)), []);
});

test("every message that is there is said", () => {
  const inPages = new Set(found(pages, /(?:__MSG_|data-say=")([a-z_]+?)(?:__|")/g));
  const used = (key) => literals.has(key) || inPages.has(key) || composed.includes(key);
  assert.deepEqual(Object.keys(english).filter((key) => !used(key)), []);
});

test("the languages are those that we say", () => {
  assert.deepEqual(languages.sort(), ["ar", "de", "en", "es", "fr", "ru", "uk", "zh_CN"]);
});

for (const language of languages) {
  test(`${language}: every message, with its description and its places`, () => {
    const messages = messagesOf(language);
    const placesOf = (text) => [...new Set(text.match(/\$\d/g))].sort();
    assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort());
    for (const [key, { message, description }] of Object.entries(messages)) {
      assert.ok(message.trim() && description, key);
      assert.deepEqual(placesOf(message), placesOf(english[key].message), key);
      assert.doesNotMatch(message, /[\u202A-\u202E\u2066-\u2069<>]/, key); // nothing that turns text round, no markup
    }
    assert.ok([...messages.description.message].length <= 132);
  });

  test(`${language}: no message was left in English`, () => {
    if (language === "en") return;
    const messages = messagesOf(language);
    const same = Object.keys(messages).filter((key) => messages[key].message === english[key].message && /[a-z]{4}/i.test(messages[key].message));
    const alike = new Set(["name", "panel_title", "chip_cards", "chip_problem", "kind_person", "kind_organisation", "kind_concept", "card_sources"]);
    assert.deepEqual(same.filter((key) => !alike.has(key)), []);
  });
}

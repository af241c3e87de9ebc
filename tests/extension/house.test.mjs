import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

const HOME = new URL("../../extension/", import.meta.url);
const read = (path) => readFileSync(new URL(path, HOME), "utf8");
const list = (path, ending) => readdirSync(new URL(path, HOME)).filter((name) => name.endsWith(ending)).map((name) => path + name);
const manifest = JSON.parse(read("manifest.json"));
const modules = [...list("./", ".js"), ...list("content/", ".js"), ...list("consent/", ".js"), ...list("options/", ".js"), ...list("panel/", ".js")];

const packed = (text) => deflateRawSync(text, { level: 9 }).length;
const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*|\s\/\/ .*$/gm, "").replace(/\n\s*\n/g, "\n");
const LIMIT_BYTES = 20_480;

/** A module of the page's side and all that it imports at once, by path; what it imports later is not counted. */
function loadedWith(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, other] of read(path).matchAll(/^(?:import|export) [^;]*?from "([^"]+)";/gms)) {
    loadedWith(new URL(other, new URL(path, HOME)).href.slice(HOME.href.length), found);
  }
  return found;
}

const together = (paths) => packed([...paths].map((path) => withoutComments(read(path))).join("\n"));
const FIRST = ["content.js", "content/card.css", "content/marks.css", ...loadedWith("content/main.js")];

test("the code that a page gets before its first marks takes at most 16 kB, compressed, comments aside", (context) => {
  const bytes = together(FIRST);
  context.diagnostic(`${bytes} bytes`);
  assert.ok(bytes <= 16_384, `${bytes} bytes`);
});

test("the code that a page gets before its first card takes at most 20 kB, compressed, comments aside", (context) => {
  const bytes = together(new Set([...FIRST, ...loadedWith("content/cards.js")]));
  context.diagnostic(`${bytes} bytes`);
  assert.ok(bytes <= LIMIT_BYTES, `${bytes} bytes`);
});

test("the manifest asks for no more than it needs", () => {
  // The page that was clicked on, our code in it, our settings; the menu and the side panel: none of them makes the browser warn.
  assert.deepEqual(manifest.permissions, ["activeTab", "contextMenus", "scripting", "sidePanel", "storage"]);
  assert.deepEqual(manifest.host_permissions, ["http://127.0.0.1/*", "http://localhost/*", "http://[::1]/*"]);
  // Asked for one by one: a service elsewhere, a site that is to be explained without a click.
  assert.deepEqual(manifest.optional_host_permissions, ["https://*/*", "http://*/*"]);
  assert.deepEqual(manifest.browser_specific_settings.gecko.data_collection_permissions, { required: ["websiteContent"] });
  assert.ok(!("content_scripts" in manifest));
});

test("every file that the manifest or a page names is there", () => {
  const { icons, action, background, options_ui: options, side_panel: panel, sidebar_action: sidebar } = manifest;
  const named = [...Object.values(icons), ...Object.values(action.default_icon), background.service_worker, ...background.scripts,
    options.page, panel.default_path, sidebar.default_panel, ...Object.values(sidebar.default_icon)];
  const ofPages = ["options/options.html", "panel/panel.html", "consent/consent.html"].flatMap((page) =>
    [...read(page).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => new URL(path, new URL(page, HOME)).href));
  for (const file of [...named, ...ofPages]) assert.ok(existsSync(new URL(file, HOME)), file);
});

test("icons have the size that they are named for", () => {
  for (const [size, path] of Object.entries(manifest.icons)) {
    assert.equal(readFileSync(new URL(path, HOME)).readUInt32BE(16), Number(size));
  }
});

test("only browser.js, browser_own.js and lines that are put into pages name the browser's own interface", () => {
  const allowed = ["./browser.js", "./browser_own.js", "./content.js", "./arrive.js"];
  for (const path of modules.filter((name) => !allowed.includes(name))) {
    assert.doesNotMatch(read(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ""), /\b(chrome|globalThis\.browser)\b/, path);
  }
});

test("what is put into pages does not reach for the background's half of the browser", () => {
  for (const path of list("content/", ".js")) assert.doesNotMatch(read(path), /browser_own|settings\.js|service\.js/, path);
});

test("only service.js asks the service, only picture.js anybody else; pages of ours fetch nothing but their style", () => {
  for (const path of modules.filter((name) => !["./service.js", "./picture.js"].includes(name))) {
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

/** The options: pairing and the doctor, what the service is asked to do, and the sites that are treated apart. */

import { say, uiDirection, uiLanguage } from "../browser.js";
import { askToReach, blocksLocal, mayReach, onStored } from "../browser_own.js";
import { make } from "../content/dom.js";
import { makeSlider } from "../content/slider.js";
import { examine, readPairing } from "../pairing.js";
import { askVersion, isLoopback, permissionFor, readAddress } from "../service.js";
import { choose, settings, useService } from "../settings.js";
import { explainOnClick } from "../sites.js";
import { readHost } from "../tabs.js";

const byId = (id) => document.getElementById(id);
const [link, address, token, status, findings, host] = ["link", "service", "token", "status", "findings", "host"].map(byId);

/** @param {"good"|"bad"|""} mood @param {string} text */
function report(mood, text) {
  status.className = mood;
  status.textContent = text;
}

// Pairing and the doctor

const SIGNS = { good: "✓", bad: "✗", open: "–" };

/** @param {import("../pairing.js").Finding} finding */
const drawFinding = ({ check, state }) => make("li", {},
  make("span", { class: state, role: "img", "aria-label": say(`doctor_${state}`) }, SIGNS[state]),
  make("span", {}, say(`doctor_${check}`)));

/** Look at a service and say what was found. @param {import("../service.js").Service} service */
async function look(service) {
  report("", say("options_testing"));
  findings.hidden = true;
  const instruments = {
    mayReach: (place) => mayReach([permissionFor(place)]),
    blocksLocal: async () => isLoopback(service.service) && blocksLocal(),
    askVersion,
  };
  const { findings: found, problem, health } = await examine(service, instruments);
  findings.replaceChildren(...found.map(drawFinding));
  findings.hidden = false;
  if (health) return report("good", say("options_paired", health.version, health.packs.join(", ")));
  const { kind, detail } = problem;
  const words = [`${say(`problem_${kind}_title`)}.`, say(`problem_${kind}_text`, service.service), detail && say("problem_detail", detail)];
  return report("bad", words.filter(Boolean).join(" "));
}

/** Put a service into use and look at it. Has to be called straight from a click: the browser may have to ask. */
async function pairWith(service) {
  const asked = askToReach([permissionFor(service.service)]);
  report("", say("options_testing"));
  await choose(useService(await settings(), service));
  await asked.catch(() => false); // the doctor says what that means
  await look(service);
}

/** @param {HTMLElement} field @param {boolean} valid @param {string} words said where it is not */
function check(field, valid, words) {
  field.setAttribute("aria-invalid", String(!valid));
  if (valid) return true;
  report("bad", say(words));
  field.focus();
  return false;
}

byId("pairing").addEventListener("submit", async (event) => {
  event.preventDefault();
  const service = readPairing(link.value);
  if (!check(link, service !== null, "options_bad_link")) return;
  await pairWith(service);
  link.value = ""; // it holds the token
});

byId("hand").addEventListener("submit", (event) => {
  event.preventDefault();
  const service = readPairing(address.value) ?? { service: readAddress(address.value), token: token.value.trim() };
  if (check(address, service.service !== null, "options_bad_address")) pairWith(service);
});

byId("show").addEventListener("click", ({ currentTarget }) => {
  const shown = token.type === "password";
  token.type = shown ? "text" : "password";
  currentTarget.setAttribute("aria-pressed", String(shown));
});

byId("doctor").addEventListener("click", async () => look(await settings()));

// Lists, each entry with what can be done about it

/** @param {string} id @param {HTMLElement[]} rows */
const fill = (id, rows) => byId(id).replaceChildren(...rows);

/** @param {string} text @param {...[key: string, act: () => void]} acts */
const row = (text, ...acts) => make("li", {}, make("bdi", {}, text),
  ...acts.map(([key, act]) => make("button", { type: "button", onclick: act, "aria-label": `${say(key)}: ${text}` }, say(key))));

/** After an entry has gone, the focus is on what is next to it. */
const keepFocus = (list, index) => (list.querySelectorAll("button")[index] ?? list.closest("section").querySelector("h2 + *"))?.focus?.();

async function drawLists() {
  const { others, automatic, excluded, known } = await settings();
  fill("automatic", automatic.map((site) => row(site, ["options_remove", () => explainOnClick(site)])));
  byId("automatic-none").hidden = automatic.length > 0;
  fill("excluded", excluded.map((site) =>
    row(site, ["options_remove", () => choose({ excluded: excluded.filter((one) => one !== site) })])));
  fill("known", Object.entries(known).map(([id, label]) => {
    const { [id]: _, ...rest } = known;
    return row(label, ["options_unlearn", () => choose({ known: rest })]);
  }));
  byId("known-part").hidden = Object.keys(known).length === 0;
  byId("others").querySelector("ul").replaceChildren(...others.map((one) => row(one.service,
    ["options_use", () => pairWith(one)],
    ["options_remove", () => choose({ others: others.filter(({ service }) => service !== one.service) })])));
  byId("others").hidden = others.length === 0;
}

async function drawAll() {
  const held = document.activeElement?.closest("li")?.parentElement;
  const index = held ? [...held.querySelectorAll("button")].indexOf(/** @type {HTMLButtonElement} */ (document.activeElement)) : -1;
  const current = await settings();
  address.value = current.service;
  token.value = current.token;
  if (!byId("level").hasChildNodes()) byId("level").append(makeSlider(current.level, (level) => choose({ level })));
  for (const name of ["live", "previews"]) byId(name).checked = current[name];
  await drawLists();
  if (held && document.activeElement === document.body) keepFocus(held, index);
}

byId("exclude").addEventListener("submit", async (event) => {
  event.preventDefault();
  const site = readHost(host.value);
  host.setAttribute("aria-invalid", String(!site));
  byId("host-status").textContent = site ? "" : say("options_bad_host");
  if (!site) return host.focus();
  const { excluded } = await settings();
  await choose({ excluded: [...new Set([...excluded, site])].sort() });
  host.value = "";
});

for (const name of ["live", "previews"]) {
  byId(name).addEventListener("change", ({ currentTarget }) => choose({ [name]: currentTarget.checked }));
}

for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
document.title = say("options_title");
Object.assign(document.documentElement, { lang: uiLanguage(), dir: uiDirection() });
onStored("local", drawAll);
await drawAll();

/** The options: where the service is, the pairing token, and whether the two work together. */

import { say, uiDirection, uiLanguage } from "../browser.js";
import { askToReach, recall, remember } from "../browser_own.js";
import { askVersion, DEFAULT_SERVICE, permissionFor, readAddress, ServiceProblem } from "../service.js";

const byId = (id) => document.getElementById(id);
const [address, token, show, status] = ["service", "token", "show", "status"].map(byId);

/** @param {"good"|"bad"|""} mood @param {string} text */
function report(mood, text) {
  status.className = mood;
  status.textContent = text;
}

/** @param {string} service @returns {Promise<["good"|"bad", string]>} */
async function test(service) {
  try {
    const { version, packs, paired } = await askVersion({ service, token: token.value.trim() });
    if (!paired) return ["bad", say("options_not_paired", version)];
    return ["good", say("options_paired", version, packs.join(", ") || say("options_no_packs"))];
  } catch (error) {
    if (!(error instanceof ServiceProblem)) throw error;
    const detail = error.detail ? ` ${say("problem_detail", error.detail)}` : "";
    return ["bad", `${say(`problem_${error.kind}_title`)}. ${say(`problem_${error.kind}_text`, service)}${detail}`];
  }
}

async function saveAndTest(event) {
  event.preventDefault();
  const service = readAddress(address.value);
  address.setAttribute("aria-invalid", String(!service));
  if (!service) {
    report("bad", say("options_bad_address"));
    address.focus();
    return;
  }
  const asked = askToReach([permissionFor(service)]); // before anything is awaited: it has to be part of the click
  report("", say("options_testing"));
  await remember("local", { service, token: token.value.trim() });
  address.value = service;
  if (!(await asked)) return report("bad", say("options_no_permission", service));
  report(...(await test(service)));
}

function turnToken() {
  const shown = token.type === "password";
  token.type = shown ? "text" : "password";
  show.setAttribute("aria-pressed", String(shown));
}

for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
document.title = say("options_title");
Object.assign(document.documentElement, { lang: uiLanguage(), dir: uiDirection() });
byId("service").form.addEventListener("submit", saveAndTest);
show.addEventListener("click", turnToken);

const stored = await recall("local", { service: DEFAULT_SERVICE, token: "" });
address.value = stored.service;
token.value = stored.token;

/** The side panel: draws what is stored of the story in the tab in front, and goes along when that changes. */

import { askBackground, say, uiDirection, uiLanguage } from "../browser.js";
import { onStored, onTabChange, tabInFront, tellPage } from "../browser_own.js";
import { sayDate } from "../content/dates.js";
import { HERE, OPTIONS, SHOW } from "../messages.js";
import { settings } from "../settings.js";
import { explainAlways, explainOnClick } from "../sites.js";
import { storyKey, storyOf } from "../stories.js";
import { hostOf, isAmong } from "../tabs.js";
import { drawNames } from "./names.js";
import { apart, drawGaps, drawLeft, drawReadMore, drawUnknown } from "./rest.js";
import { drawTies } from "./ties.js";

const byId = (id) => document.getElementById(id);
const [about, status, told, site, always, alwaysLabel, alwaysNote] =
  ["story", "status", "told", "site", "always", "always-label", "always-note"].map(byId);

/** Where the panel stands in a tab of its own, it is about the tab that it was opened from. */
const asked = Number(new URLSearchParams(location.search).get("tab")) || null;

/** What is shown, and the reader's filter, which outlasts a drawing. */
const view = { tabId: /** @type {number|null} */ (null), drawn: "", host: "", filter: { kind: null } };

const go = (id, by) => tellPage(view.tabId, { type: SHOW, id, by });

/** What the status line says. @param {import("../stories.js").Story|null} story */
function sayStatus(story) {
  if (!story) return say("panel_idle");
  if (story.problem) {
    const { kind, service, detail } = story.problem;
    return [say(`problem_${kind}_title`), say(`problem_${kind}_text`, service), detail && say("problem_detail", detail)].filter(Boolean).join(" ");
  }
  if (!story.done) return say("action_waiting");
  return story.answer.cards.length ? "" : say("list_nothing");
}

function sayAbout({ title, site: from, published, asOf }) {
  const day = published ? sayDate(asOf, uiLanguage()) : "";
  return apart(title, from, day);
}

/** @param {import("../stories.js").Story} story */
function drawStory({ answer, places, lost, left }) {
  if (!answer) return [drawLeft(left)];
  const names = drawNames(answer, { go, places }, view.filter);
  return [
    answer.cards.length > 0 && names.element,
    drawTies(answer, names.show),
    drawReadMore(answer),
    drawUnknown(answer),
    drawGaps(answer, lost),
    drawLeft(left),
  ].filter(Boolean);
}

/** What has the focus, in words that hold for the next drawing too. */
function focusPath() {
  const at = document.activeElement;
  if (!at || !told.contains(at)) return null;
  const item = at.closest("[data-id]");
  const within = item ?? told;
  const index = [...within.querySelectorAll("button, summary, a")].indexOf(at);
  return () => {
    const again = item ? [...told.querySelectorAll("[data-id]")].find((one) => one.dataset.id === item.dataset.id) : told;
    (again?.querySelectorAll("button, summary, a")[index] ?? again)?.focus({ preventScroll: true });
  };
}

/** Which of the entries are unfolded, to be so again. */
function unfolded() {
  const open = new Set([...told.querySelectorAll("[data-id] details[open]")].map((one) => one.closest("[data-id]").dataset.id));
  return () => {
    for (const item of told.querySelectorAll("[data-id]")) {
      const details = item.querySelector("details");
      if (details && open.has(item.dataset.id)) details.open = true;
    }
  };
}

/** @param {import("../stories.js").Story|null} story */
async function draw(story) {
  status.textContent = sayStatus(story);
  status.classList.toggle("bad", Boolean(story?.problem));
  about.replaceChildren(...(story?.answer ? sayAbout(story.answer) : []));
  const again = JSON.stringify(story);
  if (again !== view.drawn) {
    const [focus, unfold] = [focusPath(), unfolded()];
    told.replaceChildren(...(story ? drawStory(story) : []));
    unfold();
    focus?.();
    view.drawn = again;
  }
  view.host = story ? hostOf(story.url) : "";
  site.hidden = !view.host;
  alwaysLabel.textContent = say("panel_always", view.host);
  always.checked = isAmong(view.host, (await settings()).automatic);
}

let looks = 0;

/** Look again; of looks that overlap, the last counts. */
async function look() {
  looks += 1;
  const mine = looks;
  const tabId = asked ?? (await tabInFront())?.id ?? null;
  const here = tabId !== null && (await tellPage(tabId, { type: HERE }));
  const story = here ? await storyOf(tabId) : null;
  if (mine !== looks) return;
  view.tabId = tabId;
  await draw(story?.url ? story : null);
}

always.addEventListener("change", async () => {
  const { host } = view;
  const wanted = always.checked;
  const worked = wanted ? await explainAlways(host) : await explainOnClick(host).then(() => true);
  always.checked = wanted && worked;
  alwaysNote.textContent = worked ? "" : say("panel_always_refused", host);
});

for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
document.title = say("panel_title");
Object.assign(document.documentElement, { lang: uiLanguage(), dir: uiDirection() });
byId("options").addEventListener("click", () => askBackground({ type: OPTIONS }));

onTabChange(look);
onStored("session", (changed) => {
  if (view.tabId === null || `tab:${view.tabId}` in changed || storyKey(view.tabId) in changed) look();
});
look();

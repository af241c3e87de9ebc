/** The start page's form: sends what was pasted or chosen, shows the told page or the problem. */

import { Backstory } from "./backstory.mjs";

const MARKUP = /<(?:!doctype|html|head|body|main|article|section|div|p|h1)\b/i;

const form = document.getElementById("form");
const pasted = document.getElementById("pasted");
const file = document.getElementById("file");
const button = form.querySelector("button");
const status = document.getElementById("status");
const failure = document.getElementById("failure");
const result = document.getElementById("result");
const frame = document.getElementById("frame");

const backstory = new Backstory("");
let asking = null;

document.getElementById("scriptless").hidden = true;
form.hidden = false;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  asking?.abort();
  const token = (asking = new AbortController());
  show({ working: true });
  const outcome = await ask(token.signal);
  if (asking === token) show(outcome);
});

/** A saved file as text: UTF-8 where it is that, else the encoding it names, else the West's old one. */
function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const head = new TextDecoder("windows-1252").decode(bytes.slice(0, 4096));
    const named = /charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? "windows-1252";
    try {
      return new TextDecoder(named).decode(bytes);
    } catch {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  }
}

/** The told page, or what went wrong in a sentence. */
async function ask(signal) {
  const text = file.files.length ? decode(await file.files[0].arrayBuffer()) : pasted.value;
  if (!text.trim()) return { problem: "There is nothing to read yet: paste a story or choose a file." };
  try {
    return { page: await backstory.render(MARKUP.test(text) ? { html: text } : { text }, "text/html", { signal }) };
  } catch (error) {
    return { problem: error.kind === "unreachable" ? "The service does not answer. Is it still running?" : error.message };
  }
}

function show({ working = false, page = null, problem = null }) {
  button.disabled = working;
  status.textContent = working ? "Reading…" : "";
  failure.textContent = problem ?? "";
  failure.hidden = problem === null;
  result.hidden = page === null;
  if (page !== null) {
    frame.srcdoc = page;
    const title = document.getElementById("result-title");
    title.focus({ preventScroll: true });
    result.scrollIntoView();
  }
}

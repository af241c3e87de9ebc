/** The start page's form: sends what was pasted or chosen, shows the told page or the problem. */

const MARKUP = /<(?:!doctype|html|head|body|main|article|section|div|p|h1)\b/i;

const form = document.getElementById("form");
const pasted = document.getElementById("pasted");
const file = document.getElementById("file");
const button = form.querySelector("button");
const status = document.getElementById("status");
const failure = document.getElementById("failure");
const result = document.getElementById("result");
const frame = document.getElementById("frame");

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

/** The told page, or what went wrong in a sentence. */
async function ask(signal) {
  const text = file.files.length ? await file.files[0].text() : pasted.value;
  if (!text.trim()) return { problem: "There is nothing to read yet: paste a story or choose a file." };
  let answer;
  try {
    answer = await fetch("/enrich", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/html" },
      body: JSON.stringify(MARKUP.test(text) ? { html: text } : { text }),
      signal,
    });
  } catch {
    return { problem: "The service does not answer. Is it still running?" };
  }
  return answer.ok ? { page: await answer.text() } : { problem: await explain(answer) };
}

/** A problem's title and detail; the bare status where the answer is none of ours. */
async function explain(answer) {
  try {
    const { title, detail } = await answer.json();
    return `${title}. ${detail}`;
  } catch {
    return `The service answered with status ${answer.status}.`;
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

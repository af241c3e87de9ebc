"""The kinds of pages that news comes in, each made of a fixture's story, with what must be marked in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from tests.browser.conftest import FIXTURES

ARMS = frozenset({"John Kirby", "Bakhmut", "Korean Central News Agency", "James Cleverly", "Yevgeny Prigozhin"})
OUTSIDE = frozenset({"Taylor Swift", "Narendra Modi", "Imran Khan", "Lionel Messi"})  # in the boxes beside the story

# Seen by the page: everything that changes in it but our own element at its root.
WATCH = """<script>addEventListener("load", () => {
  window.seen = []; window.beats = 0; setInterval(() => { beats += 1; }, 20);
  const isOurs = ({ localName }) => localName === "backstory-cards";
  const look = ({ type, target, attributeName, addedNodes, removedNodes }) => {
    const nodes = [...addedNodes, ...removedNodes];
    const ours = target === document.documentElement && nodes.length && nodes.every(isOurs);
    if (!ours) seen.push([type, attributeName, "of", target.nodeName].filter(Boolean).join(" "));
  };
  window.observer = new MutationObserver((records) => records.forEach(look));
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
});</script>"""


@dataclass(frozen=True)
class Kind:
    """A page to be explained."""

    html: str
    marked: frozenset[str]  # at least these
    opened: str | None = "Yevgeny Prigozhin"  # the card that is opened; None: the page is no story
    headers: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)  # further pages of the site, by path
    ready: str = "true"  # when it can be explained
    marks: str = "marks()"  # where its ranges are
    changes: str = ""  # what the page does afterwards, of itself


def _source(slug: str) -> str:
    return (FIXTURES / "pages" / slug / "source.html").read_text(encoding="utf-8")


def _with(html: str, head: str) -> str:
    return html.replace("</head>", f'{head}<link rel="stylesheet" href="/plain.css"></head>', 1)


def _body() -> str:
    """The story's own blocks, without the page around them."""
    return _source("wagner-arms").split('<div class="hc-body">')[1].split("</div>")[0]


HEADLINE = "<h1>Washington accuses North Korea of arming Wagner fighters</h1>"
META = '<meta property="article:published_time" content="2023-01-20T07:45:00+00:00">'


def _page(body: str, *, head: str = "", root: str = 'lang="en"') -> str:
    return (
        f"<!doctype html><html {root}><head><meta charset='utf-8'><title>Arms for Wagner</title>{META}{head}{WATCH}"
        f'<link rel="stylesheet" href="/plain.css"></head><body>{body}</body></html>'
    )


def _filler(count: int) -> str:
    """Paragraphs of three text nodes each; few words, since the service takes 20,000."""
    return "".join(f"<p>Crane <b>{number}</b> stood.</p>" for number in range(count))


def kinds() -> dict[str, Kind]:
    """By name, all twelve."""
    body = _body()
    article = f"<main><article>{HEADLINE}{body}</article></main>"
    script = "<script>document.querySelector('main').innerHTML = {};</script>"
    shadow = (
        "<news-story></news-story><script>customElements.define('news-story', class extends HTMLElement {"
        f" constructor() {{ super(); this.attachShadow({{ mode: 'open' }}).innerHTML = {json.dumps(article)}; }}"
        " });</script>"
    )
    rows = "".join(
        f"<tr><td width=20></td><td>{block}</td></tr>" for block in re.findall(r"<(?:p|h2)>.*?</(?:p|h2)>", body, re.S)
    )
    lines = "<br><br>".join(re.sub(r"<[^>]+>", "", block) for block in re.findall(r"<p>.*?</p>", body, re.S))
    return {
        "a long article": Kind(_page(f"<main><article>{HEADLINE}{body}{_filler(400)}</article></main>"), ARMS),
        "a live blog": Kind(
            _with(_source("war"), WATCH),
            frozenset({"Abdel Fattah al-Burhan"}),
            opened="Abdel Fattah al-Burhan",
            changes="void setInterval(() => { const line = document.createElement('p'); line.textContent = Date.now();"
            " document.querySelector('.lb-m').after(line); observer.takeRecords(); }, 50)",
        ),
        "a single-page site that renders again": Kind(
            _page("<main></main>" + script.format(json.dumps(f"<article>{HEADLINE}{body}</article>"))),
            ARMS,
            changes="((main) => { main.innerHTML = main.innerHTML; observer.takeRecords(); })"
            "(document.querySelector('main'))",
        ),
        "open shadow roots": Kind(_page(shadow), ARMS),
        "right to left": Kind(_page(article, root='lang="ar" dir="rtl"'), ARMS),
        "a strict content security policy": Kind(
            f"<!doctype html><html lang='en'><head><title>Arms for Wagner</title>{META}"
            f"{WATCH.replace('<script>', '<script nonce=only>')}</head><body>{article}</body></html>",
            ARMS,
            headers={
                "Content_Security_Policy": "default-src 'none'; script-src 'nonce-only'; "
                "require-trusted-types-for 'script'; sandbox allow-same-origin allow-scripts"
            },
        ),
        "a frame": Kind(
            _page('<main><h1>Framed</h1><iframe src="/framed" style="width: 100%; height: 600px"></iframe></main>'),
            ARMS,
            files={"/framed": _page(article)},
            ready="frames[0].document.readyState === 'complete' && frames[0].document.body.textContent.length > 1000",
            marks="[...(frames[0].CSS.highlights.get('backstory-name') ?? [])]",
        ),
        "tables": Kind(
            _page(f"<table><tr><td>{HEADLINE}</td></tr><tr><td><table>{rows}</table></td></tr></table>"), ARMS
        ),
        "accelerated mobile pages": Kind(
            _with(_source("german-amp"), WATCH), frozenset({"Olaf Scholz"}), opened="Olaf Scholz"
        ),
        "a page for print": Kind(
            _page(
                f"<center><font size=5>{HEADLINE}</font></center>"
                f"<div style='columns: 2; text-align: justify'>{lines}</div>"
            ),
            ARMS,
        ),
        "ten thousand text nodes": Kind(
            _page(f"<main><article>{HEADLINE}{body}{_filler(3_300)}</article></main>"), ARMS
        ),
        "no article": Kind(re.sub(r"<img[^>]*>", "", _with(_source("shop"), WATCH)), frozenset(), opened=None),
    }

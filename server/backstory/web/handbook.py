"""The guides of `docs/` as pages: Markdown -> HTML, with links between them that lead to their pages here.

Where a guide says so, all settings stand as a table, made of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markdown_it import MarkdownIt

from backstory.service.settings import in_words

_TITLE = re.compile(r"\A# (.+)$", re.MULTILINE)
_SETTINGS = "<!-- settings -->"  # where their table stands
_LINK = re.compile(r'<a href="([^"]+)">')
_PICTURES = re.compile(r"<table>(?:(?!</table>).)*<img.*?</table>|<img[^>]*>", re.DOTALL)  # they stay in the repository


@dataclass(frozen=True, slots=True)
class Guide:
    """One page of the handbook."""

    name: str  # as in its address: "using"
    title: str
    html: str


@cache
def guides() -> Mapping[str, Guide]:
    """The guides by name, in the order of their names; none where the package was installed without them."""
    folder = files("backstory.web") / "guides"  # a link to docs/, which a checkout without links has as a file
    if not folder.is_dir():
        return {}
    texts = {each.name.removesuffix(".md"): each.read_text(encoding="utf-8") for each in folder.iterdir()}
    return {name: _guide(name, texts[name], texts) for name in sorted(texts)}


def _guide(name: str, text: str, names: Collection[str]) -> Guide:
    title = _TITLE.search(text)
    html: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(text.replace(_SETTINGS, _settings()))
    html = _LINK.sub(lambda link: _link(link[1], names), _PICTURES.sub("", html))
    return Guide(name, title[1] if title else name, html)


def _settings() -> str:
    rows = [f"| `{name}` | {default} | {what} |" for name, default, what in in_words()]
    return "\n".join(["| setting | default | what it does |", "|---|---|---|", *rows])


def _link(target: str, names: Collection[str]) -> str:
    """A link to another guide by its address here; one to a file of the repository leads nowhere and is none."""
    if target.startswith(("https://", "http://", "#")):
        return f'<a href="{target}" rel="noreferrer">'
    name = target.removesuffix(".md")
    return f'<a href="/docs/{name}">' if name in names else "<a>"

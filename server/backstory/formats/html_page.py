"""A told story as HTML: a stand-alone page, or the story and its cards for a page of ours.

Works without script: a marked name is a button that opens its card as a popover, beside the text where there is room.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from backstory.formats.view import show
from backstory.formats.web_annotations import article
from backstory.model import Answer


def _read(name: str) -> str:
    return files("backstory.formats").joinpath("templates", name).read_text(encoding="utf-8")


_NOTED = ("on_that_day", "since")  # the sections of a note

CARD_STYLE = _read("story.css")
_STYLE = CARD_STYLE + _read("page.css")

# The page's only style, by its hash: its own policy allows nothing else, and a page of ours that shows it in a frame
# (which inherits the framing page's policy) can allow just this one.
STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()


@lru_cache(maxsize=1)
def _templates() -> Environment:
    loader = PackageLoader("backstory.formats")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def to_html(story: Answer) -> str:
    """The story as a page that needs nothing else: nothing to run, no picture, no address asked.

    What it is about stands in it for machines too, as schema.org data.
    """
    values = {"story": show(story), "level": 1, "style": Markup(_STYLE), "style_hash": STYLE_HASH}  # noqa: S704 - our file
    values["linked"] = article(story)
    return _templates().get_template("page.html").render(values)


def story_markup(story: Answer, *, level: int = 1) -> Markup:
    """The story's text with its marked names, and its cards, to be set into a page that links `CARD_STYLE`.

    `level`: of the headline's heading.
    """
    template = _templates().get_template("story.html")
    return Markup(template.render(story=show(story), level=level))  # noqa: S704 - escaped by the template


def note_markup(story: Answer) -> Markup:
    """The first card, without its background, as a note that stands open; nothing where no name has a card."""
    shown = show(story)
    if not shown.cards:
        return Markup()
    first = shown.cards[0]
    card = replace(first, sections=tuple(each for each in first.sections if each.name in _NOTED), runner_up=None)
    card_of = _templates().get_template("card.html").make_module().__dict__["card_of"]
    return Markup(card_of(card, shown.as_of_line, opens=False))  # noqa: S704 - escaped by the template

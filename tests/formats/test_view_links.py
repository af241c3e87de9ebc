from __future__ import annotations

from dataclasses import replace

from backstory.formats import to_html, to_text
from backstory.formats.view_links import beside_link
from backstory.model import Adds, Entity, LinkedStory, Preview, Quote
from tests.support.courier import STORY

URL = STORY.page.read_more[0].url
ADDS = Adds(
    "background",
    "Background, from 8 days before.",
    -8,
    new=(Entity("en:Soledar", "Soledar"),),
    shared=(Entity("en:Wagner Group", "Wagner Group"),),
    quotes=(Quote("The mine was <b>empty</b>.", "", ""),),
)
READY = LinkedStory(URL, "ready", None, Preview("Salt", "A mine.", "The Courier", None, "2023-01-12", words=900), ADDS)


def test_a_link_is_told_by_date_site_length_and_what_it_adds() -> None:
    assert beside_link(READY) == (
        "12 January 2023, The Courier, 900 words. Background, from 8 days before. New: Soledar. In both: Wagner Group. "
        "“The mine was <b>empty</b>.” (The Courier)"
    )


def test_without_a_preview_it_says_why() -> None:
    assert beside_link(LinkedStory(URL, "gone", "The story is no longer there.")) == "The story is no longer there."
    assert beside_link(None) is None


def test_without_a_story_to_hold_it_against_its_description_stands() -> None:
    assert beside_link(replace(READY, adds=None)) == "12 January 2023, The Courier, 900 words. A mine."


def test_text_and_page_show_it_as_text() -> None:
    told = replace(STORY, linked=(READY,))
    assert "Background, from 8 days before." in " ".join(to_text(told).split())
    assert "“The mine was &lt;b&gt;empty&lt;/b&gt;.” (The Courier)" in to_html(told)

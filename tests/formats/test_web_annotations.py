from __future__ import annotations

from dataclasses import replace

from backstory.formats.web_annotations import article, to_annotations
from tests.support.courier import MENTIONS, STORY

URL = "https://courier.example/2023/01/20/caterer"


def test_every_name_with_a_card_is_an_annotation_in_the_order_of_the_text() -> None:
    told = to_annotations(STORY)
    items = told["first"]["items"]
    assert told["total"] == len(items) == 7
    assert [item["target"]["selector"]["exact"] for item in items] == [
        mention.mention.surface for mention in MENTIONS if mention.entity
    ]


def test_an_annotation_finds_its_place_by_its_quote() -> None:
    first = to_annotations(STORY)["first"]["items"][0]
    assert (first["type"], first["motivation"], first["id"]) == ("Annotation", "identifying", f"{URL}#m1")
    assert first["target"]["source"] == URL
    assert first["target"]["selector"] == {
        "type": "TextQuoteSelector",
        "exact": "Wagner Group",
        "prefix": "n names the caterer’s army\n\nThe ",
        "suffix": " 🛰️ will be treated as a criminal"[:32],
    }


def test_words_are_told_once_and_with_their_licence() -> None:
    items = to_annotations(STORY)["first"]["items"]
    wagner = [item["body"] for item in items if item["body"][0]["source"].endswith("Wagner_Group")]
    assert [len(body) for body in wagner] == [2, 1]
    described = wagner[0][1]
    assert (described["purpose"], described["rights"]) == ("describing", "CC BY-SA 4.0")
    assert described["schema:isBasedOn"] == "https://en.wikipedia.org/wiki/Wagner_Group?oldid=1180000001"


def test_an_item_of_wikidata_stands_for_its_entity() -> None:
    sources = [item["body"][0]["source"] for item in to_annotations(STORY)["first"]["items"]]
    assert "http://www.wikidata.org/entity/Q7747" in sources


def test_what_is_in_the_headline_or_named_often_is_what_the_story_is_about() -> None:
    often = replace(STORY, mentions=(*MENTIONS, MENTIONS[0], MENTIONS[0]))
    told = article(often)
    assert [thing["name"] for thing in told["about"]] == ["Wagner Group"]
    assert told["datePublished"] == "2023-01-20T17:45:00+00:00"
    assert "Wagner Group" not in [thing["name"] for thing in told["mentions"]]
    assert told["mentions"][0] == {
        "@type": "Person",
        "@id": "https://en.wikipedia.org/wiki/Yevgeny_Prigozhin",
        "name": "Yevgeny Prigozhin",
        "description": "Russian businessman, financier of the Wagner Group",
    }


def test_a_text_without_an_address_is_annotated_too() -> None:
    page = replace(STORY.page, metadata=replace(STORY.page.metadata, url=None, canonical_url=None))
    first = to_annotations(replace(STORY, page=page))["first"]["items"][0]
    assert (first["id"], first["target"]["source"]) == ("urn:backstory:text#m1", "urn:backstory:text")

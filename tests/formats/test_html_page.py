from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from backstory.cards.fact_layout import lay_out
from backstory.cards.wording import as_seen
from backstory.formats import STYLE_HASH, note_markup, story_markup, to_html
from backstory.model import (
    Answer,
    Block,
    Document,
    Entity,
    Fact,
    Gap,
    Metadata,
    Page,
    ReadMoreLink,
    Unknown,
)
from tests.support.courier import CARDS, LABELS, STORY, laid_out, with_a_later_tie

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def _soup(story: Answer = STORY) -> BeautifulSoup:
    return BeautifulSoup(to_html(story), "html.parser")


def _card(soup: BeautifulSoup, label: str) -> Tag:
    return next(card for card in soup.select(".card") if card.h2.text == label)


def _lines(card: Tag, title: str) -> list[str]:
    heading = next(one for one in card.select("h3") if one.text == title)
    return [" ".join(line.text.split()) for line in heading.find_next("ul").select("li")]


def test_the_story_stands_as_it_was_written() -> None:
    soup = _soup()
    blocks = [block.text for block in soup.select("article > h1, article > p:not(.details)")]
    assert "\n\n".join(blocks) == STORY.page.document.text


def test_the_first_mention_of_each_entity_opens_its_card() -> None:
    soup = _soup()
    marked = [(button.text, soup.find(id=button["popovertarget"]).h2.text) for button in soup.select("article .name")]
    assert marked == [
        ("Wagner Group", "Wagner Group"),
        ("John Kirby", "John Kirby"),
        ("Yevgeny Prigozhin", "Yevgeny Prigozhin"),
        ("IRA", "Internet Research Agency"),
        ("Vladimir Putin", "Vladimir Putin"),
    ]


def test_a_card_says_what_held_on_the_day_without_what_was_still_to_come() -> None:
    assert _lines(_card(_soup(), "Yevgeny Prigozhin"), "On 20 January 2023") == [
        "Aged 61.",
        "Head of the Wagner Group since 2014.",
    ]


def test_a_card_says_how_it_went_on() -> None:
    assert _lines(_card(_soup(), "Yevgeny Prigozhin"), "Since then") == [
        "Led the Wagner Group’s mutiny against Russia’s military leadership, from 23 to 24 June 2023.",
        "Died on 23 August 2023, in a plane crash in Tver Oblast.",
    ]


def test_a_connection_that_the_facts_state_already_is_not_said_twice() -> None:
    assert _lines(_card(_soup(), "Yevgeny Prigozhin"), "With others of this story") == [
        "Founded the Internet Research Agency in 2013."
    ]


def test_a_tie_that_begins_after_the_storys_day_stands_apart() -> None:
    soup = _soup(with_a_later_tie())
    card = _card(soup, "Wagner Group")
    assert _lines(card, "With others of this story, since then") == ["Owned by Vladimir Putin since June 2023. 2"]
    apart = next(one for one in soup.select(".after h2") if one.text == "Connected since then").find_next("ul")
    assert [line.text for line in apart.select("li")] == [
        "The Wagner Group has been owned by Vladimir Putin since June 2023."
    ]


def test_a_card_names_its_sources_with_licence_and_date() -> None:
    assert [item.text for item in _card(_soup(), "Wagner Group").select(".sources li")] == [
        "Wikipedia, “Wagner Group”, CC BY-SA 4.0, revision 1180000001, 30 July 2025",
        "Backstory starter pack, CC0-1.0, 31 July 2025",
    ]


def test_with_several_sources_each_fact_names_its_own() -> None:
    card = _card(_soup(), "Wagner Group")
    assert card.select_one(".summary sup").text == "1"
    assert [note.text for note in card.select(".facts sup")] == ["2", "1", "2", "1"]


def test_a_card_says_why_this_sense_and_which_came_second() -> None:
    why = " ".join(_card(_soup(), "Internet Research Agency").details.text.split())
    assert "very likely, 87 %" in why
    assert "tied to Yevgeny Prigozhin in this story" in why
    assert "Next in line: Irish Republican Army, Irish paramilitary organisations (12 %)" in why


def test_links_open_elsewhere_and_give_nothing_away() -> None:
    links = _soup().select("a[href^=http]")
    assert links
    assert all(link["rel"] == ["noopener", "noreferrer"] for link in links)


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    soup = _soup()
    assert not soup.select("script:not([type='application/ld+json']), link, img, iframe, [src]")
    policy = soup.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith(f"default-src 'none'; style-src '{STYLE_HASH}'")


def test_the_policy_allows_the_style_that_the_page_has() -> None:
    style = _soup().style.string
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"sha256-{digest}" == STYLE_HASH


def test_text_is_never_markup() -> None:
    entity = Entity(EVIL, EVIL, "person", EVIL)
    card = replace(CARDS[0], entity=entity, summary=EVIL, links={"website": "javascript:alert(1)"})
    page = Page(
        Metadata(url="javascript:alert(1)", title=EVIL, byline=EVIL, site=EVIL),
        Document.from_text(EVIL, language=EVIL),
        (ReadMoreLink("javascript:alert(1)", EVIL, STORY.page.read_more[0].quote),),
    )
    story = Answer(
        page, "2023-01-20", (), (replace(card, mentions=()),), (Unknown(EVIL, EVIL, ()),), (Gap(EVIL, EVIL),)
    )
    soup = _soup(story)
    assert len(soup.select("script")) == 1
    assert not soup.select("script:not([type='application/ld+json']), img, [onerror], a[href^=javascript]")
    assert EVIL in soup.select_one(".card").text


def test_cards_carry_their_language_and_find_their_own_direction() -> None:
    arabic = replace(
        CARDS[0], entity=Entity("ar:الفرات", "الفرات"), links={"wikipedia": "https://ar.wikipedia.org/wiki/الفرات"}
    )
    soup = _soup(replace(STORY, cards=(arabic, *CARDS[1:])))
    card = soup.select_one(".card")
    assert (card["lang"], card["dir"]) == ("ar", "auto")


def test_a_card_of_no_wiki_takes_the_pages_language() -> None:
    assert "lang" not in _soup(replace(STORY, cards=(replace(CARDS[3], links={}),))).select_one(".card").attrs


def test_each_kind_of_block_gets_its_element() -> None:
    text = "Head\n\nSub\n\nItem\n\nQuote\n\nPlain"
    kinds = ("headline", "subheading", "list_item", "quote", "paragraph")
    starts = [text.index(word) for word in text.split()]
    blocks = tuple(
        Block(kind, start, start + len(word)) for kind, start, word in zip(kinds, starts, text.split(), strict=True)
    )
    story = Answer(Page(Metadata(), Document(text, blocks)), "2023-01-20", (), ())
    assert [tag.name for tag in _soup(story).article.find_all(recursive=False)] == ["h1", "h2", "p", "blockquote", "p"]


def test_a_story_without_headline_gets_its_title() -> None:
    story = Answer(Page(Metadata(title="A title"), Document.from_text("Text.")), "2023-01-20", (), ())
    assert _soup(story).h1.text == "A title"
    assert _soup(replace(story, page=replace(story.page, metadata=Metadata()))).h1.text == "A story"


def test_read_more_unknown_names_and_gaps_follow_the_story() -> None:
    after = " ".join(_soup().select_one(".after").text.split())
    assert "What happened at the salt mine" in after
    assert "Odile Brankovic: who carved the two bears" in after
    assert "live sources: are switched off in this service" in after


def test_the_story_can_be_set_under_another_heading() -> None:
    soup = BeautifulSoup(story_markup(STORY, level=2), "html.parser")
    assert (soup.h1, soup.article.h2.text) == (None, "Washington names the caterer’s army")


def test_the_open_note_is_the_first_card_and_no_popover() -> None:
    note = BeautifulSoup(note_markup(STORY), "html.parser").div
    assert note.h2.text == "Yevgeny Prigozhin"
    assert not note.select("[id]")
    assert "popover" not in note.attrs
    assert note_markup(replace(STORY, cards=())) == ""


def test_the_same_story_makes_the_same_page() -> None:
    assert to_html(STORY) == to_html(STORY)


def test_within_a_value_only_the_name_opens_its_card() -> None:
    facts = (
        Fact("sponsor", "Yevgeny Prigozhin, as its owner", None, "en:Yevgeny Prigozhin"),
        Fact("employer", "his caterers", None, "en:Yevgeny Prigozhin"),
    )
    changed = laid_out(replace(CARDS[3], then=tuple(as_seen(fact, "2023-01-20", "person") for fact in facts)))
    card = _card(_soup(replace(STORY, cards=(CARDS[0], changed))), "Vladimir Putin")
    assert [name.text for name in card.select(".name")] == ["Yevgeny Prigozhin"]
    assert _lines(card, "On 20 January 2023") == [
        "Sponsor: Yevgeny Prigozhin, as its owner.",
        "Employed by his caterers.",
    ]


def test_a_dated_story_and_an_undated_one_say_which_day_they_speak_of() -> None:
    day = "2026-11-22"
    cards = tuple(replace(card, sections=lay_out(card, LABELS, day, dated=False)) for card in CARDS)
    text = _soup(replace(STORY, as_of_from="today", as_of=day, cards=cards)).text
    assert "Today, 22 November 2026; the story has no date" in text
    assert "No date was found in the story: its cards are as of today, 22 November 2026." in " ".join(text.split())
    assert "Today" not in _soup().text


def test_what_a_statement_rests_on_stands_after_it() -> None:
    fact = Fact("convicted of", "fraud", "P1399", text="Convicted of fraud.", reference="District Court, 2 May 2019")
    card = _card(_soup(replace(STORY, cards=(laid_out(replace(CARDS[4], facts=(fact,))),))), "John Kirby")
    assert _lines(card, "Background") == ["Convicted of fraud (District Court, 2 May 2019)."]


def test_a_card_where_nothing_is_told_of_the_day_names_it_too() -> None:
    undated = _soup(replace(STORY, as_of_from="today", as_of="2026-11-22"))
    assert (
        _card(undated, "John Kirby")
        .select_one(".credit")
        .text.startswith("As of today, 22 November 2026: the story has no date. ")
    )


def test_cards_not_shown_at_once_wait_behind_show_all_without_a_mark_in_the_story() -> None:
    waiting = tuple(replace(card, shown=card.entity.id != "Q7747") for card in CARDS)
    soup = _soup(replace(STORY, cards=waiting))
    assert "Vladimir Putin" not in [name.text for name in soup.select("article .name")]
    rest = soup.select_one("details.rest")
    assert " ".join(rest.summary.text.split()) == "Show all: 1 more name"
    assert [soup.find(id=name["popovertarget"]).h2.text for name in rest.select(".name")] == ["Vladimir Putin"]


def test_not_this_one_opens_the_card_of_the_sense_that_came_second() -> None:
    soup = _soup()
    (button,) = _card(soup, "Internet Research Agency").select(".reasons .name")
    other = soup.find(id=button["popovertarget"])
    assert other.h2.text == "Irish Republican Army"
    assert "Several Irish bodies" in other.text


def test_how_the_entities_are_connected_stands_once_for_the_page() -> None:
    ties = _soup().select_one(".ties")
    assert [" ".join(tie.text.split()) for tie in ties.select("li")] == [
        "Yevgeny Prigozhin founded the Internet Research Agency in 2013.",
        "Yevgeny Prigozhin has been head of the Wagner Group since 2014.",
    ]


def test_a_card_has_one_readable_credit_line() -> None:
    assert _card(_soup(), "Wagner Group").select_one(".credit").text == (
        "“Wagner Group”, Wikipedia, CC BY-SA 4.0, shortened. Facts: Backstory starter pack, CC0-1.0."
    )


def test_an_unknown_name_has_a_card_in_the_storys_own_words_and_marked_so() -> None:
    card = _card(_soup(), "Odile Brankovic")
    assert card.q.text == "who carved the two bears"
    assert "In the story’s own words: no source here knows this name." in card.text


def test_the_readers_choice_is_called_so() -> None:
    card = _card(_soup(replace(STORY, cards=(replace(CARDS[2], corrected=True),))), "Internet Research Agency")
    assert "your choice" in card.details.summary.text


def test_machines_read_what_the_story_is_about() -> None:
    about = json.loads(_soup().find("script", type="application/ld+json").string)
    assert about["@type"] == "NewsArticle"
    assert {thing["name"] for thing in (*about.get("about", []), *about["mentions"])} == {
        card.entity.label for card in CARDS
    }

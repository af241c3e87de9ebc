from __future__ import annotations

from itertools import pairwise

import pytest

from backstory.mentions import find_mentions, propose_spans
from backstory.model import Candidate, Document, Entity, Mention


def person(name: str) -> tuple[Candidate, ...]:
    return (Candidate(Entity(f"en:{name}", name, kind="person"), prior=1.0),)


def place(name: str) -> tuple[Candidate, ...]:
    return (Candidate(Entity(f"en:{name}", name, kind="place"), prior=1.0),)


def body(name: str) -> tuple[Candidate, ...]:
    return (Candidate(Entity(f"en:{name}", name, kind="organisation"), prior=1.0),)


def found(text: str | Document, **known: tuple[Candidate, ...]) -> list[Mention]:
    document = text if isinstance(text, Document) else Document.from_text(text)
    by_surface = {}
    proposal = propose_spans(document)
    for surface in proposal.surfaces():
        for name, candidates in known.items():
            if surface.casefold().removeprefix("the ") == name.replace("_", " ").casefold():
                by_surface[surface] = candidates
    return list(find_mentions(proposal, by_surface))


def surfaces(text: str | Document, **known: tuple[Candidate, ...]) -> list[str]:
    return [mention.surface for mention in found(text, **known)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She met Ursula von der Leyen again.", "Ursula von der Leyen"),
        ("The Bank of England waited.", "Bank of England"),
        ("He flew to St. Petersburg at night.", "St. Petersburg"),
        ("Then J. K. Rowling wrote back.", "J. K. Rowling"),
        ("It is run from Washington, D.C. these days.", "Washington, D.C."),
        ("Shares of Marks & Spencer fell.", "Marks & Spencer"),
        ("A man called “Putin’s chef” paid.", "Putin’s chef"),
        ("The U.N. said no.", "U.N."),
        ("Fans of Guinea-Bissau cheered.", "Guinea-Bissau"),
        ("It was an F-16 that fell.", "F-16"),
        ("The jet was US-led.", "US"),
    ],
)
def test_a_known_name_is_found_whole(text: str, name: str) -> None:
    proposal = propose_spans(Document.from_text(text))
    known = {surface: body(name) for surface in proposal.surfaces() if surface == name}
    assert [m.surface for m in find_mentions(proposal, known)] == [name]


def test_a_possessive_is_no_part_of_the_name() -> None:
    assert surfaces("We saw Russia’s army and Wagner's men.", russia=place("Russia"), wagner=body("Wagner")) == [
        "Russia",
        "Wagner",
    ]


def test_the_longest_known_name_wins() -> None:
    assert surfaces("The UN Security Council met.", un=body("UN"), un_security_council=body("C")) == [
        "UN Security Council"
    ]


def test_a_known_word_inside_a_longer_unknown_name_stays_silent() -> None:
    assert surfaces("They hired Jordan Henderson.", jordan=place("Jordan")) == ["Jordan Henderson"]
    assert surfaces("We saw the Moscow State Circus.", moscow=place("Moscow")) == ["Moscow State Circus"]


def test_a_surname_after_an_unknown_first_name_is_someone_else() -> None:
    assert surfaces("We asked Jane Kirby.", kirby=person("John Kirby")) == ["Jane Kirby"]


def test_a_title_before_a_name_is_no_part_of_it() -> None:
    assert surfaces("In came Foreign Secretary James Cleverly.", james_cleverly=person("James Cleverly")) == [
        "James Cleverly"
    ]


def test_an_office_right_before_its_holder_is_not_marked() -> None:
    text = "In came Foreign Secretary James Cleverly."
    known = {"foreign_secretary": body("Office"), "james_cleverly": person("James Cleverly")}
    assert surfaces(text, **known) == ["James Cleverly"]


def test_an_office_on_its_own_is_marked() -> None:
    assert surfaces("We asked the Foreign Secretary twice.", foreign_secretary=body("Office")) == ["Foreign Secretary"]


def test_two_known_names_side_by_side_are_both_marked() -> None:
    known = {"trump": person("Trump"), "white_house": body("White House")}
    assert surfaces("It was the Trump White House again.", **known) == ["Trump", "White House"]


def test_a_side_of_a_place_is_the_place() -> None:
    assert surfaces("It rained in Eastern Ukraine.", ukraine=place("Ukraine")) == ["Ukraine"]


@pytest.mark.parametrize(
    "text",
    [
        "The times are hard. We know the times.",
        "Target the young, he said, and hit the target.",
        "Cleverly, she had kept the letter.",
        "Monday was quiet.",
    ],
)
def test_ordinary_words_that_open_sentences_are_no_names(text: str) -> None:
    known = {"times": body("Times"), "target": body("Target"), "cleverly": person("Cleverly"), "monday": body("M")}
    assert surfaces(text, **known) == []


def test_a_name_that_opens_a_sentence_is_one() -> None:
    assert surfaces("Wagner paid. Then Wagner left.", wagner=body("Wagner")) == ["Wagner", "Wagner"]


def test_a_lone_unknown_word_that_opens_a_sentence_is_none() -> None:
    assert surfaces("Bakers rose early.") == []


def test_unknown_names_of_several_words_are_mentions() -> None:
    assert surfaces("We asked Maria Lopez Obrera about it.") == ["Maria Lopez Obrera"]


def test_a_headline_in_capitals_gives_what_the_text_names_too() -> None:
    document = Document.from_blocks(
        [("headline", "RUSSIA SAYS WAGNER PAID FOR ARMS"), ("paragraph", "In Moscow, Russia said that Wagner paid.")]
    )
    known = {"russia": place("Russia"), "wagner": body("Wagner"), "arms": body("ARMS")}
    assert surfaces(document, **known)[:2] == ["RUSSIA", "WAGNER"]
    assert "ARMS" not in surfaces(document, **known)


def test_title_case_in_a_headline_makes_no_names() -> None:
    document = Document.from_blocks(
        [("headline", "Why Target Shoppers Turn Away This Winter"), ("paragraph", "It is about prices.")]
    )
    assert surfaces(document, target=body("Target")) == []


def test_a_surname_stands_for_the_full_name() -> None:
    mentions = found("John Kirby spoke. Later Kirby left.", john_kirby=person("John Kirby"), kirby=person("Other"))
    assert [(m.surface, m.long_form) for m in mentions] == [("John Kirby", None), ("Kirby", "John Kirby")]


def test_a_surname_before_its_full_name_stands_for_it_too() -> None:
    mentions = found("Arms, said Kirby. It was John Kirby who said it.", john_kirby=person("John Kirby"))
    assert mentions[0].long_form == "John Kirby"


def test_of_two_people_of_one_surname_the_nearest_before_counts() -> None:
    text = "Anna Roth sang. Then Roth bowed. Peter Roth played. Then Roth left."
    fulls = [m.long_form for m in found(text) if m.surface == "Roth"]
    assert fulls == ["Anna Roth", "Peter Roth"]


def test_an_acronym_in_brackets_stands_for_what_stands_before_it() -> None:
    mentions = found("The Iowa Retail Association (IRA) met. The IRA voted.", ira=body("IRA"))
    assert [m.long_form for m in mentions] == [None, "Iowa Retail Association", "Iowa Retail Association"]


def test_an_acronym_before_its_expansion_stands_for_it() -> None:
    mentions = found("Then the IRA (Iowa Retail Association) met in town.", ira=body("IRA"))
    assert mentions[0].long_form == "Iowa Retail Association"


def test_a_first_name_of_someone_unknown_may_be_that_person() -> None:
    mentions = found("Chad Brewster cycled. Chad smiled.", chad=place("Chad"))
    assert mentions[1].possible_long_form == "Chad Brewster"


def test_in_before_a_name_makes_it_a_place() -> None:
    mentions = found("Mary Lincoln spoke in Lincoln.", lincoln=place("Lincoln"))
    assert mentions[-1].long_form is None


def test_elided_articles_stand_outside_of_names() -> None:
    proposal = propose_spans(Document.from_text("La guerre d’Ukraine dure.", language="fr"))
    assert [m.surface for m in find_mentions(proposal, {"Ukraine": place("Ukraine")})] == ["Ukraine"]


def test_offsets_are_those_of_the_given_text() -> None:
    text = "  😀 Łódź and\tthe Wagner group.\r\n\r\nKirby."
    for mention in found(text, łódź=place("Łódź"), wagner_group=body("W")):
        assert text[mention.start : mention.end] == mention.surface


def test_mentions_never_overlap_and_stand_in_order() -> None:
    text = "UN Security Council of the United Nations and the UN in New York City, New York."
    names = ("un", "un_security_council", "united_nations", "new_york", "new_york_city")
    mentions = found(text, **{name: body(name) for name in names})
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "A", "…", "of of of", "A" * 50_000, "Ab " * 20_000, "A-" * 20_000])
def test_odd_texts_end(text: str) -> None:
    assert isinstance(found(text), list)


def test_two_lone_names_side_by_side_are_one_unknown_name() -> None:
    assert surfaces("We met Chad Holland there.", chad=place("Chad"), holland=place("Holland")) == ["Chad Holland"]


def test_a_known_end_of_an_unknown_name_stays_silent() -> None:
    assert surfaces("They flew Air New Zealand.", new_zealand=place("New Zealand")) == ["Air New Zealand"]


def test_words_in_a_line_of_capitals_are_no_acronyms() -> None:
    document = Document.from_blocks([("headline", "WHO IS THE NEW MAN OF TEXAS"), ("paragraph", "He is new.")])
    assert surfaces(document, who=body("WHO"), **{"is": body("IS")}) == []

"""Where a known name begins and ends, and what stands beside it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.mentions import find_mentions, propose_spans
from backstory.model import BlockKind, Candidate, Document, Entity

KINDS = ("person", "place", "organisation", "event", "work", None)


def sense(label: str, kind: str | None = None, said: str | None = None) -> tuple[Candidate, ...]:
    return (Candidate(Entity(f"en:{label}", label, kind=kind, description=said), 1.0),)


def marked(text: str, **known: tuple[Candidate, ...]) -> list[str]:
    """The names found in a text, of which some stretches are known; an underscore stands for a space."""
    return names(text, {name.replace("_", " "): senses for name, senses in known.items()})


def names(text: str, known: dict[str, tuple[Candidate, ...]]) -> list[str]:
    proposal = propose_spans(Document.from_text(text))
    return [m.surface for m in find_mentions(proposal, {s: known[s] for s in proposal.surfaces() & known.keys()})]


OLYMPICS = sense("Winter Olympics", "event")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He won at the 2018 Winter Olympics.", "2018 Winter Olympics"),
        ("2018 Winter Olympics begin.", "2018 Winter Olympics"),
        ("It was the 2016–17 Liiga season again.", "2016–17 Liiga season"),
        ("We heard 50 Cent sing.", "50 Cent"),
        ("A Boeing 747 flew by.", "Boeing 747"),
    ],
)
def test_a_number_is_part_of_what_is_called_by_it(text: str, name: str) -> None:
    assert names(text, {name: sense(name), "Winter Olympics": OLYMPICS, "Boeing": sense("Boeing")}) == [name]


@pytest.mark.parametrize(
    ("text", "stretch", "name"),
    [
        ("In 2018 Russians came.", "2018 Russians", "Russians"),
        ("They saw Gloucester 19 times.", "Gloucester 19", "Gloucester"),
        ("In 2018, Winter Olympics began.", "2018, Winter Olympics", "Winter Olympics"),
    ],
)
def test_a_number_beside_a_name_is_no_part_of_it(text: str, stretch: str, name: str) -> None:
    assert names(text, {stretch: sense(name), name: sense(name)}) == [name]


def test_a_number_before_small_letters_begins_no_name() -> None:
    assert names("It cost 50 cents.", {"50 cents": sense("50 Cent", "person")}) == []
    asked = propose_spans(Document.from_text("It cost 50 cents in Essex.")).surfaces()
    assert not any(surface.startswith("50") for surface in asked)


def test_a_word_in_small_letters_ends_a_name_where_it_says_what_that_is() -> None:
    state = sense("Washington", "place", "state in the northwest of America")
    assert marked("They love Washington state.", Washington_state=state, Washington=sense("W")) == ["Washington state"]
    group = sense("Wagner Group", "organisation")
    assert marked("We met Wagner group men.", Wagner_group=group, Wagner=sense("Wagner")) == ["Wagner group"]


def test_a_word_in_small_letters_that_says_who_someone_is_ends_no_name() -> None:
    known = {"England_captain": sense("Harry Roe", "person", "footballer"), "England": sense("England", "place")}
    assert marked("Then the England captain spoke.", **known) == ["England"]


def test_a_nickname_with_a_possessive_is_a_name_of_its_own() -> None:
    known = {"Putin's chef": sense("Yevgeny Prigozhin", "person"), "Putin": sense("Vladimir Putin", "person")}
    assert names("Then Putin's chef paid.", known) == ["Putin's chef"]


def test_a_word_that_opens_a_sentence_is_no_part_of_the_name_after_it() -> None:
    known = {"At_Portsmouth": sense("Portsmouth F.C."), "Portsmouth": sense("Portsmouth", "place")}
    assert marked("At Portsmouth they won.", **known) == ["Portsmouth"]


def test_a_word_that_opens_a_sentence_is_part_of_what_begins_with_it() -> None:
    known = {"Of_Mice_and_Men": sense("Of Mice and Men", "work"), "Men": sense("men")}
    assert marked("Of Mice and Men is old.", **known) == ["Of Mice and Men"]


def test_an_article_is_part_of_what_is_called_by_it_alone() -> None:
    assert marked("The Hague sits.", The_Hague=sense("The Hague"), Hague=sense("The Hague")) == ["The Hague"]
    assert marked("The IRA sits.", The_IRA=sense("IRA"), IRA=sense("IRA")) == ["IRA"]


BELLY = sense("Belly", "work")


@pytest.mark.parametrize(
    "text", ["“Belly” ran.", "Then “Belly” ran.", "He sang. “Belly” is old.", "They ran: 'Belly' and more."]
)
def test_a_lone_title_in_quotes_is_a_name_though_the_word_stands_in_small_letters_too(text: str) -> None:
    assert marked(f"{text} We saw a belly.", Belly=BELLY) == ["Belly"]


@pytest.mark.parametrize("text", ["He sang. Belly is old.", "He said. “Belly up,” he said.", "He said: “Belly up!”"])
def test_a_word_that_opens_a_sentence_or_a_quotation_is_none(text: str) -> None:
    assert marked(f"{text} We saw a belly.", Belly=BELLY) == []


WILLIAM = sense("William Alexander", "person")


def test_a_person_and_a_surname_are_one_name_that_nobody_knows() -> None:
    known = {"William_Alexander": WILLIAM, "Virtue": sense("Edward Virtue", "person")}
    assert marked("We met William Alexander Virtue.", **known) == ["William Alexander Virtue"]


def test_three_lone_names_are_one_name_that_nobody_knows() -> None:
    known = {"William": sense("William"), "Alexander": sense("Alexander"), "Virtue": sense("Virtue")}
    assert marked("We met William Alexander Virtue.", **known) == ["William Alexander Virtue"]


@pytest.mark.parametrize(
    "text", ["We met William Alexander. Virtue left.", "We met William Alexander, Virtue and Roe."]
)
def test_what_parts_two_names_parts_a_person_from_a_surname(text: str) -> None:
    known = {"William_Alexander": WILLIAM, "Virtue": sense("Edward Virtue", "person")}
    assert marked(text, **known)[:2] == ["William Alexander", "Virtue"]


def test_a_hyphen_joins_no_two_known_names() -> None:
    known = {"Chad": sense("Chad", "place"), "Holland": sense("Holland", "place")}
    assert marked("The Chad-Holland match is on.", **known) == ["Chad", "Holland"]
    assert marked("We met Chad Holland.", **known) == ["Chad Holland"]


def test_a_day_after_a_name_is_no_part_of_it() -> None:
    known = {"William_Alexander": WILLIAM, "Chad": sense("Chad", "place"), "Monday": sense("Monday Roe", "person")}
    assert marked("We met William Alexander Monday in Chad Monday.", **known) == ["William Alexander", "Chad"]


def test_a_place_before_an_unknown_body_is_part_of_its_name() -> None:
    assert marked("We swam at Eastleigh Leisure Centre.", Eastleigh=sense("Eastleigh", "place")) == [
        "Eastleigh Leisure Centre"
    ]


def test_a_place_before_what_any_town_may_have_is_part_of_one_name() -> None:
    known = {"Eastleigh": sense("Eastleigh", "place"), "Leisure_Park": sense("leisure park")}
    assert marked("We swam at Eastleigh Leisure Park.", **known) == ["Eastleigh Leisure Park"]
    known = {"Eastleigh": sense("Eastleigh", "place"), "Leisure_Centre": sense("leisure centre")}
    assert marked("We swam at Eastleigh Leisure Centre.", **known) == ["Eastleigh Leisure Centre"]


def test_for_joins_the_names_of_bodies_alone() -> None:
    known = {"Doha": sense("Doha", "place")}
    assert marked("They met at Doha for the Asian Cup.", **known) == ["Doha", "Asian Cup"]
    assert marked("They met at Doha with the Centre for Policy Studies.", **known) == [
        "Doha",
        "Centre for Policy Studies",
    ]


def test_a_place_before_a_body_of_its_own_name_stays_a_place() -> None:
    known = {"London": sense("London", "place"), "Metropolitan_Police": sense("Metropolitan Police", "organisation")}
    assert marked("We asked London Metropolitan Police.", **known) == ["London", "Metropolitan Police"]


def test_a_letter_on_its_own_is_no_name() -> None:
    assert marked("Then X bought J and Plan B failed.", X=sense("X", "company"), J=sense("J"), B=sense("B")) == [
        "Plan B"
    ]


def test_a_letter_may_be_part_of_a_name() -> None:
    assert marked("She takes Vitamin C daily.", Vitamin_C=sense("Vitamin C"), C=sense("C")) == ["Vitamin C"]


WORDS = "The the of and in IRA Jordan Jordan's Chad William St. U.N. 2018 12 state Secretary WHO Monday king Ada-Jo"
ODD = st.text(max_size=60) | st.lists(
    st.sampled_from([*WORDS.split(), "“", "”", "(", ")", ",", ".", "–", "&", "\n", "\u00a0", "’s", "😀", "Łódź"]),
    max_size=30,
).map(" ".join)


@given(st.data())
def test_in_any_text_names_lie_apart_where_they_say(data: st.DataObject) -> None:
    kind: BlockKind = data.draw(st.sampled_from(["paragraph", "headline"]))
    language = data.draw(st.sampled_from(["en", "de", "fr"]))
    text = data.draw(ODD)
    document = data.draw(
        st.sampled_from(
            [
                Document.from_text(text, language=language),
                Document.from_blocks([(kind, line) for line in text.splitlines()], language=language),
            ]
        )
    )
    proposal = propose_spans(document)
    some = data.draw(st.sets(st.sampled_from(sorted(proposal.surfaces())))) if proposal.spans else set()
    known = {
        s: sense(data.draw(st.sampled_from([s, s.lower(), f"Ada {s}"])), data.draw(st.sampled_from(KINDS)))
        for s in some
    }
    found = find_mentions(proposal, known)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for mention in found:
        assert mention.surface
        assert document.text[mention.start : mention.end] == mention.surface
        assert mention.long_form != mention.surface

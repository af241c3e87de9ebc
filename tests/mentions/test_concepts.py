from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.mentions import concept_spans, find_concepts, propose_spans
from backstory.model import Candidate, Document, Entity, Mention


def concepts(text: str, *labels: str, names: tuple[str, ...] = ()) -> list[str]:
    """What is found of entries with these labels, beside some names."""
    proposal = propose_spans(Document.from_text(text))
    by_form = {label.casefold(): (Candidate(Entity(f"en:{label}", label), 1.0),) for label in labels}
    asked = {proposal.surface(stretch) for stretch in concept_spans(proposal)}
    known = {surface: by_form[surface.casefold()] for surface in asked if surface.casefold() in by_form}
    beside = [Mention(text.index(name), text.index(name) + len(name), name) for name in names]
    return [mention.surface for mention in find_concepts(proposal, known, beside)]


@pytest.mark.parametrize(
    "label", ["inflation", "troll farm", "solid-fuel engine", "rate of return", "cost of living index"]
)
def test_what_stands_in_small_letters_is_found_whole(label: str) -> None:
    assert concepts(f"They spoke of the {label} again.", label) == [label]


def test_the_longest_concept_wins() -> None:
    assert concepts("It is a troll farm.", "farm", "troll", "troll farm") == ["troll farm"]


def test_concepts_stand_in_the_order_of_the_text_each_time_they_are_named() -> None:
    assert concepts("The farm, the engine, the farm.", "engine", "farm") == ["farm", "engine", "farm"]


def test_what_is_part_of_a_name_is_no_concept() -> None:
    assert concepts("The Wagner group met a group.", "group", names=("Wagner group",)) == ["group"]


def test_an_entry_that_is_a_name_is_no_concept() -> None:
    assert concepts("Hit the target again.", "Target") == []


def test_another_name_of_an_entry_is_no_concept() -> None:
    proposal = propose_spans(Document.from_text("We had some cash."))
    known = {"cash": (Candidate(Entity("en:money", "money"), 1.0),)}
    assert find_concepts(proposal, known, ()) == ()


@pytest.mark.parametrize("text", ["It is a troll. The farm is far.", "A troll, farm and all.", "A troll 12 farm."])
def test_no_concept_goes_over_what_parts_words(text: str) -> None:
    assert concepts(text, "troll farm") == []


def test_what_has_a_capital_is_left_to_the_names() -> None:
    assert concepts("The Troll farm met.", "troll farm") == []


@pytest.mark.parametrize("word", ["the", "tax", "of", "king"])
def test_small_words_titles_and_openers_are_no_concepts_by_themselves(word: str) -> None:
    assert concepts(f"We saw {word} again.", word) == []


def test_no_concept_begins_or_ends_with_a_small_word() -> None:
    assert concepts("We know the farm of old.", "the farm", "farm of") == []


def test_a_concept_has_four_words_at_most() -> None:
    label = "very long term interest rate"
    assert concepts(f"A {label} rose.", label) == []


@given(st.lists(st.sampled_from([*"troll farm engine Quill of the 12 , . -".split(), "\n"]), max_size=20).map(" ".join))
def test_in_any_text_concepts_lie_apart_where_they_say(text: str) -> None:
    proposal = propose_spans(Document.from_text(text))
    labels = ("troll", "troll farm", "farm engine", "engine")
    known = {label: (Candidate(Entity(f"en:{label}", label), 1.0),) for label in labels}
    end = 0
    for mention in find_concepts(proposal, known, ()):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.surface
        end = mention.end

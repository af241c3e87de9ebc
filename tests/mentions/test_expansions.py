"""What the story itself says an acronym stands for."""

from __future__ import annotations

import pytest

from backstory.mentions import find_mentions, propose_spans
from backstory.model import Candidate, Document, Entity

LAS = (Candidate(Entity("en:LAS", "Larvian Air Squadron", kind="organisation"), 1.0),)


def full_of(text: str, acronym: str = "LAS", **known: tuple[Candidate, ...]) -> set[str | None]:
    """What the acronym's mentions stand for."""
    proposed = propose_spans(Document.from_text(text))
    found = find_mentions(proposed, {acronym: LAS, **known})
    return {mention.long_form for mention in found if mention.surface == acronym}


@pytest.mark.parametrize(
    "text",
    [
        "The Leeds Angling Society (LAS) met.",
        "The Leeds Angling Society (“LAS”) met.",
        "The LAS (Leeds Angling Society) met.",
        "LAS, the Leeds Angling Society, met.",
        "Then LAS – the Leeds Angling Society – met.",
        "LAS stands for Leeds Angling Society here.",
        "Here LAS is short for Leeds Angling Society.",
        "The Leeds Angling Society, or LAS, met.",
        "The Leeds Angling Society, known as LAS, met.",
        "The Leeds Angling Society, also known as the LAS, met.",
        "The Leeds Angling Society (or LAS) met.",
    ],
)
def test_the_storys_own_expansion_is_what_an_acronym_means_throughout(text: str) -> None:
    assert full_of(f"{text} In May the LAS voted.") == {"Leeds Angling Society"}


@pytest.mark.parametrize(
    "text",
    [
        "The Leeds Boat Society met the LAS.",
        "The Leeds Boat Society (LAS pilots came) met.",
        "Leeds Boat Society members left. LAS, they said, met.",
        "LAS, the Young Fishers, met.",
        "They saw Mara Teel (LAS).",
    ],
)
def test_what_does_not_expand_it_leaves_it_alone(text: str) -> None:
    assert full_of(f"{text} In May the LAS voted.") == {None}


def test_another_writing_of_the_known_sense_is_that_sense() -> None:
    assert full_of("The Larvian Air-Squadron (LAS) met.") == {None}
    assert full_of("LAS, the Larvian Air Squadrons, met.") == {None}


def test_a_name_whose_beginning_is_known_is_expanded_whole() -> None:
    leeds = (Candidate(Entity("en:Leeds", "Leeds", kind="place"), 1.0),)
    assert full_of("The Leeds Angling Society (LAS) met.", Leeds=leeds) == {"Leeds Angling Society"}


def test_a_name_that_goes_on_behind_an_apostrophe_is_expanded_whole() -> None:
    assert full_of("The Leeds Anglers' Society (LAS) met.") == {"Leeds Anglers' Society"}
    assert full_of("The Leeds Anglers’ Society, or LAS, met.") == {"Leeds Anglers’ Society"}


def test_small_words_in_common_make_no_other_writing_of_a_sense() -> None:
    known = (Candidate(Entity("en:LIA", "Larvian Institute of the Arts", kind="organisation"), 1.0),)
    text = "The Leeds Institute of the Anglers, known as the LIA, met."
    assert full_of(text, "LIA", LIA=known) == {"Leeds Institute of the Anglers"}

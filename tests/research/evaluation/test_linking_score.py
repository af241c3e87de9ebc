"""What counts as right, wrong and missed, on texts small enough to count by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backstory_research.evaluation.linking import GoldDocument, GoldMention, Prediction
from backstory_research.evaluation.linking.score import score
from backstory_research.evaluation.linking.spans import is_capitalised, is_coreference, widen
from tests.research.evaluation.marked import marked, said, within

Three = tuple[int, int, int]  # right, wrong, missed
NONE = (0, 0, 0)
TYPES = {"Q1996": frozenset({"DATETIME"})}


def verdicts(document: GoldDocument, *predictions: Prediction, scope: str = "all") -> tuple[Three, Three]:
    """Detection and linking."""
    counts = score(document, predictions, TYPES).counts
    found, linked = (
        tuple(counts[scope, step, verdict] for verdict in ("right", "wrong", "missed"))  # type: ignore[index]
        for step in ("detection", "linking")
    )
    return found, linked  # type: ignore[return-value]


ISLAND = marked("They rowed to [Auk Island] at dawn.", "Q1")


def test_the_right_entity_on_the_span_is_right() -> None:
    assert verdicts(ISLAND, said(ISLAND, "Auk Island", "Q1")) == ((1, 0, 0), (1, 0, 0))


def test_another_entity_is_found_but_wrong_and_the_right_one_missed() -> None:
    assert verdicts(ISLAND, said(ISLAND, "Auk Island", "Q5")) == ((1, 0, 0), (0, 1, 1))


def test_a_mention_without_a_prediction_is_missed() -> None:
    assert verdicts(ISLAND) == ((0, 0, 1), (0, 0, 1))


def test_saying_no_entity_where_one_is_known_misses_it() -> None:
    assert verdicts(ISLAND, said(ISLAND, "Auk Island", None)) == ((0, 0, 1), (0, 0, 1))


def test_a_span_with_another_border_is_wrong_and_the_mention_missed() -> None:
    assert verdicts(ISLAND, said(ISLAND, "Island", "Q1")) == ((0, 1, 1), (0, 1, 1))


def test_of_two_predictions_on_one_span_the_last_counts() -> None:
    first, last = said(ISLAND, "Auk Island", "Q5"), said(ISLAND, "Auk Island", "Q1")
    assert verdicts(ISLAND, first, last) == ((1, 0, 0), (1, 0, 0))


def test_spans_are_grown_to_whole_words_before_they_are_compared() -> None:
    assert verdicts(ISLAND, said(ISLAND, "Auk Isl", "Q1")) == ((1, 0, 0), (1, 0, 0))


def test_a_prediction_where_nothing_is_marked_is_wrong() -> None:
    text = marked("They rowed at dawn with Ida Skerry to be there.")
    assert verdicts(text, said(text, "Ida Skerry", "Q3")) == ((0, 1, 0), (0, 1, 0))


@pytest.mark.parametrize(
    ("name", "words", "named"), [("Ida", "dawn", 1), ("ida", "Ida", 0), ("", "Ida", 1), ("", "dawn", 0), ("", "***", 1)]
)
def test_a_prediction_elsewhere_is_a_named_one_by_its_name_else_by_its_words(name: str, words: str, named: int) -> None:
    text = marked("At dawn they saw Ida *** wave.")
    assert verdicts(text, said(text, words, "Q99", name=name), scope="named") == ((0, named, 0), (0, named, 0))


def test_no_entity_where_nothing_is_marked_costs_nothing() -> None:
    text = marked("They rowed at dawn with Ida Skerry to be there.")
    assert verdicts(text, said(text, "Ida Skerry", None)) == (NONE, NONE)


def test_nothing_counts_outside_the_marked_part() -> None:
    text = replace(marked("Ida Skerry rowed to [Auk Island] at dawn.", "Q1"), span=(11, 30))
    assert verdicts(text, said(text, "Ida Skerry", "Q3"), said(text, "Auk Island", "Q1")) == ((1, 0, 0), (1, 0, 0))


def test_a_prediction_that_juts_out_of_the_marked_part_does_not_count() -> None:
    text = replace(marked("Ida Skerry rowed to [Auk Island] at dawn.", "Q1"), span=(4, 40))
    assert verdicts(text, said(text, "Ida Skerry", "Q3")) == ((0, 0, 1), (0, 0, 1))


def test_predictions_on_pronouns_do_not_count() -> None:
    text = marked("She told the skipper and the Auk to wait.")
    assert verdicts(text, said(text, "She", "Q3"), said(text, "the skipper", "Q3")) == (NONE, NONE)
    assert verdicts(text, said(text, "the Auk", "Q1")) == ((0, 1, 0), (0, 1, 0))


def test_marked_coreferences_are_neither_asked_for_nor_counted() -> None:
    text = marked("[It] left. [The boat] sank.", "Q2", {"entity": "Q2", "coreference": True})
    assert verdicts(text, said(text, "It", "Q1"), said(text, "The boat", "Q2")) == (NONE, NONE)
    asked = marked("[It] left.", {"entity": "Q2", "coreference": False})
    assert verdicts(asked) == ((0, 0, 1), (0, 0, 1))


def test_lower_case_entities_count_among_all_but_not_among_the_named() -> None:
    text = marked("The [ferry] sank.", "Q4")
    assert verdicts(text, said(text, "ferry", "Q4")) == ((1, 0, 0), (1, 0, 0))
    assert verdicts(text, said(text, "ferry", "Q4"), scope="named") == (NONE, NONE)


class TestUnknown:
    """Mentions without a known entity."""

    text = marked("[Bo Plover] rowed.", None)

    def test_are_not_asked_for(self) -> None:
        assert verdicts(self.text) == (NONE, NONE)
        assert verdicts(self.text, said(self.text, "Bo Plover", None)) == (NONE, NONE)

    def test_naming_an_entity_there_is_wrong_among_all_but_not_among_the_named(self) -> None:
        link = said(self.text, "Bo Plover", "Q3")
        assert verdicts(self.text, link) == ((0, 1, 0), (0, 1, 0))
        assert verdicts(self.text, link, scope="named") == (NONE, NONE)


class TestOptional:
    """Mentions that may be left out."""

    text = marked("[Ida Skerry] rowed.", {"entity": "Q3", "optional": True})

    def test_nobody_loses_who_leaves_them_out(self) -> None:
        assert verdicts(self.text) == (NONE, NONE)
        assert verdicts(self.text, said(self.text, "Ida Skerry", None)) == (NONE, NONE)

    def test_nobody_wins_who_has_them_right(self) -> None:
        assert verdicts(self.text, said(self.text, "Ida Skerry", "Q3")) == (NONE, NONE)

    def test_a_wrong_entity_is_wrong_but_the_span_is_not(self) -> None:
        assert verdicts(self.text, said(self.text, "Ida Skerry", "Q1")) == (NONE, (0, 1, 0))

    def test_an_entity_for_an_unknown_one_is_wrong_in_both(self) -> None:
        text = marked("[Bo Plover] rowed.", {"optional": True})
        assert verdicts(text, said(text, "Bo Plover", "Q3")) == ((0, 1, 0), (0, 1, 0))

    @pytest.mark.parametrize(("entity", "wrong"), [("Q1996", 0), ("Q3", 1)])
    def test_a_date_is_right_where_any_date_is_named(self, entity: str, wrong: int) -> None:
        text = marked("It sank in [1996] off shore.", {"entity": "Q1996", "types": ("DATETIME",), "optional": True})
        assert verdicts(text, said(text, "1996", entity)) == (NONE, (0, wrong, 0))


class TestNested:
    """ "[[Auk Island] Ferry]": the outer name or the inner one."""

    base = marked("The [Auk Island Ferry] sank with [Ida Skerry] on it.", "Q2", "Q3")
    text = replace(
        base, mentions=(*base.mentions[:1], within(base, "Auk Island", entity="Q1", parent=0))
    )  # fmt: skip

    def test_the_outer_one_alone_is_right(self) -> None:
        assert verdicts(self.text, said(self.text, "Auk Island Ferry", "Q2")) == ((1, 0, 0), (1, 0, 0))

    def test_the_inner_one_alone_is_right(self) -> None:
        assert verdicts(self.text, said(self.text, "Auk Island", "Q1")) == ((1, 0, 0), (1, 0, 0))

    def test_both_count_once(self) -> None:
        both = said(self.text, "Auk Island Ferry", "Q2"), said(self.text, "Auk Island", "Q1")
        assert verdicts(self.text, *both) == ((1, 0, 0), (1, 0, 0))

    def test_neither_is_missed_once(self) -> None:
        assert verdicts(self.text) == ((0, 0, 1), (0, 0, 1))

    def test_a_wrong_outer_one_beside_a_right_inner_one_is_right(self) -> None:
        both = said(self.text, "Auk Island Ferry", "Q5"), said(self.text, "Auk Island", "Q1")
        assert verdicts(self.text, *both) == ((1, 0, 0), (1, 0, 0))

    def test_a_wrong_inner_one_is_wrong_and_misses_the_nest(self) -> None:
        assert verdicts(self.text, said(self.text, "Auk Island", "Q5")) == ((1, 0, 0), (0, 1, 1))

    def test_of_two_inner_ones_both_are_asked_for(self) -> None:
        two = replace(self.text, mentions=(*self.text.mentions, within(self.text, "Ferry", entity="Q5", parent=0)))
        assert verdicts(two, said(two, "Auk Island", "Q1")) == ((0, 0, 1), (0, 0, 1))
        assert verdicts(two, said(two, "Auk Island", "Q1"), said(two, "Ferry", "Q5")) == ((1, 0, 0), (1, 0, 0))
        assert verdicts(two, said(two, "Auk Island Ferry", "Q2")) == ((1, 0, 0), (1, 0, 0))

    def test_a_reading_within_an_inner_one_calls_for_the_others_beside_it(self) -> None:
        base = marked("The [Auk Island Ferry Crew] sank.", "Q5")
        inner = within(base, "Auk Island Ferry", entity="Q2", parent=0, id=1)
        innermost = within(base, "Auk Island", entity="Q1", parent=1, id=2)
        crew = within(base, "Crew", entity="Q3", parent=0, id=3)
        text = replace(base, mentions=(*base.mentions, inner, innermost, crew))
        assert verdicts(text, said(text, "Auk Island", "Q1")) == ((0, 0, 1), (0, 0, 1))
        assert verdicts(text, said(text, "Auk Island", "Q1"), said(text, "Crew", "Q3")) == ((1, 0, 0), (1, 0, 0))

    def test_an_optional_outer_one_stands_for_inner_ones_that_are_asked_for(self) -> None:
        outer = replace(self.text.mentions[0], optional=True)
        assert verdicts(replace(self.text, mentions=(outer, self.text.mentions[1]))) == ((0, 0, 1), (0, 0, 1))
        inner = replace(self.text.mentions[1], optional=True)
        assert verdicts(replace(self.text, mentions=(outer, inner))) == (NONE, NONE)

    def test_a_mention_whose_outer_reading_is_not_given_neither_wins_nor_loses(self) -> None:
        orphan = replace(self.text, mentions=(GoldMention("x", 4, 14, "Q1", "Auk Island", parent="lost"),))
        assert verdicts(orphan) == (NONE, NONE)
        assert verdicts(orphan, said(orphan, "Auk Island", "Q1")) == (NONE, NONE)


@pytest.mark.parametrize(
    ("text", "span", "wide"),
    [
        ("The Auks fly.", (4, 7), (4, 8)),
        ("The Auk's nest.", (4, 7), (4, 9)),
        ("North-East Auk", (6, 10), (6, 10)),
        ('The "Auk" flew.', (5, 8), (4, 9)),
        ('The "Auk flew" off.', (5, 8), (5, 8)),
        ("an Auks", (3, 6), (3, 6)),  # as published: never to the last character
    ],
)
def test_a_span_grows_to_whole_words(text: str, span: tuple[int, int], wide: tuple[int, int]) -> None:
    assert widen(span, text) == wide


@pytest.mark.parametrize(
    ("surface", "told"),
    [("they", True), ("She", True), ("I", True), ("US", False), ("us", True), ("The boat", True), ("The Boat", False)],
)
def test_words_that_stand_for_a_name_are_told_from_names(surface: str, told: bool) -> None:
    assert is_coreference(surface) is told


@pytest.mark.parametrize(
    ("name", "told"), [("Auk", True), ("2nd Auk", False), ("*Auk", True), ("***", False), ("", False)]
)
def test_a_name_is_capitalised_by_its_first_letter(name: str, told: bool) -> None:
    assert is_capitalised(name) is told

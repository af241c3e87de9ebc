from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.linking.candidate_features import NAMES as FEATURES
from backstory.linking.candidate_features import CandidateCache, scored_candidates
from backstory.linking.semantic_types import SEMANTIC_TYPES
from backstory.model import Candidate, Entity
from backstory.text.normalise import normalise
from tests.linking.tiny import entity, senses

HOW_IT_IS_NAMED = ("equal_one_word", "equal_several_words", "begins", "ends", "inside", "acronym", "alias")


def signals(name: str, *candidates: Candidate) -> list[dict[str, float]]:
    found = scored_candidates(name, normalise(name), candidates)
    return [dict(zip(FEATURES, each.features, strict=True)) for each in found]


@pytest.mark.parametrize(
    ("name", "label", "signal"),
    [
        ("Stanford", "Stanford", "equal_one_word"),
        ("the Hague", "The Hague", "equal_one_word"),
        ("Stanford University", "Stanford University", "equal_several_words"),
        ("Naples", "Naples, Florida", "equal_one_word"),  # what follows a comma says which one
        ("Naples, Florida", "Naples, Florida", "equal_several_words"),
        ("Stanford", "Stanford University", "begins"),
        ("Duran", "Duran Duran", "begins"),
        ("Baez", "Joan Baez", "ends"),
        ("Central Agency", "Central Intelligence Agency", "inside"),
        ("IMF", "International Monetary Fund", "acronym"),
        ("Twitter", "X", "alias"),
        ("Stan", "Stanford University", "alias"),
    ],
)
def test_how_a_name_stands_to_a_label(name: str, label: str, signal: str) -> None:
    (found,) = signals(name, *senses(entity(label)))
    assert [each for each in HOW_IT_IS_NAMED if found[each]] == [signal]


NAMES = st.lists(st.sampled_from(["Ada", "ada", "IMF", "Intel", "Mint", "of", "Fund", "F."]), min_size=1, max_size=4)


@given(NAMES.map(" ".join), NAMES.map(" ".join))
def test_a_name_is_an_alias_where_it_is_nothing_else(name: str, label: str) -> None:
    (found,) = signals(name, *senses(entity(label)))
    assert found["alias"] == float(not any(found[each] for each in HOW_IT_IS_NAMED[:-1]))


def test_a_person_may_be_called_by_the_first_or_the_last_name() -> None:
    joan = senses(entity("Joan Baez", "person"))
    (first,), (last,) = signals("Joan", *joan), signals("Baez", *joan)
    assert (first["first_name"], first["last_name"], first["given_first_name"]) == (1, 0, 1)
    assert (last["first_name"], last["last_name"], last["given_first_name"]) == (0, 1, 0)


def test_a_first_name_like_no_other_is_no_given_name() -> None:
    (found,) = signals("Zorblax", *senses(entity("Zorblax Quill", "person")))
    assert (found["first_name"], found["given_first_name"]) == (1, 0)


def test_a_place_has_no_first_name() -> None:
    (found,) = signals("Adelaide", *senses(entity("Adelaide River", "place")))
    assert (found["begins"], found["first_name"]) == (1, 0)


def test_a_sense_beside_one_that_bears_the_name_is_a_rival() -> None:
    paris, hilton, city = entity("Paris", "place"), entity("Paris Hilton", "person"), entity("Lutetia", "place")
    found = signals("Paris", *senses(paris, hilton, city))
    assert [each["outnamed"] for each in found] == [0, 1, 0]
    assert [each["stranger"] for each in found] == [0, 0, 1]


def test_where_no_sense_bears_the_name_there_are_no_rivals() -> None:
    found = signals("Paris", *senses(entity("Paris Hilton", "person"), entity("Lutetia", "place")))
    assert not any(each["outnamed"] or each["stranger"] for each in found)


def test_senses_are_measured_against_the_most_common_and_the_best_known() -> None:
    common = Candidate(Entity("Q1", "Quill", popularity=0.2), 0.7)
    known = Candidate(Entity("Q2", "Quill", popularity=0.9), 0.3)
    one, other = signals("Quill", common, known)
    assert (one["most_common"], other["most_common"]) == (1, 0)
    assert (round(one["popularity_gap"], 6), other["popularity_gap"]) == (-0.7, 0)
    assert one["rank"] == 0 < other["rank"]
    assert one["log_prior"] > other["log_prior"]


def test_a_sense_that_is_never_meant_has_a_least_prior() -> None:
    (found,) = signals("Quill", Candidate(entity("Quill"), 0.0))
    assert -12 < found["log_prior"] < 0


@pytest.mark.parametrize(("older", "younger"), [("Q1", "Q100"), ("Q64", "Q64000000"), ("Q100000000", "Q900000000")])
def test_what_came_to_wikidata_first_is_no_later_than_the_rest(older: str, younger: str) -> None:
    one, other = (signals("A", Candidate(Entity(id, "A"), 1.0))[0]["early"] for id in (older, younger))
    assert 1 >= one >= other >= 0


def test_without_a_wikidata_number_a_sense_is_neither_early_nor_late() -> None:
    early = [signals("A", Candidate(Entity(id, "A"), 1.0))[0]["early"] for id in ("Q1", "en:Quill", "Q100000000")]
    assert early[0] == 1 > early[1] > early[2] == 0


def test_what_goes_by_more_names_and_has_more_ties_says_so() -> None:
    small = Candidate(Entity("Q1", "A", forms=1), 1.0)
    large = Candidate(Entity("Q2", "A", forms=9, links=frozenset({"Q3", "Q4"})), 1.0)
    one, other = signals("A", small, large)
    assert one["forms"] < other["forms"]
    assert one["degree"] == 0 < other["degree"]


def test_senses_stand_in_the_order_of_their_candidates_with_their_sorts() -> None:
    found = scored_candidates("Quill", "quill", senses(entity("Quill", "person"), entity("Quill", "place")))
    assert [SEMANTIC_TYPES[sense.type] for sense in found] == ["person", "place"]


def test_the_senses_of_the_same_candidates_are_made_once() -> None:
    kept, candidates = CandidateCache(), senses(entity("Quill"))
    assert kept.of("Quill", "quill", candidates) is kept.of("Quill", "quill", candidates)


def test_other_candidates_of_the_same_name_are_seen_anew() -> None:
    kept = CandidateCache()
    of_many = [kept.of("Quill", "quill", senses(entity(f"Quill {n}")))[0].entity.label for n in range(50)]
    assert of_many == [f"Quill {n}" for n in range(50)]


def test_the_same_candidates_under_another_name_are_seen_anew() -> None:
    kept, candidates = CandidateCache(), senses(entity("Joan Baez", "person"))
    first, last = kept.of("Joan", "joan", candidates)[0], kept.of("Baez", "baez", candidates)[0]
    assert first.features != last.features


def test_a_name_without_candidates_has_no_senses() -> None:
    assert CandidateCache().of("Quill", "quill", ()) == ()


def test_a_score_follows_the_weights() -> None:
    (sense,) = scored_candidates("Quill", "quill", senses(entity("Quill")))
    nothing, named = (0.0,) * len(FEATURES), tuple(float(name == "equal_one_word") for name in FEATURES)
    assert [sense.score(nothing), sense.score(named), sense.score(nothing)] == [0, 1, 0]


def test_the_topics_of_a_sense_are_those_of_what_is_said_of_it() -> None:
    (sense,) = scored_candidates("Quill", "quill", senses(entity("Quill", None, "composer of operas and symphonies")))
    assert max(sense.topics, key=sense.topics.__getitem__) == "music"

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.linking.candidate_features import ScoredCandidate, scored_candidates
from backstory.linking.coherence import Relatedness, SharedTerms
from backstory.model import Entity
from backstory.text.normalise import normalise
from tests.linking.tiny import entity, senses

GROUP = entity("Wagner Group", "organisation", "", "Prigozhin")
COMPOSER = entity("Richard Wagner", "person", "", "Bayreuth")
PRIGOZHIN = entity("Prigozhin", "person")
BAYREUTH = entity("Bayreuth", "place", "", "Richard Wagner")


def each(*found: tuple[str, tuple[Entity, ...]]) -> list[tuple[ScoredCandidate, ...]]:
    return [scored_candidates(name, normalise(name), senses(*entities)) for name, entities in found]


WAGNER = ("Wagner", (GROUP, COMPOSER))


def test_a_link_ties_two_senses_whichever_of_them_has_it() -> None:
    ties = Relatedness(each(WAGNER, ("Prigozhin", (PRIGOZHIN,))))
    assert ties.any_for(GROUP.id)
    assert ties.any_for(PRIGOZHIN.id)
    assert not ties.any_for(COMPOSER.id)


def test_a_link_to_what_the_story_does_not_name_ties_nothing() -> None:
    assert not Relatedness(each(WAGNER)).any_for(GROUP.id)


def test_a_link_to_itself_ties_nothing() -> None:
    alone = entity("Wagner Group", None, "", "Wagner Group")
    assert not Relatedness(each(("Wagner", (alone,)))).any_for(alone.id)


def test_the_more_a_tied_sense_is_believed_the_more_it_supports() -> None:
    ties = Relatedness(each(WAGNER, ("Prigozhin", (PRIGOZHIN,))))
    support = [ties.support(0, 0, [[0.5, 0.5], [belief]]) for belief in (0.0, 0.4, 1.0)]
    assert 0 == support[0] < support[1] < support[2] < 1
    assert ties.support(0, 1, [[0.5, 0.5], [1.0]]) == 0


def test_more_tied_senses_support_more() -> None:
    both = entity("Wagner Group", None, "", "Prigozhin", "Bakhmut")
    found = each(("Wagner", (both,)), ("Prigozhin", (PRIGOZHIN,)), ("Bakhmut", (entity("Bakhmut"),)))
    ties = Relatedness(found)
    assert ties.support(0, 0, [[1.0], [1.0], [1.0]]) > ties.support(0, 0, [[1.0], [1.0], [0.0]])


def test_a_name_that_could_mean_the_same_is_no_witness() -> None:
    found = each(WAGNER, ("PMC", (GROUP, PRIGOZHIN)))
    assert Relatedness(found).support(0, 0, [[0.5, 0.5], [0.5, 0.5]]) == 0


def test_of_a_slot_only_the_best_believed_sense_speaks() -> None:
    group = entity("Wagner Group", None, "", "Prigozhin", "Bakhmut")
    ties = Relatedness(each(("Wagner", (group,)), ("Chef", (PRIGOZHIN, entity("Bakhmut")))))
    assert ties.supporters(0, 0, [[1.0], [0.6, 0.3]]) == [(0.6, "Prigozhin")]


def test_supporters_stand_most_believed_first_each_label_once() -> None:
    group = entity("Wagner Group", None, "", "Prigozhin", "Bayreuth")
    found = each(("Wagner", (group,)), ("Prigozhin", (PRIGOZHIN,)), ("Chef", (PRIGOZHIN,)), ("Bayreuth", (BAYREUTH,)))
    for one, other in ((0.3, 0.9), (0.9, 0.3)):
        supporters = Relatedness(found).supporters(0, 0, [[1.0], [one], [other], [0.5]])
        assert supporters == [(0.9, "Prigozhin"), (0.5, "Bayreuth")]


CRICKET = entity("Essex County Cricket Club", "organisation", "cricket cricketers", telling=0.4)
COUNTY = entity("Essex", "place", "marshes", telling=0.4)


def clubs(*names: str, telling: float = 0.4) -> list[tuple[ScoredCandidate, ...]]:
    return each(*((name, (entity(f"{name} CC", None, "cricket", telling=telling),)) for name in names))


def signals(found: list[tuple[ScoredCandidate, ...]], beliefs: list[list[float]], c: int = 0) -> tuple[float, float]:
    """What the company of the first name's sense says for it."""
    names = [own[0].entity.label.removesuffix(" CC").removesuffix(" County Cricket Club") for own in found]
    return SharedTerms(names, found).weigh(beliefs).of(0, c)


def test_senses_that_share_words_with_the_rest_of_the_story_are_in_company() -> None:
    found = [*each(("Essex", (CRICKET, COUNTY))), *clubs("Kent", "Surrey")]
    beliefs = [[0.5, 0.5], [1.0], [1.0]]
    assert signals(found, beliefs, 0)[0] > 0.1
    assert signals(found, beliefs, 1) == (0, 0)


def test_more_company_counts_more() -> None:
    essex = each(("Essex", (CRICKET,)))
    few, many = [*essex, *clubs("Kent")], [*essex, *clubs("Kent", "Surrey", "Durham")]
    assert signals(few, [[1.0]] * 2)[0] < signals(many, [[1.0]] * 4)[0] < 1


def test_what_is_hardly_believed_is_no_company() -> None:
    found = [*each(("Essex", (CRICKET,))), *clubs("Kent")]
    assert signals(found, [[1.0], [0.01]]) == (0, 0)


def test_a_sense_is_no_company_for_itself() -> None:
    assert signals(each(("Essex", (CRICKET, CRICKET))), [[0.5, 0.5]]) == (0, 0)


def test_the_words_of_the_name_itself_are_no_company() -> None:
    found = each(("Cricket", (entity("Cricket", None, "cricket"),)), ("Kent", (entity("Kent", None, "cricket"),)))
    assert SharedTerms(["Cricket", "Kent"], found).weigh([[1.0], [1.0]]).of(0, 0) == (0, 0)


def test_the_words_of_the_other_name_are_no_company() -> None:
    found = each(("Essex", (entity("Essex CC", None, "rival of kent"),)), ("Kent", (entity("Kent CC", None, "kent"),)))
    assert signals(found, [[1.0], [1.0]]) == (0, 0)


@pytest.mark.parametrize(("one", "other"), [(0.2, 0.2), (0.2, 0.4), (0.4, 0.2)])
def test_a_word_that_is_said_of_everything_is_no_company(one: float, other: float) -> None:
    assert signals([*clubs("Essex", telling=one), *clubs("Kent", telling=other)], [[1.0], [1.0]]) == (0, 0)


@pytest.mark.parametrize(("telling", "is_name"), [(0.9, True), (0.4, False)])
def test_a_rare_word_that_two_senses_share_is_a_familys_or_a_contests(telling: float, is_name: bool) -> None:
    found = clubs("Essex", "Kent", telling=telling)
    assert (signals(found, [[1.0], [1.0]])[1] > 0) is is_name


def test_a_shared_name_counts_as_far_as_the_other_sense_is_plausible() -> None:
    kent = each(("Kent", (entity("Kent CC", None, "cricket", telling=0.9), entity("Kent"))))
    found = [*clubs("Essex", telling=0.9), *kent]
    likely, less, hardly = (signals(found, [[1.0], [belief, 0.9]])[1] for belief in (0.9, 0.45, 0.03))
    assert likely == pytest.approx(2 * less)
    assert less > hardly == 0


def test_a_word_that_a_whole_story_shares_is_its_topic_and_no_name() -> None:
    shires = ("Essex", "Kent", "Surrey", "Durham", "Sussex", "Rutland", "Dorset", "Devon")
    some, all_ = clubs(*shires[:7], telling=0.9), clubs(*shires, telling=0.9)
    assert signals(some, [[1.0]] * 7)[1] > 0
    assert signals(all_, [[1.0]] * 8)[1] == 0


@given(st.data())
def test_what_company_says_lies_between_nothing_and_one(data: st.DataObject) -> None:
    words = st.lists(st.sampled_from(["cricket", "opera", "rocket", "essex"]), max_size=4, unique=True)
    some = st.lists(st.tuples(words, st.floats(0, 1)), min_size=1, max_size=3)
    said = data.draw(st.lists(some, min_size=1, max_size=9))
    found = each(
        *(
            (
                f"N{s}",
                tuple(entity(f"N{s}-{c}", None, " ".join(own), "N0-0", telling=t) for c, (own, t) in enumerate(of)),
            )
            for s, of in enumerate(said)
        )
    )
    beliefs = [data.draw(st.lists(st.floats(0, 1), min_size=len(own), max_size=len(own))) for own in found]
    shared, ties = SharedTerms([f"N{s}" for s in range(len(found))], found).weigh(beliefs), Relatedness(found)
    for s, own in enumerate(found):
        for c in range(len(own)):
            assert all(0 <= signal <= 1 for signal in (*shared.of(s, c), ties.support(s, c, beliefs)))

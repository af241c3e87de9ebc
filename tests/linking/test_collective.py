from __future__ import annotations

from dataclasses import replace
from math import exp, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.linking import disambiguate
from backstory.linking.collective import disambiguate_collectively, softmax
from backstory.linking.feature_groups import GROUPS
from backstory.linking.weights import Weights, learned, read
from backstory.model import Candidate, Document
from tests.linking.tiny import Known, entity, mentions_of, model_of, senses

SCORES = st.floats(-80, 80)
NOTHING = Weights(
    candidate=(0.0,) * len(GROUPS["candidate"]),
    type=(0.0,) * len(GROUPS["type"]),
    context=((0.0,) * len(GROUPS["type"]),) * len(GROUPS["context"]),
    cluster=(0.0,) * len(GROUPS["cluster"]),
    coherence=(0.0,) * len(GROUPS["coherence"]),
    nil=(0.0,) * len(GROUPS["nil"]),
)
LEARNED = [read(learned()[kind]) for kind in ("counts", "shares")]


def only(group: str, signal: str, weight: float = 3.0) -> Weights:
    """Weights of which all but one are nothing."""
    return replace(NOTHING, **{group: tuple(weight if name == signal else 0.0 for name in GROUPS[group])})


def beliefs(text: str, known: Known, weights: Weights, *, title: str | None = None) -> list[list[float]]:
    found = model_of(text, known, title=title)
    return disambiguate_collectively(found, [weights] * len(found.clusters))[0]


GROUP = entity("Wagner Group", "organisation", "Russian company of mercenaries", "Prigozhin")
COMPOSER = entity("Richard Wagner", "person", "German composer of operas", "Bayreuth")
WAGNER = senses(GROUP, COMPOSER)
PRIGOZHIN = senses(entity("Prigozhin", "person"))


@given(st.lists(SCORES, max_size=20), SCORES)
def test_the_beliefs_of_a_slot_and_nil_sum_to_one(scores: list[float], nil: float) -> None:
    *believed, none = softmax([*scores, nil], -inf)  # NIL as one more sense
    assert sum(believed) + none == pytest.approx(1)
    assert softmax(scores, nil) == pytest.approx(believed)


@given(st.lists(SCORES, min_size=1, max_size=5), SCORES)
def test_a_higher_score_is_never_believed_less(scores: list[float], nil: float) -> None:
    believed = softmax(scores, nil)
    assert sorted(range(len(scores)), key=lambda c: (scores[c], believed[c])) == sorted(
        range(len(scores)), key=lambda c: (believed[c], scores[c])
    )


@given(st.floats(-1e6, 1e6))
def test_scores_of_any_size_are_weighed(nil: float) -> None:
    assert sum(softmax([nil, nil], nil)) == pytest.approx(2 / 3)


def test_a_score_is_the_log_of_the_odds() -> None:
    assert softmax([2.0], 0.0) == [pytest.approx(exp(2) / (exp(2) + 1))]


def test_where_nothing_weighs_each_sense_and_nil_are_alike() -> None:
    assert beliefs("Wagner came.", {"Wagner": WAGNER}, NOTHING) == [[pytest.approx(1 / 3)] * 2]


@pytest.mark.parametrize(
    ("signal", "text"),
    [
        ("words", "Wagner came. Far from there the mercenaries slept."),
        ("words_near", "Wagner sent mercenaries."),
        ("topics", "Wagner came with artillery, shells and tanks, and the mercenary army fought."),
    ],
)
def test_what_the_story_says_for_a_sense_counts_by_its_weight(signal: str, text: str) -> None:
    group, composer = beliefs(text, {"Wagner": WAGNER}, only("cluster", signal))[0]
    assert group > composer


def test_words_far_from_the_name_are_not_near_it() -> None:
    text = "Wagner came. " + "Nothing of note was to be seen there at all. " * 3 + "The mercenaries slept."
    group, composer = beliefs(text, {"Wagner": WAGNER}, only("cluster", "words_near"))[0]
    assert group == composer


def test_words_of_the_title_are_words_of_the_story() -> None:
    weights = only("cluster", "words")
    without, with_title = (beliefs("Wagner came.", {"Wagner": WAGNER}, weights, title=t) for t in (None, "Mercenaries"))
    assert without[0][0] == without[0][1]
    assert with_title[0][0] > with_title[0][1]


def test_a_sense_that_the_story_names_in_full_elsewhere_is_noticed() -> None:
    known = {"Wagner": WAGNER, "Richard Wagner": senses(COMPOSER)}
    weights = only("cluster", "named_in_full")
    wagner = beliefs("Richard Wagner wrote. Later Wagner slept.", known, weights)[1]
    assert wagner[1] > wagner[0]
    spelled = beliefs("Then Wagner, the wagner group, came.", {"Wagner": WAGNER}, weights)[0]
    assert spelled[0] > spelled[1]


def test_a_sense_that_the_story_names_by_another_full_name_is_noticed() -> None:
    wilhelm = entity("Wilhelm Richard Wagner", "person")
    known = {"Wagner": senses(GROUP, wilhelm), "Richard Wagner": senses(wilhelm)}
    wagner = beliefs("Richard Wagner wrote. Later Wagner slept.", known, only("cluster", "named_in_full"))[1]
    assert wagner[1] > wagner[0]


def test_a_sense_of_which_the_story_has_not_a_word_is_noticed() -> None:
    known = {"Wagner": senses(GROUP, entity("Wagner"))}
    group, unheard = beliefs("Wagner came.", known, only("cluster", "silent", -3.0))[0]
    assert group < unheard


def test_tied_senses_lift_each_other() -> None:
    known = {"Wagner": WAGNER, "Prigozhin": PRIGOZHIN}
    wagner, prigozhin = beliefs("Wagner paid Prigozhin.", known, only("coherence", "ties"))
    assert wagner[0] > wagner[1]
    assert prigozhin[0] > 0.5


def test_a_name_takes_the_sort_of_what_it_stands_beside() -> None:
    known = {
        "Essex": senses(entity("Essex", "place"), entity("Essex CC", None, "cricket club")),
        "Kent": senses(entity("Kent CC", None, "cricket club")),
    }
    county, club = beliefs("Essex v Kent", known, only("coherence", "beside"))[0]
    assert club > county


def test_what_speaks_for_nil_takes_from_all_senses() -> None:
    known = {"Wagner": WAGNER}
    assert beliefs("Wagner came.", known, only("nil", "always"))[0] < beliefs("Wagner came.", known, NOTHING)[0]
    assert sum(beliefs("Wagner came.", known, only("nil", "always", 50.0))[0]) == pytest.approx(0)


def test_a_cue_speaks_for_its_sort() -> None:
    place = tuple(3.0 if type == "place" else 0.0 for type in GROUPS["type"])
    rows = zip(GROUPS["context"], NOTHING.context, strict=True)
    weights = replace(NOTHING, context=tuple(place if name == "place_before" else row for name, row in rows))
    known = {"Lincoln": senses(entity("Lincoln", "place"), entity("Abraham Lincoln", "person"))}
    inside = beliefs("They met in Lincoln.", known, weights)[0]
    outside = beliefs("They met Lincoln.", known, weights)[0]
    assert inside[0] > inside[1]
    assert outside[0] == outside[1]


def test_what_is_hopeless_by_itself_is_not_looked_at() -> None:
    known = {"Wagner": (Candidate(GROUP, 0.999), Candidate(COMPOSER, 0.0001))}
    found = model_of("Wagner, the composer, sent mercenaries.", known)
    found.local_scores([only("candidate", "log_prior", 1.0)])
    looked_at = [any(features) for features in found.cluster_rows[0]]
    assert looked_at == [True, False]


def test_what_is_settled_is_not_weighed_again() -> None:
    known = {"Wagner": WAGNER, "Prigozhin": PRIGOZHIN}
    found = model_of("Wagner paid Prigozhin.", known)
    apart, before = [[0.0, 0.0], [0.0]], [[(9.0,) * len(GROUPS["coherence"])] * 2, [(9.0,) * len(GROUPS["coherence"])]]
    settled, open_ = found.coherence(apart, [[0.99, 0.005], [0.6]], before)
    assert settled == before[0]
    assert open_ != before[1]


NAMES = ("Wagner", "Prigozhin", "Essex", "Kent", "Bakhmut")
LABELS = ("Wagner Group", "Richard Wagner", "Prigozhin", "Essex", "Kent CC", "Bakhmut", "Ada Wagner", "troll farm")
ENTITIES = st.builds(
    lambda label, kind, said, link: entity(label, kind, said, link),
    st.sampled_from(LABELS),
    st.sampled_from([None, "person", "place", "organisation", "event", "work"]),
    st.sampled_from(["", "cricket club", "country in Europe", "composer of operas", "army of mercenaries"]),
    st.sampled_from(LABELS),
)
CANDIDATES = st.lists(
    st.builds(Candidate, ENTITIES, st.floats(0, 0.3), st.booleans(), share=st.booleans()),
    max_size=3,
    unique_by=lambda candidate: candidate.entity.id,
).map(tuple)
WORLDS = st.dictionaries(st.sampled_from(NAMES), CANDIDATES, min_size=1)
TEXTS = st.lists(
    st.sampled_from([*NAMES, "Richard Wagner", "in", "and", ",", "v", "said", "of", "mercenaries", "opera", ".", "\n"]),
    min_size=1,
    max_size=25,
).map(" ".join)


@given(TEXTS, WORLDS, st.sampled_from(LEARNED))
def test_in_any_story_the_beliefs_of_a_slot_leave_the_rest_to_nil(text: str, known: Known, weights: Weights) -> None:
    for own in beliefs(text, known, weights):
        assert all(0 <= belief <= 1 for belief in own)
        assert sum(own) <= 1 + 1e-9


@given(TEXTS, WORLDS)
def test_in_any_story_each_name_has_one_sense_on_record_or_nil(text: str, known: Known) -> None:
    mentions = mentions_of(text, known)
    links = disambiguate(Document.from_text(text), mentions, known)
    assert [link.mention for link in links] == mentions
    for link in links:
        candidates = {candidate.entity.id for candidate in known[link.mention.surface]}
        assert link.entity is None or link.entity.id in candidates
        assert 0 <= link.confidence <= 1
        if link.runner_up:
            assert link.entity is None or link.entity.id != link.runner_up.entity.id
            assert link.confidence + link.runner_up.confidence <= 1 + 1e-9


@given(TEXTS, WORLDS)
def test_the_order_in_which_senses_are_known_does_not_matter_but_for_rank(text: str, known: Known) -> None:
    turned = {name: candidates[::-1] for name, candidates in known.items()}
    without_rank = [
        replace(
            weights,
            candidate=tuple(
                0.0 if n == "rank" else w for n, w in zip(GROUPS["candidate"], weights.candidate, strict=True)
            ),
        )
        for weights in LEARNED
    ]
    for weights in without_rank:
        for own, other in zip(beliefs(text, known, weights), beliefs(text, turned, weights), strict=True):
            assert own == pytest.approx(other[::-1])

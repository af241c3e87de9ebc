from __future__ import annotations

import pytest

from backstory.linking.context_features import NAMES, context_features
from tests.linking.tiny import clusters


def values(text: str, name: str = "Surrey", sport: float = 0.0) -> dict[str, float]:
    document, mentions, (cluster,) = clusters(text, {name: ()})
    return dict(zip(NAMES, context_features(document, mentions, cluster, sport), strict=True))


@pytest.mark.parametrize(
    ("context", "text"),
    [
        ("place_before", "They slept in Surrey."),
        ("place_before", "Near Surrey it rained."),
        ("adjective", "We saw Surrey troops march."),
        ("adjective", "A Surrey-based firm paid."),
        ("person_near", "We asked Mr Surrey."),
        ("person_near", "We asked Dr. Surrey."),
        ("person_near", "It rained, Surrey said."),
        ("person_near", "Then Surrey told us."),
        ("side_near", "They beat Surrey by a mile."),
        ("side_near", "Then Surrey won by a mile."),
        ("side_near", "Then Surrey 184 all out."),
    ],
)
def test_the_words_right_around_a_name_say_its_type(context: str, text: str) -> None:
    found = values(text)
    assert [name for name in ("place_before", "adjective", "person_near", "side_near") if found[name]] == [context]


@pytest.mark.parametrize("text", ["Surrey.", "Then Surrey and Kent met.", "Then Surrey was old.", "We like Surrey"])
def test_where_the_words_say_nothing_nothing_is_said(text: str) -> None:
    found = values(text)
    assert not any(found[name] for name in ("place_before", "adjective", "person_near", "side_near", "plural"))


def test_a_feature_counts_by_its_share_of_the_mentions() -> None:
    assert values("They slept in Surrey. We like Surrey. We know Surrey. We saw Surrey.")["place_before"] == 0.25


def test_a_name_said_a_thousand_times_is_judged_by_its_first_mentions() -> None:
    many = values("in Surrey. " * 12 + "We like Surrey. " * 1_000)
    assert many["place_before"] == 1.0


def test_a_plural_is_noticed() -> None:
    assert values("The Kurds came.", "Kurds")["plural"] == 1.0
    assert values("The Kurd came.", "Kurd")["plural"] == 0.0


def test_a_given_name_and_a_surname_are_known_by_the_lexicon() -> None:
    assert values("Then Abigail left.", "Abigail")["given_name"] == 1.0
    assert values("Then Abernathy left.", "Abernathy")["surname"] == 1.0
    both = values("Then Abigail Abernathy left.", "Abigail Abernathy")
    assert (both["given_name"], both["surname"], both["several_words"]) == (0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("name", "shouted"), [("SURREY", 1.0), ("NEW YORK", 1.0), ("UNHCR", 0.0), ("Surrey", 0.0), ("US", 0.0)]
)
def test_a_name_in_capitals_is_told_from_an_acronym(name: str, shouted: float) -> None:
    assert values(f"Then {name} left.", name)["capitals"] == shouted


def test_a_story_of_sport_is_one_for_each_name() -> None:
    assert values("Then Surrey left.", sport=0.7)["sport"] == 0.7

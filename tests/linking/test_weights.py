from __future__ import annotations

from copy import deepcopy
from math import isfinite
from typing import Any

import pytest

from backstory.linking.feature_groups import GROUPS
from backstory.linking.weights import Weights, WeightSets, learned, read
from backstory.model import Candidate
from tests.linking.tiny import clusters, entity

SETS = sorted(learned())


def names_and_weights(data: dict[str, Any], kind: str) -> list[tuple[str, float]]:
    """(name, weight) of a set, the context's by type."""
    return [
        (f"{group}.{name}", weight)
        for group, own in data[kind].items()
        if group != "context"
        for name, weight in own.items()
    ] + [
        (f"context.{name}.{type}", weight)
        for name, own in data[kind]["context"].items()
        for type, weight in own.items()
    ]


@pytest.mark.parametrize("kind", SETS)
def test_every_signal_has_one_weight_and_no_weight_is_without_a_signal(kind: str) -> None:
    wanted = [f"{group}.{name}" for group, own in GROUPS.items() if group != "context" for name in own]
    wanted += [f"context.{name}.{type}" for name in GROUPS["context"] for type in GROUPS["type"]]
    assert sorted(name for name, _ in names_and_weights(learned(), kind)) == sorted(wanted)


@pytest.mark.parametrize("kind", SETS)
def test_every_weight_is_a_number_that_leaves_room_for_others(kind: str) -> None:
    odd = [
        (name, weight)
        for name, weight in names_and_weights(learned(), kind)
        if not isfinite(weight) or abs(weight) > 10
    ]
    assert odd == []


def test_no_name_of_a_group_stands_twice() -> None:
    assert all(len(set(names)) == len(names) for names in GROUPS.values())


@pytest.mark.parametrize("kind", SETS)
def test_what_the_world_says_holds_of_what_was_learned(kind: str) -> None:
    weights = learned()[kind]
    assert weights["candidate"]["log_prior"] > 0  # the more common sense is the likelier
    assert weights["nil"]["no_sense"] > 0  # what has no sense on record is none of them
    assert weights["cluster"]["ruled_out"] < 0  # what belongs elsewhere is not meant


def test_weights_are_read_in_the_order_of_the_names() -> None:
    data = deepcopy(learned()["counts"])
    data["candidate"] = dict(reversed(data["candidate"].items()))
    assert read(data) == read(learned()["counts"])
    assert read(data).context[1][2] == data["context"][GROUPS["context"][1]][GROUPS["type"][2]]


@pytest.mark.parametrize("group", [group for group in GROUPS if group != "context"])
def test_a_signal_without_a_weight_is_named(group: str) -> None:
    data = deepcopy(learned()["counts"])
    missing = GROUPS[group][-1]
    del data[group][missing]
    with pytest.raises(KeyError, match=missing):
        read(data)


def test_a_cue_without_a_weight_for_a_sort_is_named() -> None:
    data = deepcopy(learned()["counts"])
    del data["context"]["plural"]["people"]
    with pytest.raises(KeyError, match="people"):
        read(data)


def test_each_name_is_weighed_by_the_kind_of_its_priors() -> None:
    counts, shares = (read(learned()[kind]) for kind in ("counts", "shares"))
    known = {
        "Essex": (Candidate(entity("Essex"), 0.5, share=True),),
        "Kent": (Candidate(entity("Kent"), 0.5),),
        "X": (),
    }
    _, _, found = clusters("Essex, Kent and X", known)
    chosen: list[Weights] = WeightSets(counts=counts, shares=shares).of(found)
    assert chosen == [shares, counts, counts]
    assert counts != shares

from __future__ import annotations

from copy import deepcopy
from math import isfinite
from typing import Any

import pytest

from backstory.linking.disambiguate import GROUPS
from backstory.linking.weights import Sets, Weights, learned, read
from backstory.model import Candidate
from tests.linking.tiny import entity, slots

SETS = sorted(learned())


def names_and_weights(data: dict[str, Any], kind: str) -> list[tuple[str, float]]:
    """(name, weight) of a set, the cues' by sort."""
    return [
        (f"{group}.{name}", weight)
        for group, own in data[kind].items()
        if group != "cue"
        for name, weight in own.items()
    ] + [(f"cue.{cue}.{sort}", weight) for cue, own in data[kind]["cue"].items() for sort, weight in own.items()]


@pytest.mark.parametrize("kind", SETS)
def test_every_signal_has_one_weight_and_no_weight_is_without_a_signal(kind: str) -> None:
    wanted = [f"{group}.{name}" for group, own in GROUPS.items() if group != "cue" for name in own]
    wanted += [f"cue.{cue}.{sort}" for cue in GROUPS["cue"] for sort in GROUPS["sort"]]
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
    assert weights["sense"]["log_prior"] > 0  # the more common sense is the likelier
    assert weights["nil"]["no_sense"] > 0  # what has no sense on record is none of them
    assert weights["story"]["ruled_out"] < 0  # what belongs elsewhere is not meant


def test_weights_are_read_in_the_order_of_the_names() -> None:
    data = deepcopy(learned()["counts"])
    data["sense"] = dict(reversed(data["sense"].items()))
    assert read(data, GROUPS) == read(learned()["counts"], GROUPS)
    assert read(data, GROUPS).cue[1][2] == data["cue"][GROUPS["cue"][1]][GROUPS["sort"][2]]


@pytest.mark.parametrize("group", [group for group in GROUPS if group != "cue"])
def test_a_signal_without_a_weight_is_named(group: str) -> None:
    data = deepcopy(learned()["counts"])
    missing = GROUPS[group][-1]
    del data[group][missing]
    with pytest.raises(KeyError, match=missing):
        read(data, GROUPS)


def test_a_cue_without_a_weight_for_a_sort_is_named() -> None:
    data = deepcopy(learned()["counts"])
    del data["cue"]["plural"]["people"]
    with pytest.raises(KeyError, match="people"):
        read(data, GROUPS)


def test_each_name_is_weighed_by_the_kind_of_its_priors() -> None:
    counts, shares = (read(learned()[kind], GROUPS) for kind in ("counts", "shares"))
    known = {
        "Essex": (Candidate(entity("Essex"), 0.5, share=True),),
        "Kent": (Candidate(entity("Kent"), 0.5),),
        "X": (),
    }
    _, _, found = slots("Essex, Kent and X", known)
    chosen: list[Weights] = Sets(counts=counts, shares=shares).of(found)
    assert chosen == [shares, counts, counts]
    assert counts != shares

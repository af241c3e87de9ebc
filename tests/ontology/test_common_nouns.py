from __future__ import annotations

import pytest

from backstory.ontology import is_common_noun


@pytest.mark.parametrize("label", ["troll farm", "solid-fuel engine"])
def test_what_is_written_small_is_a_concept(label: str) -> None:
    assert is_common_noun(label)


@pytest.mark.parametrize("label", ["al-Shabaab", "eBay", "iPhone", "NATO", "普京"])
def test_a_name_may_begin_with_a_small_letter(label: str) -> None:
    assert not is_common_noun(label)

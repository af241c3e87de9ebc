"""Offsets are counted as the caller counts: a character beyond the first plane is one code point, two UTF-16 units."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstory.formats.json_api import EnrichRequest
from backstory.formats.json_api.offsets import counted_in
from backstory.service.assembly import Service

TEXT = "🎻 Yevgeny Prigozhin, whom the Kremlin 🎻 knew, led the Wagner Group in Ukraine."


def _utf16(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_offsets_are_code_points_unless_asked_otherwise(service: Service) -> None:
    given = service.enrich(EnrichRequest(text=TEXT))
    assert given.mentions
    for each in given.mentions:
        assert TEXT[each.start : each.end] == each.surface


def test_offsets_in_utf16_units_cut_the_same_names(service: Service) -> None:
    asked = {"text": TEXT, "options": {"offsets": "utf16", "text": True}}
    given = service.enrich(EnrichRequest.model_validate(asked))
    assert given.mentions
    for each in given.mentions:
        assert _utf16(TEXT, each.start, each.end) == each.surface


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="code_points"):
        EnrichRequest.model_validate({"text": TEXT, "options": {"offsets": "bytes"}})


@given(st.text(), st.data())
def test_any_place_in_any_text_is_counted_as_utf16_does(text: str, data: Any) -> None:
    place = data.draw(st.integers(0, len(text)))
    assert counted_in("utf16", text)(place) == len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
    assert counted_in("code_points", text)(place) == place

"""An office of one place alone is nobody's whom the world knows for another."""

from __future__ import annotations

import pytest

from backstory.formats.json_api import EnrichRequest
from backstory.service.assembly import Service

DAYS = {"Robert Gates": "2011-01-10", "Barack Obama": "2007-01-10"}


@pytest.mark.parametrize(
    "text",
    [
        "District judge Robert Gates of Hull fined the bakery.",
        "Parish council chairman Boris Johnson opened the new footbridge on Saturday.",
        "Sheriff Tom Cruise of Perry County arrested two men.",
        "Magistrate Antony Blinken fined the driver for speeding.",
    ],
)
def test_a_holder_of_a_local_office_is_not_the_famous_bearer(service: Service, text: str) -> None:
    assert not [card.label for card in service.enrich(EnrichRequest(text=text)).cards if card.kind == "person"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Chief Justice John Roberts wrote for the majority of the Supreme Court.", "John Roberts"),
        ("Defense Secretary Robert Gates met generals at the Pentagon and in Kabul.", "Robert Gates"),
        ("Junior senator Barack Obama of Illinois spoke at the convention of the Democrats.", "Barack Obama"),
        ("Secretary of State Antony Blinken flew to Kyiv to meet President Zelensky.", "Antony Blinken"),
    ],
)
def test_a_holder_of_an_office_of_the_state_keeps_the_card(service: Service, text: str, label: str) -> None:
    asked = EnrichRequest(text=text, published=DAYS.get(label, "2023-01-10"))
    assert label in [card.label for card in service.enrich(asked).cards]

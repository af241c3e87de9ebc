from __future__ import annotations

from backstory.linking.shared_surnames import shared_surnames
from backstory.model import Candidate, Mention
from tests.linking.tiny import entity

OLAF, ADA = entity("Olaf Brack", "person"), entity("Ada Brack", "person")
KNOWN = {
    "Olaf Brack": (Candidate(OLAF, 1.0),),
    "Ada Brack": (Candidate(ADA, 1.0),),
    "Brack": (Candidate(OLAF, 0.8, exact=False), Candidate(ADA, 0.1, exact=False)),
}


def mentions(*names: str) -> list[Mention]:
    """Mentions in a row; a lone surname stands for the last full name before it, as coreference has it."""
    found: list[Mention] = []
    for number, name in enumerate(names):
        full = next((each.surface for each in reversed(found) if " " in each.surface), None)
        found.append(Mention(number * 20, number * 20 + len(name), name, None if " " in name else full))
    return found


def test_a_surname_of_two_people_is_shared() -> None:
    assert shared_surnames(mentions("Olaf Brack", "Ada Brack", "Brack"), KNOWN).keys() == {"brack"}


def test_a_surname_of_one_is_not() -> None:
    assert shared_surnames(mentions("Olaf Brack", "Brack"), KNOWN) == {}
    assert shared_surnames(mentions("Olaf Brack", "Ada Brack"), KNOWN) == {}


def test_the_bearers_share_the_surname_by_how_common_each_is() -> None:
    bearers = shared_surnames(mentions("Ada Brack", "Olaf Brack", "Brack"), KNOWN)["brack"]
    first, second = bearers.candidates(KNOWN["Brack"])
    assert (first.entity, second.entity) == (OLAF, ADA)
    assert first.prior + second.prior < 1
    assert not first.exact


def test_beside_a_stranger_the_nearest_full_name_decides() -> None:
    assert shared_surnames(mentions("Olaf Brack", "Tess Brack", "Brack"), KNOWN) == {}


def test_a_stranger_of_that_name_takes_from_the_known_bearers() -> None:
    both = ("Ada Brack", "Olaf Brack")
    alone, beside = (
        shared_surnames(mentions(*names, "Brack"), KNOWN)["brack"] for names in (both, (*both, "Tess Brack"))
    )
    assert (alone.unknown, beside.unknown) == (False, True)
    assert beside.candidates(KNOWN["Brack"])[0].prior < alone.candidates(KNOWN["Brack"])[0].prior


def test_two_forms_of_one_name_are_one_bearer() -> None:
    known = {**KNOWN, "Olaf T. Brack": (Candidate(OLAF, 1.0),)}
    assert shared_surnames(mentions("Olaf Brack", "Olaf T. Brack", "Brack"), known) == {}
    assert shared_surnames(mentions("Olaf Brack", "Olaf Q. Brack", "Brack"), KNOWN) == {}

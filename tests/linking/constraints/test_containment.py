from __future__ import annotations

from backstory.linking.constraints.containment import in_all_forms, outside_their_container
from tests.linking.tiny import clusters, entity, senses

COURT = senses(entity("Supreme Court of the United States", "organisation", "highest court", "America"))
INDIA = senses(entity("India", "place", "country in Asia"))


def ruled_out(text: str, *names: str) -> set[str]:
    """The names of the story that cannot mean the court of the United States."""
    known = {**dict.fromkeys(names, COURT), "India": INDIA}
    document, mentions, found = clusters(text, known)
    conflicts = in_all_forms(outside_their_container(document, mentions, found), found)
    return {found[s].name for s, _ in conflicts}


def test_a_sense_that_is_ruled_out_is_so_for_shorter_and_longer_forms_of_the_name() -> None:
    text = "India's Supreme Court ruled. The Court met; the High Supreme Court sat."
    assert ruled_out(text, "Supreme Court", "Court", "High Supreme Court") == {
        "Supreme Court",
        "Court",
        "High Supreme Court",
    }


def test_it_is_not_so_for_other_names() -> None:
    assert ruled_out("India's Supreme Court ruled. Then Scotus ruled.", "Supreme Court", "Scotus") == {"Supreme Court"}


def test_where_nothing_is_ruled_out_nothing_spreads() -> None:
    assert ruled_out("The Supreme Court ruled. The Court met.", "Supreme Court", "Court") == set()

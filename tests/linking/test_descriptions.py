from __future__ import annotations

import pytest

from backstory.linking.descriptions import Description, describe
from tests.linking.tiny import clusters, entity, senses

NAME = "Edda Quill"
KNOWN = {NAME: senses(entity(NAME, "person"))}


def described(text: str) -> Description:
    """What a text says right beside the name."""
    document, mentions, (cluster,) = clusters(text, KNOWN)
    return describe(document, mentions, cluster)


@pytest.mark.parametrize(
    ("text", "head", "former"),
    [
        ("President Edda Quill spoke.", "president", False),
        ("The vote hurt Sen. Edda Quill.", "senator", False),
        ("The former governor Edda Quill spoke.", "governor", True),
        ("An ex-minister, Edda Quill, spoke.", "minister", True),
        ("Edda Quill, the former president, spoke.", "president", True),
        ("Edda Quill, who was prime minister of Norland, spoke.", "minister", False),
        ("The mayor of Quillport, Edda Quill, spoke.", "mayor", False),
    ],
)
def test_an_office_beside_a_name_is_read_with_its_former(text: str, head: str, former: bool) -> None:
    (title,) = described(text).titles
    assert (title.head, title.former) == (head, former)


@pytest.mark.parametrize(
    "text",
    [
        "The president met Edda Quill.",
        "Edda Quill met the president.",
        "The talks, said Edda Quill, failed.",
        "She left the governor. Edda Quill stayed.",
    ],
)
def test_an_office_that_is_anothers_is_not_taken(text: str) -> None:
    assert described(text).titles == ()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Gardener Edda Quill won.", "gardener"),
        ("The bus driver, Edda Quill, was not hurt.", "driver"),
        ("A nurse named Edda Quill won.", "nurse"),
        ("Edda Quill, a roofer from Hull, fell.", "roofer"),
        ("Edda Quill, the school's caretaker for years, left.", "caretaker"),
        ("The landlord of the Red Lion, Edda Quill, poured.", "landlord"),
        ("The singer Edda Quill sang.", "singer"),
    ],
)
def test_a_role_beside_a_name_is_read(text: str, role: str) -> None:
    assert described(text).roles == {role}


@pytest.mark.parametrize(
    "text", ["The carmaker, Edda Quill, sold less.", "A driver met Edda Quill.", "Edda Quill sang."]
)
def test_what_is_no_role_of_the_name_is_none(text: str) -> None:
    assert described(text).roles == frozenset()


def test_only_a_role_right_before_the_name_shows_that_it_is_a_persons() -> None:
    assert described("Rapper Edda Quill sang.").direct_role
    assert not described("Edda Quill, a rapper, sang.").direct_role


@pytest.mark.parametrize(
    "text",
    [
        "The dead man was named as Edda Quill.",
        "Edda Quill, 34, was fined.",
        "Edda Quill (61) was fined.",
        "Edda Quill, a father of two, fell.",
        "Edda Quill of Mill Lane was fined.",
        "Edda Quill, who lives opposite, heard it.",
        "Edda Quill's allotment is in flower.",
        "They found the wallet of Edda Quill.",
    ],
)
def test_local_news_names_strangers_in_ways_of_its_own(text: str) -> None:
    assert described(text).strangers > 0


@pytest.mark.parametrize(
    "text", ["Edda Quill spoke in Paris.", "They asked Edda Quill of the World Bank.", "Edda Quill won."]
)
def test_world_news_does_not(text: str) -> None:
    assert described(text).strangers == 0


def test_an_age_and_an_act_are_noticed() -> None:
    assert described("Edda Quill, 34, was fined.").age == 34
    assert described("Edda Quill said so.").acts
    assert not described("They play songs by Edda Quill.").acts


def test_what_an_office_is_of_may_stand_before_the_name() -> None:
    (title,) = described("So Secretary of Defense Edda Quill spoke.").titles
    assert (title.head, title.qualifiers) == ("secretary", {"defense"})
    (title,) = described("So Minister for the Interior Edda Quill spoke.").titles
    assert title.head == "minister"
    assert described("So the Bank of Larvia Edda Quill spoke.").titles == ()


@pytest.mark.parametrize("animal", ["dog", "cat", "pony"])
def test_an_animals_name_is_a_strangers(animal: str) -> None:
    assert described(f"Her {animal} Edda Quill ran.").everyday

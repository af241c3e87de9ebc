"""The ontology has what packs say, live sources tell, cards word and the extension names."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator

import pytest

from backstory.knowledge.pack.source import EntityLine, GoodLine, read_source
from backstory.ontology import KINDS, PROPERTIES, Property, property_of
from tests.conftest import ROOT

PACKS = sorted((ROOT / "server" / "backstory_packs").rglob("*.jsonl"))
FIELDS = {"value", "the", "on_value", "on_end", "when", "role"}


def entities() -> Iterator[EntityLine]:
    for path in PACKS:
        yield from (line.entity for line in read_source(path) if isinstance(line, GoodLine))


def test_every_statement_of_the_packs_has_its_property() -> None:
    said = {(fact.pid, fact.property) for entity in entities() for fact in entity.facts}
    assert said
    assert not [each for each in said if property_of(*each).key not in PROPERTIES]


def test_packs_call_a_property_by_its_name() -> None:
    said = {(fact.pid, fact.property) for entity in entities() for fact in entity.facts}
    assert not [(pid, name) for pid, name in said if property_of(pid, name).name != name]


def test_every_kind_of_the_packs_is_on_record() -> None:
    assert {entity.kind for entity in entities() if entity.kind} <= KINDS.keys()


@pytest.mark.parametrize("each", PROPERTIES.values(), ids=lambda each: each.key)
def test_a_property_that_is_told_can_be_said(each: Property) -> None:
    reading = each.reading("en")
    assert (reading is None) == each.hidden
    if reading is not None:
        texts = [*reading.phrases.values(), reading.happened, reading.as_role, reading.under_way, reading.ended]
        texts += [reading.phrase(kind) for kind in (None, *KINDS)]
        fields = {name for text in texts if text for _, name, _, _ in string.Formatter().parse(text) if name}
        assert fields <= FIELDS
        assert reading.phrases.keys() <= {"any", *KINDS}


@pytest.mark.parametrize("each", [each for each in PROPERTIES.values() if each.inverse], ids=lambda each: each.key)
def test_an_inverse_is_a_property_that_can_be_said(each: Property) -> None:
    assert each.inverse in PROPERTIES
    assert PROPERTIES[each.inverse].reading("en") is not None


def test_no_two_properties_share_an_id() -> None:
    ids = [id for each in PROPERTIES.values() for id in each.ids]
    assert len(ids) == len(set(ids))


def test_the_order_of_each_kind_names_properties_and_says_where_the_rest_stands() -> None:
    for kind in KINDS.values():
        assert set(kind.order) <= {"rest", *PROPERTIES}, kind.name
        assert kind.order.count("rest") == 1, kind.name
        assert len(kind.order) == len(set(kind.order)), kind.name


def test_no_class_is_of_two_kinds() -> None:
    classes = [each for kind in KINDS.values() for each in kind.wikidata]
    assert len(classes) == len(set(classes))


def test_every_kind_has_its_plural_and_colour() -> None:
    assert all(kind.plural and re.fullmatch(r"#[0-9a-f]{6}", kind.colour) for kind in KINDS.values())


# People as a nation or group are few in the packs; their word waits for the extension's next messages.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "people"])
def test_the_extension_has_a_word_for_each_kind(kind: str) -> None:
    for path in sorted((ROOT / "extension" / "_locales").glob("*/messages.json")):
        assert f"kind_{kind}" in json.loads(path.read_text(encoding="utf-8")), path.parent.name


def test_what_no_one_has_on_record_is_said_by_its_name() -> None:
    unknown = property_of(None, "rival of {x}")
    assert unknown.key not in PROPERTIES
    assert unknown.reading("en").phrase(None).format(value="Ada", when=" since 2014") == "rival of {x} since 2014: Ada"


def test_an_id_goes_before_a_name() -> None:
    assert property_of("P39", "fonction").key == "position_held"


# Rooms that speak Wikidata's own language: what is read from its dumps.
WIKIDATAS_OWN = ("knowledge/pack/sources/", "knowledge/pack/time_bound.py")


def test_no_other_room_quotes_the_id_of_a_property() -> None:
    package = ROOT / "server" / "backstory"
    quoting = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(r"""["']P\d+["']""", path.read_text(encoding="utf-8"))
    }
    assert not [path for path in quoting if not path.startswith(WIKIDATAS_OWN)]

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest

from backstory.formats import by_media_type, format_named, format_names, registry
from backstory.formats.json_api import EnrichResponse, Options
from backstory.formats.registry import Format, Told
from backstory.web import openapi
from tests.support.courier import STARTER, STORY

TOLD = Told(STORY, (STARTER,), "0.1.0", Options())


def test_each_module_is_a_format_of_its_name() -> None:
    assert {"json", "text"} <= set(format_names())  # what the service and the command line give unasked
    assert [format_named(name).name for name in format_names()] == list(format_names())


@pytest.mark.parametrize("name", format_names())
def test_a_format_writes_the_names_of_a_story(name: str) -> None:
    written = format_named(name).write(TOLD)
    assert "Wagner Group" in written
    assert "Prigozhin" in written


@pytest.mark.parametrize("name", [name for name in format_names() if "json" in format_named(name).ending])
def test_of_many_stories_each_is_a_line(name: str) -> None:
    lines = format_named(name).write(TOLD).splitlines()
    assert len(lines) == 1 or name == "ndjson"
    assert all(map(json.loads, lines))


def test_no_two_formats_answer_to_one_media_type() -> None:
    named = [format_named(name).media_type for name in format_names()]
    assert len([media for media in named if media]) == len(by_media_type())


def test_who_takes_anything_gets_json() -> None:
    assert next(iter(by_media_type().values())).name == "json"


def test_endings_begin_with_a_dot() -> None:
    assert all(format_named(name).ending.startswith(".") for name in format_names())


def test_the_stream_and_the_whole_end_alike() -> None:
    lines = format_named("ndjson")
    assert lines.stream is not None
    streamed = b"".join(lines.stream(_twice(TOLD.response()))).decode().splitlines()
    assert streamed[-1] == lines.write(TOLD).splitlines()[-1]


def _twice(answer: EnrichResponse) -> Iterable[EnrichResponse]:
    return (answer, answer)


def test_the_openapi_document_lists_each_media_type() -> None:
    content = openapi.describe("0")["paths"]["/enrich"]["post"]["responses"]["200"]["content"]
    assert content.keys() == by_media_type().keys()
    assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/EnrichResponse"}


def test_a_new_module_is_a_new_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in `registered/` is found without another line of code."""
    own = Format("labels", ".txt", "names", lambda told: "\n".join(card.entity.label for card in told.story.cards))
    monkeypatch.setattr(registry, "import_module", lambda _: type("module", (), {"FORMAT": own}))
    assert registry.format_named.__wrapped__("labels").write(TOLD).splitlines()[0] == "Yevgeny Prigozhin"


def test_spotlights_json_takes_the_articles_of_the_cards() -> None:
    resources = json.loads(format_named("spotlight").write(TOLD))["Resources"]
    assert resources[0]["@URI"] == "http://dbpedia.org/resource/Wagner_Group"

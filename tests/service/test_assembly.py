from __future__ import annotations

import stat
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from backstory.errors import InputError, PackError
from backstory.formats.json_api import EnrichRequest, Options, encode
from backstory.model import Gap
from backstory.service import assembly
from backstory.service.assembly import Service, assemble
from backstory.service.settings import Settings

PAGE = (
    "<html><body><article><h1>Rain in Kyiv</h1>" + "<p>In Kyiv, Ukraine, it rained on the river all day long.</p>" * 12
)


def test_the_same_request_gives_the_same_answer_but_for_the_time(service: Service) -> None:
    request = EnrichRequest(html=PAGE, published="2023-01-20")
    first, second = (service.enrich(request).model_dump(exclude={"about": {"timings_ms"}}) for _ in range(2))
    assert first == second


def test_the_requests_date_and_language_win(service: Service) -> None:
    answer = service.enrich(EnrichRequest(html=PAGE, published="2020-02-03", language="de"))
    assert (answer.page.published, answer.page.published_from, answer.page.language) == ("2020-02-03", "request", "de")


@pytest.mark.parametrize("day", ["9999-12-31", "9999", "2999-01-01T00:00:00Z"])
def test_a_date_of_the_request_that_lies_ahead_is_a_named_gap(service: Service, day: str) -> None:
    html = PAGE.replace("<html>", '<html><meta property="article:published_time" content="2023-01-20">')
    answer = service.enrich(EnrichRequest(html=html, published=day))
    assert (answer.page.published, answer.page.published_from) == ("2023-01-20", "meta")
    assert [(gap.what, day in gap.why) for gap in answer.gaps] == [("publication date", True)]


@pytest.mark.parametrize(("seconds", "told"), [(None, None), (0.2, 1), (29.02, 30), (30, 30)])
def test_when_to_ask_again_is_told_in_whole_seconds(service: Service, seconds: float | None, told: int | None) -> None:
    story = replace(service.tell(EnrichRequest(text="In Kyiv.")), gaps=(Gap("names", "It asks us to wait.", seconds),))
    wired = encode(story, packs=service.ready(), version="1", options=Options())
    assert [gap.model_dump()["retry_after_s"] for gap in wired.gaps] == [told]


def test_offsets_refer_to_the_text_as_given(service: Service) -> None:
    text = "\ufeff  In  Kyiv\r\n\tand 😀 Ukraine."
    answer = service.enrich(EnrichRequest(text=text, options=Options(text=True)))
    assert answer.page.text == text
    assert [text[m.start : m.end] for m in answer.mentions] == ["Kyiv", "Ukraine"]
    assert [m.quote.exact for m in answer.mentions] == ["Kyiv", "Ukraine"]


def test_with_both_the_text_is_read_and_the_page_says_when(service: Service) -> None:
    html = PAGE.replace("<html>", '<html><meta property="article:published_time" content="2023-01-20">')
    answer = service.enrich(EnrichRequest(html=html, text="It rained in Bakhmut."))
    assert answer.page.published == "2023-01-20"
    assert [card.label for card in answer.cards] == ["Bakhmut"]


def test_an_empty_text_is_refused(service: Service) -> None:
    with pytest.raises(InputError, match="empty"):
        service.enrich(EnrichRequest(text="  \n"))


def test_a_text_beyond_the_limit_is_refused_with_the_limit(service: Service) -> None:
    with pytest.raises(InputError, match="more than the 20,000"):
        service.enrich(EnrichRequest(text="word " * 20_001))


def test_options_bound_the_answer(service: Service) -> None:
    few = service.enrich(EnrichRequest(html=PAGE, options=Options(max_cards=1, read_more=False)))
    assert len(few.cards) == 1
    assert service.enrich(EnrichRequest(html=PAGE, options=Options(min_confidence=1))).cards == []


def test_live_on_a_service_that_keeps_it_off_is_a_named_gap(service: Service) -> None:
    answer = service.enrich(EnrichRequest(html=PAGE, options=Options(live=True)))
    assert [gap.what for gap in answer.gaps] == ["live sources"]
    assert "switched off" in answer.gaps[0].why


def test_live_without_a_contact_does_not_start(settings: Settings) -> None:
    with pytest.raises(InputError, match="contact"):
        assemble(settings.model_copy(update={"live": True}))


def test_live_with_a_contact_that_cannot_be_sent_does_not_start(settings: Settings) -> None:
    with pytest.raises(InputError, match="contact"):
        assemble(settings.model_copy(update={"live": True, "contact": "(me)"}))


def test_a_missing_pack_does_not_start(settings: Settings) -> None:
    with pytest.raises(PackError, match="no such file"):
        assemble(settings.model_copy(update={"packs": (Path("/nowhere.pack"),)}))


def test_the_token_is_made_once_for_its_owner_only(service: Service) -> None:
    token = service.token()
    assert len(token) >= 32
    assert service.token() == token
    assert stat.S_IMODE((service.settings.config_dir / "token").stat().st_mode) == 0o600


def test_the_settings_token_wins(settings: Settings) -> None:
    assert Service(settings.model_copy(update={"token": "abc" * 6})).token() == "abc" * 6


def test_two_packs_answer_the_first_before_the_second(settings: Settings, starter_file: Path, tmp_path: Path) -> None:
    from backstory.knowledge.pack import build_pack
    from backstory.knowledge.pack.manifest import PackMeta
    from backstory.knowledge.pack.source import read_source

    source = tmp_path / "own.jsonl"
    source.write_text('{"id":"en:Bakhmut Tea","label":"Bakhmut Tea","kind":"company","aliases":["Bakhmut"]}\n')
    own = tmp_path / "own.pack"
    build_pack(read_source(source), own, PackMeta(name="own"), built="2026-01-01")
    both = assemble(settings.model_copy(update={"packs": (own, starter_file)}))
    assert [pack.name for pack in both.ready()] == ["own", "starter"]
    answer = both.enrich(EnrichRequest(text="They drank Bakhmut Tea in Kyiv."))
    both.close()
    assert {card.id for card in answer.cards} >= {"en:Bakhmut Tea"}


@pytest.mark.parametrize(
    ("part", "maker"), [("knowledge", "open_pack"), ("unfurler", "unfurler"), ("_live", "open_live")]
)
def test_each_part_is_made_once_for_all_threads(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, maker: str
) -> None:
    real: Callable[..., Any] = getattr(assembly, maker)
    made: list[str] = []

    def slowly(*args: Any, **more: Any) -> Any:
        made.append(maker)
        time.sleep(0.05)  # room for seven others
        return real(*args, **more)

    live = {"live": True, "contact": "tests@backstory.example", "cache_dir": tmp_path}
    with closing(Service(settings.model_copy(update=live))) as service, ThreadPoolExecutor(8) as threads:
        if part != "knowledge":
            service.ready()
        monkeypatch.setattr(assembly, maker, slowly)
        together = threading.Barrier(8)

        def get(_: int) -> object:
            together.wait()
            return getattr(service, part)

        parts = {id(each) for each in threads.map(get, range(8))}
    assert (len(parts), made) == (1, [maker])

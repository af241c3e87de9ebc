"""The time limit ends work: too much is refused early, work grows as the page does, and looks at the time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count

import pytest

from backstory.errors import InputError, OutOfTime, TooManyNames, TooManyWords
from backstory.extract import read_page
from backstory.formats.json_api import EnrichRequest
from backstory.formats.nif import read_nif
from backstory.model import Document, Mention, Metadata, Page
from backstory.pipeline import MAX_NAMES, Limits, link, tell
from backstory.service.assembly import Service
from backstory.watch import Watch
from tests.benchmarks.linearity import STORY, families

NEVER_ENDS = 1e9
# Each was quadratic once, or is the nearest of its kind to one that was.
WORST = (
    "text: dotted letters",
    "text: acronym",
    "text: capitals known",
    "text: directions",
    "text: dashed names",
    "text: hyphened capitals",
    "text: empty lines",
    "text: unknown capitals",
    "text: titles and names",
    "html: rows",
    "html: templates",
    "html: nested promos",
)


def calls(work: Callable[[], object]) -> int:
    """How many functions, in Python or in C, were called: a measure of work that depends on no clock."""
    called = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    except InputError:
        pass
    finally:
        sys.setprofile(None)
    return called


@pytest.mark.parametrize("name", WORST)
def test_twice_the_page_is_twice_the_work(service: Service, name: str) -> None:
    make = dict(families())[name]
    service.enrich(EnrichRequest(text=STORY))
    once, twice = (calls(lambda n=n: service.enrich(make(n))) for n in (1, 2))
    assert twice < 2.6 * once


@pytest.mark.parametrize("unit", ["Smith—", "A-", "THE BIG DOG ", "莫斯科"])
def test_a_text_has_as_many_words_as_names_are_looked_for_in(service: Service, unit: str) -> None:
    request = EnrichRequest(text=unit * 120_000)
    with pytest.raises(TooManyWords, match="more than the 20,000"):
        service.enrich(request)


def test_so_has_a_page(service: Service) -> None:
    html = "<article><h1>Moscow</h1>" + "".join(
        f"<p>{'Smith—' * 300} said so, and then he went home {n} times.</p>" for n in range(400)
    )
    request = EnrichRequest(html=html)

    assert (
        calls(lambda: service.enrich(request)) < 1_000_000
    )  # as many as reading and counting take; names would be tens of millions
    with pytest.raises(TooManyWords):
        service.enrich(request)


def test_refusing_two_million_words_is_little_work(service: Service) -> None:
    request = EnrichRequest(text="A-" * 2_000_000)
    assert calls(lambda: service.enrich(request)) < 100_000


def test_more_names_than_can_be_linked_are_refused_when_given(service: Service) -> None:
    text = STORY * 50
    given = tuple(Mention(i, i + 5, text[i : i + 5]) for i in range(MAX_NAMES + 1))
    with pytest.raises(TooManyNames, match="5,000"):
        service.name(text, given)


def test_more_names_than_can_be_linked_are_a_gap_when_found(service: Service) -> None:
    answer = service.enrich(EnrichRequest(text="Moscow, " * (MAX_NAMES + 7)))
    assert len(answer.mentions) == MAX_NAMES
    assert answer.gaps[0].what == "7 names"


def test_a_document_of_too_many_statements_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backstory.formats.nif._MAX_STATEMENTS", 100)
    body = b'<a:b> <a:c> "x" .\n' * 50_000
    with pytest.raises(TooManyNames, match="100 statements"):
        read_nif(body)
    assert calls(lambda: _refused(body)) < 50_000


def _refused(body: bytes) -> None:
    with pytest.raises(TooManyNames):
        read_nif(body)


def _watch(limit: float) -> tuple[Watch, Callable[[], int]]:
    """A watch on which every look takes a second, and how often it was looked at."""
    clock = count()
    looks = 0

    def look() -> float:
        nonlocal looks
        looks += 1
        return float(next(clock))

    return Watch(look, limit), lambda: looks


def _page(times: int) -> Page:
    return Page(Metadata(), Document.from_text(STORY * times))


def test_whatever_stage_it_is_in_a_request_past_its_time_ends_there(service: Service) -> None:
    watch, looks = _watch(NEVER_ENDS)
    tell(_page(40), knowledge=service.knowledge, limits=Limits(), today="2026-01-01", watch=watch)
    assert looks() > 60
    for limit in range(0, looks() - 3, 7):
        watch, _ = _watch(limit)
        with pytest.raises(OutOfTime):
            tell(_page(40), knowledge=service.knowledge, limits=Limits(), today="2026-01-01", watch=watch)


def test_the_longer_the_text_the_more_often_the_time_is_looked_at(service: Service) -> None:
    often = []
    for times in (20, 80):
        watch, looks = _watch(NEVER_ENDS)
        link(_page(times), knowledge=service.knowledge, live=None, watch=watch)
        often.append(looks())
    assert often[1] > 2.5 * often[0]


def test_reading_a_page_looks_at_the_time_between_its_steps() -> None:
    looks: list[None] = []
    html = f"<article><h1>Moscow</h1>{f'<p>{STORY}</p>' * 5}</article>"
    read_page(html, check=lambda: looks.append(None))
    assert len(looks) >= 6
    for at in range(len(looks)):
        left = iter([None] * at)

        def check(left: object = left) -> None:
            if next(left, "over") == "over":  # type: ignore[call-overload]
                raise OutOfTime("over")

        with pytest.raises(OutOfTime):
            read_page(html, check=check)

"""Live look-ups against a real MediaWiki on the loopback address."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from backstory.knowledge.wikipedia import LiveSession, Wikipedia, cached_session
from tests.knowledge.recorded import SEED_NAMES
from tests.mediawiki_server import MediaWiki, serve

pytestmark = [pytest.mark.mediawiki, pytest.mark.enable_socket]


@contextmanager
def asking(api: str, store: Path, *, timeout_s: float = 10) -> Iterator[tuple[Wikipedia, LiveSession]]:
    session = cached_session(store)
    live = Wikipedia(
        api=api, wiki="enwiki", language="en", contact="tests@backstory.example", session=session, timeout_s=timeout_s
    )
    try:
        yield live, session
    finally:
        live.close()


def test_the_seed_names_give_what_the_wiki_holds(mediawiki: MediaWiki, tmp_path: Path) -> None:
    with asking(mediawiki.api, tmp_path / "http.sqlite") as (live, _):
        answer = live.candidates(SEED_NAMES)
        ids = {surface: {c.entity.id for c in choice} for surface, choice in answer.found.items()}
        told = live.profiles(set().union(*ids.values())).found
    assert answer.gaps == ()
    assert ids["Bakhmut"] == {"en:Bakhmut"}
    assert ids["Putin's chef"] == {"en:Yevgeny Prigozhin"}
    assert ids["Wagner PMC"] == {"en:Wagner Group"}
    assert ids["KCNA"] == {"en:Korean Central News Agency"}
    assert {"en:Internet Research Agency", "Q175284", "en:Individual retirement account"} <= ids["IRA"]
    assert {"en:Wagner Group", "Q1511"} <= ids["Wagner"]
    assert {"en:John Kirby (admiral)", "en:Kirby (character)", "en:Jack Kirby"} <= ids["Kirby"]
    assert {"Wagner Center", "Nobody of This Name", "Talk:Wagner"}.isdisjoint(ids)
    assert set(told) == set().union(*ids.values())
    assert all(each.summary and each.source.url and each.source.retrieved for each in told.values())


def test_a_story_costs_few_requests_and_a_warm_one_none(mediawiki: MediaWiki, tmp_path: Path) -> None:
    before = len(mediawiki.requests())
    for expected in (3, 3):
        with asking(mediawiki.api, tmp_path / "http.sqlite") as (live, _):
            found = live.candidates(SEED_NAMES).found
            live.profiles({c.entity.id for choice in found.values() for c in choice})
        assert len(mediawiki.requests()) - before == expected


def test_the_wiki_is_sent_titles_and_nothing_else(mediawiki: MediaWiki, tmp_path: Path) -> None:
    before = len(mediawiki.requests())
    sentence = "the group that the White House said on Friday had bought rockets and missiles from the North"
    with asking(mediawiki.api, tmp_path / "http.sqlite") as (live, _):
        live.candidates({"Bakhmut", "KCNA", sentence})
    (line,) = mediawiki.requests()[before:]
    parameters = parse_qs(urlsplit(line.split()[1]).query)
    assert parameters.pop("titles") == ["Bakhmut|KCNA"]
    assert not any("White" in value for values in parameters.values() for value in values)
    agent = mediawiki.access_log.read_text().splitlines()[-1].split('"')[5]
    assert agent.endswith("(tests@backstory.example) requests-cache")


@pytest.mark.parametrize(("trouble", "why", "retry_after_s"), [("429", "wait (429)", 1), ("503", "own (503)", None)])
def test_a_wiki_that_refuses_is_a_gap(
    mediawiki: MediaWiki, tmp_path: Path, trouble: str, why: str, retry_after_s: float | None
) -> None:
    with asking(mediawiki.api, tmp_path / "http.sqlite") as (live, _):
        with mediawiki.trouble(trouble):
            answer = live.candidates({"Bakhmut"})
        assert answer.found == {}
        assert why in answer.gaps[0].why
        assert answer.gaps[0].retry_after_s == retry_after_s
        assert set(live.candidates({"Bakhmut"}).found) == {"Bakhmut"}


def test_a_slow_wiki_is_a_gap_within_the_deadline(mediawiki: MediaWiki, tmp_path: Path) -> None:
    with asking(mediawiki.api, tmp_path / "http.sqlite", timeout_s=0.5) as (live, _), mediawiki.trouble("delay", "3"):
        began = time.monotonic()
        answer = live.candidates({"Bakhmut"})
        assert time.monotonic() - began < 1
    assert [gap.why for gap in answer.gaps] == ["Wikipedia gave no answer. It did not answer in time."]


def test_a_title_that_the_wiki_finds_invalid_costs_no_other(mediawiki: MediaWiki, tmp_path: Path) -> None:
    names = {"Bakhmut", "A%41", "Special:Search", "File:World-flag.png", "~~~~", "./x", "a&titles=b"}
    with asking(mediawiki.api, tmp_path / "http.sqlite") as (live, _):
        answer = live.candidates(names)
    assert set(answer.found) == {"Bakhmut"}
    assert answer.gaps == ()


def test_a_wiki_that_was_killed_leaves_a_gap_and_its_earlier_answers(mediawiki: MediaWiki, tmp_path: Path) -> None:
    with serve(tmp_path) as mortal, asking(mortal.api, tmp_path / "http.sqlite") as (live, session):
        alive = live.candidates(SEED_NAMES)
        mortal.stop()
        assert live.candidates(SEED_NAMES) == alive  # still fresh
        session.cache.reset_expiration(timedelta(seconds=-5))
        dead = live.candidates(SEED_NAMES)
        assert dead.found == alive.found
        assert [gap.what for gap in dead.gaps] == ["Fresh answers from Wikipedia"]
        unknown = live.candidates({"Soledar"})
    assert unknown.found == {}
    assert [gap.why for gap in unknown.gaps] == ["Wikipedia gave no answer. It could not be reached."]

"""Live look-ups against a real MediaWiki on the loopback address."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from backstory.knowledge.http_client import open_store
from tests.knowledge.local_wiki import asking
from tests.knowledge.recorded import MANY_NAMES, SEED_NAMES
from tests.support.mediawiki_server import MediaWiki, serve

pytestmark = [pytest.mark.mediawiki, pytest.mark.enable_socket]


def test_the_seed_names_give_what_the_wiki_holds(mediawiki: MediaWiki, tmp_path: Path) -> None:
    with asking(mediawiki.api, open_store(tmp_path / "http.sqlite")) as live:
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
    for _ in range(2):
        with asking(mediawiki.api, open_store(tmp_path / "http.sqlite")) as live:
            found = live.candidates(SEED_NAMES).found
            live.profiles({c.entity.id for choice in found.values() for c in choice})
        assert len(mediawiki.requests()) - before == 7


def test_fifty_names_cost_eight_requests_at_the_most(mediawiki: MediaWiki, tmp_path: Path) -> None:
    names = [*MANY_NAMES, *SEED_NAMES, "Richard Wagner", "White House", "The Pentagon", "Concord", "Kremlin", "NSC"]
    before = len(mediawiki.requests())
    for _ in range(2):
        with asking(mediawiki.api, open_store(tmp_path / "http.sqlite")) as live:
            found = live.candidates(names).found
            told = live.profiles({choice[0].entity.id for choice in found.values()}).found
        assert len(found) >= 40
        assert len(told) >= 35
        assert len(mediawiki.requests()) - before <= 8


def test_the_wiki_is_sent_titles_and_nothing_else(mediawiki: MediaWiki, tmp_path: Path) -> None:
    before = len(mediawiki.requests())
    sentence = "the group that the White House said on Friday had bought rockets and missiles from the North"
    with asking(mediawiki.api, open_store(tmp_path / "http.sqlite")) as live:
        live.candidates({"Bakhmut", "KCNA", sentence})
    lines = mediawiki.requests()[before:]
    titles = "|".join(parse_qs(urlsplit(line.split()[1]).query)["titles"][0] for line in lines)
    assert set(titles.split("|")) == {
        "Bakhmut", "KCNA", "Korean Central News Agency", "Bakhmut (disambiguation)", "KCNA (disambiguation)",
    }  # fmt: skip
    assert not any("White" in line for line in lines)
    agent = mediawiki.access_log.read_text().splitlines()[-1].split('"')[5]
    assert agent.endswith("(me@paper.example) requests-cache")


def test_a_wiki_that_is_in_trouble_is_a_gap(mediawiki: MediaWiki, tmp_path: Path) -> None:
    with asking(mediawiki.api, open_store(tmp_path / "http.sqlite")) as live:
        with mediawiki.trouble("503"):
            answer = live.candidates({"Bakhmut"})
        assert answer.found == {}
        assert "own (503)" in answer.gaps[0].why
        assert set(live.candidates({"Bakhmut"}).found) == {"Bakhmut"}


def test_a_wiki_that_asks_us_to_wait_is_left_alone_for_so_long(mediawiki: MediaWiki, tmp_path: Path) -> None:
    with asking(mediawiki.api, open_store(tmp_path / "http.sqlite")) as live:
        with mediawiki.trouble("429"):
            answer = live.candidates({"Bakhmut"})
        assert (answer.found, answer.gaps[0].retry_after_s) == ({}, 1)
        before = len(mediawiki.requests())
        again = live.candidates({"Bakhmut"})
        if again.found == {}:  # the second may be over already on a slow machine
            assert "left alone" in again.gaps[0].why
            assert len(mediawiki.requests()) == before
        while not live.candidates({"Bakhmut"}).found:
            time.sleep(0.1)


def test_a_slow_wiki_is_a_gap_within_the_deadline(mediawiki: MediaWiki, tmp_path: Path) -> None:
    with (
        asking(mediawiki.api, open_store(tmp_path / "http.sqlite"), timeout_s=0.5) as live,
        mediawiki.trouble("delay", "3"),
    ):
        began = time.monotonic()
        answer = live.candidates({"Bakhmut"})
        assert time.monotonic() - began < 1
    assert [gap.why for gap in answer.gaps] == ["Wikipedia gave no answer. It did not answer in time."]


def test_a_title_that_the_wiki_finds_invalid_costs_no_other(mediawiki: MediaWiki, tmp_path: Path) -> None:
    names = {"Bakhmut", "A%41", "Special:Search", "File:World-flag.png", "~~~~", "./x", "a&titles=b"}
    with asking(mediawiki.api, open_store(tmp_path / "http.sqlite")) as live:
        answer = live.candidates(names)
    assert set(answer.found) == {"Bakhmut"}
    assert answer.gaps == ()


def test_a_wiki_that_was_killed_leaves_a_gap_and_its_earlier_answers(mediawiki: MediaWiki, tmp_path: Path) -> None:
    store = open_store(tmp_path / "http.sqlite")
    with serve(tmp_path) as mortal, asking(mortal.api, store) as live:
        alive = live.candidates(SEED_NAMES)
        mortal.stop()
        assert live.candidates(SEED_NAMES) == alive  # still fresh
        store.cache.reset_expiration(timedelta(days=-3))
        dead = live.candidates(SEED_NAMES)
        assert dead.found == alive.found
        assert [gap.what for gap in dead.gaps] == ["Fresh answers from Wikipedia"]
        unknown = live.candidates({"Soledar"})
    assert unknown.found == {}
    assert unknown.gaps[0].why.startswith("Wikipedia gave no answer. It could not be reached.")

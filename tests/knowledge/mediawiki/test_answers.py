"""Answers of a MediaWiki, read into the model: on answers recorded from a real one, and on hostile ones."""

from __future__ import annotations

import json

import pytest

from backstory.errors import SourceUnavailable
from backstory.knowledge.http_client.body import Refused, read_body
from backstory.knowledge.mediawiki import answers
from backstory.knowledge.mediawiki.answers import Article
from backstory.knowledge.mediawiki.traits import traits
from backstory.model import Image
from tests.knowledge.recorded import kept_answer


def page(**fields: object) -> dict[str, object]:
    return {"query": {"pages": [{"ns": 0, "title": "Bakhmut", **fields}]}}


# ---- hostile and broken answers


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<!DOCTYPE html><h1>Error</h1>", "an HTML page"),
        (b"", "something else"),
        (b'{"query":', "something else"),
        (b"\xff\xfe\x00", "something else"),
        (b"[" * 100_000, "something else"),
        (b"[]", "form of an API answer"),
        (b'{"error":{"code":"maxlag","info":"Waiting"}}', "maxlag"),
        (b'{"error":"no"}', "no code"),
    ],
)
def test_what_is_no_answer_is_named(body: bytes, why: str) -> None:
    with pytest.raises(SourceUnavailable, match=why):
        read_body(body)


@pytest.mark.parametrize(
    "data",
    [{}, {"query": None}, {"query": []}, {"query": {"pages": {}}}, {"query": {"pages": [None, 3, {}]}}, page(ns="0")],
)
def test_missing_fields_and_wrong_types_give_no_articles(data: dict[str, object]) -> None:
    assert answers.articles(data, retrieved=None) == {}


def test_an_article_may_lack_everything_but_its_title() -> None:
    found = answers.articles(page(extract=3, description=[], pageprops="x", fullurl={}, lastrevid="9"), retrieved=None)
    assert found == {"Bakhmut": Article("Bakhmut")}
    told = answers.profile(found["Bakhmut"], wiki="enwiki", language="en")
    assert (told.summary, told.entity.id, told.source.url) == ((), "en:Bakhmut", None)


@pytest.mark.parametrize("qid", ["Q0", "q7", "Q7747\n", "P31", "Q" + "1" * 40, "javascript:"])
def test_what_is_no_item_is_no_id(qid: str) -> None:
    found = answers.articles(page(pageprops={"wikibase_item": qid}), retrieved=None)
    assert found["Bakhmut"].qid is None


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x", "http://[", "https://a/\u202eb", ""])
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert answers.articles(page(fullurl=url), retrieved=None)["Bakhmut"].url is None


def test_markup_stays_text_and_unseen_signs_go() -> None:
    text = "\u202eA <script>alert(1)</script>\x00 \u2066city\u2069,\u200b\ud800 &lt;b&gt;\nwith two\tlines."
    found = answers.articles(page(extract=text, description=text), retrieved=None)["Bakhmut"]
    assert found.extract == "A <script>alert(1)</script> city, &lt;b&gt; with two lines."
    assert found.description == found.extract


def test_hidden_signs_in_a_title_do_not_reach_the_id() -> None:
    data = {"query": {"pages": [{"ns": 0, "title": "Bakh\u202emut"}]}}
    (found,) = answers.articles(data, retrieved=None).values()
    assert answers.entity(found, language="en").id == "en:Bakhmut"


def test_giant_texts_are_bounded() -> None:
    found = answers.articles(page(extract="word " * 200_000, description="x" * 100_000), retrieved=None)["Bakhmut"]
    told = answers.profile(found, wiki="enwiki", language="en")
    assert len(told.summary or "") <= 500
    assert len(told.entity.description or "") <= 300


def test_a_circle_of_redirects_leads_nowhere() -> None:
    data = {"query": {"redirects": [{"from": "A", "to": "B"}, {"from": "B", "to": "A"}, {"from": "C"}]}}
    assert answers.landings(data, ["A", "C", "D"]) == {"D": answers.Landing("D", False)}


def test_what_is_left_of_an_answer_is_told() -> None:
    assert answers.further({"continue": {"gplcontinue": "1|0|X", "continue": "-||", "odd": []}}) == {
        "gplcontinue": "1|0|X",
        "continue": "-||",
    }
    assert answers.further(kept_answer(generator="links", titles="Wagner (surname)")) == {}


def test_recorded_answers_are_json_as_a_wiki_sends_it() -> None:
    assert (
        read_body(json.dumps(kept_answer(generator="links", titles="Wagner (surname)")).encode())["batchcomplete"]
        is True
    )


def test_a_refusal_says_why() -> None:
    with pytest.raises(Refused) as refused:
        read_body(b'{"error":{"code":"ratelimited"}}')
    assert refused.value.code == "ratelimited"


# ---- what an article tells beside its words


def test_the_longer_an_article_the_better_known_its_subject() -> None:
    assert [round(answers.popularity(length), 2) for length in (0, 3_000, 30_000, 300_000, 3_000_000)] == [
        0, 0, 0.5, 1, 1,
    ]  # fmt: skip


def test_a_place_is_told_with_its_source() -> None:
    found = answers.articles(page(coordinates=[{"lat": 48.6, "lon": 38, "globe": "earth"}]), retrieved=None)
    (fact,) = answers.profile(found["Bakhmut"], wiki="enwiki", language="en").facts
    assert (fact.pid, fact.value, fact.source and fact.source.id) == ("P625", "48.6000, 38.0000", "enwiki:Bakhmut")


@pytest.mark.parametrize(
    "place", [{"lat": 91, "lon": 0}, {"lat": "1", "lon": 2}, {"lat": 1, "lon": 2, "globe": "moon"}]
)
def test_what_is_no_place_on_earth_is_left_out(place: dict[str, object]) -> None:
    assert answers.articles(page(coordinates=[place]), retrieved=None)["Bakhmut"].coordinates is None


def picture(**meta: str) -> dict[str, object]:
    info = {
        "url": "https://upload.example/a.jpg",
        "thumburl": "https://upload.example/320px-a.jpg",
        "descriptionurl": "https://commons.example/wiki/File:A.jpg",
        "extmetadata": {name: {"value": value, "source": "commons-desc-page"} for name, value in meta.items()},
    }
    return {"query": {"pages": [{"ns": 6, "title": "File:A.jpg", "missing": True, "known": True, "imageinfo": [info]}]}}


def test_a_free_picture_is_told_with_author_and_licence() -> None:
    author = '<a href="//commons.example/User:X" onclick="x()">Jane &amp; Roe</a><script>alert(1)</script>'
    found = answers.pictures(picture(LicenseShortName="CC BY-SA 4.0", Artist=author))
    assert found == {
        "A.jpg": Image(
            "https://upload.example/320px-a.jpg",
            "Jane & Roe alert(1)",
            "CC BY-SA 4.0",
            "https://commons.example/wiki/File:A.jpg",
        )
    }


@pytest.mark.parametrize(
    "meta",
    [
        {},
        {"Artist": "Jane Roe"},
        {"LicenseShortName": "Fair use"},
        {"LicenseShortName": "CC BY 4.0", "NonFree": "true"},
    ],
)
def test_a_picture_that_is_not_free_or_has_no_licence_is_left_out(meta: dict[str, str]) -> None:
    assert answers.pictures(picture(**meta)) == {}


@pytest.mark.parametrize(
    ("description", "extract", "expected"),
    [
        ("American actor (born 1930)", None, ("person", "1930", None)),
        ("German composer (1813–1883)", None, ("person", "1813", "1883")),
        ("Russian mercenary leader (1961–2023)", None, ("person", "1961", "2023")),
        ("President of Russia (2000–2008)", None, ("person", None, None)),  # years in office
        ("President of Russia", "Ann Roe (born 7 October 1952) is …", ("person", "1952", None)),
        ("Battle of the war (2022–2023)", None, ("event", "2022", "2023")),
        ("City in Donetsk Oblast, Ukraine", None, ("place", None, None)),
        ("Video game series", None, ("work", None, None)),
        ("Vacuum cleaner manufacturer", None, ("company", None, None)),
        ("One of six organs", None, (None, None, None)),
        (None, None, (None, None, None)),
    ],
)
def test_kind_and_years_are_read_from_the_description(
    description: str | None, extract: str | None, expected: tuple[str | None, str | None, str | None]
) -> None:
    assert traits(description, extract) == expected

"""Answers of a MediaWiki, read into the model: on answers recorded from a real one, and on hostile ones."""

from __future__ import annotations

import json

import pytest

from backstory.errors import SourceUnavailable
from backstory.knowledge.wikipedia import Wikipedia, answers
from backstory.knowledge.wikipedia.answers import Article
from backstory.model import Candidate, Profile
from tests.knowledge.recorded import MANY_NAMES, SEED_NAMES, SENSES, kept_answer


def article(title: str, description: str | None = None, *, ambiguous: bool = False) -> Article:
    return Article(title, description, None, None, ambiguous, None, None, None)


def page(**fields: object) -> dict[str, object]:
    return {"query": {"pages": [{"ns": 0, "title": "Bakhmut", **fields}]}}


# ---- the recorded story


def ids(found: dict[str, tuple[Candidate, ...]], surface: str) -> list[str]:
    return [candidate.entity.id for candidate in found.get(surface, ())]


@pytest.fixture
def found(recorded_wiki: Wikipedia) -> dict[str, tuple[Candidate, ...]]:
    answer = recorded_wiki.candidates(SEED_NAMES)
    assert answer.gaps == ()
    return dict(answer.found)


@pytest.mark.parametrize(
    ("surface", "entity_id"),
    [
        ("Bakhmut", "en:Bakhmut"),
        ("Putin's chef", "en:Yevgeny Prigozhin"),
        ("Wagner PMC", "en:Wagner Group"),
        ("KCNA", "en:Korean Central News Agency"),
        ("putin", "Q7747"),
    ],
)
def test_titles_and_redirects_give_one_live_candidate(found, surface: str, entity_id: str) -> None:
    assert [(c.entity.id, c.prior, c.exact, c.live) for c in found[surface]] == [(entity_id, 0.9, True, True)]


def test_a_chain_of_redirects_is_followed(found) -> None:
    assert [c.entity.label for c in found["DPR Korea"]] == ["North Korea"]


def test_a_redirect_to_a_section_is_no_full_name_of_the_article(found) -> None:
    assert [(c.entity.id, c.prior, c.exact) for c in found["Roth IRA"]] == [
        ("en:Individual retirement account", 0.5, False)
    ]


@pytest.mark.parametrize("surface", ["Wagner Center", "Nobody of This Name", "Talk:Wagner"])
def test_missing_pages_and_other_namespaces_are_left_out(found, surface: str) -> None:
    assert surface not in found


def test_an_ambiguous_name_gives_the_senses_that_bear_it(found) -> None:
    assert set(ids(found, "Wagner")) == {"Q1511", "en:Wagner Group", "en:Cosima Wagner"}
    assert set(ids(found, "IRA")) == {
        "Q175284",
        "Q504628",
        "en:Internet Research Agency",
        "en:Individual retirement account",
    }


def test_senses_reach_through_a_second_ambiguous_page(found) -> None:
    assert "en:John Kirby (admiral)" in ids(found, "Kirby")


def test_a_list_of_surname_bearers_is_opened_and_never_a_candidate(found) -> None:
    assert ids(found, "Cleverly") == ["en:James Cleverly"]


def test_the_label_leaves_out_what_tells_namesakes_apart(found) -> None:
    assert {c.entity.label for c in found["John Kirby"]} == {"John Kirby"}


def test_priors_of_senses_are_modest_and_most_common_first(found) -> None:
    for choice in (found["Kirby"], found["IRA"]):
        assert sum(c.prior for c in choice) == pytest.approx(0.8)
        assert list(choice) == sorted(choice, key=lambda c: -c.prior)


def test_acronyms_are_full_names_of_what_they_stand_for(found) -> None:
    assert {c.entity.id: c.exact for c in found["IRA"]}["en:Internet Research Agency"]
    assert not {c.entity.id: c.exact for c in found["IRA"]}["Q504628"]  # Provisional IRA


def test_terms_hold_words_of_description_and_introduction(found) -> None:
    told = found["Putin's chef"][0].entity.terms
    assert {"mercenary", "businessman", "concord"} <= told.keys()
    assert told["mercenary"] > told["concord"]


def test_a_storys_names_cost_two_requests(found, asked: list[str]) -> None:
    assert len(asked) == 2


@pytest.fixture
def profiles(recorded_wiki: Wikipedia) -> dict[str, Profile]:
    recorded_wiki.candidates(SEED_NAMES)
    answer = recorded_wiki.profiles(SENSES)
    assert answer.gaps == ()
    return dict(answer.found)


def test_a_profile_tells_source_revision_and_day(profiles) -> None:
    source = profiles["en:Wagner Group"].source
    assert (source.id, source.name, source.licence) == ("enwiki:Wagner Group", "Wikipedia", "CC BY-SA 4.0")
    assert source.url == "https://wiki.example/wiki/Wagner_Group"
    assert source.revision is not None
    assert source.revision.isdecimal()
    assert source.retrieved == "2023-01-20"


def test_profiles_of_senses_have_introductions(profiles) -> None:
    assert profiles["Q1511"].summary is not None
    assert profiles["Q1511"].summary.startswith("Wilhelm Richard Wagner")
    assert profiles["en:John Kirby (admiral)"].wikipedia == "John Kirby (admiral)"


def test_profiles_of_title_hits_need_no_further_request(recorded_wiki: Wikipedia, asked: list[str]) -> None:
    recorded_wiki.candidates(SEED_NAMES)
    before = len(asked)
    answer = recorded_wiki.profiles({"Q7747", "en:Bakhmut"})
    assert set(answer.found) == {"Q7747", "en:Bakhmut"}
    assert len(asked) == before


def test_an_item_that_was_never_a_candidate_is_left_out(recorded_wiki: Wikipedia, asked: list[str]) -> None:
    assert recorded_wiki.profiles({"Q42"}).found == {}
    assert asked == []


def test_more_introductions_than_one_answer_holds_are_asked_on(recorded_wiki: Wikipedia, asked: list[str]) -> None:
    found = recorded_wiki.candidates(MANY_NAMES).found
    assert set(found) == set(MANY_NAMES)
    assert len(asked) == 2
    assert all(told.summary for told in recorded_wiki.profiles({c.entity.id for (c,) in found.values()}).found.values())
    assert len(asked) == 2


def test_nothing_to_ask_asks_nothing(recorded_wiki: Wikipedia, asked: list[str]) -> None:
    assert recorded_wiki.candidates(()).found == {}
    assert recorded_wiki.packs() == ()
    assert asked == []


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
        answers.read_body(body)


@pytest.mark.parametrize(
    "data",
    [{}, {"query": None}, {"query": []}, {"query": {"pages": {}}}, {"query": {"pages": [None, 3, {}]}}, page(ns="0")],
)
def test_missing_fields_and_wrong_types_give_no_articles(data: dict[str, object]) -> None:
    assert answers.articles(data, retrieved=None) == {}


def test_an_article_may_lack_everything_but_its_title() -> None:
    found = answers.articles(page(extract=3, description=[], pageprops="x", fullurl={}, lastrevid="9"), retrieved=None)
    assert found == {"Bakhmut": article("Bakhmut")}
    told = answers.profile(found["Bakhmut"], wiki="enwiki", language="en")
    assert (told.summary, told.entity.id, told.source.url) == (None, "en:Bakhmut", None)


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


def test_the_rest_of_an_answer_is_asked_for_as_the_wiki_says() -> None:
    assert answers.further(kept_answer("many-1")) == {"excontinue": "20", "continue": "||description|pageprops|info"}
    assert answers.further(kept_answer("many-2")) == {}


def test_recorded_answers_are_json_as_a_wiki_sends_it() -> None:
    assert answers.read_body(json.dumps(kept_answer("titles")).encode())["batchcomplete"] is True

"""Names and cards of one page, on answers recorded from a real MediaWiki."""

from __future__ import annotations

import pytest

from backstory.model import Candidate, Profile
from backstory.text.dates import parse_date
from tests.knowledge.local_wiki import Reader, asked_for
from tests.knowledge.recorded import MANY_NAMES, SEED_NAMES, SENSES


def ids(found: dict[str, tuple[Candidate, ...]], surface: str) -> list[str]:
    return [candidate.entity.id for candidate in found.get(surface, ())]


@pytest.fixture
def found(recorded_wiki: Reader) -> dict[str, tuple[Candidate, ...]]:
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


def test_a_name_that_is_no_title_is_searched_for(found) -> None:
    (sense,) = found["Korean Central News"]
    assert (sense.entity.id, sense.exact, round(sense.prior, 2)) == ("en:Korean Central News Agency", False, 0.4)


def test_an_ambiguous_name_gives_the_senses_that_bear_it(found) -> None:
    assert set(ids(found, "Wagner")) == {"Q1511", "en:Wagner Group", "en:Cosima Wagner", "en:Robert Wagner"}
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


def test_senses_are_tied_by_the_links_of_their_articles(found) -> None:
    (prigozhin,) = found["Putin's chef"]
    assert {"en:Wagner Group", "Q7747"} <= prigozhin.entity.links
    wagners = {c.entity.id: c.entity.links for c in found["Wagner"]}
    assert "en:Bakhmut" in wagners["en:Wagner Group"]
    assert "en:Bakhmut" not in wagners["Q1511"]


def test_kinds_and_years_come_from_descriptions(found) -> None:
    kirbys = {c.entity.id: (c.entity.kind, c.entity.began) for c in found["Kirby"]}
    assert kirbys["en:John Kirby (admiral)"] == ("person", "1963")
    assert kirbys["en:Kirby Company"] == ("company", None)


def test_a_storys_names_cost_five_requests(found, asked: list[str]) -> None:
    kinds = [asked_for(path) for path in asked]
    assert sorted(each.get("generator", each["prop"].partition("|")[0]) for each in kinds) == [
        "description",  # all names as titles
        "extracts",  # introductions and links
        "links",  # what the lists of namesakes hold
        "links",  # and the lists within them
        "search",  # a name that is no title
    ]


@pytest.fixture
def profiles(recorded_wiki: Reader) -> dict[str, Profile]:
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
    assert source.revised is not None
    assert parse_date(source.revised) is not None


def test_profiles_of_senses_have_introductions(profiles) -> None:
    assert profiles["Q1511"].summary[0].text.startswith("Wilhelm Richard Wagner")
    assert profiles["en:John Kirby (admiral)"].wikipedia == "John Kirby (admiral)"


def test_profiles_of_title_hits_need_no_further_request(recorded_wiki: Reader, asked: list[str]) -> None:
    recorded_wiki.candidates(SEED_NAMES)
    before = len(asked)
    answer = recorded_wiki.profiles({"en:Internet Research Agency", "en:Individual retirement account"})
    assert all(told.summary for told in answer.found.values())
    assert len(asked) == before


def test_an_item_that_was_never_a_candidate_is_left_out(recorded_wiki: Reader, asked: list[str]) -> None:
    assert recorded_wiki.profiles({"Q42"}).found == {}
    assert asked == []


def test_more_introductions_than_one_answer_holds_are_asked_side_by_side(
    recorded_wiki: Reader, asked: list[str]
) -> None:
    found = recorded_wiki.candidates(MANY_NAMES).found
    assert set(found) == set(MANY_NAMES)
    assert [len(asked_for(path)["titles"].split("|")) for path in asked[1:]] == [20, 4]
    assert all(choice[0].entity.terms for choice in found.values())


def test_nothing_to_ask_asks_nothing(recorded_wiki: Reader, asked: list[str]) -> None:
    assert recorded_wiki.candidates(()).found == {}
    assert recorded_wiki.page().packs() == ()
    assert asked == []

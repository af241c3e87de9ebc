from __future__ import annotations

import pytest

from backstory.lang import Words, english
from backstory_packs.joining.match import Named
from backstory_packs.joining.shares import Shares, limit

WORDS = Words(
    ordinary=frozenset("best buy market morning gap force old".split()),
    given_names=frozenset(["paul", "wendy"]),
    surnames=frozenset(["smith"]),
)


def named(*forms: str, kind: str = "company", popularity: float = 0.25, description: str = "chain of shops") -> Named:
    return Named("Q1", kind, description, popularity, forms)


@pytest.mark.parametrize(
    ("form", "kind", "most"),
    [
        ("siemens", "company", 60),
        ("gap", "company", 8),
        ("gaps", "company", 8),
        ("wendy", "company", 8),
        ("smith", "company", 8),
        ("SNB", "company", 25),
        ("deutsche telekom", "company", 90),
        ("bank of quilland", "company", 90),
        ("best buy", "company", 25),
        ("old force", "organisation", 3),
        ("ministry of health", "organisation", 3),
        ("british army", "organisation", 90),
        ("paul smith", "company", 5),
        ("paul university", "organisation", 90),
    ],
)
def test_a_name_has_the_limit_of_its_words(form: str, kind: str, most: float) -> None:
    assert limit(form, named(form, kind=kind), WORDS) == most


def test_the_less_known_have_less_of_a_single_word() -> None:
    limits = [limit("lidl", named("lidl", popularity=popularity), WORDS) for popularity in (0.3, 0.2, 0.05)]
    assert limits == [60, 40, 25]


def test_words_that_stand_together_anyway_are_no_name_of_the_unknown() -> None:
    for form in ("us market", "tuesday morning"):
        limits = [limit(form, named(form, popularity=popularity), WORDS) for popularity in (0.3, 0.1)]
        assert limits == [25, 0], form


def test_a_town_has_little_of_its_name_and_a_province_much() -> None:
    town = named("new quill", kind="place", description="city in Montcalm County, Michigan")
    province = named("new quill", kind="place", description="province of Canada")
    assert [limit("new quill", one, WORDS) for one in (town, province)] == [25, 90]


def test_namesakes_divide_a_name_by_popularity() -> None:
    shares = Shares(WORDS)
    known, unknown = named("deutsche post"), named("deutsche post", popularity=0.05)
    shares.add(known)
    shares.add(unknown)
    assert [shares.of("deutsche post", one, 0) for one in (known, unknown)] == [75, 15]


def test_the_strictest_limit_of_a_name_holds_for_all() -> None:
    shares = Shares(WORDS)
    shop, city = named("nordhavn"), named("nordhavn", kind="place", description="city in Denmark")
    for one in (shop, city):
        shares.add(one)
    assert shares.of("nordhavn", shop, 0) == 12.5


def test_the_bulk_gets_what_the_written_senses_leave() -> None:
    shares = Shares(WORDS)
    one = named("siemens")
    shares.add(one)
    assert [shares.of("siemens", one, written) for written in (0, 70, 99.8, 100)] == [60, 30, 0, 0]


def test_the_bundled_lists_know_the_usual_brands() -> None:
    for word in "target shell gap apple orange subway boots next coach guess visa chase sprint dole".split():
        assert english().is_ordinary(word), word
    for name in ("wendy", "harris", "arthur"):
        assert english().is_persons(name), name
    for name in ("lidl", "siemens", "walmart", "ikea", "toyota"):
        assert not english().is_ordinary(name), name
        assert not english().is_persons(name), name

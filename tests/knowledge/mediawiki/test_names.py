"""Which names may be asked for, which senses bear them, and how prose from outside is made fit for a card."""

from __future__ import annotations

import pytest

from backstory.knowledge.mediawiki import answers, senses, titles
from backstory.knowledge.mediawiki.answers import Article
from backstory.text import prose


def article(title: str, description: str | None = None, *, ambiguous: bool = False) -> Article:
    return Article(title, description, ambiguous=ambiguous)


@pytest.mark.parametrize(
    "surface",
    ["A<b>", "Foo[1]", "C#", "a|b", "{x}", "", " \u202e ", ":", "...", "é" * 128, "word " * 13, "x" * 300],
)
def test_what_cannot_be_a_title_is_a_gap(surface: str) -> None:
    asked = titles.ask_for([surface, "Bakhmut"])
    assert asked.titles == ["Bakhmut"]
    assert [gap.why for gap in asked.gaps] == ["Wikipedia can hold no article of such a name, so it was not asked."]


def test_gaps_list_a_few_names_only() -> None:
    (gap,) = titles.ask_for(["<a>", "<b>", "<c>" + "c" * 100, "<d>", "<e>"]).gaps
    assert gap.what == "“<a>”, “<b>”, “<c>" + "c" * 36 + "…” and 2 more"


def test_names_are_asked_as_titles_are_spelled() -> None:
    surfaces = ("Putin’s  chef", "Cafe\u0301", "Wagner_Group\u200b")
    assert titles.ask_for(surfaces).titles_by_surface == dict(
        zip(surfaces, ("Putin's chef", "Café", "Wagner Group"), strict=True)
    )


def test_names_beyond_the_limit_are_a_gap() -> None:
    asked = titles.ask_for([f"Name {number}" for number in range(130)])
    assert len(asked.titles) == 100
    assert [gap.what for gap in asked.gaps] == ["30 more names"]


def test_the_same_names_make_the_same_batches() -> None:
    names = {f"Name {number}" for number in range(60)}
    assert titles.ask_for(names).titles == titles.ask_for(sorted(names, reverse=True)).titles
    assert [len(batch) for batch in titles.batches(titles.ask_for(names).titles)] == [50, 10]


def test_a_batch_fits_into_a_request_line() -> None:
    long = [f"{number}" + "щ" * 120 for number in range(20)]
    runs = list(titles.batches(long))
    assert [title for run in runs for title in run] == long
    assert all(len("|".join(run).encode()) * 3 <= titles.MAX_TITLES_BYTES for run in runs)


@pytest.mark.parametrize(
    ("description", "lists"),
    [
        ("Surname list", True),
        ("Family name", True),
        ("Familienname", True),
        ("Surname of kings", False),
        ("Name of a ship", False),
        (None, False),
    ],
)
def test_lists_of_namesakes_are_known_by_their_description(description: str | None, lists: bool) -> None:
    assert senses.lists_senses(article("Wagner", description)) is lists


def test_ambiguous_pages_are_no_senses() -> None:
    linked = [article("John Kirby", ambiguous=True), article("Kirby (surname)", "Surname list"), article("Nintendo")]
    assert senses.of_list(["Kirby"], linked) == ()


def test_a_part_of_a_word_is_no_part_of_a_name() -> None:
    assert senses.of_list(["Concord"], [article("Concorde")]) == ()


def test_dotted_acronyms_and_small_words_count_as_one_would_read_them() -> None:
    linked = [article("Federal Bureau of Investigation"), article("Bureau")]
    assert [(sense.article.label, sense.exact) for sense in senses.of_list(["F.B.I."], linked)] == [
        ("Federal Bureau of Investigation", True)
    ]


def test_the_better_known_sense_is_the_commoner_one() -> None:
    known, stub = Article("Jack Kirby", length=150_000), Article("Kirby Company", length=2_000)
    assert [(s.article.label, round(s.prior, 2)) for s in senses.of_list(["Kirby"], [stub, known])] == [
        ("Jack Kirby", 0.67),
        ("Kirby Company", 0.13),
    ]


def test_the_sense_that_a_list_begins_with_is_the_commonest() -> None:
    linked = [article("Cosima Wagner"), article("Richard Wagner"), article("Wagner Group")]
    lead = "Wagner most often means Richard Wagner (1813–1883), German composer. Wagner may also refer to: Wagner Group"
    assert [
        (sense.article.label, round(sense.prior, 2)) for sense in senses.of_list(["Wagner"], linked, lead=lead)
    ] == [
        ("Richard Wagner", 0.4),
        ("Cosima Wagner", 0.2),
        ("Wagner Group", 0.2),
    ]
    flat = "Wagner may refer to: Richard Wagner, Cosima Wagner, Wagner Group"
    assert len({sense.prior for sense in senses.of_list(["Wagner"], linked, lead=flat)}) == 1


def test_lists_of_namesakes_are_asked_for_beside_names_of_one_word() -> None:
    assert titles.list_titles(["Kremlin", "White House", "Kirby"], "en", room=9) == {
        "Kremlin": "Kremlin (disambiguation)",
        "Kirby": "Kirby (disambiguation)",
    }
    assert titles.list_titles(["Kreml", "Bonn"], "de", room=1) == {"Kreml": "Kreml (Begriffsklärung)"}
    assert titles.list_titles(["Kreml"], "zh", room=9) == {}


def test_senses_of_one_name_are_bounded() -> None:
    linked = [article(f"Kirby ({number})") for number in range(100)]
    assert len(senses.of_list(["Kirby"], linked)) == 25


def test_an_empty_name_is_borne_by_nobody() -> None:
    assert senses.of_list(["'"], [article("A")]) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two. Three. Four.", ("One. Two. Three.", True)),
        ("One. Two.", ("One. Two.", False)),
        ("", ("", False)),
        ("No end here", ("No end here", False)),
        ("John F. Kirby of St. Louis spoke for the U.S. Navy. Then he left.", None),
        ("Wagner (b. 1813. Leipzig) wrote operas. He died.", None),
        ('He said "No!" Then he left. It rained. End.', ('He said "No!" Then he left. It rained.', True)),
        ("He earned 3.5 million in 2023. 2024 was worse.", None),
    ],
)
def test_summaries_end_at_a_sentence(text: str, expected: tuple[str, bool] | None) -> None:
    assert prose.shorten(text) == (expected or (text, False))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("John F. Kirby of St. Louis spoke for the U.S. Navy. Then he left.", 51),
        ("Wagner (b. 1813. Leipzig) wrote operas. He died.", 39),
        ("He earned 3.5 million in 2023. 2024 was worse.", 30),
        ("Она родилась в Москве. Затем уехала.", 22),
        ("东京是日本的首都。人口很多。", 9),
    ],
)
def test_abbreviations_and_brackets_end_no_sentence(text: str, first: int) -> None:
    assert prose.shorten(text, sentences=1) == (text[:first], True)


def test_a_first_sentence_that_is_too_long_is_cut_after_a_word() -> None:
    text, shortened = prose.shorten("An endless list of names, " * 40)
    assert shortened
    assert len(text) <= 500
    assert text.endswith(("list…", "of…", "names…", "An…", "endless…"))


def test_a_word_without_end_is_cut() -> None:
    assert prose.shorten("x" * 900) == ("x" * 499 + "…", True)


def test_a_shortened_summary_says_so() -> None:
    long = Article("A", extract="One. Two. Three. Four.")
    assert answers.profile(long, wiki="enwiki", language="en").source.name == "Wikipedia (shortened)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kyiv (; ) is a city.", "Kyiv is a city."),
        ("Kyiv () is a city.", "Kyiv is a city."),
        ("Putin (; born 1952) is a politician.", "Putin (born 1952) is a politician."),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_what_markup_left_behind_is_tidied(text: str, expected: str) -> None:
    assert prose.tidy(text) == expected

"""What is written like a name and is none stays on the reader's machine."""

from __future__ import annotations

import pytest

from backstory.mentions.outbound_filter import filter_outbound

PRIVATE = (
    "DE89370400440532013000",
    "Account GB29NWBK60161331926819",
    "Konto DE89 3704 0044 0532 0130 00",
    "Hunter2Swordfish",
    "Pin Code 90210",
    "NW1 6XE",
    "SW1A 1AA",
    "Ottawa K1A 0B1",
    "Jane.Doe@private-mail.example",
    "Call Jane 170 123 4567",
    "The Long Confession Of What I Did Last Summer In The House",
    "QXJ7PL",
    "KX63 LMO",
    "D02 X285",
    "A65 F4E2",
    "AB-123-CD",
    "1012 AB",
    "王毅",
    "我昨天在医院做了检查",
    "昨日病院で検査を受けました",
    "어제병원에서검사를받았습니다",
    "أجريت",
    "Ярослава Тайна",
)
NAMES = (
    "Yevgeny Prigozhin",
    "COVID-19",
    "SARS-CoV-2",
    "F-16",
    "Boeing 737 MAX",
    "COP27",
    "2016–17 Premier League",
    "2022 FIFA World Cup",
    "Euro 2024",
    "Windows 2000",
    "Washington, D.C.",
    "U.S.",
    "J.K. Rowling",
    "Robert F. Kennedy Jr.",
    "AT&T",
    "Nord Stream 2",
    "Al-Shabaab",
    "MH370",
    "COVID19",
    "Su-27",
    "Łódź",
    "Ngũgĩ wa Thiong’o",
)


@pytest.mark.parametrize("name", PRIVATE)
def test_what_is_no_name_stays_and_is_named_as_a_gap(name: str) -> None:
    left, gaps = filter_outbound(f"They read: {name}, in Kyiv.", [name, "Kyiv"])
    assert left == ["Kyiv"]
    assert name[:30] in gaps[0].what
    assert "no live source was asked" in gaps[0].why


@pytest.mark.parametrize("name", NAMES)
def test_a_name_may_leave(name: str) -> None:
    assert filter_outbound(f"They spoke of {name} on Monday.", [name]) == ([name], ())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("See https://Secret.example/Private-Page?q=Tumour for more.", "Private-Page"),
        ("See https://Secret.example/Private-Page?q=Tumour for more.", "Tumour"),
        ("See Secret.Example/Private-Page for more.", "Secret"),
        ("See www.MySecretSite.example for more.", "MySecretSite"),
        ("See MySecretSite.example for more.", "MySecretSite"),
        ("Write to Jane.Doe@private-mail.example now.", "Jane"),
        ("It was @JaneSecretDoe who wrote it.", "JaneSecretDoe"),
        ("She lives at NW1 6XE.", "NW1"),
        ("She lives at 221B Baker Street in London.", "Baker Street"),
        ("They met at 14 Elm Tree Road on Monday.", "Elm Tree Road"),
        ("Her password is Swordfish, she said.", "Swordfish"),
        ("The booking reference Tulip7 was hers.", "Tulip7"),
        ("Number plate: KX63 LMO, a blue car.", "LMO"),
    ],
)
def test_words_of_an_address_stay(text: str, word: str) -> None:
    assert filter_outbound(text, [word])[0] == []
    assert filter_outbound(f"{text} Nobody but {word} knew.", [word])[0] == [word]  # it is a name elsewhere


def test_parts_of_a_long_title_in_quotation_marks_stay_and_those_of_a_quotation_may_leave() -> None:
    title = "She wrote “The Long Confession Of What I Did Last Summer in the House”."
    assert filter_outbound(title, ["Long Confession Of What", "Did Last Summer"])[0] == []
    said = "He said: “We never saw Xaver Qwertz at the House of Lords on that day”."
    assert filter_outbound(said, ["Xaver Qwertz", "House of Lords"])[0] == ["Xaver Qwertz", "House of Lords"]
    film = "They watched “Three Billboards Outside Ebbing, Missouri” there."
    assert filter_outbound(film, ["Three Billboards Outside Ebbing"])[0] == ["Three Billboards Outside Ebbing"]


def test_a_sentence_that_begins_without_a_space_is_no_address() -> None:
    assert filter_outbound("They went home.Prigozhin stayed.", ["Prigozhin"])[0] == ["Prigozhin"]


def test_a_name_that_the_text_spells_otherwise_may_leave() -> None:
    assert filter_outbound("Prigozhin spoke.", ["Yevgeny Prigozhin"])[0] == ["Yevgeny Prigozhin"]


def test_what_is_kept_back_is_told_in_a_few_words() -> None:
    names = [f"Account {number}" for number in range(1_000_000, 1_000_009)]
    assert filter_outbound(" ".join(names), names)[1][0].what.endswith("and 6 more")


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("de", "Sie wohnt in der Lindenstraße 12 in Köln.", "Lindenstraße"),
        ("de", "Ihr Passwort Schwertfisch stand auf dem Zettel.", "Schwertfisch"),
        ("fr", "Elle habite 5 rue Victor Hugo à Lyon.", "Victor Hugo"),
        ("es", "Vive en la calle Mayor 3 de Madrid.", "Mayor"),
        ("nl", "Zij woont op de Prinsengracht 263 in Amsterdam.", "Prinsengracht"),
    ],
)
def test_streets_and_passwords_stay_in_the_words_of_their_language(code: str, text: str, name: str) -> None:
    assert filter_outbound(text, [name], code)[0] == []


@pytest.mark.parametrize("code", ["tr", "hu", "fi", "tlh", "vi", "pl", "ru", "zh"])
def test_nothing_leaves_in_a_language_whose_names_are_not_on_record(code: str) -> None:
    left, gaps = filter_outbound("Anna Feldbusch was here.", ["Anna Feldbusch"], code)
    assert left == []
    assert "in this language yet" in gaps[0].why

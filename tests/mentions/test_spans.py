"""Which part of a run of capitals is the name: the whole first, silence where it is unknown, nothing lost or cut."""

from __future__ import annotations

import unicodedata

import pytest

from backstory.mentions import find_mentions, propose_spans
from backstory.model import BlockKind, Candidate, Document, Entity, Mention

PERSON, PLACE, BODY, EVENT = "person", "place", "organisation", "event"


def sense(label: str, kind: str, said: str | None = None, *, exact: bool = True) -> tuple[Candidate, ...]:
    return (Candidate(Entity(f"en:{label}", label, kind=kind, description=said), 1.0, exact=exact),)


def mentions(text: str | Document, known: dict[str, tuple[Candidate, ...]]) -> list[Mention]:
    proposed = propose_spans(Document.from_text(text) if isinstance(text, str) else text)
    return list(find_mentions(proposed, {s: known[s] for s in proposed.surfaces() & known.keys()}))


def names(text: str | Document, **known: tuple[Candidate, ...]) -> list[str]:
    """The surfaces found where some are known; an underscore stands for a space."""
    return [m.surface for m in mentions(text, {name.replace("_", " "): senses for name, senses in known.items()})]


LARVIA = sense("Larvia", PLACE)
KNOWN = {"Larvia": LARVIA, "Orrbank": sense("Orrbank", BODY), "Ada Quill": sense("Ada Quill", PERSON)}


# ---- lost and cut names


@pytest.mark.parametrize(
    "opening", ["Parts", "Shares", "Thousands", "Footage", "Photos", "Residents", "Supporters", "Half", "Much"]
)
def test_a_quantity_that_opens_a_sentence_is_no_part_of_the_name_after_of(opening: str) -> None:
    assert names(f"{opening} of Larvia were shown.", Larvia=LARVIA) == ["Larvia"]


@pytest.mark.parametrize("whole", ["University of Larvia", "Bank of Larvia", "Battle of Larvia", "Sons of Larvia Club"])
def test_a_body_named_of_a_place_stays_whole(whole: str) -> None:
    assert names(f"{whole} was shown.", Larvia=LARVIA) == [whole]


def test_a_plural_that_has_its_capital_elsewhere_is_part_of_the_name() -> None:
    assert names("Friends of Larvia met. We joined the Friends of Larvia.", Larvia=LARVIA) == ["Friends of Larvia"] * 2


@pytest.mark.parametrize("name", ["Orr Jung-un", "Lind Jae-in", "Orr Duck-soo", "Kwon Ki-yeol"])
def test_a_given_name_with_a_hyphen_is_not_cut(name: str) -> None:
    assert names(f"We met {name} in town.") == [name]
    assert names(f"We met {name} in town.", **{name.replace(" ", "_"): sense(name, PERSON)}) == [name]


@pytest.mark.parametrize("compound", ["New Orrtown-based", "Orr Lind-led", "North Larvia-style", "Orr County-to"])
def test_a_compound_is_no_given_name(compound: str) -> None:
    assert names(f"We met {compound} people.") == [compound.split("-")[0]]


def test_the_family_name_before_a_hyphened_given_name_is_the_short_form() -> None:
    found = mentions("Lind Jae-in came. We heard Lind speak.", {"Lind Jae-in": sense("Lind Jae-in", PERSON)})
    assert [(m.surface, m.long_form) for m in found] == [("Lind Jae-in", None), ("Lind", "Lind Jae-in")]


@pytest.mark.parametrize("name", ["National Gallery", "State Circus", "Security Museum", "First Avenue Theatre"])
def test_a_body_that_begins_with_a_word_of_titles_stays_whole(name: str) -> None:
    assert names(f"The {name} in Larvia opened.", Larvia=LARVIA, Gallery=sense("Gallery", BODY)) == [name, "Larvia"]


@pytest.mark.parametrize("title", ["Foreign Minister", "National Security Adviser", "Senate Majority Leader", "Agent"])
def test_a_title_is_no_part_of_a_strangers_name(title: str) -> None:
    assert names(f"We asked {title} Mara Teel.")[-1] == "Mara Teel"


def test_a_land_before_an_office_and_its_holder_is_a_name_of_its_own() -> None:
    known = {"Larvian": LARVIA, "Foreign_Secretary": sense("Foreign Secretary", "position")}
    assert names("Then Larvian Foreign Secretary Mara Teel left.", **known) == ["Larvian", "Mara Teel"]


@pytest.mark.parametrize("form", ["al-Orrab", "Al-Orrab", "el-Lind"])
def test_an_article_with_a_hyphen_begins_a_name(form: str) -> None:
    assert mentions(f"Fighters of {form} left.", {form: sense(form, BODY)})[0].surface == form


def test_a_surname_with_its_article_stands_for_the_full_name() -> None:
    found = mentions("Samir Fadl el-Orri came. El-Orri spoke.", {"Samir Fadl el-Orri": sense("S", PERSON)})
    assert found[1].long_form == "Samir Fadl el-Orri"


def test_a_capital_behind_an_elided_article_is_part_of_the_name() -> None:
    assert names("Then Baie d’Orr voted.", **{"Baie_d’Orr": sense("Orr Bay", PLACE)}) == ["Baie d’Orr"]


@pytest.mark.parametrize("text", ["Ada Qu\u00adill came.", "Ada\u200b Quill came.", "A\u200dda Quill came."])
def test_invisible_signs_cut_no_name(text: str) -> None:
    proposed = propose_spans(Document.from_text(text))
    found = find_mentions(proposed, {proposed.surface((0, 1)): KNOWN["Ada Quill"]})
    assert [m.surface for m in found] == [text.removesuffix(" came.")]


def test_letters_with_their_accents_apart_cut_no_name() -> None:
    text = unicodedata.normalize("NFD", "We met Märta Örr in town.")
    assert names(text) == [unicodedata.normalize("NFD", "Märta Örr")]


def test_a_surname_in_a_headline_of_capitals_is_whom_the_story_spells_in_full() -> None:
    document = Document.from_blocks(
        [("headline", "QUILLDAY LEAVES BANK FOR GOOD"), ("paragraph", "Ada Quillday left.")]
    )
    found = mentions(document, {"Ada Quillday": sense("Ada Quillday", PERSON)})
    assert (found[0].surface, found[0].long_form) == ("QUILLDAY", "Ada Quillday")


def test_a_word_of_a_headline_of_capitals_that_nobody_bears_is_no_name() -> None:
    document = Document.from_blocks([("headline", "SOMEBODY LEAVES BANK FOR GOOD"), ("paragraph", "Ada Quill left.")])
    assert [m.surface for m in mentions(document, KNOWN)] == ["Ada Quill"]


def test_initials_stand_for_the_person_of_three_names() -> None:
    found = mentions("John Orr Quill came. We saw JOQ leave.", {"John Orr Quill": sense("John Orr Quill", PERSON)})
    assert found[1].long_form == "John Orr Quill"


# ---- dates, degrees, abbreviations

DAY = sense("April 4 attacks", EVENT)


@pytest.mark.parametrize("text", ["The shop opens on April 4.", "We met on Apr. 4 in Larvia.", "April 4 was cold."])
def test_a_date_is_no_event(text: str) -> None:
    assert "April 4" not in names(text, April_4=DAY, **{"Apr._4": DAY})


def test_a_date_before_what_happened_is_the_event() -> None:
    assert names("Since the April 4 attacks he left.", April_4=DAY) == ["April 4"]
    assert names("Since the 4/4 attacks he left.", **{"4/4": DAY}) == ["4/4"]


def test_a_fraction_is_no_name() -> None:
    assert names("They had 3/4 of it on 4/5.") == []


def test_a_degree_is_no_name() -> None:
    known = {"Bachelor_of_Arts": sense("Bachelor of Arts", "other"), "Bachelor": sense("Bachelor of Arts", "other")}
    assert names("She took a Bachelor of Arts in Larvia.", Larvia=LARVIA, **known) == ["Larvia"]


def test_an_abbreviation_keeps_its_full_stop_and_stands_for_the_name() -> None:
    found = mentions("They live in Calif. with a dog.", {"California": sense("California", PLACE)})
    assert [(m.surface, m.long_form) for m in found] == [("Calif.", "California")]
    assert names("We bought Orr Inc. stock there.") == ["Orr Inc."]


# ---- the whole name first


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("We read the Larvia Post there.", "Larvia Post"),
        ("We read it on the UNX Habitat site.", "UNX Habitat"),
        ("They met at UNX Larvia in town.", "UNX Larvia"),
        ("We met Dorothy Pole there.", "Dorothy Pole"),
        ("We met Dorothy Pole Jr. there.", "Dorothy Pole Jr."),
    ],
)
def test_known_parts_of_an_unknown_name_stay_silent(text: str, whole: str) -> None:
    known = {"Larvia": LARVIA, "Post": sense("Post", BODY), "Habitat": sense("Habitat", BODY)}
    known |= {
        "UNX": sense("United Nations X", BODY),
        "Dorothy": sense("Dorothy", "work"),
        "Pole": sense("Ed Pole", PERSON),
        "Pole Jr.": sense("Ed Pole Jr.", PERSON),
    }
    assert names(text, **known) == [whole]


@pytest.mark.parametrize("text", ["The Duke of Larvia left.", "We met the Duchess of Larvia there."])
def test_a_noble_title_is_no_word_of_its_place(text: str) -> None:
    assert names(text, Larvia=LARVIA) == ["Duchess of Larvia" if "Duchess" in text else "Duke of Larvia"]


@pytest.mark.parametrize("text", ["The Governor of Larvia left.", "We met the Mayor of Larvia there."])
def test_an_office_is(text: str) -> None:
    assert names(text, Larvia=LARVIA) == ["Larvia"]


def test_what_tells_generations_apart_goes_with_the_last_name() -> None:
    known = {"Pole Jr.": sense("Ed Pole Jr.", PERSON), "Pole": sense("Ed Pole", PERSON)}
    found = mentions("We met Anna Pole Jr. there. Pole Jr. spoke, and Pole left.", known)
    assert [(m.surface, m.long_form) for m in found] == [
        ("Anna Pole Jr.", None), ("Pole Jr.", "Anna Pole Jr."), ("Pole", None)
    ]  # fmt: skip


def test_a_body_and_a_place_before_a_noun_are_two_names() -> None:
    known = {"UNX": sense("United Nations X", BODY), "Larvia": LARVIA}
    assert names("Then the UNX Larvia mission left.", **known) == ["UNX", "Larvia"]


@pytest.mark.parametrize("text", ["We read Larvia magazine there.", "They flew Larvia, the airline, to town."])
def test_what_is_said_to_be_of_another_kind_is_silent(text: str) -> None:
    assert names(text, Larvia=LARVIA) == []


@pytest.mark.parametrize("text", ["We read a Larvia newspaper.", "They left Larvia, the land of kings."])
def test_a_place_that_something_is_of_stays(text: str) -> None:
    assert names(text, Larvia=LARVIA) == ["Larvia"]


@pytest.mark.parametrize("kind", [BODY, "company", "product"])
def test_an_airline_is_what_is_called_so(kind: str) -> None:
    assert names("They flew Orrair, the airline, to town.", Orrair=sense("Orrair", kind)) == ["Orrair"]


def test_a_likeness_is_not_the_thing() -> None:
    known = {"Orrpic": sense("Orrpic Games", EVENT)}
    assert names("It is an Orrpic-size pool.", **known) == []
    assert names("It is an Orrpic-backed pool.", **known) == ["Orrpic"]


@pytest.mark.parametrize("name", ["Ann Ada Quill", "Peter Ada Quill"])
def test_a_given_name_before_a_known_person_makes_somebody_else(name: str) -> None:
    assert names(f"We met {name} there.", Ada_Quill=KNOWN["Ada Quill"]) == [name]


# ---- a known name is not merged into a longer unknown one


def test_a_verb_that_opens_a_sentence_is_no_part_of_a_name() -> None:
    found = mentions("See Orrbank for more. We know Orrbank. Then Orrbank left.", KNOWN)
    assert [(m.surface, m.long_form) for m in found] == [("Orrbank", None)] * 3


def test_a_place_is_not_the_body_that_ends_with_it() -> None:
    found = mentions("Members of CPX Larvia met in town. Then Larvia voted.", KNOWN)
    assert [(m.surface, m.long_form) for m in found] == [("CPX Larvia", None), ("Larvia", None)]


def test_a_known_president_is_not_whoever_opens_a_headline() -> None:
    known = {"Quill": sense("Ada Quill", PERSON, exact=False)}
    found = mentions("Then we saw Critics Quill there. Later Quill left. In May Quill won.", known)
    assert [m.long_form for m in found if m.surface == "Quill"] == [None] * 3


def test_a_stranger_with_a_given_name_takes_the_short_form() -> None:
    known = {"Quill": sense("Ada Quill", PERSON, exact=False)}
    found = mentions("We asked Jane Quill. Then Quill left.", known)
    assert [(m.surface, m.long_form) for m in found] == [("Jane Quill", None), ("Quill", "Jane Quill")]


def test_who_follows_a_whole_body_is_no_part_of_its_name() -> None:
    known = {"Orr_Valley_Union": sense("Orr Valley Union", BODY)}
    assert names("The Orr Valley Union Gordon report is out.", **known) == ["Orr Valley Union"]


def test_a_city_in_capitals_before_a_dash_is_the_city() -> None:
    known = {"LARVIA": LARVIA, "Mary Larvia": sense("Mary Larvia", PERSON)}
    found = mentions("LARVIA — Mary Larvia came.", known)
    assert [(m.surface, m.long_form) for m in found] == [("LARVIA", None), ("Mary Larvia", None)]


# ---- lines of menus, microblogs


@pytest.mark.parametrize(
    "line", ["Post to Orrbank", "Share on Orrbank", "Now Playing: Orrbank", "Follow us on Orrbank"]
)
def test_a_line_of_a_menu_names_nothing(line: str) -> None:
    blocks: list[tuple[BlockKind, str]] = [("list_item", line), ("paragraph", "We know Larvia well.")]
    assert [m.surface for m in mentions(Document.from_blocks(blocks), KNOWN)] == ["Larvia"]


def test_a_sentence_that_begins_like_one_names_what_it_says() -> None:
    assert names("Share on share, Orrbank grew by a third.", Orrbank=KNOWN["Orrbank"]) == ["Orrbank"]


def test_a_handle_and_the_mark_before_it_are_no_names() -> None:
    assert names("RT @Orrbank : we like Larvia", Larvia=LARVIA, Orrbank=KNOWN["Orrbank"], RT=sense("RT", BODY)) == [
        "Larvia"
    ]
    assert names("We watch RT in town.", RT=sense("RT", BODY)) == ["RT"]


# ---- plain spans


def test_a_title_that_the_pack_has_is_no_part_of_the_span() -> None:
    known = {"Gov. Ada Quill": KNOWN["Ada Quill"], "Ada Quill": KNOWN["Ada Quill"]}
    found = mentions("Then Gov. Ada Quill left.", known)
    assert [(m.surface, m.long_form) for m in found] == [("Ada Quill", "Gov. Ada Quill")]


def test_a_title_that_somebody_is_called_by_is() -> None:
    pope = sense("Pope Quill IV", PERSON)
    assert names("Then Pope Quill left.", Pope_Quill=pope, Quill=pope) == ["Pope Quill"]
    captain = sense("Captain Quill", PERSON)
    assert names("Then Captain Quill left.", Captain_Quill=captain, Quill=captain) == ["Captain Quill"]


def test_a_demonym_is_no_body_that_begins_with_it() -> None:
    found = mentions("We asked the Larvian Baking Institute. Then a Larvian cook left.", {"Larvian": LARVIA})
    assert [(m.surface, m.long_form) for m in found] == [("Larvian Baking Institute", None), ("Larvian", None)]


def test_a_place_before_an_office_is_the_place() -> None:
    assert names("We asked the Larvia Governor.", Larvia=LARVIA) == ["Larvia"]


def test_on_joins_the_names_of_bodies_alone() -> None:
    assert names("We asked the National Institute on Orr Fever.") == ["National Institute on Orr Fever"]
    assert names("They met Ada Quill on Orr Fever.", Ada_Quill=KNOWN["Ada Quill"])[0] == "Ada Quill"


@pytest.mark.parametrize("word", ["300M", "96W", "Northern", "Phase", "Peppers"])
def test_a_lone_word_that_is_likelier_no_name_is_none(word: str) -> None:
    assert names(f"They saw {word} in town.") == []


@pytest.mark.parametrize("word", ["Teel", "Orrport", "ABX"])
def test_a_lone_word_that_is_nothing_else_is_a_name(word: str) -> None:
    assert names(f"They saw {word} in town.") == [word]


def test_an_ordinary_word_is_the_last_name_of_somebody_in_the_story() -> None:
    assert names("We met Chris Pine. We like Pine there.") == ["Chris Pine", "Pine"]


@pytest.mark.parametrize("address", ["https://t.example/XPxUJuy", "pic.orr.example/MYwRz9", "orr.example/Larvia/Quill"])
def test_words_of_a_web_address_are_no_names(address: str) -> None:
    found = names(f"It is at {address} now.", Larvia=LARVIA)
    assert not {"XPxUJuy", "MYwRz9", "Larvia", "Quill"} & set(found)


def test_two_words_with_a_slash_are_two_names() -> None:
    assert names("We saw Larvia/Orrbank there.", Larvia=LARVIA, Orrbank=KNOWN["Orrbank"]) == ["Larvia", "Orrbank"]


@pytest.mark.parametrize(
    "office",
    [
        "Secretary of State", "Secretary of Homeland Security", "Minister for Health", "House Majority Leader",
        "Senate Minority Leader", "Chief of Staff", "University President",
    ],
)  # fmt: skip
def test_an_office_of_several_words_is_no_part_of_its_holders_name(office: str) -> None:
    house, senate = sense("House", BODY), sense("Senate", BODY)
    quill = sense("Ada Quill", PERSON, exact=False)
    assert names(f"So {office} Quill spoke.", Quill=quill, House=house, Senate=senate)[-1] == "Quill"


def test_what_an_office_is_of_stays_where_no_holder_follows() -> None:
    assert names("The Secretary of State spoke. The State Circus left.", Larvia=LARVIA) == ["State Circus"]


@pytest.mark.parametrize("word", ["Larvia", "Orrbank"])
def test_a_known_name_is_no_first_name_of_an_unknown_one(word: str) -> None:
    found = mentions(f"{word} Nordic Farms sold hay. In May {word} voted.", KNOWN)
    assert [mention.possible_long_form for mention in found if mention.surface == word] == [None]


def test_a_demonym_is_no_part_of_somebodys_name() -> None:
    demonym = sense("Larvia", PLACE, exact=False)
    assert names("So Larvian Kevin Quill left.", Larvian=demonym) == ["Larvian", "Kevin Quill"]
    assert names("So Larvian Kevin Institute left.", Larvian=demonym) == ["Larvian Kevin Institute"]
    assert names("So Larvian Baking Society left.", Larvian=demonym) == ["Larvian Baking Society"]


@pytest.mark.parametrize("word", ["SUVs", "CEOs", "NGOs"])
def test_the_plural_of_an_acronym_names_nothing(word: str) -> None:
    assert names(f"They sold the {word} in May.") == []


def test_an_alliance_for_something_stays_whole() -> None:
    assert names("He leads the Alliance for Larvian Crafts there.", Larvian=sense("Larvia", PLACE, exact=False)) == [
        "Alliance for Larvian Crafts"
    ]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_name_goes_on_behind_an_elided_article(mark: str) -> None:
    body = f"Conseil de paix de l{mark}ULM"
    document = Document.from_text(f"Le {body} vote, dit l{mark}armée.", language="fr")
    assert [m.surface for m in mentions(document, {body: sense("Peace Council", BODY)})] == [body]


@pytest.mark.parametrize("noun", ["Regierung", "Anhänger", "Stiftung"])
def test_a_name_that_heads_a_german_noun_is_the_name(noun: str) -> None:
    known = {"Quill": sense("Ada Quill", PERSON, exact=False), "Quills": sense("Ada Quill", PERSON, exact=False)}
    for text in (f"Die Quill-{noun} tagt.", f"Dort tagt Quills {noun} nun."):
        assert [m.surface[:5] for m in mentions(Document.from_text(text, language="de"), known)] == ["Quill"]
        assert all(len(m.surface) <= 6 for m in mentions(Document.from_text(text, language="de"), known))


def test_a_german_double_name_is_no_such_noun() -> None:
    known = {"Quill": sense("Ada Quill", PERSON, exact=False)}
    document = Document.from_text("Frau Quill-Larsen tagt.", language="de")
    assert "Quill" not in [m.surface for m in mentions(document, known)]

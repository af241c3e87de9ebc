from __future__ import annotations

import pytest

from backstory.cards.appositions import said_of
from backstory.model import Document, Mention


def said(text: str, name: str = "Jane Roe", *, language: str = "en") -> str | None:
    document = Document.from_text(text, language=language)
    start = text.index(name)
    found = said_of(document, Mention(start, start + len(name), name))
    return text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They asked Jane Roe, a retired teacher from Leeds, twice.", "a retired teacher from Leeds"),
        ("Jane Roe, head of the harbour office, left.", "head of the harbour office"),
        ("Jane Roe, 43, a nurse, left.", "43, a nurse"),
        ("Jane Roe, an 81-year-old grandmother, left.", "an 81-year-old grandmother"),
        ("Jane Roe, senior vice president for boats at the port, left.", "senior vice president for boats at the port"),
        ("Jane Roe, Ash’s attorney, told us.", "Ash’s attorney"),
        ("Jane Roe, one of the founders of the choir, sang.", "one of the founders of the choir"),
        ("Jane Roe, now an adviser to the council, sang.", "now an adviser to the council"),
        ("Jane Roe, mother of two, left.", "mother of two"),
        ("Jane Roe, a member of the council, said so.", "a member of the council"),
        ("Jane Roe (a nurse from Hull) left.", "a nurse from Hull"),
        ("Jane Roe – the founder of the choir – sang.", "the founder of the choir"),
        ("They gave it to Jane Roe, a charity in Hull.", "a charity in Hull"),
        ("They drove to Jane Roe, a village in Oakshire.", "a village in Oakshire"),
        ("They met Jane Roe, son of Tom R. Ash, there.", "son of Tom R. Ash"),
    ],
)
def test_an_apposition_behind_the_name(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The city's mayor, Jane Roe, said so.", "The city's mayor"),
        ("They asked the city’s mayor, Jane Roe.", "the city’s mayor"),
        ("It sued the Harbour’s founder and former head, Jane Roe.", "the Harbour’s founder and former head"),
        ("His widow, Jane Roe, said so.", "His widow"),
        ("Tom Ash's wife, Jane Roe, left.", "Tom Ash's wife"),
        ("In June, the then harbour minister, Jane Roe, signed it.", "the then harbour minister"),
        ("They freed Tom Ash, the brother of the town’s mayor, Jane Roe, who is ill.", "the town’s mayor"),
    ],
)
def test_an_apposition_before_the_name(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The retired teacher Jane Roe left.", "retired teacher"),
        ("“No,” said harbour office spokeswoman Jane Roe.", "harbour office spokeswoman"),
        ("He met British Foreign Secretary Jane Roe.", "British Foreign Secretary"),
        ("He met ex-chancellor Jane Roe.", "ex-chancellor"),
        ("Former chancellor Jane Roe spoke.", "Former chancellor"),
        ("Acting U.S. attorney general Jane Roe left.", "Acting U.S. attorney general"),
        ("The would-be mayor Jane Roe left.", "would-be mayor"),
        ("They met disgraced mayor Jane Roe.", "disgraced mayor"),
        ("Port scientist and study co-author Jane Roe spoke.", "Port scientist and study co-author"),
        ("Ash and retired pilot Jane Roe came.", "retired pilot"),
        ("The sports minister Jane Roe spoke.", "sports minister"),
        ("A race against singer Jane Roe began.", "singer"),
        ("In 1788 Captain Jane Roe landed.", "Captain"),
        ("Her husband Jane Roe died.", "Her husband"),
        ("The charity Jane Roe opened a shop.", "charity"),
    ],
)
def test_a_role_right_before_the_name_with_what_makes_it_true(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The court jailed mayor Jane Roe.", "mayor"),
        ("The festival awards singer Jane Roe a prize.", "singer"),
        ("The plot to kill mayor Jane Roe failed.", "mayor"),
    ],
)
def test_the_verb_before_a_role_is_no_part_of_it(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jane Roe is a sculptor from Hull.", "is a sculptor from Hull"),
        ("Mr. Jane Roe was the mayor of Hull until 2010.", "was the mayor of Hull"),
        ("Jane Roe, who is a nurse in Hull, sang.", "who is a nurse in Hull"),
    ],
)
def test_a_clause_of_its_own(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jane Roe, a teacher charged with fraud, left.", "a teacher"),
        ("Jane Roe, a nurse who has been at sea, left.", "a nurse"),
        ("Jane Roe, the alleged leader of a ring, left.", "the alleged leader of a ring"),
        ("The alleged leader of the ring, Jane Roe, was held.", "The alleged leader of the ring"),
        ("The self-proclaimed president Jane Roe left.", "self-proclaimed president"),
    ],
)
def test_an_accusation_goes_and_a_doubt_stays(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Critics claim that Jane Roe is a thief.",
        "Jane Roe is a thief.",
        "Critics claim that Jane Roe, a spy chief, stole.",
        "Prosecutors allege businessman Jane Roe paid.",
        "They denied that mayor Jane Roe knew.",
        "If Jane Roe, a nurse, wins, the town will cheer.",
        "Is Jane Roe a spy chief?",
        "Is it Jane Roe, a nurse?",
        "Jane Roe is not a minister.",
        "Jane Roe, no longer the mayor, left.",
        "Jane Roe may be a minister.",
        "Jane Roe is a minister, critics claim.",
        "Jane Roe is the mayor, according to him.",
        "It is not true that Jane Roe, the mayor, knew.",
        "He is no doctor Jane Roe knows.",
        "“Jane Roe is a minister,” he said.",
        "“I like Jane Roe, a nurse,” said Tom.",
        'He said: "I saw Jane Roe, a minister, there."',
        "‘I saw Jane Roe, a minister, there’, he said.",
        "He played doctor Jane Roe in the film.",
    ],
)
def test_what_the_story_does_not_say_itself_is_not_told(text: str) -> None:
    assert said(text) is None


def test_what_is_said_is_no_hedge_of_who_says_it() -> None:
    assert said("Rain could come, said Jane Roe, a forecaster at the port.") == "a forecaster at the port"
    assert said('"Rain may come," said forecaster Jane Roe.') == "forecaster"
    assert said("Police said Jane Roe, 43, a nurse from Leeds, was found.") == "43, a nurse from Leeds"


@pytest.mark.parametrize(
    "text",
    [
        "They asked Jane Roe, and she left.",
        "They asked Jane Roe, who teaches in Leeds.",
        "Jane Roe left, the rain fell.",
        "In Leeds, Jane Roe, 43, left.",
        "The teacher left. Jane Roe stayed.",
        "It came from Jane Roe, the mayor said.",
        "According to Jane Roe, the mayor left.",
        "According to Jane Roe, the mayor of Hull resigned in May.",
        "They drove through Jane Roe, the coast and the hills.",
        "They met the mayor, Jane Roe and Tom Ash.",
        "They met the mayor, Jane Roe, and Tom Ash.",
        "Jane Roe, his secretary, his driver and his cook came.",
        "Jane Roe, a nurse and a teacher came.",
        "After talks with the minister, Jane Roe left.",
        "On Monday the minister, Jane Roe, left for Hull.",
        "The man who hit the child, Jane Roe, was jailed.",
        "They met the lawyer Jane Roe hired.",
        "The lawyer Jane Roe hired was late.",
        "You can store Jane Roe there.",
        "In general Jane Roe agreed.",
        "Mayor Jane Roe Gallery opens.",
        "Jane Roe is the best player in Hull.",
        "Jane Roe is an important organisation.",
        "Sheikh Jane Roe-Ash came.",
        "She is fellow of the Jane Roe, a member of the Elm, and a member of the Oak.",
        "He lives in the old district of Elm, Jane Roe, Borland.",
        "It is a village in Elm, Jane Roe, Borland.",
        "The Princess Jane Roe sank.",
        "They filmed with Jane Roe (Anna Dean) and others.",
        "They met Jane Roe, Anna Dean, and others.",
        "He went to Jane Roe (now Elm’s School) in Hull.",
    ],
)
def test_other_words_beside_a_name_say_nothing_of_it(text: str) -> None:
    assert said(text) is None


def test_words_of_the_block_before_are_not_its_own() -> None:
    assert said("The teacher\n\nJane Roe stayed there for long.") is None


def test_a_name_cut_in_a_list_is_left_out_of_what_is_said() -> None:
    assert said("Jane Roe, head of the School of Physics, Chemistry and Boats, left.") == "head of the School"


def test_quotations_and_tables_say_nothing() -> None:
    for kind in ("quote", "table_row"):
        document = Document.from_blocks([(kind, "Founder Jane Roe, a nurse, came.")])  # type: ignore[list-item]
        assert said_of(document, Mention(8, 16, "Jane Roe")) is None


def test_a_language_without_such_nouns_says_nothing() -> None:
    assert said("Jane Roe, a retired teacher, left.", language="tlh") is None


def test_long_paragraphs_cost_no_more_a_name() -> None:
    """Only what is near a name is looked at, so a name in a long paragraph is told as fast as one in a short one."""
    text = "The retired teacher Jane Roe left. " + "Rain fell on the port of Hull, and more rain was to come. " * 2000
    assert said(text) == "retired teacher"
    assert said(text + "The city's mayor, Ann Elm, left.", "Ann Elm") == "The city's mayor"


def test_a_persons_title_before_the_name_of_a_body_is_part_of_it() -> None:
    assert said("He went to Lord Elmford College there.", "Elmford College") is None

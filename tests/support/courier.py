"""A story of The Harbour Courier, an outlet that does not exist, and what is told of it: plain values for many tests.

`fixtures/wire/answer.json` is this story on the wire; `fixtures/wire/page.html` is its page.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from backstory.cards.fact_layout import lay_out
from backstory.cards.tie_wording import turned, worded
from backstory.cards.wording import as_seen, as_turned_out
from backstory.formats.json_api import Options, encode
from backstory.knowledge.base import PackInfo
from backstory.model import (
    Answer,
    Card,
    Connection,
    Document,
    Entity,
    Fact,
    Gap,
    LinkedMention,
    Mention,
    Metadata,
    Page,
    Quote,
    ReadMoreLink,
    Reason,
    RunnerUp,
    Source,
    Unknown,
)

WIRE = Path(__file__).parents[2] / "fixtures" / "wire"
ANSWER_FILE = WIRE / "answer.json"

STARTER = PackInfo(name="starter", built="2025-07-31", hash="sha256:6f1d", licence="CC0-1.0", entities=5, surfaces=21)

_DAY = "2023-01-20"
DOCUMENT = Document.from_blocks(
    [
        ("headline", "Washington names the caterer’s army"),
        (
            "paragraph",
            "The Wagner Group 🛰️ will be treated as a criminal organisation, John Kirby said on Friday. "
            "The White House showed two pictures of a train.",
        ),
        (
            "paragraph",
            "Its owner, Yevgeny Prigozhin, also paid for the IRA. Vladimir Putin has known Prigozhin since the 1990s; "
            "“Putin’s chef”, the papers say.",
        ),
        (
            "paragraph",
            "On the quay the sculptor Odile Brankovic, who carved the two bears, called it late. "
            "“Wagner was here all along,” she said – à la carte.",
        ),
    ]
)

PACK = Source(
    id="pack:starter",
    name="Backstory starter pack",
    url="https://creativecommons.org/publicdomain/zero/1.0/",
    licence="CC0-1.0",
    retrieved="2025-07-31",
)
WIKIPEDIA = Source(
    id="enwiki:Wagner Group",
    name="Wikipedia",
    title="Wagner Group",
    url="https://en.wikipedia.org/wiki/Wagner_Group?oldid=1180000001",
    licence="CC BY-SA 4.0",
    revision="1180000001",
    retrieved="2025-07-30",
)

PRIGOZHIN = Entity(
    "en:Yevgeny Prigozhin", "Yevgeny Prigozhin", "person", "Russian businessman, financier of the Wagner Group", 0.7
)
WAGNER = Entity("en:Wagner Group", "Wagner Group", "organisation", "Russian private military company", 0.7)
AGENCY = Entity(
    "en:Internet Research Agency",
    "Internet Research Agency",
    "organisation",
    "Russian company that ran online influence campaigns",
    0.5,
)
IRISH_ARMY = Entity(
    "en:Irish Republican Army", "Irish Republican Army", "organisation", "Irish paramilitary organisations", 0.6
)
PUTIN = Entity("Q7747", "Vladimir Putin", "person", "President of Russia", 0.93)
KIRBY = Entity("en:John Kirby (admiral)", "John Kirby", "person", "American admiral and spokesman", 0.4)


def _mention(surface: str, entity: Entity | None, confidence: float, *, nth: int = 0, long_form: str | None = None):
    start = -1
    for _ in range(nth + 1):
        start = DOCUMENT.text.index(surface, start + 1)
    return LinkedMention(Mention(start, start + len(surface), surface, long_form), entity, confidence)


MENTIONS = (
    _mention("Wagner Group", WAGNER, 0.981),
    _mention("John Kirby", KIRBY, 0.74),
    _mention("Yevgeny Prigozhin", PRIGOZHIN, 0.993),
    _mention("IRA", AGENCY, 0.871),
    _mention("Vladimir Putin", PUTIN, 0.996),
    _mention("Prigozhin", PRIGOZHIN, 0.987, nth=1, long_form="Yevgeny Prigozhin"),
    _mention("Odile Brankovic", None, 0.97),
    _mention("Wagner", WAGNER, 0.94, nth=1, long_form="Wagner Group"),
)


LABELS = {each.id: each.label for each in (PRIGOZHIN, WAGNER, AGENCY, PUTIN, KIRBY)}


def _said(facts: tuple[Fact, ...], say: Callable[[Fact, str, str | None], Fact], kind: str | None) -> tuple[Fact, ...]:
    return tuple(say(fact, _DAY, kind) for fact in facts)


def _card(entity: Entity, summary: str | None, mentions: tuple[int, ...], salience: float, **given: object) -> Card:
    values: dict[str, object] = {
        "source": PACK,
        "then": (),
        "since": (),
        "facts": (),
        "connections": (),
        "reasons": (),
        "runner_up": None,
        "image": None,
        "links": {},
        "confidence": MENTIONS[mentions[0]].confidence,
    }
    values |= given
    for name, say in (("then", as_seen), ("since", as_turned_out), ("facts", as_seen)):
        values[name] = _said(values[name], say, entity.kind)  # type: ignore[arg-type]
    card = Card(entity=entity, summary=summary, mentions=mentions, salience=salience, **values)  # type: ignore[arg-type]
    return laid_out(card)


def laid_out(card: Card) -> Card:
    """The card with its sections."""
    return replace(card, sections=lay_out(card, LABELS, _DAY))


_FOUNDED = worded(
    Connection(
        AGENCY.id, "Internet Research Agency", "founder of", "2013", "2013", PACK,
        of=PRIGOZHIN.id, of_label="Yevgeny Prigozhin",
    ),
    _DAY,
)  # fmt: skip
_HEADED = worded(
    Connection(
        WAGNER.id, "Wagner Group", "head of", "2014", "2023-08-23", PACK, held=True,
        of=PRIGOZHIN.id, of_label="Yevgeny Prigozhin",
    ),
    _DAY,
)  # fmt: skip

CARDS = (
    _card(
        PRIGOZHIN,
        "Russian businessman from Saint Petersburg who rose with restaurants and state catering contracts, which "
        "earned him the nickname “Putin’s chef”.",
        (2, 5),
        0.91,
        then=(
            Fact("age", "61", None, None, None, None, PACK),
            Fact("head of", "Wagner Group", None, WAGNER.id, "2014", "2023-08-23", PACK),
        ),
        since=(
            Fact(
                "significant event",
                "led the Wagner Group’s mutiny against Russia’s military leadership",
                "P793",
                None,
                "2023-06-23",
                "2023-06-24",
                PACK,
            ),
            Fact(
                "date of death",
                "23 August 2023, in a plane crash in Tver Oblast",
                "P570",
                None,
                "2023-08-23",
                "2023-08-23",
                PACK,
            ),
            Fact("head of", "Wagner Group", None, WAGNER.id, "2014", "2023-08-23", PACK),
        ),
        facts=(
            Fact("date of birth", "1 June 1961", "P569", None, "1961-06-01", "1961-06-01", PACK),
            Fact("country of citizenship", "Russia", "P27", "Q159", None, None, PACK),
        ),
        connections=(
            _FOUNDED,
            _HEADED,
        ),
        reasons=(
            Reason("“Yevgeny Prigozhin” is its full name", 1.0),
            Reason("tied to Wagner Group in this story", 0.6),
        ),
        links={"wikipedia": "https://en.wikipedia.org/wiki/Yevgeny_Prigozhin"},
    ),
    _card(
        WAGNER,
        "Private military company with ties to the Russian state. It has fought in Ukraine, Syria, Libya and Mali.",
        (0, 7),
        0.84,
        source=WIKIPEDIA,
        shortened=True,
        then=(Fact("head", "Yevgeny Prigozhin", "P488", PRIGOZHIN.id, "2014", "2023-08-23", PACK),),
        since=(
            Fact(
                "significant event",
                "designated a transnational criminal organisation by the United States",
                "P793",
                None,
                "2023-01-26",
                "2023-01-26",
                WIKIPEDIA,
            ),
            Fact("head", "Yevgeny Prigozhin", "P488", PRIGOZHIN.id, "2014", "2023-08-23", PACK),
        ),
        facts=(Fact("inception", "2014", "P571", None, "2014", "2014", WIKIPEDIA),),
        connections=(turned(_HEADED, _DAY),),
        reasons=(Reason("most uses of “Wagner Group” mean this", 0.9),),
        links={"wikipedia": "https://en.wikipedia.org/wiki/Wagner_Group"},
    ),
    _card(
        AGENCY,
        "Company in Saint Petersburg, often called a troll farm, whose staff posted on social networks under invented "
        "names for Russian interests.",
        (3,),
        0.52,
        connections=(turned(_FOUNDED, _DAY),),
        reasons=(
            Reason("tied to Yevgeny Prigozhin in this story", 0.8),
            Reason("“IRA” is one of its short names", 0.2),
        ),
        runner_up=RunnerUp(IRISH_ARMY, 0.118),
        links={"wikipedia": "https://en.wikipedia.org/wiki/Internet_Research_Agency"},
    ),
    _card(
        PUTIN,
        "Head of the Russian state since the turn of the century, as president and for four years as prime minister.",
        (4,),
        0.47,
        then=(Fact("position held", "President of Russia", "P39", "Q218295", "2012-05-07", None, PACK),),
        facts=(Fact("date of birth", "7 October 1952", "P569", None, "1952-10-07", "1952-10-07", PACK),),
        reasons=(Reason("“Vladimir Putin” is its full name", 1.0),),
        links={
            "wikipedia": "https://en.wikipedia.org/wiki/Vladimir_Putin",
            "wikidata": "https://www.wikidata.org/wiki/Q7747",
        },
    ),
    _card(KIRBY, None, (1,), 0.31, reasons=(Reason("the story speaks of the White House", 0.5),)),
)

# The sense of "IRA" that came second, as a card: what "not this one?" opens.
OTHER = _card(
    IRISH_ARMY,
    "Several Irish bodies of fighters that used force for a united Ireland.",
    (3,),
    0.0,
    confidence=0.118,
    links={"wikipedia": "https://en.wikipedia.org/wiki/Irish_Republican_Army"},
    shown=False,
)

_READ_MORE = "What happened at the salt mine"

_SAID = "who carved the two bears"
_SAID_AT = DOCUMENT.text.index(_SAID)

STORY = Answer(
    page=Page(
        metadata=Metadata(
            url="https://courier.example/2023/01/20/caterer",
            canonical_url="https://courier.example/2023/01/20/caterer",
            title="Washington names the caterer’s army",
            byline="Ada Quill",
            site="The Harbour Courier",
            language="en",
            published="2023-01-20T17:45:00+00:00",
            published_from="json_ld",
            origins={
                "title": "html",
                "byline": "json_ld",
                "site": "meta",
                "language": "html",
                "canonical_url": "html",
                "published": "json_ld",
            },
        ),
        document=DOCUMENT,
        read_more=(
            ReadMoreLink(
                url="https://courier.example/2023/01/12/salt-mine",
                text=_READ_MORE,
                quote=Quote(_READ_MORE, "e said – à la carte. Read more: ", ""),
                confidence=0.95,
            ),
        ),
    ),
    as_of="2023-01-20",
    mentions=MENTIONS,
    cards=CARDS,
    connections=(_FOUNDED, _HEADED),
    alternatives=(OTHER,),
    unknown=(Unknown("Odile Brankovic", _SAID, (6,), (_SAID_AT, _SAID_AT + len(_SAID))),),
    gaps=(Gap("live sources", "are switched off in this service"),),
    timings_ms={"read": 2.5, "mentions": 1.2, "knowledge": 3.1, "linking": 0.8, "cards": 0.4},
)


def answer() -> str:
    """`fixtures/wire/answer.json` as this story makes it."""
    told = encode(STORY, packs=[STARTER], version="0.1.0", options=Options(text=True))
    return json.dumps(told.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    ANSWER_FILE.write_text(answer(), encoding="utf-8")


def with_a_later_tie() -> Answer:
    """The story with a tie that begins after its day, on the card of the Wagner Group and in the list of all."""
    tie = worded(
        Connection(
            PUTIN.id, "Vladimir Putin", "owned by", "2023-06", None, PACK, held=False, later=True,
            of=WAGNER.id, of_label="Wagner Group",
        ),
        _DAY,
    )  # fmt: skip
    cards = tuple(
        laid_out(replace(card, connections=(*card.connections, tie))) if card.entity == WAGNER else card
        for card in CARDS
    )
    return replace(STORY, cards=cards, connections=(*STORY.connections, tie))

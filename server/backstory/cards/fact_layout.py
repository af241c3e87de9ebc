"""Fact layout: what stands on a card below its summary, as sections of finished sentences, nothing twice.

Page, text, JSON, extension and panel draw these sections as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from backstory.cards.spans import alike, spans_of, stems
from backstory.cards.wording import as_seen, form, in_a_row, is_of, predicate, sentence, with_article
from backstory.lang import language
from backstory.model import Card, Connection, Fact, Section, Sentence
from backstory.ontology import PROPERTIES, Property, property_of
from backstory.text.dates import in_words

_SEAT, _COUNTRY = PROPERTIES["headquarters"], PROPERTIES["country"]
_OCCUPATION, _CITIZEN = PROPERTIES["occupation"], PROPERTIES["country_of_citizenship"]
_FOUNDERS, _FOUNDING = PROPERTIES["founded_by"], PROPERTIES["inception"]


@dataclass(frozen=True, slots=True)
class _Line:
    """A statement with the ids of what it names: several where the values of several stand in it."""

    fact: Fact
    entities: tuple[str, ...]


def lay_out(
    card: Card, labels: Mapping[str, str], day: str, *, dated: bool = True, own_words: str = "en"
) -> tuple[Section, ...]:
    """The sections of a card, in the order to be read.

    `labels`: of the entities that have a card in the same answer, by id; `dated`: the day is the story's own, else the
    day of reading; `own_words`: the language of the statements.
    """
    then, since, facts = ([_line(fact) for fact in each] for each in _without_repeats(card))
    if own_words == "en":
        facts = _merged(_without_description(facts, card), day, card.entity.kind)
        then = _merged(then, day, card.entity.kind)
    ties = _new_ties(card)
    # The sections there are, in the order to be read; the title of each stands in the language's file.
    parts: tuple[tuple[str, list[Sentence]], ...] = (
        ("on_that_day", [_said(line, labels) for line in then]),
        ("since", [_said(line, labels) for line in since]),
        ("connections", _tied([tie for tie in ties if not tie.later], labels)),
        ("connections_since", _tied([tie for tie in ties if tie.later], labels)),
        ("background", [_said(line, labels) for line in facts]),
    )
    sections: list[Section] = []
    told: set[str] = set()
    for name, given in parts:
        sentences = [each for each in {each.text: each for each in given}.values() if each.text not in told]
        told |= {each.text for each in sentences}
        if sentences:
            sections.append(Section(name, _title(name, day, dated), tuple(sentences)))
    return tuple(sections)


def _title(name: str, day: str, dated: bool) -> str:
    titles = language("en").table("sentences", "titles")
    title: str = titles["today" if name == "on_that_day" and not dated else name]
    return title.format(day=in_words(day))


def _line(fact: Fact) -> _Line:
    return _Line(fact, (fact.entity,) if fact.entity else ())


def _said(line: _Line, labels: Mapping[str, str]) -> Sentence:
    fact = line.fact
    text = fact.text or f"{fact.property}: {fact.value}"
    if fact.reference:
        text = form("reference", sentence=text.removesuffix("."), reference=fact.reference) + "."
    spans = spans_of(text, [(labels[id], id) for id in line.entities if id in labels])
    return Sentence(text, spans, fact.start, fact.end, fact.source, fact.as_of)


def _tied(ties: Iterable[Connection], labels: Mapping[str, str]) -> list[Sentence]:
    """The ties in sentences; undated ones of one property in one: "Seat of the Senate and the House"."""
    groups: dict[object, list[Connection]] = {}
    for place, tie in enumerate(ties):
        joins = tie.form == "property" and not (tie.start or tie.end or tie.via)
        groups.setdefault((tie.property, tie.source) if joins else place, []).append(tie)
    return [_tied_to(group, labels) for group in groups.values()]


def _tied_to(group: Sequence[Connection], labels: Mapping[str, str]) -> Sentence:
    first, *rest = group
    text = first.text or f"{first.property}: {first.label}"
    if rest:
        others = in_a_row([with_article(tie.label) for tie in group])
        text = sentence(predicate(property_of(None, first.property), others))
    names = [(tie.label, tie.to) for tie in group if tie.to in labels]
    return Sentence(text, spans_of(text, names), first.start, first.end, first.source, first.as_of)


def _without_repeats(card: Card) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """Then, since and facts without what another of them tells too.

    An event of the day of a death that tells the death, an event told twice in other words, and, with the death, what
    ended on its day.
    """
    ends = [fact for fact in (*card.since, *card.facts) if _of(fact).ends and fact.start]
    kept: list[Fact] = []
    lists: list[list[Fact]] = []
    for facts in (card.then, card.since, card.facts):
        own: list[Fact] = []
        for fact in facts:
            went_with_it = facts is card.since and fact not in ends and any(_ended_with(fact, end) for end in ends)
            if went_with_it or any(_tells_the_same(fact, other) for other in (*ends, *kept) if other is not fact):
                continue
            own.append(fact)
            kept.append(fact)
        lists.append(own)
    return lists[0], lists[1], lists[2]


def _ended_with(fact: Fact, end: Fact) -> bool:
    """Whether a statement held until the day of a death or an end, which says so already."""
    return fact.end == end.start and fact.start != fact.end


def _tells_the_same(fact: Fact, other: Fact) -> bool:
    """Whether an event is told by another statement of the same day, in other words."""
    if _of(fact).value_is != "event" or not fact.start or not other.start:
        return False
    if not (_of(other).value_is == "event" or _of(other).ends) or not _same_day(fact.start, other.start):
        return False
    return alike(stems(fact.value), stems(other.value))


def _same_day(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _without_description(lines: Iterable[_Line], card: Card) -> list[_Line]:
    """The facts without what the description says: the class, an occupation that it names, the country."""
    description = card.entity.description
    if not description:
        return list(lines)

    def says(fact: Fact) -> bool:
        named = fact.value.lower() in description.lower()
        called = _of(fact) in (_CITIZEN, _COUNTRY) and is_of(description, fact.value)
        return _of(fact).is_class or called or (named and _of(fact) in (_OCCUPATION, _COUNTRY))

    return [line for line in lines if not says(line.fact)]


def _merged(lines: Sequence[_Line], day: str, kind: str | None) -> list[_Line]:
    """Undated values of one property in one sentence, the seat with its country; each where its first one stands."""
    groups: dict[object, list[_Line]] = {}
    for place, line in enumerate(lines):
        fact = line.fact
        joins = _of(fact).list and not (fact.start or fact.end or fact.reference)
        groups.setdefault((_of(fact), fact.source) if joins else place, []).append(line)
    merged = [_one(group, day, kind) for group in groups.values()]
    return _founded(_seated(merged, day, kind), day, kind)


def _one(group: Sequence[_Line], day: str, kind: str | None) -> _Line:
    first, *rest = group
    if not rest:
        return first
    takes_article = "{the}" in _template(first.fact, kind)
    values = [with_article(line.fact.value) if takes_article else line.fact.value for line in group]
    fact = as_seen(replace(first.fact, value=in_a_row(values)), day, kind)
    return _Line(fact, tuple(id for line in group for id in line.entities))


def _seated(lines: list[_Line], day: str, kind: str | None) -> list[_Line]:
    """The lines with the country after the seat that lies in it."""
    seat = next((line for line in lines if _of(line.fact) is _SEAT and not line.fact.start), None)
    country = next((line for line in lines if _of(line.fact) is _COUNTRY and not line.fact.start), None)
    if seat is None or country is None or seat.fact.source != country.fact.source:
        return lines
    value = seat.fact.value if country.fact.value in seat.fact.value else f"{seat.fact.value}, {country.fact.value}"
    both = _Line(as_seen(replace(seat.fact, value=value), day, kind), (*seat.entities, *country.entities))
    return [both if line is seat else line for line in lines if line is not country]


def _founded(lines: list[_Line], day: str, kind: str | None) -> list[_Line]:
    """The lines with the day of the founding beside the founders, where one source gives both."""
    founders = next((line for line in lines if _of(line.fact) is _FOUNDERS and not line.fact.start), None)
    founding = next((line for line in lines if _of(line.fact) is _FOUNDING and line.fact.start), None)
    if founders is None or founding is None or founders.fact.source != founding.fact.source:
        return lines
    when = founding.fact
    if when.disputed or when.value not in (when.start, in_words(when.start or "")):
        return lines
    both = _Line(as_seen(replace(founders.fact, start=when.start, end=when.end), day, kind), founders.entities)
    return [both if line is founders else line for line in lines if line is not founding]


def _template(fact: Fact, kind: str | None) -> str:
    reading = _of(fact).reading("en")
    return reading.phrase(kind) if reading else ""


def _new_ties(card: Card) -> list[Connection]:
    """The card's connections, without those that its own facts already state, in these words or of the same dates."""
    facts = (*card.then, *card.since, *card.facts)
    said = {(words, fact.entity) for fact in facts for words in (fact.property, fact.value)}
    times = {(fact.entity, fact.start, fact.end) for fact in facts if fact.start or fact.end}
    events = [fact for fact in facts if _of(fact).value_is == "event"]
    return [
        tie
        for tie in card.connections
        if (tie.property, tie.to) not in said
        and (tie.to, tie.start, tie.end) not in times
        and not any(_tells_the_event(tie, event, card.entity.label) for event in events)
    ]


def _tells_the_event(tie: Connection, event: Fact, label: str) -> bool:
    """Whether a tie tells an event of the card once more, as that of the other."""
    if tie.form != "event" or not tie.start or not event.start or not _same_day(tie.start, event.start):
        return False
    return alike(stems(tie.text or "") - stems(label), stems(event.value) - stems(label))


def _of(fact: Fact) -> Property:
    return property_of(fact.pid, fact.property)

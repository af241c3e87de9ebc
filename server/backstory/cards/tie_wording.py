"""Connections in words: on the card of one of the two, and as a sentence with both."""

from __future__ import annotations

from dataclasses import replace

from backstory.cards.spans import spans_of, stems
from backstory.cards.wording import (
    When,
    as_of_words,
    copula,
    form,
    is_label,
    names_people_of,
    predicate,
    role_of,
    sentence,
    tells_what_happened,
    with_article,
)
from backstory.model import Connection, Sentence
from backstory.ontology import PROPERTIES, property_of
from backstory.text.dates import before


def worded(tie: Connection, day: str) -> Connection:
    """The tie with its words, as one could say them on the day."""
    text = sentence(_predicate(tie, day) + as_of_words(tie.as_of))
    whole = sentence(_clause(tie, day) + as_of_words(tie.as_of))
    spans = spans_of(whole, [(tie.of_label, tie.of), (tie.label, tie.to)])
    told = Sentence(whole, spans, tie.start, tie.end, tie.source, tie.as_of)
    return replace(tie, text=text, sentence=told)


def turned(tie: Connection, day: str) -> Connection:
    """The tie read from its other side: the office and who holds it, the event and whose it is."""
    other = replace(tie, of=tie.to, of_label=tie.label, to=tie.of, label=tie.of_label)
    if tie.form == "shared":
        return worded(other, day)
    whole = tie.sentence.text if tie.sentence else tie.text
    if tie.form == "event":
        return replace(other, text=whole)
    if tie.form == "office":
        held = f"{tie.property}{_when(tie, day).words()}: {tie.of_label}"
        return replace(other, text=sentence(held + as_of_words(tie.as_of)))
    property = property_of(None, tie.property)
    if property.symmetric or property.inverse:
        read = property if property.symmetric else PROPERTIES[property.inverse or ""]
        return replace(worded(replace(other, property=read.name), day), sentence=tie.sentence)
    return replace(other, text=whole)


def _when(tie: Connection, day: str) -> When:
    """The tie's dates as one could say them on the day: an end that was still to come is left out."""
    begun = not tie.later
    lapsed = tie.held is False and begun and tie.start is not None and tie.end is None
    ahead = tie.end is not None and tie.end != tie.start and before(day, tie.end)
    return When(tie.start, None if ahead and begun else tie.end, lapsed)


def _predicate(tie: Connection, day: str) -> str:
    when = _when(tie, day)
    if tie.form == "shared":
        # Of each of the two its own dates stand on its card; those that they share would seem to contradict them.
        shared = predicate(property_of(None, tie.property), tie.via or "", When() if tie.held else when)
        return form("like", predicate=shared, other=tie.label)
    if tie.form == "property":
        return predicate(property_of(None, tie.property), _value(tie), when)
    named = bool(stems(tie.label) & stems(tie.property)) or names_people_of(tie.property, tie.label)
    words = tie.property if named else f"{tie.property} ({tie.label})"
    return words + ("," if tie.form == "event" and when.words() else "") + when.words()


def _clause(tie: Connection, day: str) -> str:
    """The tie with both names, and with a verb where its time is known."""
    when = _when(tie, day)
    words = _predicate(tie, day)
    property = property_of(None, tie.property)
    told_by_role = role_of(property) and when.words()
    if tie.form == "property" and is_label(property) and not told_by_role:
        other = property.inverse
        if other is not None and not is_label(PROPERTIES[other]):
            return form("owner_first", subject=tie.label, predicate=predicate(PROPERTIES[other], tie.of_label, when))
        return form("owner_first", subject=tie.of_label, predicate=words)
    if tie.form in ("shared", "event") or not when.words():
        return form("owner_first", subject=tie.of_label, predicate=words)
    subject = with_article(tie.of_label)
    verb = copula(holds=when.end is None and not when.lapsed)
    if tie.form == "office":
        return f"{subject} {verb} {words}"
    if role := role_of(property):
        return f"{_value(tie)} {verb} {role} of {subject}{when.words()}"
    if tells_what_happened(property, when):
        return f"{subject} {words}"
    return f"{subject} {verb} {words}"


def _value(tie: Connection) -> str:
    return form("through", value=tie.label, third=tie.via) if tie.via else tie.label

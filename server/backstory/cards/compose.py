"""Chosen entities + what is known of them -> Cards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from backstory.cards.choose import Chosen
from backstory.cards.connections import connect, seen_from
from backstory.cards.fact_layout import lay_out
from backstory.cards.living_people_policy import lives, spoken_of
from backstory.cards.temporal_filter import description_as_of, fits, foresight, summary_as_of
from backstory.cards.timeline import age, timeline
from backstory.model import Card, Connection, DatedText, Entity, Fact, Profile, RunnerUp
from backstory.ontology import is_wikidata_id, property_of

_LITTLE = 200  # characters that a card of what the title does not name has to tell at least
_A_LINE = 60  # characters of summary that are enough of a person, and of what is named more often than in passing
_PASSING = 2  # mentions of what is named in passing
_A_SENTENCE = 45  # characters that a sentence of a section counts for
_MOST_FACTS = 8  # of each list on a card
_MOST_CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Composed:
    """The cards of a story, how they are tied, and the cards of the senses that came second."""

    cards: tuple[Card, ...]
    connections: tuple[Connection, ...]
    alternatives: tuple[Card, ...]


def compose(
    chosen: Sequence[Chosen],
    profiles: Mapping[str, Profile],
    day: str,
    *,
    dated: bool = True,
    thirds: Mapping[str, Profile] | None = None,
    corrected: Collection[str] = (),
) -> Composed:
    """One card for each chosen entity that a source knows, as of `day`, in the order given; and one for its runner-up.

    `dated`: the day is the story's own; `thirds`: what is known of entities over which two of the story may be tied;
    `corrected`: the ids that the reader chose.
    """
    profiles = {id: _without_other_days(profile, day) for id, profile in profiles.items()}
    thirds = {id: _without_other_days(profile, day) for id, profile in (thirds or {}).items()}
    chosen = [
        replace(choice, entity=_called(choice.entity, profiles[choice.entity.id], day))
        for choice in chosen
        if choice.entity.id in profiles
    ]
    labels = {choice.entity.id: choice.entity.label for choice in chosen}
    ties = connect(labels, {id: _discreet(profiles[id]) for id in labels}, day, thirds=thirds)
    cards = [
        (
            choice,
            replace(
                _card(choice, profiles[choice.entity.id], day),
                runner_up=_runner_up(choice, profiles, day),
                connections=seen_from(choice.entity.id, ties, day)[:_MOST_CONNECTIONS],
                corrected=choice.entity.id in corrected,
            ),
        )
        for choice in chosen
    ]

    def laid_out(card: Card) -> Card:
        language = profiles[card.entity.id].wiki_language
        told = replace(card, sections=lay_out(card, labels, day, dated=dated, own_words=language))
        # with no day of the story nothing held on it: what holds today stands with the rest
        return told if dated else replace(told, then=(), facts=(*card.then, *card.facts))

    others = _alternatives(chosen, profiles, day)
    whole = [(choice, laid_out(card)) for choice, card in cards]
    worth = tuple(card if _tells_enough(choice, card) else replace(card, shown=False) for choice, card in whole)
    if not any(card.shown for card in worth):  # little is better than nothing
        worth = tuple(card if _says_more(card) else replace(card, shown=False) for _, card in whole)
    return Composed(worth, ties, tuple(map(laid_out, others)))


def _tells_enough(choice: Chosen, card: Card) -> bool:
    """Whether a card tells more than its description, and of what the story is not about more than a little."""
    if not _says_more(card):
        return False
    summary = len(card.summary or "")
    central = card.entity.kind == "person" or len(choice.mentions) > _PASSING
    if choice.titled or card.corrected or (central and summary >= _A_LINE):
        return True
    return summary + _A_SENTENCE * sum(len(section.sentences) for section in card.sections) >= _LITTLE


def _says_more(card: Card) -> bool:
    facts = [
        fact for fact in (*card.then, *card.since, *card.facts) if not property_of(fact.pid, fact.property).is_class
    ]
    return bool(card.summary or facts or card.connections or card.corrected)


def _alternatives(told: Sequence[Chosen], profiles: Mapping[str, Profile], day: str) -> tuple[Card, ...]:
    """What "not this one?" shows: the card of each runner-up that has none of its own, once."""
    done = {choice.entity.id for choice in told}
    found: list[Card] = []
    for choice in told:
        second = choice.best.runner_up
        if second is None or second.entity.id in done or second.entity.id not in profiles:
            continue
        done.add(second.entity.id)
        best = replace(choice.best, entity=second.entity, confidence=second.confidence, reasons=(), runner_up=None)
        entity = _called(second.entity, profiles[second.entity.id], day)
        stand_in = replace(choice, entity=entity, best=best, salience=0.0, shown=False)
        found.append(_card(stand_in, profiles[second.entity.id], day))
    return tuple(found)


def _without_other_days(profile: Profile, day: str) -> Profile:
    """The profile without the statements that a story of the day may not be told."""
    if all(fits(fact, day) for fact in profile.facts):
        return profile
    return replace(profile, facts=tuple(fact for fact in profile.facts if fits(fact, day)))


def _discreet(profile: Profile) -> Profile:
    return replace(profile, facts=tuple(spoken_of(profile.facts, kind=profile.entity.kind)))


def _card(choice: Chosen, profile: Profile, day: str) -> Card:
    kind = profile.entity.kind
    facts = [_sourced(fact, profile) for fact in spoken_of(profile.facts, kind=kind)]
    line = timeline(facts, day, kind, most=_MOST_FACTS, language=profile.wiki_language)
    years = age(facts, day) if kind == "person" else None
    then = (*line.then[:1], years, *line.then[1:]) if years else line.then
    entity = choice.entity
    seen = foresight(facts, day, known=f"{entity.label} {entity.description or ''}")
    living = lives(profile.facts, kind=kind)
    summary = summary_as_of(profile.summary, seen, living=living)
    whole = " ".join(each.text for each in profile.summary)
    return Card(
        entity=_described(entity, profile, day),
        summary=summary,
        source=profile.source,
        then=then,
        since=line.since,
        facts=line.facts,
        connections=(),
        reasons=choice.best.reasons,
        runner_up=choice.best.runner_up,
        confidence=choice.best.confidence,
        salience=choice.salience,
        image=profile.image,
        links=_links(profile),
        mentions=choice.mentions,
        shown=choice.shown,
        shortened=bool(summary) and (summary != whole or _share_alike(profile)),
    )


def _called(entity: Entity, profile: Profile, day: str) -> Entity:
    """The entity with the label that it had on a day."""
    label = next((each.text for each in profile.earlier_labels if fits(each, day)), None)
    return replace(entity, label=label) if label else entity


def _described(entity: Entity, profile: Profile, day: str) -> Entity:
    """The entity with its description as of a day."""
    if not entity.description:
        return entity
    descriptions = profile.descriptions or (DatedText(entity.description),)
    seen = foresight(spoken_of(profile.facts, kind=entity.kind), day, known=entity.label)
    return replace(entity, description=description_as_of(descriptions, seen, entity.kind))


def _runner_up(choice: Chosen, profiles: Mapping[str, Profile], day: str) -> RunnerUp | None:
    """The sense that came second, described as of a day where a source knows it."""
    second = choice.best.runner_up
    if second is None or second.entity.id not in profiles:
        return second
    profile = profiles[second.entity.id]
    return replace(second, entity=_called(_described(second.entity, profile, day), profile, day))


def _sourced(fact: Fact, profile: Profile) -> Fact:
    """The fact with the source of the whole where it names none of its own."""
    return fact if fact.source else replace(fact, source=profile.source)


def _share_alike(profile: Profile) -> bool:
    """Whether the words are an excerpt of an article under CC BY-SA, as every summary of a wiki is."""
    return "BY-SA" in (profile.source.licence or "").upper()


def _links(profile: Profile) -> dict[str, str]:
    links = {}
    if profile.wikipedia:
        title = quote(profile.wikipedia.replace(" ", "_"), safe="/:(),'!*")
        links["wikipedia"] = f"https://{profile.wiki_language}.wikipedia.org/wiki/{title}"
    if is_wikidata_id(profile.entity.id):
        links["wikidata"] = f"https://www.wikidata.org/wiki/{profile.entity.id}"
    if profile.website:
        links["website"] = profile.website
    return links

"""Stories in several languages, as a reader sees them: which cards are right, which names have none, what is unknown.

A gold mention of these may have the tags "inflected" (the name is not in its base form), "person" (somebody nobody
knows), "other" (a name that no source has to know) and "word" (an ordinary word that is a name elsewhere).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from backstory_research.evaluation.linking.figures import Linked
from backstory_research.evaluation.linking.gold import GoldDocument, GoldMention
from backstory_research.evaluation.linking.readings import Prediction
from backstory_research.evaluation.linking.spans import Span

Counts = Counter[str]
SHARES = {
    "precision": ("cards right", "cards"),
    "recall base": ("base right", "base"),
    "recall inflected": ("inflected right", "inflected"),
    "unknown names": ("unknown right", "unknown"),
}


def count_story(
    gold: GoldDocument, shown: Sequence[Prediction], unknown: Iterable[Span], known: Collection[str]
) -> tuple[Counts, list[str]]:
    """What was right in a story, and its errors in words.

    `shown`: names that have a card. `unknown`: where each name that is told as unknown stands. `known`: the entities
    that the packs hold; no other is asked for. A card is right where the story names its entity, and none of its names
    is marked as another's. A name is found where one with its entity touches it.
    """
    counts: Counts = Counter()
    told: list[str] = []
    meant = {each.entity for each in gold.mentions if each.entity}
    for entity in dict.fromkeys(each.entity for each in shown):
        names = [each for each in shown if each.entity == entity]
        others = [
            each for each in names if any(_covers(each, mark) and mark.entity != entity for mark in gold.mentions)
        ]
        right = entity in meant and not others
        counts.update({"cards": 1, "cards right": right})
        if not right:
            wrong = (others or names)[0]
            told.append(f"{gold.id}: wrong {gold.text[wrong.start : wrong.end]} → {wrong.name or entity}")
    for mark in gold.mentions:
        if mark.optional or mark.entity is None or mark.entity not in known:
            continue
        form = "inflected" if "inflected" in mark.tags else "base"
        right = any(each.entity == mark.entity and _touches((each.start, each.end), mark) for each in shown)
        counts.update({form: 1, f"{form} right": right})
        if not right:
            told.append(f"{gold.id}: missed ({form}) {gold.text[mark.start : mark.end]} = {mark.name}")
    for span in unknown:
        right = any(_touches(span, mark) and "word" not in mark.tags for mark in gold.mentions)
        counts.update({"unknown": 1, "unknown right": right})
        if not right:
            told.append(f"{gold.id}: no name: {gold.text[span[0] : span[1]]}")
    return counts, told


def by_language(linked: Mapping[str, Linked], known: Collection[str], least: float) -> dict[str, Counts]:
    """What is right in linked texts by their language, of the links that are at least so sure."""
    found: dict[str, Counts] = {}
    for gold, predictions in (text for texts in linked.values() for text in texts):
        shown = [each for each in predictions if each.entity is not None and each.confidence >= least]
        found.setdefault(gold.language, Counter()).update(count_story(gold, shown, (), known)[0])
    return found


def shares_of(counts: Mapping[str, int]) -> dict[str, float]:
    """The share that is right of cards, names in base form, inflected names and unknown names; no key for none."""
    return {name: counts[part] / counts[whole] for name, (part, whole) in SHARES.items() if counts.get(whole)}


def lines(languages: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """A table of the shares, a language a line."""
    yield " " * 4 + "".join(f"{name:>22}" for name in SHARES)
    for code, counts in languages.items():
        shares = shares_of(counts)
        cells = (
            f"{shares[name]:.3f} of {counts[whole]:>4}" if name in shares else "-"
            for name, (_, whole) in SHARES.items()
        )
        yield f"{code:<4}" + "".join(f"{cell:>22}" for cell in cells)


def _covers(each: Prediction, mark: GoldMention) -> bool:
    return each.start <= mark.start and mark.end <= each.end


def _touches(span: Span, mark: GoldMention) -> bool:
    return span[0] < mark.end and mark.start < span[1]

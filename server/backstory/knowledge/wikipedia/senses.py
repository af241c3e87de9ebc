"""The senses of an ambiguous title: which of the pages that a disambiguation page links to bear its name. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from backstory.knowledge.wikipedia.answers import Article, entity
from backstory.model import Candidate
from backstory.surface import key

MAX_SENSES = 25  # of one surface form
# No link counts are to be had live: all senses together get this, bearers of the very name twice the share of others.
SENSES_PRIOR = 0.8

# Pages that list bearers of a name carry no mark of their own on Wikipedia, only one of these short descriptions.
_NAME_LISTS = re.compile(
    r"(?:surname|family name|given name|name|first name)(?: list)?\Z|index of articles associated with the same name\Z"
    r"|familienname\Z|vorname\Z|nom de famille\Z|prénom\Z|patronyme\Z|apellido\Z|nombre de pila\Z|cognome\Z|prenome\Z",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[^\W\d_]{2,6}\Z")


def lists_senses(article: Article) -> bool:
    """Whether the page is about a name, not about what bears it: a disambiguation page or a list of namesakes."""
    return article.ambiguous or bool(article.description and _NAME_LISTS.match(article.description))


def candidates(names: Iterable[str], linked: Collection[Article], *, language: str) -> tuple[Candidate, ...]:
    """The articles that bear one of the names, most common first; the lists of namesakes among them are left out."""
    weights: list[tuple[int, Article]] = []
    for article in linked:
        if not lists_senses(article) and (weight := max((_bears(article.label, name) for name in names), default=0)):
            weights.append((weight, article))
    weights = sorted(weights, key=lambda pair: (-pair[0], pair[1].title))[:MAX_SENSES]
    whole = sum(weight for weight, _ in weights)
    return tuple(
        Candidate(entity(article, language=language), prior=SENSES_PRIOR * weight / whole, exact=weight == 2, live=True)
        for weight, article in weights
    )


def _bears(label: str, name: str) -> int:
    """2 when the name is the label or its initials, 1 when it is a part of either, 0 else."""
    words, wanted = key(label).casefold().split(), key(name).casefold().split()
    if not wanted:
        return 0
    if words == wanted:
        return 2
    if _ACRONYM.match(name.replace(".", "")) and name.upper() == name:
        initials = {
            "".join(word[0] for word in label.replace("-", " ").split()),
            "".join(word[0] for word in label.replace("-", " ").split() if word[0].isupper()),
        }
        letters = name.replace(".", "")
        initials = {each.upper() for each in initials}
        if letters in initials:
            return 2
        if any(each.endswith(letters) for each in initials):
            return 1
    starts = range(len(words) - len(wanted) + 1)
    return int(any(words[start : start + len(wanted)] == wanted for start in starts))

"""The senses of an ambiguous title: which of the pages that a disambiguation page links to bear its name. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from backstory.knowledge.mediawiki.answers import Article, popularity
from backstory.text.normalise import normalise
from backstory.text.prose import shorten

MAX_SENSES = 25  # of one surface form
SENSES_PRIOR = 0.8  # of all senses of a list together; the rest is for those that no list has

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


@dataclass(frozen=True, slots=True)
class Sense:
    """An article that may be meant by a name: how often (0 to 1), and whether the name is its whole name."""

    article: Article
    prior: float
    exact: bool


def of_list(
    names: Iterable[str], linked: Iterable[Article], *, share: float = SENSES_PRIOR, lead: str = ""
) -> tuple[Sense, ...]:
    """The articles that bear one of the names, most common first; the lists of namesakes among them are left out.

    They have `share` of all uses together, as `shared` deals it out. `lead`: how the list begins.
    """
    bearing = [(each, max((bears(each.label, name) for name in names), default=0)) for each in linked]
    return shared(bearing, share=share, main=_main(lead, [each.title for each, how in bearing if how]))


def shared(
    bearing: Iterable[tuple[Article, int]], *, share: float, main: frozenset[str] = frozenset()
) -> tuple[Sense, ...]:
    """Senses out of articles with how they bear the name (as `bears` says), most common first.

    Bearers of the very name have twice as much of the share as others, those with long articles up to six times as much
    as those with a stub, those in `main` twice as much again: no link counts are to be had live.
    """
    weighed = [
        (how * (0.2 + popularity(article.length)) * (2 if article.title in main else 1), how == 2, article)
        for article, how in bearing
        if how and not lists_senses(article)
    ]
    weighed = sorted(weighed, key=lambda each: (-each[0], each[2].title))[:MAX_SENSES]
    whole = sum(weight for weight, _, _ in weighed)
    return tuple(Sense(article, share * weight / whole, exact) for weight, exact, article in weighed)


def _main(lead: str, titles: Collection[str]) -> frozenset[str]:
    """The one title that a list begins with before it comes to the others: "Wagner most often means Richard Wagner"."""
    first, _ = shorten(lead, sentences=1)
    named = frozenset(title for title in titles if title in first)
    return named if len(named) == 1 and len(titles) > 1 else frozenset()


def bears(label: str, name: str) -> int:
    """2 when the name is the label or its initials, 1 when it is a part of either, 0 else."""
    words, wanted = normalise(label).casefold().split(), normalise(name).casefold().split()
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

"""What a linked story adds to the one that links to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from backstory.model import Adds, Answer, Entity, LinkedMention, Page, Relation
from backstory.previews.quotes import quotes_from
from backstory.previews.sentences import share_in, shingles
from backstory.text.dates import parse_date

MOST_NAMED = 6  # entities of a kind
# Shares of runs of four words. Among 105 stories of as many pages, no two have 0.2 in common.
NEARLY_ALL, MUCH = 0.8, 0.3


def adds_to(
    story: Answer,
    page: Page,
    mentions: Sequence[LinkedMention],
    named: Sequence[Entity],
    *,
    min_confidence: float = 0.0,
    known: Collection[str] = (),
) -> Adds:
    """What `page` adds to `story`. `mentions`: its linked names; `named`: its entities, most salient first.

    Senses of the story less sure than `min_confidence` do not count as its own. `known`: ids of entities that the
    reader knows; they are not new.
    """
    story_ids = {link.entity.id for link in story.mentions if link.entity and link.confidence >= min_confidence}
    shared = [entity for entity in named if entity.id in story_ids]
    new = [entity for entity in named if entity.id not in story_ids and entity.id not in known]
    days = days_between(story.page.metadata.published, page.metadata.published)
    relation = _relation(story.page, page, days, bool(shared))
    return Adds(
        relation=relation,
        said=_said(relation, days),
        days=days,
        new=tuple(new[:MOST_NAMED]),
        shared=tuple(shared[:MOST_NAMED]),
        quotes=quotes_from(page.document, mentions, story.page.document, story_ids),
    )


def days_between(first: str | None, second: str | None) -> int | None:
    """Days from one date to another; None where one of them is unknown or not known to the day."""
    one, other = _day(first), _day(second)
    return (other - one).days if one and other else None


def _day(text: str | None) -> date | None:
    period = parse_date(text)
    return period.first if period and period.first == period.last else None


def _relation(story: Page, page: Page, days: int | None, shares: bool) -> Relation:
    mine, theirs = shingles(story.document.body), shingles(page.document.body)
    least, most = sorted((share_in(mine, theirs), share_in(theirs, mine)))
    if least >= NEARLY_ALL:
        return "near_duplicate"
    if most >= MUCH:
        return "earlier" if days is not None and days < 0 else "update"
    if not shares:
        return "other"
    if days is None:
        return "related"
    return "background" if days < 0 else "later" if days > 0 else "same_day"


def _said(relation: Relation, days: int | None) -> str:
    when = _when(days)
    return {
        "near_duplicate": f"Nearly the same text as this story{_beside(when)}.",
        "update": f"The same story, updated{_beside(when)}.",
        "earlier": f"An earlier version of this story{_beside(when)}.",
        "background": f"Background{_beside(when)}.",
        "later": f"A later story{_beside(when)}.",
        "same_day": "Another story of the same day.",
        "related": "Speaks of some of the same names; its date is not known.",
        "other": f"Names nobody that this story names{_beside(when)}.",
    }[relation]


def _beside(when: str) -> str:
    return f", {when}" if when else ""


def _when(days: int | None) -> str:
    if days is None:
        return ""
    if days == 0:
        return "from the same day"
    count = f"{abs(days):,} day{'s' if abs(days) != 1 else ''}"
    return f"from {count} {'before' if days < 0 else 'after'}"

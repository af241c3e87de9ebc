"""Homonyms: where the words beside a name say that a thing, a play or a plain day is meant and not what bears the name.

China plates and Brazil nuts, "Shell the peas", the musical “Chicago”, a shop that opens on September 11.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from backstory.lang import english
from backstory.linking import lexicon
from backstory.linking.candidate_features import ScoredCandidate
from backstory.linking.context import Context
from backstory.linking.mention_clusters import MentionCluster
from backstory.linking.semantic_types import SEMANTIC_TYPES
from backstory.model import Document, Mention
from backstory.text.normalise import plain, stem

_MOST = 6  # mentions of a name that are looked at
_REACH = 90  # characters on either side
_PLACES = {SEMANTIC_TYPES.index("place"), SEMANTIC_TYPES.index("country")}
_WORD = re.compile(r"[^\W\d_]{3,}")
_OPENS = re.compile(r"(?:\A|[.!?:“\"\n])\s*\Z")
_QUOTED = re.compile(r"[!?,.]?[”\"’]")
_DAY = re.compile(r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8})\Z")


def homonyms(
    document: Document,
    mentions: Sequence[Mention],
    clusters: Sequence[MentionCluster],
    candidates: Sequence[Sequence[ScoredCandidate]],
    context: Context,
) -> set[tuple[int, int]]:
    """The candidates (cluster, candidate) that only share their name with what is meant."""
    found: set[tuple[int, int]] = set()
    for s, (cluster, own) in enumerate(zip(clusters, candidates, strict=True)):
        if not own:
            continue
        here = [mentions[index] for index in islice(cluster.mentions, _MOST)]
        if all(_is_thing(document.text, mention, cluster.form.casefold()) for mention in here):
            found.update((s, c) for c in range(len(own)))
        elif all(_is_title(document.text, mention) for mention in here):
            found.update((s, c) for c, each in enumerate(own) if each.type in _PLACES)
        elif all(_is_plain_day(document.text, mention) for mention in here):
            view = context.view(cluster)
            found.update((s, c) for c, each in enumerate(own) if not view.shared_terms(each.entity))
    return found


def _is_thing(text: str, mention: Mention, form: str) -> bool:
    """Whether a thing is meant, by the word after the name or words near it; or a verb that tells one what to do."""
    after = text[mention.end : mention.end + _REACH].split("\n", 1)[0]
    following = _WORD.match(after[1:]) if after[:1] == " " else None
    if following and following[0] in lexicon.table("things_after").get(form, "").split():
        return True
    if " " not in form and english().is_ordinary(form):
        before = text[max(0, mention.start - 3) : mention.start]
        if _OPENS.search(before) and _object().match(after):
            return True
    near = _things_near().get(form)
    if near is None:
        return False
    before = text[max(0, mention.start - _REACH) : mention.start].rsplit("\n", 1)[-1]
    return not near.isdisjoint(stem(plain(word).casefold()) for word in _WORD.findall(f"{before} {after}"))


def _is_title(text: str, mention: Mention) -> bool:
    """Whether a name stands in quotation marks, or on a stage."""
    after = text[mention.end : mention.end + 40]
    quoted = text[max(0, mention.start - 1) : mention.start] in tuple('“"‘') and _QUOTED.match(after) is not None
    return quoted or _stage().match(after) is not None


def _is_plain_day(text: str, mention: Mention) -> bool:
    """Whether a name is a day of the calendar on which something is."""
    if not _DAY.match(mention.surface):
        return False
    before = text[max(0, mention.start - 12) : mention.start].split()
    return bool(before) and before[-1].casefold() in lexicon.words("before_days")


@cache
def _things_near() -> dict[str, frozenset[str]]:
    return {name: frozenset(map(stem, words.split())) for name, words in lexicon.table("things_near").items()}


@cache
def _object() -> re.Pattern[str]:
    """What follows a verb that tells one what to do: "Shell the peas"."""
    return re.compile(rf"\s(?:{lexicon.either('objects')})\s")


@cache
def _stage() -> re.Pattern[str]:
    return re.compile(rf"[”\"!’,]*\s(?:[a-z]+ ){{0,3}}(?:{lexicon.either('stages')})\b")

"""What the names of a text may mean, in the language that it is written in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from backstory.knowledge.base import Findings, KnowledgeBase
from backstory.mentions.inflection import base_forms, inflects
from backstory.model import Candidate

_ENGLISH = "en"
_MOST_KEPT = 10_000
_kept: dict[int, tuple[tuple[Candidate, ...], tuple[Candidate, ...]]] = {}


def look_up(
    surfaces: Collection[str], language: str, knowledge: KnowledgeBase
) -> Findings[Mapping[str, tuple[Candidate, ...]]]:
    """What each surface form may mean: as it stands, else by the first of its base forms that is known."""
    code = language.split("-")[0].lower()
    if code in ("", _ENGLISH):
        return knowledge.candidates(surfaces)  # asks
    own = knowledge.candidates(surfaces, code)  # asks
    if not inflects(code):
        return own
    bases = {surface: base_forms(surface, code) for surface in surfaces if surface not in own.found}
    more = knowledge.candidates({base for forms in bases.values() for base in forms}, code)  # asks
    found = dict(own.found)
    for surface, forms in bases.items():
        base = next((form for form in forms if form in more.found), None)
        if base is not None:
            found[surface] = _inflected(more.found[base])
    return Findings(found, own.gaps + more.gaps)


def _inflected(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The senses of a base form as those of an inflected one; of the same tuple the same one, for what caches by it."""
    kept = _kept.get(id(candidates))
    if kept is None or kept[0] is not candidates:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        kept = _kept[id(candidates)] = (candidates, tuple(replace(each, inflected=True) for each in candidates))
    return kept[1]

"""What the names of a text may mean, in the language that it is written in."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from backstory.knowledge.base import Findings, KnowledgeBase
from backstory.mentions.inflection import base_forms, inflects
from backstory.model import Candidate

_ENGLISH = "en"


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
            found[surface] = more.found[base]
    return Findings(found, own.gaps + more.gaps)

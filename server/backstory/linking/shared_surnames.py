"""Shared surnames: where a story names two bearers of one surname in full, the bare surname may mean either.

Which one it is, is decided as for any name with several candidates: by how common each sense is, by the office or role
that stands beside it, by who is the subject of the sentence; or nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from backstory.model import Candidate, Mention
from backstory.text.normalise import normalise

_KNOWN = 0.4  # prior from which a full name is its first candidate's
_NOT_LISTED = 0.02  # of a bearer whom no pack knows by the bare surname
_FIRST_NAMED = 1.5  # who is named first is spoken of rather than who is named beside
_LEFT = 0.9  # of all uses in a story, what its bearers have together


@dataclass(slots=True)
class Bearers:
    """Who bears a surname in a story."""

    known: dict[str, Candidate] = field(default_factory=dict)  # by entity id, in the order of the story
    times: dict[str, float] = field(default_factory=dict)
    strangers: set[str] = field(default_factory=set)  # full names that nobody on record has

    @property
    def unknown(self) -> bool:
        """Whether somebody of that name is not on record."""
        return bool(self.strangers)

    @property
    def several(self) -> bool:
        """Whether two people on record share the name; beside a stranger the nearest full name decides."""
        return len(self.known) > 1

    def candidates(self, of_surname: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """The known bearers with their share of the bare surname, which falls as strangers share it."""
        priors = {candidate.entity.id: candidate.prior for candidate in of_surname}
        worth = {
            id: max(priors.get(id, 0.0), _NOT_LISTED) * self.times[id] * (_FIRST_NAMED if place == 0 else 1.0)
            for place, id in enumerate(self.known)
        }
        total = sum(worth.values()) or 1.0
        ordered = sorted(self.known, key=lambda entity: (-worth[entity], entity))
        return tuple(
            replace(self.known[id], prior=_LEFT * worth[id] / total / (1 + len(self.strangers)), exact=False)
            for id in ordered
        )


def shared_surnames(
    mentions: Sequence[Mention], candidates_by_surface: Mapping[str, tuple[Candidate, ...]]
) -> dict[str, Bearers]:
    """The surnames, folded, that several people of a story have, all named in full there."""
    asked = {normalise(mention.surface).casefold() for mention in mentions if mention.long_form}
    found: dict[str, Bearers] = {}
    for mention in mentions:
        words = normalise(mention.surface).casefold().split()
        if len(words) < 2 or words[-1] not in asked:
            continue
        candidates = candidates_by_surface.get(mention.surface, ())
        bearers = found.setdefault(words[-1], Bearers())
        if candidates and candidates[0].prior >= _KNOWN:
            first = candidates[0]
            if first.entity.kind == "person":
                bearers.known.setdefault(first.entity.id, first)
                bearers.times[first.entity.id] = bearers.times.get(first.entity.id, 0.0) + 1
        elif not candidates:
            bearers.strangers.add(words[0])
    firsts = {name: {_first_name(c) for c in each.known.values()} for name, each in found.items()}
    for name, bearers in found.items():
        bearers.strangers -= firsts[name]
    return {name: bearers for name, bearers in found.items() if bearers.several}


def _first_name(candidate: Candidate) -> str:
    return normalise(candidate.entity.label).casefold().split()[0]

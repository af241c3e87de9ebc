"""Mentions grouped into clusters: in one story a name means one thing, and a short form what its full form does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from backstory.linking.shared_surnames import shared_surnames
from backstory.model import Candidate, Mention
from backstory.text.dates import before
from backstory.text.normalise import normalise

_FIRST_NAME_PRIOR = 0.2  # how often a name that is also the first name of someone in the story means that person


@dataclass(frozen=True, slots=True)
class MentionCluster:
    """All mentions of one name, with the candidates it may mean on the day of the story."""

    name: str  # as it stands in the text; of a short form its full form
    form: str  # the name, normalised
    mentions: tuple[int, ...]  # indices into the story's mentions
    candidates: tuple[Candidate, ...]
    possibly_unknown: bool = False  # it may be the first name of someone unknown whom the story speaks of

    @property
    def shares(self) -> bool:
        """Whether the priors are shares of all uses of the name."""
        return any(candidate.share for candidate in self.candidates)


def mention_clusters(
    mentions: Sequence[Mention], candidates_by_surface: Mapping[str, tuple[Candidate, ...]], published: str | None
) -> list[MentionCluster]:
    """The clusters of a story, in the order of their first mentions. What began after the story is no candidate."""
    grouped: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    shared = shared_surnames(mentions, candidates_by_surface)
    for index, mention in enumerate(mentions):
        name = mention.long_form or mention.surface
        bearers = shared.get(normalise(mention.surface).casefold()) if mention.long_form else None
        if bearers and mention.long_form in candidates_by_surface:  # it stands for somebody on record
            name = mention.surface
        form = normalise(name)
        grouped.setdefault(form, []).append(index)
        names.setdefault(form, name)
    clusters = []
    for form, indices in grouped.items():
        name = names[form]
        bearers = shared.get(form.casefold())
        if bearers and any(mentions[index].long_form for index in indices):
            own = _begun(bearers.candidates(candidates_by_surface.get(name, ())), published)
            clusters.append(MentionCluster(name, form, tuple(indices), own, bearers.unknown))
            continue
        alive = _begun(candidates_by_surface.get(name, ()), published)
        possible = next(
            (m.possible_long_form for m in map(mentions.__getitem__, indices) if m.possible_long_form), None
        )
        whole = candidates_by_surface.get(possible, ()) if possible else ()
        if whole:  # of a known person's first name, that person is one more candidate
            persons = tuple(replace(c, prior=_FIRST_NAME_PRIOR, exact=False) for c in whole)
            ids = {person.entity.id for person in persons}
            alive = tuple(c for c in alive if c.entity.id not in ids) + persons
        clusters.append(MentionCluster(name, form, tuple(indices), alive, bool(possible and not whole)))
    return clusters


def _begun(candidates: tuple[Candidate, ...], published: str | None) -> tuple[Candidate, ...]:
    """Those that had begun; the very same tuple where that is all of them, as what is known of it is kept."""
    if published is None or not any(c.entity.began and before(published, c.entity.began) for c in candidates):
        return candidates
    return tuple(c for c in candidates if not (c.entity.began and before(published, c.entity.began)))

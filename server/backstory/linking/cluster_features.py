"""Cluster features: what the story says for each candidate of a name, before the candidates are weighed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backstory.linking.candidate_features import ScoredCandidate
from backstory.linking.context import Context
from backstory.linking.descriptions import NOTHING as NO_DESCRIPTION
from backstory.linking.descriptions import Description
from backstory.linking.features import Feature, names_of
from backstory.linking.mention_clusters import MentionCluster
from backstory.linking.offices import Fit, fit
from backstory.linking.topics import likeness
from backstory.model import Entity
from backstory.text.dates import parse_date

_MOURNED = timedelta(days=30)  # after a death the dead are still quoted
_MUCH = 30  # words said of a candidate, of which a story that means it mostly has one

Row = tuple[float, ...]  # in the order of FEATURES


@dataclass(slots=True)
class InStory:
    """One candidate as the story shows it."""

    scored: ScoredCandidate
    words: float  # how well it fits the words of the whole story, 0..1
    words_near: float  # and those around the name
    topics: Mapping[str, float]  # of the story
    named_elsewhere: bool  # the story gives its whole, unambiguous name elsewhere
    ruled_out: bool  # by a constraint
    person: bool
    description: Description  # what the story says right beside the name
    office: Fit | None  # how an office beside the name fits the person
    day: date | None  # of the story

    @property
    def role(self) -> bool | None:
        """Whether a role beside the name is one that is known of the candidate; None: there is none."""
        roles = self.description.roles
        return None if not roles else not roles.isdisjoint(self.scored.entity.terms)


_OFFICE_FITS: dict[Fit, float] = {"holds": 1.0, "held": 0.5, "later": 0.0, "never": 0.0, "unknown": 0.0}


def _role_unfit(view: InStory) -> float:
    """Of everyday roles wholly, of those that packs may lack half; what is no person has no role before its name."""
    if view.person and view.role is False:
        return 1.0 if view.description.everyday else 0.5
    return float(not view.person and view.description.direct_role and view.role is False)


def _age_fits(view: InStory) -> float:
    born = parse_date(view.scored.entity.began) if view.person and view.description.age else None
    if born is None or view.day is None or view.description.age is None:
        return 0.0
    return float(0 <= view.day.year - born.first.year - view.description.age <= 1)


def _died_before(entity: Entity, day: date) -> bool:
    died = parse_date(entity.ended)
    return entity.kind == "person" and died is not None and day > died.last + _MOURNED


_IN_STORY: tuple[Feature[InStory], ...] = (
    Feature("words", "it shares words with the whole story", lambda v: v.words, because="words"),
    Feature("words_near", "it shares words with the dozen around the name", lambda v: v.words_near, because="words"),
    Feature(
        "silent",
        "much is known of it, and the story has not a word of that",
        lambda v: 0.0 if v.words else min(1.0, len(v.scored.entity.terms) / _MUCH),
        because="words",
    ),
    Feature(
        "topics",
        "likeness of its topics and the story's",
        lambda v: likeness(v.topics, v.scored.topics) if v.topics else 0.0,
        because="topics",
    ),
    Feature(
        "named_in_full",
        "the story gives its whole, unambiguous name elsewhere",
        lambda v: (0.5 if v.scored.rival else 1.0) if v.named_elsewhere else 0.0,
        because="named_in_full",
    ),
    Feature(
        "ruled_out",
        "a constraint says that it cannot be meant",
        lambda v: float(v.ruled_out),
        weight=-6.0,  # a rule of the world, which few marked texts show
    ),
)
# What the words right beside the name say; nothing, where none of them says who bears it.
_BESIDE: tuple[Feature[InStory], ...] = (
    Feature(
        "office_fits",
        "the story gives the name an office that the person holds",
        lambda v: _OFFICE_FITS[v.office] if v.office else 0.0,
        "where no office stands beside the name",
        "office",
    ),
    Feature(
        "office_unfit",
        "the story gives the name an office that the person is not known to have held",
        lambda v: float(v.office == "never"),
        "where no office stands beside the name",
    ),
    Feature(
        "role_fits",
        "the story gives the name a role that is known of the person",
        lambda v: float(v.person and v.role is True),
        "where no role stands beside the name",
        "office",
    ),
    Feature(
        "role_unfit",
        "the story gives the name a role that is not known of it",
        _role_unfit,
        "where no role stands beside the name",
    ),
    Feature(
        "age_fits", "the story gives the person's age", _age_fits, "where the story or the pack gives no age", "office"
    ),
    Feature(
        "dead_acts",
        "the story has somebody say or do something who had died",
        lambda v: float(v.description.acts and v.day is not None and _died_before(v.scored.entity, v.day)),
        "of the living",
    ),
)
FEATURES = (*_IN_STORY, *_BESIDE)
NAMES = names_of(FEATURES)
NOTHING: Row = (0.0,) * len(FEATURES)
_NOTHING_BESIDE: Row = (0.0,) * len(_BESIDE)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands right beside the mentions of a cluster, and on which day."""

    description: Description
    day: date | None


def office_fit(description: Description, entity: Entity, day: date | None) -> Fit | None:
    """How the offices that the story gives a name fit a person; None: it gives none."""
    fits = [fit(title, entity, day) for title in description.titles]
    if not fits:
        return None
    formers = [title.former for title in description.titles]
    if any(found == "held" and former for found, former in zip(fits, formers, strict=True)):
        return "holds"
    return next((each for each in ("holds", "later", "never", "held") if each in fits), "unknown")


class ClusterView:
    """The story as the candidates of one cluster see it."""

    def __init__(
        self,
        number: int,
        cluster: MentionCluster,
        context: Context,
        full_names: Mapping[str, int],
        ruled_out: frozenset[tuple[int, int]],
        beside: Beside,
    ) -> None:
        """`full_names`: as `named_in_full` gives; `ruled_out`: cluster and candidate."""
        self._number = number
        self._form = cluster.form
        self._context = context
        self._view = context.view(cluster)
        self.everyday = self._view.everyday() if " " in cluster.name else 0.0
        self._full_names = full_names
        self._ruled_out = ruled_out
        self._beside = beside

    def features(self, c: int, scored: ScoredCandidate) -> Row:
        """What the story says for one candidate."""
        context, entity = self._context, scored.entity
        words, near = self._view.fit(entity)
        # a story that names a state and its capital in full calls neither by the other's name
        ruled_out = (self._number, c) in self._ruled_out
        elsewhere = not (scored.stranger or ruled_out) and (
            self._full_names.get(entity.id, self._number) != self._number
            or (scored.base != self._form and context.spells_out(scored.base))
        )
        beside, person = self._beside, entity.kind == "person"
        seen = InStory(
            scored=scored,
            words=words,
            words_near=near,
            topics=context.topics,
            named_elsewhere=elsewhere,
            ruled_out=ruled_out,
            person=person,
            description=beside.description,
            office=office_fit(beside.description, entity, beside.day) if person else None,
            day=beside.day,
        )
        row = [feature.value(seen) for feature in _IN_STORY]
        if beside.description is NO_DESCRIPTION:
            return (*row, *_NOTHING_BESIDE)
        return (*row, *[feature.value(seen) for feature in _BESIDE])


def named_in_full(clusters: Sequence[MentionCluster]) -> dict[str, int]:
    """Entities that the story names in full by several words that hardly mean anything else, and the cluster."""
    found: dict[str, int] = {}
    for number, cluster in enumerate(clusters):
        if " " in cluster.name:
            for candidate in cluster.candidates:
                if candidate.exact and candidate.prior >= 0.6:
                    found.setdefault(candidate.entity.id, number)
    return found

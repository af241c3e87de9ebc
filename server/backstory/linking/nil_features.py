"""NIL features: what speaks for it that none of the candidates on record is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, log1p

from backstory.lang import english
from backstory.linking import candidate_features, context_features, lexicon
from backstory.linking.candidate_features import ScoredCandidate
from backstory.linking.descriptions import NOTHING as NO_DESCRIPTION
from backstory.linking.descriptions import Description
from backstory.linking.features import Feature, names_of
from backstory.linking.mention_clusters import MentionCluster
from backstory.model import Document, Mention

# The least share of uses that belongs to entities nobody wrote down.
_UNLISTED_PART = 0.10
_UNLISTED_PERSON = 0.05
_UNLISTED = 0.02
_OPENED_BY = (".", "!", "?", "\n", "“", '"', "*")
_EQUAL_ONE = candidate_features.NAMES.index("equal_one_word")
_EQUAL_SEVERAL = candidate_features.NAMES.index("equal_several_words")


@dataclass(frozen=True, slots=True)
class StrangerSigns:
    """What the story says for it that a person's name is a stranger's."""

    description: Description
    everyday: float  # how far the words around are of everyday life, 0..1
    reach: float  # how far the story speaks of what is widely known, 0..1


NO_SIGNS = StrangerSigns(NO_DESCRIPTION, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class NilView:
    """A cluster as its NIL sees it."""

    cluster: MentionCluster
    candidates: Sequence[ScoredCandidate]
    context: Sequence[float]  # its context features
    words: Sequence[str]  # of the name, folded
    opens: bool  # it only ever opens sentences
    part: bool  # the name is but a part of its candidates' names
    readable: bool  # the story is in the language of what packs say, so that what speaks for nobody says something
    around: StrangerSigns

    def borne(self, feature: int) -> bool:
        """Whether some candidate has the name as its label."""
        return any(candidate.features[feature] for candidate in self.candidates)

    @property
    def full_name(self) -> bool:
        """Whether the name is the full name of a person, first of all."""
        return (
            self.readable
            and len(self.words) > 1
            and bool(self.candidates)
            and self.candidates[0].entity.kind == "person"
        )

    @property
    def persons(self) -> bool:
        """Whether it may be a person's."""
        return any(candidate.entity.kind == "person" for candidate in self.candidates)

    @property
    def common(self) -> float:
        """How common the name is among people, as far as the lists of names tell, 0..1."""
        if len(self.words) < 2:
            return 0.0
        return (float(self.words[0] in english().given_names) + float(self.words[-1] in english().surnames)) / 2


def _unlisted(view: NilView) -> float:
    listed = sum(candidate.prior for candidate in view.cluster.candidates)
    least = _UNLISTED_PART if view.part else _UNLISTED
    if view.full_name:  # the more usual a person's name, the more people have it whom nobody wrote down
        least = _UNLISTED_PERSON + _UNLISTED_PERSON * 2 * view.common
    return log(max(1 - listed, least))


def _context(number: int) -> Callable[[NilView], float]:
    return lambda view: view.context[number]


FEATURES: tuple[Feature[NilView], ...] = (
    Feature("always", "of every name", lambda _: 1.0, "never"),
    Feature(
        "log_unlisted",
        "natural logarithm of the share of uses that belongs to entities nobody wrote down",
        _unlisted,
        "of names without candidates",
    ),
    Feature(
        "part_of_name", "the name is but a part of its candidates' names, such as a surname", lambda v: float(v.part)
    ),
    Feature(
        "first_name_of_unknown",
        "the story has someone unknown with this first name",
        lambda v: float(v.cluster.possibly_unknown),
    ),
    Feature("no_sense", "nothing is on record", lambda v: float(not v.candidates)),
    Feature("one_sense", "one candidate is on record", lambda v: float(len(v.candidates) == 1)),
    Feature("senses", "how many candidates, logarithm", lambda v: log1p(len(v.candidates)) / 4),
    Feature("times", "how often the story names it, logarithm", lambda v: log1p(len(v.cluster.mentions)), "never"),
    Feature("opens", "only ever at the start of sentences", lambda v: float(v.opens)),
    Feature(
        "borne_one_word", "some candidate has the name as its label, of one word", lambda v: float(v.borne(_EQUAL_ONE))
    ),
    Feature("borne_several_words", "the same, of several words", lambda v: float(v.borne(_EQUAL_SEVERAL))),
    Feature("ordinary", "an ordinary word", lambda v: float(len(v.words) == 1 and english().is_ordinary(v.words[0]))),
    Feature(
        "person_shaped",
        "several words, a given name first",
        lambda v: float(len(v.words) > 1 and v.words[0] in english().given_names),
    ),
    Feature("full_name", "the full name of a person", lambda v: float(v.full_name)),
    Feature(
        "common_name",
        "the full name of a person, of a given name and a surname that many have",
        lambda v: v.common if v.full_name else 0.0,
    ),
    Feature(
        "everyday",
        "a person's name among words of everyday life",
        lambda v: v.around.everyday if v.persons else 0.0,
        "where nothing around it is of everyday life",
    ),
    Feature(
        "stranger",
        "named as local news names a stranger: by age, by family, by street",
        lambda v: (
            min(1.0, v.around.description.strangers / 2 + 0.5) if v.persons and v.around.description.strangers else 0.0
        ),
    ),
    Feature(
        "role_of_nobody",
        "the story gives the name an everyday role that no candidate has",
        lambda v: float(
            v.around.description.everyday
            and v.around.description.roles.isdisjoint(term for each in v.candidates for term in each.entity.terms)
        ),
    ),
    Feature(
        "out_of_reach",
        "the full name of a person in a story that names nothing widely known",
        lambda v: (1 - v.around.reach) if v.full_name else 0.0,
    ),
    *(
        Feature(f"context_{feature.name}", feature.says, _context(number), feature.zero)
        for number, feature in enumerate(context_features.FEATURES)
    ),
)
NAMES = names_of(FEATURES)


def nil_features(
    document: Document,
    mentions: Sequence[Mention],
    cluster: MentionCluster,
    candidates: Sequence[ScoredCandidate],
    context: Sequence[float],
    around: StrangerSigns,
) -> list[float]:
    """What speaks for NIL, in the order of FEATURES. `context`: the cluster's context features."""
    text = document.text
    opens = all(
        text[max(0, start - 2) : start].strip(" ")[-1:] in _OPENED_BY or start == 0
        for start in (mentions[index].start for index in cluster.mentions)
    )
    readable = lexicon.reads(document.language)
    words = cluster.form.casefold().split()
    view = NilView(cluster, candidates, context, words, opens, part_of_name(cluster), readable, around)
    return [feature.value(view) for feature in FEATURES]


def part_of_name(cluster: MentionCluster) -> bool:
    """Whether the name is but a part of its candidates' names, such as a surname, and often means something else."""
    return not any(candidate.exact or candidate.prior >= 0.9 for candidate in cluster.candidates)

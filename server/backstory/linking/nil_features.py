"""NIL features: what speaks for it that none of the candidates on record is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, log1p

from backstory.lang import english
from backstory.linking import candidate_features, context_features
from backstory.linking.candidate_features import ScoredCandidate
from backstory.linking.features import Feature, names_of
from backstory.linking.mention_clusters import MentionCluster
from backstory.model import Document, Mention

# The least share of uses that belongs to entities nobody wrote down.
_UNLISTED_PART = 0.10
_UNLISTED = 0.02
_OPENED_BY = (".", "!", "?", "\n", "“", '"', "*")
_EQUAL_ONE = candidate_features.NAMES.index("equal_one_word")
_EQUAL_SEVERAL = candidate_features.NAMES.index("equal_several_words")


@dataclass(frozen=True, slots=True)
class NilView:
    """A cluster as its NIL sees it."""

    cluster: MentionCluster
    candidates: Sequence[ScoredCandidate]
    context: Sequence[float]  # its context features
    words: Sequence[str]  # of the name, folded
    opens: bool  # it only ever opens sentences
    part: bool  # the name is but a part of its candidates' names

    def borne(self, feature: int) -> bool:
        """Whether some candidate has the name as its label."""
        return any(candidate.features[feature] for candidate in self.candidates)


def _unlisted(view: NilView) -> float:
    listed = sum(candidate.prior for candidate in view.cluster.candidates)
    return log(max(1 - listed, _UNLISTED_PART if view.part else _UNLISTED))


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
        lambda v: float(v.cluster.perhaps_unknown),
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
) -> list[float]:
    """What speaks for NIL, in the order of FEATURES. `context`: the cluster's context features."""
    text = document.text
    opens = all(
        text[max(0, start - 2) : start].strip(" ")[-1:] in _OPENED_BY or start == 0
        for start in (mentions[index].start for index in cluster.mentions)
    )
    view = NilView(cluster, candidates, context, cluster.form.casefold().split(), opens, part_of_name(cluster))
    return [feature.value(view) for feature in FEATURES]


def part_of_name(cluster: MentionCluster) -> bool:
    """Whether the name is but a part of its candidates' names, such as a surname, and often means something else."""
    return not any(candidate.exact or candidate.prior >= 0.9 for candidate in cluster.candidates)

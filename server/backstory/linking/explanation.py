"""Why this sense, in plain words: the signals by which it came before the second, heaviest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import mul

from backstory.linking.candidate_features import SIGNALS as SENSE_SIGNALS
from backstory.linking.cluster_features import SIGNALS as STORY_SIGNALS
from backstory.linking.coherence import Beliefs
from backstory.linking.collective import Row, Story
from backstory.linking.semantic_types import SORTS, Sort
from backstory.linking.weights import Weights
from backstory.model import Reason

_MOST = 3
_DECIDED = 0.25  # log odds by which a signal has to speak for the sense rather than for the second
_TELLING = 0.4  # a word less telling than this is no reason to show
_BELIEVED = 0.5  # a tied sense less believed than this is no reason to show
_COMMON = frozenset({"log_prior", "most_common", "rank", "popularity", "popularity_gap", "forms", "degree", "early"})
_CALLED: Mapping[Sort, str] = {
    "person": "a person",
    "namelike": "a person",
    "team": "a club or team",
    "country": "a country",
    "place": "a place",
    "people": "a people",
    "language": "a language",
    "organisation": "a body",
    "work": "a work",
    "product": "a product",
    "event": "an event",
}


def reasons_for(
    s: int, best: int, second: int | None, story: Story, beliefs: Beliefs, company: Sequence[Row], weights: Weights
) -> tuple[Reason, ...]:
    """The two or three signals that decided for a slot's best sense. `second`: the sense that came next, if any."""
    slot, sense = story.slots[s], story.senses[s][best]
    ahead = _parts(s, best, story, company, weights)
    if second is not None:
        behind = _parts(s, second, story, company, weights)
        ahead = {part: value - behind[part] for part, value in ahead.items()}
    said: dict[str, str | None] = {
        "full": f"the story names {sense.entity.label} in full",
        "ties": _tied(s, best, story, beliefs),
        "words": _words(s, best, story),
        "topics": "its field is what the story is about",
        "common": f"what “{slot.name}” mostly means",
        "sort": _around(SORTS[sense.sort]),
        "beside": "the names beside it are of the same sort",
    }
    found = [Reason(text, ahead[part]) for part, text in said.items() if text and (ahead[part] >= _DECIDED)]
    found.sort(key=lambda reason: -reason.weight)
    if len(story.senses[s]) == 1:
        found.insert(min(len(found), _MOST - 1), Reason(f"no other sense of “{slot.name}” is on record here", 0.0))
    return tuple(found[:_MOST])


def _parts(s: int, c: int, story: Story, company: Sequence[Row], weights: Weights) -> dict[str, float]:
    """What each kind of signal adds to the log odds of a sense."""
    sense = story.senses[s][c]
    by_sense = dict(zip(SENSE_SIGNALS, map(mul, weights.sense, sense.signals), strict=True))
    by_story = dict(zip(STORY_SIGNALS, map(mul, weights.story, story.features[s][c]), strict=True))
    ties, shared_words, shared_name, beside = map(mul, weights.company, company[c])
    return {
        "full": by_story["named_in_full"],
        "ties": ties,
        "words": by_story["words"] + by_story["words_near"] + by_story["silent"],
        "topics": by_story["topics"],
        "common": sum(value for name, value in by_sense.items() if name in _COMMON),
        "sort": sum(cue * weights.cue[number][sense.sort] for number, cue in enumerate(story.cues[s])),
        "beside": shared_words + shared_name + beside,
    }


def _tied(s: int, best: int, story: Story, beliefs: Beliefs) -> str | None:
    if not story.ties.any_for(story.senses[s][best].entity.id):
        return None
    tied = [label for weight, label in story.ties.supporters(s, best, beliefs) if weight >= _BELIEVED]
    return f"tied to {_listed(tied[:3])}, also in this story" if tied else None


def _words(s: int, best: int, story: Story) -> str | None:
    """Telling words that story and sense share, as the story writes them; names are ties, not words."""
    entity = story.senses[s][best].entity
    terms = story.context.view(story.slots[s]).shared_terms(entity)
    shared = [story.context.word(term) for term in terms if entity.terms[term] >= _TELLING]
    words = [f"“{word}”" for word in dict.fromkeys(shared) if word.islower()]
    return f"the story's words fit: {_listed(words[:3])}" if words else None


def _around(sort: Sort) -> str | None:
    called = _CALLED.get(sort)
    return f"the words around it speak of {called}" if called else None


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

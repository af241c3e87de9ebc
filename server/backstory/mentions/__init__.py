"""Mentions: where the text names something.

`propose` gives every stretch that may be a name; what is known of those stretches comes from outside; `find_mentions`
then settles which of them are names, and which short forms stand for which longer ones. What stands in small letters
is looked for where it is asked for, other spellings where nothing is known of a name; `askable` keeps back what must
not leave. Never touches files or network.
"""

from backstory.mentions.concepts import concept_stretches, find_concepts
from backstory.mentions.coreference import with_full_forms
from backstory.mentions.detection import find_mentions
from backstory.mentions.outbound_filter import askable
from backstory.mentions.span_proposal import propose
from backstory.mentions.spelling_variants import variants_of

__all__ = [
    "askable",
    "concept_stretches",
    "find_concepts",
    "find_mentions",
    "propose",
    "variants_of",
    "with_full_forms",
]

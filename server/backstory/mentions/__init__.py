"""Mentions: where the text names something.

`propose_spans` gives every span that may be a name (span proposal); what is known of those comes from outside;
`find_mentions` then says which of them are names (span resolution), and which short forms stand for which longer ones
(coreference). What stands in small letters is looked for where it is asked for, other spellings where nothing is known
of a name; `filter_outbound` keeps back what must not leave. Never touches files or network.
"""

from backstory.mentions.concepts import concept_spans, find_concepts
from backstory.mentions.coreference import resolve_coreference
from backstory.mentions.detection import find_mentions
from backstory.mentions.outbound_filter import filter_outbound
from backstory.mentions.span_proposal import propose_spans
from backstory.mentions.spelling_variants import variants_of

__all__ = [
    "concept_spans",
    "filter_outbound",
    "find_concepts",
    "find_mentions",
    "propose_spans",
    "resolve_coreference",
    "variants_of",
]

"""Mentions: where the text names something.

`propose` gives every stretch that may be a name; what is known of those stretches comes from outside; `find_mentions`
then settles which of them are names, and which short forms stand for which longer ones. Never touches files or network.
"""

from backstory.mentions.names import propose
from backstory.mentions.overlaps import find_mentions
from backstory.mentions.short_forms import with_full_forms

__all__ = ["find_mentions", "propose", "with_full_forms"]

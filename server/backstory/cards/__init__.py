"""Cards: which entities of the story get one, and what it says on the day of the story.

Takes LinkedMentions and Profiles, gives Cards and Unknowns. Never touches files or network.
"""

from backstory.cards.choose import Chosen, choose
from backstory.cards.compose import compose
from backstory.cards.unknown import unknown_names

__all__ = ["Chosen", "choose", "compose", "unknown_names"]

"""Cards: which entities of the story get one, and what it says on the day of the story.

Takes LinkedMentions and Profiles, gives Cards, their Connections and Unknowns. Never touches files or network.
"""

from backstory.cards.choose import Chosen, choose
from backstory.cards.compose import Composed, compose
from backstory.cards.connections import middles
from backstory.cards.corrections import Corrected, correct
from backstory.cards.story_day import StoryDay, story_day
from backstory.cards.unknown_names import unknown_names

__all__ = [
    "Chosen",
    "Composed",
    "Corrected",
    "StoryDay",
    "choose",
    "compose",
    "correct",
    "middles",
    "story_day",
    "unknown_names",
]

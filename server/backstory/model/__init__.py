"""The nouns of Backstory, in the order the data walks: a Page, its Mentions, their Entities, the Cards.

Everything here is frozen data. Offsets are half-open code points of `Document.text`. Dates are ISO 8601
texts of year, month or day precision ("2023", "2023-01", "2023-01-20"), as their source gave them.
"""

from backstory.model.known import (
    Candidate,
    Correction,
    Entity,
    Fact,
    Image,
    LinkedMention,
    Profile,
    Rank,
    Reason,
    RunnerUp,
    Source,
)
from backstory.model.linked import Adds, LinkedStory, LinkStatus, Preview, Relation
from backstory.model.story import (
    Block,
    BlockKind,
    Document,
    Mention,
    Metadata,
    Page,
    PublishedFrom,
    Quote,
    ReadMoreLink,
)
from backstory.model.told import Backstory, Card, Connection, Gap, TieForm, Unknown

__all__ = [
    "Adds",
    "Backstory",
    "Block",
    "BlockKind",
    "Candidate",
    "Card",
    "Connection",
    "Correction",
    "Document",
    "Entity",
    "Fact",
    "Gap",
    "Image",
    "LinkStatus",
    "LinkedMention",
    "LinkedStory",
    "Mention",
    "Metadata",
    "Page",
    "Preview",
    "Profile",
    "PublishedFrom",
    "Quote",
    "Rank",
    "ReadMoreLink",
    "Reason",
    "Relation",
    "RunnerUp",
    "Source",
    "TieForm",
    "Unknown",
]

"""The nouns of Backstory, in the order the data walks: a Page, its Mentions, their Entities, the Cards.

Everything here is frozen data. Offsets are half-open code points of `Document.text`. Dates are ISO 8601
texts of year, month or day precision ("2023", "2023-01", "2023-01-20"), as their source gave them.
"""

from backstory.model.answer import Answer, Card, Connection, DayFrom, Gap, TieForm, Unknown
from backstory.model.document import (
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
from backstory.model.entities import (
    Candidate,
    Correction,
    DatedText,
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
from backstory.model.previews import Adds, LinkedStory, LinkStatus, Preview, Relation

__all__ = [
    "Adds",
    "Answer",
    "Block",
    "BlockKind",
    "Candidate",
    "Card",
    "Connection",
    "Correction",
    "DatedText",
    "DayFrom",
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

"""Web Annotations on the story's names, and what it is about in the words of schema.org."""

from __future__ import annotations

import json

from backstory.formats.registry import Format
from backstory.formats.web_annotations import CONTENT_TYPE, to_annotations

FORMAT = Format(
    name="jsonld",
    media_type=CONTENT_TYPE,
    ending=".jsonld",
    description="Web Annotations on the names, with schema.org's about and mentions",
    write=lambda told: json.dumps(to_annotations(told.story), ensure_ascii=False, separators=(",", ":")),
)

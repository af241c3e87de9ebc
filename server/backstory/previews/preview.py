"""How a linked page presents itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from backstory.model import Document, Metadata, Preview

MAX_DESCRIPTION = 300  # characters
MAX_FIELD = 300
_STANDS_FOR_IT = ("standfirst", "paragraph")  # blocks whose words may stand for a description, best first


def preview_of(
    metadata: Metadata, document: Document | None, *, description: str | None = None, image: str | None = None
) -> Preview:
    """The preview of a page. Without a description of its own, the standfirst or first paragraph stands for one."""
    told = description or (_opening(document) if document else None)
    return Preview(
        title=_cut(metadata.title, MAX_FIELD),
        description=_cut(told, MAX_DESCRIPTION),
        site=_cut(metadata.site, MAX_FIELD),
        author=_cut(metadata.byline, MAX_FIELD),
        published=metadata.published,
        modified=metadata.modified,
        image=image,
        language=metadata.language or (document.language if document else None),
        words=len(document.body.split()) if document else None,
        canonical_url=metadata.canonical_url,
    )


def with_oembed(preview: Preview, said: Mapping[str, object]) -> Preview:
    """The preview with what oEmbed says where the page itself says nothing. Source: https://oembed.com/#section2.3"""
    return replace(
        preview,
        title=preview.title or _text(said, "title"),
        site=preview.site or _text(said, "provider_name"),
        author=preview.author or _text(said, "author_name"),
        image=preview.image or _text(said, "thumbnail_url"),
    )


def _opening(document: Document) -> str | None:
    for kind in _STANDS_FOR_IT:
        for block in document.blocks:
            if block.kind == kind:
                return document.text[block.start : block.end]
    return None


def _cut(text: str | None, most: int) -> str | None:
    if text is None or len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _text(said: Mapping[str, object], name: str) -> str | None:
    value = said.get(name)
    return " ".join(value.split())[:MAX_FIELD] or None if isinstance(value, str) else None

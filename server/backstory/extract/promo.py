"""What a page offers to those who link to it: a description, a picture, where to ask for more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from backstory.extract.head import MAX_VALUE, Head, clean, web_address

DESCRIPTION_META = ("og:description", "twitter:description", "description", "dc.description", "sailthru.description")
IMAGE_META = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "image")
# Source: https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
NO_SNIPPET = re.compile(r"\bnosnippet\b|\bmax-snippet\s*:\s*0\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Promo:
    """How a page presents itself. None: it does not say."""

    description: str | None = None
    image: str | None = None  # absolute address of its lead picture
    oembed: str | None = None  # absolute address that tells of it in JSON. Source: https://oembed.com/
    quotable: bool = True  # False: the page asks that no words of its text be shown elsewhere


def read_promo(head: Head, base: str | None) -> Promo:
    """What a page's head says of it; `base` is what its relative addresses are relative to."""
    metas = head.metas
    descriptions = (*(metas.get(name) for name in DESCRIPTION_META), clean(head.node.description))
    images = (*(metas.get(name) for name in IMAGE_META), head.node.image)
    return Promo(
        description=clean(unescape(next((said for said in descriptions if said), ""))),
        image=next((found for said in images if (found := _address(said, base))), None),
        oembed=_address(head.oembed, base),
        quotable=not NO_SNIPPET.search(metas.get("robots", "")),
    )


def _address(said: str | None, base: str | None) -> str | None:
    # One as long as a value may be was cut off there.
    return web_address(said, base=base) if said and len(said) < MAX_VALUE else None

"""Which names may be asked for as titles, and in which batches. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from backstory.model import Gap
from backstory.text.prose import clean

# What MediaWiki takes in one request of an anonymous reader.
# Source: https://www.mediawiki.org/wiki/API:Query#Additional_notes
MAX_TITLES = 50
# Wikimedia's servers refuse request lines of more than 8 KiB; the other parameters need some of it.
MAX_TITLES_BYTES = 6_000
MAX_NAMES = 100  # asked for one page of the reader's
MAX_TITLE_BYTES = 255  # Source: https://www.mediawiki.org/wiki/Manual:Page_title
MAX_WORDS = 12  # a longer stretch of text is no name, and a sentence must not leave

_ILLEGAL = re.compile(r"[#<>\[\]|{}]")
_AS_IN_TITLES = str.maketrans("’‘ʼ_", "''' ")


# What stands in brackets after the title of a disambiguation page whose plain title is an article on one sense.
_DISAMBIGUATION = {
    "de": "Begriffsklärung", "en": "disambiguation", "es": "desambiguación", "fr": "homonymie", "it": "disambigua",
    "nl": "doorverwijspagina", "pl": "ujednoznacznienie", "pt": "desambiguação", "ru": "значения",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Titles to ask for, by the surface forms they came from, and what is not asked."""

    titles_by_surface: dict[str, str]
    gaps: tuple[Gap, ...]

    @property
    def titles(self) -> list[str]:
        """Each title once, sorted, so that the same names make the same request."""
        return sorted(set(self.titles_by_surface.values()))


def ask_for(surfaces: Collection[str]) -> Asked:
    """The title to ask for each surface form; forms that cannot be titles and forms beyond MAX_NAMES become gaps."""
    in_order = surfaces if isinstance(surfaces, Sequence) else sorted(surfaces)
    titles: dict[str, str] = {}
    refused: list[str] = []
    beyond = 0
    for surface in dict.fromkeys(in_order):
        title = _title(surface)
        if title is None:
            refused.append(surface)
        elif len(titles) < MAX_NAMES:
            titles[surface] = title
        else:
            beyond += 1
    gaps: list[Gap] = []
    if refused:
        gaps.append(Gap(_listed(refused), "Wikipedia can hold no article of such a name, so it was not asked."))
    if beyond:
        gaps.append(Gap(f"{beyond} more names", f"Wikipedia is asked for at most {MAX_NAMES} names of one page."))
    return Asked(titles, tuple(gaps))


def list_titles(titles: Sequence[str], language: str, *, room: int) -> dict[str, str]:
    """Titles of the disambiguation pages that names of one word may have beside an article, by name; at most `room`."""
    word = _DISAMBIGUATION.get(language)
    lone = [title for title in titles if word and " " not in title and "(" not in title]
    return {title: f"{title} ({word})" for title in lone[: max(0, room)]}


def batches(titles: Collection[str], *, size: int = MAX_TITLES) -> Iterator[list[str]]:
    """The titles in runs of at most `size`, each short enough for one request line."""
    batch: list[str] = []
    used = 0
    for title in titles:
        cost = len(quote(title)) + 3  # "%7C" between two
        if batch and (len(batch) >= size or used + cost > MAX_TITLES_BYTES):
            yield batch
            batch, used = [], 0
        batch.append(title)
        used += cost
    if batch:
        yield batch


def _title(surface: str) -> str | None:
    title = unicodedata.normalize("NFC", clean(surface.translate(_AS_IN_TITLES), limit=1_000))
    if not title.strip(" :.") or _ILLEGAL.search(title) or len(title.split()) > MAX_WORDS:
        return None
    return title if len(title.encode()) <= MAX_TITLE_BYTES else None


def _listed(names: Sequence[str]) -> str:
    shown = [f"“{name if len(name) <= 40 else name[:39] + '…'}”" for name in (clean(name) for name in names[:3])]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")

"""What is behind links: pages fetched or handed over, read, linked and held against the story that links to them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from backstory.cards import choose
from backstory.errors import BackstoryError, NotAnArticle, NotFetched, PageTooLarge
from backstory.extract import Linked, decode, read_linked
from backstory.extract.addresses import clean_address
from backstory.extract.head import clean
from backstory.knowledge.base import KnowledgeBase
from backstory.model import Adds, Answer, LinkedStory, LinkStatus, Page, Preview
from backstory.pipeline import Limits, link
from backstory.previews import adds_to, preview_of, with_oembed
from backstory.previews.fetch import MAX_CHARACTERS, harmless
from backstory.text.dates import lies_ahead
from backstory.watch import Watch

if TYPE_CHECKING:
    from backstory.previews.fetch.fetcher import Fetcher

AT_ONCE = 32  # links fetched side by side, over all pages
MOST_NAMED = 20  # entities of a linked story that are looked at
MOST_FETCHED = 20  # links of one page; a page that names more could set us on others
_FETCHING = "It is being fetched."
_SLOW = "The site did not answer in time."
FETCHING_OFF = "This service fetches no pages; its operator can allow it with --fetch. Send the page's html instead."
_NOT_ASKED = {
    False: "It was not fetched: that was not asked for, or this service keeps it switched off.",
    True: f"It was not fetched: of one page, {MOST_FETCHED} links are.",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A page's HTML and where it was found."""

    html: str
    found_at: str
    ends: float | None = None  # until when more may be fetched, on time.monotonic(); None: it was handed over


@dataclass(frozen=True, slots=True)
class _Link:
    """What is asked of one link."""

    url: str
    html: str | None = None  # the page behind it, where it was handed over
    story: Answer | None = None  # the one that links to it
    known: Collection[str] = ()
    ends: float | None = None


class Unfurler:
    """Tells what is behind links. Safe to use from several threads; `close` ends its own."""

    def __init__(
        self,
        fetcher: Fetcher | None,
        *,
        knowledge: KnowledgeBase,
        limits: Limits,
        today: Callable[[], date],
        max_words: int = 20_000,
    ) -> None:
        """`fetcher`: None where pages may not be fetched; those that are handed over are read all the same."""
        self.fetcher = fetcher
        self._today = today
        self._knowledge = knowledge
        self._limits = limits
        self._max_words = max_words
        self._threads: ThreadPoolExecutor | None = None
        self._lock = Lock()

    def close(self) -> None:
        """End the threads and the fetcher."""
        with self._lock:
            if self._threads is not None:
                self._threads.shutdown(wait=True, cancel_futures=True)
                self._threads = None
        if self.fetcher is not None:
            self.fetcher.close()

    def fetch(self, url: str, *, ends: float | None = None) -> Found:
        """A page by its address, by `ends` at the latest. Raises: NotFetched."""
        if self.fetcher is None:
            raise NotFetched(FETCHING_OFF, state="not_allowed")
        latest = time.monotonic() + self.fetcher.limits.time_limit_s
        ends = latest if ends is None else min(latest, ends)
        fetched = self.fetcher.get(url, ends=ends)
        return Found(decode(fetched.body, fetched.content_type), fetched.url, ends)

    def preview(self, url: str, *, html: str | None = None, story: Answer | None = None) -> LinkedStory:
        """What is behind one address, held against a story or on its own; with its `html`, nothing is fetched.

        Raises: NotFetched, when nothing may be fetched at all.
        """
        if html is None and self.fetcher is None:
            raise NotFetched(FETCHING_OFF, state="not_allowed")
        return self._look(_Link(url, html, story))

    def behind(
        self,
        story: Answer,
        *,
        handed: Mapping[str, str],
        fetch: bool,
        time_limit_s: float,
        known: Collection[str] = (),
    ) -> Iterator[tuple[LinkedStory, ...]]:
        """What is behind all read-more links of a story, in their order, again and again until the time limit.

        At first what is being fetched, then fuller with each that is ready, at last whole.

        `handed`: HTML by the link's address; the rest is fetched where `fetch` says so. `known`: entities that the
        reader knows.
        """
        ends = time.monotonic() + time_limit_s
        may_fetch = fetch and self.fetcher is not None
        links = [each.url for each in story.page.read_more]
        wanted = [url for url in links if url not in handed][: MOST_FETCHED if may_fetch else 0]
        asked = {
            self._submit(_Link(url, handed.get(url), story, known, ends)): url
            for url in links
            if url in handed or url in wanted
        }
        found = {url: LinkedStory(url, "not_fetched", _NOT_ASKED[may_fetch]) for url in links}
        found |= {url: LinkedStory(url, "fetching", _FETCHING) for url in asked.values()}
        yield tuple(found.values())
        try:
            for done in as_completed(asked, timeout=max(0.0, ends - time.monotonic())):
                found[asked[done]] = done.result()
                yield tuple(found.values())
        except TimeoutError:
            for late, url in asked.items():
                if not late.done():
                    late.cancel()
                    found[url] = LinkedStory(url, "too_slow", _SLOW)
            yield tuple(found.values())

    def _submit(self, asked: _Link) -> Future[LinkedStory]:
        with self._lock:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="unfurl")
            return self._threads.submit(self._look, asked)

    def _look(self, asked: _Link) -> LinkedStory:
        """What is behind one link; with HTML, nothing is fetched."""
        url = asked.url
        try:
            found = self.fetch(url, ends=asked.ends) if asked.html is None else Found(asked.html, url)
        except NotFetched as error:
            return LinkedStory(url, error.state, str(error))
        elsewhere = found.found_at if found.found_at != url else None
        try:
            read = _believed(read_linked(found.html, found.found_at, max_words=self._max_words), self._today())
        except (NotAnArticle, PageTooLarge) as error:
            return LinkedStory(url, _state(error), str(error), found_at=elsewhere)
        preview = self._preview(read, found)
        if read.page is None:
            return LinkedStory(url, _state(read.refused), str(read.refused), preview, found_at=elsewhere)
        try:
            adds = self._adds(read.page, asked, quotable=read.promo.quotable) if asked.story else None
        except BackstoryError as error:  # a pack that is gone, a deadline passed: the preview stands without them
            return LinkedStory(url, "ready", str(error), preview, found_at=elsewhere)
        return LinkedStory(url, "ready", None, preview, adds, elsewhere)

    def _adds(self, page: Page, asked: _Link, *, quotable: bool) -> Adds:
        """What a page adds to the story that links to it. Raises: OutOfTime, PackError."""
        assert asked.story is not None
        least = self._limits.min_confidence
        watch = Watch(time.perf_counter, self._limits.time_limit_s)
        mentions, _ = link(page, knowledge=self._knowledge, live=None, watch=watch, explain=False)
        sure = [each for each in mentions if each.entity is None or each.confidence >= least]
        named = choose(page.document, sure, max_cards=MOST_NAMED, min_confidence=least)
        entities = [chosen.entity for chosen in named]
        adds = adds_to(asked.story, page, sure, entities, min_confidence=least, known=asked.known)
        return adds if quotable else replace(adds, quotes=())

    def _preview(self, read: Linked, found: Found) -> Preview:
        page, promo = read.page, read.promo
        preview = preview_of(
            read.metadata, page.document if page else None, description=promo.description, image=promo.image
        )
        if found.ends and promo.oembed and not (preview.title and preview.image and preview.author):
            preview = with_oembed(preview, self._oembed(promo.oembed, found.ends))
        if not promo.quotable:
            preview = replace(preview, description=promo.description)
        return replace(
            preview,
            image=self._derived(preview.image, found),
            canonical_url=self._derived(preview.canonical_url, found),
        )

    def _oembed(self, address: str, ends: float) -> Mapping[str, object]:
        """What a site tells of its page in JSON; nothing where that cannot be had."""
        from backstory.previews.fetch.fetcher import JSON

        assert self.fetcher is not None
        try:
            said = json.loads(self.fetcher.get(address, accept=JSON, ends=ends).body)
        except (NotFetched, ValueError, RecursionError):
            return {}
        if not isinstance(said, dict):
            return {}
        return {name: clean(value) for name, value in said.items() if isinstance(value, str)}

    def _derived(self, address: str | None, found: Found) -> str | None:
        """An address that the page gives, where it may be given to the reader; its name is resolved if we fetch."""
        if address is None or self.fetcher is None or found.ends is None:
            return harmless(address)
        if urlsplit(address)[:2] == urlsplit(found.found_at)[:2] and len(address) <= MAX_CHARACTERS:
            return address
        return address if self.fetcher.admits(address, ends=found.ends) else None


def _believed(read: Linked, today: date) -> Linked:
    """The page without a date that is yet to come."""
    if not lies_ahead(read.metadata.published, today):
        return read
    metadata = replace(read.metadata, published=None, published_from=None)
    return replace(read, metadata=metadata, page=replace(read.page, metadata=metadata) if read.page else None)


def _state(refused: NotAnArticle | PageTooLarge | None) -> LinkStatus:
    return "too_large" if isinstance(refused, PageTooLarge) else "not_an_article"


def handed_over(page: Page, pages: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """HTML by the address of the read-more link it is behind, and the addresses that no link leads to."""
    by_place = {_place(link.url): link.url for link in page.read_more}
    found = {by_place[_place(url)]: html for url, html in pages.items() if _place(url) in by_place}
    return found, [url for url in pages if _place(url) not in by_place]


def _place(url: str) -> str:
    """An address without tracking, fragment and the slash at its end: what two links to one page have in common."""
    return (clean_address(url, None) or url).rstrip("/")

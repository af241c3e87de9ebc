"""Settings -> a ready Backstory. Clock, randomness and the file system enter here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.metadata import version
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from backstory.formats.json_api import EnrichRequest, EnrichResponse, PreviewResponse, encode_preview
from backstory.formats.named_text import NamedText
from backstory.formats.registry import Told
from backstory.knowledge.base import KnowledgeBase, PackInfo
from backstory.knowledge.pack.shelf import Shelf
from backstory.model import Answer, Correction, Gap, Mention, Page
from backstory.pipeline import Limits, Reader, Steps, articles_of, link, tell
from backstory.previews.unfurl import Found, Unfurler, handed_over
from backstory.service.fetching import check_fetching, unfurler
from backstory.service.live import check_live, open_live
from backstory.service.packs import RepairedPack, open_pack, open_starter
from backstory.service.reading import read_request
from backstory.service.settings import Settings
from backstory.service.shelved import ShelvedPacks
from backstory.service.tokens import pairing_token
from backstory.watch import Watch

if TYPE_CHECKING:
    from backstory.knowledge.live import Live, LivePage

T = TypeVar("T")

VERSION = version("backstory")

_SHARE_FOR_LINKED = 0.8  # of the time that is left; what is not there by then is told as too slow
_LIVE_OFF = Gap(
    "live sources", "this service keeps them switched off; its operator can allow them with --live --contact"
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page on its way to be told."""

    page: Page
    knowledge: KnowledgeBase  # the packs as they were when it began
    gaps: tuple[Gap, ...]
    watch: Watch
    live: LivePage | None
    limits: Limits
    reader: Reader
    steps: Steps = field(default_factory=Steps)


@dataclass(frozen=True)
class Service:
    """Tells stories with the packs and sources of its settings. Safe to use from several threads."""

    settings: Settings
    version: str = VERSION
    observers: list[Callable[[Answer], None]] = field(default_factory=list, repr=False)  # told of each whole story
    _closing: list[Callable[[], None]] = field(default_factory=list, repr=False)
    _made: dict[str, Any] = field(default_factory=dict, repr=False)
    _lock: RLock = field(default_factory=RLock, repr=False)

    def enrich(self, request: EnrichRequest) -> EnrichResponse:
        """The answer as it goes over the wire. Raises: InputError, OutOfTime, PackError."""
        return self.told(request).response()

    def told(self, request: EnrichRequest) -> Told:
        """The told story, to be written in a format. Raises: InputError, OutOfTime, PackError."""
        reading = self._begin(request)
        return Told(self._whole(reading, request), reading.knowledge.packs(), self.version, request.options)

    def tell(self, request: EnrichRequest) -> Answer:
        """The told story. Raises: InputError, OutOfTime, PackError."""
        return self._whole(self._begin(request), request)

    def _whole(self, reading: _Reading, request: EnrichRequest) -> Answer:
        story = self._told(reading, reading.live)
        *_, whole = self._with_linked(story, request, reading.watch)
        self._observed(whole)
        return whole

    def steps(self, request: EnrichRequest) -> Iterator[EnrichResponse]:
        """The same answer by and by: by the packs alone, with what live names brought, with all, with linked stories.

        Raises: InputError, OutOfTime, PackError; those of the request itself before the first step.
        """
        reading = self._begin(request)
        for step in self._stories(reading, request):
            yield Told(step, reading.knowledge.packs(), self.version, request.options).response()
        self._observed(step)

    def _observed(self, story: Answer) -> None:
        for observer in self.observers:
            observer(story)

    def _stories(self, reading: _Reading, request: EnrichRequest) -> Iterator[Answer]:
        if reading.live is not None:
            yield self._told(reading, None)
            yield self._told(reading, reading.live.names_only())
        yield from self._with_linked(self._told(reading, reading.live), request, reading.watch)

    def _begin(self, request: EnrichRequest) -> _Reading:
        """The page read, and its live sources opened where the request and the settings allow them."""
        began = time.perf_counter()
        watch = self.watch()
        page, gaps = read_request(request, self.settings.max_words, self.unfurl, watch)
        watch.lap("page")
        options = request.options
        live = None
        if options.live and self.settings.live:
            left_s = self.settings.live_timeout_s - (time.perf_counter() - began)
            live = self.live_for(page.document.language, reader=options.reader_language, seconds=left_s)
        if options.live and live is None:
            gaps = (*gaps, _LIVE_OFF)
        limits = Limits(
            max_cards=self.settings.max_cards if options.max_cards is None else options.max_cards,
            min_confidence=self.settings.min_confidence if options.min_confidence is None else options.min_confidence,
            concepts=options.concepts,
        )
        corrections = tuple(Correction(each.surface, each.entity) for each in request.corrections)
        return _Reading(page, self.knowledge, gaps, watch, live, limits, Reader(corrections, frozenset(request.known)))

    def _told(self, reading: _Reading, live: KnowledgeBase | None) -> Answer:
        story = tell(
            reading.page,
            knowledge=reading.knowledge,
            live=live,
            limits=reading.limits,
            today=date.today().isoformat(),
            watch=reading.watch,
            reader=reading.reader,
            steps=reading.steps,
        )
        return replace(story, gaps=(*reading.gaps, *story.gaps))

    def preview(self, url: str) -> PreviewResponse:
        """What is behind one address, on its own. Raises: NotFetched, when this service fetches nothing."""
        return encode_preview(self.unfurler.preview(url), version=self.version)

    def watch(self) -> Watch:
        """The time of a request that begins now."""
        return Watch(time.perf_counter, self.settings.time_limit_s)

    def name(self, text: str, given: tuple[Mention, ...] | None = None, *, watch: Watch | None = None) -> NamedText:
        """A text's names with their entities, without cards; the names are found, or those given are linked.

        `watch`: of a request that began before.

        Raises: InputError, OutOfTime, PackError.
        """
        watch = watch or self.watch()
        page, _ = read_request(EnrichRequest(text=text), self.settings.max_words, self.unfurl, watch)
        knowledge = self.knowledge
        linked, _ = link(page, knowledge=knowledge, live=None, watch=watch, given=given, explain=False)
        return NamedText(text, linked, articles_of(linked, knowledge))

    def ready(self) -> tuple[PackInfo, ...]:
        """The packs behind the answers. Raises: PackError, when one cannot be opened."""
        return self.knowledge.packs()

    def token(self) -> str:
        """The pairing token. Raises: InputError, where the one in the settings is too short."""
        return pairing_token(self.settings)

    def unfurl(self, url: str) -> Found:
        """The page at an address. Raises: NotFetched, when this service fetches nothing."""
        return self.unfurler.fetch(url)

    @property
    def knowledge(self) -> KnowledgeBase:
        """The packs in use now, most trusted first; what is replaced on disk is in the next one that is asked for."""
        return self._packs.now()

    @property
    def unfurler(self) -> Unfurler:
        """What looks behind links."""
        return self._once("unfurler", self._open_unfurler)

    @property
    def _live(self) -> Live:
        """The live sources, opened at the first question: requests-cache costs 0.1 s to import."""
        return self._once("live", self._open_live)

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """The part of that name, made by the first thread to ask: each has limits that hold for the whole service.

        functools.cached_property takes no lock from Python 3.12 on.
        """
        if name not in self._made:
            with self._lock:
                if name not in self._made:
                    self._made[name] = make()
        made: T = self._made[name]
        return made

    def probe(self) -> None:
        """Ask each pack a question as a story would. Raises: PackError."""
        self._packs.now().probe()

    @property
    def _packs(self) -> ShelvedPacks:
        return self._once("packs", self._open_packs)

    def _open_packs(self) -> ShelvedPacks:
        named = self.settings.packs
        first = () if named else (RepairedPack(lambda: open_starter(self.settings.cache_dir)),)
        shelf = Shelf(self.settings.packs_dir)
        packs = ShelvedPacks((lambda: named) if named else shelf.packs, open_pack, first=first)
        self._closing.append(packs.close)
        return packs

    def _open_unfurler(self) -> Unfurler:
        made = unfurler(self.settings, self._packs, version=self.version)
        self._closing.append(made.close)
        return made

    def close(self) -> None:
        """Close packs and live sources; the service answers no more."""
        while self._closing:
            self._closing.pop()()

    def _with_linked(self, story: Answer, request: EnrichRequest, watch: Watch) -> Iterator[Answer]:
        """The story; where the request asks for it, with what is behind its links, fuller with each that is ready."""
        if not request.options.read_more or not (request.linked or request.options.previews):
            yield story
            return
        handed, strangers = handed_over(story.page, {each.url: each.html for each in request.linked})
        gaps = tuple(Gap("linked page", f"no read-more link of the story leads to {url}") for url in strangers)
        story = replace(story, gaps=(*story.gaps, *gaps))
        for linked in self.unfurler.behind(
            story,
            handed=handed,
            fetch=request.options.previews,
            time_limit_s=watch.left_s() * _SHARE_FOR_LINKED,
            known=request.known,
        ):
            yield replace(story, linked=linked)
        watch.lap("linked")

    def live_for(self, language: str, *, reader: str | None = None, seconds: float | None = None) -> LivePage:
        """The live sources for one story in a language, within `seconds` (the setting's, when left out).

        `reader`: the language of the cards, where the sources have it.
        """
        from backstory.knowledge.http_client import Budget

        budget = Budget(seconds=self.settings.live_timeout_s if seconds is None else seconds)
        return self._live.page(language, reader=reader, budget=budget, packs=self.knowledge)

    def _open_live(self) -> Live:
        live = open_live(self.settings)
        self._closing.append(live.close)
        return live


def assemble(settings: Settings) -> Service:
    """A service for these settings; the packs are opened, the starter pack is built where it is not there yet.

    Raises: InputError, when the settings do not go together; PackError; PackSourceError.
    """
    check_live(settings)
    check_fetching(settings)
    service = Service(settings)
    service.ready()
    return service

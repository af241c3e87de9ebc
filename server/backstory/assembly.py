"""Settings -> a ready Backstory. Clock, randomness and the file system enter here."""

from __future__ import annotations

import os
import secrets
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, reduce
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from backstory.dates import parse_date
from backstory.errors import InputError, PackError
from backstory.knowledge.base import KnowledgeBase, PackInfo
from backstory.knowledge.layered import Layered
from backstory.knowledge.pack import Pack
from backstory.knowledge.pack.starter import starter_pack
from backstory.model import Backstory, Document, Gap, Metadata, Page
from backstory.page import read_page
from backstory.pipeline import Limits, Watch, tell
from backstory.settings import Settings
from backstory.wire import EnrichRequest, EnrichResponse, encode

VERSION = version("backstory")

# Languages whose Wikipedia is asked for stories in them; others ask the English one.
_WIKI_LANGUAGES = frozenset(
    """
    ar bg bn ca cs da de el en es et eu fa fi fr gl he hi hr hu hy id it ja ka kk ko lt lv mk ms nl no pl pt ro ru
    sk sl sr sv ta th tr uk ur vi zh
    """.split()
)
_LEAST_TOKEN = 16  # characters; a shorter file was cut off while it was written
_LIVE_OFF = Gap(
    "live sources", "this service keeps them switched off; its operator can allow them with --live --contact"
)


@dataclass(frozen=True)
class Service:
    """Tells stories with the packs and sources of its settings. Safe to use from several threads."""

    settings: Settings
    version: str = VERSION
    _live: dict[str, KnowledgeBase] = field(default_factory=dict, repr=False)
    _closing: list[Callable[[], None]] = field(default_factory=list, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def enrich(self, request: EnrichRequest) -> EnrichResponse:
        """The answer as it goes over the wire. Raises: InputError, OutOfTime, PackError."""
        return encode(self.tell(request), packs=self.ready(), version=self.version, options=request.options)

    def tell(self, request: EnrichRequest) -> Backstory:
        """The told story. Raises: InputError, OutOfTime, PackError."""
        watch = Watch(time.perf_counter, self.settings.time_limit_s)
        page, gaps = self._read(request)
        watch.lap("page")
        options = request.options
        live = self.live_for(page.document.language) if options.live and self.settings.live else None
        if options.live and live is None:
            gaps = (*gaps, _LIVE_OFF)
        story = tell(
            page,
            knowledge=self.knowledge,
            live=live,
            limits=Limits(
                max_cards=self.settings.max_cards if options.max_cards is None else options.max_cards,
                min_confidence=self.settings.min_confidence
                if options.min_confidence is None
                else options.min_confidence,
            ),
            today=date.today().isoformat(),
            watch=watch,
        )
        return replace(story, gaps=(*gaps, *story.gaps))

    def ready(self) -> tuple[PackInfo, ...]:
        """The packs behind the answers. Raises: PackError, when one cannot be opened."""
        return self.knowledge.packs()

    def token(self) -> str:
        """The pairing token: the one in the settings, else one made once and kept beside them, for its owner only."""
        if self.settings.token:
            return self.settings.token
        path = self.settings.config_dir / "token"
        kept = path.read_text(encoding="ascii", errors="replace").strip() if path.is_file() else ""
        if len(kept) >= _LEAST_TOKEN:
            return kept
        made = secrets.token_hex(16)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".token.")  # readable by its owner only
        with os.fdopen(handle, "w") as file:
            file.write(made + "\n")
        Path(name).replace(path)
        return made

    @cached_property
    def knowledge(self) -> KnowledgeBase:
        """The packs, most trusted first."""
        paths = self.settings.packs or (self._starter(),)
        packs: list[KnowledgeBase] = []
        for path in paths:
            pack = Pack(path)
            self._closing.append(pack.close)
            packs.append(pack)
        return reduce(lambda after, first: Layered(first, after), reversed(packs))

    def _starter(self) -> Path:
        """The starter pack's file; one that was damaged is built again."""
        built = date.today().isoformat()
        path = starter_pack(self.settings.cache_dir, built=built)
        try:
            Pack(path).close()
        except PackError:
            path.unlink()
            return starter_pack(self.settings.cache_dir, built=built)
        return path

    def close(self) -> None:
        """Close packs and live sources; the service answers no more."""
        while self._closing:
            self._closing.pop()()

    def _read(self, request: EnrichRequest) -> tuple[Page, tuple[Gap, ...]]:
        most = self.settings.max_words
        if request.html is not None:
            page = read_page(request.html, request.url, max_words=most)
        else:
            page = Page(Metadata(url=request.url, title=request.title), Document("", ()))
        gaps: tuple[Gap, ...] = ()
        if _in_future(page.metadata.published):
            gaps = (Gap("publication date", f"the page says {page.metadata.published}, which is yet to come"),)
            page = replace(page, metadata=replace(page.metadata, published=None, published_from=None))
        if request.text is not None:
            text = request.text
            words = len(text.split())
            if words == 0:
                raise InputError("the text is empty; send a story")
            if words > most:
                raise InputError(f"the text has {words:,} words; this service reads {most:,} at most: send it in parts")
            page = replace(page, document=Document.from_text(text, language=page.document.language))
        meta = page.metadata
        origins = dict(meta.origins)
        if request.published:
            meta = replace(meta, published=request.published, published_from="request")
            origins["published"] = "request"
        if request.language:
            meta = replace(meta, language=request.language)
            origins["language"] = "request"
            page = replace(page, document=replace(page.document, language=request.language))
        if request.title and request.html is None:
            meta = replace(meta, title=request.title)
            origins["title"] = "request"
        return replace(page, metadata=replace(meta, origins=origins)), gaps

    def live_for(self, language: str) -> KnowledgeBase:
        """The live source for stories of a language, made at its first question."""
        primary = language.split("-")[0].lower()
        wiki = primary if primary in _WIKI_LANGUAGES else "en"
        with self._lock:
            if wiki not in self._live:
                # requests-cache costs 0.1 s to import; a service that never asks should not pay it at its start.
                from backstory.knowledge.wikipedia import Wikipedia, cached_session

                source = Wikipedia(
                    api=self.settings.live_api.format(language=wiki),
                    wiki=self.settings.live_wiki.format(language=wiki),
                    language=wiki,
                    contact=self.settings.contact or "",
                    session=cached_session(self.settings.cache_dir / "wikipedia.sqlite"),
                    timeout_s=self.settings.live_timeout_s,
                )
                self._closing.append(source.close)
                self._live[wiki] = source
            return self._live[wiki]


def _in_future(published: str | None) -> bool:
    """Whether a date lies ahead of today in every time zone."""
    period = parse_date(published)
    return period is not None and period.first > date.today() + timedelta(days=1)


def assemble(settings: Settings) -> Service:
    """A service for these settings; the packs are opened, the starter pack is built where it is not there yet.

    Raises: InputError, when the settings do not go together; PackError; PackSourceError.
    """
    if settings.live and not settings.contact:
        raise InputError(
            "live sources need the operator's contact (an e-mail or web address), which Wikipedia asks every client to "
            "name: set --contact or BACKSTORY_CONTACT, or leave --live off"
        )
    service = Service(settings)
    service.ready()
    return service

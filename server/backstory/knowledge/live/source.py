"""The Wikipedias of all languages and Wikidata, over one line out."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from backstory.knowledge.base import KnowledgeBase
from backstory.knowledge.http_client import Budget, Host, Line, open_shared_store, open_store
from backstory.knowledge.live.page import LivePage
from backstory.knowledge.mediawiki import Wiki
from backstory.knowledge.wikidata import Items
from backstory.knowledge.wikidata.items import MAX_BYTES
from backstory.knowledge.wikidata.reduce import reduce
from backstory.model import Gap

# Languages whose Wikipedia is asked for stories in them; others ask the English one.
WIKI_LANGUAGES = frozenset(
    """
    ar bg bn ca cs da de el en es et eu fa fi fr gl he hi hr hu hy id it ja ka kk ko lt lv mk ms nl no pl pt ro ru
    sk sl sr sv ta th tr uk ur vi zh
    """.split()
)


class Live:
    """Opens pages. Safe to use from several threads; takes the line over, `close` ends it.

    `api` and `wiki`: address and short name of a Wikipedia, `{language}` filled in. `wikidata`: address of Wikidata's
    API; without one no statements are asked for.
    """

    def __init__(self, line: Line, *, api: str, wiki: str, wikidata: str | None) -> None:
        """Raises: InputError, when one cannot ask at an address."""
        self._line = line
        self._api, self._wiki = api, wiki
        self._wikis: dict[str, Wiki] = {}
        self._lock = Lock()
        self.items = Items(Host(line, wikidata, max_bytes=MAX_BYTES, reduce=reduce)) if wikidata else None
        self.wiki("en")

    def close(self) -> None:
        """Wait for what is on its way, then end the line."""
        self._line.close()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is wrong with the store of earlier answers, if anything."""
        return self._line.gaps

    def page(
        self, language: str, *, budget: Budget, reader: str | None = None, packs: KnowledgeBase | None = None
    ) -> LivePage:
        """The sources for one page in a language (BCP 47). `packs`: what is asked before them.

        `reader`: the language of its cards, where the sources have it.
        """
        wiki = self.wiki(language)
        home = self.wiki(reader) if reader else wiki
        return LivePage(self._line, wiki, home=home, items=self.items, budget=budget, packs=packs)

    def wiki(self, language: str) -> Wiki:
        """The Wikipedia of a language, English where it is not among those asked."""
        primary = language.split("-")[0].lower()
        code = primary if primary in WIKI_LANGUAGES else "en"
        with self._lock:
            if code not in self._wikis:
                address = self._api.format(language=code)
                # A wiki set for all languages answers for each under one address, and is one host.
                host = next((wiki.host for wiki in self._wikis.values() if wiki.host.address == address), None)
                host = host or Host(self._line, address)
                self._wikis[code] = Wiki(host, self._wiki.format(language=code), code)
            return self._wikis[code]


def open_sources(
    *, api: str, wiki: str, wikidata: str | None, contact: str, store: Path | str, offline: bool, per_minute: int,
    batch: bool = False,
) -> Live:  # fmt: skip
    """Live sources that keep their answers in `store`, a file or the address of a Redis server.

    Raises: InputError, when an address or the contact cannot be used.
    """
    kept = open_shared_store(store) if isinstance(store, str) else open_store(store)
    line = Line(contact=contact, store=kept, offline=offline, per_minute=per_minute, batch=batch)
    return Live(line, api=api, wiki=wiki, wikidata=wikidata)

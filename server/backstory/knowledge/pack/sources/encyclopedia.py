"""Articles of an encyclopedia -> entity lines: redirects and texts of links as names, with how often they mean what.

Articles come one at a time and in any order; what their links say of each other is gathered in a temporary SQLite file,
which sorts on disk where memory does not do.
"""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from math import log10
from pathlib import Path

from pydantic import ValidationError

from backstory.errors import PackSourceError
from backstory.knowledge.mediawiki.senses import bears
from backstory.knowledge.pack.source import (
    AliasLine,
    BadLine,
    EntityLine,
    FactLine,
    GoodLine,
    ImageLine,
    SourceLine,
    undated,
)
from backstory.text.dates import in_words
from backstory.text.normalise import normalise
from backstory.text.prose import clean, shorten

_MOST_ALIASES = 120  # of one entity, the most frequent first
_MOST_LINKS = 60
_LONGEST_NAME = 100  # characters; a longer text of a link is a sentence
_MENTIONED_ONCE = 1.0  # count of a title or redirect that no link uses
_SENSE_OF_LIST = 0.5  # count of a name by which only a disambiguation page leads to the article
_BATCH = 2_000
_KEPT = ("title", "description", "kind", "born", "died", "qid", "website", "image", "revised")
_LONGEST_LEAD = 4_000  # characters
_IS = re.compile(r"\b(?:is|was|are|were) (?:an? |the )?")
_END_OF_CLAUSE = re.compile(r"[,;(]|\s(?:who|which|that|where|best known|known|since|from \d{4})\b|\.(?:\s|$)")
_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST_SUBJECT = 80  # characters before the verb; behind more the sentence speaks of something else
_LONGEST_DESCRIPTION = 120
_FAME = 5.0  # links to an article, as a power of ten, at which it is as well known as can be


@dataclass(frozen=True, slots=True)
class Article:
    """What a source tells of one article. Dates are ISO 8601; links are (title of the target, text of the link)."""

    title: str
    lead: str  # running text of its first section
    description: str | None = None
    kind: str | None = None
    born: str | None = None
    died: str | None = None
    qid: str | None = None
    website: str | None = None
    image: str | None = None
    is_list: bool = False  # a disambiguation page or list of namesakes: its links are senses of its title
    links: tuple[tuple[str, str], ...] = ()
    redirects: tuple[str, ...] = ()
    revised: str | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """A title that leads to another."""

    title: str
    target: str


@dataclass(frozen=True, slots=True)
class Wiki:
    """The encyclopedia that articles come from."""

    language: str  # ISO 639-1 where there is one
    name: str  # for credits: "Wikipedia"
    licence: str
    retrieved: str | None  # the day of the copy
    url: str | None = None  # of an article, with {title} to be filled in

    def source(self, article: Article) -> SourceLine:
        """Where the article's words come from."""
        address = self.url.format(title=article.title.replace(" ", "_")) if self.url else None
        return SourceLine(
            name=f"{self.name} ({self.language})", url=address, licence=self.licence, retrieved=self.retrieved
        )


def entity_lines(
    records: Iterable[Article | Redirect | BadLine], wiki: Wiki, file: str
) -> Iterator[GoodLine | BadLine]:
    """One line an article, in the order of titles; bad records first. Raises: PackSourceError, OSError."""
    with tempfile.TemporaryDirectory(prefix="backstory-") as folder:
        try:
            with closing(sqlite3.connect(Path(folder) / "articles.sqlite", isolation_level=None)) as db:
                store = _Store(db)
                yield from store.take(records, wiki)
                yield from store.lines(wiki, file)
        except sqlite3.OperationalError as error:  # the disk is full, most likely
            raise PackSourceError(f"{file}: the articles could not be sorted on disk: {error}") from error


@dataclass(slots=True)
class _Store:
    db: sqlite3.Connection
    _links: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.db.executescript(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE article (title TEXT PRIMARY KEY, id TEXT, body TEXT, is_list INTEGER) WITHOUT ROWID;
            CREATE TABLE redirect (title TEXT PRIMARY KEY, target TEXT) WITHOUT ROWID;
            CREATE TABLE link (source TEXT, target TEXT, words TEXT);
            """
        )

    def take(self, records: Iterable[Article | Redirect | BadLine], wiki: Wiki) -> Iterator[BadLine]:
        """Keep every record; bad ones are passed on."""
        self.db.execute("BEGIN")
        for record in records:
            if isinstance(record, BadLine):
                yield record
            elif isinstance(record, Redirect):
                self.db.execute("INSERT OR IGNORE INTO redirect VALUES (?, ?)", (record.title, record.target))
            else:
                self._keep(record, wiki)
        self._flush()
        self.db.execute("COMMIT")
        self.db.executescript(
            # a link to a redirect means what the redirect leads to; chains of two are followed, circles lead nowhere
            """
            CREATE TABLE place AS SELECT r.title, coalesce(s.target, r.target) AS target
              FROM redirect r LEFT JOIN redirect s ON s.title = r.target;
            CREATE UNIQUE INDEX place_title ON place (title);
            CREATE TABLE named AS SELECT l.source, coalesce(p.target, l.target) AS target, l.words
              FROM link l LEFT JOIN place p ON p.title = l.target;
            DROP TABLE link;
            CREATE INDEX named_target ON named (target);
            CREATE INDEX named_source ON named (source);
            CREATE INDEX place_target ON place (target);
            """
        )

    def _keep(self, article: Article, wiki: Wiki) -> None:
        id = article.qid or f"{wiki.language}:{article.title}"
        values = (article.title, id, _dump(article), int(article.is_list))
        self.db.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?)", values)
        for title in article.redirects:
            self.db.execute("INSERT OR IGNORE INTO redirect VALUES (?, ?)", (title, article.title))
        self._links += [(article.title, target, clean(words, limit=300)) for target, words in article.links]
        if len(self._links) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        self.db.executemany("INSERT INTO link VALUES (?, ?, ?)", self._links)
        self._links.clear()

    def lines(self, wiki: Wiki, file: str) -> Iterator[GoodLine | BadLine]:
        """The articles as entity lines, lists of namesakes left out."""
        known = self.db.execute("SELECT title, id, body FROM article WHERE NOT is_list ORDER BY title")
        for number, (title, id, body) in enumerate(known, start=1):
            try:
                line = self._line(Article(**json.loads(body)), id, wiki)
            except ValidationError as error:
                reason = error.errors(include_url=False, include_input=False)[0]
                yield BadLine(file, number, f"{title}: {reason['loc'][0] if reason['loc'] else ''}: {reason['msg']}")
            else:
                yield GoodLine(file, number, line)

    def _line(self, article: Article, id: str, wiki: Wiki) -> EntityLine:
        title = article.title
        counts = self._names(title)
        linked = self.db.execute(
            "SELECT DISTINCT a.id FROM named JOIN article a ON a.title = target AND NOT a.is_list "
            "WHERE source = ? AND target != ? LIMIT ?",
            (title, title, _MOST_LINKS),
        )
        mentions = sum(counts.values())
        summary, _ = shorten(article.lead)
        return EntityLine(
            id=id,
            label=label_of(title),
            kind=article.kind,
            descriptions=undated(article.description),
            summary=undated(summary),
            language=wiki.language,
            aliases=tuple(
                AliasLine(text=name, count=count)
                for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_ALIASES]
            ),
            popularity=round(min(1.0, log10(1 + mentions) / _FAME), 3),
            facts=tuple(_facts(article, wiki)),
            links=tuple(other for (other,) in linked),
            wikipedia=title,
            website=article.website,
            image=ImageLine(url=article.image) if article.image else None,
            source=wiki.source(article),
        )

    def _names(self, title: str) -> dict[str, float]:
        """Every text that means the article, with how often; of spellings that count as one the most frequent."""
        counts: dict[str, float] = {}
        spelled: dict[str, str] = {}

        def add(name: str, count: float) -> None:
            form = normalise(name)
            if form and len(name) <= _LONGEST_NAME and any(sign.isalnum() for sign in name):
                spelled.setdefault(form, name)
                counts[form] = counts.get(form, 0.0) + count

        add(label_of(title), _MENTIONED_ONCE)
        for words, times in self.db.execute(
            "SELECT words, count(*) FROM named JOIN article a ON a.title = source AND NOT a.is_list "
            "WHERE target = ? GROUP BY words ORDER BY count(*) DESC, words",
            (title,),
        ):
            add(words, times)
        for (other,) in self.db.execute("SELECT title FROM place WHERE target = ?", (title,)):
            add(label_of(other), _MENTIONED_ONCE)
        for (name,) in self.db.execute(
            "SELECT a.title FROM named JOIN article a ON a.title = source AND a.is_list WHERE target = ?", (title,)
        ):
            if bears(label_of(title), label_of(name)):
                add(label_of(name), _SENSE_OF_LIST)
        return {spelled[form]: count for form, count in counts.items()}


def _dump(article: Article) -> str:
    """The article as JSON text, without its links, which stand in a table of their own."""
    values = {name: getattr(article, name) for name in _KEPT}
    return json.dumps(values | {"lead": article.lead[:_LONGEST_LEAD]}, ensure_ascii=False)


def kind_of(kind: str | None, born: str | None, title: str) -> str | None:
    """A kind read off a description; "scientist in the field of astronomy" is an occupation where nobody was born."""
    named = sum(word[:1].isupper() for word in label_of(title).split())
    return None if kind == "person" and not born and named < 2 else kind


def first_clause(lead: str, label: str) -> str | None:
    """What an English article's first sentence says it is: "American singer, songwriter and pianist"."""
    match = _IS.search(lead[:400])
    if match is None:
        return None
    before = _BRACKETS.sub("", lead[: match.start()])
    if len(before) > _LONGEST_SUBJECT or label.split()[0].casefold() not in before.casefold():
        return None
    rest = lead[match.end() : match.end() + 400]
    end = _END_OF_CLAUSE.search(rest)
    words = (rest[: end.start()] if end else rest).strip()
    if words.startswith("one of") or not 3 < len(words) <= _LONGEST_DESCRIPTION:
        return None
    return words[:1].upper() + words[1:]


def label_of(title: str) -> str:
    """What an article is about, by its title: what tells it from namesakes in brackets at the end is left out."""
    cut = title.rfind(" (")
    return title[:cut] if cut > 0 and title.endswith(")") else title


def _facts(article: Article, wiki: Wiki) -> Iterator[FactLine]:
    dated = (("date of birth", "P569", article.born), ("date of death", "P570", article.died))
    if article.kind != "person":
        dated = (("inception", "P571", article.born), ("dissolved", "P576", article.died))
    for property, pid, day in dated:
        if day:
            value = in_words(day) if wiki.language == "en" else day
            yield FactLine(property=property, pid=pid, value=value, start=day, end=day)

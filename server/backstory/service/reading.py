"""A request -> the page to tell: what it sends, or what stands at the address that it names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from backstory.errors import InputError, TooManyWords
from backstory.extract import read_page
from backstory.formats.json_api import EnrichRequest
from backstory.model import Document, Gap, Metadata, Page
from backstory.previews.unfurl import Found
from backstory.text.dates import lies_ahead
from backstory.text.word_count import count_words
from backstory.watch import Watch


def read_request(
    request: EnrichRequest, max_words: int, fetch: Callable[[str], Found], watch: Watch
) -> tuple[Page, tuple[Gap, ...]]:
    """The page of a request, and what could not be taken from it. Raises: InputError; OutOfTime."""
    if request.html is not None:
        page = read_page(request.html, request.url, max_words=max_words, check=watch.check)
    elif request.text is None and request.url:
        found = fetch(request.url)
        page = read_page(found.html, found.found_at, max_words=max_words, check=watch.check)
    else:
        page = Page(Metadata(url=request.url, title=request.title), Document("", ()))
    gaps: tuple[Gap, ...] = ()
    if lies_ahead(page.metadata.published, date.today()):
        gaps = (Gap("publication date", f"the page says {page.metadata.published}, which is yet to come"),)
        page = replace(page, metadata=replace(page.metadata, published=None, published_from=None))
    if request.text is not None:
        text = request.text
        if not text or text.isspace():
            raise InputError("the text is empty; send a story")
        if count_words(text, at_most=max_words) > max_words:
            raise TooManyWords(
                f"the text has more than the {max_words:,} words that are read at most: send it in parts"
            )
        page = replace(page, document=Document.from_text(text, language=page.document.language))
    meta = page.metadata
    origins = dict(meta.origins)
    if lies_ahead(request.published, date.today()):
        gaps = (*gaps, Gap("publication date", f"the request says {request.published}, which is yet to come"))
    elif request.published:
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

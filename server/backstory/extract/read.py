"""HTML -> Page: the steps in order."""

from __future__ import annotations

from dataclasses import dataclass

from backstory.errors import NotAnArticle, PageTooLarge
from backstory.extract.blocks import lines_of
from backstory.extract.boilerplate import is_front, own_lines, words_in_sentences
from backstory.extract.head import Head, base_address, read_head, says_article, titles_said
from backstory.extract.json_ld_body import given_instead
from backstory.extract.languages import language_of
from backstory.extract.main_content import Prose, find_story
from backstory.extract.metadata import read_metadata
from backstory.extract.promo import Promo, read_promo
from backstory.extract.prune import box_beside, find_standfirst, open_paid_parts, prune
from backstory.extract.read_more import find_references, with_quotes
from backstory.extract.shadow import open_shadows
from backstory.extract.titles import find_headline
from backstory.extract.tree import Element, drop_unseen, parse, text_of
from backstory.model import BlockKind, Document, Metadata, Page

MIN_WORDS = 40  # of 209 real pages the shortest story has 65, the longest that is none 36


@dataclass(frozen=True, slots=True)
class Linked:
    """A page that a story links to. Its head tells of it even where it is no article."""

    metadata: Metadata
    promo: Promo
    page: Page | None
    refused: NotAnArticle | PageTooLarge | None = None  # why there is no page


def read_page(html: str, url: str | None = None, *, max_words: int = 20_000) -> Page:
    """A news page, taken apart: metadata, the story's text in blocks, its links to other stories.

    Raises: NotAnArticle, when the page has no running text; PageTooLarge.
    """
    return _told(_open(html, url), url, max_words)


def read_linked(html: str, url: str | None = None, *, max_words: int = 20_000) -> Linked:
    """A page that a story links to: what it says of itself, and the page itself where it is an article.

    Raises: NotAnArticle, when there is no HTML at all; PageTooLarge, when there is more than can be read.
    """
    opened = _open(html, url)
    promo = read_promo(opened.head, base_address(opened.head, url))
    try:
        return Linked(opened.metadata, promo, _told(opened, url, max_words))
    except (NotAnArticle, PageTooLarge) as error:
        return Linked(opened.metadata, promo, None, error)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A page whose head has been read."""

    root: Element
    head: Head
    headline: Element | None
    metadata: Metadata


def _open(html: str, url: str | None) -> _Opened:
    root = parse(html)
    head = read_head(root)
    open_shadows(root)
    drop_unseen(root)
    open_paid_parts(root, head.node.paid_parts)
    headline = find_headline(root, titles_said(head))
    return _Opened(root, head, headline, read_metadata(root, head, headline, url))


def _told(opened: _Opened, url: str | None, max_words: int) -> Page:
    root, head, headline, metadata = opened.root, opened.head, opened.headline, opened.metadata
    body = root.find("body")
    body = root if body is None else body
    prose = Prose(body)
    story = find_story(body, prose, headline)
    standfirst = find_standfirst(headline, story)
    page_text = text_of(story)
    beside = box_beside(story)
    prune(story, prose)
    lines = lines_of(story) if beside is None else [*lines_of(beside), *lines_of(story)]
    if is_front(lines) and not says_article(head):
        raise NotAnArticle("The page lists other stories or goods, and has no running text of its own.")
    base = base_address(head, url)
    references = find_references(lines, base)
    own = own_lines(lines, references, metadata)
    own = given_instead(own, head.node.body) or own
    told = words_in_sentences(own)
    if told < MIN_WORDS:
        raise NotAnArticle(f"The page has no running text to speak of: {told} words in sentences.")
    words = sum(line.words for line in own)
    if words > max_words:
        raise PageTooLarge(f"The story has {words:,} words; at most {max_words:,} are read.")
    blocks: list[tuple[BlockKind, str]] = [(line.kind, line.text) for line in own]
    if standfirst and standfirst != own[0].text:
        blocks.insert(0, ("standfirst", standfirst))
    if metadata.title:
        blocks.insert(0, ("headline", metadata.title))
    text = " ".join(text for _, text in blocks[:50])
    document = Document.from_blocks(blocks, language=metadata.language or language_of(text) or "en")
    return Page(metadata, document, with_quotes(references, base, page_text))

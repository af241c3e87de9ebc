"""HTML -> Page: the steps in order."""

from __future__ import annotations

from dataclasses import dataclass

from backstory.deadline import Check, unlimited
from backstory.errors import NotAnArticle, PageTooLarge, TooManyWords
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
from backstory.text.word_count import count_words

MIN_WORDS = 40  # of 209 real pages the shortest story has 65, the longest that is none 36


@dataclass(frozen=True, slots=True)
class Linked:
    """A page that a story links to. Its head tells of it even where it is no article."""

    metadata: Metadata
    promo: Promo
    page: Page | None
    refused: NotAnArticle | PageTooLarge | None = None  # why there is no page


def read_page(html: str, url: str | None = None, *, max_words: int = 20_000, check: Check = unlimited) -> Page:
    """A news page, taken apart: metadata, the story's text in blocks, its links to other stories.

    `check`: looks at the time between the steps.

    Raises: NotAnArticle, when the page has no running text; PageTooLarge.
    """
    return _told(_open(html, url, check), url, max_words, check)


def read_linked(html: str, url: str | None = None, *, max_words: int = 20_000, check: Check = unlimited) -> Linked:
    """A page that a story links to: what it says of itself, and the page itself where it is an article.

    Raises: NotAnArticle, when there is no HTML at all; PageTooLarge, when there is more than can be read.
    """
    opened = _open(html, url, check)
    promo = read_promo(opened.head, base_address(opened.head, url))
    try:
        return Linked(opened.metadata, promo, _told(opened, url, max_words, check))
    except (NotAnArticle, PageTooLarge) as error:
        return Linked(opened.metadata, promo, None, error)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A page whose head has been read."""

    root: Element
    head: Head
    headline: Element | None
    metadata: Metadata


def _open(html: str, url: str | None, check: Check) -> _Opened:
    root = parse(html)
    check()
    head = read_head(root)
    check()
    open_shadows(root)
    drop_unseen(root)
    check()
    open_paid_parts(root, head.node.paid_parts)
    headline = find_headline(root, titles_said(head))
    return _Opened(root, head, headline, read_metadata(root, head, headline, url))


def _told(opened: _Opened, url: str | None, max_words: int, check: Check) -> Page:
    root, head, headline, metadata = opened.root, opened.head, opened.headline, opened.metadata
    body = root.find("body")
    body = root if body is None else body
    prose = Prose(body)
    check()
    story = find_story(body, prose, headline)
    check()
    standfirst = find_standfirst(headline, story)
    page_text = text_of(story)
    beside = box_beside(story)
    prune(story, prose)
    check()
    lines = lines_of(story) if beside is None else [*lines_of(beside), *lines_of(story)]
    if is_front(lines) and not says_article(head):
        raise NotAnArticle("The page lists other stories or goods, and has no running text of its own.")
    base = base_address(head, url)
    check()
    references = find_references(lines, base)
    check()
    own = own_lines(lines, references, metadata)
    own = given_instead(own, head.node.body) or own
    told = words_in_sentences(own)
    if told < MIN_WORDS:
        raise NotAnArticle(f"The page has no running text to speak of: {told} words in sentences.")
    if sum(count_words(line.text, at_most=max_words) for line in own) > max_words:
        raise TooManyWords(f"The story has more than the {max_words:,} words that are read at most.")
    blocks: list[tuple[BlockKind, str]] = [(line.kind, line.text) for line in own]
    if standfirst and standfirst != own[0].text:
        blocks.insert(0, ("standfirst", standfirst))
    if metadata.title:
        blocks.insert(0, ("headline", metadata.title))
    text = " ".join(text for _, text in blocks[:50])
    document = Document.from_blocks(blocks, language=metadata.language or language_of(text) or "en")
    return Page(metadata, document, with_quotes(references, base, page_text))

"""HTML -> Page: the steps in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from backstory.deadline import Check, unlimited
from backstory.errors import NotAnArticle, PageTooLarge, TooManyWords
from backstory.extract.blocks import Line, lines_of
from backstory.extract.boilerplate import is_front, own_lines, words_in_sentences
from backstory.extract.description import letters_of
from backstory.extract.framework_data import data_scripts, story_in_data
from backstory.extract.head import Head, base_address, described_as, read_head, says_article, titles_said
from backstory.extract.hidden import drop_unseen
from backstory.extract.json_ld_body import body_instead
from backstory.extract.language_of import is_surely, language_of
from backstory.extract.main_content import Prose, find_story
from backstory.extract.metadata import languages_said, read_metadata
from backstory.extract.parse import parse
from backstory.extract.promo import Promo, read_promo
from backstory.extract.prune import box_beside, open_paid_parts, prune
from backstory.extract.read_more import find_references, with_quotes
from backstory.extract.shadow import open_shadows
from backstory.extract.standfirst import find_key_points, find_standfirst
from backstory.extract.titles import find_headline, likeness
from backstory.extract.tree import Element, brief, text_of
from backstory.model import BlockKind, Document, Metadata, Page
from backstory.text.word_count import count_words

MIN_WORDS = 40  # of 209 real pages the shortest story has 65, the longest that is none 36
FLASH_WORDS = 20  # the same where the page says that it is a news article
SITES_NAME = 0.5  # share of words that a title and the site's name have in common
SAMPLED = 40  # paragraphs that tell the page's language
LEAST_SAMPLE = 40  # characters of a paragraph that counts
SAMPLE_SIZE = 2_500  # characters


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
    return _page_of(_open(html, url, check), url, max_words, check)


def read_linked(html: str, url: str | None = None, *, max_words: int = 20_000, check: Check = unlimited) -> Linked:
    """A page that a story links to: what it says of itself, and the page itself where it is an article.

    Raises: NotAnArticle, when there is no HTML at all; PageTooLarge, when there is more than can be read.
    """
    opened = _open(html, url, check)
    promo = read_promo(opened.head, base_address(opened.head, url))
    try:
        return Linked(opened.metadata, promo, _page_of(opened, url, max_words, check))
    except (NotAnArticle, PageTooLarge) as error:
        return Linked(opened.metadata, promo, None, error)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A page whose head has been read."""

    html: str
    root: Element
    head: Head
    headline: Element | None
    metadata: Metadata


def _open(html: str, url: str | None, check: Check) -> _Opened:
    root = parse(html)
    check()
    head = read_head(root, url)
    check()
    open_shadows(root)
    drop_unseen(root)
    check()
    open_paid_parts(root, head.node.paid_parts)
    headline = find_headline(root, titles_said(head))
    return _Opened(html, root, head, headline, read_metadata(root, head, headline, url, _language_of(root, head)))


def _language_of(root: Element, head: Head) -> str | None:
    """The language that the page's paragraphs are in, where the page names none or, beyond doubt, a wrong one."""
    said = next((said for said, _ in languages_said(head)), None)
    texts: list[str] = []
    size = 0
    for each in islice(root.iter("p"), SAMPLED):
        if len(text := brief(each, SAMPLE_SIZE)) > LEAST_SAMPLE:
            texts.append(text)
            size += len(text) + 1
        if size > SAMPLE_SIZE:
            break
    sample = " ".join(texts)[:SAMPLE_SIZE]
    return is_surely(sample, said) if said else language_of(sample)


def _page_of(opened: _Opened, url: str | None, max_words: int, check: Check) -> Page:
    """Raises: NotAnArticle; PageTooLarge."""
    root, head, headline, metadata = opened.root, opened.head, opened.headline, opened.metadata
    body = root.find("body")
    body = root if body is None else body
    prose = Prose(body)
    check()
    story = find_story(body, prose, headline)
    check()
    described = letters_of(described_as(head))
    standfirst = find_standfirst(headline, story, described)
    points = find_key_points(headline, story)
    page_text = text_of(story)
    beside = box_beside(story)
    prune(story, prose, described)
    check()
    lines = lines_of(story) if beside is None else [*lines_of(beside), *lines_of(story)]
    if is_front(lines) and not says_article(head):
        raise NotAnArticle("The page lists other stories or goods, and has no running text of its own.")
    base = base_address(head, url)
    check()
    references = find_references(lines, base, metadata.canonical_url)
    check()
    own = _with_whole_body(own_lines(lines, references, metadata, described), opened)
    letters = sum(len(line.text) for line in own)  # a word has one at least, and something between it and the next
    if letters > max_words and sum(count_words(line.text, at_most=max_words) for line in own) > max_words:
        raise TooManyWords(f"The story has more than the {max_words:,} words that are read at most.")
    return Page(metadata, _document(own, standfirst, points, metadata), with_quotes(references, base, page_text))


def _with_whole_body(own: Sequence[Line], opened: _Opened) -> Sequence[Line]:
    """The story's lines; from the page's data where its markup shows none, or a teaser. Raises: NotAnArticle."""
    title, site = opened.metadata.title, opened.metadata.site
    headed = title is not None and likeness(title, site) < SITES_NAME  # no front page, which bears the site's name
    least = FLASH_WORDS if headed and says_article(opened.head) else MIN_WORDS
    found = body_instead(own, words_in_sentences(own), opened.head.node.body) or own
    told = words_in_sentences(found)
    if told < least:
        titles = [*titles_said(opened.head), *([opened.metadata.title] if opened.metadata.title else [])]
        found = body_instead(own, 0, story_in_data(data_scripts(parse(opened.html)), titles)) or found
        told = words_in_sentences(found)
    if told < least:
        raise NotAnArticle(f"The page has no running text to speak of: {told} words in sentences.")
    return found


def _document(own: Sequence[Line], standfirst: str | None, points: Sequence[str], metadata: Metadata) -> Document:
    """The story's blocks: headline, standfirst, its key points, its lines."""
    known = {line.text for line in own}
    blocks: list[tuple[BlockKind, str]] = [("standfirst", point) for point in points if point not in known]
    blocks += [(line.kind, line.text) for line in own]
    if standfirst and standfirst not in known:
        blocks.insert(0, ("standfirst", standfirst))
    if metadata.title:
        blocks.insert(0, ("headline", metadata.title))
    text = " ".join(text for _, text in blocks[:50])
    return Document.from_blocks(blocks, language=metadata.language or language_of(text) or "en")

"""What an element's tag, class and id say about it: part of a story, a box of related stories, or something else."""

from __future__ import annotations

import re

from backstory.extract.tree import Element

INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)

SAYING = ("data-component", "data-testid", "data-module", "data-qa", "data-area", "aria-labelledby")

INSIDE, MAYBE_OUTSIDE, OUTSIDE = range(3)


def _words(*words: str, inside: tuple[str, ...] = ()) -> str:
    """A pattern for whole words of a class or id, divided by anything but letters; and for some within other words.

    It begins with the sign before a word, since looking for that is four times faster than asking at every letter
    whether a word begins there: marks have a space before the first.
    """
    return "[^a-z](?:" + "|".join([f"(?:{'|'.join(words)})(?![a-z])", *inside]) + ")"


# Never a part of any story: left out before the story is looked for.
OUTSIDE_TAGS = frozenset({"nav", "footer", "button", "dialog"})
_OUTSIDE = (
    "comments?", "disqus", "disqus[_-]thread", "respond", "comment-?list", "livefyre", "onetrust[a-z-]*",
    "outbrain", "taboola", "most-?(?:read|popular|viewed)", "breadcrumbs?",
    "(?<!sticky-)(?<!has-)(?<!with-)(?:site-?|page-?)?footer",
)  # fmt: skip
_OUTSIDE_INSIDE = ("[a-z]*comments?-?(?:section|area|container|wrap)",)
OUTSIDE_WORDS = re.compile(_words(*_OUTSIDE, inside=_OUTSIDE_INSIDE))
# So are these, unless they hold most of the page: wrappers are called "with-sidebar", "modal-open", "menu".
DOUBTFUL_TAGS = frozenset({"form", "aside", "header", "figure"})
_DOUBTFUL = (
    "cookies?", "consent", "gdpr", "modal", "popup", "overlay", "main-?nav", "navbar", "menu", "newsletters?",
    "author-?(?:bio|box|info|card|profile)", "about-?(?:the-)?author",
    "more-?stories", "popular-?posts?", "latest-?(?:news|stories)", "recirc[a-z]*", "trending", "skip-?link",
    "masthead", "related-?(?:posts?|articles?|stories|news|content)",
)  # fmt: skip
_DOUBTFUL_INSIDE = (r"(?<=\s)(?:ob|trc)[-_]", "(?<!with-)(?<!has-)(?<!no-)[a-z]*sidebar")
# One pass settles most, which have no word of either.
NOT_INSIDE_WORDS = re.compile(_words(*_OUTSIDE, *_DOUBTFUL, inside=(*_OUTSIDE_INSIDE, *_DOUBTFUL_INSIDE)))

# In a story, but not of it.
JUNK_TAGS = frozenset(
    {"nav", "footer", "button", "dialog", "form", "figure", "figcaption", "picture", "label", "img", "hr"}
)
JUNK = re.compile(
    _words(
        "shar(?:e|es|ed|ing|ebar|er|elinks?|ethis)", "social[a-z]*", "addthis[a-z]*", "sharedaddy", "a2a",
        "follow(?:-us)?", "like-?button", "ads?", "advert[a-z]*", "sponsor[a-z]*",
        "promo[a-z]*", "newsletters?[a-z]*", "sign-?up", "subscri[a-z]*", "[a-z]*captions?(?:-?text)?", "credits?",
        "image-?(?:credit|caption|source|info|desc[a-z]*)", "photo-?(?:credit|caption)",
        "media-?(?:caption|info|credit)", "wp-caption-text", "galler(?:y|ies)", "slide-?show", "carousel", "slider",
        "by-?lines?", "author[a-z]*", "contributors?", "post-?meta", "entry-?meta", "article-?meta",
        "meta-?(?:data|info)?", "date-?line", "time-?stamp", "pub-?date", "published", "posted-?(?:on|in)", "tags?",
        "tag-?(?:list|links|cloud)", "keywords", "topics", "categor(?:y|ies)", "cat-?links",
        "comments?[a-z]*", "print[a-z]*", "toolbar", "tools", "breadcrumbs?", "rating[s]?", "pagination", "pager",
        "prev-?next", "next-?prev", "nav[a-z]*", "menu", "toc", "table-?of-?contents",
        "popular", "trending", "most-?read", "most-?popular", "latest", "recirc[a-z]*", "outbrain[a-z]*",
        "taboola[a-z]*", "widget-?area", "sidebar[a-z]*", "disclaimer", "copyright", "rights", "donat[a-z]*",
        "video-?(?:container|player|wrapper|caption|title|info|embed|js)?", "(?:media|audio)-?player",
        "jwplayer[a-z]*", "audio", "podcast[a-z]*", "poll", "quiz", "survey", "buy-?(?:now|button)",
        "affiliate[a-z]*", "product-?(?:card|box)",
        "cta", "call-?to-?action", "skip[a-z]*", "screen-?reader[a-z-]*", "sr-only", "visually-?hidden", "hidden",
        "hide", "print-?only", "paywall", "app-?download", "banner", "rollover-?(?:block|content)",
        "tooltip-?(?:content|text|box|inner)",
        "footer", "post-?footer", "entry-?footer", "read-?time", "reading-?time", "word-?count", "icons?", "loading",
        "spinner", "consent", "cookie[a-z]*", "feedback", "report-?(?:an-)?error", "pull-?quote",
    )
)  # fmt: skip

# A box that offers other stories. Asked before JUNK: its links are wanted.
RELATED = re.compile(
    _words(
        "relat(?:ed|ion|ions)[a-z]*", "see-?also", "read-?(?:more|also|next)[a-z]*", "more-?on", "also-?read",
        "recommend[a-z]*", "more-?(?:stories|links|coverage|news)", "story-?links",
        "inline-?(?:links?|stories|related)",
        "mm_related", "[a-z]*related", "rnews", "cross-?(?:links?|ref[a-z]*)", "further-?reading",
        "you-?may[a-z-]*", "suggest[a-z]*",
        "inset--story", "linkbox", "teasers?", "similar[a-z]*", "linked-?stor(?:y|ies)", "next-?read",
        "rich-?links?", "bookmark-?card", "link-?(?:card|preview)", "embedded-?post", "catcher",
        inside=("[a-z]*relatedarticles?", "related"),
    )
)  # fmt: skip


_STANDFIRST = (
    "stand-?first", "dek", "deck", "sub-?title", "sub-?head(?:line|ing)?", "summary", "excerpt", "chapo", "sapo",
    "vorspann", "bajada", "copete", "entradilla", "sottotitolo", "abstract",
    "synopsis", "article-?(?:description|summary)", "post-?(?:sub-?title|excerpt)", "story-?summary",
)  # fmt: skip
STANDFIRST = re.compile(_words(*_STANDFIRST))
# Outside of the story's element these words mean a standfirst too; inside, they name its first paragraph.
LEAD = re.compile(
    _words(
        *_STANDFIRST,
        "lead",
        "lede",
        "lead-?in",
        "intro",
        "introduction",
        "ingress",
        "article-?(?:lead|intro)",
        "story-?(?:lead|intro)",
        "description",
    )
)


def marks_of(element: Element) -> str:
    """Class, id and itemprop, as one lowercase text, each after a space; nothing where there are none."""
    get = element.get
    marks = [mark for mark in (get("class"), get("id"), get("itemprop")) if mark]
    return " " + " ".join(marks).lower() if marks else ""


def all_marks_of(element: Element) -> str:
    """The same with what pages made by programs say in other attributes, where their classes are scrambled."""
    said = [value for name in SAYING if (value := element.get(name))]
    return f"{marks_of(element)} {' '.join(said).lower()}" if said else marks_of(element)


def outside_verdict(tag: str, marks: str) -> int:
    """Is this navigation, a footer, a sidebar, comments, a banner? INSIDE, MAYBE_OUTSIDE or OUTSIDE."""
    if tag in OUTSIDE_TAGS:
        return OUTSIDE
    if marks and NOT_INSIDE_WORDS.search(marks):
        return OUTSIDE if OUTSIDE_WORDS.search(marks) else MAYBE_OUTSIDE
    return MAYBE_OUTSIDE if tag in DOUBTFUL_TAGS else INSIDE


def is_related_box(element: Element) -> bool:
    """Is this a box of other stories?"""
    marks = all_marks_of(element)
    return bool(marks) and bool(RELATED.search(marks))


def is_junk(element: Element) -> bool:
    """Is this inside a story without being its text?"""
    if element.tag in JUNK_TAGS or element.get("role") in {
        "navigation",
        "complementary",
        "dialog",
        "banner",
        "contentinfo",
    }:
        return True
    marks = all_marks_of(element)
    return bool(marks) and bool(JUNK.search(marks))


def is_standfirst(element: Element, *, in_story: bool) -> bool:
    """Is this called the text that leads into the story?"""
    marks = marks_of(element)
    return bool(marks) and bool((STANDFIRST if in_story else LEAD).search(marks))

"""What an element's tag, class and id hint at: part of a story, furniture of some kind, a box of other stories.

Names are weak evidence. A class is read token by token; tokens that say how something is drawn (`lg:hidden`,
`no-print`), what it is about (`tag-politics`) or what it lacks (`no-ads`) hint at nothing. What a hint is worth beside
the text itself is decided in prune.py. One verdict for each token is kept, since pages repeat their classes.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from backstory.extract.page_words import phrases
from backstory.extract.tree import Element

INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark nobr q rb ruby s samp "
    "small span strike strong sub sup time tt u var wbr "
    "math mi mn mo ms mtext mrow mfrac msqrt mroot mstyle msub msup msubsup munder mover munderover mspace mpadded "
    "mfenced menclose semantics".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav noscript ol "
    "optgroup option p pre search section summary table tbody td tfoot th thead tr ul".split()
)
"""Tags that part text. Inside of a paragraph any other, known or not, is inline: button, math, x-term."""

SAYING = ("data-component", "data-testid", "data-module", "data-qa", "data-area", "aria-labelledby")

INSIDE, MAYBE_OUTSIDE, OUTSIDE = range(3)
MAX_NAMES = 1_000  # characters
SLUG_WORDS = 3  # hyphens of an id made of a heading: "who-pays-for-the-newsletter"
Kind = Literal["", "share", "offer", "caption", "author", "list", "player", "label", "hidden"]

# How something is drawn, and by what: says nothing of what it is. The extension sends what is drawn.
_UTILITY = re.compile(r"[:\[\]!/@]|(?:^|-)(?:hidden|hide|hides|visible|show|print|screen|display|overflow)(?:-|$)")
_SCREEN_READER = re.compile(
    r"(?:^|-)(?:sr-only|sronly|visually-?hidden|screen-?reader(?:-text|-only)?|a11y-hidden|offscreen)$"
)
# What the element has not, has elsewhere, or is about.
_PREFIXED = re.compile(r"(?:no|not|non|without|with|has|have|is|can|after|before|show|hide)-")
_SUBJECT = re.compile(
    r"(?:category|cat|tag|topic|section|keyword|series|subject|channel|type|status|format|pa|pos|theme|lang)-"
    r"(?!(?:list|lists|links?|cloud|box|wrap|wrapper|container|items?|labels?|nav|menu|header|footer|bar|names?|title"
    r"|group|head|block|section|module|row|inner)(?:-|$))"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PARTS = re.compile(r"[^a-z0-9:\[\]!/@]+")


def _words(*words: str, inside: tuple[str, ...] = ()) -> str:
    """A pattern for whole words of a token, divided by anything but letters; and for some within other words."""
    return "(?<![a-z])(?:" + "|".join(words) + ")(?![a-z])" + "".join(f"|{word}" for word in inside)


# Furniture by kind, as far as whole words of a token say.
_KINDS: dict[Kind, re.Pattern[str]] = {
    "share": re.compile(
        _words(
            "shar(?:e|es|ed|ing|ebar|er|elinks?|ethis)", "social[a-z]*", "addthis[a-z]*", "sharedaddy", "a2a",
            "follow(?:-us)?", "like-?button", "print-?(?:button|link|friendly)", "toolbar", "tools", "feedback",
            "report-?(?:an-)?error",
        )
    ),
    "offer": re.compile(
        _words(
            "ads?", "advert[a-z]*", "sponsor[a-z]*", "promo[a-z]*", "newsletters?[a-z]*", "sign-?up", "subscri[a-z]*",
            "donat[a-z]*", "cta", "call-?to-?action", "paywall", "app-?download", "banner", "consent", "cookie[a-z]*",
            "buy-?(?:now|button)", "affiliate[a-z]*", "product-?(?:card|box)", "poll", "quiz", "survey", "disclaimer",
            "copyright", "rights", "support-?us",
        )
    ),
    "caption": re.compile(
        _words(
            "[a-z]*captions?(?:-?text)?", "credits?", "image-?(?:credit|caption|source|info|desc[a-z]*|meta)",
            "photo-?(?:credit|caption)", "media-?(?:caption|info|credit)", "galler(?:y|ies)", "slide-?show", "carousel",
            "slider",
        )
    ),
    "author": re.compile(
        _words(
            "by-?lines?", "author[a-z]*", "articleby-?line", "contributors?",
        )
    ),
    "list": re.compile(
        _words(
            "tags?", "tag-?(?:list|links|cloud)", "keywords", "topics", "categor(?:y|ies)", "cat-?links",
            "comments?[a-z]*", "breadcrumbs?", "pagination", "pager", "prev-?next", "next-?prev", "nav[a-z]*", "menu",
            "toc", "table-?of-?contents", "popular", "trending", "most-?read", "most-?popular", "latest",
            "recirc[a-z]*", "outbrain[a-z]*", "taboola[a-z]*", "widget-?area", "[a-z]*sidebar[a-z]*", "footer",
            "skip[a-z]*",
        )
    ),
    "player": re.compile(
        _words(
            "video-?(?:container|player|wrapper|caption|title|info|embed|js|ct)?", "(?:media|audio)-?player",
            "jwplayer[a-z]*", "audio", "podcast[a-z]*",
        )
    ),
    "label": re.compile(
        _words(
            "post-?meta", "entry-?meta", "article-?meta", "meta-?(?:data|info)?", "date-?line", "time-?stamp",
            "pub-?date", "published", "posted-?(?:on|in)", "read-?time", "reading-?time", "word-?count", "rating[s]?",
            "icons?", "loading", "spinner", "pull-?quote",
        )
    ),
    "hidden": re.compile(
        _words("rollover-?(?:block|content)", "tooltip-?(?:content|text|box|inner)", "popover-?(?:content|body)")
    ),
}  # fmt: skip

# A box that offers other stories. Asked before the kinds: its links are wanted.
RELATED = re.compile(
    _words(
        "relat(?:ed|ion|ions)[a-z]*", "see-?also", "read-?(?:more|also|next)[a-z]*", "more-?on", "also-?read",
        "recommend[a-z]*", "more-?(?:stories|links|coverage|news)", "story-?links",
        "inline-?(?:links?|stories|related)", "cross-?(?:links?|ref[a-z]*)", "further-?reading",
        "you-?may[a-z-]*", "suggest[a-z]*", "inset-+story", "linkbox", "teasers?", "similar[a-z]*",
        "linked-?stor(?:y|ies)", "next-?read", "rich-?links?", "bookmark-?card", "link-?(?:card|preview)",
        "embedded-?post",
        inside=("related",),
    )
)  # fmt: skip

_STANDFIRST = (
    "stand-?first", "dek", "deck", "sub-?title", "sub-?head(?:line|ing)?", "summary", "excerpt", "sapo", "abstract",
    "synopsis", "article-?(?:description|summary)", "post-?(?:sub-?title|excerpt)", "story-?summary",
)  # fmt: skip
_LEAD = (
    "lead",
    "lede",
    "lead-?in",
    "intro",
    "introduction",
    "article-?(?:lead|intro)",
    "story-?(?:lead|intro)",
    "description",
)

# Never a part of any story: left out before the story is looked for.
OUTSIDE_TAGS = frozenset({"nav", "footer", "button", "dialog"})
_OUTSIDE = (
    "comments?", "disqus", "disqus-thread", "respond", "comment-?list", "livefyre", "onetrust[a-z-]*", "outbrain[a-z]*",
    "taboola[a-z]*", "most-?(?:read|popular|viewed)", "breadcrumbs?", "(?:site-?|page-?)?footer",
)  # fmt: skip
# So are these, unless they hold most of the page: wrappers are called "modal-open", "menu".
DOUBTFUL_TAGS = frozenset({"form", "aside", "header", "figure"})
_DOUBTFUL = (
    "modal", "popup", "overlay", "main-?nav", "navbar", "author-?(?:bio|box|info|card|profile)",
    "about-?(?:the-)?author",
    "more-?stories", "popular-?posts?", "latest-?(?:news|stories)", "skip-?link",
    "related-?(?:posts?|articles?|stories|news|content)", "[a-z]*sidebar", "ob-widget", "trc-[a-z-]*",
)  # fmt: skip
_DOUBTFUL_ALONE = ("cookies?", "consent", "gdpr", "menu", "newsletters?", "recirc[a-z]*", "trending", "masthead")
NEVER_OUTSIDE = frozenset({"p", "span", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td"})  # never a sidebar or the like
# Only where the word is what the token is: "post-comments", "comments-area", not "comments-from-owners".
_WHOLE = (
    r"(?:[a-z0-9]+-){{0,3}}(?:{})(?:-(?:wrapper|container|section|area|list|wrap|block|box|thread|form|inner|module|widget"
    r"|main|root|app|column|col|right|left|banner|signup|promo|[0-9]+))*"
)


@cache
def _whole_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    comments = [word.replace("-", "-?") for word in phrases("comment_classes")]
    return (
        re.compile(_WHOLE.format("|".join([*_OUTSIDE, *comments]))),
        re.compile(
            rf"(?<![a-z])(?:{'|'.join(_DOUBTFUL)})(?![a-z])(?!-(?:grid|layout|main|page|content|enabled|open))"
            rf"|^{_WHOLE.format('|'.join(_DOUBTFUL_ALONE))}$"
        ),
    )


@cache
def _standfirst_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Names of a standfirst; and with those that inside of a story name its first paragraph."""
    named = (*_STANDFIRST, *phrases("standfirst_classes"))
    return re.compile(_words(*named)), re.compile(_words(*named, *_LEAD))


@lru_cache(maxsize=50_000)
def _plain(token: str) -> str:
    """A token's words in small letters with hyphens between; nothing where it hints at nothing."""
    plain = _PARTS.sub("-", _CAMEL.sub("-", token).lower()).strip("-").removeprefix("js-")
    if _UTILITY.search(plain) or _PREFIXED.match(plain) or _SUBJECT.match(plain):
        return ""
    return plain


@lru_cache(maxsize=50_000)
def _kind_of(token: str) -> Kind:
    if _SCREEN_READER.search(_PARTS.sub("-", token.lower()).strip("-")):
        return "hidden"
    plain = _plain(token)
    return next((kind for kind, words in _KINDS.items() if words.search(plain)), "") if plain else ""


@lru_cache(maxsize=50_000)
def _outside_verdict(token: str) -> int:
    plain = _plain(token)
    part = plain if "__" not in token else _plain(token.rsplit("__", 1)[-1])
    outside, doubtful = _whole_words()
    if plain and any(map(outside.fullmatch, (plain, part))):
        return OUTSIDE
    if not plain or plain.count("-") >= SLUG_WORDS:
        return INSIDE
    return MAYBE_OUTSIDE if doubtful.search(plain) else INSIDE


def names_of(element: Element) -> str:
    """Class, id and itemprop as one text, as written."""
    get = element.get
    own, name, said = get("class"), get("id"), get("itemprop")
    if name is None and said is None:
        return own[:MAX_NAMES] if own else ""
    return " ".join([each for each in (own, name, said) if each])[:MAX_NAMES]


def hints_of(element: Element) -> str:
    """The tokens of class, id and itemprop that hint at something, as one lowercase text."""
    names = names_of(element)
    return " ".join(filter(None, map(_plain, names.split()))) if names else ""


@lru_cache(maxsize=50_000)
def _names_verdict(names: str) -> int:
    return max(map(_outside_verdict, names.split()), default=INSIDE)


def outside_verdict(tag: str, names: str) -> int:
    """Is this navigation, a footer, a sidebar, comments, a banner? INSIDE, MAYBE_OUTSIDE or OUTSIDE."""
    if tag in OUTSIDE_TAGS:
        return OUTSIDE
    verdict = _names_verdict(names) if names and tag not in NEVER_OUTSIDE else INSIDE
    return MAYBE_OUTSIDE if verdict == INSIDE and tag in DOUBTFUL_TAGS else verdict


def _all_names(element: Element) -> str:
    """The same names with what pages made by programs say in other attributes, where their classes are scrambled."""
    said = [value for name in SAYING if (value := element.get(name))]
    return f"{names_of(element)} {' '.join(said)}" if said else names_of(element)


@lru_cache(maxsize=50_000)
def _is_related(names: str) -> bool:
    return any(RELATED.search(plain) for token in names.split() if (plain := _plain(token)))


@lru_cache(maxsize=50_000)
def _kind(names: str) -> Kind:
    return next((kind for token in names.split() if (kind := _kind_of(token))), "")


def hints_at(element: Element) -> tuple[Kind, bool]:
    """The kind of furniture that this is called, and whether it is called a box of other stories."""
    names = _all_names(element)
    return (_kind(names), _is_related(names)) if names else ("", False)


def is_related_box(element: Element) -> bool:
    """Is this called a box of other stories?"""
    names = _all_names(element)
    return bool(names) and _is_related(names)


def furniture_kind(element: Element) -> Kind:
    """The kind of furniture that this is called; nothing where it is called none."""
    names = _all_names(element)
    return _kind(names) if names else ""


@lru_cache(maxsize=50_000)
def _is_standfirst(names: str, in_story: bool) -> bool:
    words = _standfirst_words()[0 if in_story else 1]
    return any(words.search(plain) for token in names.split() if (plain := _plain(token)))


def is_standfirst(element: Element, *, in_story: bool) -> bool:
    """Is this called the text that leads into the story?"""
    names = names_of(element)
    return bool(names) and _is_standfirst(names, in_story)

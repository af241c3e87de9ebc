"""What a reader never sees, taken out of the tree; and what is shown only where scripts do not run, opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from backstory.extract.tree import Element, drop, text_of

# Never shown, or shown as a control and not as text; readings beside signs (ruby) and sources of formulas among them.
# Scripts that hold metadata are read before they go.
NEVER_TEXT = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "applet", "canvas", "audio", "video",
    "input", "select", "textarea", "map", "datalist", "progress", "meter", "link", "meta", "rt", "rp", "rtc",
    "annotation", "annotation-xml", "math-renderer",
    "amp-ad", "amp-analytics", "amp-audio", "amp-auto-ads", "amp-consent", "amp-embed", "amp-iframe", "amp-list",
    "amp-next-page", "amp-sidebar", "amp-social-share", "amp-state", "amp-user-notification", "amp-video",
)  # fmt: skip
PLAYERS = ("video", "audio", "iframe", "object", "amp-video", "amp-audio", "input", "select")
PLAYS = (
    "data-backstory-plays"  # tells furniture.py that one of these stood there; a page's own of that name is harmless
)
HIDING_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%|left\s*:\s*-\d{4,}|text-indent\s*:\s*-\d{4,})",
    re.IGNORECASE,
)
# By attribute, each on its own: four times faster than elements by a condition.
MAYBE_HIDDEN = tuple(etree.XPath(f"descendant::*/@{name}/..") for name in ("hidden", "aria-hidden", "style", "popover"))
# A rule of the page's own style sheet that hides what has one class: ".x7{display:none}", at every width.
HIDING = re.compile(r"display\s*:\s*none\s*(?:!important\s*)?[;}]")
ONE_CLASS = re.compile(r"(?:[},;{]|\*/)\s*\.([A-Za-z_][\w-]{0,80})\s*\Z")  # what ends the rule before, and a class
MAX_RULE, MAX_SELECTOR = 300, 120  # characters
SHOWING = r"\s*\{[^{}]{0,300}?display\s*:(?!\s*none)"
MAX_SHEET = 200_000  # characters
MAX_HIDDEN_CLASSES = 200

# A page that hides this share of its text does so until its script has run, and means it to be read.
HIDDEN_STORY_SHARE = 0.4
FALLBACK_SIZE = 400  # characters of text; fewer are a picture's caption or "Please switch on scripts"
MAX_FALLBACKS = 20
MAX_FRAME = 1_000_000  # characters of a frame's document


def drop_unseen(root: Element) -> None:
    """Take out what a reader never sees: scripts, styles, templates, hidden elements."""
    classes = _hidden_classes(root)
    etree.strip_elements(root, "script", "style", with_tail=False)
    _open_fallbacks(root)
    for element in root.iter(*PLAYERS):
        if (around := element.getparent()) is not None:
            around.set(PLAYS, "")
    etree.strip_elements(root, *NEVER_TEXT, with_tail=False)
    unseen = [element for find in MAYBE_HIDDEN for element in find(root) if _is_hidden(element)]
    if classes:
        unseen += [e for e in root.iter() if (names := e.get("class")) and not classes.isdisjoint(names.split())]
    if not unseen:
        return
    whole = len(text_of(root))
    left_to_read = 10 * whole  # hidden elements may stand in hidden elements, thousands deep
    dropped = []
    for element in unseen:
        size = len(text_of(element)) if left_to_read > 0 else 0
        left_to_read -= size
        if size <= HIDDEN_STORY_SHARE * whole:
            dropped.append(element)
    drop(root, dropped)


def _is_hidden(element: Element) -> bool:
    # Formulas are hidden from screen readers beside a spoken form, single words for their look: only blocks count.
    said_hidden = element.get("aria-hidden") == "true" and element.tag in {"div", "section", "aside", "p", "ul", "ol"}
    hidden = element.get("hidden")
    return (
        said_hidden
        or (hidden is not None and hidden.lower() != "until-found")  # what the reader finds by searching is text
        or element.get("popover") is not None
        or bool(HIDING_STYLE.search(element.get("style", "")))
    )


def _hidden_classes(root: Element) -> set[str]:
    """Classes that the page's own style sheets hide at every width, and never show."""
    found: set[str] = set()
    for sheet in root.iter("style"):
        text = sheet.text or ""
        if len(text) <= MAX_SHEET and "none" in text and not sheet.get("media", "all").startswith("print"):
            found.update(islice(_hiding(text), MAX_HIDDEN_CLASSES))
            if found:
                shown = "|".join(map(re.escape, sorted(found)))
                found.difference_update(re.findall(rf"\.({shown})(?![\w-]){SHOWING}", text))
    return found


def _hiding(sheet: str) -> Iterator[str]:
    """Classes that a rule of their own hides at every width, not within a block for some width.

    Looked for from what hides, which few rules do, back to the selector.
    """
    looked_at = depth = 0
    for hiding in HIDING.finditer(sheet):
        start = sheet.rfind("{", max(0, hiding.start() - MAX_RULE - 1), hiding.start())
        if start < 0 or "}" in sheet[start : hiding.start()]:
            continue
        depth += sheet.count("{", looked_at, start) - sheet.count("}", looked_at, start)
        looked_at = start
        if depth > 0:
            continue
        before = max(0, start - MAX_SELECTOR)
        # the sheet begins as if a rule had ended
        selector = ONE_CLASS.search(sheet[before:start] if before else "}" + sheet[:start])
        if selector:
            yield selector[1]


def _open_fallbacks(root: Element) -> None:
    """Make plain parts of the page of what stands for scripts and of framed documents, where they hold the story."""
    held = [each for each in islice(root.iter("noscript"), MAX_FALLBACKS) if len(text_of(each)) >= FALLBACK_SIZE]
    if held:
        whole = len(text_of(root))
        for each in held:
            if len(text_of(each)) > HIDDEN_STORY_SHARE * whole:
                each.tag = "div"
    for frame in list(islice(_framed(root), MAX_FALLBACKS)):
        document = etree.fromstring(
            frame.get("srcdoc", ""), parser=etree.HTMLParser(remove_comments=True, remove_pis=True)
        )
        if document is not None and len(text_of(document)) >= FALLBACK_SIZE:
            etree.strip_elements(document, "script", "style", with_tail=False)
            document.tag = "div"
            frame.tag = "div"
            frame.text = None
            frame[:] = [document]


def _framed(root: Element) -> Iterator[Element]:
    return (frame for frame in root.iter("iframe") if FALLBACK_SIZE <= len(frame.get("srcdoc", "")) <= MAX_FRAME)

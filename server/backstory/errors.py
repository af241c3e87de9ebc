"""What can go wrong, as a tree.

BackstoryError
├── InputError            what was given cannot be used; its message says what, where and what to do
│   ├── NotAnArticle      the page has no running text to speak of
│   ├── NotFetched        an address could not be fetched, or may not be
│   ├── PageTooLarge      more bytes, elements or nesting than a page may have
│   │   ├── TooManyWords  more words than a story may have
│   │   └── TooManyNames  more names to link than a text may have
│   └── PackSourceError   a line of pack source is wrong
├── PackError             a pack cannot be opened, or is not one
├── SourceUnavailable     a live source gave no usable answer; becomes a named gap
└── OutOfTime             the page's deadline passed
"""

from typing import Literal

FetchFailure = Literal["not_allowed", "blocked", "gone", "not_an_article", "too_large", "too_slow", "unreachable"]


class BackstoryError(Exception):
    """Any failure that Backstory itself names."""


class InputError(BackstoryError):
    """What was given cannot be used."""


class NotAnArticle(InputError):  # noqa: N818 - named for what the page is, as the answer says it
    """The page has no running text to speak of: a front page, a shop, a gallery, an empty shell."""


class PageTooLarge(InputError):  # noqa: N818
    """The page has more bytes, words or nesting than a page may have."""


class TooManyWords(PageTooLarge):
    """The story has more words than one may have."""


class TooManyNames(PageTooLarge):
    """More names were given to be linked than a text may have."""


class NotFetched(InputError):  # noqa: N818
    """The page at an address could not be had.

    `state`: not_allowed (an address that may not be fetched), blocked (the site asks us not to), gone, not_an_article
    (something else than a page), too_large, too_slow, unreachable.
    """

    def __init__(self, message: str, *, state: FetchFailure) -> None:
        super().__init__(message)
        self.state = state


class PackSourceError(InputError):
    """A line of pack source is wrong; the message holds file, line and reason."""


class PackError(BackstoryError):
    """A pack cannot be opened, is of another format, or is not a pack."""


class SourceUnavailable(BackstoryError):  # noqa: N818
    """A live source gave no usable answer.

    `retry_after_s`: seconds after which asking again makes sense, where the source said so.
    """

    def __init__(self, message: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class OutOfTime(BackstoryError):  # noqa: N818
    """The page's deadline passed before the answer was ready."""

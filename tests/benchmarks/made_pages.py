"""Pages made at random: does reading one ever end in anything but a page or one of the two named errors?

`python -m tests.benchmarks.made_pages [COUNT] [--seed N]` makes pages out of the fixtures' (pieces dropped,
doubled, moved, renamed, cut in the middle; attributes and characters broken) and out of nothing (random markup), reads
each and prints how many were read, how many refused and the slowest. Exit status 1 after any other exception.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from tests.conftest import FIXTURES, ROOT

from backstory.errors import NotAnArticle, PageTooLarge
from backstory.extract.read import read_linked, read_page

SEEDS = sorted([*FIXTURES.glob("pages/*/source.html"), *(ROOT / "tests/extract/kinds").glob("*.html")])
TAGS = (
    "p div article section aside nav header footer main h1 h2 h3 span a b i em strong ul ol li dl dt dd table tr "
    "td th figure figcaption img picture video time blockquote pre code br hr wbr script style template noscript "
    "iframe svg math ruby rt button form input label details summary dialog slot x-card title meta link base html "
    "head body frameset plaintext "
).split()
ATTRIBUTES = (
    "class id href src datetime content property name lang dir style hidden aria-hidden role itemprop itemscope "
    "itemtype rel data-x title alt type charset http-equiv "
).split()
VALUES = (
    "", "article", "story-body related-links", "hidden", "https://a.example/2020/01/02/x", "//a.example",
    "javascript:x", "data:,",
    "2020-13-45T99:99:99Z", "0000-00-00", "1577836800", "datePublished",
    "article:published_time", "og:title", "en", "ar",
    "x" * 3000, "display:none", "\ufffd\x00", "#", "?", "[",
    "]]>", "<", "&#x110000;", "&amp;&", "http://[::1", "mailto:a@b.example",
)  # fmt: skip
TEXTS = (
    "The mayor of Elmford said on Friday that the bridge would close.", "Read more: the other story", "By Jane Roe",
    "5 March 2020", "", " ", "\n\n", "&nbsp;", "&#0;", "&#xD800;", "\x00", "\ufeff", "\u202e", "😀", "中文新闻", "خبر",
    "<!--", "-->",
    "<![CDATA[", "]]>", "{\"@type\": \"NewsArticle\", \"datePublished\": [[[", "a" * 5000,
    "Updated 31 February 2019 25:61",
)  # fmt: skip


def made(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Pages with the name of the way that each was made."""
    drawn = random.Random(seed)
    seeds = [path.read_text(encoding="utf-8", errors="replace") for path in SEEDS]
    ways: Sequence[tuple[str, Callable[[random.Random, Sequence[str]], str]]] = [
        ("random markup", lambda r, _: _markup(r, r.randint(1, 60))),
        ("random markup in a page", lambda r, s: _spliced(r, r.choice(s), _markup(r, r.randint(1, 30)))),
        ("pieces moved", lambda r, s: _moved(r, r.choice(s))),
        ("two pages in one", lambda r, s: _spliced(r, r.choice(s), r.choice(s))),
        ("cut short", lambda r, s: _cut(r, r.choice(s))),
        ("tags renamed", lambda r, s: _renamed(r, r.choice(s))),
        ("characters broken", lambda r, s: _broken(r, r.choice(s))),
    ]
    for _ in range(count):
        way, make = drawn.choice(ways)
        yield way, make(drawn, seeds)


def _markup(r: random.Random, parts: int) -> str:
    found: list[str] = []
    for _ in range(parts):
        if r.random() < 0.4:
            found.append(r.choice(TEXTS))
        elif r.random() < 0.3:
            found.append(f"</{r.choice(TAGS)}>")
        else:
            attributes = "".join(
                f' {r.choice(ATTRIBUTES)}={r.choice(chr(34) + chr(39))}{r.choice(VALUES)}"'
                for _ in range(r.randint(0, 4))
            )
            found.append(f"<{r.choice(TAGS)}{attributes}{r.choice(['', '/', ' '])}>")
    return "".join(found)


def _spliced(r: random.Random, page: str, other: str) -> str:
    at = r.randint(0, len(page))
    return page[:at] + other + page[at:]


def _moved(r: random.Random, page: str) -> str:
    for _ in range(r.randint(1, 8)):
        one, two, three = sorted(r.randint(0, len(page)) for _ in range(3))
        way = r.random()
        if way < 0.3:
            page = page[:one] + page[two:]
        elif way < 0.6 and two - one < 20_000:
            page = page[:two] + page[one:]
        else:
            page = page[:one] + page[two:three] + page[one:two] + page[three:]
    return page[:400_000]


def _cut(r: random.Random, page: str) -> str:
    return page[: r.randint(0, len(page))] if r.random() < 0.7 else page[r.randint(0, len(page)) :]


def _renamed(r: random.Random, page: str) -> str:
    for _ in range(r.randint(1, 4)):
        page = page.replace(f"<{r.choice(TAGS)}", f"<{r.choice(TAGS)}")
    return page


def _broken(r: random.Random, page: str) -> str:
    characters = list(page)
    for _ in range(r.randint(1, 200) if characters else 0):
        characters[r.randrange(len(characters))] = r.choice("<>\"'&=/ \x00\ufffd-!;é中")
    return "".join(characters)


def main() -> int:
    """Read the pages, print what came of them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("count", nargs="?", type=int, default=30_000)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    results: Counter[str] = Counter()
    slowest = 0.0
    for number, (way, page) in enumerate(made(options.count, options.seed)):
        began = time.process_time()
        try:
            (read_linked if number % 5 == 0 else read_page)(page, "https://news.example/2020/a-story")
            results["read"] += 1
        except (NotAnArticle, PageTooLarge) as error:
            results[type(error).__name__] += 1
        except Exception:  # whatever else is a fault, told with its page's number
            results["failed"] += 1
            sys.stderr.write(f"page {number} ({way}), seed {options.seed}:\n{traceback.format_exc()}\n")
        slowest = max(slowest, time.process_time() - began)
    for result, count in sorted(results.items()):
        sys.stdout.write(f"{result:<16}{count:>8}\n")
    sys.stdout.write(f"slowest         {slowest:8.2f} s\n")
    return 1 if results["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())

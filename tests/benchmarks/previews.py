"""What is behind links: the attack table, the seed story's links, and previews of marked pages. Run it; no test.

.venv/bin/python tests/benchmarks/previews.py SHARED

SHARED holds the evaluation data: seed/, extraction/ and pages/. Every page is served by a real HTTP server on the
loopback address and fetched from there. Prints how each attack ended and what it reached; what the seed story's two
links show; the share of titles and dates that are right; and the milliseconds from a page's HTML to its preview, and to
what it adds.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.previews.fetch.attacks import ATTACKS, TIME_LIMIT_S, world
from tests.previews.fetch.servers import Script, Site, answer, says, serving

from backstory.extract import decode
from backstory.formats.json_api import EnrichRequest
from backstory.model import LinkedStory
from backstory.service.assembly import Service, assemble
from backstory.service.settings import Settings
from backstory_research.evaluation.extraction.gold import load
from backstory_research.evaluation.extraction.measure import plain

ROUNDS = 3
ANYWHERE = "https://host.example/a-story"
LINKED = Path(__file__).parents[2] / "fixtures" / "linked"
SEED_LINKS = {
    "/north-korea-condemns-japans-military-buildup-plans/": LINKED / "japan-buildup.html",
    "/north-korea-successfully-tests-latest-solid-fuel-engine/": LINKED / "engine-test.html",
}


@dataclass(frozen=True)
class Marked:
    """A page, its path on the server, and what a preview of it is held against."""

    id: str
    path: str
    html: bytes
    titles: tuple[str, ...]
    days: tuple[str, ...]


def attacks() -> None:
    states: Counter[str] = Counter()
    wrong, slowest = [], 0.0
    with world() as servers:
        for attack in ATTACKS:
            state, why, seconds = servers.try_it(attack)
            states[state] += 1
            slowest = max(slowest, seconds)
            if state != attack.state or attack.words not in why:
                wrong.append(f"{attack.name}: {state}, {why}")
        print(f"attacks: {len(ATTACKS)}, each with its own state: {len(ATTACKS) - len(wrong)}")
        print(f"  {', '.join(f'{state} {count}' for state, count in states.most_common())}")
        print(f"  connections to servers within: {servers.reached}; to the web's server: {servers.web.connections}")
        print(f"  slowest: {slowest:.2f} s, where the deadline is {TIME_LIMIT_S:g} s")
    for line in wrong:
        print(f"  WRONG {line}")


def service(cache: Path, *sites: Site) -> Service:
    also = tuple(f"127.0.0.1:{site.port}" for site in sites)
    return assemble(Settings(fetch=True, fetch_also=also, cache_dir=cache, config_dir=cache))


def seed(shared: Path, cache: Path) -> None:
    html = (shared / "seed" / "article.html").read_text(encoding="utf-8")
    scripts: dict[str, Script] = {path: says(answer(file.read_bytes())) for path, file in SEED_LINKS.items()}
    with serving(scripts) as site, closing(service(cache, site)) as told:
        here = f"http://127.0.0.1:{site.port}"
        asked = {
            "html": html.replace("https://www.globalvillagespace.com", here),
            "url": f"{here}/story/",
            "options": {"previews": True},
        }
        print("the seed story's links:")
        for link in told.enrich(EnrichRequest.model_validate(asked)).read_more:
            print(f"  {link.status}: {link.preview.title if link.preview else link.why}")
            if link.preview and link.adds:
                print(
                    f"    {link.preview.published}, {link.preview.site}, {link.preview.words} words. {link.adds.said}"
                )
                print(f"    new: {', '.join(each.label for each in link.adds.new)}")
                print(f"    shared: {', '.join(each.label for each in link.adds.shared)}")
                for quoted in link.adds.quotes:
                    print(f"    “{quoted.quote.exact}”")


def marked_extraction(folder: Path) -> Iterator[Marked]:
    for id, page in load(folder).pages.items():
        if page.meta:
            parts = urlsplit(page.url or "")
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            yield Marked(id, path, page.html().encode(), page.meta.headlines, page.meta.days)


def marked_pages(folder: Path) -> Iterator[Marked]:
    for file in sorted(folder.glob("*/expected-metadata.json")):
        said = json.loads(file.read_text(encoding="utf-8"))
        html = gzip.decompress((file.parent / "source.html.gz").read_bytes())
        titles, days = ([said[name]] if said.get(name) else [] for name in ("title", "publishedTime"))
        yield Marked(file.parent.name, f"/{file.parent.name}/", html, tuple(titles), tuple(days))


def previews(name: str, pages: Sequence[Marked], cache: Path) -> None:
    scripts: dict[str, Script] = {page.path: says(answer(page.html)) for page in pages}
    with serving(scripts) as site, closing(service(cache, site)) as told:
        seen = [(page, told.unfurler.preview(f"http://127.0.0.1:{site.port}{page.path}")) for page in pages]
    statuses = Counter(link.status for _, link in seen)
    print(f"{name}: {len(pages)} pages, {', '.join(f'{status} {count}' for status, count in statuses.items())}")
    titled = [(page, title_of(link)) for page, link in seen if page.titles]
    same = [plain(title) in map(plain, page.titles) for page, title in titled]
    less = [any(_less_site(plain(title), plain(said)) for said in page.titles) for page, title in titled]
    given = [one or plain(title) in _given(page.html) for one, (page, title) in zip(less, titled, strict=True)]
    print(f"  title: {share(same)} the same; {share(less)} the same, or less the site's name;")
    print(f"         {share(given)} that, or another that the page displays (h1) or gives (og:title, JSON-LD headline)")
    dated = [(page, link.preview.published if link.preview else None) for page, link in seen if page.days]
    print(f"  date: {share([any(_same_day(day, found) for day in page.days) for page, found in dated])}")
    for (page, title), right in zip(titled, less, strict=True):
        if not right:
            print(f"    {page.id[:30]}: {title!r}, not {page.titles[0]!r}")


def title_of(link: LinkedStory) -> str | None:
    return link.preview.title if link.preview else None


def _less_site(title: str, said: str) -> bool:
    return bool(title) and (said.startswith(title) or said.endswith(title))


def _given(html: bytes) -> set[str]:
    """The titles that a page displays or gives itself: what the marked pages' gold counts as right too."""
    soup = BeautifulSoup(html, "lxml")
    shown = [heading.get_text(" ") for heading in soup.find_all("h1")]
    metas = [str(meta.get("content")) for meta in soup.find_all("meta", attrs={"property": re.compile("og:title")})]
    scripts = " ".join(script.get_text() for script in soup.find_all("script", type="application/ld+json"))
    return {plain(title) for title in (*shown, *metas, *re.findall(r'"headline"\s*:\s*"([^"]+)"', scripts))}


def _same_day(said: str, found: str | None) -> bool:
    """The same day as written, or the same moment in another zone."""
    if not found:
        return False
    try:
        moments = [datetime.fromisoformat(each) for each in (said, found)]
        same_moment = all(moment.tzinfo for moment in moments) and moments[0] == moments[1]
    except ValueError:
        same_moment = False
    return said[:10] == found[:10] or same_moment


def share(right: Sequence[bool]) -> str:
    return f"{sum(right)} of {len(right)} = {sum(right) / len(right):.3f}" if right else "none marked"


def times(shared: Path, pages: Sequence[Marked], cache: Path) -> None:
    html = (shared / "seed" / "article.html").read_text(encoding="utf-8")
    with closing(service(cache)) as told:
        story = told.tell(EnrichRequest(html=html, url="https://host.example/story"))
        texts = [decode(page.html) for page in pages]
        alone = [least_ms(lambda: told.unfurler.preview(ANYWHERE, html=text)) for text in texts]  # noqa: B023
        adding = [least_ms(lambda: told.unfurler.preview(ANYWHERE, html=text, story=story)) for text in texts]  # noqa: B023
    for what, spent in (("preview", alone), ("preview and what it adds", adding)):
        spent.sort()
        print(
            f"  ms from HTML to {what}: median {statistics.median(spent):.1f}, 95th {spent[int(0.95 * len(spent))]:.1f}"
        )


def least_ms(work: Callable[[], object]) -> float:
    """The least of some rounds, on the clock."""
    spent = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        spent.append((time.perf_counter() - started) * 1000)
    return min(spent)


def main(shared: Path) -> None:
    attacks()
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        seed(shared, cache)
        for name, pages in (
            ("extraction", list(marked_extraction(shared / "extraction"))),
            ("pages (held against what Readability returns, no gold)", list(marked_pages(shared / "pages"))),
        ):
            previews(name, pages, cache)
            times(shared, pages, cache)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))

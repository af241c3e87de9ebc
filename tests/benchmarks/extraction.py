"""How long reading a page takes, beside trafilatura's bare_extraction on the same pages, taking turns. Run it; no test.

.venv/bin/python tests/benchmarks/extraction.py DIR [ROUNDS]

DIR holds the pages as html/*.html.gz. Prints the processor's time a page (median, 95th percentile; the least of the
rounds for each page), our share of trafilatura's, and the peak memory of a process that reads all pages with each.
"""

from __future__ import annotations

import gzip
import logging
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from backstory.errors import InputError
from backstory.extract import read_page

ROUNDS = 5
Reader = Callable[[str], object]


def ours(html: str) -> object:
    try:
        return read_page(html, "https://host.example/a-story")
    except InputError as refused:
        return refused


def trafilaturas() -> Reader | None:
    try:
        from trafilatura import bare_extraction
    except ImportError:
        return None
    logging.disable(logging.CRITICAL)
    return lambda html: bare_extraction(html, url="https://host.example/a-story", with_metadata=True)


def pages_of(folder: Path) -> list[str]:
    paths = sorted((folder / "html").glob("*.html.gz"))
    if not paths:
        sys.exit(f"no pages at {folder}/html/*.html.gz")
    return [gzip.decompress(path.read_bytes()).decode("utf-8", "replace") for path in paths]


def timed(pages: list[str], readers: dict[str, Reader], rounds: int) -> dict[str, list[float]]:
    """Milliseconds a page: every reader reads a page before any reads the next."""
    least: dict[str, list[float]] = {name: [float("inf")] * len(pages) for name in readers}
    for _ in range(rounds):
        for number, html in enumerate(pages):
            for name, read in readers.items():
                start = time.process_time()
                read(html)
                least[name][number] = min(least[name][number], (time.process_time() - start) * 1000)
    return least


def p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, round(0.95 * len(values)))]


def peak_mb(folder: Path, name: str) -> float:
    """Peak memory of a process of its own that reads all pages once."""
    done = subprocess.run(
        [sys.executable, __file__, str(folder), "--once", name], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def once(folder: Path, name: str) -> None:
    read = ours if name == "backstory" else trafilaturas()
    for html in pages_of(folder):
        if read:
            read(html)
    # getrusage() would count what the process that started this one held.
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    print(next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM")))


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    if "--once" in sys.argv:
        return once(folder, sys.argv[-1])
    readers: dict[str, Reader] = {"backstory": ours}
    if other := trafilaturas():
        readers["trafilatura"] = other
    else:
        print("trafilatura is not installed here, so there is nothing to compare with: pip install trafilatura")
    pages = pages_of(folder)
    least = timed(pages, readers, int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS)
    for name, values in least.items():
        print(
            f"{name:<12} median {statistics.median(values):6.2f} ms  p95 {p95(values):6.2f} ms  "
            f"peak {peak_mb(folder, name):4.0f} MB   ({len(pages)} pages)"
        )
    if other:
        mine, theirs = least["backstory"], least["trafilatura"]
        print(f"share        median {statistics.median(mine) / statistics.median(theirs):6.2f}     ", end="")
        print(f"p95 {p95(mine) / p95(theirs):6.2f}")
    return None


if __name__ == "__main__":
    main()

"""How fast names are linked, with a small pack and with one of millions of names. Run it; it is no test.

.venv/bin/python tests/benchmarks/linking.py GOLD SMALL.pack BIG.pack [ROUNDS]

GOLD is a file or folder of texts as `backstory evaluate linking` reads them; big_pack.py makes BIG.pack. Prints words
a second of the processor's time with each pack, taking turns, and how often both link alike. Then, each in a process
of its own: how long it takes to open the pack and ask once, with its pages in the system's cache and without; and how
much memory it takes to link every text once, the process's own and what is mapped from the pack, which the system may
take back.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from backstory.cli.linked import Texts, link_all, peak_mb
from backstory.service.assembly import Service, assemble
from backstory.service.settings import Settings
from backstory_research.evaluation.linking import load

ROUNDS = 5


def service_of(pack: Path) -> Service:
    return assemble(Settings(packs=(pack,)))


def speeds(gold: Path, packs: list[Path], rounds: int) -> None:
    """Words a second with each pack; every pack links all texts before any does so again."""
    texts = load(gold)
    services = [service_of(pack) for pack in packs]
    linked = [link_all(texts, service)[0] for service in services]  # which also warms them
    timings: list[list[float]] = [[] for _ in packs]
    for _ in range(rounds):
        for spent, service in zip(timings, services, strict=True):
            spent.append(link_all(texts, service)[1].words_a_processor_second)
    for pack, spent, service in zip(packs, timings, services, strict=True):
        about = service.ready()[0]
        print(
            f"{pack.name:<24} {about.entities:>10,} entities {about.surfaces:>10,} names  "
            f"{statistics.median(spent):>8,.0f} words a second (median; best {max(spent):,.0f})"
        )
        service.close()
    ratios = [small / big for small, big in zip(timings[0], timings[-1], strict=True)]
    print(f"with the big pack {statistics.median(ratios):.2f} times slower; {alike(*linked):.2%} of links are the same")


def alike(small: dict[str, Texts], big: dict[str, Texts]) -> float:
    """The share of predictions that are the same with both packs."""
    ours, theirs = (
        {
            (document.id, p.start, p.end, p.entity)
            for texts in linked.values()
            for document, found in texts
            for p in found
        }
        for linked in (small, big)
    )
    return len(ours & theirs) / max(1, len(ours | theirs))


def opened(pack: Path) -> float:
    """Milliseconds until a new process has its first answer from the pack, imports left out."""
    done = subprocess.run([sys.executable, __file__, "--open", str(pack)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def forget(pack: Path) -> None:
    """Take the pack's pages out of the system's cache."""
    handle = os.open(pack, os.O_RDONLY)
    os.fsync(handle)
    os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(handle)


def open_once(pack: Path) -> None:
    began = time.perf_counter()
    with closing(service_of(pack)) as service:
        service.knowledge.candidates(["London"])
        print((time.perf_counter() - began) * 1000)


def link_once(gold: Path, pack: Path) -> None:
    with closing(service_of(pack)) as service:
        link_all(load(gold), service)
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
        told = {
            name: int(value.split()[0]) / 1024
            for name, _, value in (line.partition(":") for line in lines)
            if "kB" in value
        }
        print(
            f"{pack.name:<24} resident {told['VmRSS']:.0f} MB, at most {peak_mb():.0f} MB: "
            f"its own {told['RssAnon']:.0f} MB, mapped {told['RssFile']:.0f} MB"
        )


def main() -> None:
    if sys.argv[1:2] == ["--open"]:
        return open_once(Path(sys.argv[2]))
    if sys.argv[1:2] == ["--link"]:
        return link_once(Path(sys.argv[2]), Path(sys.argv[3]))
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    gold, packs = Path(sys.argv[1]), [Path(sys.argv[2]), Path(sys.argv[3])]
    speeds(gold, packs, int(sys.argv[4]) if len(sys.argv) > 4 else ROUNDS)
    for pack in packs:
        warm = statistics.median(opened(pack) for _ in range(ROUNDS))
        forget(pack)
        print(f"{pack.name:<24} opened and asked in {warm:.0f} ms, with an empty cache in {opened(pack):.0f} ms")
    for pack in packs:
        subprocess.run([sys.executable, __file__, "--link", str(gold), str(pack)], check=True)
    return None


if __name__ == "__main__":
    main()

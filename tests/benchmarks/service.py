"""Figures of the service on this machine: start to first answer, warm answers, memory. Run it; it is no test.

.venv/bin/python tests/benchmarks/service.py [PAGE.html]
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "fixtures" / "pages" / "wagner-arms" / "source.html"
PORT = 8799
ROUNDS = 200


def ask(body: bytes) -> bytes:
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}/enrich", data=body, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read()


def resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def main() -> None:
    page = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE
    body = json.dumps({"html": page.read_text(encoding="utf-8"), "url": "https://courier.example/story"}).encode()
    began = time.perf_counter()
    service = subprocess.Popen(
        [sys.executable, "-c", "from backstory.cli.main import main; main()", "serve", "--port", str(PORT)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ},
    )
    try:
        while True:
            try:
                first = ask(body)
                break
            except (urllib.error.URLError, ConnectionError):
                if time.perf_counter() - began > 30:
                    raise
                time.sleep(0.01)
        started_s = time.perf_counter() - began
        times = []
        for _ in range(ROUNDS):
            before = time.perf_counter()
            ask(body)
            times.append((time.perf_counter() - before) * 1000)
        times.sort()
        cards = len(json.loads(first)["cards"])
        print(f"page: {page.name}, {len(body):,} bytes in, {len(first):,} out, {cards} cards")
        print(f"start to first answer: {started_s:.2f} s")
        median, p95 = statistics.median(times), times[int(0.95 * ROUNDS)]
        print(f"warm: median {median:.1f} ms, p95 {p95:.1f} ms ({ROUNDS} requests)")
        print(f"resident: {resident_mb(service.pid):.0f} MB")
    finally:
        service.terminate()
        service.wait(10)


if __name__ == "__main__":
    main()

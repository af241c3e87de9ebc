"""How long single pages take to read, where the pages lie beside the repository."""

from __future__ import annotations

import gzip
import time
from contextlib import suppress

import pytest

from backstory.errors import InputError
from backstory.extract import decode, read_page
from tests.conftest import SHARED

PAGES = SHARED / "pages"
MOST_S = 1.0  # of the processor, so other work on the machine does not count
pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not PAGES.is_dir(), reason=f"the pages are not here: {PAGES}"),
]


def test_every_page_is_read_within_a_second_of_the_processor() -> None:
    spent: dict[str, float] = {}
    for path in sorted(PAGES.rglob("*.html.gz")):
        html = decode(gzip.decompress(path.read_bytes()))
        start = time.process_time()
        with suppress(InputError):
            read_page(html, "https://host.example/a-story")
        spent[str(path.relative_to(PAGES))] = time.process_time() - start
    assert spent, "there is no page"
    assert {name: round(took, 2) for name, took in spent.items() if took >= MOST_S} == {}

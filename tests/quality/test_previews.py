"""Previews of marked pages, where the evaluation data lies beside the repository."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from backstory.formats.json_api import EnrichRequest
from backstory.model import Answer, LinkedStory
from backstory.pipeline import Limits
from backstory.previews.unfurl import Unfurler
from backstory.service.assembly import Service
from backstory_research.evaluation.extraction.gold import GoldPage, load
from backstory_research.evaluation.extraction.measure import headline_is, score_date
from tests.conftest import SHARED

PAGES, SEED = SHARED / "extraction", SHARED / "seed" / "article.html"
pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not PAGES.is_dir(), reason=f"the evaluation data is not here: {PAGES}"),
]
Seen = list[tuple[GoldPage, LinkedStory]]


@pytest.fixture
def seen(service: Service) -> Iterator[Seen]:
    """Every marked page as one that the seed story links to."""
    story: Answer = service.tell(EnrichRequest(html=SEED.read_text(encoding="utf-8")))
    limits = Limits(min_confidence=service.settings.min_confidence)
    with closing(Unfurler(None, knowledge=service.knowledge, limits=limits, today=date.today)) as unfurler:
        pages = load(PAGES).pages.values()
        yield [(page, unfurler.preview(page.url or "", html=page.html(), story=story)) for page in pages]


def test_titles_and_dates_of_linked_pages_are_right_and_quotes_are_theirs(seen: Seen) -> None:
    told = [(page.meta, link.preview) for page, link in seen if page.meta and link.preview]
    titles = [right for meta, preview in told if (right := headline_is(meta, preview.title)) is not None]
    dates = [score_date(meta, preview.published) for meta, preview in told if meta.days]
    assert len(titles) >= 100
    assert sum(titles) / len(titles) >= 0.97
    assert sum(found.right for found in dates) / len(dates) >= 0.95
    for _, link in seen:
        assert link.adds is not None
        assert len(link.adds.quotes) <= 2
        assert all(len(quote.exact) <= 320 for quote in link.adds.quotes)
        assert link.adds.relation in {"background", "later", "same_day", "related", "other"}
    assert sum(bool(link.adds and link.adds.quotes) for _, link in seen) >= 0.9 * len(seen)

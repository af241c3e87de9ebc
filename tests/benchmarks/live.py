"""Figures of live look-ups on this machine, cold and warm, against a real MediaWiki. Run it; it is no test.

.venv/bin/python tests/benchmarks/live.py SHARED

SHARED holds the evaluation data: mediawiki/, seed/, samples/. The starter pack is switched off: every card of the seed
story comes from the wiki. Then a page of many names, with statements out of Wikidata's items of 2019, given by a
server of ours. Prints requests, milliseconds, cards and the senses of the ambiguous names.
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.knowledge.live.stories import empty_pack  # noqa: E402
from tests.knowledge.recorded import MANY_NAMES  # noqa: E402
from tests.support.mediawiki_server import MediaWiki, serve  # noqa: E402
from tests.support.wikidata_server import Wikidata, dumped_items  # noqa: E402

from backstory.formats.json_api import EnrichRequest, Options  # noqa: E402
from backstory.model import Answer  # noqa: E402
from backstory.service.assembly import Service, assemble  # noqa: E402
from backstory.service.settings import Settings  # noqa: E402

AMBIGUOUS = ("Wagner", "Kirby", "Cleverly", "IRA")
ROUNDS = 20


def service_on(wiki: MediaWiki, wikidata: str, folder: Path) -> Service:
    folder.mkdir()
    return assemble(
        Settings(
            packs=(empty_pack(folder),),
            live=True,
            live_api=wiki.api,
            live_wikidata=wikidata,
            live_wiki="enwiki",
            contact="benchmark@backstory.example",
            cache_dir=folder / "cache",
            config_dir=folder / "config",
        )
    )


def told(service: Service, request: EnrichRequest) -> tuple[Answer, float]:
    began = time.perf_counter()
    story = service.tell(request)
    return story, 1000 * (time.perf_counter() - began)


def measure(name: str, request: EnrichRequest, wiki: MediaWiki, wikidata: Wikidata | None, folder: Path) -> None:
    with closing(service_on(wiki, wikidata.api if wikidata else "", folder)) as service:
        service.tell(EnrichRequest(text="Warm the code up."))

        def asked() -> int:
            return len(wiki.requests()) + (len(wikidata.requests) if wikidata else 0)

        before = asked()
        story, cold_ms = told(service, request)
        cold = asked() - before
        warm_ms = sorted(told(service, request)[1] for _ in range(ROUNDS))
        warm = asked() - before - cold
        facts = sum(len(card.then) + len(card.since) + len(card.facts) for card in story.cards)
        print(f"{name}: {len(story.cards)} cards, {facts} facts, {len(story.gaps)} gaps")
        print(f"  cold: {cold} requests, {cold_ms:.0f} ms")
        print(f"  warm: {warm} requests, median {warm_ms[ROUNDS // 2]:.0f} ms, slowest {warm_ms[-1]:.0f} ms")
        for gap in story.gaps:
            print(f"  gap: {gap.what}: {gap.why}")
        shown = {card.entity.id for card in story.cards}
        for linked in {each.mention.surface: each for each in story.mentions}.values():
            if linked.mention.surface in AMBIGUOUS and linked.entity:
                card = "card" if linked.entity.id in shown else "no card"
                print(f"  {linked.mention.surface}: {linked.entity.id} ({linked.confidence:.2f}, {card})")


def main() -> None:
    shared = Path(sys.argv[1])
    seed = EnrichRequest(
        html=(shared / "seed" / "article.html").read_text(encoding="utf-8"),
        url="https://www.globalvillagespace.com/story/",
        options=Options(live=True),
    )
    trolls = EnrichRequest(
        text="The trolls of the IRA worked for Yevgeny Prigozhin in Saint Petersburg. The Russian company paid people "
        "to comment on the election of Donald Trump.",
        published="2023-01-20",
        options=Options(live=True),
    )
    names = [*MANY_NAMES, "Wagner", "John Kirby", "IRA", "Cleverly", "KCNA", "NSC", "White House", "Robert Wagner"]
    many = EnrichRequest(
        text=" ".join(f"They spoke of {name} for an hour." for name in names),
        published="2023-01-20",
        options=Options(live=True, max_cards=60, min_confidence=0.5),
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "wiki").mkdir()
        wikidata = Wikidata(dumped_items())
        try:
            with serve(folder / "wiki") as wiki:
                measure("seed story, Wikipedia alone", seed, wiki, None, folder / "a")
                measure("seed story, with Wikidata", seed, wiki, wikidata, folder / "b")
                measure("the trolls", trolls, wiki, None, folder / "c")
                measure(f"{len(names)} names, with Wikidata", many, wiki, wikidata, folder / "d")
        finally:
            wikidata.stop()


if __name__ == "__main__":
    main()

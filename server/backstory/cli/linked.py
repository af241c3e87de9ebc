"""Gold texts through the product's own linker, timed."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from tqdm import tqdm

from backstory.model import Document, LinkedMention, Mention, Metadata, Page
from backstory.pipeline import link
from backstory.service.assembly import Service
from backstory.watch import Watch
from backstory_research.evaluation.linking.gold import GoldDocument, GoldSet
from backstory_research.evaluation.linking.readings import Prediction
from backstory_research.evaluation.linking.report import Timings

Texts = list[tuple[GoldDocument, list[Prediction]]]


def link_all(gold: GoldSet, service: Service, *, given: bool = False) -> tuple[dict[str, Texts], Timings]:
    """Every text linked by the packs, as `backstory link` does, by benchmark; `given`: with the marked spans given.

    Nothing but the text, its language and day, and, where given, the spans reaches the linker.
    Raises: OutOfTime, PackError.
    """
    linked: dict[str, Texts] = {name: [] for name in gold}
    stages_ms: Counter[str] = Counter()
    seconds, processor_s, words = 0.0, 0.0, 0
    everything = [(name, document) for name, documents in gold.items() for document in documents]
    for name, document in tqdm(everything, file=sys.stderr, disable=None, leave=False, unit=" texts"):
        text = document.text
        spans = tuple(Mention(m.start, m.end, text[m.start : m.end]) for m in document.mentions) if given else None
        began, busy = time.perf_counter(), time.process_time()
        watch = Watch(time.perf_counter, service.settings.time_limit_s)
        page = Page(Metadata(published=document.published), Document.from_text(text, language=document.language))
        found, _ = link(page, knowledge=service.knowledge, live=None, watch=watch, given=spans, explain=False)
        seconds += time.perf_counter() - began
        processor_s += time.process_time() - busy
        words += len(text.split())
        stages_ms.update({stage: spent for stage, spent in watch.timings_ms.items() if stage != "total"})
        linked[name].append((document, [_prediction(each) for each in found]))
    return linked, Timings(words, seconds, processor_s, dict(stages_ms), peak_mb())


def _prediction(linked: LinkedMention) -> Prediction:
    mention, entity = linked.mention, linked.entity
    if entity is None:
        return Prediction(mention.start, mention.end, None, confidence=linked.confidence)
    name = "" if entity.label == entity.id else entity.label  # packs call an entity without a name by its id
    return Prediction(mention.start, mention.end, entity.id, name, linked.confidence)


def peak_mb() -> float | None:
    """The most resident memory that this process has held, in MB; None where the system does not say."""
    status = Path("/proc/self/status")  # getrusage() would count what the process that started this one held
    if not status.is_file():
        return None
    told = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines())
    return int(told["VmHWM"].split()[0]) / 1024 if "VmHWM" in told else None

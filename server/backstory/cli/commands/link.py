"""Find and link the names of texts (JSON lines)."""

from __future__ import annotations

import time
from typing import Any

import click

from backstory.cli.inputs import answer_all, compact, json_lines
from backstory.cli.options import knowledge_options, settings_from, with_contact
from backstory.errors import InputError
from backstory.model import Mention


@click.command("link")
@click.argument("inputs", nargs=-1, metavar="[FILE|-]...")
@click.option(
    "--concepts", is_flag=True, help="What stands in small letters too, where the pack has an entry of that name."
)
@knowledge_options
def command(inputs: tuple[str, ...], concepts: bool, **given: Any) -> None:
    """Find and link the names of texts: lines {"id","text","mentions"?} in, lines {"id","mentions"} out.

    Offsets are half-open code points of the text as given. Given mentions are linked as they are, none is dropped.
    """
    from backstory.model import Document, Metadata, Page
    from backstory.pipeline import link
    from backstory.service.assembly import assemble
    from backstory.watch import Watch

    service = assemble(with_contact(settings_from(**given)))

    def answer(value: dict[str, Any]) -> str:
        text = value.get("text")
        if not isinstance(text, str):
            raise InputError('has no "text"; a line is {"id","text","mentions"?}')
        page = Page(Metadata(), Document.from_text(text))
        watch = Watch(time.perf_counter, service.settings.time_limit_s)
        live = service.live_for("en") if service.settings.live else None
        linked, _ = link(
            page,
            knowledge=service.knowledge,
            live=live,
            watch=watch,
            given=_given(value, text),
            concepts=concepts,
            explain=False,
        )
        return compact(
            {
                "id": value.get("id"),
                "mentions": [
                    {
                        "start": each.mention.start,
                        "end": each.mention.end,
                        "entity": each.entity.id if each.entity else None,
                        "confidence": round(each.confidence, 4),
                    }
                    for each in linked
                ],
            }
        )

    answer_all(json_lines(inputs), answer, total=None)


def _given(value: dict[str, Any], text: str) -> tuple[Mention, ...] | None:
    """The mentions of the line. Raises: InputError, when one does not lie in the text."""
    given = value.get("mentions")
    if given is None:
        return None
    if not isinstance(given, list):
        raise InputError('"mentions" is no list')
    spans = []
    for number, mention in enumerate(given):
        start, end = (mention.get("start"), mention.get("end")) if isinstance(mention, dict) else (None, None)
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            raise InputError(f"mentions[{number}]: start and end have to be whole numbers that lie in the text")
        spans.append(Mention(start, end, text[start:end]))
    return tuple(spans)

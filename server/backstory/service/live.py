"""Settings -> live sources, made when the first question is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backstory.errors import InputError
from backstory.service.settings import Settings
from backstory.service.upkeep import live_answers

if TYPE_CHECKING:
    from backstory.knowledge.live import Live


def check_live(settings: Settings) -> None:
    """Nothing, where the settings for live sources go together. Raises: InputError."""
    if not settings.live:
        return
    if not settings.contact:
        raise InputError(
            "live sources need the operator's contact (an e-mail or web address), which Wikipedia asks every client to "
            "name: set --contact or BACKSTORY_CONTACT, or leave --live off"
        )
    from backstory.knowledge.http_client.line import user_agent

    user_agent(settings.contact)


def open_live(settings: Settings, *, batch: bool = False) -> Live:
    """The live sources of these settings. `batch`: nobody waits for the answers.

    Raises: InputError, when an address or the contact cannot be used.
    """
    # requests-cache costs 0.1 s to import; a service that never asks should not pay it at its start
    from backstory.knowledge.live import open_sources

    return open_sources(
        api=settings.live_api,
        wiki=settings.live_wiki,
        wikidata=settings.live_wikidata or None,
        contact=settings.contact or "",
        store=settings.live_cache or live_answers(settings),
        offline=settings.live_offline,
        per_minute=settings.live_per_minute,
        batch=batch,
    )

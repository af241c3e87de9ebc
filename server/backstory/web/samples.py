"""The sample story of the start page, told once by the service itself."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from importlib.resources import files

from markupsafe import Markup

from backstory.errors import BackstoryError
from backstory.formats import note_markup, story_markup
from backstory.formats.json_api import EnrichRequest
from backstory.service.assembly import Service

_HEADING_LEVEL = 2  # the start page's own name is the first heading


@dataclass(frozen=True, slots=True)
class Told:
    """The sample as markup, with the note that stands open beside it; or why there is none."""

    story: Markup
    note: Markup
    failure: str | None = None


class Sample:
    """Tells the sample at the first request and keeps it; a failure is not kept."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._told: Told | None = None

    def told(self) -> Told:
        """The sample, told."""
        with self._lock:
            if self._told is None:
                try:
                    story = self._service.tell(EnrichRequest(html=_page()))
                except BackstoryError as error:
                    return Told(Markup(), Markup(), str(error))
                self._told = Told(story_markup(story, level=_HEADING_LEVEL), note_markup(story))
            return self._told


def _page() -> str:
    return files("backstory.web").joinpath("sample", "story.html").read_text(encoding="utf-8")

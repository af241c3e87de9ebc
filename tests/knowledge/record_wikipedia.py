"""Records `fixtures/wikipedia` anew from the real MediaWiki: python -m tests.knowledge.record_wikipedia"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import requests

from backstory.knowledge.http_client import forgetful
from tests.knowledge.local_wiki import asking
from tests.knowledge.recorded import FOLDER, PAGES, WIKI
from tests.support.mediawiki_server import MediaWiki, serve


def record(wiki: MediaWiki) -> None:
    """Ask what the tests ask, and keep each answer as a file."""
    answers: dict[
        str, tuple[dict[str, str], dict[str, object]]
    ] = {}  # by question; the cached session tells each twice

    def keep(response: requests.Response, **_: object) -> None:
        place = urlsplit(response.url)
        body = response.text.replace(f"{place.scheme}://{place.netloc}", WIKI)
        answers[place.query] = (dict(parse_qsl(place.query)), json.loads(body))

    store = forgetful()
    store.hooks["response"].append(keep)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    with asking(wiki.api, store, contact="tests@backstory.example", timeout_s=30) as reader:
        for page, names, ids in PAGES:
            reader.candidates(names)
            reader.profiles(ids)
            for number, (question, answer) in enumerate(map(answers.__getitem__, sorted(answers)), start=1):
                kept = json.dumps({"question": question, "answer": answer}, ensure_ascii=False, indent=1)
                (FOLDER / f"{page}-{number}.json").write_text(kept + "\n", encoding="utf-8")
            answers.clear()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as running:
        record(running)

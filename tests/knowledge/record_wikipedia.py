"""Records `fixtures/wikipedia` anew from the real MediaWiki: python -m tests.knowledge.record_wikipedia"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import requests

from backstory.knowledge.wikipedia import Wikipedia
from tests.knowledge.recorded import FOLDER, MANY_NAMES, SEED_NAMES, SENSES, WIKI
from tests.mediawiki_server import MediaWiki, serve


def record(wiki: MediaWiki) -> None:
    """Ask what the tests ask, and keep each answer as a file."""
    answers: list[tuple[dict[str, str], dict[str, object]]] = []

    def keep(response: requests.Response, **_: object) -> None:
        place = urlsplit(response.url)
        body = response.text.replace(f"{place.scheme}://{place.netloc}", WIKI)
        answers.append((dict(parse_qsl(place.query)), json.loads(body)))

    session = requests.Session()
    session.hooks["response"].append(keep)
    live = Wikipedia(
        api=wiki.api, wiki="enwiki", language="en", contact="tests@backstory.example", session=session, timeout_s=30
    )
    try:
        live.candidates(SEED_NAMES)
        live.profiles(SENSES)
        live.candidates(MANY_NAMES)
    finally:
        live.close()
    names = ["titles", "senses", "introductions", *(f"many-{number}" for number in range(1, len(answers) - 2))]
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name, (question, answer) in zip(names, answers, strict=True):
        kept = json.dumps({"question": question, "answer": answer}, ensure_ascii=False, indent=1)
        (FOLDER / f"{name}.json").write_text(kept + "\n", encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as running:
        record(running)

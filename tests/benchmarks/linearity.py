"""Does the work grow as the page does? Doubles 125 kinds of text and markup three times and prints the exponents.

`python tests/benchmarks/linearity.py [NAME...]` prints the exponent over the last two doublings (1: linear) and
seconds at the smallest and the largest size. `tests/service/test_time_limit.py` holds the worst of them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from math import log2
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from backstory.errors import InputError
from backstory.formats.json_api import EnrichRequest
from backstory.service.assembly import Service, assemble
from backstory.service.settings import Settings

Make = Callable[[int], EnrichRequest]

STORY = (
    "Vladimir Putin met Yevgeny Prigozhin in Moscow on Friday, the Kremlin said. The IRA, which Prigozhin paid for, "
    "had closed. The Wagner Group fights near Bakhmut, John Kirby of the White House told reporters in Washington. "
)
# a unit that is repeated; about a thousand words of each are the smallest size
TEXTS = {
    "story": STORY,
    "dashed names": "Smith—",
    "hyphened capitals": "A-",
    "hyphened names": "Moscow-",
    "capitals": "THE BIG DOG ",
    "capitals known": "MOSCOW AND KYIV ",
    "capitals with stops": "THE BIG DOG. ",
    "title case": "The Big Dog Of The North ",
    "one name": "Moscow ",
    "one name and": "Moscow and ",
    "one name of": "Moscow of ",
    "one name with comma": "Moscow, ",
    "one name a sentence": "He saw Moscow today. ",
    "person": "Vladimir Putin ",
    "person a sentence": "So said Vladimir Putin there. ",
    "short forms": "Then Vladimir Putin spoke, and Putin left. ",
    "acronym": "IRA ",
    "acronym in brackets": "Internet Research Agency (IRA) ",
    "possessives": "Putin’s ",
    "elisions": "l’Oréal d’Estaing ",
    "initials": "J. R. R. Tolkien ",
    "single letters": "A ",
    "dotted letters": "U.S.A. ",
    "dots": "a. ",
    "quotes": "“Target” ",
    "open quotes": "“Moscow ",
    "brackets": "(Moscow ",
    "closing brackets": "Moscow) ",
    "numbers": "2018 ",
    "numbers of names": "2018 Winter Olympics ",
    "number runs": "19 20 21 Moscow ",
    "titles": "President ",
    "titles and names": "President Putin ",
    "titles of": "President of the ",
    "bodies": "University of Moscow ",
    "bodies unknown": "Institute of Blorg ",
    "joiners": "Bank of the West of the ",
    "commas": "Washington, D.C., ",
    "commas lower": "moscow, ",
    "lower": "moscow and kyiv were cold ",
    "newlines": "Moscow\n",
    "empty lines": "Moscow\n\n",
    "wrapped": "the quay of the town of the man who went to Moscow and saw it and\n",
    "breaks in sentences": "Moscow.\n",
    "russian": "Владимир Путин в Москве. ",
    "chinese": "莫斯科 普京 ",
    "arabic": "موسكو بوتين ",
    "greek": "Μόσχα Πούτιν ",
    "emoji": "Moscow 🛰️ ",
    "combining": "Mo\u0301scow ",
    "wide": "Ｍｏｓｃｏｗ ",
    "soft hyphens": "Mos\u00adcow ",
    "dates": "On 5 May 2022 Moscow said. ",
    "years": "in 1999, 2003 and 2021 ",
    "appositions": "John Kirby, the spokesman, said. ",
    "appositions open": "John Kirby, the spokesman ",
    "said": "said Kirby, said Putin, said ",
    "unknown names": "Odile Brankovic ",
    "unknown a sentence": "Then came Odile Brankovic, who left. ",
    "unknown capitals": "Xyzzy Plugh ",
    "who clauses": "Odile Brankovic, who saw, who knew, who ",
    "slashes": "Moscow/Kyiv/",
    "ampersands": "Moscow & Kyiv & ",
    "apostrophes": "O'Brien'",
    "ellipses": "Moscow… ",
    "exclamations": "Moscow! ",
    "colons": "Moscow: ",
    "tabs": "Moscow\t",
    "addresses": "12 Main Street, Springfield, IL 62701 ",
    "mails": "a.b@c.example ",
    "urls": "https://example.org/Moscow?a=b ",
    "directions": "North South East West ",
    "months": "May June April ",
    "ordinary": "Target ",
    "letters without end": "ab",
    "capitals without end": "AB",
}  # fmt: skip
DISTINCT = {
    "names all other": lambda i: f"Name{i} Person{i} met Body{i}. ",
    "acronyms all other": lambda i: f"Alpha{i} Beta{i} Gamma{i} (ABG{i}) ",
    "surnames all one": lambda i: f"Anna{i} Smith spoke. ",
    "first names all one": lambda i: f"Anna Smith{i} spoke. ",
    "capitals all other": lambda i: f"DOG{i} CAT{i} ",
}
MARKUP = {
    "paragraphs": "<p>Vladimir Putin met Yevgeny Prigozhin in Moscow on Friday, the Kremlin said.</p>",
    "dashes in paragraphs": "<p>" + "Smith—" * 30 + " said so in Moscow on Friday.</p>",
    "hyphens in paragraphs": "<p>" + "A-" * 60 + " said so in Moscow on Friday.</p>",
    "spans": "<span>Moscow </span>",
    "nested spans": "<span>Moscow ",
    "nested divs": "<div>Moscow ",
    "nested lists": "<ul><li>Moscow ",
    "nested tables": "<table><tr><td>Moscow ",
    "nested quotes": "<blockquote>Moscow said. ",
    "open bold": "<b>Moscow ",
    "open links": "<a href='/x'>Moscow ",
    "links": "<a href='/x'>Moscow said so</a> ",
    "links in paragraphs": "<p>Read more: <a href='/moscow'>Moscow said it was so on Friday</a></p>",
    "list items": "<li>Moscow said so on Friday.</li>",
    "list links": "<li><a href='/moscow'>Moscow said so on Friday</a></li>",
    "headings": "<h2>Moscow said so</h2><p>So it was, said the man in the town of Kyiv.</p>",
    "only headings": "<h2>Moscow said so</h2>",
    "sections": "<section><h3>More</h3><p>Moscow said so.</p></section>",
    "articles": "<article><h2>Moscow</h2><p>Moscow said so on Friday, and Kyiv did not.</p></article>",
    "asides": "<aside>Moscow said so.</aside>",
    "breaks": "Moscow said so.<br>",
    "double breaks": "Moscow said so.<br><br>",
    "rows": "<tr><td>Moscow</td><td>Kyiv</td></tr>",
    "entities": "&amp;Moscow&nbsp;",
    "broken tags": "<Moscow said ",
    "stray ends": "</p></div>Moscow ",
    "attributes": "<p class='a b c' id='x' style='color:red' data-a='1'>Moscow said so.</p>",
    "hidden": "<p hidden>Moscow said so.</p>",
    "styles": "<p style='display:none'>Moscow said so.</p>",
    "scripts": "<script>var a = '<p>Moscow</p>';</script>",
    "json-ld": '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Moscow"}</script>',
    "metas": "<meta property='og:title' content='Moscow'>",
    "times": "<time datetime='2022-05-05'>5 May</time> Moscow ",
    "figures": "<figure><img src='/a.jpg'><figcaption>Moscow on Friday.</figcaption></figure>",
    "templates": "<template shadowrootmode='open'><p>Moscow</p></template>",
    "nested templates": "<template shadowrootmode='open'><p>Moscow",
    "comments": "<!-- Moscow --><p>Moscow said so.</p>",
    "open comments": "<!-- Moscow ",
    "forms": "<form><label>Moscow</label><input></form>",
    "font": "<font><p>Moscow ",
    "promos": "<div class='promo related'><a href='/m'>Moscow said so</a></div>",
    "nested promos": "<div class='related'>Moscow ",
    "bylines": "<p class='byline'>By Odile Brankovic</p>",
    "microdata": "<div itemscope itemtype='https://schema.org/Article'><span itemprop='headline'>Moscow</span></div>",
}  # fmt: skip
_WORDS = 1200  # of the smallest text
_CHARACTERS = 40_000  # of the smallest markup


def families() -> Iterator[tuple[str, Make]]:
    """Every kind by its name: a size in, a request out."""
    for name, unit in TEXTS.items():
        count = min(_WORDS // max(1, len(unit.replace("-", " ").replace("—", " ").split())), _CHARACTERS // len(unit))
        yield f"text: {name}", lambda n, unit=unit, count=count: EnrichRequest(text=unit * (n * count))
    for name, unit_of in DISTINCT.items():
        yield (
            f"text: {name}",
            lambda n, unit_of=unit_of: EnrichRequest(text="".join(unit_of(i) for i in range(n * _WORDS // 4))),
        )
    for name, unit in MARKUP.items():
        count = min(_CHARACTERS // len(unit), 900)
        yield (
            f"html: {name}",
            lambda n, unit=unit, count=count: EnrichRequest(
                html=f"<article><h1>Moscow</h1><p>{STORY * 2}</p>{unit * (n * count)}</article>"
            ),
        )


def seconds(service: Service, request: EnrichRequest) -> float:
    """The processor's time for one answer, or for the refusal of what cannot be used."""
    began = time.process_time()
    with suppress(InputError):
        service.enrich(request)
    return time.process_time() - began


def main() -> None:
    only = sys.argv[1:]
    folder = Path(__file__).parents[2] / "build" / "benchmarks"
    with closing(assemble(Settings(cache_dir=folder, time_limit_s=3600))) as service:
        seconds(service, EnrichRequest(text=STORY))
        found = []
        for name, make in families():
            if only and not any(word in name for word in only):
                continue
            took = [seconds(service, make(n)) for n in (1, 2, 4, 8)]
            exponent = log2(max(took[3], 1e-4) / max(took[1], 1e-4)) / 2
            found.append((exponent, name, took))
            print(f"{exponent:6.2f}  {took[0]:7.3f} s  {took[3]:7.3f} s  {name}", flush=True)
    slow = [(exponent, name) for exponent, name, took in found if exponent > 1.3 and took[3] > 0.2]
    print(f"{len(found)} kinds; steeper than 1.3: {len(slow)}; slowest {max(took[3] for _, _, took in found):.1f} s")


if __name__ == "__main__":
    main()

from __future__ import annotations

import pytest

from backstory_packs.importers.officeholders import Holder, holder_of


@pytest.mark.parametrize(
    ("said", "name", "since"),
    [
        ("President Emmanuel MACRON (since 14 May 2017)", "Emmanuel Macron", "2017-05-14"),
        ("S&eacute;bastien LECORNU (since 10 September 2025)", "Sébastien Lecornu", "2025-09-10"),
        ("Prime Minister ABIY Ahmed Ali (since April 2018)", "Abiy Ahmed Ali", "2018-04"),
        ("Prime Minister ANUTIN Charnvirakul (since 5 Sep 2025)", "Anutin Charnvirakul", "2025-09-05"),
        ("President Denis SASSOU-Nguesso (since 1997)", "Denis Sassou-Nguesso", "1997"),
        ("King CHARLES III (since 8 September 2022); represented by X", "King Charles III", "2022-09-08"),
        ("President XI Jinping (since 14 March 2013)", "Xi Jinping", "2013-03-14"),
        ("Interim President Gen. Ada QUILL (since 1 May 2025)", "Ada Quill (interim)", "2025-05-01"),
        ("Prime Minister Fiame MATA'AFA (since 24 May 2021)", "Fiame Mata'afa", "2021-05-24"),
        ("Prime Minister Pat O'BRIEN (since 24 May 2021)", "Pat O'Brien", "2021-05-24"),
        ("Prime Minister Ada DE QUILL (since 24 May 2021) <br>", "Ada de Quill", "2021-05-24"),
    ],
)
def test_a_plain_holder_is_read(said: str, name: str, since: str) -> None:
    assert holder_of(said) == Holder(name, since)


@pytest.mark.parametrize(
    "said",
    [
        "Michael RANDRIANIRINA (Col.)",
        "President, Presidential Council, Mohammed al-MANFI (since 5 February 2021)",
        "Sovereign Council Chair and Commander-in-Chief General Abd al-BURHAN (since 11 November 2021)",
        "President of the Swiss Confederation Guy PARMELIN (since 1 January 2026)",
        "GNU Interim Prime Minister Abd-al-Hamid DUBAYBAH (since 5 February 2021)",
        "President Ada QUILL (since 4 Smarch 2021)",
        "the office is vacant (since 2021)",
        "",
    ],
)
def test_what_is_not_plainly_said_is_no_holder(said: str) -> None:
    assert holder_of(said) is None

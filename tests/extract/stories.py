"""Stories of the tests' own: paragraphs long enough to be prose, and a page around them."""

from __future__ import annotations

FERRY = "The ferry between Oldhaven and the islands will stop running in winter, the harbour board said on Tuesday."
BOARD = "Two of its three boats are older than their captains, and the board has no money to have them repaired."
ISLANDERS = "Islanders heard of it from the radio; their shop holds bread and batteries for nine days, its keeper said."
MAYOR = "The mayor of Oldhaven promised a barge for the post and the doctor until the boats are back in spring."
PARAGRAPHS = (FERRY, BOARD, ISLANDERS, MAYOR)


def paragraphs(*texts: str) -> str:
    """Each text in a paragraph of its own."""
    return "".join(f"<p>{text}</p>" for text in texts or PARAGRAPHS)


def page(body: str, *, head: str = "", title: str = "Ferry to the islands stops for winter", lang: str = "en") -> str:
    """A page whose article holds a headline and this body."""
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title} | Oldhaven Echo</title>{head}</head>'
        f'<body><article><h1>{title}</h1><div class="article-body">{body}</div></article></body></html>'
    )


def with_inside(middle: str) -> str:
    """The story with something between its second and third paragraph."""
    return page(paragraphs(FERRY, BOARD) + middle + paragraphs(ISLANDERS, MAYOR))

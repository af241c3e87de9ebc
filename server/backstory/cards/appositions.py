"""What the story itself says of a name where it stands: an apposition, a clause, a role before it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backstory.model import Document, Mention

_LEAST = 6  # characters of words that say something
_ROLE_NOUN = (
    r"(?i:minister|secretary|president|chancellor|spokes(?:man|woman|person)|director|chief(?: executive)?|officer|"
    r"commander|general|colonel|captain|ambassador|envoy|senator|governor|mayor|judge|lawyer|attorney|prosecutor|"
    r"professor|researcher|scientist|analyst|economist|historian|author|writer|poet|artist|sculptor|actor|actress|singer|"
    r"footballer|player|coach|manager|teacher|doctor|nurse|engineer|farmer|activist|journalist|reporter|editor|"
    r"businessman|businesswoman|entrepreneur|founder|owner|resident|student|witness|leader|candidate|chairman|chairwoman|"
    r"chair|head|deputy|aide|adviser|advisor|critic|expert|officials?|king|queen|prince|princess|bishop|archbishop|"
    r"pastor|imam|rabbi|group|company|agency|organisation|organization|charity|startup|firm|militia|party|city|town|village)"
)
_UP_TO = r"(?=[,;—–\n]|\.(?:\s|\Z)|\s[-–—]\s|\sand\s(?:said|told))"
_WORDS = r"[^,.;:!?()—–\n]{3,140}?"
# "Jane Roe, a retired teacher from Leeds, said": the apposition up to the comma that closes it.
_APPOSITION = re.compile(
    r"['’]?,\s+((?:"
    r"(?:an?|one of|(?:now|then) (?:an?|the)|\d{1,3},\s+(?:an?|the|who)|who|whose)\s"
    r"|the\s(?![^,.;\n]*\sand\s)"  # "…, the coast and the hills" goes on with a list
    r"|[A-Z][\w-]+['’]s\s(?=[a-z])"  # "Smith's attorney"
    r"|(?:(?:former|senior|vice|deputy|associate|assistant|executive|chief|ranking|managing)\s)*"
    + _ROLE_NOUN
    + r"\s(?:of|for|at|in|with)\s)"
    + _WORDS
    + ")"
    + _UP_TO
)
# "the Harbour Commission, which licenses boats": after a name without "the", which may speak of the whole before it.
_WHICH = re.compile(r",\s+(which\s(?:is|was|has|had|[a-z]+s)\s" + _WORDS + ")" + _UP_TO)
# "Roe (a nurse)", "Roe – a nurse –".
_BRACKETS = re.compile(r"\s\(((?:an?|the)\s[^()\n]{3,140})\)")
_DASHED = re.compile(r"\s[–—-]\s((?:an?|the|who)\s[^–—\n.;]{3,140}?)\s[–—-]\s")
# "Roe is a nurse": a clause of the name's own.
_IS = re.compile(r"\s((?:is|was)\s(?:an?|the|one of)\s[^,.;:!?()—–\n]{3,140}?)(?=[,;—–\n]|\.(?:\s|\Z)|\swho\s|\sand\s)")
# Not of the name: who reports ("…, the agency said"), or the one who speaks ("a threat to my life").
_NOT_OF_IT = re.compile(
    r"\b(?:said|says|told|reported|reports|added|wrote|noted|according)\Z|\b(?:I|me|my|we|us|our)\b|\s[A-Z]\Z"
    r"|\b(?:St|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|No)\Z|\Athe \w+ \w+ed (?:an?|the|its|his|her|their)\b"
)
# "the retired teacher Jane Roe", "Foreign Secretary James Cleverly": what stands right before a person's name.
_ROLE = re.compile(
    r"(?:\b([Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s)?((?:[\w’'-]+\s){0,5}" + _ROLE_NOUN + r")\s\Z"
)
# "By the Harbour Post, the boat is late": a sentence of its own, no apposition.
_SENTENCE = re.compile(
    r"(?:(?!\b(?:who|that|which|whose)\b).)*?\b(?:is|are|was|were|will|would|has|have|had|can|could|may)\b"
)
_STARTS = frozenset(
    """
    and but or said says told that when while after before as by with from for of in on at to if than he she it they we
    met meets asked asks saw named accused called calls quoted including like against where is was are were has had
    """.split()
)
_LOOKED_BACK = 90  # characters before a name in which a role may stand


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the story about a name: `Document.text[start:end]`."""

    start: int
    end: int


def said_of(document: Document, mention: Mention) -> Said | None:
    """What the story says of a name right after it or right before it; None where it says nothing."""
    return _after(document, mention) or _before(document, mention)


def _after(document: Document, mention: Mention) -> Said | None:
    block_end = next((b.end for b in document.blocks if b.start <= mention.start < b.end), len(document.text))
    rest = document.text[mention.end : min(block_end, mention.end + 200)]
    named_with_the = document.text[max(0, mention.start - 4) : mention.start].lower() == "the "
    for form in (_APPOSITION, *((_WHICH,) if named_with_the else ()), _BRACKETS, _DASHED, _IS):
        match = form.match(rest + "\n")
        if match:
            words = match[1].rstrip()
            told_apart = form is _APPOSITION and not words.startswith(("who", "whose")) and _SENTENCE.match(words)
            if len(words) >= _LEAST and not told_apart and not _NOT_OF_IT.search(words):
                return Said(mention.end + match.start(1), mention.end + match.start(1) + len(words))
    return None


def _before(document: Document, mention: Mention) -> Said | None:
    block_start = next((b.start for b in document.blocks if b.start <= mention.start < b.end), 0)
    start = max(block_start, mention.start - _LOOKED_BACK)
    match = _ROLE.search(document.text[start : mention.start])
    if match is None:
        return None
    words = match[2].split(" ")
    titled = words[-1][:1].isupper()  # "British Foreign Secretary": all of a title is in capitals
    first = len(words) - 1
    while first > 0 and words[first - 1].lower() not in _STARTS and (words[first - 1][:1].isupper() or not titled):
        first -= 1
    role = " ".join(words[first:])
    if len(role) < _LEAST:
        return None
    end = start + match.end(2)
    return Said(end - len(role), end)

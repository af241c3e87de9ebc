"""Which written entry without a Wikidata id a bulk entity surely is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from backstory.knowledge.pack.source import EntityLine
from backstory.text.normalise import normalise
from backstory.text.terms import terms
from backstory_packs.joining.merge import text_of

_FULL_SHARE = 60.0  # of a name: the written entry is what it mostly means
# What kinds of written entries a bulk entity of a kind may be.
_KINDS = {
    "company": frozenset({"company", "organisation", "product"}),
    "organisation": frozenset({"company", "organisation"}),
    "place": frozenset({"place"}),
}
_STATES = terms("country state emirate sultanate kingdom republic principality monarchy federation")
# Words that half of all descriptions have: they tell nobody from a namesake.
_VAGUE = terms(
    "company organisation organization based american british german french japanese chinese international "
    "multinational country city state capital region national public government united kingdom states agency "
    "group service"
)


@dataclass(slots=True)
class Named:
    """A bulk entity by its names, as little of it as finding its like takes."""

    id: str
    kind: str | None
    description: str
    popularity: float
    forms: tuple[str, ...]  # normalised; the label's first
    lines: int = 1  # of the bulk's files that speak of it
    article: str | None = None  # the title of its article, where the source gives it


@dataclass(slots=True)
class Matches:
    """Written ids without a Wikidata id, and the bulk ids that they are."""

    sure: dict[str, str] = field(default_factory=dict)
    doubtful: dict[str, str] = field(default_factory=dict)  # where only name and kind fit


def match(written: Sequence[EntityLine], bulk: Iterable[Named]) -> Matches:
    """Match by name, kind and what is said.

    Sure is a person of the same article: of two of one name it tells which. Sure is any other match where name and kind
    fit, no other entity fits as well, and the descriptions share a telling word, or
    both are states, or the written label is a name of several words and the bulk's label.
    """
    by_form: defaultdict[str, list[Named]] = defaultdict(list)
    by_article: dict[str, Named] = {}
    for one in bulk:
        if one.article:
            by_article[one.article] = one
        for form in one.forms:
            by_form[form].append(one)
    matches = Matches()
    for entity in written:
        title = entity.wikipedia or entity.id.partition(":")[2]
        if entity.id.startswith("Q"):
            continue
        if entity.kind == "person" and title in by_article:
            matches.sure[entity.id] = by_article[title].id
        else:
            _match(entity, by_form, matches)
    claims = Counter(matches.sure.values())
    for id, qid in list(matches.sure.items()):
        if claims[qid] > 1:  # two written entries cannot be one
            matches.doubtful[id] = matches.sure.pop(id)
    return matches


def _match(entity: EntityLine, by_form: Mapping[str, list[Named]], matches: Matches) -> None:
    fits = {
        other.id: other
        for form in sorted(full_names(entity))
        for other in by_form.get(form, ())
        if entity.kind in _KINDS.get(other.kind or "", frozenset())
    }
    if not fits:
        return
    said = _said(entity)
    common = {other.id: len(said & _telling(other.description, entity)) for other in fits.values()}
    best, *rest = sorted(fits.values(), key=lambda other: (-common[other.id], -other.popularity, other.id))
    most = common[best.id] + _both_states(entity, best)
    by_label = " " in normalise(entity.label) and best.forms[0] == normalise(entity.label)
    is_sure = (most or by_label) and all(common[other.id] < most for other in rest)
    if entity.kind == "place" and not own_names(entity) & set(best.forms):
        is_sure = _both_states(entity, best)  # a part of a territory may have the whole's name among its own
    (matches.sure if is_sure else matches.doubtful)[entity.id] = best.id


def full_names(entity: EntityLine) -> set[str]:
    """The normalised names that mostly mean the entity: its label, its article's title, what it has most of."""
    names = own_names(entity)
    for alias in entity.aliases:
        count = None if isinstance(alias, str) else alias.count
        if (count is None or count >= _FULL_SHARE) and " " in normalise(text_of(alias)):
            names.add(normalise(text_of(alias)))
    return names


def own_names(entity: EntityLine) -> set[str]:
    """The normalised label, and the title of the article without what tells it from namesakes."""
    title = entity.wikipedia or entity.id.partition(":")[2]
    return {normalise(entity.label), normalise(title.partition(" (")[0])}


def _both_states(entity: EntityLine, other: Named) -> bool:
    """Whether both are said to be states: of those, no two have one name but for the two Georgias."""
    said = " ".join([entity.description or "", *(f.value for f in entity.facts if f.property == "instance of")])
    return other.description.startswith(("country in ", "state of the United States")) and bool(_STATES & terms(said))


def _said(entity: EntityLine) -> frozenset[str]:
    return _telling(
        " ".join(
            [*(each.text for each in (*entity.descriptions, *entity.summary)), *(fact.value for fact in entity.facts)]
        ),
        entity,
    )


def _telling(text: str, entity: EntityLine) -> frozenset[str]:
    return terms(text) - _VAGUE - terms(entity.label)

"""Which written entry without a Wikidata id a bulk entity surely is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from backstory.knowledge.pack.source import EntityLine
from backstory.surface import key, terms

_FULL_SHARE = 60.0  # of a name: the written entry is what it mostly means
_KINDS = {
    "company": frozenset({"company", "organisation", "product"}),
    "organisation": frozenset({"company", "organisation"}),
    "place": frozenset({"place"}),
}
_STATES = terms("country state emirate sultanate kingdom republic principality monarchy federation")
# Words that half of all descriptions have: they tell nobody from a namesake.
_VAGUE = terms(
    "company organisation organization based american british german french japanese chinese international multinational "
    "country city state capital region national public government united kingdom states agency group service"
)


class Matcher:
    """Matches by name, kind and what is said; what is not certain is told apart.

    `upgrades`: written id -> bulk id, where name and kind fit, no other entity fits as well, and the two descriptions
    share a telling word (or the name has several words and is the written label itself).
    `doubtful`: where only name and kind fit.
    """

    def __init__(self, written: Sequence[EntityLine], bulk: Iterable[EntityLine]) -> None:
        self.upgrades: dict[str, str] = {}
        self.doubtful: dict[str, str] = {}
        known = {entity.id for entity in written}
        nameless = [entity for entity in written if not entity.id.startswith("Q")]
        by_form: defaultdict[str, list[EntityLine]] = defaultdict(list)
        for entity in bulk:
            if entity.id not in known:
                for form in {
                    key(entity.label),
                    *(key(str(alias)) for alias in entity.aliases if isinstance(alias, str)),
                }:
                    by_form[form].append(entity)
        taken: defaultdict[str, list[str]] = defaultdict(list)
        for entity in nameless:
            self._match(entity, by_form)
        for id, qid in self.upgrades.items():
            taken[qid].append(id)
        for ids in taken.values():
            if len(ids) > 1:  # two written entries cannot be one
                for id in ids:
                    self.doubtful[id] = self.upgrades.pop(id)

    def _match(self, entity: EntityLine, by_form: dict[str, list[EntityLine]]) -> None:
        fits = {
            other.id: other
            for form in full_names(entity)
            for other in by_form.get(form, ())
            if entity.kind in _KINDS.get(other.kind or "", frozenset())
        }
        if not fits:
            return
        said = _said(entity)
        ranked = sorted(fits.values(), key=lambda other: (-len(said & _described(other)), -other.popularity, other.id))
        best = ranked[0]
        common = len(said & _described(best)) + _is_state(entity, best)
        rivals = [other for other in ranked[1:] if len(said & _described(other)) >= common]
        by_label = key(best.label) == key(entity.label) and " " in key(entity.label)
        if not rivals and (common or by_label):
            self.upgrades[entity.id] = best.id
        else:
            self.doubtful[entity.id] = best.id


def full_names(entity: EntityLine) -> set[str]:
    """The names that mostly mean the entity: its label, its article's title and what has the greatest part of its share."""
    title = (entity.wikipedia or entity.id.partition(":")[2]).partition(" (")[0]
    names = {key(entity.label), key(title)}
    for alias in entity.aliases:
        text, count = (alias, None) if isinstance(alias, str) else (alias.text, alias.count)
        if (count is None or count >= _FULL_SHARE) and (" " in key(text) or key(text) in names):
            names.add(key(text))
    return names


def _is_state(entity: EntityLine, other: EntityLine) -> bool:
    """Whether both are said to be states: of those, no two have one name but for the two Georgias."""
    is_state = (other.description or "").startswith(("country in ", "state of the United States"))
    said = " ".join([entity.description or "", *(f.value for f in entity.facts if f.property == "instance of")])
    return is_state and bool(_STATES & terms(said))


def _said(entity: EntityLine) -> frozenset[str]:
    text = " ".join([entity.description or "", entity.summary or "", *(fact.value for fact in entity.facts)])
    return terms(text) - _VAGUE - terms(entity.label)


def _described(entity: EntityLine) -> frozenset[str]:
    return terms(entity.description or "") - _VAGUE - terms(entity.label)

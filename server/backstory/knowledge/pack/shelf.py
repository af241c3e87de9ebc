"""The shelf: the packs that a service answers from when its settings name none, most trusted first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from backstory.errors import PackError

_LIST = "packs.json"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of packs and their order, kept in a file beside them."""

    folder: Path

    def packs(self) -> tuple[Path, ...]:
        """The packs in use, in order. Raises: PackError, where the list cannot be read."""
        try:
            named = json.loads((self.folder / _LIST).read_text(encoding="utf-8"))
            return tuple(Path(each) for each in named["packs"])
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise PackError(
                f"{self.folder / _LIST}: cannot be read ({error}); remove it and say `pack use` anew"
            ) from error

    def use(self, pack: Path, *, first: bool = False) -> None:
        """Answer from a pack too, behind the others or before them. One that is in use takes its new place."""
        pack = pack.resolve()
        others = [each for each in self.packs() if each != pack]
        self._write([pack, *others] if first else [*others, pack])

    def drop(self, pack: Path) -> bool:
        """Answer from it no more; the file stays. False where it was not in use."""
        before = self.packs()
        after = [each for each in before if each != pack.resolve() and each.stem != pack.name]
        self._write(after)
        return len(after) < len(before)

    def _write(self, packs: list[Path]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = self.folder / f".{_LIST}"
        aside.write_text(json.dumps({"packs": [str(each) for each in packs]}, indent=1) + "\n", encoding="utf-8")
        aside.replace(self.folder / _LIST)

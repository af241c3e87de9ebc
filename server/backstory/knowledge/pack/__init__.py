"""The offline pack: one read-only SQLite file that answers what a name may mean and what is known of it.

`source` reads pack source, `build` makes a pack of it, `reader` opens one, `check` looks over written source,
`starter` has the pack that comes with Backstory.
"""

from backstory.knowledge.pack.build import build_pack
from backstory.knowledge.pack.reader import Pack

__all__ = ["Pack", "build_pack"]

"""Tokens with names, for several programs or people: only their hashes are kept, and each can be revoked by itself."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import tempfile
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from backstory.errors import InputError

_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,40}")


class NamedToken(BaseModel):
    """A token by its name; the token itself is known to nobody but its holder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    sha256: str
    made: str  # the day
    per_minute: int | None = None  # stories; None: what the settings say


_ALL = TypeAdapter(tuple[NamedToken, ...])


class TokenStore:
    """The named tokens in a file, which is read anew when it changes: what is revoked is refused from then on."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "tokens.json"
        self._seen: tuple[int, int] | None = None
        self._tokens: tuple[NamedToken, ...] = ()

    def all(self) -> tuple[NamedToken, ...]:
        """All that are not revoked. Raises: InputError, where the file cannot be read."""
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return ()
        seen = (stat.st_mtime_ns, stat.st_ino)
        if seen != self._seen:
            try:
                self._tokens = _ALL.validate_json(self._path.read_bytes())
            except ValidationError as error:
                raise InputError(f"{self._path} cannot be read; delete it and make the tokens anew") from error
            self._seen = seen
        return self._tokens

    def holder(self, given: str) -> NamedToken | None:
        """Whose token this is. The time that it takes does not tell how near a guess is."""
        digest = _digest(given)
        found = None
        for token in self.all():
            if hmac.compare_digest(token.sha256, digest):
                found = token
        return found

    def make(self, name: str, *, made: str, per_minute: int | None = None) -> str:
        """A new token, which is told this once. Raises: InputError, where there is one of that name; OSError."""
        if not _NAME.fullmatch(name):
            raise InputError("a token's name is up to 41 small letters, digits, dots, dashes and underscores")
        kept = self.all()
        if any(token.name == name for token in kept):
            raise InputError(f"there is a token {name} already; revoke it first")
        token = secrets.token_urlsafe(32)
        self._write((*kept, NamedToken(name=name, sha256=_digest(token), made=made, per_minute=per_minute)))
        return token

    def revoke(self, name: str) -> None:
        """Take a token out. Raises: InputError, where there is none of that name; OSError."""
        kept = tuple(token for token in self.all() if token.name != name)
        if len(kept) == len(self.all()):
            raise InputError(f"there is no token {name}")
        self._write(kept)

    def _write(self, tokens: tuple[NamedToken, ...]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        rows: list[dict[str, Any]] = [token.model_dump(exclude_none=True) for token in tokens]
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".tokens.")  # readable by its owner only
        with os.fdopen(handle, "w") as file:
            json.dump(rows, file, indent=1)
        Path(name).replace(self._path)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

"""The pairing token: given in the settings, or made once and kept beside them for its owner only."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from backstory.errors import InputError
from backstory.service.settings import Settings

LEAST_TOKEN = 16  # characters; a shorter one can be guessed, and a shorter file was cut off while it was written


def pairing_token(settings: Settings) -> str:
    """The token in the settings, else one made once. Raises: InputError, where the one given is too short."""
    if settings.token is not None:
        if len(settings.token) < LEAST_TOKEN:
            raise InputError(f"the pairing token has to have {LEAST_TOKEN} characters or more; leave it out to get one")
        return settings.token
    path = settings.config_dir / "token"
    kept = path.read_text(encoding="ascii", errors="replace").strip() if path.is_file() else ""
    if len(kept) >= LEAST_TOKEN:
        return kept
    made = secrets.token_hex(16)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".token.")  # readable by its owner only
    with os.fdopen(handle, "w") as file:
        file.write(made + "\n")
    Path(name).replace(path)
    return made

"""The operator's secret: with it what must not be read from the database alone is encrypted or hashed."""

import os
import secrets
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pydantic import SecretStr

BYTES = 32
FILE = "secret"


def secret_of(chosen: SecretStr | None, folder: Path) -> bytes:
    """32 bytes, of the setting, else of a file that is made at the first start, which only its owner can read. Raises OSError."""
    if chosen is not None:
        return sha256(chosen.get_secret_value().encode()).digest()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    if not path.exists():  # a start on a full disk writes nothing
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    """Written aside and linked, so that nobody reads half of it, whoever is killed when. Whoever comes second changes nothing."""
    new = path.with_suffix(f".{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(BYTES))
        with suppress(FileExistsError):
            os.link(new, path)
    finally:
        new.unlink(missing_ok=True)

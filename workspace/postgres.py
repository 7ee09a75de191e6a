"""A PostgreSQL that comes from pip (pgserver, of the development requirements)."""

import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_USERS = ".handle_pids.json"


class NoPostgres(Exception):
    """The message is a sentence for who wanted one."""


@contextmanager
def postgres(folder: Path, **settings: str) -> Iterator[str]:
    """The address of a server whose data stays in that folder, ending in a database to connect to. Raises NoPostgres.

    `settings`: its own, by name.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # a machine without a login session
            from pgserver.postgres_server import get_server  # noqa: PLC0415 - who has no replicas needs none
    except ModuleNotFoundError:
        raise NoPostgres("PostgreSQL is not installed: make demo-replicas does it.") from None
    folder = folder.resolve()
    if " " in str(folder):
        raise NoPostgres(f"The PostgreSQL from pip does not bear a space in the path of its data: {folder}")
    folder.mkdir(parents=True, exist_ok=True)
    # Whoever was killed is still counted there among those who use the server, and it would not be stopped.
    (folder / _USERS).unlink(missing_ok=True)
    try:
        server = get_server(folder)
    except (subprocess.SubprocessError, OSError) as error:
        raise NoPostgres(f"PostgreSQL does not start; {folder / 'log'} may say why.") from error
    try:
        if settings:
            server.psql("".join(f"ALTER SYSTEM SET {name} = '{settings[name]}';" for name in settings))
            server.cleanup()  # some of them it takes at its start only
            server = get_server(folder)
        yield server.get_uri()
    finally:
        server.cleanup()

"""What is measured on SQLite and on PostgreSQL, each time in an empty database of its own."""

import tempfile
from collections.abc import Awaitable, Callable

from benchmarks.results import Figure
from storage.database import is_sqlite, rows
from tests.databases import opened, postgres_server

POSTGRES = {"shared_buffers": "2GB"}
"""As docs/install.md says for a large book."""

Measured = Callable[[str], Awaitable[list[Figure]]]
"""Measures with that kind of database ("sqlite", "postgres") open."""


async def on_both(measured: Measured) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        async with opened(f"sqlite://{folder}/roster.db"):
            figures = await measured("sqlite")
    with postgres_server(**POSTGRES) as url:
        async with opened(url):
            return [*figures, *await measured("postgres")]


async def settled() -> None:
    """As it is some minutes after PostgreSQL was filled, when it has cleaned up its tables and looked through them; SQLite does no
    such thing."""
    if not is_sqlite():
        await rows("VACUUM ANALYZE")

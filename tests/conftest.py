"""What every test can ask for: an empty database of each kind, and the whole bot in a local workspace."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.bots import Team, whole_bot
from tests.databases import BACKENDS, empty_postgres, opened, postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with postgres_server() as url:
        yield url


@pytest.fixture(params=BACKENDS)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database; each test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite://{tmp_path / 'roster.db'}"
        return
    async with empty_postgres(request.getfixturevalue("postgres")) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    """The same, migrated and connected to."""
    async with opened(database_url):
        yield database_url


@pytest.fixture
async def team(database_url: str, tmp_path: Path) -> AsyncIterator[Team]:
    """People at work: the whole bot over signed HTTP in a workspace of its own."""
    async with whole_bot(database_url, tmp_path) as team:
        yield team

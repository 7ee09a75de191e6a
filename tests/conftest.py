"""What every test can ask for: an empty database of each kind, and the whole bot in a local workspace."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.bots import Team, whole_bot
from tests.databases import BACKENDS, connected, empty_postgres, postgres_server, prepare, prepared_postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    # It survives a kill all the same; what only a power cut would cost takes its time at every commit and every drop.
    with postgres_server(fsync="off", full_page_writes="off", autovacuum="off") as url:
        yield url


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """Each test that asks for a database runs on SQLite and on PostgreSQL."""
    return str(request.param)


@pytest.fixture
async def empty_database_url(
    request: pytest.FixtureRequest, backend: str, tmp_path: Path
) -> AsyncIterator[str]:
    """The address of a database without tables."""
    if backend == "sqlite":
        yield f"sqlite://{tmp_path / 'roster.db'}"
        return
    async with empty_postgres(request.getfixturevalue("postgres")) as url:
        yield url


@pytest.fixture(scope="session")
async def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with the files of a database that has its tables and no rows."""
    folder = tmp_path_factory.mktemp("sqlite_template")
    await prepare(f"sqlite://{folder / 'roster.db'}")
    return str(folder)


@pytest.fixture(scope="session")
async def postgres_template(postgres: str) -> AsyncIterator[str]:
    """The name of such a database."""
    async with prepared_postgres(postgres) as name:
        yield name


@pytest.fixture
def sqlite_url(sqlite_template: str, tmp_path: Path) -> str:
    """The address of a database with its tables and no rows, as after the first start: a copy, which is quick."""
    shutil.copytree(sqlite_template, tmp_path, dirs_exist_ok=True)
    return f"sqlite://{tmp_path / 'roster.db'}"


@pytest.fixture
def prepared(request: pytest.FixtureRequest, backend: str) -> str:
    """The address of the copy, or the name of what is to be copied. Not asked for by an async fixture: it waits for others of these."""
    return str(request.getfixturevalue("sqlite_url" if backend == "sqlite" else "postgres_template"))


@pytest.fixture
async def database_url(request: pytest.FixtureRequest, backend: str, prepared: str) -> AsyncIterator[str]:
    """As `sqlite_url`, of the kind that the test is run with."""
    if backend == "sqlite":
        yield prepared
        return
    async with empty_postgres(request.getfixturevalue("postgres"), prepared) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    """The same, connected to."""
    async with connected(database_url):
        yield database_url


@pytest.fixture
async def team(database_url: str, tmp_path: Path) -> AsyncIterator[Team]:
    """People at work: the whole bot over signed HTTP in a workspace of its own."""
    async with whole_bot(database_url, tmp_path) as team:
        yield team

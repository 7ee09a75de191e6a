"""Where jobs are recorded, and who may work on them at the same time."""

from pathlib import Path

import pytest

from bot.jobs import AlreadyRunning, JobEngine
from bot.jobs_store import address, libpq_address
from tests.databases import empty_postgres


def test_beside_a_file_of_sqlite_the_jobs_have_a_file_of_their_own(tmp_path: Path) -> None:
    assert address(f"sqlite://{tmp_path}/roster.db") == f"sqlite:///{tmp_path}/jobs.db"


@pytest.mark.parametrize(
    ("database_url", "libpq"),
    [
        (
            "postgres://ada:secret@db.example.org:5433/roster",
            "postgresql://ada:secret@db.example.org:5433/roster",
        ),
        ("postgresql://ada@db/roster?ssl=require&minsize=2", "postgresql://ada@db/roster?sslmode=require"),
        (
            "postgresql://postgres:@/postgres?host=/tmp/x y",
            "postgresql://postgres:@/postgres?host=%2Ftmp%2Fx%20y",
        ),
        ("postgres://db.example.org", "postgresql://postgres@db.example.org/postgres"),
        ("postgres://ada:p%40ss%2Fword@db/roster", "postgresql://ada:p%40ss%2Fword@db/roster"),
    ],
)
def test_the_address_of_postgres_in_the_words_of_its_own_library(database_url: str, libpq: str) -> None:
    assert libpq_address(database_url) == libpq


async def test_nobody_else_takes_up_the_same_jobs_until_they_are_given_back(database_url: str) -> None:
    async with JobEngine(database_url, "roster-1").alone():
        with pytest.raises(AlreadyRunning, match="already running"):
            async with JobEngine(database_url, "roster-1").alone():
                pass
    async with JobEngine(database_url, "roster-1").alone():
        pass


async def test_a_file_of_sqlite_has_one_process_whatever_it_is_called(tmp_path: Path) -> None:
    database_url = f"sqlite://{tmp_path}/roster.db"
    async with JobEngine(database_url, "roster-1").alone():
        with pytest.raises(AlreadyRunning):
            async with JobEngine(database_url, "roster-2").alone():
                pass


async def test_replicas_share_postgres_each_under_a_name_of_its_own(postgres: str) -> None:
    async with (
        empty_postgres(postgres) as database_url,
        JobEngine(database_url, "roster-1").alone(),
        JobEngine(database_url, "roster-2").alone(),
    ):
        with pytest.raises(AlreadyRunning):
            async with JobEngine(database_url, "roster-1").alone():
                pass


async def test_a_server_that_does_not_answer_is_a_fault_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be reached"):
        async with JobEngine(f"postgres://ada@/roster?host={tmp_path}", "roster-1").alone():
            pass

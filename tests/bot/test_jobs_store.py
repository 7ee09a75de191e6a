"""Where jobs are recorded, and who may work on them at the same time."""

from pathlib import Path

import pytest

from bot.jobs_store import AlreadyRunning, address, alone, libpq_address


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


def test_a_file_of_sqlite_has_one_process_at_a_time(tmp_path: Path) -> None:
    with alone(tmp_path / "roster.db"), pytest.raises(AlreadyRunning, match="already running"):
        alone(tmp_path / "roster.db").__enter__()
    with alone(tmp_path / "roster.db"):
        pass

"""`roster import`, as the operator at a shell uses it."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.people import people_csv

PEOPLE = (
    "Name,E-mail,Company\nJane Doe,jane@example.com,Acme\nBo Lin,bo@example.com,\nNobody,not-an-address,\n"
)


def roster(folder: Path, *arguments: str, **settings: str) -> "subprocess.Popen[str]":
    environment = {
        **settings,
        "PATH": os.environ["PATH"],
        "PYTHONIOENCODING": "utf-8",
        "ROSTER_DATA_DIR": str(folder / "data"),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "bot.cli", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
    )


def said(folder: Path, *arguments: str, **settings: str) -> tuple[int, str, str]:
    """Return code, standard output, standard error."""
    process = roster(folder, *arguments, **settings)
    out, err = process.communicate()
    return process.returncode, out, err


@pytest.fixture(autouse=True)
def tables(sqlite_template: str, tmp_path: Path) -> None:
    """The first start of a command would make them."""
    shutil.copytree(sqlite_template, tmp_path / "data")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    return path


def names(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "data" / "roster.db") as book:
        return [name for (name,) in book.execute("SELECT name FROM contact ORDER BY name")]


def test_a_file_is_imported_and_what_cannot_be_read_comes_back(tmp_path: Path, file: Path) -> None:
    code, out, err = said(tmp_path, "import", str(file), "--team", "T1", "--tag", "from-shell")
    assert (code, err) == (1, "")
    assert "people.csv: 3 rows: 2 added, 0 updated, 0 unchanged, 1 rejected." in out
    assert names(tmp_path) == ["Bo Lin", "Jane Doe"]
    rejected = file.with_name("rejected-people.csv").read_text("utf-8-sig")
    assert "not-an-address does not look like an e-mail address." in rejected

    code, out, _ = said(tmp_path, "preview", str(file.with_name("rejected-people.csv")))
    assert "1 rows" in out

    file.write_text(PEOPLE.splitlines()[0] + "\nJane Doe,jane@example.com,Acme\n")
    code, out, err = said(tmp_path, "import", str(file))
    assert (code, err) == (0, "")
    assert "1 row: 0 added, 0 updated, 1 unchanged, 0 rejected." in out
    assert "nothing was changed" in out


def test_who_is_there_may_be_left_as_they_are(tmp_path: Path, file: Path) -> None:
    said(tmp_path, "import", str(file), "--team", "T1")
    file.write_text("Name,E-mail,Company\nJane Doe,jane@example.com,Elsewhere\nAmy,amy@example.com,\n")
    _, out, _ = said(tmp_path, "import", str(file), "--existing", "skip")
    assert "2 rows: 1 added, 0 updated, 0 unchanged, 1 skipped, 0 rejected." in out


def test_without_the_secret_of_the_bot_nobody_slips_in_who_is_not_to_be_kept(
    tmp_path: Path, file: Path
) -> None:
    with sqlite3.connect(tmp_path / "data" / "roster.db") as book:
        book.execute(
            "INSERT INTO suppression (tenant, hash, kind, made_with, reason, set_by, set_at)"
            " VALUES ('/T1', 'a', 'email', 'the secret of the bot', 'asked', 'U1', '2026-01-02')"
        )
    code, out, err = said(tmp_path, "import", str(file), "--team", "T1")
    assert (code, out) == (1, "")
    assert "Set ROSTER_SECRET or ROSTER_DATA_DIR as the bot has it." in err
    assert names(tmp_path) == []


def test_what_is_no_list_of_contacts_is_not_imported(tmp_path: Path, file: Path) -> None:
    file.write_text("SKU,Name,Price\nA1,Chair,10.00\nA2,Table,20.00\n")
    for _ in range(2):
        code, out, err = said(tmp_path, "import", str(file), "--team", "T1")
        assert (code, out) == (1, "")
        assert "This is no list of contacts" in err
    assert names(tmp_path) == []


def test_a_mistake_is_a_sentence(tmp_path: Path, file: Path) -> None:
    code, out, err = said(tmp_path, "import", str(file))
    assert (code, out) == (1, "")
    assert "Say whose it is with --team" in err
    code, _, err = said(tmp_path, "import", str(tmp_path / "missing.csv"), "--team", "T1")
    assert code != 0
    assert "missing.csv cannot be opened: No such file or directory." in err
    code, _, err = said(tmp_path, "import", str(file), "--team", "T1", ROSTER_IMPORT_MAX_ROWS="2")
    assert code == 1
    assert "more than 2 rows" in err
    file.write_bytes(b"")
    code, _, err = said(tmp_path, "import", str(file), "--team", "T1")
    assert (code, err) == (1, "This file is empty.\n")
    file.write_text("Product,Price\nChair,12\n")
    code, _, err = said(tmp_path, "import", str(file), "--team", "T1")
    assert code == 1
    assert "This is no list of contacts" in err


def test_who_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(people_csv(3_000))
    for sign in (signal.SIGKILL, signal.SIGINT):
        process = roster(tmp_path, "import", str(path), "--team", "T1")
        wait_for_people(tmp_path, len(names_so_far(tmp_path)) + 250)
        process.send_signal(sign)
        out, _ = process.communicate()
    assert "Run the same command again to go on." in out
    code, out, _ = said(tmp_path, "import", str(path))
    assert code == 0
    assert "3,000 rows: 3,000 added, 0 updated, 0 unchanged, 0 rejected." in out
    assert len(names(tmp_path)) == 3_000


def test_no_second_process_writes_to_the_file_of_a_bot(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(people_csv(30_000))
    first = roster(tmp_path, "import", str(path), "--team", "T1")
    wait_for_people(tmp_path, 250)
    code, _, err = said(tmp_path, "import", str(path))
    assert code == 2
    assert "already running" in err
    first.kill()
    first.communicate()


def names_so_far(folder: Path) -> list[str]:
    try:
        return names(folder)
    except sqlite3.OperationalError:  # there is no table yet
        return []


def wait_for_people(folder: Path, number: int) -> None:
    deadline = time.monotonic() + 60
    while len(names_so_far(folder)) < number:
        assert time.monotonic() < deadline, "nobody was imported"
        time.sleep(0.05)

"""What the operator got wrong is said in a sentence each, before anything starts; no secret is repeated."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOOD = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s3cret"}


def roster(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "sentences"),
    [
        ({}, ["SLACK_BOT_TOKEN is missing: docs/configuration.md says where it comes from."]),
        (
            {"SLACK_BOT_TOKEN": "xoxp-canary"},
            ["SLACK_BOT_TOKEN cannot be used: it does not begin with xoxb-."],
        ),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, ["SLACK_SIGNING_SECRET is missing"]),
        (
            {**GOOD, "SLACK_APP_TOKEN": "canary"},
            ["SLACK_APP_TOKEN cannot be used: it does not begin with xapp-."],
        ),
        ({**GOOD, "ROSTER_PORT": "eighty"}, ["ROSTER_PORT cannot be used"]),
        (
            {**GOOD, "DATABASE_URL": "mysql://canary"},
            ["DATABASE_URL cannot be used. A database address looks like"],
        ),
        (
            {**GOOD, "SLACK_API_URL": "ftp://x"},
            ["SLACK_API_URL cannot be used: it is not an http(s) address."],
        ),
        ({**GOOD, "ROSTER_DEFAULT_REGION": "Narnia"}, ["ROSTER_DEFAULT_REGION cannot be used"]),
        ({**GOOD, "ROSTER_IMPORT_MAX_ROWS": "0"}, ["ROSTER_IMPORT_MAX_ROWS cannot be used"]),
        (
            {"ROSTER_PORT": "0", "ROSTER_LOG_LEVEL": "LOUD"},
            ["ROSTER_PORT", "ROSTER_LOG_LEVEL", "SLACK_BOT_TOKEN"],
        ),
    ],
)
def test_a_missing_or_malformed_setting_is_a_sentence(
    tmp_path: Path, environment: dict[str, str], sentences: list[str]
) -> None:
    ended = roster(tmp_path, "run", **environment)
    assert ended.returncode == 2
    for sentence in sentences:
        assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "canary" not in ended.stderr


def test_a_slack_that_cannot_be_reached_is_a_sentence(tmp_path: Path) -> None:
    ended = roster(tmp_path, "run", **GOOD, SLACK_API_URL="http://127.0.0.1:9/api/")
    assert ended.returncode == 2
    assert "Slack cannot be reached at http://127.0.0.1:9/api/" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_book_is_filled_once(tmp_path: Path) -> None:
    assert "Applied 0001_tables" in roster(tmp_path, "migrate").stdout
    assert roster(tmp_path, "migrate").stdout == "The database is up to date.\n"
    assert roster(tmp_path, "seed", "--team", "T1").stdout == "Added 12 made-up people.\n"
    assert "nobody was added" in roster(tmp_path, "seed", "--team", "T1").stdout

"""What an operator sees: ready or not, the metrics, the log, the doctor."""

import asyncio
import json
import logging
import re
from pathlib import Path

import httpx
import pytest
from structlog.contextvars import bound_contextvars

from bot.errors import CannotStart
from bot.logs import formatter
from tests.bot.test_settings import ROOT, roster
from tests.bots import Team, whole_bot
from workspace.driver import LocalWorkspace
from workspace.faults import ServerError

MANIFEST = ROOT / "manifest.yml"


async def got(team: Team, path: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=team.bot_address) as client:
        return await client.get(path)


async def test_ready_while_every_part_works(team: Team, backend: str) -> None:
    answer = await got(team, "/readyz")
    parts = ["database", "jobs", *(["disk"] if backend == "sqlite" else [])]
    assert (answer.status_code, answer.json()) == (200, dict.fromkeys(["ok", *parts], True))


async def test_where_the_database_cannot_be_used_it_ends_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "roster.db").mkdir()
    with pytest.raises(CannotStart, match=r"its database cannot be used now .*unable to open database file"):
        async with whole_bot(f"sqlite://{tmp_path / 'roster.db'}", tmp_path):
            pass


async def test_not_ready_while_the_socket_is_gone(sqlite_url: str, tmp_path: Path) -> None:
    async with whole_bot(sqlite_url, tmp_path, socket_mode=True) as team:
        assert (await got(team, "/readyz")).json()["slack"] is True
        team.slack.fails("apps.connections.open", ServerError(503), times=100)
        await team.slack.inside.delivery.sockets.close()
        answer = await got(team, "/readyz")
        assert (answer.status_code, answer.json()["slack"]) == (503, False)


async def test_what_happens_is_measured(team: Team) -> None:
    await team.ada.slash("/contact jane", channel="general")
    await team.ada.sees("Nobody found", within="general")
    measured = (await got(team, "/metrics")).text
    assert 'roster_ack_seconds_count{kind="command"} 1.0' in measured
    assert 'roster_slack_calls_total{method="auth.test",status="200"} 1.0' in measured
    assert "roster_oldest_waiting_job_seconds 0.0" in measured
    async with httpx.AsyncClient(base_url=team.bot_address) as client:
        await client.post("/slack/events", data={"command": "/contact"})
    assert "roster_requests_refused_total 1.0" in (await got(team, "/metrics")).text


async def test_every_metric_is_documented(team: Team) -> None:
    measured = (await got(team, "/metrics")).text
    documented = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    names = set(re.findall(r"^# TYPE (roster_\w+)", measured, re.MULTILINE))
    assert len(names) >= 8
    assert {
        name for name in names if f"`{name}`" not in documented and not name.endswith("_created")
    } == set()


async def test_each_thing_that_is_done_is_one_line_without_what_people_wrote(
    team: Team, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="roster")
    await team.ada.slash("/contact canary", channel="general")
    await team.ada.sees("Nobody found", within="general")
    await team.ada.upload("canary.csv", b"Name\nCanary Bird\n", channel="recruiting")
    await team.ada.click("Import", within="recruiting")
    await team.ada.sees("1 row: 1 added", within="recruiting")
    said = [record.getMessage() for record in caplog.records]
    for line in (
        "took command /contact",
        "took event file_shared",
        "took button import.start",
        "did step work-0",
    ):
        assert said.count(line) == 1
    assert "chat.postMessage of message import:1" in said
    assert "canary" not in caplog.text.lower()


def record() -> logging.LogRecord:
    """Of a mistake, where a local value is what nobody should read."""
    try:
        mistake("canary")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
        return logging.LogRecord("roster", logging.ERROR, "x.py", 1, "error %s", ("ab12",), info)
    raise AssertionError("there was no mistake")


def mistake(name: str) -> None:
    raise ValueError("went wrong" if name else "")


def test_a_line_says_where_it_belongs_and_nothing_that_people_wrote() -> None:
    about = {"tenant": "/T1", "user_id": "U1", "event_id": "event:1", "job_id": "import:1", "replica": "r"}
    with bound_contextvars(**about):
        written = json.loads(formatter("json").format(record()))
        as_text = formatter("text").format(record())
    assert written["message"] == "error ab12"
    assert {name: written[name] for name in about} == about
    assert "ValueError: went wrong" in written["exception"]
    assert "ValueError: went wrong" in as_text
    assert "error ab12" in as_text
    assert "event:1" in as_text
    assert "'canary'" not in as_text
    assert "name = " not in as_text


async def test_the_doctor_finds_all_well_and_says_what_is_not(tmp_path: Path) -> None:
    async with LocalWorkspace(MANIFEST) as slack:
        environment = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "ROSTER_DATA_DIR": str(tmp_path / "data"),
        }
        well = await asyncio.to_thread(roster, tmp_path, "doctor", **environment)
        assert (well.returncode, well.stderr) == (0, "")
        assert "Slack has granted every scope" in well.stdout
        assert "Slack opens a socket" in well.stdout
        assert "Migrations to come" in well.stdout
        wrong = await asyncio.to_thread(
            roster, tmp_path, "doctor", **{**environment, "SLACK_BOT_TOKEN": "xoxb-canary"}
        )
    assert wrong.returncode == 1
    assert "WRONG  Slack refused SLACK_BOT_TOKEN: invalid_auth." in wrong.stdout
    assert "canary" not in wrong.stdout + wrong.stderr

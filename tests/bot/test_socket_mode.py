"""The same bot, connected by Socket Mode instead of being called."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bots import Team, whole_bot


@pytest.fixture
async def team(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Team]:
    async with whole_bot(sqlite_url, tmp_path, socket_mode=True) as team:
        yield team


async def test_a_person_is_added_and_found_over_the_socket(team: Team) -> None:
    await team.ada.slash("/contact add", channel="recruiting")
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(Name="Jane Doe", **{"E-mail": "no"})
    await team.ada.submit()
    await team.ada.sees_error("E-mail", "does not look like")
    await team.ada.fill(**{"E-mail": "jane@example.com"})
    await team.ada.submit()
    await team.ada.sees("Jane Doe", within="recruiting")
    await team.ada.slash("/contact help", channel="general")
    await team.ada.sees("/contacts export", within="general")

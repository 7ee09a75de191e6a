"""The app behind the page is Roster itself."""

from typing import Any

import pytest

from tests.bots import Team
from workspace.driver import LocalWorkspace


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Which database it is does not show in the page: one kind will do."""
    return sqlite_url


@pytest.fixture
def slack(team: Team) -> LocalWorkspace:
    return team.slack


@pytest.fixture
def submitted() -> list[dict[str, Any]]:
    """The app behind the page is Roster itself."""
    return []

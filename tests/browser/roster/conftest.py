"""The app behind the page is Roster itself."""

from pathlib import Path
from typing import Any

import pytest

from tests.bots import Team
from workspace.driver import LocalWorkspace


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """What is in the database does not show in the page: one kind will do."""
    return f"sqlite://{tmp_path / 'roster.db'}"


@pytest.fixture
def slack(team: Team) -> LocalWorkspace:
    return team.slack


@pytest.fixture
def submitted() -> list[dict[str, Any]]:
    """The app behind the page is Roster itself."""
    return []

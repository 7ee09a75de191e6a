"""Drives an app through the local workspace as people would, for tests.

async with LocalWorkspace(Path("manifest.yml")) as slack:
    slack.listens_at(...)              # where the app listens; or let it connect by Socket Mode
    ada = slack.person("ada")
    await ada.slash("/contact add", channel="recruiting")
    await ada.fill(name="Jane Doe", **{"E-mail": "jane@example.org"})
    await ada.submit()
    await ada.sees("Jane Doe")
"""

from workspace.driver.local_workspace import LocalWorkspace
from workspace.driver.person import Person
from workspace.driver.waiting import NotSeen

__all__ = ["LocalWorkspace", "NotSeen", "Person"]

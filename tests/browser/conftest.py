"""A browser for the whole run, and for each test a workspace, a Bolt app in it and an open page."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.counter import teach
from tests.workspace.bolt_app import BoltApp
from workspace.driver import LocalWorkspace
from workspace.manifest import Manifest

_HERE = Path(__file__).parent
_MANIFEST = _HERE.parent / "workspace" / "manifest.yml"
_PATIENCE_MS = 10_000
_LEFT_OUT = "The browser tests were NOT run: Chromium is not installed. Debian: apt-get install chromium"
_left_out = pytest.StashKey[int]()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is in this folder, and leave it out, saying so, where there is no browser."""
    here = [item for item in items if item.path.is_relative_to(_HERE)]
    for item in here:
        item.add_marker(pytest.mark.browser)
    if here and find_chromium() is None and os.environ.get("ROSTER_REQUIRE_BROWSER") != "1":
        config.stash[_left_out] = len(here)
        config.hook.pytest_deselected(items=here)
        items[:] = [item for item in items if item not in here]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if _left_out in config.stash:
        terminalreporter.write_sep(
            "!", f"{_LEFT_OUT} ({config.stash[_left_out]} tests)", yellow=True, bold=True
        )


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        pytest.fail("Chromium is not installed, and ROSTER_REQUIRE_BROWSER=1 says that it must be.")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        await browser.close()


@pytest.fixture
async def slack() -> AsyncIterator[LocalWorkspace]:
    manifest = replace(Manifest.load(_MANIFEST), socket_mode=False)
    async with LocalWorkspace(manifest, retry_delays=()) as workspace:
        yield workspace


@pytest.fixture
async def submitted(slack: LocalWorkspace) -> AsyncIterator[list[dict[str, Any]]]:
    """The app runs; here is what people hand in."""
    people = {name: slack.person(name).id for name in ("ada", "ben")}
    places = {**people, "general": slack.channel_id("general"), "bot": slack.inside.bot.id}
    async with BoltApp(slack) as app:
        yield teach(app.bolt, places)


@pytest.fixture
async def page(
    browser: Browser, slack: LocalWorkspace, submitted: list[dict[str, Any]]
) -> AsyncIterator[Page]:
    """Ada looks at #general. Nothing may go wrong in the page unseen, nor may it ask any other host."""
    context = await browser.new_context(viewport={"width": 1280, "height": 820}, locale="en-GB")
    context.set_default_timeout(_PATIENCE_MS)
    page = await context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on(
        "request", lambda asked: None if asked.url.startswith(slack.page_url) else wrong.append(asked.url)
    )
    await page.goto(slack.page_url)
    await page.get_by_text("Connected").wait_for()
    yield page
    await context.close()
    assert wrong == []

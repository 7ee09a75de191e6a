"""What the page looks like, by day and by night, for people to look at."""

from pathlib import Path
from typing import Literal

from playwright.async_api import Page

FOLDER = Path(__file__).parents[2] / "screenshots"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


async def picture(page: Page, name: str) -> None:
    """`screenshots/<name>.png` and `screenshots/<name>-dark.png`; docs/card.png is one of them."""
    FOLDER.mkdir(exist_ok=True)
    for scheme in reversed(SCHEMES):
        await page.emulate_media(color_scheme=scheme)
        suffix = "" if scheme == "light" else f"-{scheme}"
        await page.screenshot(path=FOLDER / f"{name}{suffix}.png", animations="disabled")

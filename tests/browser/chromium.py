"""Where Chromium is, and how the tests start it."""

import shutil
from pathlib import Path

ARGUMENTS = (
    "--no-sandbox",  # the tests may run as root in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> Path | None:
    """The browser's program, if one is installed."""
    found = (shutil.which(name) for name in _NAMES)
    return next((Path(path) for path in found if path), None)

"""Who looks at the workspace: open pages get frames; tests wait until something changed."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from workspace.wire import Json

Frames = asyncio.Queue[Json]


class Watchers:
    def __init__(self) -> None:
        self._pages: dict[str, set[Frames]] = {}
        self._changed = asyncio.Event()

    @contextmanager
    def watching(self, user_id: str) -> Iterator[Frames]:
        """The frames for one open page of that person."""
        frames: Frames = asyncio.Queue()
        self._pages.setdefault(user_id, set()).add(frames)
        try:
            yield frames
        finally:
            self._pages[user_id].discard(frames)

    def tell(self, users: Iterable[str], frame: Json) -> None:
        for user_id in users:
            for frames in self._pages.get(user_id, ()):
                frames.put_nowait(frame)
        self._changed.set()
        self._changed = asyncio.Event()

    def next_change(self) -> asyncio.Event:
        """Set when anything that somebody can see changes after this call."""
        return self._changed

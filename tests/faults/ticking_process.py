"""A replica whose clock ticks every second, for the test that kills it: `python -m tests.faults.ticking_process URL CONTACT`.

Each slot is to leave one note on that contact. On its standard output it says "ready", and each slot that it acts on.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import uuid4

from bot.app import ONLY_REPLICA
from bot.clock import ticking
from bot.jobs import JobEngine
from bot.overseer import Overseer
from crm import timeline
from crm.durable import Steps, TickFunction
from crm.effects import once
from crm.replicas import Replicas
from crm.types import Author, Tenant
from handlers.context import Context
from handlers.ticks import Tick
from storage.database import close_database, open_database, sqlite_path

TENANT = Tenant("T1")
CLOCK = Author("UCLOCK")
NAME = "second"
ALL = 3600
"""However long all of them were away: no slot is passed over."""


def noting(contact_id: int) -> TickFunction:
    async def act(steps: Steps, slot: int) -> None:
        await steps.step("note", lambda: note(contact_id, slot))

    return act


async def note(contact_id: int, slot: int) -> None:
    async def add() -> int:
        return (await timeline.add_note(TENANT, CLOCK, contact_id, str(slot))).id

    say(str(slot))
    await once(TENANT, f"{NAME}:{slot}", add)


async def always(moment: datetime) -> bool:
    return True


async def unused(context: Context, moment: datetime) -> None:
    raise AssertionError("the engine is given `noting` instead, which needs no Slack")


async def main(database_url: str, contact_id: int) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    alone = sqlite_path(database_url) is not None
    replica = ONLY_REPLICA if alone else f"ticking-{uuid4().hex[:8]}"
    engine, replicas = JobEngine(database_url, replica), Replicas(replica)
    overseer = Overseer(engine, replicas, [Tick(NAME, 1, always, unused, catches_up=ALL)])
    async with (
        opened(database_url),
        engine.working({}, {NAME: noting(contact_id)}),
        joined(replicas, alone=alone),
        ticking(overseer.every),
    ):
        say("ready")
        await stop.wait()


@asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[None]:
    await open_database(database_url)
    try:
        yield
    finally:
        await close_database()


@asynccontextmanager
async def joined(replicas: Replicas, *, alone: bool) -> AsyncIterator[None]:
    await replicas.join(alone=alone)
    try:
        yield
    finally:
        await replicas.leave()


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))

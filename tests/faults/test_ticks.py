"""A clock that ticks every second, in replicas that are killed: each slot is acted on once, and none is left out."""

import asyncio
import random
import sys
import time
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.results import Figure
from crm import contacts
from crm.types import ContactDraft
from storage.database import rows
from tests.databases import opened
from tests.faults.figures import keep, none
from tests.faults.ticking_process import CLOCK, TENANT
from tests.waiting import patiently

SECONDS = 180
KILLS = 24
REPLICAS = {"sqlite": 1, "postgres": 3}
CATCH_UP_SECONDS = 30
ROOT = Path(__file__).parents[2]


class Replica:
    """One that ticks. What it says goes to `log`, of every life of it."""

    def __init__(self, database_url: str, contact_id: int, log: Path) -> None:
        self._arguments = ("-m", "tests.faults.ticking_process", database_url, str(contact_id))
        self._log = log
        self._process: Process | None = None

    async def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *self._arguments, cwd=ROOT, stdout=log, stderr=log
            )

    async def kill(self) -> None:
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def stop(self) -> None:
        if self._process and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    def acted_on(self) -> Counter[int]:
        """How often it began to act on each slot."""
        return Counter(int(line) for line in self._log.read_text().splitlines() if line.isdigit())


@asynccontextmanager
async def ticking(
    database_url: str, contact_id: int, folder: Path, size: int
) -> AsyncIterator[list[Replica]]:
    replicas = [Replica(database_url, contact_id, folder / f"ticking-{number}.log") for number in range(size)]
    try:
        await asyncio.gather(*(replica.start() for replica in replicas))
        yield replicas
    finally:
        await asyncio.gather(*(replica.stop() for replica in replicas))


async def noted() -> Counter[int]:
    """How many notes each slot has left."""
    found = await rows("SELECT text FROM timeline_entry WHERE kind = 'note'")
    return Counter(int(row["text"]) for row in found)


async def noted_up_to(slot: int) -> Counter[int]:
    """Waits until the slots have caught up with that one, without a gap."""
    async for attempt in patiently(CATCH_UP_SECONDS):
        with attempt:
            found = await noted()
            assert found, "no slot is acted on"
            assert set(range(min(found), slot + 1)) <= found.keys(), "a slot is left out"
    return found


async def killed_at_random(replicas: list[Replica], times: int, seconds: float) -> int:
    """One after the other, and every sixth time all of them at once. Returns how many processes were killed."""
    chance, killed = random.Random(7), 0
    for turn in range(times):
        await asyncio.sleep(chance.uniform(0.5, 1.5) * seconds / times)
        victims = replicas if turn % 6 == 5 else [chance.choice(replicas)]
        for victim in victims:
            await victim.kill()
        await asyncio.sleep(chance.uniform(0.0, 1.0))
        for victim in victims:
            await victim.start()
        killed += len(victims)
    return killed


async def test_each_slot_of_a_clock_is_acted_on_once_whoever_is_killed_when(
    backend: str, database_url: str, tmp_path: Path
) -> None:
    async with opened(database_url):
        contact = await contacts.add(TENANT, CLOCK, ContactDraft(name="Tick Tock"))
        async with ticking(database_url, contact.id, tmp_path, REPLICAS[backend]) as replicas:
            await noted_up_to(int(time.time()) + 2)
            killed = await killed_at_random(replicas, KILLS, SECONDS)
            found = await noted_up_to(int(time.time()))
        twice = [slot for slot, times in found.items() if times > 1]
        missing = set(range(min(found), max(found))) - found.keys()
        assert (twice, missing) == ([], set())
        begun = sum((replica.acted_on() for replica in replicas), Counter[int]())
        keep(
            Figure("Ticks of a clock", "slots of a clock of one second", len(found), "slots", backend),
            Figure("Ticks of a clock", "replicas killed meanwhile", killed, "kills", backend),
            Figure(
                "Ticks of a clock", "begun again after a kill", begun.total() - len(begun), "slots", backend
            ),
            none("Ticks of a clock", "acted on twice", len(twice), "slots", backend),
            none("Ticks of a clock", "left out", len(missing), "slots", backend),
        )

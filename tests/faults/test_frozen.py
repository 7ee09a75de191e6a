"""A replica that stands still in the middle of its work, is taken for dead, and comes back as if nothing had been."""

import asyncio
from pathlib import Path

import asyncpg  # type: ignore[import-untyped] # it ships no types
import pytest

from benchmarks.results import Figure
from tests.faults.figures import keep, none
from tests.faults.fleet import BotProcess, Fleet, fleet
from tests.faults.recruiting import Recruiting, account

ROUNDS = 24
ROWS = 1_500
HANDS = (
    "SELECT executor_id AS owner FROM dbos.workflow_status WHERE status = 'PENDING' AND workflow_uuid LIKE 'import:%'",
    "SELECT executor_id AS owner FROM dbos.workflow_status WHERE status = 'PENDING' AND workflow_uuid LIKE 'export:%'",
    "SELECT owner FROM message WHERE owner <> ''",
    "SELECT owner FROM delivery WHERE owner <> ''",
)
"""Who has what in hand: an import, an export, a message to say, a request."""
LOOK_SECONDS = 0.002
MOST_SECONDS = 300.0


@pytest.fixture
def backend() -> str:
    """Only PostgreSQL has replicas."""
    return "postgres"


async def freeze_who_holds(database: asyncpg.Connection, hands: str, fleet: Fleet) -> BotProcess:
    """Stop whoever has such work in hand, while it has."""
    while True:
        if bot := _bot(fleet, await database.fetchval(hands)):
            bot.freeze()
            if _bot(fleet, await database.fetchval(hands)) is bot:
                return bot
            bot.thaw()
        await asyncio.sleep(LOOK_SECONDS)


async def is_taken_over(database: asyncpg.Connection, bot: BotProcess) -> None:
    """Wait until nothing is in the hands of it any more."""
    while True:
        owners = [row["owner"] for hands in HANDS for row in await database.fetch(hands)]
        if not any(_is_of(bot, owner) for owner in owners):
            return
        await asyncio.sleep(LOOK_SECONDS)


async def test_a_replica_that_comes_back_does_nothing_twice(database_url: str, tmp_path: Path) -> None:
    database = await asyncpg.connect(database_url)
    async with fleet(database_url, tmp_path, 3) as bots:
        ada, ben = bots.slack.person("ada", patience=150), bots.slack.person("ben", patience=150)
        work = Recruiting(bots)
        await work.begins(ada)
        for number in range(ROUNDS):
            async with asyncio.timeout(MOST_SECONDS):
                await work.opens_form(ben)
                asked = await work.drops(ada, ROWS)
                await work.asks_for_an_export(ada)
                freezing = asyncio.create_task(freeze_who_holds(database, HANDS[number % len(HANDS)], bots))
                sending = asyncio.create_task(work.sends_form(ben))
                frozen = await freezing
                bots.slack.listens_at(
                    *(f"{bot.address}/slack/events" for bot in bots.bots if bot is not frozen)
                )
                await is_taken_over(database, frozen)
                if number % 2:  # else it comes back while the others are at it
                    await work.sees_imported(ada, asked)
                frozen.thaw()
                bots.slack.listens_at(*(f"{bot.address}/slack/events" for bot in bots.bots))
                await sending
                await work.sees_added(ben)
                await work.sees_imported(ada, asked)
        await work.has_ended(database_url)
    await database.close()
    found = await account(work, database_url)
    assert (found.lost, found.twice) == ((), ())
    keep(
        Figure(
            "Frozen replicas", "frozen with work in hand, taken over, thawed", ROUNDS, "times", "postgres"
        ),
        none("Frozen replicas", "lost", len(found.lost), "", "postgres"),
        none("Frozen replicas", "done twice", len(found.twice), "", "postgres"),
    )


def _bot(fleet: Fleet, replica: str | None) -> BotProcess | None:
    return next((bot for bot in fleet.bots if replica and _is_of(bot, replica)), None)


def _is_of(bot: BotProcess, replica: str) -> bool:
    """The name of a replica has its process id before the last part."""
    return replica.rsplit("-", 2)[1:2] == [str(bot.pid)]

"""What is looked after by the clock, everywhere and for everybody.

Every replica asks `is_due` at every slot; where something is, one of them acts on that slot. `run` may be cut off and run again,
and what a missed slot would have done, the next one does: what is due stands in rows.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from crm import bin as bin_
from crm import digests, duplicates, exporting, following, reminders
from crm.durable import Steps, TickFunction
from crm.enriching import automatic
from crm.lists import keeping
from handlers.binning import empty_bins
from handlers.context import Context
from handlers.credits import any_due as any_credits_due
from handlers.credits import look_after as look_after_credits
from handlers.digesting import send_due
from handlers.duplicates import check_changed
from handlers.enriching import look_up_new_ones
from handlers.exporting import delete_expired
from handlers.following import tell_news
from handlers.list_keeping import keep_lists_true
from handlers.reminding import tell_due


@dataclass(frozen=True, slots=True)
class Tick:
    """`seconds` is the period. `catches_up`: how many of the slots that everybody missed are acted on, the newest ones.

    Where that is one, an earlier slot that is still being acted on does for the later ones too: they do not pile up.
    """

    name: str
    seconds: int
    is_due: Callable[[datetime], Awaitable[bool]]
    run: Callable[[Context, datetime], Awaitable[None]]
    catches_up: int = 1


TICKS: tuple[Tick, ...] = (
    Tick("reminders", 5, reminders.any_due, tell_due),
    Tick("digests", 10, digests.any_due, send_due),
    Tick("bin", 3600, bin_.any_expired, empty_bins),
    Tick("exports", 5, exporting.any_expired, delete_expired),
    Tick("credits", 5, any_credits_due, look_after_credits),
    Tick("new_contacts", 10, automatic.any_due, look_up_new_ones),
    Tick("news", 5, following.any_due, tell_news),
    Tick("lists", 1, keeping.any_due, keep_lists_true),
    Tick("duplicates", 10, duplicates.any_changed, check_changed),
)


def tick_functions(context: Context) -> Mapping[str, TickFunction]:
    return {tick.name: partial(_act, context, tick) for tick in TICKS}


async def _act(context: Context, tick: Tick, steps: Steps, slot: int) -> None:
    await steps.step(tick.name, lambda: tick.run(context, datetime.fromtimestamp(slot, UTC)))

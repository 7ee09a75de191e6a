"""Takes up what was kept and is not done: what a dead replica left, and what was put off."""

from bot.looking import Lookout
from crm import inbox
from handlers.dispatch import Dispatcher

LOOK_SECONDS = 1.0


def inbox_lookout(dispatcher: Dispatcher) -> Lookout:
    async def take_up_what_is_due() -> None:
        replica = dispatcher.context.replica
        await inbox.free_stranded(replica, dispatcher.in_hand)
        for item in await inbox.take_due(replica):
            dispatcher.start(item)

    return Lookout(take_up_what_is_due)

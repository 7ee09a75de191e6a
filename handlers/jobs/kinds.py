"""What a kind of long work declares. `handlers.jobs.running` does the rest."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from crm.types import Job
from handlers.context import Context


@dataclass(frozen=True, slots=True)
class JobKind:
    """`work` does some of it, recorded as one step, and ends the job where there is no more: else it is called again.

    `outcome` says how it ended. `afterwards` is done once it is done, for files to give back. `refuse_to_resume` raises
    UserError where that person may not have it go on. `in_background`: nobody waits for it, so it says nothing of itself,
    neither how far it is nor how it ended, and one at a time is done. `given_up`: such a one was stopped or has failed, and a
    message promises what it was to bring.
    """

    name: str
    work: Callable[[Context, Job], Awaitable[None]]
    outcome: Callable[[Context, Job], Awaitable[Sequence[Block]]]
    afterwards: Callable[[Context, Job], Awaitable[None]] | None = None
    refuse_to_resume: Callable[[Context, Job, str], Awaitable[None]] | None = None
    in_background: bool = False
    given_up: Callable[[Context, Job], Awaitable[None]] | None = None

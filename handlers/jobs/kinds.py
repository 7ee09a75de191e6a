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
    UserError where that person may not have it go on. `is_quiet`: nobody asked for it, and nobody is told how far it is.
    """

    name: str
    work: Callable[[Context, Job], Awaitable[None]]
    outcome: Callable[[Context, Job], Awaitable[Sequence[Block]]]
    afterwards: Callable[[Context, Job], Awaitable[None]] | None = None
    refuse_to_resume: Callable[[Context, Job, str], Awaitable[None]] | None = None
    is_quiet: bool = False

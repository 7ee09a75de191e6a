"""Long work, and the files that it writes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crm.types.origins import Tenant


class JobStatus(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """Long work. `done` of `total` units are done; what the units are, the kind knows. `total` 0 is not known yet.

    `reference` is the id of what it works on. `attempt` begins with 1 and goes up when somebody has a stopped or failed
    job go on; `done_before` is how far it was then. `channel_id` and `thread_ts`: where it says how far it is.
    """

    id: int
    kind: str
    reference: int
    title: str
    tenant: Tenant
    status: JobStatus
    attempt: int
    total: int
    done: int
    done_before: int
    user_id: str
    stopped_by: str
    problem: str
    channel_id: str
    thread_ts: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def message_key(self) -> str:
        """Of the one message that says how far it is."""
        return f"{self.kind}:{self.reference}"


@dataclass(frozen=True, slots=True)
class ExportRun:
    """Who asked for whom: `user_id` "" at the command line; `text` is a query, "" everyone. `chosen_ids`: who was picked one by
    one instead.

    `columns`: the ids of the workspace's own fields that can be in it, None until it was chosen who is in it.
    `format`: a key of `crm.exporting.formats`. `chosen_fields`: keys of `crm.exporting.columns` in their order, None all of them.
    `people`: how many were written, None until all are.
    """

    id: int
    user_id: str
    text: str
    chosen_ids: tuple[int, ...] | None
    columns: tuple[int, ...] | None
    format: str
    chosen_fields: tuple[str, ...] | None
    people: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """What an export is to look like: `format` and `fields` as in `ExportRun`, the fields in their order.

    Kept under a name for everybody; `id` 0 and no name where they are not.
    """

    id: int
    name: str
    format: str
    fields: tuple[str, ...]
    saved_by: str

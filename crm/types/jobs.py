"""Long work, and the files that it reads and writes."""

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


class ImportStatus(StrEnum):
    """What was decided; how far it is, the job says."""

    READY = "ready"
    STARTED = "started"
    CANCELLED = "cancelled"
    UNDONE = "undone"


SURE = 0.8
"""Of 1. Less, and a person is asked to look."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a dropped file. `field` is a field of `crm.importing.fields.FIELDS`, or "" for not imported.

    `confidence`, 0 to 1, is how sure we are of a guess; what a person chose is sure.
    """

    header: str
    field: str
    sample: str
    confidence: float = 1.0

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One dropped file and what became of its rows so far. `preset` is the program that wrote it, "" where none is known."""

    id: int
    status: ImportStatus
    user_id: str
    filename: str
    columns: tuple[Column, ...]
    rows: int
    added: int
    updated: int
    unchanged: int
    rejected: int
    channel_id: str
    thread_ts: str
    preset: str = ""


@dataclass(frozen=True, slots=True)
class ExportRun:
    """Who asked for whom: `text` as in `crm.search`, "" is everyone.

    `columns`: the ids of the workspace's own fields in it, None until it was chosen who is in it.
    """

    id: int
    user_id: str
    text: str
    columns: tuple[int, ...] | None

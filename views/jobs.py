"""Long work: how far it is, how it ended, and a list of what runs and what ran last."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    RichTextElement,
    SectionBlock,
)

from crm.types import Job, JobStatus
from views import rich
from views.text import counted, escaped, label, plain

_BAR = 20
_MINUTE = 60
_HOUR = 60 * _MINUTE
RATE_AFTER_SECONDS = 2.0
"""Before that a rate says nothing."""

KINDS = {
    "import": ("Import", "row", "rows"),
    "import_count": ("Count", "row", "rows"),
    "import_undo": ("Undo", "person", "people"),
    "export": ("Export", "person", "people"),
    "bulk": ("Change", "person", "people"),
    "bulk_undo": ("Undo", "person", "people"),
    "enrich": ("Enrichment", "person", "people"),
    "enrich_automatic": ("Automatic enrichment", "person", "people"),
    "enrich_undo": ("Undo", "person", "people"),
    "duplicates": ("Comparison", "person", "people"),
}
"""What a kind is called, and one and many of what it counts."""
OPEN = (JobStatus.WAITING, JobStatus.RUNNING)
RESUMABLE = (JobStatus.STOPPED, JobStatus.FAILED)


def progress(job: Job, now: datetime) -> list[Block]:
    """What, how far, how fast, how long still, who asked for it; and a button that stops it."""
    return [
        rich.lines(_title("⏳", job), [rich.text(bar(job, now))], _asked_by(job)),
        ActionsBlock(elements=[_stop(job)]),
    ]


def ended(job: Job, details: Sequence[Sequence[RichTextElement]] = ()) -> list[Block]:
    """How it ended, with what the kind has to say of it; and a button that has it go on where it did not get to its end."""
    lines = [_title(_ICONS[job.status], job), *_how_it_ended(job), *details, _asked_by(job)]
    resume = [ActionsBlock(elements=[_resume(job)])] if job.status in RESUMABLE else []
    return [rich.lines(*lines), *resume]


def bar(job: Job, now: datetime) -> str:
    """How far it is, how fast, and how long still."""
    filled = _BAR * job.done // max(job.total, 1)
    left = _time_left(job, now)
    return f"{'▓' * filled}{'░' * (_BAR - filled)}  {_of_total(job)}{f' · {left}' if left else ''}"


def job_text(job: Job) -> str:
    """What a notification reads out."""
    return f"{KINDS[job.kind][0]} {escaped(job.title)}: {_STATES[job.status]}"


def job_list(jobs: Sequence[Job], now: datetime) -> list[Block]:
    """Those under way first."""
    if not jobs:
        return [
            SectionBlock(text=label("Nothing runs, and nothing has run yet.")),
            ContextBlock(
                elements=[
                    label(
                        "Drop a file of contacts (CSV, Excel, vCard) into a channel, or type /contacts export."
                    )
                ]
            ),
        ]
    return [HeaderBlock(text=label("Jobs")), *(_listed(job, now) for job in jobs)]


def _listed(job: Job, now: datetime) -> Block:
    done = _counted(job, job.done) if job.status is JobStatus.DONE else _of_total(job)
    parts = [f"{_ICONS[job.status]} {KINDS[job.kind][0]} {job.title}", f"{_STATES[job.status]}, {done}"]
    if left := _time_left(job, now):
        parts.append(left)
    if job.problem:
        parts.append(job.problem)
    button = _stop(job) if job.status in OPEN else _resume(job) if job.status in RESUMABLE else None
    return SectionBlock(text=plain("\n".join(parts)), accessory=button)


_ICONS = {
    JobStatus.WAITING: "⏳",
    JobStatus.RUNNING: "⏳",
    JobStatus.STOPPED: "⏸️",
    JobStatus.DONE: "✅",
    JobStatus.FAILED: "⚠️",
}
_STATES = {
    JobStatus.WAITING: "waiting",
    JobStatus.RUNNING: "running",
    JobStatus.STOPPED: "stopped",
    JobStatus.DONE: "done",
    JobStatus.FAILED: "failed",
}


def _title(icon: str, job: Job) -> list[RichTextElement]:
    return [rich.text(f"{icon} {KINDS[job.kind][0]} of "), rich.text(job.title, bold=True)]


def _asked_by(job: Job) -> list[RichTextElement]:
    return [rich.text("Asked for by ", italic=True), rich.person(job.user_id)]


def _how_it_ended(job: Job) -> list[list[RichTextElement]]:
    if job.status is JobStatus.STOPPED:
        said = [rich.text("Stopped by "), rich.person(job.stopped_by), rich.text(f". {_done_and_not(job)}")]
        return [said]
    if job.status is JobStatus.FAILED:
        return [[rich.text(f"{job.problem} {_done_and_not(job)}")]]
    return []


def _done_and_not(job: Job) -> str:
    left = job.total - job.done
    return f"Done: {_counted(job, job.done)}. Not done: {_counted(job, left)}."


def _time_left(job: Job, now: datetime) -> str:
    """The rate since it was begun last, and the time left at that rate; "" where that cannot be told."""
    if job.status is not JobStatus.RUNNING or job.started_at is None:
        return ""
    seconds = (now - job.started_at).total_seconds()
    done = job.done - job.done_before
    if seconds < RATE_AFTER_SECONDS or done <= 0:
        return ""
    rate = done / seconds
    unit = KINDS[job.kind][2]
    return f"{rate:,.0f} {unit}/s · {_lasting((job.total - job.done) / rate)} left"


def _lasting(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{max(1, round(seconds))} s"
    if seconds < _HOUR:
        return f"{round(seconds / _MINUTE)} min"
    return f"{seconds / _HOUR:.1f} h"


def _of_total(job: Job) -> str:
    return f"{job.done:,} of {_counted(job, job.total)}" if job.total else "not begun"


def _counted(job: Job, number: int) -> str:
    _, one, many = KINDS[job.kind]
    return counted(number, one, many)


def _stop(job: Job) -> ButtonElement:
    return ButtonElement(text=label("Stop"), action_id="job.stop", value=str(job.id))


def _resume(job: Job) -> ButtonElement:
    return ButtonElement(text=label("Resume"), action_id="job.resume", value=str(job.id), style="primary")

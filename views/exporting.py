"""An export: what comes with the file, and how it ended."""

from slack_sdk.models.blocks import Block

from crm.types import Job, JobStatus
from views import rich
from views.jobs import ended
from views.text import counted, escaped


def comment(job: Job) -> str:
    """Beside the file."""
    return escaped(f"{counted(job.done, 'person', 'people')} ({job.title}).")


def outcome(job: Job) -> list[Block]:
    if job.status is not JobStatus.DONE:
        return ended(job)
    if not job.done:
        return ended(job, [[rich.text("There is nobody to export.")]])
    return ended(job, [[rich.text(f"{counted(job.done, 'person', 'people')}, in the file beside this.")]])

"""Long work, by the name under which it is enqueued. Each is steps that the engine records, and what is said meanwhile."""

from collections.abc import Mapping
from functools import partial

from crm.jobs import JobFunction
from handlers import exporting, importing
from handlers.context import Context
from handlers.jobs.export import run_export
from handlers.jobs.imports import run_import


def job_functions(context: Context) -> Mapping[str, JobFunction]:
    return {
        importing.JOB: partial(run_import, context),
        exporting.JOB: partial(run_export, context),
    }

"""Long work. To add a kind: a file here, a line in the tuple, and what it is called in `views.jobs.KINDS`."""

from collections.abc import Mapping
from functools import partial

from crm.durable import JobFunction
from handlers.context import Context
from handlers.jobs.bulk import BULK, UNDO_BULK
from handlers.jobs.counts import COUNT
from handlers.jobs.enriching import AUTOMATIC, ENRICH, UNDO_ENRICH
from handlers.jobs.exports import EXPORT
from handlers.jobs.imports import IMPORT
from handlers.jobs.kinds import JobKind
from handlers.jobs.running import run
from handlers.jobs.scans import SCAN
from handlers.jobs.undoing import UNDO

KINDS: tuple[JobKind, ...] = (
    IMPORT,
    COUNT,
    UNDO,
    EXPORT,
    SCAN,
    BULK,
    UNDO_BULK,
    ENRICH,
    AUTOMATIC,
    UNDO_ENRICH,
)


def job_functions(context: Context) -> Mapping[str, JobFunction]:
    return {kind.name: partial(run, context, kind) for kind in KINDS}


def in_background() -> frozenset[str]:
    return frozenset(kind.name for kind in KINDS if kind.in_background)


def by_name(name: str) -> JobKind:
    return next(kind for kind in KINDS if kind.name == name)

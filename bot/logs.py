"""The log: for people at a terminal, or as JSON for a machine that collects it.

Each line carries what is bound around it (structlog.contextvars): replica, tenant, user_id, event_id, job_id. Nothing of what people
wrote stands in it, and a traceback shows no values.
"""

import logging
import sys
from typing import Literal

import structlog

Format = Literal["text", "json"]
_CHATTY = ("apscheduler", "tortoise")
"""Libraries that tell at INFO what nobody asks."""
_BEFORE = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure(level: str, written_as: Format) -> None:
    """Everything that is logged in this process, by whomever, goes to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(written_as))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def formatter(written_as: Format) -> logging.Formatter:
    end: tuple[structlog.typing.Processor, ...] = (
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback, pad_event_to=0, pad_level=False
        ),
    )
    if written_as == "json":
        end = (
            structlog.processors.format_exc_info,
            structlog.processors.EventRenamer("message"),
            structlog.processors.JSONRenderer(),
        )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_BEFORE,
        processors=(structlog.stdlib.ProcessorFormatter.remove_processors_meta, *end),
    )

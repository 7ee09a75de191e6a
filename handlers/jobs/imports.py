"""An import: chunk after chunk, with one message that says how far it is."""

import time

from crm import importing
from crm.jobs import Steps
from crm.types import ImportRun, ImportStatus, Tenant
from handlers.context import Context
from handlers.reporting import logged, reference_for, sentence_for
from views.importing import import_text, outcome, progress

PROGRESS_SECONDS = 3.0
"""Slack takes about one edit of a message per three seconds."""


async def run_import(context: Context, steps: Steps, tenant: Tenant, run_id: int) -> None:
    """Goes on after a kill where it was: the rows and the place to go on from are written together."""
    said_at = time.monotonic()
    chunk = 0
    try:
        while True:
            more = await steps.step(f"chunk-{chunk}", lambda: _import_next(context, tenant, run_id))
            if not more:
                break
            chunk += 1
            if time.monotonic() - said_at >= PROGRESS_SECONDS:
                said_at = time.monotonic()
                async with logged(f"the progress of import {run_id}"):
                    await _say(context, await importing.get(tenant, run_id), done=False)
    except Exception as error:  # noqa: BLE001 - said to the person; the rows that are in stay counted
        problem = sentence_for(reference_for(error))
        await steps.step("failed", lambda: importing.fail(tenant, run_id, problem))
    async with logged(f"the outcome of import {run_id}"):
        await steps.step("say-outcome", lambda: _say_outcome(context, tenant, run_id))
    async with logged(f"the rejected rows of import {run_id}"):
        await steps.step("send-rejections", lambda: _send_rejections(context, tenant, run_id))


async def _import_next(context: Context, tenant: Tenant, run_id: int) -> bool:
    """Whether there is more."""
    run = await importing.import_next(tenant, run_id, context.default_region)
    return run.status is ImportStatus.RUNNING


async def _say_outcome(context: Context, tenant: Tenant, run_id: int) -> None:
    await _say(context, await importing.get(tenant, run_id), done=True)


async def _say(context: Context, run: ImportRun, *, done: bool) -> None:
    await context.slack.chat_update(
        channel=run.channel_id,
        ts=run.message_ts,
        blocks=outcome(run) if done else progress(run),
        text=import_text(run),
    )


async def _send_rejections(context: Context, tenant: Tenant, run_id: int) -> None:
    run = await importing.get(tenant, run_id)
    if run.rejected:
        await context.slack.files_upload_v2(
            filename=f"rejected-{run.filename}",
            content=await importing.rejections_csv(tenant, run_id),
            channel=run.channel_id,
            thread_ts=run.thread_ts or None,
            initial_comment="These rows were rejected; the last column says why.",
        )

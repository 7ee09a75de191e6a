"""An export: written to a file, and given to who asked."""

import tempfile
from pathlib import Path

from crm import exporting
from crm.jobs import Steps
from crm.types import ExportRun, Tenant
from handlers.context import Context
from handlers.reporting import logged, reference_for, sentence_for
from views.notices import sentence
from views.text import counted, escaped


async def run_export(context: Context, steps: Steps, tenant: Tenant, run_id: int) -> None:
    try:
        await steps.step("write-and-send", lambda: _write_and_send(context, tenant, run_id))
    except Exception as error:  # noqa: BLE001 - said to the person who waits for the file
        problem = sentence_for(reference_for(error))
        await steps.step("failed", lambda: exporting.fail(tenant, run_id, problem))
        async with logged(f"the failure of export {run_id}"):
            await steps.step("say", lambda: _say(context, tenant, run_id, problem))


async def _write_and_send(context: Context, tenant: Tenant, run_id: int) -> None:
    """One step, because the file is gone with the process."""
    run = await exporting.get(tenant, run_id)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.csv"
        rows = await exporting.write_csv(tenant, run_id, path)
        if rows:
            await _send(context, run, path, rows)
        else:
            await _say(context, tenant, run_id, "There is nobody to export.")
    await exporting.finish(tenant, run_id, rows)


async def _send(context: Context, run: ExportRun, path: Path, rows: int) -> None:
    chosen = f" for {run.text}" if run.text else ""
    await context.slack.files_upload_v2(
        filename=path.name,
        file=str(path),
        channel=run.channel_id,
        initial_comment=escaped(f"{counted(rows, 'person', 'people')}{chosen}."),
    )


async def _say(context: Context, tenant: Tenant, run_id: int, text: str) -> None:
    run = await exporting.get(tenant, run_id)
    await context.slack.chat_postMessage(channel=run.channel_id, blocks=sentence(text), text=escaped(text))

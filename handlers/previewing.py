"""What is said of a dropped file before its import: of its first rows at once, of all of them once they are counted."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from crm import importing
from crm.importing import counting, own
from crm.types import Expected, ImportRun, Tenant
from handlers.context import Context
from handlers.saying import say
from views.importing import import_text, preview


async def say_preview(context: Context, tenant: Tenant, run: ImportRun) -> None:
    """Of a larger file the rest is counted from here on.

    Said only while nothing else was decided, which may happen while its rows are counted: whoever decides waits for the end
    of this transaction, and what they have to say comes after it.
    """
    expected = await importing.expect(tenant, run, context.vendors.secret, context.default_region)
    async with importing.held(tenant, run.id) as now:
        if now != run:
            return
        await say_expected(context, tenant, run, expected)
    context.speaker.wake()
    if 0 < expected.rows < run.rows:
        await counting.ask(tenant, run)
        context.jobs.wake()


async def say_expected(
    context: Context, tenant: Tenant, run: ImportRun, expected: Expected, *, is_counting: bool = True
) -> None:
    """`is_counting`: the rows that `expected` says nothing of."""
    choices = await own.choices(tenant, run.columns)
    await say_of_import(context, tenant, run, preview(run, expected, choices, is_counting=is_counting))


async def say_of_import(context: Context, tenant: Tenant, run: ImportRun, blocks: Sequence[Block]) -> None:
    """The one message of this import: what is in the file, later how far it is, at the end what came of it."""
    await say(
        context,
        tenant,
        f"{importing.KIND}:{run.id}",
        run.channel_id,
        blocks,
        import_text(run),
        thread_ts=run.thread_ts,
        fallback_id=run.user_id,
    )

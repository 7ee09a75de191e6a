"""Giving a file to people in Slack: once, although a kill may come between any two of the calls that takes.

https://docs.slack.dev/messaging/working-with-files#uploading_files
"""

import asyncio
import os
from collections.abc import Sequence
from typing import Any, BinaryIO

from slack_sdk.errors import SlackApiError

from crm import effects
from crm.types import Job
from handlers.context import Context

LOOKS_FOR_SHARES = 5
SHARES_APPEAR_SECONDS = 0.5
NOT_THERE = frozenset({"file_deleted", "file_not_found"})
"""Also what Slack says of a file that was sent and not yet told where to go."""


async def give(context: Context, job: Job, name: str, content: BinaryIO, comment: str) -> str:
    """Into the channel and thread of that job, and its id; the same name again is the same file, and is given once.

    Until Slack is told where the file goes, nobody sees it. That call comes last, and is not made where the file is shared
    already. Whoever was taken for dead meanwhile may make it too late: all that were uploaded are on record, the last one
    counts, and whoever comes to the end takes the others away. Raises SlackApiError, aiohttp.ClientError.
    """
    key = f"upload:{job.message_key}:{name}"
    while True:
        uploaded: list[str] = await effects.result_of(job.tenant, key) or []
        if uploaded and await _is_shared(context, uploaded[-1]):
            await _remove(context, uploaded[:-1])
            return uploaded[-1]
        mine = await _uploaded(context, name, content)
        if await effects.replace(job.tenant, key, uploaded or None, [*uploaded, mine]):
            await _share(context, job, mine, name, comment)
            if await effects.result_of(job.tenant, key) == [*uploaded, mine]:
                await _remove(context, uploaded)
                return mine


async def take_away(context: Context, file_id: str) -> None:
    """Delete it from Slack; one that is gone already is none. Raises SlackApiError, aiohttp.ClientError."""
    try:
        await context.slack.files_delete(file=file_id)
    except SlackApiError as error:
        if error.response.get("error") not in NOT_THERE:
            raise


async def _uploaded(context: Context, name: str, content: BinaryIO) -> str:
    """Its id."""
    address = await context.slack.files_getUploadURLExternal(filename=name, length=_bytes_of(content))
    await context.files.upload(address["upload_url"], content)
    return str(address["file_id"])


async def _share(context: Context, job: Job, file_id: str, name: str, comment: str) -> None:
    try:
        await context.slack.files_completeUploadExternal(
            files=[{"id": file_id, "title": name}],
            channel_id=job.channel_id,
            thread_ts=job.thread_ts or None,
            initial_comment=comment,
        )
    except SlackApiError:  # it was asked twice, and the answer to the first time was lost
        if not await _is_shared(context, file_id):
            raise


async def _remove(context: Context, file_ids: Sequence[str]) -> None:
    """Those of them that people can see."""
    for file_id in file_ids:
        if await _is_shared(context, file_id):
            await context.slack.files_delete(file=file_id)


def _bytes_of(content: BinaryIO) -> int:
    return os.fstat(content.fileno()).st_size


async def _is_shared(context: Context, file_id: str) -> bool:
    """That it is lags a little."""
    for _ in range(LOOKS_FOR_SHARES):
        try:
            file: dict[str, Any] = (await context.slack.files_info(file=file_id))["file"]
        except SlackApiError as error:
            if error.response.get("error") in NOT_THERE:
                return False
            raise
        if any(file.get(where) for where in ("channels", "groups", "ims", "shares")):
            return True
        await asyncio.sleep(SHARES_APPEAR_SECONDS)
    return False

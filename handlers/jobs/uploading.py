"""Giving a file to people in Slack: once, although a kill may come between any two of the calls that takes.

https://docs.slack.dev/messaging/working-with-files#uploading_files
"""

from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from crm import effects
from crm.types import Job
from handlers.context import Context

UPLOAD_SECONDS = 120


async def give(context: Context, job: Job, name: str, content: Path, comment: str) -> None:
    """Into the channel and thread of that job; the same name again is the same file, and is given once.

    Until Slack is told where the file goes, nobody sees it. That call comes last, and is not made where the file is shared
    already. Raises SlackApiError, aiohttp.ClientError.
    """
    key = f"upload:{job.message_key}:{name}"
    file_id = await effects.result_of(job.tenant, key)
    if file_id and await _is_shared(context, str(file_id)):
        return
    address = await context.slack.files_getUploadURLExternal(filename=name, length=_bytes_of(content))
    await _send(address["upload_url"], content)
    await effects.remember(job.tenant, key, address["file_id"])
    await context.slack.files_completeUploadExternal(
        files=[{"id": address["file_id"], "title": name}],
        channel_id=job.channel_id,
        thread_ts=job.thread_ts or None,
        initial_comment=comment,
    )


async def _send(url: str, content: Path) -> None:
    timeout = aiohttp.ClientTimeout(total=UPLOAD_SECONDS)
    with content.open("rb") as file:
        async with (
            aiohttp.ClientSession(timeout=timeout, raise_for_status=True) as session,
            session.post(url, data=file),
        ):
            pass


def _bytes_of(content: Path) -> int:
    return content.stat().st_size


async def _is_shared(context: Context, file_id: str) -> bool:
    """A file that Slack was not told the place of is not known to it yet."""
    try:
        file: dict[str, Any] = (await context.slack.files_info(file=file_id))["file"]
    except SlackApiError as error:
        if error.response.get("error") == "file_not_found":
            return False
        raise
    return any(file.get(where) for where in ("channels", "groups", "ims", "shares"))

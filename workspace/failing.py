"""Answering as Slack does on a bad day."""

import asyncio

from aiohttp import web

from workspace.faults import Fault, Hangs, RateLimited, Says, ServerError


async def fail(fault: Fault, request: web.Request) -> web.StreamResponse:
    """The answer to a call that shall fail so; one that hangs is dropped in the end."""
    if isinstance(fault, Says):
        return web.json_response({"ok": False, "error": fault.error})
    if isinstance(fault, RateLimited):
        headers = {"Retry-After": str(fault.retry_after)}
        return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
    if isinstance(fault, ServerError):
        return web.Response(
            status=fault.status, text="<html>Something went wrong</html>", content_type="text/html"
        )
    if isinstance(fault, Hangs):
        await asyncio.sleep(fault.seconds)
    if request.transport:
        request.transport.close()
    return web.Response(status=504)

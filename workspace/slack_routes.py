"""What the app reaches besides the Web API: response_urls, uploads, private downloads, the Socket Mode address."""

import json
from urllib.parse import quote

from aiohttp import web
from aiohttp.typedefs import Handler

from workspace.answering import answer
from workspace.failing import fail
from workspace.faults import AnswerLost
from workspace.web_api.call import Call
from workspace.web_api.checks import require_scope
from workspace.web_api.endpoint import WebApi
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace

_DEAD = ("expired_url", "used_url")


class SlackRoutes:
    def __init__(self, ws: Workspace) -> None:
        self._ws = ws

    def _unless_faulty(self, name: str, handler: Handler) -> Handler:
        """Calls and bad days have names here too: "response_url", "file_upload", "file_download"."""

        async def handle(request: web.Request) -> web.StreamResponse:
            fault = self._ws.faults.take(name)
            self._ws.calls.append(Call(name, None, request.match_info, self._ws.clock.now(), fault))
            if fault is None:
                return await handler(request)
            if isinstance(fault, AnswerLost):
                await handler(request)
            return await fail(fault, request)

        return handle

    def routes(self) -> list[web.RouteDef]:
        download = self._unless_faulty("file_download", self._download)
        return [
            web.get("/slack/api/{method}", WebApi(self._ws).serve),
            web.post("/slack/api/{method}", WebApi(self._ws).serve),
            web.post("/slack/response/{token}", self._unless_faulty("response_url", self._respond)),
            web.post("/slack/upload/v1/{ticket}", self._unless_faulty("file_upload", self._upload)),
            web.get("/slack/files/{file}/{name}", download),
            web.get("/slack/files/{file}/download/{name}", download),
            web.get("/slack/signin", _sign_in),
            web.get("/slack/socket/{ticket}", self._ws.delivery.sockets.serve),
        ]

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        try:
            url = self._ws.response_urls.use(request.match_info["token"])
            answer(self._ws, url, _object(await request.text()))
        except SlackError as error:
            return web.json_response(error.as_answer(), status=404 if error.code in _DEAD else 400)
        return web.json_response({"ok": True})

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        awaited = self._ws.files.redeem(request.match_info["ticket"])
        if awaited is None:
            return web.Response(status=404, text="Not an upload address that waits for bytes")
        file, length = awaited
        content = await _bytes(request)
        if len(content) != length:
            return web.Response(status=400, text=f"Expected {length} bytes, got {len(content)}")
        file.content = content
        return web.Response(text=f"OK - {length}")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """The bytes, for the app's token; anybody else is sent to a sign-in page (HTML, status 200), as in Slack."""
        if (
            request.headers.get("Authorization") != f"Bearer {self._ws.app.bot_token}"
            or not self._may_read_files()
        ):
            raise web.HTTPFound(f"/slack/signin?redir={quote(request.path)}")
        file = self._ws.files.get(request.match_info["file"])
        if file is None or not file.is_complete:
            raise web.HTTPNotFound
        disposition = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        headers = {"Content-Type": file.mimetype, "Content-Disposition": disposition}
        return web.Response(body=file.content, headers=headers)

    def _may_read_files(self) -> bool:
        try:
            require_scope(self._ws, ["files:read"])
        except SlackError:
            return False
        return True


async def _sign_in(_request: web.Request) -> web.Response:
    page = "<!doctype html><title>Sign in</title><p>Local workspace, not Slack. Private files need the app's bot token with files:read."
    return web.Response(text=page, content_type="text/html")


async def _bytes(request: web.Request) -> bytes:
    """The body as it is, or the one file in a form."""
    if request.content_type != "multipart/form-data":
        return await request.read()
    form = await request.post()
    uploads = [field for field in form.values() if isinstance(field, web.FileField)]
    return uploads[0].file.read() if uploads else b""


def _object(body: str) -> Json:
    try:
        content = json.loads(body)
    except ValueError:
        raise SlackError("invalid_payload") from None
    if not isinstance(content, dict):
        raise SlackError("invalid_payload")
    return content

"""The page's own JSON, same origin: what to show, and what the person does. Errors come as sentences."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from urllib.parse import quote

from aiohttp import web

from workspace.acting.commanding import command, global_shortcut, message_shortcut
from workspace.acting.interacting import act, options
from workspace.acting.looking import person, visible_channel, visible_file
from workspace.acting.submitting import close, open_home, submit
from workspace.acting.talking import attach, bring_bot, open_direct, say, toggle_reaction, upload
from workspace.membership import channel_as_seen
from workspace.people import User
from workspace.wire import Json, Refused
from workspace.workspace import Workspace

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_PREVIEWABLE = ("text/csv", "text/plain", "image/png", "image/jpeg", "image/gif", "image/webp")
"""Shown inside the page; anything else could run as script of this origin."""


class PageApi:
    def __init__(self, ws: Workspace) -> None:
        self._ws = ws

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/state", _answering(self._state)),
            web.get("/api/messages", _answering(self._messages)),
            web.get("/api/views", _answering(self._views)),
            web.get("/api/files/{file}", self._file),
            web.post("/api/messages", _answering(self._say)),
            web.post("/api/commands", _answering(self._command)),
            web.post("/api/actions", _answering(self._act)),
            web.post("/api/options", _answering(self._options)),
            web.post("/api/views/submit", _answering(self._submit)),
            web.post("/api/views/close", _answering(self._close)),
            web.post("/api/shortcuts", _answering(self._shortcut)),
            web.post("/api/home", _answering(self._home)),
            web.post("/api/files", _answering(self._upload)),
            web.post("/api/uploads", _answering(self._attach)),
            web.post("/api/channels/join", _answering(self._join)),
            web.post("/api/channels/open", _answering(self._open)),
            web.post("/api/reactions", _answering(self._react)),
            web.get("/api/socket", self._socket),
        ]

    async def _state(self, request: web.Request) -> Json:
        ws = self._ws
        me = self._me(request)
        return {
            "workspace": {"name": ws.team.name, "team_id": ws.team.id},
            "me": me.as_seen(),
            "users": [user.as_seen() for user in ws.people],
            "app": self._app(me),
            "channels": [channel_as_seen(ws, channel) for channel in ws.channels_of(me)],
        }

    async def _messages(self, request: web.Request) -> Json:
        me = self._me(request)
        channel = visible_channel(self._ws, me.id, request.query.get("channel", ""))
        thread_ts = request.query.get("thread_ts")
        conversations = self._ws.conversations
        found = (
            conversations.thread(channel, thread_ts, me.id)
            if thread_ts
            else conversations.roots(channel, me.id)
        )
        return {"messages": [message.as_seen() for message in found]}

    async def _views(self, request: web.Request) -> Json:
        me = self._me(request)
        return {"stack": self._ws.modals.stack(me.id), "home": self._ws.modals.home(me.id)}

    async def _say(self, request: web.Request) -> Json:
        sent = await _body(request)
        message = say(self._ws, sent["user"], sent["channel"], sent["text"], sent.get("thread_ts"))
        return {"message": message.as_seen()}

    async def _command(self, request: web.Request) -> Json:
        sent = await _body(request)
        await command(self._ws, sent["user"], sent["channel"], sent["text"])
        return {}

    async def _act(self, request: web.Request) -> Json:
        sent = await _body(request)
        await act(self._ws, sent["user"], sent["container"], sent["actions"], sent.get("state"))
        return {}

    async def _options(self, request: web.Request) -> Json:
        sent = await _body(request)
        where = (sent["block_id"], sent["action_id"])
        return await options(self._ws, sent["user"], sent["container"], where, sent.get("value", ""))

    async def _submit(self, request: web.Request) -> Json:
        sent = await _body(request)
        await submit(self._ws, sent["user"], sent["view_id"], sent.get("state"))
        return {}

    async def _close(self, request: web.Request) -> Json:
        sent = await _body(request)
        await close(self._ws, sent["user"], sent["view_id"], is_cleared=bool(sent.get("is_cleared")))
        return {}

    async def _shortcut(self, request: web.Request) -> Json:
        sent = await _body(request)
        if sent.get("ts"):
            await message_shortcut(self._ws, sent["user"], sent["callback_id"], sent["channel"], sent["ts"])
        else:
            await global_shortcut(self._ws, sent["user"], sent["callback_id"])
        return {}

    async def _home(self, request: web.Request) -> Json:
        sent = await _body(request)
        return {"view": open_home(self._ws, sent["user"], sent.get("tab", "home"))}

    async def _upload(self, request: web.Request) -> Json:
        form = await request.post()
        uploads = [
            (field.filename, field.file.read())
            for field in form.getall("file", [])
            if isinstance(field, web.FileField)
        ]
        said = {name: str(form.get(name, "")) for name in ("user", "channel", "text", "thread_ts")}
        files = upload(
            self._ws,
            said["user"],
            said["channel"],
            uploads,
            text=said["text"],
            thread_ts=said["thread_ts"] or None,
        )
        return {"files": [self._ws.files.as_slack(file) for file in files]}

    async def _attach(self, request: web.Request) -> Json:
        form = await request.post()
        field = form.get("file")
        if not isinstance(field, web.FileField):
            raise Refused("no_file_data", "There is no file to upload.")
        file = attach(self._ws, str(form.get("user", "")), (field.filename, field.file.read()))
        return {"file": self._ws.files.as_slack(file)}

    async def _join(self, request: web.Request) -> Json:
        sent = await _body(request)
        bring_bot(self._ws, sent.get("user") or self._ws.people.first_person().id, sent["channel"])
        return {}

    async def _open(self, request: web.Request) -> Json:
        sent = await _body(request)
        return {"channel": channel_as_seen(self._ws, open_direct(self._ws, sent["user"], sent["with"]))}

    async def _react(self, request: web.Request) -> Json:
        sent = await _body(request)
        toggle_reaction(self._ws, sent["user"], sent["channel"], sent["ts"], sent["name"])
        return {}

    async def _file(self, request: web.Request) -> web.StreamResponse:
        try:
            file = visible_file(self._ws, self._me(request).id, request.match_info["file"])
        except Refused as refusal:
            return web.json_response(refusal.as_answer(), status=404)
        inline = request.query.get("inline") == "1" and file.mimetype in _PREVIEWABLE
        disposition = f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(file.name, safe='')}"
        headers = {
            "Content-Type": file.mimetype,
            "Content-Disposition": disposition,
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=file.content, headers=headers)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        me = self._me(request)
        socket = web.WebSocketResponse(heartbeat=30.0)
        await socket.prepare(request)
        with self._ws.watchers.watching(me.id) as frames:
            self._ws.background.start(_forward(frames, socket))
            async for _ in socket:
                pass
            frames.put_nowait({})
        return socket

    def _me(self, request: web.Request) -> User:
        user_id = request.query.get("user")
        return person(self._ws, user_id) if user_id else self._ws.people.first_person()

    def _app(self, me: User) -> Json:
        ws, manifest = self._ws, self._ws.app.manifest
        return {
            "id": ws.app.app_id,
            "name": manifest.name,
            "description": manifest.description,
            "bot_user_id": ws.bot.id,
            "bot_id": ws.app.bot_id,
            "im_channel": ws.direct_message(me.id).id,
            "home_tab": manifest.home_tab,
            "messages_tab": manifest.messages_tab,
            "commands": [asdict(declared) for declared in manifest.commands],
            "shortcuts": [asdict(declared) for declared in manifest.shortcuts],
        }


def _answering(work: Callable[[web.Request], Awaitable[Json]]) -> Handler:
    """The work's answer as JSON; what is refused, and requests with something missing, as an error with a sentence."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            answer = {"ok": True, **await work(request)}
        except Refused as refusal:
            answer = refusal.as_answer()
        except (KeyError, TypeError, ValueError) as error:
            answer = {
                "ok": False,
                "error": "invalid_request",
                "message": f"The page sent something unexpected: {error}",
            }
        return web.json_response(answer)

    return handle


async def _body(request: web.Request) -> Json:
    content = json.loads(await request.text())
    if not isinstance(content, dict):
        raise Refused("invalid_request", "Expected a JSON object.")
    return content


async def _forward(frames: asyncio.Queue[Json], socket: web.WebSocketResponse) -> None:
    """Until the page is gone; an empty frame says so."""
    while frame := await frames.get():
        if socket.closed:
            return
        await socket.send_json(frame)

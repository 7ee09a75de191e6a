"""The one HTTP address of the Web API: who calls, may they, is it a bad day; then the method."""

from aiohttp import web

from workspace.failing import fail
from workspace.faults import AnswerLost, Says
from workspace.method_scopes import scopes_for
from workspace.web_api.call import Call, read_call
from workspace.web_api.checks import require_scope
from workspace.web_api.methods import METHODS, Method
from workspace.wire import Json, SlackError
from workspace.workspace import Workspace

_WITH_APP_TOKEN = ("apps.connections.open",)


class WebApi:
    def __init__(self, ws: Workspace) -> None:
        self._ws = ws

    async def serve(self, request: web.Request) -> web.StreamResponse:
        fault = self._ws.faults.take(request.match_info["method"])
        try:
            call = await read_call(request, self._ws.clock.now(), fault)
            self._ws.calls.append(call)
            if fault is not None and not isinstance(fault, Says | AnswerLost):
                return await fail(fault, request)
            answer = {"ok": True, **await self._answer(call, fault)}
        except SlackError as error:
            answer = error.as_answer()
        if isinstance(fault, AnswerLost):
            return await fail(fault, request)
        return web.json_response(answer, headers=self._scope_headers())

    async def _answer(self, call: Call, fault: Says | AnswerLost | None) -> Json:
        method = self._admit(call)
        if isinstance(fault, Says):
            raise SlackError(fault.error)
        return await method(self._ws, call)

    def _admit(self, call: Call) -> Method:
        """Raises `not_authed`, `invalid_auth`, `not_allowed_token_type`, `unknown_method`, `missing_scope`."""
        method = METHODS.get(call.method)
        scopes = scopes_for(call.method)
        if method is None or scopes is None:
            raise SlackError("unknown_method", req_method=call.method)
        if call.token is None:
            raise SlackError("not_authed")
        app = self._ws.app
        if call.token not in (app.bot_token, app.app_token):
            raise SlackError("invalid_auth")
        needs_app_token = call.method in _WITH_APP_TOKEN
        if needs_app_token != (call.token == app.app_token):
            raise SlackError("not_allowed_token_type")
        if not needs_app_token:
            require_scope(self._ws, scopes)
        return method

    def _scope_headers(self) -> dict[str, str]:
        return {"x-oauth-scopes": ",".join(sorted(self._ws.app.manifest.bot_scopes))}

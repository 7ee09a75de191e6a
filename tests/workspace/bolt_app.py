"""A Bolt app as anybody would write one; only `base_url` says that it is not Slack it talks to."""

from types import TracebackType
from typing import Any, Self

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from workspace.driver import LocalWorkspace


class BoltApp:
    """Serves `bolt` over HTTP as long as the `async with` lasts; `requests` keeps what came in, headers and body.

    It listens at `request_url`, "" where it is connected instead.
    """

    def __init__(self, slack: LocalWorkspace, *, by_socket: bool = False, hears_itself: bool = False) -> None:
        client = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
        self.bolt = AsyncApp(
            client=client, signing_secret=slack.signing_secret, ignoring_self_events_enabled=not hears_itself
        )
        self.requests: list[tuple[dict[str, str], str]] = []
        self.request_url = ""
        self._slack = slack
        self._by_socket = by_socket
        self._sockets: AsyncSocketModeHandler | None = None
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await (self._connect() if self._by_socket else self._listen())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._sockets:
            await self._sockets.close_async()  # type: ignore[no-untyped-call]  # slack-bolt leaves it so
        if self._runner:
            await self._runner.cleanup()

    def headers(self, name: str) -> list[str]:
        """That header of every request that had it."""
        return [headers[name] for headers, _ in self.requests if name in headers]

    async def _connect(self) -> None:
        self._sockets = AsyncSocketModeHandler(self.bolt, self._slack.app_token)
        await self._sockets.connect_async()  # type: ignore[no-untyped-call]  # slack-bolt leaves it so
        await self._slack.app_connected()

    async def _listen(self) -> None:
        application = web.Application()
        application.router.add_post("/slack/events", self._take)
        self._runner = web.AppRunner(application)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.request_url = f"http://{host}:{port}/slack/events"
        self._slack.listens_at(self.request_url)

    async def _take(self, request: web.Request) -> web.Response:
        self.requests.append((dict(request.headers), await request.text()))
        response = await self.bolt.async_dispatch(await to_bolt_request(request))
        answer: web.Response = await to_aiohttp_response(response)
        return answer


def modal(title: str, *blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A modal with a submit button."""
    plain = {"type": "plain_text", "text": title}
    view = {
        "type": "modal",
        "callback_id": "form",
        "title": plain,
        "submit": {"type": "plain_text", "text": "Save"},
    }
    return {**view, "blocks": list(blocks) or [section(title)], **more}


def field(
    label: str, element: str = "plain_text_input", *, optional: bool = False, **more: Any
) -> dict[str, Any]:
    """An input block; its block_id is the label in small letters."""
    return {
        "type": "input",
        "block_id": label.lower(),
        "optional": optional,
        "label": {"type": "plain_text", "text": label},
        "element": {"type": element, "action_id": "entered", **more},
    }


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(text: str, action_id: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": {"type": "plain_text", "text": text}, **more}

"""Stands where Roster stands in the demo: `run` serves a Bolt app, `seed` fills its book.

It takes its settings from the environment, as any app does, and writes down what it was told.
"""

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

DATA = Path(os.environ["ROSTER_DATA_DIR"])


def run() -> None:
    if (DATA / "broken").exists():
        sys.exit("The book is broken.")
    client = AsyncWebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    bolt = AsyncApp(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"])

    @bolt.command("/contact")
    async def contact(ack, command) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - as people write Bolt
        await ack(f"Looking for {command['text']}")
        print("took", command["text"], flush=True)  # noqa: T201 - the demo of replicas shows what each says

    async def events(request: web.Request) -> web.Response:
        response = await bolt.async_dispatch(await to_bolt_request(request))
        answer: web.Response = await to_aiohttp_response(response)
        return answer

    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="ok")

    async def connect(_application: web.Application) -> AsyncIterator[None]:
        """Socket Mode where the environment says so, as Roster does."""
        sockets = AsyncSocketModeHandler(bolt, os.environ["SLACK_APP_TOKEN"])
        await sockets.connect_async()  # type: ignore[no-untyped-call]  # slack-bolt leaves it so
        yield
        await sockets.close_async()  # type: ignore[no-untyped-call]  # slack-bolt leaves it so

    application = web.Application()
    if os.environ.get("SLACK_APP_TOKEN"):
        application.cleanup_ctx.append(connect)
    application.add_routes([web.post("/slack/events", events), web.get("/healthz", healthz)])
    web.run_app(application, host=os.environ["ROSTER_HOST"], port=int(os.environ["ROSTER_PORT"]))
    (DATA / "stopped").touch()


def seed() -> None:
    (DATA / "seeded").write_text(" ".join(sys.argv[2:]))


if __name__ == "__main__":
    {"run": run, "seed": seed}[sys.argv[1]]()

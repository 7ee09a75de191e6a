"""`python -m workspace demo` runs Roster in a local workspace; `serve` hosts any app by its manifest."""

import argparse
import asyncio
import errno
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path

from pydantic import ValidationError

from workspace.delivery.socket_mode import CONNECTION_LIMIT
from workspace.demo import Demo, DemoFailed
from workspace.faults import Faults
from workspace.installation import Installation
from workspace.manifest import Manifest, ManifestError
from workspace.seed import SEED_FILE, Seed
from workspace.server import Server
from workspace.settings import WorkspaceSettings
from workspace.workspace import Workspace

_WRONG_SETTING = 2
_PORTS = range(65536)
_DATA = Path("data/demo")
_DATA_OF_REPLICAS = Path("data/demo-replicas")
_SERVED = """
A local workspace, not Slack, for {name}:   {address}

  SLACK_BOT_TOKEN={bot_token}
  SLACK_APP_TOKEN={app_token}
  SLACK_SIGNING_SECRET={signing_secret}
  SLACK_API_URL={address}/slack/api/
"""


def main() -> int:
    """The exit status: 2 for a wrong setting, 1 if the app stopped by itself."""
    try:
        settings = WorkspaceSettings()
    except ValidationError as error:
        return _complain(
            *(f"ROSTER_WORKSPACE_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        )
    chosen = _arguments(settings)
    try:
        asyncio.run(_until_stopped(_work(chosen)))
    except ManifestError as error:
        return _complain(str(error))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            return _complain(str(error))
        return _complain(
            f"Port {chosen.port} is in use. Choose another: ROSTER_WORKSPACE_PORT={chosen.port + 1}"
        )
    except DemoFailed as failure:
        _complain(str(failure))
        return 1
    return 0


def _arguments(settings: WorkspaceSettings) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m workspace", description="A local workspace, not Slack.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    demo = verbs.add_parser("demo", help="run Roster in it")
    demo.add_argument("--socket-mode", action="store_true", help="let Roster connect by Socket Mode")
    demo.add_argument(
        "--replicas",
        type=int,
        choices=range(1, CONNECTION_LIMIT + 1),
        default=1,
        help="how many bots, from 2 on PostgreSQL (%(default)s)",
        metavar="N",
    )
    serve = verbs.add_parser("serve", help="host any app")
    serve.add_argument("--manifest", type=Path, required=True, help="the app's manifest, YAML or JSON")
    serve.add_argument(
        "--request-url",
        action="append",
        default=[],
        help="where the app takes signed HTTP requests; once for each replica, never for Socket Mode only",
    )
    serve.add_argument("--seed", type=Path, default=SEED_FILE, help="people and channels, YAML")
    for verb in (demo, serve):
        verb.add_argument("--port", type=_port, default=settings.port, help="of the page (%(default)s)")
        verb.add_argument(
            "--faults",
            type=_faults,
            default=settings.faults,
            help="calls that fail: chat.postMessage=429*3,views.open=hang",
        )
    return parser.parse_args()


def _port(typed: str) -> int:
    port = int(typed)
    if port not in _PORTS:
        raise argparse.ArgumentTypeError(f"{typed} is not a port")
    return port


def _faults(typed: str) -> Faults:
    try:
        return Faults(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _work(chosen: argparse.Namespace) -> Coroutine[None, None, None]:
    if chosen.verb == "demo":
        return _demo(chosen).run(_say)
    return _serve(chosen)


def _demo(chosen: argparse.Namespace) -> Demo:
    return Demo(
        data=_DATA if chosen.replicas == 1 else _DATA_OF_REPLICAS,
        port=chosen.port,
        by_socket=chosen.socket_mode,
        faults=chosen.faults,
        replicas=chosen.replicas,
    )


async def _serve(chosen: argparse.Namespace) -> None:
    seed = Seed.load(chosen.seed)
    app = Installation(Manifest.load(chosen.manifest), seed.team)
    ws = Workspace(app, seed, faults=chosen.faults)
    ws.delivery.request_urls = chosen.request_url
    server = Server(ws, port=chosen.port)
    address = await server.start()
    secrets = {"bot_token": app.bot_token, "app_token": app.app_token, "signing_secret": app.signing_secret}
    _say(_SERVED.format(name=app.manifest.name, address=address, **secrets))
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()


async def _until_stopped(work: Coroutine[None, None, None]) -> None:
    """Do it until Ctrl-C or SIGTERM, then end it in order."""
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    await asyncio.wait([task])
    if not task.cancelled():
        task.result()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _complain(*sentences: str) -> int:
    sys.stderr.writelines(f"{sentence}\n" for sentence in sentences)
    return _WRONG_SETTING


if __name__ == "__main__":
    sys.exit(main())

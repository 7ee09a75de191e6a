"""A PostgreSQL of one's own, which a test may break: https://www.postgresql.org/docs/current/server-shutdown.html"""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import asyncpg  # type: ignore[import-untyped] # it ships no types
from pgserver import pg_ctl  # type: ignore[attr-defined] # made when it is imported
from pgserver.postgres_server import PostgresServer, get_server

LOOK_SECONDS = 0.02


class BreakableServer:
    """`url`: of an empty database. Whatever was not committed is lost when it is stopped, as in a crash."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self.url: str = server.get_uri()

    async def restart(self) -> None:
        await self._control("restart")
        await self.accepts()

    async def stop(self) -> None:
        await self._control("stop")

    async def start(self) -> None:
        await asyncio.to_thread(self._server.ensure_postgres_running)
        await self.accepts()

    async def accepts(self) -> None:
        """Wait until one can connect."""
        while True:
            with suppress(OSError, asyncpg.CannotConnectNowError, asyncpg.PostgresConnectionError):
                connection = await asyncpg.connect(self.url)
                await connection.close()
                return
            await asyncio.sleep(LOOK_SECONDS)

    async def _control(self, what: str) -> None:
        await asyncio.to_thread(
            pg_ctl,
            ["-w", "-m", "immediate", "-l", str(self._server.log), what],
            pgdata=self._server.pgdata,
            user=self._server.system_user,
        )


@contextmanager
def breakable_server() -> Iterator[BreakableServer]:
    folder = Path(tempfile.mkdtemp(prefix="roster-postgres-"))
    folder.chmod(0o777)  # as root, the server runs as another user
    server = get_server(folder)
    try:
        yield BreakableServer(server)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

"""Writes rows of an export in a process of its own (`crm.processes`), after everybody who waits for an answer."""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass

from crm.errors import UserError
from crm.exporting.columns import Columns
from crm.exporting.rows import Asked, Rows, rows_of
from crm.processes import serve
from crm.types import Tenant
from storage.database import close_database, open_database

NICENESS = 10


@dataclass(slots=True)
class _Writer:
    runner: asyncio.Runner
    is_open: bool = False

    def answer(self, asked: Asked) -> Rows | UserError:
        return self.runner.run(self._rows(*asked))

    async def _rows(
        self, url: str, tenant: Tenant, ids: Sequence[int], format_key: str, columns: Columns
    ) -> Rows | UserError:
        if not self.is_open:
            await open_database(url)
            self.is_open = True
        try:
            return await rows_of(tenant, ids, format_key, columns)
        except UserError as error:
            return error


if __name__ == "__main__":
    os.nice(NICENESS)
    with asyncio.Runner() as runner:
        try:
            serve(_Writer(runner).answer)
        finally:
            runner.run(close_database())  # SQLite's connections are threads, which would keep the process

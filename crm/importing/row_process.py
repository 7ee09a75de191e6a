"""Reads rows in a process of its own (`crm.processes`). Its argument, if any, is the folder in which skills were imported."""

import sys
from pathlib import Path

from crm.importing.read_rows import read_rows
from crm.processes import serve
from crm.skills import taxonomy

if __name__ == "__main__":
    for folder in sys.argv[1:]:
        taxonomy.add_from(Path(folder))
    serve(lambda asked: read_rows(*asked))

"""`python -m benchmarks.with_limited_vendor ...` runs the `roster` that the rest of the line says, with that as the only vendor there is."""

import runpy
import sys

from benchmarks.limited_vendor import PROVIDER
from bot import app

COMMAND = (sys.executable, "-m", "benchmarks.with_limited_vendor")


def main() -> None:
    _, _, module, *arguments = sys.argv[1:]
    app.REMOTE = (PROVIDER,)  # type: ignore[attr-defined] # in the place of all that the bot would ask
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__")


if __name__ == "__main__":
    main()

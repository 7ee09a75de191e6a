"""Puts things together: settings, wiring, web server, Socket Mode, scheduler, command line."""

import gc
import sys

# What importing makes stays for the life of the process. To look for garbage among it after every 700 objects, as
# Python does by itself, takes a tenth of a start, and a start is most of what people wait for after a crash.
gc.set_threshold(200_000, 20, 20)

# structlog draws tracebacks with rich where that is installed, as it is with DBOS. Ours are plain, and it takes a twentieth of a start.
sys.modules.setdefault("rich", None)  # type: ignore[arg-type]

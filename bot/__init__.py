"""Puts things together: settings, wiring, web server, Socket Mode, scheduler, command line."""

import gc

# What importing makes stays for the life of the process. To look for garbage among it after every 700 objects, as
# Python does by itself, takes a tenth of a start, and a start is most of what people wait for after a crash.
gc.set_threshold(20_000, 20, 20)

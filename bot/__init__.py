"""Puts things together: settings, wiring, web server, Socket Mode, scheduler, command line."""

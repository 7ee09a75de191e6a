"""Slack's Web API: a family of methods a file, all of them in the table in `methods.py`."""

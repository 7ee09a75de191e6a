"""Identifiers that look like Slack's: a letter for the kind, then capitals and digits."""

import hashlib
import secrets


def new_id(prefix: str) -> str:
    return prefix + secrets.token_hex(5).upper()


def named_id(prefix: str, name: str) -> str:
    """The same id for the same name, so that an app's database still fits after the workspace is started again."""
    return prefix + hashlib.sha256(name.encode()).hexdigest()[:10].upper()

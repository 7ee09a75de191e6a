"""The keys of a workspace for its accounts with vendors: encrypted with the operator's secret, and never shown again."""

import logging
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from crm import rate_limits
from crm.errors import FieldErrors
from crm.providers import quotas
from crm.providers.vendors import Vendors
from crm.types import Author, Tenant
from storage.queries import providers as rows

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

LONGEST = 500

log = logging.getLogger("roster")


async def all_of(tenant: Tenant, vendors: Vendors) -> dict[str, str]:
    """By account. What was encrypted under another secret is "": it has to be entered anew."""
    kept = await rows.keys(tenant.key)
    if not kept:
        return {}
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 - only who has keys waits for it

    box, keys = _box(vendors.secret), dict[str, str]()
    for each in kept:
        try:
            keys[each.account] = box.decrypt(each.encrypted.encode()).decode()
        except InvalidToken:
            log.warning("the key for %s was entered under another ROSTER_SECRET", each.account)
            keys[each.account] = ""
    return keys


def check(key: str) -> None:
    """Raises FieldErrors."""
    key = key.strip()
    if not key:
        raise FieldErrors({"key": "Paste the key."})
    if len(key) > LONGEST or not (key.isascii() and key.isprintable()):
        raise FieldErrors({"key": "That does not look like a key: it has characters that no key has."})


async def enter(tenant: Tenant, author: Author, vendors: Vendors, account: str, key: str) -> None:
    """Instead of the one before. Whether the author may is the caller's to ask. Raises FieldErrors."""
    check(key)
    encrypted = _box(vendors.secret).encrypt(key.strip().encode()).decode()
    await rows.set_key(tenant.key, account, encrypted, author.user_id, datetime.now(UTC))
    await _begin_anew(tenant, vendors, account)


async def remove(tenant: Tenant, vendors: Vendors, account: str) -> None:
    await rows.remove_key(tenant.key, account)
    await _begin_anew(tenant, vendors, account)


async def _begin_anew(tenant: Tenant, vendors: Vendors, account: str) -> None:
    """What was wrong with another key, or left with it, says nothing of this one."""
    unknown = {"failures": 0, "paused_until": None, "problem": "", "problem_at": None, "quota": None}
    for provider in vendors.providers:
        if provider.account == account:
            await rows.set_state(tenant.key, provider.name, **unknown)
    await rate_limits.forget(tenant, quotas.bucket(account))


def _box(secret: bytes) -> "Fernet":
    from cryptography.fernet import Fernet  # noqa: PLC0415 - as above

    return Fernet(urlsafe_b64encode(sha256(b"keys of providers" + secret).digest()))

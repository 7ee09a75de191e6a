"""The keyed hashes: made from a secret of the operator's, without which nobody can try out who is meant by them."""

import hmac

from crm.types import Tenant
from enrichment.request import Identity

EMAIL, PHONE, PROFILE = "email", "phone", "profile"
_SUBKEY = b"roster: suppression, 1"
_MARK_LENGTH = 16


def hashes(tenant: Tenant, secret: bytes, identity: Identity) -> dict[str, tuple[str, str]]:
    """Hash -> (kind, value). The same value has another hash in every workspace."""
    key = _subkey(secret)
    values = (
        *((EMAIL, each) for each in identity.emails),
        *((PHONE, each) for each in identity.phones),
        *((PROFILE, each) for each in identity.profiles),
    )
    return {_hashed(key, f"{tenant.key}\n{kind}\n{value}"): (kind, value) for kind, value in values}


def mark(secret: bytes) -> str:
    """Tells secrets apart, and gives none of them away."""
    return _hashed(_subkey(secret), "mark")[:_MARK_LENGTH]


def _subkey(secret: bytes) -> bytes:
    return hmac.digest(secret, _SUBKEY, "sha256")


def _hashed(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()

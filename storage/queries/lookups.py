"""Questions to providers: who asks one just now, and what was answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tortoise.exceptions import IntegrityError

from storage.database import AlreadyThere, is_sqlite
from storage.models import Lookup


async def lock(tenant: str, key: str) -> Lookup | None:
    """As it is, and as it stays until the transaction ends."""
    query = Lookup.filter(tenant=tenant, key=key)
    return await (query if is_sqlite() else query.select_for_update()).first()


async def get(tenant: str, key: str) -> Lookup | None:
    return await Lookup.get_or_none(tenant=tenant, key=key)


async def begin(tenant: str, **values: Any) -> Lookup:
    """One that nobody has asked. It needs no transaction. Raises AlreadyThere where somebody else begins in this moment."""
    try:
        return await Lookup.create(tenant=tenant, **values)
    except IntegrityError as error:
        raise AlreadyThere(str(error)) from error


async def change(tenant: str, lookup_id: int, **values: Any) -> None:
    await Lookup.filter(tenant=tenant, id=lookup_id).update(**values)


async def forget(tenant: str, lookup_id: int) -> None:
    await Lookup.filter(tenant=tenant, id=lookup_id).delete()


async def forget_of(tenant: str, references: Sequence[str]) -> None:
    """What was answered on behalf of these."""
    await Lookup.filter(tenant=tenant, reference__in=list(references)).delete()


async def forget_from(tenant: str, providers: Sequence[str]) -> None:
    await Lookup.filter(tenant=tenant, provider__in=list(providers)).delete()


async def forget_before(tenant: str, moment: datetime) -> None:
    await Lookup.filter(tenant=tenant, expires_at__lt=moment).delete()

"""How many credits may be spent, and by whom."""

from datetime import datetime

from crm.types import CapKind, CreditCap, CreditRules, Tenant
from storage.queries import credit_holds as rows


async def in_force(
    tenant: Tenant, rules: CreditRules, user_id: str, now: datetime, *, is_automatic: bool
) -> tuple[CreditCap, ...]:
    """Those that are set for what this person asks for, or for what runs by itself."""
    own = CapKind.AUTOMATIC_MONTH if is_automatic else CapKind.PERSON_DAY
    found = [await of(tenant, rules, kind, user_id, now) for kind in (own, CapKind.WORKSPACE_MONTH)]
    return tuple(cap for cap in found if cap)


async def of(
    tenant: Tenant, rules: CreditRules, kind: CapKind, user_id: str, now: datetime
) -> CreditCap | None:
    """None where it is not set."""
    most: int | None = getattr(rules, f"{kind}_cap")
    return None if most is None else CreditCap(kind, most, await _used(tenant, kind, user_id, now))


async def _used(tenant: Tenant, kind: CapKind, user_id: str, now: datetime) -> int:
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    month = day.replace(day=1)
    match kind:
        case CapKind.PERSON_DAY:
            return await rows.used(tenant.key, day, user_id=user_id, is_automatic=False)
        case CapKind.AUTOMATIC_MONTH:
            return await rows.used(tenant.key, month, is_automatic=True)
        case CapKind.WORKSPACE_MONTH:
            return await rows.used(tenant.key, month)

"""What an enrichment costs, and what else a workspace decides about credits."""

from collections.abc import Collection

from crm import settings
from crm.errors import FieldErrors
from crm.types import Author, CreditRules, Tenant

EMAIL, PHONE = "email", "phone"
MOST = 1_000_000_000
_PRICES = ("flat_price", "email_price", "phone_price", "other_price")
_CAPS = ("person_day_cap", "workspace_month_cap", "automatic_month_cap")


async def rules_of(tenant: Tenant) -> CreditRules:
    return await settings.decided(tenant, CreditRules)


async def change_rules(tenant: Tenant, author: Author, wanted: CreditRules) -> None:
    """Raises FieldErrors. Whether the author may is the caller's to ask."""
    check_rules(wanted)
    await settings.decide(tenant, author, wanted)


def check_rules(wanted: CreditRules) -> None:
    """Raises FieldErrors."""
    limited = (*_PRICES, *_CAPS, "warning_below")
    wrong = [name for name in limited if not 0 <= (getattr(wanted, name) or 0) <= MOST]
    if wrong:
        raise FieldErrors(dict.fromkeys(wrong, f"Write a number of credits between 0 and {MOST:,}."))


def price(rules: CreditRules, fields: Collection[str], *, is_local: bool = False) -> int:
    """What it costs to find these: EMAIL, PHONE, or any other name. Of what is wanted, that is the most it may come to.

    `is_local`: nobody outside was asked for it. Finding nothing costs nothing.
    """
    if not fields or (is_local and not rules.charges_local):
        return 0
    if not rules.is_by_field:
        return rules.flat_price
    kinds = {each if each in (EMAIL, PHONE) else "" for each in fields}
    by_kind = {EMAIL: rules.email_price, PHONE: rules.phone_price, "": rules.other_price}
    return sum(by_kind[kind] for kind in kinds)

"""The credit ledger: double entry, and nothing in it is ever changed but a balance and the state of a hold."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from storage.models.tenants import TENANT_LENGTH

KEY_LENGTH = 200


class CreditAccount(Model):
    """Where credits are: the wallet, held, spent, and granted, which is below zero by as many as there are in the other three.

    `balance` is the sum of the account's entries.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    kind = fields.CharField(max_length=16)
    balance = fields.BigIntField(default=0)

    class Meta:
        table = "credit_account"
        unique_together = (("tenant", "kind"),)
        constraints = (
            CheckConstraint(
                check="kind NOT IN ('wallet', 'held') OR balance >= 0", name="credit_account_not_below_zero"
            ),
        )


class CreditHold(Model):
    """Credits that are kept for one run until it has ended. `state` is held, captured or released, `captured` what it cost.

    `user_id` is on whose behalf, `is_automatic` that nobody asked for it.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    user_id = fields.CharField(max_length=64)
    is_automatic = fields.BooleanField(default=False)
    amount = fields.BigIntField()
    captured = fields.BigIntField(default=0)
    state = fields.CharField(max_length=16, default="held")
    reference = fields.CharField(max_length=KEY_LENGTH)
    held_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()

    class Meta:
        table = "credit_hold"
        indexes = (Index(fields=("state", "expires_at")), Index(fields=("tenant", "held_at")))
        constraints = (
            CheckConstraint(check="captured BETWEEN 0 AND amount", name="credit_hold_captured_within_it"),
        )


class CreditTransaction(Model):
    """Something that moved credits, once for each key. `user_id` is who did it. `hold` is what it made or settled, or refunds."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    key = fields.CharField(max_length=KEY_LENGTH)
    kind = fields.CharField(max_length=16)
    user_id = fields.CharField(max_length=64)
    reason = fields.TextField(default="")
    reference = fields.CharField(max_length=KEY_LENGTH, default="")
    hold: fields.ForeignKeyNullableRelation[CreditHold] = fields.ForeignKeyField(
        "roster.CreditHold", related_name="transactions", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    hold_id: int | None
    made_at = fields.DatetimeField()

    class Meta:
        table = "credit_transaction"
        unique_together = (("tenant", "key"),)
        indexes = (Index(fields=("tenant", "kind", "id")),)


class CreditEntry(Model):
    """What a transaction put into an account, or took out of it. The entries of each come to 0.

    Where it is spent, `user_id` says by whom, `provider` with whom, and `month` (2026-11) when.
    """

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    transaction: fields.ForeignKeyRelation[CreditTransaction] = fields.ForeignKeyField(
        "roster.CreditTransaction", related_name="entries", on_delete=fields.RESTRICT, db_index=True
    )
    transaction_id: int
    account: fields.ForeignKeyRelation[CreditAccount] = fields.ForeignKeyField(
        "roster.CreditAccount", related_name="entries", on_delete=fields.RESTRICT, db_index=True
    )
    account_id: int
    amount = fields.BigIntField()
    user_id = fields.CharField(max_length=64, default="")
    provider = fields.CharField(max_length=64, default="")
    month = fields.CharField(max_length=7)

    class Meta:
        table = "credit_entry"
        indexes = (Index(fields=("tenant", "month")),)


class CreditWarning(Model):
    """Credits have become few, `left_over` by then, and that is yet to be said."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    left_over = fields.BigIntField()

    class Meta:
        table = "credit_warning"


class VendorUse(Model):
    """What a provider took for one call, in thousandths of its own unit, also where it found nothing. Once for each key."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    key = fields.CharField(max_length=KEY_LENGTH)
    provider = fields.CharField(max_length=64)
    user_id = fields.CharField(max_length=64)
    reference = fields.CharField(max_length=KEY_LENGTH)
    thousandths = fields.BigIntField()
    is_miss = fields.BooleanField()
    month = fields.CharField(max_length=7)
    made_at = fields.DatetimeField()

    class Meta:
        table = "vendor_use"
        unique_together = (("tenant", "key"),)
        indexes = (Index(fields=("tenant", "month")),)

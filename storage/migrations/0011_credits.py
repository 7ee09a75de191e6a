"""Credits: accounts, holds, transactions and their entries, warnings, and what providers take in their own units.

SQLite builds a table anew to put a CHECK into it, and loses what else the table has: so a table gets its CHECK first.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("roster", "0010_export_settings")]

    initial = False

    operations = [
        ops.CreateModel(
            name="CreditAccount",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("kind", fields.CharField(max_length=16)),
                ("balance", fields.BigIntField(default=0)),
            ],
            options={
                "table": "credit_account",
                "app": "roster",
                "pk_attr": "id",
                "table_description": "Where credits are: the wallet, held, spent, and granted, which is below zero by as many as there are in the other three.",
            },
            bases=["Model"],
        ),
        ops.AddConstraint(
            model_name="CreditAccount",
            constraint=CheckConstraint(
                check="kind NOT IN ('wallet', 'held') OR balance >= 0", name="credit_account_not_below_zero"
            ),
        ),
        ops.AddConstraint(model_name="CreditAccount", constraint=UniqueConstraint(fields=("tenant", "kind"))),
        ops.CreateModel(
            name="CreditHold",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("user_id", fields.CharField(max_length=64)),
                ("is_automatic", fields.BooleanField(default=False)),
                ("amount", fields.BigIntField()),
                ("captured", fields.BigIntField(default=0)),
                ("state", fields.CharField(default="held", max_length=16)),
                ("reference", fields.CharField(max_length=200)),
                ("held_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "credit_hold",
                "app": "roster",
                "pk_attr": "id",
                "table_description": "Credits that are kept for one run until it has ended. `state` is held, captured or released, `captured` what it cost.",
            },
            bases=["Model"],
        ),
        ops.AddConstraint(
            model_name="CreditHold",
            constraint=CheckConstraint(
                check="captured BETWEEN 0 AND amount", name="credit_hold_captured_within_it"
            ),
        ),
        ops.AddIndex(model_name="CreditHold", index=Index(fields=["state", "expires_at"])),
        ops.AddIndex(model_name="CreditHold", index=Index(fields=["tenant", "held_at"])),
        ops.CreateModel(
            name="CreditTransaction",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("key", fields.CharField(max_length=200)),
                ("kind", fields.CharField(max_length=16)),
                ("user_id", fields.CharField(max_length=64)),
                ("reason", fields.TextField(default="", unique=False)),
                ("reference", fields.CharField(default="", max_length=200)),
                (
                    "hold",
                    fields.ForeignKeyField(
                        "roster.CreditHold",
                        source_field="hold_id",
                        null=True,
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="transactions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "credit_transaction",
                "app": "roster",
                "unique_together": (("tenant", "key"),),
                "indexes": [Index(fields=["tenant", "kind", "id"])],
                "pk_attr": "id",
                "table_description": "Something that moved credits, once for each key. `user_id` is who did it. `hold` is what it made or settled, or refunds.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="CreditEntry",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "transaction",
                    fields.ForeignKeyField(
                        "roster.CreditTransaction",
                        source_field="transaction_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="entries",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "account",
                    fields.ForeignKeyField(
                        "roster.CreditAccount",
                        source_field="account_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="entries",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("amount", fields.BigIntField()),
                ("user_id", fields.CharField(default="", max_length=64)),
                ("provider", fields.CharField(default="", max_length=64)),
                ("month", fields.CharField(max_length=7)),
            ],
            options={
                "table": "credit_entry",
                "app": "roster",
                "indexes": [Index(fields=["tenant", "month"])],
                "pk_attr": "id",
                "table_description": "What a transaction put into an account, or took out of it. The entries of each come to 0.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="CreditWarning",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("left_over", fields.BigIntField()),
            ],
            options={
                "table": "credit_warning",
                "app": "roster",
                "pk_attr": "id",
                "table_description": "Credits have become few, `left_over` by then, and that is yet to be said.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="VendorUse",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("key", fields.CharField(max_length=200)),
                ("provider", fields.CharField(max_length=64)),
                ("user_id", fields.CharField(max_length=64)),
                ("reference", fields.CharField(max_length=200)),
                ("thousandths", fields.BigIntField()),
                ("is_miss", fields.BooleanField()),
                ("month", fields.CharField(max_length=7)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "vendor_use",
                "app": "roster",
                "unique_together": (("tenant", "key"),),
                "indexes": [Index(fields=["tenant", "month"])],
                "pk_attr": "id",
                "table_description": "What a provider took for one call, in thousandths of its own unit, also where it found nothing. Once for each key.",
            },
            bases=["Model"],
        ),
    ]

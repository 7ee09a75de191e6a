"""Companies, what they are called, and what is said of them."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("roster", "0016_suppression")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Company",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                ("name", fields.CharField(max_length=200)),
                ("domain", fields.CharField(null=True, max_length=300)),
            ],
            options={
                "table": "company",
                "app": "roster",
                "unique_together": (("tenant", "domain"),),
                "pk_attr": "id",
                "table_description": "`name` as it was first written. `domain` is its own, such as acme.com, null where none is known.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="CompanyName",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "company",
                    fields.ForeignKeyField(
                        "roster.Company",
                        source_field="company_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="names",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("folded", fields.CharField(max_length=400)),
            ],
            options={
                "table": "company_name",
                "app": "roster",
                "unique_together": (("tenant", "folded"),),
                "pk_attr": "id",
                "table_description": "What a company is called, folded: by it the positions of people are its positions.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="CompanyValue",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("tenant", fields.CharField(max_length=64)),
                (
                    "company",
                    fields.ForeignKeyField(
                        "roster.Company",
                        source_field="company_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="values_said",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("kind", fields.CharField(max_length=16)),
                ("provider", fields.CharField(max_length=64)),
                ("text", fields.CharField(max_length=300)),
                ("confidence", fields.FloatField()),
                ("observed_on", fields.DateField(null=True)),
                ("set_by", fields.CharField(max_length=64)),
                ("set_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "company_value",
                "app": "roster",
                "unique_together": (("company", "kind", "provider"),),
                "indexes": [Index(fields=["tenant", "provider"])],
                "pk_attr": "id",
                "table_description": 'What somebody says of a company. `provider` is "" for a person. `kind` is a key of `crm.types.COMPANY_KINDS`.',
            },
            bases=["Model"],
        ),
    ]

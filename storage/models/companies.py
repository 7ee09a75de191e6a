"""Companies: known once, and shared by the people who work there."""

from datetime import date

from tortoise import fields
from tortoise.indexes import Index

from storage.models.model import Model
from storage.models.tenants import TENANT_LENGTH

LONGEST_NAME = 200
LONGEST_FOLDED = 400
LONGEST_VALUE = 300


class Company(Model):
    """`name` as it was first written. `domain` is its own, such as acme.com, null where none is known."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    name = fields.CharField(max_length=LONGEST_NAME)
    domain = fields.CharField(max_length=LONGEST_VALUE, null=True)

    class Meta:
        table = "company"
        unique_together = (("tenant", "domain"),)


class CompanyName(Model):
    """What a company is called, folded: by it the positions of people are its positions."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    company: fields.ForeignKeyRelation[Company] = fields.ForeignKeyField(
        "roster.Company", related_name="names", on_delete=fields.CASCADE, db_index=True
    )
    company_id: int
    folded = fields.CharField(max_length=LONGEST_FOLDED)

    class Meta:
        table = "company_name"
        unique_together = (("tenant", "folded"),)


class CompanyValue(Model):
    """What somebody says of a company. `provider` is "" for a person. `kind` is a key of `crm.types.COMPANY_KINDS`."""

    id = fields.BigIntField(primary_key=True)
    tenant = fields.CharField(max_length=TENANT_LENGTH)
    company: fields.ForeignKeyRelation[Company] = fields.ForeignKeyField(
        "roster.Company", related_name="values_said", on_delete=fields.CASCADE, db_index=True
    )
    company_id: int
    kind = fields.CharField(max_length=16)
    provider = fields.CharField(max_length=64)
    text = fields.CharField(max_length=LONGEST_VALUE)
    confidence = fields.FloatField()
    observed_on: date | None = fields.DateField(null=True)
    set_by = fields.CharField(max_length=64)
    set_at = fields.DatetimeField()

    class Meta:
        table = "company_value"
        unique_together = (("company", "kind", "provider"),)
        indexes = (Index(fields=("tenant", "provider")),)

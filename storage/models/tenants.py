"""What the tables have in common."""

TENANT_LENGTH = 64
"""Of `crm.types.Tenant.key`, which every row carries."""

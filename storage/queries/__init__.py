"""Every question to the database, one file a subject. Each function takes the tenant (`Tenant.key`) first."""

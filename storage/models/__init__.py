"""The tables. Every row carries its tenant (`crm.types.Tenant.key`), but for those that say who works here and how late
it is; every foreign key has its own index.

A docstring of a table becomes its comment in the database, where Tortoise cuts statements at semicolons: none of those there.
"""

from storage.models.contacts import (
    Contact,
    ContactCertification,
    ContactEducation,
    ContactEmail,
    ContactPhone,
    ContactPosition,
    ContactProfile,
    ContactSkill,
    ContactTag,
    FieldSource,
    NameWord,
    Sourced,
    Tag,
    TimelineEntry,
)
from storage.models.files import (
    ExportRun,
    ImportFile,
    ImportRejection,
    ImportRun,
)
from storage.models.reminders import (
    Digest,
    Reminder,
)
from storage.models.work import (
    Delivery,
    Effect,
    Job,
    Message,
    RateLimit,
    Replica,
    Tick,
)

__all__ = [
    "Contact",
    "ContactCertification",
    "ContactEducation",
    "ContactEmail",
    "ContactPhone",
    "ContactPosition",
    "ContactProfile",
    "ContactSkill",
    "ContactTag",
    "Delivery",
    "Digest",
    "Effect",
    "ExportRun",
    "FieldSource",
    "ImportFile",
    "ImportRejection",
    "ImportRun",
    "Job",
    "Message",
    "NameWord",
    "RateLimit",
    "Reminder",
    "Replica",
    "Sourced",
    "Tag",
    "Tick",
    "TimelineEntry",
]

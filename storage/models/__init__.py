"""The tables. Every row carries its tenant (`crm.types.Tenant.key`), but for those that say who works here and how late
it is; every foreign key has its own index.

A docstring of a table becomes its comment in the database, where Tortoise cuts statements at semicolons: none of those there.
"""

from storage.models.bulk import BulkPart, BulkRun
from storage.models.companies import Company, CompanyName, CompanyValue
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
)
from storage.models.credits import (
    CreditAccount,
    CreditEntry,
    CreditHold,
    CreditTransaction,
    CreditWarning,
    VendorUse,
)
from storage.models.duplicates import DuplicateKey, DuplicatePair, Merge
from storage.models.enrichment import EnrichmentAttempt, EnrichmentBatch, EnrichmentRun, Observation
from storage.models.files import (
    ExportPart,
    ExportRun,
    ExportSetting,
    ImportCandidate,
    ImportChange,
    ImportMapping,
    ImportPiece,
    ImportRejection,
    ImportRun,
    ImportUnchanged,
)
from storage.models.lists import ChangedContact, ListMember, PeopleList, SavedSearch
from storage.models.members import Member
from storage.models.providers import Lookup, ProviderKey, ProviderState
from storage.models.reminders import (
    Digest,
    Reminder,
)
from storage.models.suppression import Suppression
from storage.models.timeline import EntryRevision, Follow, FollowedEntry, Mention, TimelineEntry
from storage.models.work import (
    Delivery,
    Effect,
    Job,
    Message,
    RateLimit,
    Replica,
    Tick,
)
from storage.models.workspaces import CustomField, CustomValue, WorkspaceSetting

__all__ = [
    "BulkPart",
    "BulkRun",
    "ChangedContact",
    "Company",
    "CompanyName",
    "CompanyValue",
    "Contact",
    "ContactCertification",
    "ContactEducation",
    "ContactEmail",
    "ContactPhone",
    "ContactPosition",
    "ContactProfile",
    "ContactSkill",
    "ContactTag",
    "CreditAccount",
    "CreditEntry",
    "CreditHold",
    "CreditTransaction",
    "CreditWarning",
    "CustomField",
    "CustomValue",
    "Delivery",
    "Digest",
    "DuplicateKey",
    "DuplicatePair",
    "Effect",
    "EnrichmentAttempt",
    "EnrichmentBatch",
    "EnrichmentRun",
    "EntryRevision",
    "ExportPart",
    "ExportRun",
    "ExportSetting",
    "FieldSource",
    "Follow",
    "FollowedEntry",
    "ImportCandidate",
    "ImportChange",
    "ImportMapping",
    "ImportPiece",
    "ImportRejection",
    "ImportRun",
    "ImportUnchanged",
    "Job",
    "ListMember",
    "Lookup",
    "Member",
    "Mention",
    "Merge",
    "Message",
    "NameWord",
    "Observation",
    "PeopleList",
    "ProviderKey",
    "ProviderState",
    "RateLimit",
    "Reminder",
    "Replica",
    "SavedSearch",
    "Sourced",
    "Suppression",
    "Tag",
    "Tick",
    "TimelineEntry",
    "VendorUse",
    "WorkspaceSetting",
]

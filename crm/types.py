"""What crosses the borders between `crm`, `views` and `handlers`: frozen, with no behaviour of their own.

Times are aware datetimes in UTC. Partial dates ("2021", "2021-03") are ISO 8601 texts of reduced precision.
Empty text means "not known"; there is no None text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self

from crm import telephone


@dataclass(frozen=True, slots=True)
class Tenant:
    """Whose data this is: a Slack workspace, in its enterprise where it has one (else "")."""

    team_id: str
    enterprise_id: str = ""

    @property
    def key(self) -> str:
        """How the tenant stands in every row, for example `E1/T1` or `/T1`."""
        return f"{self.enterprise_id}/{self.team_id}"

    @classmethod
    def of_key(cls, key: str) -> Self:
        """The tenant whose key it is."""
        enterprise_id, _, team_id = key.partition("/")
        return cls(team_id, enterprise_id)


class Origin(StrEnum):
    """Who or what set a value. A machine never overwrites what a person set."""

    PERSON = "person"
    IMPORT = "import"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts. `reference` says by what means, for example `import:42`; "" for a person at a form."""

    user_id: str
    origin: Origin = Origin.PERSON
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where one value comes from."""

    origin: Origin
    reference: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class Email:
    address: str
    kind: str  # personal, work, other
    source: Source


@dataclass(frozen=True, slots=True)
class Phone:
    """`number` is E.164; `extension` only digits."""

    number: str
    extension: str
    kind: str  # mobile, work, home, other
    source: Source

    @property
    def whole(self) -> str:
        """With its extension."""
        return telephone.with_extension(self.number, self.extension)

    @property
    def written(self) -> str:
        """As people read it: +49 30 123456 ext. 7."""
        return telephone.written(self.whole)


@dataclass(frozen=True, slots=True)
class Profile:
    """A social profile; `url` is canonical, as `crm.identity.canonical_profile` gives it."""

    network: str  # linkedin, github, x, gitlab, stackoverflow ... or "web"
    url: str
    source: Source


@dataclass(frozen=True, slots=True)
class Position:
    """One station of a career."""

    company: str
    title: str
    started: str
    ended: str
    is_current: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Education:
    institution: str
    degree: str
    field: str
    started: str
    ended: str
    source: Source


@dataclass(frozen=True, slots=True)
class Certification:
    name: str
    issuer: str
    year: str
    url: str
    source: Source


@dataclass(frozen=True, slots=True)
class Skill:
    name: str
    kind: str  # technical, soft
    source: Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a timeline. `kind` is a key of `crm.timeline.kinds.KINDS`; `data` is what that kind says of itself.

    `rich` is a note as Slack's rich text, `text` the same to be read. `audience` is who may see it: "" everybody, a
    user's id that person alone, a channel's id its members. `together` is the same for the entries of one thing.
    """

    id: int
    contact_id: int
    kind: str
    occurred_at: datetime
    recorded_at: datetime
    author: Author
    text: str
    data: Mapping[str, Any]
    rich: Mapping[str, Any] | None = None
    audience: str = ""
    together: str = ""
    pinned_at: datetime | None = None
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person with everything known of them. The first e-mail, phone and position are the primary ones.

    `version` goes up with every change; an edit says which version it was made on.
    `sources` holds those of the single-valued fields: name, headline, location, photo_url, do_not_contact ...
    `photo_file` is the id of an uploaded picture, which goes before `photo_url`.
    `owner_id` is the user who looks after them, "" nobody.
    `last_activity` and `pinned` (notes, the last one pinned first) are those that everybody may see.
    """

    id: int
    version: int
    name: str
    headline: str
    location: str
    photo_url: str
    emails: tuple[Email, ...]
    phones: tuple[Phone, ...]
    profiles: tuple[Profile, ...]
    positions: tuple[Position, ...]
    education: tuple[Education, ...]
    certifications: tuple[Certification, ...]
    skills: tuple[Skill, ...]
    tags: tuple[str, ...]
    sources: Mapping[str, Source]
    last_activity: Entry | None
    created_at: datetime
    updated_at: datetime
    photo_file: str = ""
    owner_id: str = ""
    do_not_contact: bool = False
    do_not_contact_reason: str = ""
    pinned: tuple[Entry, ...] = ()
    custom: tuple["CustomValue", ...] = ()


@dataclass(frozen=True, slots=True)
class ContactSummary:
    """A person in a list: enough to tell them from their namesakes."""

    id: int
    name: str
    headline: str
    location: str
    company: str
    title: str
    email: str


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What a person typed or a row held, before it is checked. One text per field, as typed."""

    name: str = ""
    headline: str = ""
    location: str = ""
    photo_url: str = ""
    email: str = ""
    phone: str = ""
    company: str = ""
    title: str = ""
    profile_url: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Who matches what was typed, best first. `exact` when one identity (e-mail, phone, profile) was meant."""

    contacts: tuple[ContactSummary, ...]
    exact: bool
    more: bool = False


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Newest first. `older` and `newer` are cursors to hand back, "" at either end. `pinned` come with the first page."""

    contact_id: int
    contact_name: str
    kinds: tuple[str, ...]
    entries: tuple[Entry, ...]
    older: str
    newer: str
    pinned: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What a workspace holds, for the App Home."""

    contacts: int
    added_this_week: int
    activities_this_week: int


class JobStatus(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """Long work. `done` of `total` units are done; what the units are, the kind knows. `total` 0 is not known yet.

    `reference` is the id of what it works on. `attempt` begins with 1 and goes up when somebody has a stopped or failed
    job go on; `done_before` is how far it was then. `channel_id` and `thread_ts`: where it says how far it is.
    """

    id: int
    kind: str
    reference: int
    title: str
    tenant: Tenant
    status: JobStatus
    attempt: int
    total: int
    done: int
    done_before: int
    user_id: str
    stopped_by: str
    problem: str
    channel_id: str
    thread_ts: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def message_key(self) -> str:
        """Of the one message that says how far it is."""
        return f"{self.kind}:{self.reference}"


@dataclass(frozen=True, slots=True)
class Words:
    """What is to stand in Slack, as JSON of Block Kit, and the text that a notification reads out."""

    blocks: tuple[dict[str, Any], ...]
    text: str


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """Words that a replica has taken to say: posted, or edited where `ts` says which message. `version` counts wordings.

    `channel_id` may be a user's, which means their direct messages. `fallback_id`: where else, "" nowhere.
    `tries` counts this one.
    """

    id: int
    tenant: Tenant
    key: str
    version: int
    channel_id: str
    thread_ts: str
    fallback_id: str
    words: Words
    ts: str
    tries: int
    created_at: datetime

    @property
    def is_double(self) -> bool:
        """It stands in another place already: no words, but to be removed."""
        return not self.words.text and not self.words.blocks


@dataclass(frozen=True, slots=True)
class InboxItem:
    """What Slack delivered and is to be done: its kind and its payload as they came. `tries` counts those before."""

    id: int
    tenant: Tenant
    key: str
    kind: str
    body: Mapping[str, Any]
    tries: int


class ImportStatus(StrEnum):
    """What was decided; how far it is, the job says."""

    READY = "ready"
    STARTED = "started"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a dropped file. `field` is a field of `crm.importing.fields.FIELDS`, or "" for not imported."""

    header: str
    field: str
    sample: str


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One dropped file and what became of its rows so far."""

    id: int
    status: ImportStatus
    user_id: str
    filename: str
    columns: tuple[Column, ...]
    rows: int
    added: int
    updated: int
    unchanged: int
    rejected: int
    channel_id: str
    thread_ts: str


@dataclass(frozen=True, slots=True)
class ExportRun:
    """Who asked for whom: `text` as in `crm.search`, "" is everyone.

    `columns`: the ids of the workspace's own fields in it, None until it was chosen who is in it.
    """

    id: int
    user_id: str
    text: str
    columns: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class ReminderDraft:
    """What somebody asked to be told. `at` is aware; `repeat` one of `crm.moments.REPEATS` or ""; `timezone` an IANA name."""

    at: datetime | None
    text: str
    repeat: str
    restarts: bool
    timezone: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """Tell `user_id` about a contact at `next_at`, which is None once told. `due_at` is the moment that it is for."""

    id: int
    tenant: Tenant
    contact_id: int
    contact_name: str
    user_id: str
    text: str
    repeat: str
    restarts: bool
    timezone: str
    due_at: datetime
    next_at: datetime | None
    told: int

    @property
    def message_key(self) -> str:
        """Of the message that tells it: another one for each moment that it is for."""
        return f"reminder:{self.id}:{int(self.due_at.timestamp())}"


@dataclass(frozen=True, slots=True)
class Digest:
    """A person's week: what is overdue, what comes due, and whom they have not heard of for long."""

    overdue: tuple[Reminder, ...]
    due: tuple[Reminder, ...]
    quiet: tuple[ContactSummary, ...]


@dataclass(frozen=True, slots=True)
class Binned:
    """Somebody who was deleted, by whom and when; after `until` they are gone for good."""

    id: int
    name: str
    deleted_by: str
    deleted_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class WorkspaceSettings:
    """What a workspace's admins decide.

    `cooldown_days`: for how long after a colleague's outreach another one is warned, 0 never.
    `answers_who_is_this`: whether an e-mail, phone or profile link in a message is answered with who it is.
    """

    cooldown_days: int = 30
    answers_who_is_this: bool = False


@dataclass(frozen=True, slots=True)
class HomePage:
    """What stands in somebody's App Home.

    `own` are those they looked at last, `others` those that changed last where there are none; `quiet` those they own and
    nobody was in touch with; `due` their reminders by now.
    """

    counts: Counts
    own: tuple[ContactSummary, ...]
    others: tuple[ContactSummary, ...]
    quiet: tuple[ContactSummary, ...]
    due: tuple[Reminder, ...]
    jobs: tuple[Job, ...]
    wants_digest: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at a timeline, and those channels they are a member of that matter there."""

    user_id: str
    channel_ids: frozenset[str] = frozenset()

    @property
    def audiences(self) -> tuple[str, ...]:
        """The audiences that they belong to."""
        return ("", self.user_id, *sorted(self.channel_ids))


EVERYBODY = Reader("")
"""For what is shown to several people at once."""


@dataclass(frozen=True, slots=True)
class Look:
    """What of a timeline somebody looks at: one `group` of kinds or all (""), by one user or by anybody (""), from `cursor` on."""

    group: str = ""
    user_id: str = ""
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """An entry as it was until `replaced_by` changed it."""

    occurred_at: datetime
    text: str
    data: Mapping[str, Any]
    rich: Mapping[str, Any] | None
    replaced_by: str
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """One entry with all that is known of it. `versions`: the earlier ones, the newest first. `is_own`: who looks may correct it."""

    entry: Entry
    contact_name: str
    versions: tuple[Version, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file that stands in Slack, or elsewhere: only the link to it is kept."""

    title: str
    permalink: str


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What somebody wrote. `names`: the name of each person who is mentioned, by id. `audience` as in `Entry`."""

    rich: Mapping[str, Any]
    audience: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    files: tuple[SharedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """What happened with somebody. `kind` is one of `crm.timeline.kinds.LOGGED`; `occurred_at` may lie in the past.

    `colleagues`: the name of each who was there too, by id.
    """

    kind: str
    occurred_at: datetime
    minutes: int | None = None
    outcome: str = ""
    text: str = ""
    colleagues: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Followed:
    """What somebody follows: `kind` is contact or tag, `id` and `name` its own."""

    kind: str
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NewsItem:
    entry: Entry
    contact_name: str


@dataclass(frozen=True, slots=True)
class News:
    """What a follower (a user or a channel) is to be told in one message. `ids` are those of the rows that say so."""

    tenant: Tenant
    follower: str
    ids: tuple[int, ...]
    items: tuple[NewsItem, ...]


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """A message that somebody wrote in Slack. `thread_ts` "": it has no thread. `permalink` "": Slack gave none."""

    channel_id: str
    ts: str
    thread_ts: str
    by: str
    rich: Mapping[str, Any]
    names: Mapping[str, str]
    permalink: str

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(float(self.ts), UTC)


@dataclass(frozen=True, slots=True)
class MergeChoice:
    """A single-valued field in which two contacts differ. `field` is a key of `crm.merging.SINGLE`, or that of a field of the workspace (`crm.profile.custom`).

    `label` is what a custom field is called, "" for the others. The one of who stays wins unless somebody chooses.
    """

    field: str
    label: str
    stays: str
    brought: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two contacts that may become one: `survivor` stays, `merged` brings what it has. `choices`: where both say something else."""

    survivor: Contact
    merged: Contact
    choices: tuple[MergeChoice, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """Two contacts that were made one. `until` is when they can be parted at the latest."""

    id: int
    survivor_id: int
    survivor_name: str
    merged_id: int
    merged_name: str
    merged_by: str
    merged_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class ContactPair:
    """Two contacts that may be one. `reasons` are keys of `crm.duplicates.likeness.WEIGHTS`, `confidence` is up to 1."""

    id: int
    older: ContactSummary
    newer: ContactSummary
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairGroup:
    """Pairs that hang together, the surest first: two contacts, or several that may all be one."""

    pairs: tuple[ContactPair, ...]

    @property
    def people(self) -> tuple[ContactSummary, ...]:
        found = {each.id: each for pair in self.pairs for each in (pair.older, pair.newer)}
        return tuple(found[id_] for id_ in sorted(found))


@dataclass(frozen=True, slots=True)
class RecentContact:
    """A colleague has written to or called somebody within the last `days`. `kind` is a key of `crm.timeline.kinds.KINDS`."""

    user_id: str
    kind: str
    at: datetime
    days: int


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field that a workspace has made for its contacts. `kind` is text, number, date, choice, link or person."""

    id: int
    label: str
    kind: str
    choices: tuple[str, ...]
    is_archived: bool


@dataclass(frozen=True, slots=True)
class CustomValue:
    """What a contact has in such a field, as its kind writes it: a date as ISO 8601, a person as a user id."""

    field_id: int
    label: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """An e-mail address, a position, a skill: a text for each field of its part, as in `crm.profile.parts`.

    `id` is 0 for what a contact has once.
    """

    id: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """`field` is a field or a part of a profile, or the label of a workspace's own field; the rest as one reads it."""

    field: str
    before: str
    after: str

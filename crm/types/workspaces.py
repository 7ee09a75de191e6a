"""What a workspace has set, and its App Home."""

from dataclasses import dataclass

from crm.types.contacts import ContactSummary, Counts
from crm.types.jobs import Job
from crm.types.lists import ListPage, SavedSearch
from crm.types.reminders import Reminder

EVERYBODY, ADMINS, CHOSEN = "everybody", "admins", "chosen"
EXPORTERS = (EVERYBODY, ADMINS, CHOSEN)


@dataclass(frozen=True, slots=True)
class WorkspaceSettings:
    """What a workspace's admins decide.

    `cooldown_days`: for how long after a colleague's outreach another one is warned, 0 never.
    `exporters`: who may export, everybody, admins, or chosen: then `chosen_exporters` too (user ids).
    `exports_kept_hours`: after how long an exported file is deleted from Slack, 0 never.
    `answers_who_is_this`: whether an e-mail, phone or profile link in a message is answered with who it is.
    """

    cooldown_days: int = 30
    answers_who_is_this: bool = False
    exporters: str = EVERYBODY
    chosen_exporters: tuple[str, ...] = ()
    exports_kept_hours: int = 0


@dataclass(frozen=True, slots=True)
class HomePage:
    """What stands in somebody's App Home.

    `own` are those they looked at last, `others` those that changed last where there are none; `quiet` those they own and
    nobody was in touch with; `due` their reminders by now. `lists` are the first few, `searches` their saved ones and everybody's.
    """

    counts: Counts
    own: tuple[ContactSummary, ...]
    others: tuple[ContactSummary, ...]
    quiet: tuple[ContactSummary, ...]
    due: tuple[Reminder, ...]
    jobs: tuple[Job, ...]
    wants_digest: bool
    lists: ListPage
    searches: tuple[SavedSearch, ...]

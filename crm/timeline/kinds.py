"""Every kind of entry that a timeline can hold: one entry here, and it has an icon, a sentence and a place in the filter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crm.timeline import sentences
from crm.types import Entry


@dataclass(frozen=True, slots=True)
class Kind:
    """`icon` is an emoji; `name` what one entry is called; `group` a key of GROUPS; `sentence` says in plain text what happened, without who and when.

    `whom`: the id of the user whose name follows the sentence, "" nobody.
    `logged`: a person logs it by hand, and it counts as activity with the contact.
    """

    key: str
    icon: str
    name: str
    group: str
    sentence: Callable[[Entry], str]
    whom: Callable[[Entry], str] = lambda entry: ""
    logged: bool = False


GROUPS: Mapping[str, str] = {
    "notes": "Notes, saved messages",
    "activities": "Calls, meetings, messages",
    "emails": "E-mails",
    "sequences": "Sequences",
    "shortlists": "Shortlists",
    "profile": "Profile changes",
    "tags": "Tags and lists",
    "book": "Added, imported, merged",
}
"""What a timeline is filtered by."""

_TABLE = (
    Kind("note", "📝", "note", "notes", sentences.always("wrote a note"), logged=True),
    Kind("call", "📞", "call", "activities", sentences.logged("a call"), logged=True),
    Kind("meeting", "🤝", "meeting", "activities", sentences.logged("a meeting"), logged=True),
    Kind("email", "✉️", "e-mail", "activities", sentences.logged("an e-mail"), logged=True),
    Kind("message", "💬", "message", "activities", sentences.logged("a message"), logged=True),
    Kind("interview", "🎙️", "interview", "activities", sentences.logged("an interview"), logged=True),
    Kind("saved", "🔖", "saved message", "notes", sentences.saved),
    Kind("email_sent", "📤", "e-mail sent", "emails", sentences.about("sent an e-mail")),
    Kind(
        "email_received", "📨", "e-mail received", "emails", sentences.about("got an e-mail from this person")
    ),
    Kind("sequence_enrolled", "🛫", "enrolment", "sequences", sentences.enrolled),
    Kind("sequence_step", "🪜", "sequence step", "sequences", sentences.step_completed),
    Kind(
        "sequence_opened",
        "👀",
        "e-mail opened",
        "sequences",
        sentences.in_sequence("saw that this person opened an e-mail"),
    ),
    Kind(
        "sequence_clicked",
        "🖱️",
        "link clicked",
        "sequences",
        sentences.in_sequence("saw that this person clicked"),
    ),
    Kind(
        "sequence_replied", "↩️", "reply", "sequences", sentences.in_sequence("got a reply from this person")
    ),
    Kind(
        "sequence_bounced",
        "⚠️",
        "e-mail bounced",
        "sequences",
        sentences.in_sequence("had an e-mail come back"),
    ),
    Kind(
        "unsubscribed",
        "🔕",
        "unsubscribed",
        "sequences",
        sentences.in_sequence("heard that this person wants no more e-mails"),
    ),
    Kind("shortlist_moved", "🗂️", "shortlist move", "shortlists", sentences.moved),
    Kind("updated", "✏️", "profile change", "profile", sentences.updated),
    Kind("owner_changed", "👤", "new owner", "profile", sentences.owner_changed, whom=sentences.owner),
    Kind(
        "do_not_contact_set",
        "⛔",
        "do not contact",
        "profile",
        sentences.because("marked this person as not to be contacted"),
    ),
    Kind(
        "do_not_contact_lifted",
        "✅",
        "may be contacted",
        "profile",
        sentences.because("said that this person may be contacted again"),
    ),
    Kind("skill_confirmed", "👍", "skill confirmed", "profile", sentences.of_skill("confirmed")),
    Kind("skill_disputed", "👎", "skill disputed", "profile", sentences.of_skill("disputed")),
    Kind("enriched", "🔎", "enrichment", "profile", sentences.enriched),
    Kind("source_purged", "🧹", "source removed", "profile", sentences.purged),
    Kind("tagged", "🏷️", "tags", "tags", sentences.tagged),
    Kind(
        "list_joined",
        "📋",
        "put on a list",
        "tags",
        sentences.of_list("put this person on"),
        whom=sentences.cause,
    ),
    Kind(
        "list_left",
        "📋",
        "taken off a list",
        "tags",
        sentences.of_list("took this person off"),
        whom=sentences.cause,
    ),
    Kind("imported", "📥", "import", "book", sentences.imported),
    Kind("added", "✨", "added", "book", sentences.always("added this person")),
    Kind("merged", "🔗", "merge", "book", sentences.merged),
    Kind("shared", "👥", "shared address", "book", sentences.shared),
    Kind("unmerged", "✂️", "unmerge", "book", sentences.unmerged),
    Kind("deleted", "🗑️", "deletion", "book", sentences.because("deleted this person")),
    Kind("restored", "♻️", "restoration", "book", sentences.always("restored this person")),
)

KINDS: Mapping[str, Kind] = {kind.key: kind for kind in _TABLE}
LOGGED = tuple(kind.key for kind in _TABLE if kind.logged)


def kinds_of(group: str) -> tuple[str, ...]:
    """The keys of the kinds in that group; none of them for "", which is every kind."""
    return tuple(kind.key for kind in _TABLE if kind.group == group)

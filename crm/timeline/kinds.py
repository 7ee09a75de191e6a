"""Every kind of entry that a timeline can hold: one entry here, and it has an icon, a sentence and a filter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crm.profile import parts
from crm.types import Entry

LABELS = {
    **dict(parts.labels()),
    "email": "e-mail",
    "phone": "phone",
    "photo_url": "photo",
    "photo_file": "photo",
    "company": "company",
    "title": "title",
    "profile_url": "profile link",
    "tags": "tags",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """`icon` is an emoji; `name` what one entry is called, `label` what several are; `sentence` says in plain text what happened, without who and when.

    `logged`: a person logs it by hand, and it counts as activity with the contact.
    """

    key: str
    icon: str
    name: str
    label: str
    sentence: Callable[[Entry], str]
    logged: bool = False


def _added(entry: Entry) -> str:
    return "added this person"


def _imported(entry: Entry) -> str:
    return f"imported this person from {entry.data.get('filename') or 'a file'}"


def _updated(entry: Entry) -> str:
    return "changed " + "; ".join(_change(change) for change in entry.data.get("changes", ()))


def _change(change: Mapping[str, Any]) -> str:
    label = LABELS.get(change["field"], change["field"])
    before, after = change["before"], change["after"]
    if not before:
        return f"{label}: {after}"
    if not after:
        return f"{label}: {before} removed"
    return f"{label} from {before} to {after}"


def _tagged(entry: Entry) -> str:
    added, removed = entry.data.get("added", ()), entry.data.get("removed", ())
    parts = [f"tagged {', '.join(added)}"] if added else []
    if removed:
        parts.append(
            f"took away the tag {', '.join(removed)}"
            if len(removed) == 1
            else f"took away the tags {', '.join(removed)}"
        )
    return "; ".join(parts)


def _note(entry: Entry) -> str:
    return "wrote a note"


def _logged(what: str) -> Callable[[Entry], str]:
    def sentence(entry: Entry) -> str:
        minutes, outcome = entry.data.get("minutes"), entry.data.get("outcome")
        length = f" of {minutes} minutes" if minutes else ""
        return f"logged a {what}{length}" + (f": {outcome}" if outcome else "")

    return sentence


KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("note", "📝", "note", "Notes", _note, logged=True),
        Kind("call", "📞", "call", "Calls", _logged("call"), logged=True),
        Kind("meeting", "🤝", "meeting", "Meetings", _logged("meeting"), logged=True),
        Kind("updated", "✏️", "profile change", "Profile changes", _updated),
        Kind("tagged", "🏷️", "tags", "Tags", _tagged),
        Kind("imported", "📥", "import", "Imports", _imported),
        Kind("added", "✨", "added", "Added", _added),
    )
}

LOGGED = tuple(kind.key for kind in KINDS.values() if kind.logged)

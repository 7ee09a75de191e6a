"""What each kind of entry says in plain text, without who and when. The docstrings say which `data` it reads; all of it may be missing."""

from collections.abc import Callable, Mapping
from typing import Any

from crm.profile import parts
from crm.types import Entry

Sentence = Callable[[Entry], str]

LABELS = {
    **dict(parts.labels()),
    "photo_url": "photo",
    "photo_file": "photo",
    "email": "e-mail",
    "phone": "phone",
    "company": "company",
    "title": "title",
    "profile_url": "profile link",
    "tags": "tags",
}


def always(words: str) -> Sentence:
    """The same for every entry of the kind."""
    return lambda entry: words


def logged(what: str) -> Sentence:
    """`minutes`, `outcome`, `colleagues` (names by id) and `others` (names), who were there too."""

    def sentence(entry: Entry) -> str:
        minutes, outcome = entry.data.get("minutes"), _said(entry, "outcome")
        there = [*entry.data.get("colleagues", {}).values(), *entry.data.get("others", ())]
        length = f" of {minutes} minutes" if minutes else ""
        company = f" with {', '.join(there)}" if there else ""
        return f"logged {what}{length}{company}" + (f": {outcome}" if outcome else "")

    return sentence


def saved(entry: Entry) -> str:
    """`by`: who wrote it, `count` of messages."""
    count, by = entry.data.get("count", 1), _said(entry, "by") or "somebody"
    return f"saved a thread of {count} messages that {by} began" if count > 1 else f"saved a message of {by}"


def about(words: str) -> Sentence:
    """`subject`, of an e-mail."""
    return lambda entry: _with(words, "“{}”", entry, "subject")


def enrolled(entry: Entry) -> str:
    """`sequence`."""
    return _in_sequence("put this person into a sequence", entry)


def step_completed(entry: Entry) -> str:
    """`sequence`, `step` (1 is the first), `action` (what was done)."""
    step, action = entry.data.get("step"), _said(entry, "action")
    done = f"completed step {step}" if step else "completed a step"
    return _in_sequence(f"{done} ({action})" if action else done, entry)


def in_sequence(words: str) -> Sentence:
    """`sequence`, and of the e-mail it is about `subject`, `link`, `problem`."""

    def sentence(entry: Entry) -> str:
        said = _with(words, "“{}”", entry, "subject")
        said = _with(said, "on {}", entry, "link")
        said = _in_sequence(said, entry)
        problem = _said(entry, "problem")
        return f"{said}: {problem}" if problem else said

    return sentence


def moved(entry: Entry) -> str:
    """`shortlist`, `from`, `to` (stages; "" is not on it), `reason`."""
    before, after, reason = (_said(entry, name) for name in ("from", "to", "reason"))
    shortlist = _said(entry, "shortlist") or "a shortlist"
    if not before:
        said = f"put this person on {shortlist}" + (f" as {after}" if after else "")
    elif not after:
        said = f"took this person off {shortlist}, where they were {before}"
    else:
        said = f"moved this person from {before} to {after} on {shortlist}"
    return f"{said}: {reason}" if reason else said


def imported(entry: Entry) -> str:
    """`filename`."""
    return f"imported this person from {_said(entry, 'filename') or 'a file'}"


def enriched(entry: Entry) -> str:
    """`changes` as with `updated`, `provider`."""
    provider = _said(entry, "provider") or "a provider"
    changes = _changes(entry)
    return f"looked this person up at {provider}" + (f": {changes}" if changes else ", which knew no more")


def purged(entry: Entry) -> str:
    """`provider`."""
    return f"removed all that {_said(entry, 'provider') or 'a provider'} had said"


def updated(entry: Entry) -> str:
    """`changes`: each with `field`, `before`, `after`, and `label` where `LABELS` has no word for the field."""
    return _changes(entry) or "changed the profile"


def tagged(entry: Entry) -> str:
    """`added`, `removed`: names of tags."""
    added, removed = entry.data.get("added", ()), entry.data.get("removed", ())
    parts = [f"tagged {', '.join(added)}"] if added else []
    if removed:
        parts.append(f"took away the tag{'s' * (len(removed) > 1)} {', '.join(removed)}")
    return "; ".join(parts) or "changed the tags"


def of_list(words: str) -> Sentence:
    """`list`: its name; `why` a dynamic one did so, and `by`: whose deed that was, whose name follows."""

    def sentence(entry: Entry) -> str:
        why = _said(entry, "why")
        said = f"{words} {_said(entry, 'list') or 'a list'}" + (f": {why}" if why else "")
        return f"{said} by" if why and cause(entry) else said

    return sentence


def cause(entry: Entry) -> str:
    return _said(entry, "by")


def merged(entry: Entry) -> str:
    """`name` of who became one with this contact."""
    return f"merged {_said(entry, 'name') or 'another contact'} into this person"


def unmerged(entry: Entry) -> str:
    """`name` of who is a contact of their own again."""
    return f"made {_said(entry, 'name') or 'another contact'} a contact of their own again"


def shared(entry: Entry) -> str:
    """`value` that is `name`'s too, and the `reason` why both have it."""
    value, name = _said(entry, "value") or "something", _said(entry, "name") or "somebody"
    return because(f"kept {value}, which is {name}'s too")(entry)


def because(words: str) -> Sentence:
    """`reason`."""
    return lambda entry: f"{words}: {_said(entry, 'reason')}" if _said(entry, "reason") else words


def of_skill(verb: str) -> Sentence:
    """`skill`, and the `reason`: what was seen."""

    def sentence(entry: Entry) -> str:
        name = _said(entry, "skill")
        return because(f"{verb} the skill {name}" if name else f"{verb} a skill")(entry)

    return sentence


def owner_changed(entry: Entry) -> str:
    """`before`, `after`: ids of users, "" nobody. Who it is follows the sentence."""
    return "gave this person to" if _said(entry, "after") else "took this person from"


def owner(entry: Entry) -> str:
    """Whose id follows `owner_changed`."""
    return _said(entry, "after") or _said(entry, "before")


def _changes(entry: Entry) -> str:
    """What was added first, then what was changed and removed."""
    said: dict[str, list[str]] = {"added": [], "changed": [], "removed": []}
    for change in entry.data.get("changes", ()):
        verb, words = _change(change)
        said[verb].append(words)
    return "; ".join(f"{verb} {', '.join(words)}" for verb, words in said.items() if words)


def _change(change: Mapping[str, Any]) -> tuple[str, str]:
    """Without either value it is only said that there was a change."""
    label, before, after = label_of(change), change["before"], change["after"]
    if before and after:
        return "changed", f"{label} from {before} to {after}"
    if after:
        return "added", f"{label}: {after}"
    if before:
        return "removed", f"{label}: {before}"
    return "changed", label


def label_of(change: Mapping[str, Any]) -> str:
    """What the field of a change is called."""
    return str(change.get("label") or LABELS.get(change["field"], change["field"]))


def _in_sequence(words: str, entry: Entry) -> str:
    return _with(words, "in {}", entry, "sequence")


def _with(words: str, more: str, entry: Entry, name: str) -> str:
    said = _said(entry, name)
    return f"{words} {more.format(said)}" if said else words


def _said(entry: Entry, name: str) -> str:
    return str(entry.data.get(name) or "")

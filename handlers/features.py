"""Everything that Roster answers to. What is not in these tables does not exist."""

from handlers import (
    activities,
    adding,
    app_home,
    binning,
    cards,
    deciding,
    digesting,
    direct_messages,
    following,
    importing,
    profile,
    reading_entry,
    reading_timeline,
    reminding,
    sharing,
    tagging,
    working,
)
from handlers.commands import COMMANDS
from handlers.registry import Action, Event, Shortcut, Submission, Suggestions

ACTIONS: tuple[Action, ...] = (
    *cards.ACTIONS,
    *binning.ACTIONS,
    *sharing.ACTIONS,
    *deciding.ACTIONS,
    *adding.ACTIONS,
    *profile.ACTIONS,
    *activities.ACTIONS,
    *tagging.ACTIONS,
    *reading_timeline.ACTIONS,
    *reading_entry.ACTIONS,
    *following.ACTIONS,
    *importing.ACTIONS,
    *reminding.ACTIONS,
    *digesting.ACTIONS,
    *working.ACTIONS,
    *app_home.ACTIONS,
)
SUBMISSIONS: tuple[Submission, ...] = (
    *adding.SUBMISSIONS,
    *profile.SUBMISSIONS,
    *activities.SUBMISSIONS,
    *reading_entry.SUBMISSIONS,
    *following.SUBMISSIONS,
    *tagging.SUBMISSIONS,
    *reminding.SUBMISSIONS,
    *importing.SUBMISSIONS,
    *deciding.SUBMISSIONS,
    *binning.SUBMISSIONS,
    *sharing.SUBMISSIONS,
)
SHORTCUTS: tuple[Shortcut, ...] = adding.SHORTCUTS
SUGGESTIONS: tuple[Suggestions, ...] = (*tagging.SUGGESTIONS, *profile.SUGGESTIONS)
EVENTS: tuple[Event, ...] = (*app_home.EVENTS, *importing.EVENTS, *direct_messages.EVENTS, *sharing.EVENTS)

__all__ = ["ACTIONS", "COMMANDS", "EVENTS", "SHORTCUTS", "SUBMISSIONS", "SUGGESTIONS"]

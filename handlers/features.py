"""Everything that Roster answers to. What is not in these tables does not exist."""

from handlers import (
    activities,
    adding,
    app_home,
    cards,
    digesting,
    direct_messages,
    duplicates,
    editing,
    importing,
    knowing,
    merging,
    reading_timeline,
    reminding,
    tagging,
    working,
)
from handlers.commands import COMMANDS
from handlers.registry import Action, Event, MessageShortcut, Shortcut, Submission, Suggestions

ACTIONS: tuple[Action, ...] = (
    *cards.ACTIONS,
    *adding.ACTIONS,
    *editing.ACTIONS,
    *activities.ACTIONS,
    *tagging.ACTIONS,
    *merging.ACTIONS,
    *duplicates.ACTIONS,
    *reading_timeline.ACTIONS,
    *importing.ACTIONS,
    *reminding.ACTIONS,
    *digesting.ACTIONS,
    *working.ACTIONS,
    *app_home.ACTIONS,
)
SUBMISSIONS: tuple[Submission, ...] = (
    *adding.SUBMISSIONS,
    *editing.SUBMISSIONS,
    *activities.SUBMISSIONS,
    *tagging.SUBMISSIONS,
    *merging.SUBMISSIONS,
    *reminding.SUBMISSIONS,
    *importing.SUBMISSIONS,
    *app_home.SUBMISSIONS,
)
SHORTCUTS: tuple[Shortcut | MessageShortcut, ...] = (*adding.SHORTCUTS, *knowing.SHORTCUTS)
SUGGESTIONS: tuple[Suggestions, ...] = (*tagging.SUGGESTIONS, *merging.SUGGESTIONS)
EVENTS: tuple[Event, ...] = (*app_home.EVENTS, *importing.EVENTS, *direct_messages.EVENTS)

__all__ = ["ACTIONS", "COMMANDS", "EVENTS", "SHORTCUTS", "SUBMISSIONS", "SUGGESTIONS"]

"""Everything that Roster answers to. What is not in these tables does not exist."""

from handlers import (
    activities,
    adding,
    app_home,
    cards,
    choosing_people,
    digesting,
    direct_messages,
    editing,
    importing,
    noting,
    reading_timeline,
    reminding,
    saving_messages,
    tagging,
    working,
)
from handlers.commands import COMMANDS
from handlers.registry import Action, Event, MessageShortcut, Shortcut, Submission, Suggestions

ACTIONS: tuple[Action, ...] = (
    *cards.ACTIONS,
    *adding.ACTIONS,
    *editing.ACTIONS,
    *noting.ACTIONS,
    *activities.ACTIONS,
    *saving_messages.ACTIONS,
    *tagging.ACTIONS,
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
    *noting.SUBMISSIONS,
    *activities.SUBMISSIONS,
    *saving_messages.SUBMISSIONS,
    *tagging.SUBMISSIONS,
    *reminding.SUBMISSIONS,
    *importing.SUBMISSIONS,
    *app_home.SUBMISSIONS,
)
SHORTCUTS: tuple[Shortcut | MessageShortcut, ...] = (
    *adding.SHORTCUTS,
    *activities.SHORTCUTS,
    *saving_messages.SHORTCUTS,
)
SUGGESTIONS: tuple[Suggestions, ...] = (
    *tagging.SUGGESTIONS,
    *choosing_people.SUGGESTIONS,
    *saving_messages.SUGGESTIONS,
)
EVENTS: tuple[Event, ...] = (*app_home.EVENTS, *importing.EVENTS, *direct_messages.EVENTS)

__all__ = ["ACTIONS", "COMMANDS", "EVENTS", "SHORTCUTS", "SUBMISSIONS", "SUGGESTIONS"]

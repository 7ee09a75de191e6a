"""Everything that Roster answers to. What is not in these tables does not exist."""

from handlers import (
    activities,
    adding,
    app_home,
    cards,
    digesting,
    direct_messages,
    importing,
    profile,
    reading_timeline,
    reminding,
    tagging,
    working,
)
from handlers.commands import COMMANDS
from handlers.registry import Action, Event, Shortcut, Submission, Suggestions

ACTIONS: tuple[Action, ...] = (
    *cards.ACTIONS,
    *adding.ACTIONS,
    *profile.ACTIONS,
    *activities.ACTIONS,
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
    *profile.SUBMISSIONS,
    *activities.SUBMISSIONS,
    *tagging.SUBMISSIONS,
    *reminding.SUBMISSIONS,
    *importing.SUBMISSIONS,
    *app_home.SUBMISSIONS,
)
SHORTCUTS: tuple[Shortcut, ...] = adding.SHORTCUTS
SUGGESTIONS: tuple[Suggestions, ...] = (*tagging.SUGGESTIONS, *profile.SUGGESTIONS)
EVENTS: tuple[Event, ...] = (*app_home.EVENTS, *importing.EVENTS, *direct_messages.EVENTS)

__all__ = ["ACTIONS", "COMMANDS", "EVENTS", "SHORTCUTS", "SUBMISSIONS", "SUGGESTIONS"]

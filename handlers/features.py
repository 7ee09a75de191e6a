"""Everything that Roster answers to. What is not in these tables does not exist."""

from handlers import (
    activities,
    adding,
    app_home,
    binning,
    cards,
    choosing_people,
    deciding,
    digesting,
    direct_messages,
    duplicates,
    exporting,
    following,
    importing,
    knowing,
    merging,
    noting,
    profile,
    reading_entry,
    reading_timeline,
    reminding,
    saving_messages,
    sharing,
    tag_book,
    tagging,
    working,
)
from handlers.commands import COMMANDS
from handlers.registry import Action, Event, MessageShortcut, Shortcut, Submission, Suggestions

ACTIONS: tuple[Action, ...] = (
    *cards.ACTIONS,
    *binning.ACTIONS,
    *sharing.ACTIONS,
    *deciding.ACTIONS,
    *adding.ACTIONS,
    *profile.ACTIONS,
    *noting.ACTIONS,
    *activities.ACTIONS,
    *saving_messages.ACTIONS,
    *tagging.ACTIONS,
    *tag_book.ACTIONS,
    *merging.ACTIONS,
    *duplicates.ACTIONS,
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
    *noting.SUBMISSIONS,
    *activities.SUBMISSIONS,
    *saving_messages.SUBMISSIONS,
    *reading_entry.SUBMISSIONS,
    *following.SUBMISSIONS,
    *tagging.SUBMISSIONS,
    *tag_book.SUBMISSIONS,
    *merging.SUBMISSIONS,
    *reminding.SUBMISSIONS,
    *importing.SUBMISSIONS,
    *exporting.SUBMISSIONS,
    *deciding.SUBMISSIONS,
    *binning.SUBMISSIONS,
    *sharing.SUBMISSIONS,
)
SHORTCUTS: tuple[Shortcut | MessageShortcut, ...] = (
    *adding.SHORTCUTS,
    *activities.SHORTCUTS,
    *saving_messages.SHORTCUTS,
    *knowing.SHORTCUTS,
)
SUGGESTIONS: tuple[Suggestions, ...] = (
    *tagging.SUGGESTIONS,
    *tag_book.SUGGESTIONS,
    *profile.SUGGESTIONS,
    *merging.SUGGESTIONS,
    *choosing_people.SUGGESTIONS,
    *saving_messages.SUGGESTIONS,
)
EVENTS: tuple[Event, ...] = (*app_home.EVENTS, *importing.EVENTS, *direct_messages.EVENTS, *sharing.EVENTS)

__all__ = ["ACTIONS", "COMMANDS", "EVENTS", "SHORTCUTS", "SUBMISSIONS", "SUGGESTIONS"]

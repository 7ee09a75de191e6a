"""Every sub-command, in the order in which help shows them. To add one: a file here, and a line in the tuple."""

from handlers.commands import (
    add,
    binned,
    company,
    contact_help,
    contacts_help,
    credits,
    digest,
    duplicates,
    enrich,
    entry,
    export,
    exports,
    fields,
    find,
    follow,
    importing,
    jobs,
    lists,
    overview,
    providers,
    reminders,
    search,
    suppressed,
    tags,
    unfollow,
)
from handlers.registry import Command

COMMANDS: tuple[Command, ...] = (
    find.COMMAND,
    add.COMMAND,
    entry.COMMAND,
    enrich.COMMAND,
    contact_help.COMMAND,
    overview.COMMAND,
    search.COMMAND,
    importing.COMMAND,
    export.COMMAND,
    exports.COMMAND,
    lists.COMMAND,
    lists.ONE,
    company.COMMAND,
    tags.COMMAND,
    fields.COMMAND,
    jobs.COMMAND,
    credits.COMMAND,
    providers.COMMAND,
    reminders.COMMAND,
    digest.COMMAND,
    binned.COMMAND,
    suppressed.COMMAND,
    follow.COMMAND,
    unfollow.COMMAND,
    duplicates.COMMAND,
    contacts_help.COMMAND,
)


def names_after(slash: str) -> tuple[str, ...]:
    """What can be typed behind that slash command, for asking back what was meant."""
    return tuple(command.name for command in COMMANDS if command.slash == slash and command.name)

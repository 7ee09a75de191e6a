"""Companies and skills that are known, while somebody types one."""

from collections.abc import Awaitable, Callable, Sequence

from slack_sdk.models.blocks import Option

from crm.identity import clean_line
from crm.profile import suggestions
from crm.profile.fields import Kind
from crm.skills import taxonomy
from crm.types import Tenant
from handlers.context import Context
from handlers.payloads import OptionsPayload
from handlers.registry import Suggestions
from views.profile.inputs import LONGEST_OPTION_VALUE, SUGGESTED, suggested_option

Known = Callable[[Tenant, str], Awaitable[tuple[str, ...]]]


def _suggesting(kind: Kind, known: Known, called: Callable[[str], str] = str) -> Suggestions:
    """`called`: how it is kept, whichever of its names was typed."""

    async def suggest(context: Context, payload: OptionsPayload) -> Sequence[Option]:
        """Those that begin so, and what was typed as a new one."""
        typed = clean_line(payload.typed)[:LONGEST_OPTION_VALUE]
        found = [text for text in await known(payload.tenant, typed) if len(text) <= LONGEST_OPTION_VALUE]
        options = [suggested_option(text) for text in found]
        if typed and called(typed).casefold() not in {text.casefold() for text in found}:
            options.append(suggested_option(typed, is_new=True, what=kind.value))
        return options

    return Suggestions(SUGGESTED[kind], suggest)


SUGGESTIONS = (
    _suggesting(Kind.COMPANY, suggestions.companies),
    _suggesting(Kind.SKILL, suggestions.skills, taxonomy.canonical),
)

"""`/contacts search tag:go berlin`"""

from handlers.context import Context
from handlers.payloads import CommandPayload
from handlers.registry import Command
from handlers.searching import search_and_answer


async def _search(context: Context, payload: CommandPayload) -> None:
    await search_and_answer(context, payload, payload.text)


COMMAND = Command(
    slash="/contacts",
    name="search",
    usage="/contacts search <query>",
    summary="everybody whom a query finds, in the words of docs/search.md; /contacts <query> does the same",
    examples=(
        "/contacts search staff engineer",
        "/contacts search tag:go -tag:dnc location:berlin touched:>90d",
        '/contacts search company:"Acme Inc" (title:staff OR title:principal)',
    ),
    takes_text=True,
    run=_search,
)

"""`/contacts credits`"""

from handlers.credits import open_credits
from handlers.registry import Command

COMMAND = Command(
    slash="/contacts",
    name="credits",
    usage="/contacts credits",
    summary="the credits of your workspace: how many are left, who spent them on what, prices and caps",
    run=open_credits,
)

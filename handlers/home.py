"""Drawing the App Home."""

from datetime import UTC, datetime

from crm import members
from crm.home import compose
from handlers.context import Context
from handlers.payloads import Payload
from views.home import home, home_for_guests


async def show_home(context: Context, payload: Payload) -> None:
    """Greets the first time. To who is none of us it says that it is for members."""
    if not await context.colleagues.only(payload.user_id):
        await context.slack.views_publish(user_id=payload.user_id, view=home_for_guests())
        return
    now = datetime.now(UTC)
    view = home(
        payload.user_id,
        await compose(payload.tenant, payload.user_id, now),
        now,
        greets=await members.greet(payload.tenant, payload.user_id),
        is_admin=await context.colleagues.is_admin(payload.user_id),
    )
    await context.slack.views_publish(user_id=payload.user_id, view=view)

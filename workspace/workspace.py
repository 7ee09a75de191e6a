"""A workspace with one app installed: everything there is in it, in memory."""

from collections import deque
from collections.abc import Callable

from workspace.background import Background
from workspace.clock import Clock
from workspace.conversations import Channel, Conversations
from workspace.delivery import Delivery
from workspace.delivery.events import Events
from workspace.faults import Faults
from workspace.files import Files
from workspace.installation import Installation
from workspace.modals import Modals
from workspace.people import People, User
from workspace.response_urls import ResponseUrls
from workspace.scheduled import Scheduled
from workspace.seed import Seed
from workspace.triggers import Triggers
from workspace.watchers import Watchers
from workspace.web_api.call import Call
from workspace.wire import Json

_REMEMBERED_CALLS = 1000


class Workspace:
    """`delivery` brings payloads to the app; `origin` is the workspace's own address once it is served."""

    def __init__(
        self,
        app: Installation,
        seed: Seed,
        deliver_with: Callable[[Installation, Clock, Background], Delivery] = Delivery,
        faults: Faults | None = None,
    ) -> None:
        self.app = app
        self.team = app.team
        self.clock = Clock()
        self.background = Background()
        self.bot = app.bot_user()
        self.people = People((*seed.people, self.bot))
        self.conversations = Conversations(self.clock, seed.channels(int(self.clock.now()), self.bot))
        self.files = Files(self.clock)
        self.modals = Modals(self.clock, self._view_stamp())
        self.triggers = Triggers(self.clock)
        self.response_urls = ResponseUrls(self.clock)
        self.scheduled = Scheduled(self.clock)
        self.faults = faults or Faults()
        self.watchers = Watchers()
        self.delivery = deliver_with(app, self.clock, self.background)
        self.events = Events(app, self.clock, self.background, self.delivery)
        self.calls: deque[Call] = deque(maxlen=_REMEMBERED_CALLS)
        """The latest of the app's, also those that met a bad day, oldest first."""
        self.origin = ""

    def is_served_at(self, origin: str) -> None:
        self.origin = self.files.origin = self.response_urls.origin = origin
        self.delivery.sockets.origin = origin

    async def stop(self) -> None:
        await self.background.stop()
        await self.delivery.close()

    def direct_message(self, user_id: str) -> Channel:
        """Between that person and the bot."""
        return self.conversations.between((user_id, self.bot.id))

    def audience(self, channel: Channel) -> list[str]:
        """The people who may look into the channel."""
        return [person.id for person in self.people if channel.open_to(person.id, is_guest=person.is_guest)]

    def channels_of(self, user: User) -> list[Channel]:
        return [channel for channel in self.conversations if channel.open_to(user.id, is_guest=user.is_guest)]

    def _view_stamp(self) -> Json:
        return {
            "team_id": self.team.id,
            "app_id": self.app.app_id,
            "app_installed_team_id": self.team.id,
            "bot_id": self.app.bot_id,
        }

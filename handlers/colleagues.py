"""Who is of our own workspace: what is told to a colleague is not told to a guest, nor to somebody of another organisation."""

import logging
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from crm.types import Tenant

REMEMBERED_SECONDS = 300.0
MOST_MEMBERS = 100
"""Of a conversation whose members are looked at one by one; a larger one is taken to have guests in it."""

FRESH_SECONDS = 60.0
MOST_CHANNELS_KEPT = 1_000
A_PAGE = 200
NO_MEMBER = frozenset({"channel_not_found", "not_in_channel", "fetch_members_failed"})
"""What Slack says where Roster may not know who is in the channel: then nobody is known to be."""

_PERSON = ("U", "W")
_SHARED = ("is_shared", "is_ext_shared", "is_pending_ext_shared")

SOMEBODY = "somebody"

log = logging.getLogger("roster")

User = Mapping[str, Any]
"""Slack's user object."""


class Colleagues:
    """Asks Slack, and remembers for five minutes who is who. What cannot be found out is answered with the careful No."""

    def __init__(self, slack: AsyncWebClient, tenant: Tenant) -> None:
        self._slack = slack
        self._tenant = tenant
        self._known: dict[str, tuple[float, User]] = {}
        self._members: dict[str, tuple[float, frozenset[str]]] = {}
        self._everybody: tuple[float, Mapping[str, str]] = (-REMEMBERED_SECONDS, {})

    async def only(self, reader_id: str) -> bool:
        """Whether only colleagues can read it: `reader_id` is a user's id, or a conversation's."""
        try:
            if reader_id.startswith(_PERSON):
                return self._is_one(await self._user(reader_id))
            return bool(reader_id) and await self._only_in(reader_id)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.info("who can read %s cannot be told: %s", reader_id, error)
            return False

    async def is_guest(self, user_id: str) -> bool:
        """Whether it is known that they are none of us: while Slack does not say, colleagues can go on working."""
        try:
            return not self._is_one(await self._user(user_id))
        except (SlackApiError, aiohttp.ClientError, TimeoutError):
            return False

    async def is_admin(self, user_id: str) -> bool:
        return self._is_admin(await self._user(user_id))

    async def admins(self) -> tuple[str, ...]:
        """Their ids. Raises SlackApiError."""
        return tuple([str(user["id"]) async for user in self._working() if self._is_admin(user)])

    async def name(self, user_id: str) -> str:
        """As people know them in Slack, "" where it cannot be told."""
        try:
            user = await self._user(user_id)
        except (SlackApiError, aiohttp.ClientError, TimeoutError):
            return ""
        return str(user.get("real_name") or user.get("name") or "")

    async def everybody(self) -> Mapping[str, str]:
        """Ids of those who work here, by their display names, real names and handles; not older than some minutes."""
        asked_at, found = self._everybody
        if time.monotonic() - asked_at > REMEMBERED_SECONDS:
            try:
                found = await self._ask_everybody()
            except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
                log.info("who works here cannot be told: %s", error)
            self._everybody = (time.monotonic(), found)
        return found

    async def _ask_everybody(self) -> dict[str, str]:
        found: dict[str, str] = {}
        async for user in self._working():
            called = (user.get("profile") or {}).get("display_name")
            names = (called, user.get("real_name"), user.get("name"))
            found |= {str(name): str(user["id"]) for name in names if name and name not in found}
        return found

    async def _working(self) -> AsyncIterator[User]:
        """Everybody who is there and no bot, also guests. Raises SlackApiError."""
        async for page in await self._slack.users_list(limit=A_PAGE):
            for user in page["members"]:
                if not user.get("deleted") and not user.get("is_bot"):
                    yield user

    async def names(self, user_ids: Iterable[str]) -> dict[str, str]:
        """By id; who cannot be told is somebody."""
        return {user_id: await self.name(user_id) or SOMEBODY for user_id in dict.fromkeys(user_ids)}

    async def members_of(self, channel_id: str) -> frozenset[str]:
        """Their ids, not older than a minute; empty where Roster may not know."""
        asked_at, members = self._members.pop(channel_id, (0.0, frozenset()))
        if time.monotonic() - asked_at > FRESH_SECONDS:
            asked_at, members = time.monotonic(), await self._ask_members(channel_id)
        self._members[channel_id] = (asked_at, members)
        while len(self._members) > MOST_CHANNELS_KEPT:
            self._members.pop(next(iter(self._members)))
        return members

    async def _ask_members(self, channel_id: str) -> frozenset[str]:
        found: set[str] = set()
        try:
            async for page in await self._slack.conversations_members(channel=channel_id, limit=A_PAGE):
                found |= set(page["members"])
        except SlackApiError as error:
            if error.response["error"] not in NO_MEMBER:
                raise
        return frozenset(found)

    async def _only_in(self, channel_id: str) -> bool:
        found = await self._slack.conversations_info(channel=channel_id)
        if any(found["channel"].get(flag) for flag in _SHARED):
            return False
        listed = await self._slack.conversations_members(channel=channel_id, limit=MOST_MEMBERS)
        if (listed.get("response_metadata") or {}).get("next_cursor"):
            return False
        for member in listed["members"]:
            user = await self._user(member)
            if not user.get("is_bot") and not self._is_one(user):
                return False
        return True

    def _is_one(self, user: User) -> bool:
        return self._is_of_us(user) and not (
            user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger")
        )

    def _is_admin(self, user: User) -> bool:
        return self._is_one(user) and bool(user.get("is_admin") or user.get("is_owner"))

    def _is_of_us(self, user: User) -> bool:
        """Of this workspace, or of another one of the same enterprise."""
        enterprise = (user.get("enterprise_user") or {}).get("enterprise_id", "")
        return user.get("team_id") == self._tenant.team_id or (
            bool(enterprise) and enterprise == self._tenant.enterprise_id
        )

    async def _user(self, user_id: str) -> User:
        asked_at, user = self._known.get(user_id, (0.0, {}))
        if not user or time.monotonic() - asked_at > REMEMBERED_SECONDS:
            found = await self._slack.users_info(user=user_id)
            user = found["user"]
            self._known[user_id] = (time.monotonic(), user)
        return user

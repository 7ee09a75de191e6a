"""The page behind a link to a person: it says nothing of them, and leads into Slack, where one is asked who one is."""

from collections.abc import Awaitable, Callable
from html import escape

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.Response]]

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="0; url={deep_link}">
<title>Roster</title>
<body style="font-family: sans-serif; margin: 20vh auto; max-width: 24rem; text-align: center">
<h1>A contact in Roster</h1>
<p><a href="{deep_link}">Open in Slack</a></p>
<p>Paste this link into a message there and it becomes the card, or type /contact and the link behind it.</p>
</html>
"""


def door(team_id: str, bot_user_id: str) -> Handler:
    """https://docs.slack.dev/interactivity/deep-linking"""
    deep_link = escape(f"slack://user?team={team_id}&id={bot_user_id}")
    page = PAGE.format(deep_link=deep_link)

    async def show(request: web.Request) -> web.Response:
        return web.Response(text=page, content_type="text/html")

    return show

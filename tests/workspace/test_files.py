"""Files: by people into channels and modals, by the app in three steps, read back by those who may."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.workspace.refusals import error_of
from workspace.driver import LocalWorkspace, NotSeen, Person

CSV = "name,e-mail\nJané,jane@example.org\n".encode()


async def test_the_app_reads_what_a_person_dropped(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    message = await ada.upload("people.csv", CSV, channel="recruiting", text="for you")

    (shown,) = message.fields["files"]
    told = (await client.files_info(file=shown["id"]))["file"]
    async with aiohttp.ClientSession() as session:
        with_token = {"Authorization": f"Bearer {slack.bot_token}"}
        content = await (await session.get(told["url_private_download"], headers=with_token)).read()
        stranger = await session.get(told["url_private"])

        assert content == CSV
        assert (stranger.status, stranger.content_type) == (200, "text/html")
    assert (told["name"], told["size"], told["mimetype"], told["filetype"]) == (
        "people.csv",
        len(CSV),
        "text/csv",
        "csv",
    )
    assert told["shares"]["public"][message.channel] == [{"ts": message.ts}]


async def test_the_app_posts_a_file_that_a_person_downloads(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    root = await ada.says("export, please", channel="recruiting")
    uploaded = await client.files_upload_v2(
        channel=root.channel,
        thread_ts=root.ts,
        content=CSV,
        filename="contacts.csv",
        title="All",
        initial_comment="Here",
    )

    await ada.sees("Here [file contacts.csv, 35 bytes]")
    assert await ada.downloads("contacts*.csv") == CSV
    reply = await ada.sees_message("contacts.csv")
    assert reply.thread_ts == root.ts
    listed = await client.files_list(channel=root.channel, user=slack.inside.bot.id)
    assert [(file["id"], file["title"]) for file in listed["files"]] == [(uploaded["file"]["id"], "All")]


async def test_a_file_stays_in_its_channel(
    client: AsyncWebClient, slack: LocalWorkspace, ada: Person
) -> None:
    message = await ada.upload("offer.csv", CSV, channel="offers")

    assert await error_of(client.files_info(file=message.fields["files"][0]["id"])) == "file_not_found"
    with pytest.raises(NotSeen):
        await slack.person("mei", patience=0).downloads("offer.csv")


async def test_the_app_deletes_its_own_files_only(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    hers = (await ada.upload("hers.csv", CSV, channel="recruiting")).fields["files"][0]["id"]
    await client.files_upload_v2(channel=slack.channel_id("recruiting"), content=CSV, filename="ours.csv")
    ours = (await ada.sees_message("ours.csv")).fields["files"][0]["id"]

    await client.files_delete(file=ours)

    await ada.stops_seeing("ours.csv")
    assert await error_of(client.files_info(file=ours)) == "file_not_found"
    assert await error_of(client.files_delete(file=hers)) == "cant_delete_file"


async def test_an_upload_must_keep_its_promise(slack: LocalWorkspace, client: AsyncWebClient) -> None:
    assert await error_of(client.files_getUploadURLExternal(filename="a.csv", length=0)) == "missing_argument"
    promised = await client.files_getUploadURLExternal(filename="a.csv", length=10)
    async with aiohttp.ClientSession() as session:
        short = await session.post(promised["upload_url"], data=b"12345")
        again = await session.post(promised["upload_url"], data=b"1234567890")

        assert (short.status, again.status) == (400, 404)
    unsent = client.files_completeUploadExternal(files=[{"id": promised["file_id"]}])
    assert await error_of(unsent) == "file_not_found"


async def test_a_file_goes_only_where_the_bot_is_and_by_channel_id(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    for channel, error in ((slack.channel_id("sourcing"), "not_in_channel"), (ada.id, "channel_not_found")):
        with pytest.raises(SlackApiError, match=error):
            await client.files_upload_v2(channel=channel, content=CSV, filename="a.csv")


async def test_bytes_may_come_in_a_form(slack: LocalWorkspace, client: AsyncWebClient, ada: Person) -> None:
    promised = await client.files_getUploadURLExternal(filename="a.csv", length=len(CSV))
    form = aiohttp.FormData()
    form.add_field("filename", CSV, filename="a.csv", content_type="text/csv")
    async with aiohttp.ClientSession() as session:
        sent = await session.post(promised["upload_url"], data=form)
        assert await sent.text() == f"OK - {len(CSV)}"
    await client.files_completeUploadExternal(
        files=[{"id": promised["file_id"]}], channels=[slack.channel_id("general")]
    )

    assert await ada.downloads("a.csv", within="general") == CSV

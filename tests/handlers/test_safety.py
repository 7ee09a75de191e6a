"""What must not happen: pings from outside text, forged requests, a thing done twice, a word lost."""

import asyncio
import time
from urllib.parse import urlencode

import httpx
from slack_sdk.signature import SignatureVerifier

from crm import contacts
from crm.types import Author, ContactDraft, Tenant
from storage.models import Contact
from tests.bots import Team
from tests.databases import on_one_database
from workspace.faults import RateLimited, ServerError

NASTY = "<!channel> *bold* _it_ ~st~ `code` <@U1> <http://x.y|z> & :tada: \u202egnp"


@on_one_database
async def test_outside_text_is_shown_as_typed_and_pings_nobody(team: Team) -> None:
    await team.ada.slash("/contact add", channel="recruiting")
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(Name=NASTY, Headline=NASTY, Company=NASTY, Location="<!here>")
    await team.ada.submit()
    await team.ada.sees_modal("Added")

    await team.ben.sees(
        "<!channel> *bold* _it_ ~st~ `code` <@U1> <http://x.y|z> & :tada: gnp", within="recruiting"
    )
    posted = await team.ben.sees_message("*bold*", within="recruiting")
    assert "<!channel>" not in posted.fields["text"]
    assert "mrkdwn" not in str(posted.fields["blocks"])


@on_one_database
async def test_forged_and_stale_requests_are_refused_and_do_nothing(team: Team) -> None:
    body = urlencode(
        {
            "command": "/contact",
            "text": "add",
            "team_id": team.slack.team_id,
            "user_id": "U1",
            "trigger_id": "1",
        }
    )
    now = int(time.time())
    for secret, moment in (("forged", now), (team.slack.signing_secret, now - 600)):
        stamp = str(moment)
        signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body) or ""
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": signature,
        }
        async with httpx.AsyncClient() as client:
            answer = await client.post(f"{team.bot_address}/slack/events", content=body, headers=headers)
        assert answer.status_code == 401
    assert not [call for call in team.slack.inside.calls if call.method.startswith("views")]


async def test_what_slack_delivers_twice_has_one_effect(team: Team) -> None:
    await team.ada.slash("/contact add", channel="recruiting")
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(Name="Jane Doe", Note="once")
    await team.ada.submit()
    await team.ada.sees_modal("Added")
    await team.slack.delivers_again("interactive")
    await asyncio.sleep(0.3)

    assert (await contacts.counts(team.tenant)).contacts == 1


@on_one_database
async def test_a_slack_that_is_busy_or_down_is_asked_again(team: Team) -> None:
    await team.ada.slash("/contact add", channel="recruiting")
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(Name="Jane Doe")
    team.slack.fails("chat.postMessage", RateLimited(retry_after=1))
    team.slack.fails("views.update", ServerError(status=503))
    await team.ada.submit()
    await team.ada.sees("Jane Doe", within="recruiting")
    await team.ada.sees_modal("Added")


async def test_each_workspace_sees_its_own_people_only(team: Team) -> None:
    stranger = Tenant("T0STRANGER")
    await contacts.add(stranger, Author("U9"), ContactDraft(name="Jane Doe", email="jane@example.com"))
    for typed in ("jane", "jane@example.com"):
        await team.ada.slash(f"/contact {typed}", channel="general")
        await team.ada.sees(f"Nobody found for {typed}")


async def test_a_button_on_an_old_card_says_that_the_person_is_gone(team: Team) -> None:
    contact = await contacts.add(team.tenant, Author(team.ada.id), ContactDraft(name="Jane Doe"))
    await team.ada.slash("/contact jane", channel="general")
    card = await team.ada.sees_message("Jane Doe", within="general")
    await Contact.filter(id=contact.id).delete()
    await team.ada.click("Timeline", within=card)
    await team.ada.sees("That person is no longer in the book.", within="modal")


async def test_alive_and_ready(team: Team) -> None:
    async with httpx.AsyncClient(base_url=team.bot_address) as client:
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/readyz")).status_code == 200

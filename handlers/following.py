"""Following: asking for it, and telling those who follow what happened."""

import json
from datetime import datetime

from slack_sdk.errors import SlackApiError

from crm import contacts, following, lists, search, tags
from crm.effects import once
from crm.errors import UserError
from crm.types import Followed, ImportRun, Job, News, NewsItem
from handlers.answering import answer, answer_sentence
from handlers.colleagues import SOMEBODY
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, CommandPayload, SubmissionPayload
from handlers.registry import Action, Submission
from handlers.reporting import may_pass
from handlers.saving import show_result
from handlers.saying import say
from views import following as views
from views.discretion import without_reach
from views.modals import modal
from views.notices import sentence

TAG = "tag:"
LIST = "list:"
DIRECT = "D"
"""How the id of a conversation between two begins."""
NOT_THERE = "Roster is not in that channel, so it cannot tell anything there. Type /invite @Roster in it, then try again."


async def follow(context: Context, payload: CommandPayload) -> None:
    """The channel in which it is typed; in direct messages, who typed it. Without a target, what is followed is listed."""
    follower = _follower(payload)
    if not payload.text:
        found = await following.followed_by(payload.tenant, follower)
        place = "You follow" if following.is_person(follower) else "This channel follows"
        await answer(context, payload, views.followed(found, place), place)
        return
    target = await _meant(context, payload)
    await refuse_where_absent(context, follower)

    async def begin() -> bool:
        return await following.follow(payload.tenant, payload.author, follower, target)

    is_new = await once(payload.tenant, f"follow:{payload.key}", begin)
    if following.is_person(follower):
        await answer_sentence(
            context,
            payload,
            f"You follow {target.name} now." if is_new else f"You follow {target.name} already.",
        )
    elif is_new:
        await _announce(context, payload, follower, target)
    else:
        await answer_sentence(context, payload, f"This channel follows {target.name} already.")


async def unfollow(context: Context, payload: CommandPayload) -> None:
    if not payload.text:
        raise UserError(
            "Say whom: /contacts unfollow and a name, tag:go or list:alumni. /contacts follow lists what is followed."
        )
    target = await _meant(context, payload)

    async def end() -> bool:
        return await following.unfollow(payload.tenant, _follower(payload), target)

    gone = await once(payload.tenant, f"unfollow:{payload.key}", end)
    await answer_sentence(
        context,
        payload,
        f"{target.name} is no longer followed here." if gone else f"{target.name} was not followed here.",
    )


async def tell_news(context: Context, now: datetime) -> None:
    """What is due, one message for each who follows."""
    for news in await following.due(now):
        items = [item for item in news.items if await _may_see(context, news, item)]
        await _tell(context, news, items)


async def tell_of_import(context: Context, job: Job, run: ImportRun) -> None:
    """One line for each who follows, however many people there were in the file; none for who imported it."""
    name = await context.colleagues.name(run.user_id) or SOMEBODY
    for follower, people in await following.of_import(job.tenant, run.id, job.created_at):
        if follower != run.user_id:
            await say(
                context,
                job.tenant,
                f"news:{follower}:{job.message_key}",
                follower,
                views.imported(name, people, run.filename),
                views.imported_text(people),
            )


async def _tell(context: Context, news: News, items: list[NewsItem]) -> None:
    is_discreet = not following.is_person(news.follower) or not await context.colleagues.only(news.follower)
    names = await context.colleagues.names({name for item in items for name in views.named_in(item)})

    async def put() -> None:
        if items:
            key = f"news:{news.follower}:{news.ids[0]}"
            blocks = views.news(items, names, is_discreet=is_discreet)
            text = views.news_text(items, is_discreet=is_discreet)
            await say(context, news.tenant, key, news.follower, blocks, text)

    await following.tell_once(news, put)


async def _may_see(context: Context, news: News, item: NewsItem) -> bool:
    """As it stands now: it may have been made for fewer since, and people leave channels."""
    audience = item.entry.audience
    if audience in ("", news.follower):
        return True
    return following.is_person(news.follower) and news.follower in await context.colleagues.members_of(
        audience
    )


async def _open_form(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Follow") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        followers = await following.followers(payload.tenant, following.contact(contact.id, contact.name))
        shown = [
            each
            for each in followers
            if not following.is_person(each) and payload.user_id in await context.colleagues.members_of(each)
        ]
        metadata = json.dumps({"contact_id": contact.id, "shown": shown})
        await fill(views.follow_form(contact.name, shown, metadata, follows=payload.user_id in followers))


async def _save(context: Context, payload: SubmissionPayload) -> None:
    """Channels that the form did not show, because they are not this person's, stay as they are."""
    carried = json.loads(payload.view.metadata)
    contact = await contacts.get(payload.tenant, carried["contact_id"])
    target = following.contact(contact.id, contact.name)
    shown, chosen = {*carried["shown"]}, {*payload.view.all_conversations("channels")}
    for channel_id in sorted(chosen - shown):
        await refuse_where_absent(context, channel_id)
    for follower in sorted(shown - chosen):
        await following.unfollow(payload.tenant, follower, target)
    for follower in sorted(chosen - shown):
        await following.follow(payload.tenant, payload.author, follower, target)
        await _announce(context, payload, follower, target)
    if payload.view.all_chosen("me"):
        await following.follow(payload.tenant, payload.author, payload.user_id, target)
    else:
        await following.unfollow(payload.tenant, payload.user_id, target)
    await show_result(context, payload, modal("Follow", sentence(f"Saved: who hears of {contact.name}.")))


async def _announce(
    context: Context, payload: CommandPayload | SubmissionPayload, channel_id: str, target: Followed
) -> None:
    """The members of a channel are to know why they are told things, and by whom it was wanted."""
    name = await context.colleagues.name(payload.user_id) or SOMEBODY
    words = without_reach(f"{name} has this channel follow {_called(target)}. /contacts unfollow ends that.")
    key = f"follow:{channel_id}:{payload.key}"
    await say(context, payload.tenant, key, channel_id, sentence(words), views.follow_text(target))


async def refuse_where_absent(context: Context, follower: str) -> None:
    if following.is_person(follower):
        return
    try:
        found = await context.slack.conversations_info(channel=follower)
    except SlackApiError as error:
        if may_pass(error):
            raise
        raise UserError(NOT_THERE) from error
    if not found["channel"].get("is_member") and not found["channel"].get("is_mpim"):
        raise UserError(NOT_THERE)


async def _meant(context: Context, payload: CommandPayload) -> Followed:
    """Raises UserError where it is not clear who."""
    if payload.text.lower().startswith(TAG):
        return await following.tag(payload.tenant, tags.key_of(payload.text[len(TAG) :]))
    if payload.text.lower().startswith(LIST):
        return await _list_meant(payload, payload.text[len(LIST) :].strip(' "'))
    found = await search.find(payload.tenant, payload.text, default_region=context.default_region)
    if not found.contacts:
        raise UserError(f"Nobody found for {payload.text}.")
    if len(found.contacts) > 1 or found.more:
        raise UserError(f"Several people match {payload.text}; write an e-mail address or more of the name.")
    return following.contact(found.contacts[0].id, found.contacts[0].name)


async def _list_meant(payload: CommandPayload, name: str) -> Followed:
    found = await lists.named(payload.tenant, name)
    if found is None:
        raise UserError(f"There is no list {name}. /contacts lists shows those there are.")
    return following.people_list(found.id, found.name)


def _follower(payload: CommandPayload) -> str:
    return payload.user_id if payload.channel_id.startswith(DIRECT) else payload.channel_id


def _called(target: Followed) -> str:
    who = {"tag": "everybody with the tag ", "list": "everybody on the list "}
    return f"{who.get(target.kind, '')}{target.name}"


ACTIONS = (Action("contact.follow", _open_form),)
SUBMISSIONS = (Submission("contact.follow", _save, saving="Follow"),)

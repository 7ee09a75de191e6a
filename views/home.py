"""The App Home: a search, whom one works with, what is due, what runs; and a greeting the first time."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    PlainTextInputElement,
    SectionBlock,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig
from slack_sdk.models.views import View

from crm.types import ContactSummary, Counts, HomePage, ListPage, Reminder, SavedSearch
from views import rich
from views.finding import people
from views.jobs import job_list
from views.lists import list_rows
from views.menus import menu
from views.text import counted, label, plain

SHOWN_REMINDERS = 3


def home(user_id: str, page: HomePage, now: datetime, *, greets: bool, is_admin: bool) -> View:
    return View(
        type="home",
        callback_id="home",
        blocks=[
            *(_greeting(user_id) if greets else []),
            HeaderBlock(text=label("Your team's contacts")),
            ContextBlock(elements=[label(_summary(page.counts))]),
            _search(),
            _actions(page, is_admin=is_admin),
            *_section("🔔 Due", _due(page.due)),
            *_section(
                "🌙 Gone quiet", people(page.quiet), "You own them, and nobody was in touch for a month."
            ),
            *_people(page),
            *_section("📋 Lists", _lists(page.lists)),
            *_section("🔖 Saved searches", [_search_row(each, user_id) for each in page.searches]),
            *([DividerBlock(), *job_list(page.jobs, now)] if page.jobs else []),
        ],
    )


def home_for_guests() -> View:
    """For who is none of us: nobody's name stands in it."""
    said = "Contacts are for the members of this workspace. Type /contact and a name to see what they share with everybody."
    return View(
        type="home",
        callback_id="home",
        blocks=[HeaderBlock(text=label("Roster")), SectionBlock(text=label(said))],
    )


def overview(counts: Counts, recent: Sequence[ContactSummary]) -> list[Block]:
    """The same in a few lines, as an answer."""
    return [rich.lines([rich.text(_summary(counts))]), *people(recent)]


def _greeting(user_id: str) -> list[Block]:
    return [
        rich.lines(
            [rich.text("👋 Hello "), rich.person(user_id), rich.text(", this is Roster.")],
            [
                rich.text(
                    "Everybody you and your colleagues know, with all that was said and done, in one book."
                )
            ],
            [rich.text("Search below, add somebody, or type /contact and a name in any channel.")],
        ),
        DividerBlock(),
    ]


def _search() -> Block:
    return InputBlock(
        block_id="search",
        label=label("Find a person"),
        dispatch_action=True,
        optional=True,
        element=PlainTextInputElement(
            action_id="home.search",
            placeholder=label("A name, e-mail, phone number or profile link, then Enter"),
            dispatch_action_config=DispatchActionConfig(trigger_actions_on=["on_enter_pressed"]),
        ),
    )


def _actions(page: HomePage, *, is_admin: bool) -> Block:
    reminders = f"Reminders ({len(page.due)} due)" if page.due else "Reminders"
    digest = ("digest.off", "Stop weekly digest") if page.wants_digest else ("digest.on", "Get weekly digest")
    settings = [ButtonElement(text=label("Settings"), action_id="home.settings")] if is_admin else []
    return ActionsBlock(
        elements=[
            ButtonElement(text=label("Add a person"), action_id="contact.add", style="primary"),
            ButtonElement(text=label(reminders), action_id="home.reminders"),
            *settings,
            menu(
                [
                    ("home.import", "Import a file", ""),
                    ("home.export", "Export everyone", ""),
                    (*digest, ""),
                    ("home.bin", "Bin", ""),
                    ("home.help", "Help", ""),
                ]
            ),
        ]
    )


def _people(page: HomePage) -> list[Block]:
    if page.own:
        return _section("Your recent people", people(page.own))
    if page.others:
        return _section("Changed last", people(page.others), "Whom you look at will stand here instead.")
    return _section(
        "Nobody here yet",
        [ContextBlock(elements=[label("Add a person, or drop a file of contacts into a channel.")])],
    )


def _lists(page: ListPage) -> list[Block]:
    everyone = [ActionsBlock(elements=[ButtonElement(text=label("All lists"), action_id="lists.all")])]
    return [*list_rows(page.lists), *(everyone if page.more else [])]


def _search_row(search: SavedSearch, user_id: str) -> Block:
    whose = "" if search.user_id else " · everybody's"
    may_delete = user_id in (search.user_id, search.saved_by)
    delete = [("searches.delete", "Delete", str(search.id))] if may_delete else []
    return SectionBlock(
        text=plain(f"{search.name}{whose}\n{search.query}"),
        accessory=menu([("searches.show", "Show", str(search.id)), *delete]),
    )


def _due(reminders: Sequence[Reminder]) -> list[Block]:
    hidden = len(reminders) - SHOWN_REMINDERS
    more = [ContextBlock(elements=[label(f"and {hidden} more, under Reminders")])] if hidden > 0 else []
    return [*(_reminder(each) for each in reminders[:SHOWN_REMINDERS]), *more]


def _reminder(reminder: Reminder) -> Block:
    said = f"{reminder.contact_name}\n{reminder.text}" if reminder.text else reminder.contact_name
    return SectionBlock(
        text=plain(said),
        accessory=ButtonElement(text=label("Open"), action_id="contact.open", value=str(reminder.contact_id)),
    )


def _section(title: str, blocks: Sequence[Block], about: str = "") -> list[Block]:
    """Nothing where there is nothing to show."""
    if not blocks:
        return []
    explained = [ContextBlock(elements=[label(about)])] if about else []
    return [DividerBlock(), HeaderBlock(text=label(title)), *explained, *blocks]


def _summary(counts: Counts) -> str:
    if not counts.contacts:
        return "Your team's contacts will be here."
    return (
        f"{counted(counts.contacts, 'person', 'people')} in the book, {counts.added_this_week:,} added and "
        f"{counted(counts.activities_this_week, 'activity', 'activities')} logged in the last seven days."
    )

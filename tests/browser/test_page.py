"""A person goes through the page of the local workspace, with a small Bolt app behind it."""

import json
import re
from typing import Any

from playwright.async_api import Locator, Page, expect

from workspace.driver import LocalWorkspace

Json = dict[str, Any]
PEOPLE = "name,e-mail\nJane Doe,jane@example.org\nÅsa Öberg,asa@example.org\n"
DROP = """
(target, [name, content]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([content], name, {type: "text/csv"}));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true}));
  }
}
"""
UNLABELLED = """
() => [...document.querySelectorAll("input:not([hidden]), textarea, button, select, [role=listbox], dialog")]
  .filter((each) => !(each.labels?.length || each.getAttribute("aria-label") || each.textContent.trim()
    || document.getElementById(each.getAttribute("aria-labelledby"))?.textContent.trim()))
  .map((each) => each.outerHTML)
"""


async def test_a_command_is_completed_and_its_answer_is_for_one_person_only(
    page: Page, slack: LocalWorkspace
) -> None:
    writing = page.get_by_label("Message #general")
    await writing.press_sequentially("/c")
    await expect(page.get_by_role("option", name="/count")).to_be_visible()
    await writing.press("Escape")
    await expect(page.get_by_role("option", name="/count")).to_be_hidden()
    await writing.press("Backspace")
    await writing.press("ArrowDown")
    await writing.press("ArrowUp")
    await writing.press("Tab")
    await expect(writing).to_have_value("/count ")
    await writing.press_sequentially("sheep")
    await writing.press("Enter")

    answer = page.get_by_role("article").filter(has_text="Only visible to you")
    await expect(answer.get_by_text("Only you may know of sheep <b>")).to_be_visible()
    await expect(answer.locator("code")).to_have_text("sheep")
    assert "sheep" not in slack.person("ben").screen("general")


async def test_what_the_app_does_not_know_is_said_where_it_was_typed(page: Page) -> None:
    await say(page, "/nonsense at all")

    await expect(
        page.get_by_role("alert").filter(has_text="/nonsense is not a valid command")
    ).to_be_visible()
    await expect(page.get_by_label("Message #general")).to_have_value("/nonsense at all")
    await page.get_by_role("button", name="Dismiss").click()
    await expect(page.get_by_text("not a valid command")).to_be_hidden()


async def test_text_is_shown_as_slack_shows_it_and_never_as_html(page: Page, slack: LocalWorkspace) -> None:
    await slack.person("ben").says(
        "*bold* _it_ ~no~ `x*y*z` @ada #recruiting :tada: <img src=x onerror=alert(1)> https://example.org/a_b_c\n> quoted",
        channel="general",
    )

    said = page.get_by_role("article").last
    await expect(said.locator("strong", has_text="bold")).to_be_visible()
    await expect(said.locator("em")).to_have_text("it")
    await expect(said.locator("s")).to_have_text("no")
    await expect(said.locator("code")).to_have_text("x*y*z")
    await expect(said.locator("blockquote")).to_have_text("quoted")
    await expect(said.get_by_text("@Ada Okafor")).to_be_visible()
    await expect(said.get_by_role("link", name="https://example.org/a_b_c")).to_have_attribute(
        "rel", "noopener noreferrer"
    )
    await expect(said.get_by_role("img", name="tada")).to_have_text("🎉")
    await expect(said).to_contain_text("<img src=x onerror=alert(1)>")
    await said.get_by_role("link", name="#recruiting").click()
    await expect(page.get_by_role("heading", name="#recruiting", level=1)).to_be_visible()


async def test_every_kind_of_input_is_handed_in(
    page: Page, slack: LocalWorkspace, submitted: list[Json]
) -> None:
    await say(page, "/count form")
    form = page.get_by_role("dialog", name="Everything")
    await expect(form.get_by_label("Name", exact=True)).to_be_focused()
    assert await page.evaluate(UNLABELLED) == []

    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_text("Please complete this required field.")).to_have_count(3)
    name = form.get_by_label("Name", exact=True)
    await expect(name).to_be_focused()
    await expect(name).to_have_attribute("aria-invalid", "true")
    await expect(name).to_have_accessible_description(
        "As on the passport Please complete this required field."
    )

    await fill_everything(form)
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_text("Please enter a valid email address.")).to_be_visible()
    await expect(form.get_by_label("Mail")).to_be_focused()
    await form.get_by_label("Mail").fill("jane@example.org")
    await page.keyboard.press("Control+Enter")
    await expect(form.get_by_text("That is nobody's name.")).to_be_visible()
    await expect(name).to_be_focused()
    await name.fill("Jane Doe")
    await expect(form.get_by_text("That is nobody's name.")).to_be_hidden()
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_be_hidden()
    await expect(page.get_by_role("article").last).to_contain_text("Saved Jane Doe")

    (values,) = submitted
    assert chosen(values) == everything(slack)
    assert values["papers"]["files"][0]["name"] == "people.csv"
    bold, rest = values["story"]["rich_text_value"]["elements"][0]["elements"]
    assert (bold["text"], bold["style"], rest["text"]) == ("Once", {"bold": True}, " upon")
    assert values["story"]["rich_text_value"]["elements"][1]["type"] == "rich_text_list"


async def test_modals_stand_on_each_other_and_give_the_keyboard_back(page: Page) -> None:
    await say(page, "/count form")
    lower = page.get_by_role("dialog", name="Everything")
    await lower.get_by_label("Name", exact=True).fill("Jane")
    await lower.get_by_role("button", name="More", exact=True).click()
    upper = page.get_by_role("dialog", name="On top")
    await expect(upper.get_by_text("A second modal")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(upper).to_be_hidden()
    await expect(lower.get_by_label("Name", exact=True)).to_have_value("Jane")
    await expect(lower.get_by_role("button", name="More", exact=True)).to_be_focused()

    await page.keyboard.press("Enter")
    await upper.get_by_role("button", name="Close", exact=True).click()
    await expect(page.locator("dialog")).to_have_count(0)
    await expect(page.get_by_label("Message #general")).to_be_focused()


async def test_a_modal_that_the_app_changes_keeps_what_was_entered(page: Page) -> None:
    await say(page, "/count form")
    form = page.get_by_role("dialog", name="Everything")
    await form.get_by_label("Name", exact=True).fill("Jane")
    await choose(form, "Colour", "Green")
    await form.get_by_role("button", name="Reword").press("Enter")

    reworded = page.get_by_role("dialog", name="Reworded")
    await expect(reworded.get_by_text("Other words")).to_be_visible()
    await expect(reworded.get_by_label("Name", exact=True)).to_have_value("Jane")
    await expect(reworded.get_by_label("Colour", exact=True)).to_have_value("Green")
    await expect(reworded.get_by_role("button", name="Reword")).to_be_focused()


async def test_a_button_asks_first_and_selects_in_messages_act(page: Page) -> None:
    await say(page, "/count card")
    card = page.get_by_role("article").filter(has_text="Staff Engineer")
    await expect(card.get_by_text("14 Nov 2023 at 22:13")).to_be_visible()
    for answer, shown in (("Stay", ""), ("Move", "Blue")):
        await card.get_by_role("combobox", name="Move to").click()
        await page.get_by_role("option", name="Blue").click()
        await page.get_by_role("alertdialog", name="Move her?").get_by_role("button", name=answer).click()
        await expect(card.get_by_role("combobox", name="Move to")).to_have_value(shown)
    await expect(page.get_by_text("Moved to Blue")).to_be_visible()

    await card.get_by_role("button", name="Delete").click()
    question = page.get_by_role("alertdialog", name="Delete everything?")
    await question.get_by_role("button", name="Keep").click()
    await expect(question).to_be_hidden()
    await expect(card).to_be_visible()
    await card.get_by_role("button", name="Delete").click()
    await question.get_by_role("button", name="Delete").click()
    await expect(page.get_by_text("Deleted Jane Doe")).to_be_visible()
    await expect(card).to_be_hidden()


async def test_a_dropped_file_is_shown_answered_and_downloaded(page: Page) -> None:
    await page.get_by_role("region", name="#general").evaluate(DROP, ["people.csv", PEOPLE])
    shared = page.get_by_role("region", name="File people.csv")
    await expect(shared.get_by_role("columnheader", name="e-mail")).to_be_visible()
    await expect(shared.get_by_role("cell", name="Åsa Öberg")).to_be_visible()
    await expect(shared.get_by_text("CSV · 66 bytes")).to_be_visible()

    await page.get_by_role("link", name="1 reply").click()
    thread = page.get_by_role("region", name="Thread")
    reply = thread.get_by_label("Reply", exact=True)
    await expect(reply).to_be_focused()
    await expect(thread.get_by_text("Counted people.csv")).to_be_visible()
    async with page.expect_download() as downloading:
        await thread.get_by_role("link", name="Download counted.csv").click()
    assert (await (await downloading.value).path()).read_text() == "name,count\nWolves,12\n"

    await reply.fill("Thank you")
    await reply.press("Enter")
    await expect(thread.get_by_role("article").last).to_contain_text("Thank you")
    await expect(page.get_by_role("link", name="2 replies")).to_be_visible()
    await thread.evaluate(DROP, ["more.csv", "a,b\n1,2\n"])
    await expect(thread.get_by_role("region", name="File more.csv")).to_be_visible()
    await page.reload()
    await expect(thread.get_by_text("Thank you")).to_be_visible()
    await reply.press("Escape")
    await expect(thread).to_be_hidden()


async def test_the_look_inside_a_file_is_in_its_encoding(page: Page, slack: LocalWorkspace) -> None:
    for encoding in ("utf-8", "cp1252", "utf-16"):
        row = f"name,city\nZoë {encoding},Köln\n"
        await slack.person("ben").upload(f"{encoding}.csv", row.encode(encoding), channel="general")
        file = page.get_by_role("region", name=f"File {encoding}.csv")
        await expect(file.get_by_role("cell", name=f"Zoë {encoding}")).to_be_visible()
        await expect(file.get_by_role("cell", name="Köln")).to_be_visible()


async def test_shortcuts_are_in_the_menus_of_messages_and_of_the_composer(
    page: Page, slack: LocalWorkspace
) -> None:
    await slack.person("ben").says("three small words", channel="general")
    message = page.get_by_role("article").filter(has_text="three small words")
    await message.hover()
    await message.get_by_role("button", name="More for this message").click()
    await page.get_by_role("menuitem", name="Count this").click()
    await message.get_by_role("link", name="1 reply").click()
    await expect(page.get_by_role("region", name="Thread").get_by_text("3 words")).to_be_visible()

    await page.get_by_role("region", name="#general").get_by_role("button", name="Shortcuts and more").click()
    await page.get_by_role("menuitem", name="Count now").click()
    await expect(page.get_by_role("dialog", name="Count now")).to_be_visible()


async def test_the_app_has_a_home_of_its_own(page: Page) -> None:
    await page.get_by_role("link", name="Counter").click()
    await expect(page.get_by_role("heading", name="Counted so far")).to_be_visible()
    await page.get_by_role("button", name="Count again").click()
    await expect(page.get_by_text("13 wolves")).to_be_visible()
    await page.get_by_role("link", name="Messages").click()
    writing = page.get_by_label("Message Counter")
    await writing.fill("hello")
    await writing.press("Enter")
    await expect(page.get_by_role("article").last).to_contain_text("hello")
    await page.get_by_role("link", name="About").click()
    await expect(page.get_by_text("/count what")).to_be_visible()


async def test_one_can_be_somebody_else_and_hear_at_once_what_is_said(
    page: Page, slack: LocalWorkspace
) -> None:
    await page.get_by_role("button", name="Acting as Ada Okafor").click()
    await page.get_by_role("menuitem", name="Gwen Torres").click()
    await expect(page.get_by_role("button", name="Acting as Gwen Torres")).to_be_visible()
    channels = page.get_by_role("region", name="Channels").get_by_role("link")
    await expect(channels).to_have_text(["#recruiting"])
    await page.reload()
    await expect(page.get_by_role("button", name="Acting as Gwen Torres")).to_be_visible()

    await page.get_by_role("button", name="Ben Lindqvist").click()
    await expect(page.get_by_role("heading", name="Ben Lindqvist", level=1)).to_be_visible()
    await slack.person("ada").says("hello all", channel="recruiting")
    await expect(channels).to_have_text([re.compile("recruiting.*unread")])
    await channels.click()
    await expect(page.get_by_role("article").last).to_contain_text("hello all")


async def test_links_lead_to_messages_and_strangers_become_the_first_person(
    page: Page, slack: LocalWorkspace
) -> None:
    ben = slack.person("ben")
    root = await ben.says("a root", channel="sourcing")
    await ben.says("a reply", channel="sourcing", thread=root)
    query = f"?thread_ts={root.ts}&cid={root.channel}"
    await page.goto(f"{slack.page_url}archives/{root.channel}/p{root.ts.replace('.', '')}{query}")
    await expect(page.get_by_role("heading", name="#sourcing", level=1)).to_be_visible()
    await expect(page.get_by_role("region", name="Thread").get_by_text("a reply")).to_be_visible()

    await page.goto(f"{slack.page_url}?user=U0#/channel/C0")
    await expect(page.get_by_role("button", name="Acting as Ada Okafor")).to_be_visible()
    await expect(page.get_by_role("heading", name="#general", level=1)).to_be_visible()


async def test_everything_works_from_the_keyboard(page: Page) -> None:
    await page.keyboard.type("Good morning")
    await page.keyboard.press("Enter")
    message = page.get_by_role("article").last
    await expect(message).to_contain_text("Good morning")
    await message.focus()
    for _ in range(3):
        await page.keyboard.press("Tab")
    await expect(message.get_by_role("button", name="More for this message")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Reply", exact=True)).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_label("Message #general")).to_be_focused()

    await page.keyboard.type("/cou")
    await page.keyboard.press("Enter")
    await page.keyboard.type("form")
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Everything")
    await expect(form.get_by_label("Name", exact=True)).to_be_focused()
    await page.keyboard.type("Jane")
    await expect(form.get_by_label("Name", exact=True)).to_have_value("Jane")
    await form.get_by_label("Colour", exact=True).focus()
    await page.keyboard.type("bl")
    await expect(page.get_by_role("option", name="Blue")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(form.get_by_label("Colour", exact=True)).to_have_value("Blue")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("option", name="Green")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("option", name="Green")).to_be_hidden()
    await expect(form).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(form).to_be_hidden()


async def test_it_is_dark_where_one_wants_it_and_stays_so(page: Page) -> None:
    await page.get_by_role("button", name="Switch to dark colours").click()
    await page.reload()

    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    await page.get_by_role("button", name="Switch to light colours").click()
    await expect(page.locator("html")).to_have_attribute("data-theme", "light")


async def test_it_fits_a_telephone(page: Page) -> None:
    await say(page, "/count card")
    await say(page, "/count rich")
    await expect(page.get_by_role("region", name="Table")).to_be_visible()
    await page.set_viewport_size({"width": 360, "height": 700})

    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    await expect(page.get_by_role("navigation", name="Places")).to_be_hidden()
    await page.get_by_role("button", name="Channels and people").click()
    await page.get_by_role("link", name="sourcing").click()
    await expect(page.get_by_role("heading", name="#sourcing", level=1)).to_be_visible()
    await expect(page.get_by_role("navigation", name="Places")).to_be_hidden()


async def test_it_says_when_the_workspace_is_lost_and_when_it_is_back(page: Page) -> None:
    connections = []

    async def pass_on(socket: Any) -> None:
        socket.connect_to_server()
        connections.append(socket)

    await page.route_web_socket("**/api/socket*", pass_on)
    await page.reload()
    await expect(page.get_by_role("banner").get_by_text("Connected")).to_be_visible()

    await connections[-1].close()
    await expect(page.get_by_text("Reconnecting…")).to_be_visible()
    await expect(page.get_by_role("banner").get_by_text("Connected")).to_be_visible()
    await say(page, "back again")
    await expect(page.get_by_role("article").last).to_contain_text("back again")


async def say(page: Page, text: str, channel: str = "#general") -> None:
    writing = page.get_by_label(f"Message {channel}")
    await writing.click()  # as a person must, who waits until a form that closes no longer lies over it
    await writing.fill(text)
    await writing.press("Escape")
    await writing.press("Enter")


async def fill_everything(form: Locator) -> None:
    """With a name and an address that will not do."""
    await form.get_by_label("Name", exact=True).fill("Nobody")
    await form.get_by_label("About").fill("First\nSecond")
    await form.get_by_label("Mail").fill("jane@")
    await form.get_by_label("Site").fill("https://example.org")
    await form.get_by_label("Age").fill("42")
    await form.get_by_label("Story").fill("*Once* upon\n- a time")
    await choose(form, "Colour", "Green")
    await choose(form, "Colours", "Red", "Blue")
    await choose(form, "Where", "Lisbon", typing="li")
    await choose(form, "Wheres", "Oslo", "Osaka")
    await choose(form, "Person", "Ben Lindqvist", typing="ben")
    await choose(form, "People", "Ada Okafor", "Mei Tanaka")
    await choose(form, "Channel", "#sourcing")
    await choose(form, "Channels", "#general")
    await choose(form, "Talk", "#offers")
    await choose(form, "Talks", "#general", "#recruiting")
    await form.get_by_label("Day").fill("2026-03-29")
    await form.get_by_label("Time").fill("14:05")
    await form.get_by_label("Moment").fill("2026-07-01T09:30")
    await form.get_by_role("radiogroup", name="Size").get_by_label("Blue").check()
    await form.get_by_role("group", name="Extras").get_by_label("Red").check()
    await form.get_by_role("group", name="Extras").get_by_label("Green").check()
    await form.locator(".file-input").evaluate(DROP, ["people.csv", PEOPLE])
    await expect(form.get_by_text("people.csv")).to_be_visible()


async def choose(form: Locator, label: str, *options: str, typing: str | None = None) -> None:
    """In the select with that label, after typing what narrows it."""
    select = form.get_by_label(label, exact=True)
    for option in options:
        await select.click()
        if typing:
            await select.press_sequentially(typing)
        await form.get_by_role("option", name=option).click()


def chosen(values: Json) -> Json:
    """Block id -> what was entered: texts, values of options, ids; rich text and files aside."""

    def plainly(value: Any) -> Any:
        if isinstance(value, list):
            return [plainly(each) for each in value]
        return value["value"] if isinstance(value, dict) else value

    return {
        block: plainly(next(value for name, value in entered.items() if name != "type"))
        for block, entered in values.items()
        if not json.dumps(entered).startswith(('{"type": "rich_text_input"', '{"type": "file_input"'))
    }


def everything(slack: LocalWorkspace) -> Json:
    """What `fill_everything` entered, as `chosen` reads it."""
    people = {each: slack.person(each).id for each in ("ada", "ben", "mei")}
    channels = {each: slack.channel_id(each) for each in ("general", "recruiting", "sourcing", "offers")}
    return {
        "name": "Jane Doe",
        "about": "First\nSecond",
        "mail": "jane@example.org",
        "site": "https://example.org",
        "age": "42",
        "colour": "green",
        "colours": ["red", "blue"],
        "where": "lisbon",
        "wheres": ["oslo", "osaka"],
        "person": people["ben"],
        "people": [people["ada"], people["mei"]],
        "channel": channels["sourcing"],
        "channels": [channels["general"]],
        "talk": channels["offers"],
        "talks": [channels["general"], channels["recruiting"]],
        "day": "2026-03-29",
        "time": "14:05",
        "moment": 1782894600,  # 09:30 in London, where Ada is, in summer
        "size": "blue",
        "extras": ["red", "green"],
    }

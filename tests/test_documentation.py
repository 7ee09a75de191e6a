"""What the product offers stands in its documentation, and nothing is promised there that it does not offer."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings
from crm.querying import manual
from crm.querying.fields import FIELDS
from crm.querying.parsing import parse
from handlers.commands import COMMANDS

ROOT = Path(__file__).parents[1]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", "docs/commands.md"])
def test_every_command_is_documented(page: str) -> None:
    text = read(page)
    missing = [command.usage for command in COMMANDS if f"`{command.usage}`" not in text]
    assert missing == []


def test_every_field_of_a_query_is_documented() -> None:
    text = read("docs/search.md")
    assert manual.table() in text
    assert manual.things() in text
    assert [name for name in FIELDS if f"`{name}:`" not in text] == []


def test_every_query_of_the_manual_can_be_read() -> None:
    text = read("docs/search.md").partition("## At the command line")[0]
    rows = re.findall(r"^\| (`.+?`) \|", text, re.MULTILINE)
    typed = [each for row in rows for each in re.findall(r"`([^`]+)`", row)]
    for each in typed:
        if not each.endswith(":"):
            parse(each)
    assert len(typed) > len(FIELDS)


def test_every_setting_is_documented() -> None:
    text = read("docs/configuration.md")
    names = {name.upper() for name in Settings.model_fields}
    assert {name for name in names if f"`{name}`" not in text} == set()


def test_no_setting_is_documented_that_does_not_exist() -> None:
    documented = set(re.findall(r"^\| `([A-Z_]+)`", read("docs/configuration.md"), re.MULTILINE))
    assert documented - {name.upper() for name in Settings.model_fields} == {
        "ROSTER_WORKSPACE_PORT",
        "ROSTER_WORKSPACE_FAULTS",
    }


def test_every_make_target_that_the_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:`|\$ )make ([a-z-]+)", read("README.md"))) <= targets


def test_links_between_pages_lead_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []

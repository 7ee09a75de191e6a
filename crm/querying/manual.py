"""The table of fields as the manual shows it (`docs/search.md`)."""

from crm.querying.fields import FIELDS, HAVING
from crm.querying.parsing import parse
from crm.querying.words import in_words


def table() -> str:
    """In Markdown: a row for each field."""
    rows = ["| field | who | for example | is read as |", "|---|---|---|---|"]
    for field in FIELDS.values():
        names = ", ".join(f"`{name}:`" for name in (field.name, *field.aliases))
        rows.append(
            f"| {names} | {field.help} | `{field.example}` | {in_words(parse(field.example).query)} |"
        )
    return "\n".join(rows)


def things() -> str:
    """What `has:` and `no:` know."""
    return ", ".join(f"`{thing}`" for thing in HAVING)

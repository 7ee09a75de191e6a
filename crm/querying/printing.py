"""A tree as the line that reads as the same tree, with parentheses wherever somebody might doubt."""

from crm.querying.fields import is_activity
from crm.querying.signs import is_bare, quoted
from crm.querying.tree import AnyOf, Between, Clause, Label, Not, Person, Query, Text, Value, When


def printed(query: Query) -> str:
    if isinstance(query, Clause):
        return _clause(query)
    if isinstance(query, Not):
        return f"-{_closed(query.of)}"
    if isinstance(query, AnyOf):
        return " OR ".join(_closed(part) for part in query.of)
    is_ambiguous = any(_is_anybodys_activity(part) for part in query.of)
    return " ".join(_in_row(part, is_ambiguous) for part in query.of)


def _in_row(part: Query, is_ambiguous: bool) -> str:
    """Beside an activity `by:` would say whose that was."""
    is_by = isinstance(part, Clause) and part.field == "by"
    return f"({printed(part)})" if is_by and is_ambiguous else _closed(part)


def _closed(query: Query) -> str:
    is_one = isinstance(query, Not) or (isinstance(query, Clause) and not query.by)
    return printed(query) if is_one else f"({printed(query)})"


def _is_anybodys_activity(part: Query) -> bool:
    inner = part.of if isinstance(part, Not) else part
    return isinstance(inner, Clause) and is_activity(inner.field) and not inner.by


def _clause(clause: Clause) -> str:
    values = [_value(clause.field, value) for value in clause.values]
    said = values[0] if len(values) == 1 else f"({','.join(values)})"
    by = ""
    if clause.by:
        people = [_value("by", each) for each in clause.by]
        by = f" by:{people[0] if len(people) == 1 else '(' + ','.join(people) + ')'}"
    return f"{clause.field}:{said}{by}" if clause.field else said


def _value(field: str, value: Value) -> str:
    if isinstance(value, Text):
        return quoted(value.words) if value.whole else value.words
    if isinstance(value, Label):
        return f"{value.name}*" if value.begins else _bare_or_quoted(value.name)
    if isinstance(value, Person):
        return value.who if value.who in ("me", "none") else _bare_or_quoted(f"@{value.who}")
    if isinstance(value, When):
        return f"{value.sign}{value.moment}"
    return _between(value)


def _between(value: Between) -> str:
    return f"{value.first}..{value.last}"


def _bare_or_quoted(text: str) -> str:
    return text if is_bare(text) and not text.endswith("*") else quoted(text)

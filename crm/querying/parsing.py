"""What was typed, as a tree. Whatever it is, it becomes one, or a QueryError."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from rapidfuzz import process
from rapidfuzz.distance import OSA

from crm.identity import fold
from crm.querying import dates
from crm.querying.errors import QueryError
from crm.querying.fields import BY_NAME, Field, Kind, is_activity
from crm.querying.printing import printed
from crm.querying.signs import BARE, COLONS, COMMAS, LEFT, MINUS, QUOTES, RIGHT
from crm.querying.tree import (
    EVERYBODY,
    Between,
    Clause,
    Label,
    Not,
    Person,
    Query,
    Text,
    Value,
    When,
    all_of,
    any_of,
    clauses,
    negated,
)

LONGEST = 1_000
DEEPEST = 12
MOST_CLAUSES = 60
_FAR = 2
"""So many letters wrong, and it is no longer what was meant."""

_END_OF_WORD = rf"(?=[\s{LEFT}{RIGHT}{QUOTES}]|$)"
_GRAMMAR = rf"""
start: any?
any: all (_OR all)*
all: _one (_AND? _one)*
_one: negation | group | clause | word
negation: (_MINUS | _NOT) _one
group: _LEFT any _RIGHT
clause: FIELD _values
_values: value (_COMMA value)* | _LEFT value (_COMMA value)* _COMMA? _RIGHT
value: SIGN? BARE | PHRASE | MENTION
word: WORD | PHRASE

_OR.3: /(OR|or){_END_OF_WORD}|\|\|?/
_AND.3: /(AND|and){_END_OF_WORD}|&&?/
_NOT.3: /(NOT|not){_END_OF_WORD}/
_MINUS.3: /[{MINUS}](?=[^\s{RIGHT}{MINUS}])/
MENTION.4: /<@[A-Za-z0-9]+(\|[^>]*)?>/
FIELD.2: /[^\W\d_][\w-]*[{COLONS}](?!\/\/)/
SIGN: />=|<=|>|</
PHRASE: /[{QUOTES}](?:[^{QUOTES}\\]|\\.)*[{QUOTES}]/s
BARE: /{BARE}/
WORD: /(?!(?:and|or|not|AND|OR|NOT){_END_OF_WORD})[^\s{LEFT}{RIGHT}{QUOTES}{COMMAS}{COLONS}|&{MINUS}][^\s{LEFT}{RIGHT}{QUOTES}]*/
_LEFT: /[{LEFT}]/
_RIGHT: /[{RIGHT}]/
_COMMA: /[{COMMAS}]/
%ignore /\s+/
"""
_EXPECTED = {
    "FIELD": "a field such as tag:",
    "WORD": "a word",
    "PHRASE": "something between quotation marks",
    "_LEFT": "(",
    "_RIGHT": ")",
    "_COMMA": ",",
    "_OR": "OR",
    "_AND": "AND",
    "_NOT": "NOT",
    "_MINUS": "-",
    "SIGN": "a comparison such as >",
    "BARE": "a value",
    "MENTION": "a mention",
    "$END": "the end",
}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parsed:
    """`was_mixed`: AND and OR stood beside each other without parentheses. AND was taken to bind tighter; show how it was read."""

    query: Query
    was_mixed: bool


def parse(text: str) -> Parsed:
    """Raises QueryError. Nothing typed is everybody."""
    if len(text) > LONGEST:
        raise QueryError(LONGEST, f"A search has at most {LONGEST:,} characters.")
    _refuse_what_is_nested_too_deep(text)
    try:
        read: Any = _parser().parse(text)
    except UnexpectedInput as error:
        raise _explained(error, text) from None
    _refuse_what_is_too_much(read.query)
    _refuse_what_could_not_be_read_again(read.query, text)
    return Parsed(read.query, read.was_mixed)


def nearest(typed: str, known: Sequence[str], most: int = 3) -> tuple[str, ...]:
    """Which of those were meant, the likeliest first: a few letters wrong, or only the beginning typed."""
    wanted = fold(typed)
    folded = {each: fold(each) for each in known}
    far = min(_FAR, max(len(wanted) // 2, 1))
    alike = process.extract(wanted, folded, scorer=OSA.distance, score_cutoff=far, limit=most)
    found = [key for _, _, key in alike]
    found += [each for each, text in folded.items() if wanted and text.startswith(wanted)]
    return tuple(dict.fromkeys(found))[:most]


@dataclass(frozen=True, slots=True)
class _Read:
    """`is_row`: several things beside each other. `is_grouped`: there were parentheses around it."""

    query: Query
    was_mixed: bool = False
    is_row: bool = False
    is_grouped: bool = False


@dataclass(frozen=True, slots=True)
class _Raw:
    """A value as typed. `is_quoted`: it stood between quotation marks. `is_mention`: it is an id that Slack wrote."""

    text: str
    at: int
    sign: str = ""
    is_quoted: bool = False
    is_mention: bool = False


class _Reading(Transformer[Token, _Read]):
    """Called for each rule as soon as it is read, the innermost first: no depth of nesting is a depth of calls."""

    def start(self, parts: list[_Read]) -> _Read:
        return parts[0] if parts else _Read(EVERYBODY)

    def any(self, parts: list[_Read]) -> _Read:
        if len(parts) == 1:
            return parts[0]
        was_mixed = any(part.was_mixed or part.is_row for part in parts)
        return _Read(any_of(part.query for part in parts), was_mixed)

    def all(self, parts: list[_Read]) -> _Read:
        was_mixed = any(part.was_mixed for part in parts)
        return _Read(all_of(_with_whose_they_were(parts)), was_mixed, len(parts) > 1, parts[0].is_grouped)

    def negation(self, parts: list[_Read]) -> _Read:
        return replace(parts[0], query=negated(parts[0].query))

    def group(self, parts: list[_Read]) -> _Read:
        return _Read(parts[0].query, parts[0].was_mixed, is_grouped=True)

    def word(self, tokens: list[Token]) -> _Read:
        raw = _raw(tokens)
        if not fold(raw.text):
            raise QueryError(raw.at, f"There is no letter and no digit in {raw.text} to look for.")
        return _Read(Clause("", (Text(raw.text, raw.is_quoted, raw.at),), at=raw.at))

    def value(self, tokens: list[Token]) -> _Raw:
        return _raw(tokens)

    def clause(self, parts: list[Any]) -> _Read:
        name, *raws = parts
        field = _field(name)
        return _Read(Clause(field.name, tuple(_value(field, raw) for raw in raws), at=_at(name)))


@lru_cache(maxsize=1)
def _parser() -> "Lark":
    return Lark(_GRAMMAR, parser="lalr", lexer="contextual", transformer=_Reading())


def _at(token: Token) -> int:
    return token.start_pos or 0


def _raw(tokens: Sequence[Token]) -> _Raw:
    last = tokens[-1]
    sign = str(tokens[0]) if len(tokens) > 1 else ""
    at = _at(tokens[0])
    if last.type == "PHRASE":
        return _Raw(_ESCAPED.sub(r"\1", last[1:-1]), at, is_quoted=True)
    if last.type == "MENTION":
        return _Raw(last.strip("<>@").partition("|")[0], at, is_mention=True)
    return _Raw(str(last), at, sign)


def _with_whose_they_were(parts: Sequence[_Read]) -> Iterable[Query]:
    """What stands beside `by:` without parentheses is meant to be theirs: then `by:` is no clause of its own."""
    plain = [part.query for part in parts if not part.is_grouped]
    whose = [query for query in plain if isinstance(query, Clause) and query.field == "by"]
    if not whose or not any(_is_anybodys(query) for query in plain):
        return [part.query for part in parts]
    if len(whose) > 1:
        raise QueryError(
            whose[1].at, "One by: is enough; by:(me,@ada) is what either of them did.", ("a single by:",)
        )
    by = tuple(value for value in whose[0].values if isinstance(value, Person))
    return [
        part.query if part.is_grouped else _theirs(part.query, by)
        for part in parts
        if part.is_grouped or part.query is not whose[0]
    ]


def _is_anybodys(query: Query) -> bool:
    inner = query.of if isinstance(query, Not) else query
    return isinstance(inner, Clause) and is_activity(inner.field) and not inner.by


def _theirs(query: Any, by: tuple[Person, ...]) -> Any:
    if not _is_anybodys(query):
        return query
    if isinstance(query, Not):
        return Not(_theirs(query.of, by))
    return replace(query, by=by)


def _field(token: Token) -> Field:
    typed = token[:-1]
    found = BY_NAME.get(typed.lower())
    if found is None:
        raise QueryError(
            _at(token),
            f"There is no field called {typed}. To look for the word itself, put it between quotation marks.",
            ("a field such as tag:",),
            tuple(f"{name}:" for name in nearest(typed, tuple(BY_NAME))),
        )
    return found


def _value(field: Field, raw: _Raw) -> Value:
    if raw.sign and field.kind is not Kind.DATE:
        raise QueryError(
            raw.at, f"{field.name}: has no order, so {raw.sign} says nothing there.", ("a value",)
        )
    if not raw.text.strip():
        raise QueryError(
            raw.at, f"There is nothing between the quotation marks; {field.example} is an example."
        )
    return {
        Kind.TEXT: _text,
        Kind.LABEL: _label,
        Kind.CHOICE: _choice,
        Kind.PERSON: _person,
        Kind.DATE: _date,
    }[field.kind](field, raw)


def _text(field: Field, raw: _Raw) -> Value:
    _check(field, raw)
    return Text(raw.text, raw.is_quoted, raw.at)


def _label(field: Field, raw: _Raw) -> Value:
    begins = not raw.is_quoted and raw.text.endswith("*")
    name = raw.text.rstrip("*") if begins else raw.text
    if not name:
        raise QueryError(raw.at, f"Something has to stand before the *; {field.example} is an example.")
    if begins and not field.may_begin:
        raise QueryError(raw.at, f"{field.name}: takes a whole name, so * says nothing there.", (field.help,))
    _check(field, replace(raw, text=name))
    return Label(name, begins, raw.at)


def _check(field: Field, raw: _Raw) -> None:
    if sentence := field.check(raw.text):
        raise QueryError(raw.at, sentence, (field.help,))


def _choice(field: Field, raw: _Raw) -> Value:
    choices = tuple(field.choices or ())
    typed = raw.text.lower()
    # People say has:emails as well as has:email.
    chosen = typed if typed in choices else typed.removesuffix("s")
    if chosen not in choices:
        raise QueryError(
            raw.at,
            f"{field.name}: cannot be {raw.text}; it is one of {', '.join(choices)}.",
            choices,
            nearest(raw.text, choices),
        )
    return Label(chosen, at=raw.at)


def _person(field: Field, raw: _Raw) -> Value:
    who = raw.text.strip().removeprefix("@")
    if not who:
        raise QueryError(raw.at, f"Who? {field.example} is an example.", ("me", "a colleague such as @ada"))
    if who.lower() in ("me", "none") and not raw.is_mention:
        who = who.lower()
    if who == "none" and field.name == "by":
        raise QueryError(
            raw.at, "by:none says nothing; touched:never are those whom nobody was in touch with."
        )
    return Person(who, raw.at)


def _date(field: Field, raw: _Raw) -> Value:
    typed = raw.text.lower()
    if typed == dates.NEVER:
        if raw.sign or not field.logged:
            raise QueryError(raw.at, f"{field.name}: cannot be {raw.sign}{typed}.", dates.EXPECTED[:2])
        return When("", typed, raw.at)
    if ".." in typed:
        first, _, last = typed.partition("..")
        _check_range(field, raw, first, last)
        return Between(first, last, raw.at)
    _check_moment(field, raw, typed)
    if dates.is_age(typed) and not raw.sign:
        raise QueryError(
            raw.at,
            f"{typed} alone may mean before or since: {field.name}:<{typed} is within that time, {field.name}:>{typed} is longer ago.",
            ("< or >",),
            (f"{field.name}:<{typed}", f"{field.name}:>{typed}"),
        )
    return When(raw.sign, typed, raw.at)


def _check_range(field: Field, raw: _Raw, first: str, last: str) -> None:
    ends = [end for end in (first, last) if end]
    if raw.sign or not ends:
        raise QueryError(
            raw.at,
            "A range is two dates with .. between them, for example 2025-01-01..2025-06-30.",
            dates.EXPECTED,
        )
    for end in ends:
        _check_moment(field, raw, end)
    if len({dates.is_age(end) for end in ends}) > 1:
        raise QueryError(
            raw.at, "Both ends of a range are dates, or both are ages such as 30d..90d.", dates.EXPECTED
        )


def _check_moment(field: Field, raw: _Raw, moment: str) -> None:
    if not dates.is_moment(moment):
        raise QueryError(
            raw.at,
            f"{moment} is no date. {field.name}: takes a date such as 2025-06-30, 2025-06 or 2025, an age such as >90d or <2w, or one of {', '.join(dates.NAMED)}.",
            dates.EXPECTED,
            nearest(moment, dates.NAMED),
        )


def _refuse_what_is_nested_too_deep(typed: str) -> None:
    depth, is_quoted, is_escaped = 0, False, False
    for position, character in enumerate(typed):
        if is_escaped:
            is_escaped = False
        elif is_quoted and character == "\\":
            is_escaped = True
        elif character in QUOTES:
            is_quoted = not is_quoted
        elif not is_quoted:
            depth += (character in LEFT) - (character in RIGHT)
            if depth > DEEPEST:
                raise QueryError(position, f"Parentheses go at most {DEEPEST} deep.")


def _refuse_what_is_too_much(query: Query) -> None:
    for number, clause in enumerate(clauses(query)):
        if number >= MOST_CLAUSES:
            raise QueryError(clause.at, f"A search has at most {MOST_CLAUSES} parts.")


def _refuse_what_could_not_be_read_again(query: Query, text: str) -> None:
    """The next page, a list and an export go by what is printed, which has the long names of fields."""
    if (length := len(printed(query))) > LONGEST:
        raise QueryError(
            len(text), f"A search has at most {LONGEST:,} characters, and this one has {length:,} in full."
        )


def _explained(error: UnexpectedInput, typed: str) -> QueryError:
    if isinstance(error, UnexpectedCharacters):
        at, there, wanted = error.pos_in_stream or 0, error.char, error.allowed or set()
    elif isinstance(error, UnexpectedToken):
        token = error.token
        is_end = token.type == "$END"
        at, there, wanted = len(typed) if is_end else _at(token), "" if is_end else str(token), error.accepts
    else:
        raise error
    expected = tuple(words for name, words in _EXPECTED.items() if name in wanted)
    return QueryError(at, _what_is_wrong(there, at, typed, wanted), expected)


def _what_is_wrong(there: str, at: int, typed: str, wanted: Iterable[str]) -> str:
    if not there:
        return (
            "A parenthesis is never closed."
            if "_RIGHT" in wanted
            else "Something is missing at the end: a word, a field such as tag:go, or a value."
        )
    if there in {*QUOTES}:
        return "This quotation mark is never closed."
    if there in {*RIGHT}:
        return (
            "There is nothing between these parentheses."
            if typed[:at].rstrip().endswith(tuple(LEFT))
            else "This parenthesis was never opened."
        )
    if "BARE" in wanted:
        return f"Here a value is missing, not {there}."
    return f"{there} cannot stand here. To look for it, put it between quotation marks."

"""What the query of a list means: the same for everybody, whoever looks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache

from crm import contacts
from crm.identity import clean_line, fold
from crm.querying import finding
from crm.querying.asking import Asked, Asker, ListQuery, understood
from crm.querying.depending import depends_on
from crm.querying.errors import QueryError
from crm.querying.parsing import parse
from crm.querying.printing import printed
from crm.querying.tree import EVERYBODY as ANYBODY
from crm.querying.tree import All, AnyOf, Clause, Label, Not, Person, Query, clauses
from crm.querying.words import in_words
from crm.tags import key_of as tag_key
from crm.types import EVERYBODY, Preview, Tenant
from storage.queries import lists as rows
from storage.queries import tags

SAMPLE = 3


def key_of(name: str) -> str:
    """What makes two spellings one name."""
    return clean_line(name).casefold()


def on_list(name: str) -> str:
    """The query that finds the people of the list of that name."""
    return printed(Clause("list", (Label(name),)))


@dataclass(slots=True)
class KnownLists:
    """The lists of a workspace, for `list:` in a query. `instead`: by key, what some will mean once they are saved."""

    tenant: Tenant
    instead: Mapping[str, ListQuery] = field(default_factory=dict)
    _known: dict[str, ListQuery | int | None] = field(default_factory=dict)

    async def meaning(self, name: str) -> ListQuery | int | None:
        """Of a dynamic list its query, of a static one its id; None where there is no such list. Raises QueryError."""
        key = key_of(name)
        if key in self.instead:
            return self.instead[key]
        if key not in self._known:
            row = await rows.named(self.tenant.key, key)
            if row is None:
                self._known[key] = None
            else:
                self._known[key] = ListQuery(tree_of(row.query), row.zone) if row.query else int(row.id)
        return self._known[key]

    async def names(self) -> Sequence[str]:
        return await rows.names(self.tenant.key)


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may be kept. `query` names members by their ids."""

    query: Query
    asked: Asked
    was_mixed: bool

    @property
    def printed(self) -> str:
        return printed(self.query)


@lru_cache(maxsize=10_000)
def tree_of(line: str) -> Query:
    """Of a query that is kept: it is read again at every change of anybody. Raises QueryError."""
    return parse(line).query


@lru_cache(maxsize=10_000)
def goes_by(line: str) -> frozenset[str]:
    """What the query of a list depends on (`crm.querying.depending`); nothing, if it cannot be read."""
    try:
        return depends_on(tree_of(line))
    except QueryError:
        return frozenset()


async def known_tags(tenant: Tenant, lines: Sequence[str]) -> dict[str, int]:
    """The ids, by key, of all tags that these queries name, at once."""
    keys = {key for line in lines for key in _tags_in(line)}
    return await tags.ids_by_key(tenant.key, sorted(keys))


@lru_cache(maxsize=10_000)
def _tags_in(line: str) -> frozenset[str]:
    """The keys of the tags that it names; none of one that cannot be read."""
    try:
        labels = [
            each for clause in clauses(tree_of(line)) if clause.field == "tag" for each in clause.values
        ]
    except QueryError:
        return frozenset()
    return frozenset(tag_key(each.name) for each in labels if isinstance(each, Label))


async def meant(
    tenant: Tenant,
    query: Query,
    zone: str,
    now: datetime,
    lists: KnownLists,
    known: Mapping[str, int] | None = None,
) -> Asked:
    """As everybody reads it, word for word. `known`: what `known_tags` has found. Raises QueryError."""
    return await understood(
        tenant, query, Asker(EVERYBODY, now, zone, lists=lists, is_forgiving=False, known_tags=known or {})
    )


async def check(
    tenant: Tenant, user_id: str, text: str, zone: str, members: Mapping[str, str], name: str = ""
) -> Checked:
    """What somebody typed for the list of that name; `members`: ids by what colleagues are called. Raises QueryError."""
    parsed = parse(text)
    if parsed.query == ANYBODY:
        raise QueryError(0, "Say who belongs on the list, for example tag:go location:berlin.")
    _refuse_what_is_one_persons_own(parsed.query)
    query = with_ids(parsed.query, user_id, members)
    lists = KnownLists(tenant, {key_of(name): ListQuery(query, zone)} if name else {})
    return Checked(query, await meant(tenant, query, zone, datetime.now(UTC), lists), parsed.was_mixed)


async def preview(tenant: Tenant, checked: Checked, names: Mapping[str, str]) -> Preview:
    """`names`: what members are called, by their ids."""
    some, count = await finding.page_and_count(tenant, checked.asked, "touched", limit=SAMPLE)
    return Preview(
        printed=checked.printed,
        words=in_words(checked.query, names),
        was_mixed=checked.was_mixed,
        count=count,
        sample=await contacts.summaries(tenant, some.ids),
    )


def with_ids(query: Query, user_id: str, members: Mapping[str, str]) -> Query:
    """The list belongs to everybody: me is who says so now."""
    known = {fold(name): id_ for name, id_ in members.items()}

    def named(person: Person) -> Person:
        if person.who == "me" and user_id:
            return replace(person, who=user_id)
        return replace(person, who=known.get(fold(person.who), person.who))

    def change(clause: Clause) -> Clause:
        values = tuple(named(each) if isinstance(each, Person) else each for each in clause.values)
        return replace(clause, values=values, by=tuple(named(each) for each in clause.by))

    return changed(query, change)


def renamed(query: Query, what: str, key: str, name: str) -> Query:
    """With another name for the tag or the list (`what`) that has had this key."""

    def change(clause: Clause) -> Clause:
        if clause.field != what:
            return clause
        values = tuple(
            replace(each, name=name)
            if isinstance(each, Label) and not each.begins and key_of(each.name) == key
            else each
            for each in clause.values
        )
        return replace(clause, values=tuple(dict.fromkeys(values)))

    return changed(query, change)


def changed(query: Query, change: Callable[[Clause], Clause]) -> Query:
    """With each clause as `change` has it."""
    if isinstance(query, Clause):
        return change(query)
    if isinstance(query, Not):
        inner = changed(query.of, change)
        return inner.of if isinstance(inner, Not) else Not(inner)
    parts = tuple(changed(part, change) for part in query.of)
    return All(parts) if isinstance(query, All) else AnyOf(parts)


def members_in(query: Query) -> tuple[str, ...]:
    """The ids of the members whom it names."""
    people = [
        each
        for clause in clauses(query)
        for each in (*clause.values, *clause.by)
        if isinstance(each, Person) and each.who != "none"
    ]
    return tuple(dict.fromkeys(each.who for each in people))


def _refuse_what_is_one_persons_own(query: Query) -> None:
    for clause in clauses(query):
        for value in clause.values:
            if clause.field in ("has", "no") and isinstance(value, Label) and value.name == "reminder":
                raise QueryError(value.at, "Reminders are one person's own, and a list is everybody's.")

"""Whose data it is, and who or what said something."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self


@dataclass(frozen=True, slots=True)
class Tenant:
    """Whose data this is: a Slack workspace, in its enterprise where it has one (else "")."""

    team_id: str
    enterprise_id: str = ""

    @property
    def key(self) -> str:
        """How the tenant stands in every row, for example `E1/T1` or `/T1`."""
        return f"{self.enterprise_id}/{self.team_id}"

    @classmethod
    def of_key(cls, key: str) -> Self:
        """The tenant whose key it is."""
        enterprise_id, _, team_id = key.partition("/")
        return cls(team_id, enterprise_id)


class Origin(StrEnum):
    """Who or what set a value. A machine never overwrites what a person set."""

    PERSON = "person"
    IMPORT = "import"
    PROVIDER = "provider"
    LIST = "list"
    """The query of a dynamic list."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts. `reference` says by what means, for example `import:42`; "" for a person at a form."""

    user_id: str
    origin: Origin = Origin.PERSON
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where one value comes from."""

    origin: Origin
    reference: str
    set_by: str
    set_at: datetime

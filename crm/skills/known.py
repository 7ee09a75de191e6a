"""A skill that Roster knows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownSkill:
    name: str
    kind: str  # technical, soft
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    only_as_written: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

"""What the files of one program look like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from crm.importing.fields import BY_NAME, key_of

_AFTER_EXACT = 1_000
"""What is like a header only but for its number comes after all that are just so."""


@dataclass(frozen=True)
class Preset:
    """The headers of one program's files, compared by `fields.key_of`; a number in a header makes no difference.

    `signatures`: sets of headers each of which no other program has all of. `columns`: by field, its headers there,
    the one to take first where only one can be taken. `unused`: headers that mean something else there than elsewhere, or nothing that the book keeps; a header named
    nowhere means what it means elsewhere. `last`: headers that two columns have, of which the last is meant. `shape`: the fields of all columns in their order, "" for any, for files with
    translated headers. `literal`: all that stands there is meant: "n/a" and the like are texts, not blanks, and nobody is a footer.
    """

    name: str
    signatures: tuple[tuple[str, ...], ...]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    shape: tuple[str, ...] = ()
    literal: bool = False

    def fit(self, keys: frozenset[str]) -> tuple[int, int]:
        """How much of a header speaks for this program: the more, the more surely; (0, 0) where nothing does."""
        proof = max((len(signature) for signature in self._signatures if signature <= keys), default=0)
        return (proof, sum(key in self._fields for key in keys)) if proof else (0, 0)

    def field_of(self, header: str) -> tuple[str, int] | None:
        """A field's key, or "" for what is not imported, and its place among the headers of that field.

        None where this program has nothing of its own to say.
        """
        key = key_of(header)
        if exact := self._fields.get(key):
            return exact
        like = self._fields.get(without_number(key))
        return (like[0], like[1] + _AFTER_EXACT) if like else None

    def has_shape(self, header: Sequence[str]) -> bool:
        """Whether the columns are those of `shape`, whatever language names them."""
        known = [BY_NAME.get(key_of(name)) for name in header]
        return len(known) == len(self.shape) and all(
            not wanted or (found is not None and found.key == wanted)
            for wanted, found in zip(self.shape, known, strict=True)
        )

    @cached_property
    def _signatures(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(map(key_of, signature)) for signature in self.signatures)

    @cached_property
    def _fields(self) -> dict[str, tuple[str, int]]:
        named = {
            key_of(header): (field_key, rank)
            for field_key, headers in self.columns.items()
            for rank, header in enumerate(headers)
        }
        return {**dict.fromkeys(map(key_of, self.unused), ("", 0)), **named}


def without_number(key: str) -> str:
    """`emailvalue` for the folded "E-mail 12 - Value"."""
    return "".join(letter for letter in key if not letter.isdecimal())


def best(presets: Sequence[Preset], header: Sequence[str]) -> Preset | None:
    """The one for which the header speaks most; the order of columns and further columns do not matter."""
    keys = frozenset(map(key_of, header))
    keys |= {without_number(key) for key in keys}
    fits = [(preset.fit(keys), preset) for preset in presets]
    fit, preset = max(fits, key=lambda each: each[0])
    if fit > (0, 0):
        return preset
    return next((each for each in presets if each.shape and each.has_shape(header)), None)

"""What is wrong with a query, where, and what would be right."""

from crm.errors import UserError


class QueryError(UserError):
    """`position`: the column, from 0, in what was typed. `expected`: what could stand there; `suggestions`: what may have
    been meant, the likeliest first. `str(error)` is a whole sentence, suggestions included."""

    def __init__(
        self,
        position: int,
        sentence: str,
        expected: tuple[str, ...] = (),
        suggestions: tuple[str, ...] = (),
    ) -> None:
        meant = f" Did you mean {' or '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"{sentence}{meant}")
        self.position = position
        self.sentence = sentence
        self.expected = expected
        self.suggestions = suggestions


def pointed_out(text: str, error: QueryError) -> str:
    """The query and below it a caret at the place, to be shown in a fixed-width font."""
    line = "".join(" " if character.isspace() else character for character in text)
    return f"{line}\n{' ' * error.position}^"

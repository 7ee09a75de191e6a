"""How a column of a file is called that holds one of the fields that the workspace has made: by `OWN` and the field's id."""

OWN = "own:"


def key_of(field_id: int) -> str:
    return f"{OWN}{field_id}"


def id_of(key: str) -> int:
    """The other way; 0 where it is none of those."""
    number = key.removeprefix(OWN)
    return int(number) if number != key and number.isdecimal() else 0

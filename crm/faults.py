"""Faults of what Roster stands on, which pass by themselves."""

from storage import faults


def database_is_away(error: BaseException) -> bool:
    """Nothing is wrong with what was asked: the same again, later, may go well."""
    return faults.is_unavailable(error)

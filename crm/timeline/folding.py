"""Several changes of a profile as one: what was from the first, what is since the last."""

from collections.abc import Iterable, Mapping
from typing import Any

Change = Mapping[str, Any]


def folded(earlier: Iterable[Change], later: Iterable[Change]) -> list[dict[str, Any]]:
    """From a to b and then from b to c is from a to c, and from a to b and back again is nothing.

    A later change that does not go on where an earlier one of its field ended is of its own: a second address that was added.
    """
    changes = [dict(change) for change in earlier]
    for change in later:
        place = next((place for place, each in enumerate(changes) if _goes_on(each, change)), None)
        if place is None:
            changes.append(dict(change))
        else:
            changes[place] = {**change, "before": changes[place]["before"]}
    return [change for change in changes if change["before"] != change["after"]]


def _goes_on(earlier: Change, later: Change) -> bool:
    return bool((earlier["field"], earlier["after"]) == (later["field"], later["before"]))

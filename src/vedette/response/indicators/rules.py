"""What a value is worth: whole or running, better or worse, near a target or far from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

RUNNING, BEGINS = "running", "begins_in_this_year"
BREAK = "break_in_series"
PARTIAL = frozenset({RUNNING, BEGINS})


@dataclass(frozen=True, slots=True)
class Change:
    """From one whole period to the next; `share` is None where the earlier one is nought."""

    before: str
    after: str
    difference: float
    share: float | None

    @property
    def size(self) -> float | None:
        """Return the share without its sign, beside which an arrow stands."""
        return None if self.share is None else abs(self.share)

    @property
    def distance(self) -> float:
        """Return the difference without its sign."""
        return abs(self.difference)

    @property
    def points(self) -> str:
        """Return up, down or same."""
        return "up" if self.difference > 0 else "down" if self.difference < 0 else "same"


def is_whole(flags: Iterable[str]) -> bool:
    """Tell whether all of a period is in a value, so that it can be set against another."""
    return not PARTIAL & set(flags)


def change_between(before: Any, after: Any) -> Change | None:
    """Return how one value differs from an earlier one, or None where that says nothing.

    No change is drawn across a break in method, nor from or to a hidden or missing value.
    """
    if before.value is None or after.value is None or BREAK in after.flags:
        return None
    gap = after.value - before.value
    share = gap / before.value if before.value else None
    return Change(before.period, after.period, gap, share)


def goes_well(change: Change | None, direction: str) -> str:
    """Say whether a change is for the better, for the worse, or neither."""
    if change is None or direction == "neither" or change.points == "same":
        return "neither"
    return "better" if (change.points == "up") == (direction == "more") else "worse"


def reaches(value: float | None, target: float | None, direction: str) -> bool | None:
    """Tell whether a value has reached its target; None where that cannot be said."""
    if value is None or target is None or direction == "neither":
        return None
    return value >= target if direction == "more" else value <= target

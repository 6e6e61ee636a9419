"""What a closed round of experts says together, so that nobody can tell who said what."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vedette.judgement.assessments.models import Level

FEWEST_SHOWN = 3  # below this, one of those asked could tell who said the rest
LEVELS = tuple(Level.values)  # from the lowest up
SAID = (*LEVELS, "unknown")


@dataclass(frozen=True, slots=True)
class Said:
    """One opinion: a level or unknown, and why."""

    level: str
    why: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """How opinions on one scale are spread.

    Attributes
    ----------
    answered : int
        How many opinions there are.
    counts : dict of str to int
        How many said each level or unknown; empty where too few spoke to show it.
    median : tuple of str
        The middle level of those who named one: two levels where an even number falls
        apart there, none where nobody named one. Unknown is no place on the scale.
    lowest, highest : str
        The ends of what was named; empty where nobody named a level.
    reasons : tuple of str
        In an order that depends on nothing but their words.
    """

    answered: int
    counts: dict[str, int]
    median: tuple[str, ...] = ()
    lowest: str = ""
    highest: str = ""
    reasons: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Answer whether enough spoke to show it."""
        return self.answered >= FEWEST_SHOWN


def distribution_of(opinions: Sequence[Said], *, seed: str) -> Distribution:
    """Return how opinions on one scale are spread, or only how many there are if too few.

    Parameters
    ----------
    opinions : sequence of Said
        One of each expert, in any order.
    seed : str
        Names the round and scale, so that equal reasons stand in another place elsewhere.
    """
    if len(opinions) < FEWEST_SHOWN:
        return Distribution(len(opinions), {})
    counted = Counter(one.level for one in opinions)
    named = sorted(LEVELS.index(one.level) for one in opinions if one.level in LEVELS)
    middle = {named[(len(named) - 1) // 2], named[len(named) // 2]} if named else set()
    return Distribution(
        len(opinions),
        {level: counted[level] for level in SAID},
        median=tuple(LEVELS[place] for place in sorted(middle)),
        lowest=LEVELS[named[0]] if named else "",
        highest=LEVELS[named[-1]] if named else "",
        reasons=tuple(sorted((one.why for one in opinions), key=lambda why: _place(seed, why))),
    )


def _place(seed: str, why: str) -> str:
    return hashlib.sha256(f"{seed}\x00{why}".encode()).hexdigest()

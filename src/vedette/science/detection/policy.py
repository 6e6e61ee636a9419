"""Which detector may judge a series, by how much history it has and how sparse it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rung:
    """A detector, and the least it needs. Rates are reports per baseline week."""

    detector: str
    min_weeks: int
    min_rate: float
    reason: str


# From the most demanding to the least: the first rung whose demands are met is taken.
LADDER = (
    Rung("harmonic-2", 182, 0.2, "two harmonics need three years before the last half year"),
    Rung("harmonic-1", 104, 0.2, "one harmonic needs a year and a half before the last half year"),
    Rung("sparse", 13, 0.0, "a predictive distribution needs a quarter of a year"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The detector that may judge, or none; and a sentence where the wish was not granted.

    ``wanted`` is the rung that so many reports a week would deserve, ``history_weeks`` what
    there is instead; both only where they differ from what judges.
    """

    detector: str | None
    note: str = ""
    wanted: Rung | None = None
    history_weeks: int = 0


def choose(history_weeks: int, baseline_rate: float) -> Choice:
    """Pick the detector for a series of so many weeks and so many reports per week."""
    fit = [rung for rung in LADDER if baseline_rate >= rung.min_rate]
    for rung in fit:
        if history_weeks >= rung.min_weeks:
            if rung is fit[0]:
                return Choice(rung.detector)
            return Choice(
                rung.detector,
                f"{history_weeks} weeks of history: {fit[0].reason}, "
                f"so {rung.detector} judges until there are {fit[0].min_weeks}.",
                fit[0],
                history_weeks,
            )
    return Choice(
        None,
        f"Only {history_weeks} weeks of history; no detector judges a rise "
        f"before {LADDER[-1].min_weeks}.",
        fit[0],
        history_weeks,
    )

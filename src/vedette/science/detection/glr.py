"""Likelihood-ratio charts: has the mean shifted, or a spread begun, at some unknown week?"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from vedette.errors import VedetteError
from vedette.science.detection.counts import (
    Aberrations,
    SeriesTooShort,
    aberrations,
    as_weekly_counts,
    not_judged,
)


class ImpossibleChart(VedetteError, ValueError):
    """A chart's numbers contradict each other."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return f"no such chart: {self.reason}"


@dataclass(frozen=True, slots=True)
class Charted(Aberrations):
    """Verdicts of a chart; ``cases`` is the count at which each week would have alarmed."""

    cases: np.ndarray


def glr(
    counts: ArrayLike,
    *,
    start: int = 52,
    mean: ArrayLike | None = None,
    overdispersion: ArrayLike | None = 0.0,
    limit: float = 5.0,
    at_least: int = 1,
    at_most: int | None = None,
    shift: float | None = None,
    change: Literal["intercept", "epidemic"] = "intercept",
    direction: Literal["inc", "dec"] = "inc",
    wants_cases: bool = False,
    compat: Literal["documented", "r"] = "documented",
) -> Charted:
    """Flag weeks at which the likelihood of some shift of the log mean is ``limit`` higher.

    Parameters
    ----------
    counts : (n_weeks,) or (n_series, n_weeks) array_like
        Reports per week, oldest first; NaN is a missing week and tells nothing.
    start : int
        Index of the first judged week; the chart starts there and again after each alarm.
    mean : number, (n_weeks,) or (n_series, n_weeks) array_like, optional
        In-control mean; default that of all weeks before ``start``.
    overdispersion : number or (n_series,) array_like, optional
        a in the variance m + a m² of a negative binomial; 0 is the Poisson. None estimates
        (variance - mean) / mean² from the weeks before ``start``, at least 0.01.
    limit : float
        What the log likelihood ratio must reach (for a known ``shift``: exceed).
    at_least, at_most : int
        Shortest shift in weeks, and how many weeks before the judged one it may begin.
    shift : float, optional
        The shift of the log mean if known: then the ratios of the weeks are added up and
        never fall below zero (LR-CUSUM). Default: the most likely shift is estimated.
    change : {"intercept", "epidemic"}
        What happens to the mean m: it is multiplied, or each report of the week before adds
        to it, m + share × (reports of the week before), the share being estimated (of no
        use with a known ``shift``, a decrease or ``wants_cases``). A missing week passes
        nothing on.
    direction : {"inc", "dec"}
        Which shifts are looked for; a known shift has its own sign.
    wants_cases : bool
        Also find the count at which each week would alarm; costs a search per week.
    compat : {"documented", "r"}
        ``"r"`` follows R surveillance 1.20.3: without ``at_most`` the Poisson chart takes
        ``at_least`` as a waiting time only, with it a shift needs one week more; a mean
        without any report has no most likely decrease and is passed over; the negative
        binomial's search for the shift stops where R's stops; counts needed are found
        by R's search (for negative binomials none from a count of zero, 1e99 there). In the
        epidemic chart the week before the first has no reports, the Poisson must exceed the
        limit, its search may get lost as R's does, and the negative binomial evaluates the
        share whose logarithm is the most likely *shift*, as R does by mistake.

    Returns
    -------
    Charted
        ``score`` and ``threshold`` are both the statistic: the limit is not in reports.
        ``cases`` is NaN unless asked for. ``pvalue`` is not known (NaN).

    Raises
    ------
    SeriesTooShort
        If there is no week before ``start`` or none from it on.
    ImpossibleChart
        If ``at_least`` is below one, or above ``at_most``, or ``shift`` is zero, or an
        epidemic is asked for what it has not.
    InvalidCounts
        If a count is negative or fractional.

    References
    ----------
    .. [1] Höhle & Paul, Computational Statistics & Data Analysis 52:4357, 2008.
    """
    # Compiling costs seconds and memory, so only those who chart pay for it.
    from vedette.science.detection.ratios import chart
    from vedette.science.detection.spread import spreading

    series = as_weekly_counts(counts, missing="skip")
    if start < 1 or series.shape[1] <= start:
        raise SeriesTooShort(needed=max(start, 1) + 1, got=series.shape[1])
    if at_least < 1 or (at_most is not None and at_most < at_least):
        raise ImpossibleChart("a shift lasts at least one week and at most as long as looked back")
    if shift == 0:
        raise ImpossibleChart("a shift of zero is no shift")
    if change == "epidemic" and (shift is not None or direction == "dec" or wants_cases):
        raise ImpossibleChart("an epidemic has no known shift, no decrease and no cases")
    m, a = in_control(series[:, :start])
    if mean is None:
        mean = m[:, None]
    if overdispersion is not None:
        a = np.broadcast_to(np.asarray(overdispersion, dtype=np.float64), a.shape)
    expected, statistic = not_judged(series.shape), not_judged(series.shape)
    cases = not_judged(series.shape)
    flagged = np.zeros(series.shape, dtype=np.bool_)
    expected[:, start:] = np.broadcast_to(mean, series.shape)[:, start:]
    for row, y in enumerate(series[:, start:]):
        asked = (y, expected[row, start:], a[row], limit, at_least, at_most or -1)
        if change == "epidemic":
            earlier = 0.0 if compat == "r" else series[row, start - 1]
            found = spreading(*asked, earlier, compat == "r")
            statistic[row, start:], flagged[row, start:] = found
            continue
        statistic[row, start:], flagged[row, start:], cases[row, start:] = chart(
            *asked, shift or 0.0, 1 if direction == "inc" else -1, wants_cases, compat == "r"
        )
    shape = np.shape(counts)
    verdicts = aberrations(
        shape, expected=expected, threshold=statistic, flagged=flagged,
        pvalue=not_judged(shape), score=statistic,
        dispersion=1 + a[:, None] * expected,
    )  # fmt: skip
    return Charted(
        verdicts.expected, verdicts.threshold, verdicts.flagged, verdicts.pvalue,
        verdicts.score, verdicts.dispersion, cases.reshape(shape),
    )  # fmt: skip


def in_control(past: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean (n_series,) and overdispersion max((variance - mean) / mean², 0.01) of past weeks."""
    known = (~np.isnan(past)).sum(axis=1)
    mean = np.nansum(past, axis=1) / np.where(known > 0, known, np.nan)
    away = np.nansum((past - mean[:, None]) ** 2, axis=1)
    variance = away / np.where(known > 1, known - 1, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        return mean, np.fmax((variance - mean) / mean**2, 0.01)

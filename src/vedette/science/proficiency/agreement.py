"""How a method agrees with a reference: sensitivity, specificity, kappa, with their intervals."""

from dataclasses import dataclass

from scipy.stats import binomtest

from vedette.errors import VedetteError


class InvalidTrialCounts(VedetteError, ValueError):
    """Counts of a trial that are no whole numbers from nought on."""

    def __str__(self) -> str:
        return "counts of a trial are whole numbers from nought on"


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its interval; of nothing there is no share."""

    hits: int
    of: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a trial of a method against a reference showed; None where nothing was tried."""

    agreement: Share | None
    sensitivity: Share | None
    specificity: Share | None
    kappa: float | None


def agreement(
    true_positive: int,
    false_positive: int,
    true_negative: int,
    false_negative: int,
    *,
    confidence: float = 0.95,
) -> Agreement:
    """Return how a method agrees with a reference on the same samples.

    Parameters
    ----------
    true_positive, false_positive, true_negative, false_negative : int
        Samples, by what the method says and whether the reference says the same.
    confidence : float
        Of the two-sided Wilson score intervals.

    Returns
    -------
    Agreement
        Kappa is Cohen's; None where chance alone would agree always.

    Raises
    ------
    InvalidTrialCounts
        If a count is negative or no whole number.

    References
    ----------
    .. [1] E. B. Wilson, J. Am. Stat. Assoc. 22, 209-212 (1927).
    .. [2] J. Cohen, Educ. Psychol. Meas. 20, 37-46 (1960).
    """
    counts = (true_positive, false_positive, true_negative, false_negative)
    if any(isinstance(one, bool) or not isinstance(one, int) or one < 0 for one in counts):
        raise InvalidTrialCounts
    tp, fp, tn, fn = counts
    whole = sum(counts)
    return Agreement(
        agreement=_share(tp + tn, whole, confidence),
        sensitivity=_share(tp, tp + fn, confidence),
        specificity=_share(tn, tn + fp, confidence),
        kappa=_kappa(tp, fp, tn, fn) if whole else None,
    )


def _share(hits: int, of: int, confidence: float) -> Share | None:
    if not of:
        return None
    interval = binomtest(hits, of).proportion_ci(confidence_level=confidence, method="wilson")
    return Share(hits, of, hits / of, float(interval.low), float(interval.high))


def _kappa(tp: int, fp: int, tn: int, fn: int) -> float | None:
    whole = tp + fp + tn + fn
    by_chance = ((tp + fp) * (tp + fn) + (tn + fn) * (tn + fp)) / whole**2
    if by_chance == 1:
        return None
    return ((tp + tn) / whole - by_chance) / (1 - by_chance)

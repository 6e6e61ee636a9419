"""Which earlier weeks RKI's and the Bayesian detector compare a week with."""

import numpy as np

from vedette.science.detection.counts import Floats


def recent_and_seasonal(
    series: Floats, *, years_back: int, half_window: int, recent: bool, weeks_per_year: int
) -> tuple[Floats, int]:
    """Baselines (n_series, n_weeks - first, n_values) of all weeks from index ``first`` on.

    The ``half_window`` weeks before the judged one if ``recent``, then ``2 half_window + 1``
    weeks around the same week of each earlier year.
    """
    first = years_back * weeks_per_year + half_window
    back = list(range(half_window, 0, -1)) if recent else []
    for year in range(1, years_back + 1):
        centre = year * weeks_per_year
        back += range(centre + half_window, centre - half_window - 1, -1)
    judged = np.arange(first, max(series.shape[1], first))
    return series[:, judged[:, None] - np.array(back, dtype=np.int64)[None, :]], first

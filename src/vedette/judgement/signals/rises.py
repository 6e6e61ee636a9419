"""Rises: more findings of a substance or family somewhere than its own past explains."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from vedette.judgement.signals.records import NODE, Codes, Records
from vedette.judgement.signals.thresholds import Policy
from vedette.science.detection.delays import ReportingDelay, reporting_delay, thinned_tail
from vedette.science.detection.harmonic import harmonic_rise
from vedette.science.detection.multiplicity import benjamini_hochberg, e_value
from vedette.science.detection.policy import LADDER, Choice, choose
from vedette.science.detection.sparse import YEAR, YOUNG_GAP, sparse_rise
from vedette.science.detection.tails import upper_quantile

LEVELS = ("country", "region", NODE)
DRAWN_AT = 0.01  # tail probability of the one-week threshold that charts show
STRAY = 0.05  # share of oldest reports that do not start a history yet
COMPLETE = 0.95  # share of a week's reports above which it is not judged again
HARMONIC = {"harmonic-1": 1, "harmonic-2": 2}
LEFT_OUT = 26  # weeks before the judged one that no baseline of a grown series holds

Group = tuple[str, int, int]  # detector, first week of the source, first judged week


@dataclass(frozen=True, slots=True)
class Rise:
    """One series in one week; place and subject are codes at their level.

    ``line`` is the tail probability that just passed among all series of that week, and
    ``vanishes_at`` the largest count with which this one would have stayed below notice.
    """

    subject_kind: str
    subject: int
    level: str
    place: int
    context: int
    week: int
    observed: int
    expected: float
    pvalue: float
    evalue: float
    threshold: float
    detector: str
    baseline_weeks: int
    maturity: float
    rate_judged: bool
    rows: Codes
    weeks_left_out: int
    line: float
    vanishes_at: int
    choice: Choice


@dataclass(frozen=True, slots=True)
class _Series:
    """Counts and examined reports of the series with a report in a judged week."""

    keys: Codes  # subject, place, context per series
    counts: np.ndarray
    tested: np.ndarray
    starts: Codes
    row_series: Codes
    row: Codes
    row_week: Codes

    def some(self, at: Codes) -> "_Series":
        """These series alone, to be asked what other counts would have said; without rows."""
        return replace(
            self, keys=self.keys[at], counts=self.counts[at], tested=self.tested[at],
            starts=self.starts[at],
        )  # fmt: skip


def rises(
    found: Records,
    examined: Records,
    weeks: Codes,
    now: int,
    policy: Policy,
    *,
    only_these: bool = False,
) -> tuple[list[Rise], int]:
    """Rises in the judged ``weeks`` (ascending, complete), and how many series were tested.

    Unless ``only_these``, a context that reports late is judged as far back as its weeks
    are still coming in: else deaths known after three months would never be judged.
    """
    found = found.where(found.counts & (found.week <= weeks[-1]))
    examined = examined.where(examined.counts & (examined.week <= weeks[-1]))
    if not found.report.size or not examined.report.size:
        return [], 0
    delays = _delays(examined, now)
    since = {
        context: int(weeks[0]) - (0 if only_these else _weeks_still_coming_in(delay))
        for context, delay in delays.items()
    }
    first = int(min(found.week.min(), examined.week.min()))
    looks = [
        _look(series, subject_kind, level, first, since, now, delays, policy)
        for subject_kind in ("substance", "family")
        for level in LEVELS
        if (series := _series(found, examined, subject_kind, level, first, weeks, since))
    ]
    raised = [
        rise
        for look, cells, lines in _passed(looks, policy.false_share)
        for rise in _rises(look, cells, lines, first)
    ]
    return raised, sum(len(look.series.keys) for look in looks)


def _delays(examined: Records, now: int) -> dict[int, ReportingDelay]:
    learned = (examined.known // 86_400_000_000 + 3) // 7
    return {
        int(context): reporting_delay(
            examined.week[examined.context == context],
            learned[examined.context == context],
            as_of=now,
        )
        for context in np.unique(examined.context)
    }


def _weeks_still_coming_in(delay: ReportingDelay) -> int:
    return int((delay.known_within < COMPLETE).sum()) if delay.reports else 0


def _place(records: Records, level: str) -> Codes:
    if level == NODE:
        return np.zeros(records.report.size, dtype=np.int64)
    return np.asarray(getattr(records, level))


def _series(
    found: Records,
    examined: Records,
    subject_kind: str,
    level: str,
    first: int,
    weeks: Codes,
    since: dict[int, int],
) -> _Series | None:
    subject, place = getattr(found, subject_kind), _place(found, level)
    contexts = len(found.names["context"])
    places = int(max(place.max(), _place(examined, level).max())) + 1
    usable = np.flatnonzero((subject >= 0) & (place >= 0) & (found.context >= 0))
    key = (subject[usable] * places + place[usable]) * contexts + found.context[usable]
    oldest = np.array([since.get(c, int(weeks[0])) for c in range(contexts)])
    judged = np.unique(key[found.week[usable] >= oldest[found.context[usable]]])
    if not judged.size:
        return None
    at = np.searchsorted(judged, key)
    member = judged[np.minimum(at, judged.size - 1)] == key
    usable, at = usable[member], at[member]
    order = np.lexsort((found.report[usable], at))
    usable, at = usable[order], at[order]
    new = np.ones(at.size, dtype=bool)
    new[1:] = (np.diff(at) != 0) | (np.diff(found.report[usable]) != 0)
    usable, at = usable[new], at[new]
    n_weeks = int(weeks[-1]) - first + 1
    column = found.week[usable] - first
    counts = np.bincount(at * n_weeks + column, minlength=judged.size * n_weeks)
    scope = judged % (places * contexts)
    scopes, back = np.unique(scope, return_inverse=True)
    tested, starts = _effort(examined, level, contexts, scopes, first, n_weeks)
    keys = np.column_stack([judged // (places * contexts), scope // contexts, scope % contexts])
    counts = counts.reshape(-1, n_weeks).astype(float)
    return _Series(keys, counts, tested[back], starts[back], at, usable, column)


def _effort(
    examined: Records, level: str, contexts: int, scopes: Codes, first: int, n_weeks: int
) -> tuple[np.ndarray, Codes]:
    """Reports examined per place and context and week, and when they became regular."""
    place = _place(examined, level)
    key = place * contexts + examined.context
    at = np.minimum(np.searchsorted(scopes, key), scopes.size - 1)
    member = (scopes[at] == key) & (place >= 0)
    cell = at[member] * n_weeks + examined.week[member] - first
    tested = np.bincount(cell, minlength=scopes.size * n_weeks).reshape(-1, n_weeks)
    running = np.cumsum(tested, axis=1)
    return tested.astype(float), np.argmax(running > STRAY * running[:, -1:], axis=1)


@dataclass(frozen=True, slots=True)
class _Look:
    """What its detector says of every series of one subject kind and level, week by week.

    ``tails`` is NaN where a week was not judged, and one where a regular series had no
    report: it was tested, though it cannot rise. Of sparse series only weeks with a report
    are tests, and their tails hold after that choice.
    """

    subject_kind: str
    level: str
    series: _Series
    plan: dict[Group, list[int]]
    choices: dict[int, Choice]
    ripe: np.ndarray
    by_rate: np.ndarray
    tails: np.ndarray
    expected: np.ndarray
    spread: np.ndarray
    least: np.ndarray
    doubt: np.ndarray

    @property
    def regular(self) -> np.ndarray:
        """Series judged by a curve rather than as sparse."""
        chosen = (self.choices.get(one) for one in range(len(self.series.keys)))
        return np.array([bool(c and c.detector in HARMONIC) for c in chosen], dtype=bool)


def _look(
    series: _Series,
    subject_kind: str,
    level: str,
    first: int,
    since: dict[int, int],
    now: int,
    delays: dict[int, ReportingDelay],
    policy: Policy,
) -> _Look:
    counts = series.counts
    ripe, unsure = _maturity(series, first, now, delays)
    share = counts.sum(axis=1) / np.maximum(series.tested.sum(axis=1), 1)
    by_rate = (series.tested.sum(axis=1) >= policy.enough_tested) & (share < policy.always_there)
    oldest = np.array([max(since[int(c)] - first, 1) for c in series.keys[:, 2]])
    plan, choices = _plan(series, oldest, policy.enough_tested)
    pvalue, expected, spread = (np.full(counts.shape, np.nan) for _ in range(3))
    for group, members in plan.items():
        at, start = np.array(members), group[1]
        verdict = _run(group, series, at, ripe, by_rate)
        pvalue[at, start:], expected[at, start:], spread[at, start:] = verdict
    judged = np.arange(counts.shape[1])[None, :] >= oldest[:, None]
    tails = np.where((counts >= 1) & judged, pvalue, np.nan)
    young = ~np.isnan(tails) & ~by_rate[:, None] & (unsure > 0)
    doubt = np.ones(counts.shape)
    doubt[young] = _doubt(counts, expected, spread, ripe, unsure, young)
    tails = np.minimum(tails * doubt, 1.0)
    least = np.fmax(policy.least_observed, policy.least_ratio * expected)
    look = _Look(
        subject_kind, level, series, plan, choices, ripe, by_rate, tails, expected, spread,
        least, doubt,
    )  # fmt: skip
    quiet = look.regular[:, None] & judged & (counts < 1)
    tails[quiet] = 1.0
    return look


def _doubt(
    counts: np.ndarray, expected: np.ndarray, spread: np.ndarray, ripe: np.ndarray,
    unsure: np.ndarray, cells: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """By how much a tail grows, because how complete the week is was itself estimated."""
    share = ripe[cells]
    final = np.maximum(expected[cells], 1e-6) / share
    phi = 1 + np.maximum(spread[cells] - 1, 0) / share
    sure = thinned_tail(counts[cells], final, phi, share)
    doubted = thinned_tail(counts[cells], final, phi, share, maturity_error=unsure[cells])
    return np.asarray(np.maximum(doubted / np.maximum(sure, 1e-300), 1.0))


def _rises(look: _Look, cells: Codes, lines: np.ndarray, first: int) -> Iterator[Rise]:
    series, choices = look.series, look.choices
    sure = lines / look.doubt[cells[:, 0], cells[:, 1]]
    ordinary = _largest_ordinary(
        series, cells, sure, look.least, look.plan, look.ripe, look.by_rate
    )
    for (one, column), line, vanishes_at in zip(cells.tolist(), lines, ordinary, strict=True):
        mean, phi = look.expected[one, column], look.spread[one, column]
        subject, place, context = (int(code) for code in series.keys[one])
        mine = slice(*np.searchsorted(series.row_series, (one, one + 1)))
        rows = series.row[mine][series.row_week[mine] == column]
        age = int(column - series.starts[one])
        detector = choices[one].detector or ""
        yield Rise(
            look.subject_kind, subject, look.level, place, context, int(column + first),
            int(series.counts[one, column]), float(mean), float(look.tails[one, column]),
            float(e_value(series.counts[one, column], max(mean, 1e-6), phi)),
            float(upper_quantile(DRAWN_AT, mean, phi)), detector,
            age, float(look.ripe[one, column]), bool(look.by_rate[one]), rows,
            YOUNG_GAP if detector == "sparse" and age < YEAR else LEFT_OUT,
            float(line), int(vanishes_at), choices[one],
        )  # fmt: skip


def _passed(looks: list[_Look], q: float) -> Iterator[tuple[_Look, Codes, np.ndarray]]:
    """Cells (series, week) to raise in each look, and the tail probability that just passed.

    Benjamini-Hochberg over everything tested of one week: all subjects, levels and contexts
    together, but the sparse apart from the regular, for their tails mean different things.
    With k of m passing, one of them passes as long as its own tail is at most k q / m.
    """
    if not looks:
        return
    tails = np.concatenate([look.tails for look in looks])
    regular = np.concatenate([look.regular for look in looks])
    lines = np.full(tails.shape, np.nan)
    for tier in (regular, ~regular):
        for column in np.flatnonzero(~np.isnan(tails[tier]).all(axis=0)):
            tail = tails[tier, column]
            passing = benjamini_hochberg(tail, q=q)
            line = passing.sum() * q / (~np.isnan(tail)).sum()
            lines[tier, column] = np.where(passing, line, np.nan)
    ends = np.cumsum([len(look.tails) for look in looks])
    for look, end in zip(looks, ends, strict=True):
        mine = lines[end - len(look.tails) : end]
        cells = np.argwhere(~np.isnan(mine) & (look.series.counts >= look.least))
        yield look, cells, mine[cells[:, 0], cells[:, 1]]


def _largest_ordinary(
    series: _Series,
    cells: Codes,
    lines: np.ndarray,
    least: np.ndarray,
    plan: dict[Group, list[int]],
    ripe: np.ndarray,
    by_rate: np.ndarray,
) -> Codes:
    """Largest count of each raised cell with which its own detector would not have raised it.

    All else stays as it was seen. Found by halving, so each cell costs its detector a few
    more looks.
    """
    one, column = cells[:, 0], cells[:, 1]
    high = series.counts[one, column].astype(np.int64)
    low = np.zeros_like(high)
    group_of = {member: group for group, members in plan.items() for member in members}
    groups: dict[Group, list[int]] = {}
    for nth_cell, member in enumerate(one.tolist()):
        groups.setdefault(group_of[member], []).append(nth_cell)
    for group, cell in groups.items():
        at = np.array(cell)
        some, weeks, nth = one[at], column[at], np.arange(at.size)
        trial = series.some(some)
        while (high[at] - low[at] > 1).any():
            middle = (low[at] + high[at]) // 2
            trial.counts[nth, weeks] = middle
            tail = _run(group, trial, nth, ripe[some], by_rate[some], only=weeks)[0]
            raised = tail[nth, weeks - group[1]] <= lines[at]
            raised &= middle >= least[some, weeks]
            high[at], low[at] = (
                np.where(raised, middle, high[at]),
                np.where(raised, low[at], middle),
            )
    return low


def _maturity(
    series: _Series, first: int, now: int, delays: dict[int, ReportingDelay]
) -> tuple[np.ndarray, np.ndarray]:
    """Share of each week's reports that is known by now, and its standard error."""
    n_weeks = series.counts.shape[1]
    ripe, unsure = np.ones((len(series.keys), n_weeks)), np.zeros((len(series.keys), n_weeks))
    ago = np.maximum(now - (np.arange(n_weeks) + first), 0)
    for context, delay in delays.items():
        mine = series.keys[:, 2] == context
        ripe[mine] = np.maximum(delay.maturity(ago), 0.05)
        unsure[mine] = delay.maturity_error(ago)
    return ripe, unsure


def _plan(
    series: _Series, oldest: Codes, enough: int
) -> tuple[dict[Group, list[int]], dict[int, Choice]]:
    """Series by what lets them be run at once, and which detector was chosen for each."""
    plan: dict[Group, list[int]] = {}
    choices: dict[int, Choice] = {}
    for one, (start, begin) in enumerate(zip(series.starts, oldest, strict=True)):
        history = int(series.counts.shape[1] - start)
        rate = series.counts[one, start : max(begin, start + 1)].mean()
        choice = choose(history, float(rate))
        if choice.detector is None:
            continue
        # A judged week so early that its own source had no past yet is not judged.
        begin = max(int(begin), int(start) + LADDER[-1].min_weeks)
        oldest[one] = begin
        if series.tested[one, :begin].sum() < enough:
            continue
        # Sparse series carry their own exposure, so they need not be grouped by start.
        first = int(start) if choice.detector in HARMONIC else 0
        plan.setdefault((choice.detector, first, int(begin)), []).append(one)
        choices[one] = choice
    return plan, choices


def _run(
    group: Group,
    series: _Series,
    at: Codes,
    ripe: np.ndarray,
    by_rate: np.ndarray,
    *,
    only: Codes | None = None,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """P-values, expected counts and dispersions from the first week of the group on.

    ``only`` is one week of each series, for those detectors that can spare the others.
    """
    detector, start, begin = group
    counts, tested = series.counts[at, start:], series.tested[at, start:]
    rated = by_rate[at][:, None]
    maturity = np.where(rated, 1.0, ripe[at, start:])
    last = counts.shape[1] - max(begin - start, 0)
    if detector in HARMONIC:
        effort = np.where(rated, np.maximum(tested, 0.5), 1.0)
        wanted = counts >= 1  # a week without a report is no rise, so it needs no fit
        if only is not None:
            wanted = np.arange(start, start + counts.shape[1])[None, :] == only[:, None]
        got = harmonic_rise(
            counts, harmonics=HARMONIC[detector], exposure=effort, maturity=maturity, last=last,
            only=wanted,
        )  # fmt: skip
        return got.pvalue, got.expected, got.dispersion
    known = np.arange(start, start + counts.shape[1])[None, :] >= series.starts[at][:, None]
    effort = np.where(rated, tested, known.astype(float))
    past = slice(0, max(begin - start, 1))
    mean = counts[:, past].mean(axis=1)
    over = counts[:, past].var(axis=1) / np.maximum(mean, 0.05) - 1
    # Below a report in five weeks the variance says nothing about the source.
    extra = np.where(rated[:, 0] | (mean < 0.2), 0.0, np.clip(over, 0, 20))[:, None]
    got = sparse_rise(counts, exposure=effort, maturity=maturity, extra_dispersion=extra, last=last)
    return got.pvalue, got.expected, got.dispersion

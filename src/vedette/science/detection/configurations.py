"""R surveillance's option names, and the detector and parameters each of them means here."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from vedette.errors import VedetteError
from vedette.science.detection.bayes import bayes
from vedette.science.detection.counts import Aberrations, Floats
from vedette.science.detection.cusum import TRANSFORMS, cusum
from vedette.science.detection.ears import ears_c1, ears_c2, ears_c3
from vedette.science.detection.farrington import farrington_1996, farrington_flexible
from vedette.science.detection.glr import glr, in_control
from vedette.science.detection.outbreakp import outbreak_p
from vedette.science.detection.reference import ReferenceRule, reference_table, windows_of_1996
from vedette.science.detection.rki import rki
from vedette.science.detection.stroup import stroup

MONTHS = 12
TAIL = {52: 52, MONTHS: 24}  # weeks, months judged unless told otherwise
Options = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Series:
    """One series as R's ``sts`` holds it; NaN is a missing count."""

    counts: Floats
    freq: int = 52
    start_period: int = 1
    dates: tuple[date, ...] | None = None
    population: Floats | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """What R gives for the judged weeks (``index`` into the series); NaN is R's NA."""

    index: np.ndarray
    upperbound: Floats
    alarm: Floats
    expected: Floats
    score: Floats


class Unanswerable(VedetteError, ValueError):
    """A series cannot be judged with a configuration."""


class UnknownOption(VedetteError, ValueError):
    """A configuration or a parameter has a name nobody knows."""

    def __init__(self, kind: str, name: str, known: Sequence[str]) -> None:
        super().__init__(kind, name, known)
        self.kind, self.name, self.known = kind, name, known

    def __str__(self) -> str:
        near = difflib.get_close_matches(self.name.lower(), [k.lower() for k in self.known], n=1)
        meant = [k for k in self.known if near and k.lower() == near[0]]
        hint = f"did you mean {meant[0]}?" if meant else f"known are {', '.join(self.known)}"
        return f"unknown {self.kind} {self.name!r}; {hint}"


class BadValue(VedetteError, ValueError):
    """A parameter has a value that it cannot have."""

    def __init__(self, name: str, value: str, wants: str) -> None:
        super().__init__(name, value, wants)
        self.name, self.value, self.wants = name, value, wants

    def __str__(self) -> str:
        return f"{self.name} cannot be {self.value!r}: it wants {self.wants}"


def judge(
    config: str, series: Series, *, params: Mapping[str, str] | None = None, last: int | None = -1
) -> Rows:
    """Judge the end of one series as R does under a named configuration.

    Parameters
    ----------
    config : str
        One of :data:`CONFIGURATIONS`.
    params : mapping of str to str, optional
        R's own option names and values, in place of the configuration's.
    last : int, optional
        Weeks (months) at the end to judge; -1 is R's tail of the reference outputs (52
        weeks, 24 months), None all that can be judged.

    Raises
    ------
    UnknownOption, BadValue
        If the configuration, a parameter or a value is not known.
    Unanswerable
        If the series is too short, or lacks what a parameter asks for.
    """
    chosen = configuration(config)
    options = read(config, params or {})
    tail = TAIL.get(series.freq, series.freq) if last == -1 else last
    n = series.counts.size
    start = 0 if tail is None else max(n - tail, 0)
    return chosen.family.run(series, options, start)


def read(config: str, params: Mapping[str, str]) -> Options:
    """R's values of a configuration's options, those of ``params`` in place of its own."""
    chosen = configuration(config)
    options = dict(chosen.options)
    given = set()
    for name, value in params.items():
        if name not in chosen.family.options:
            raise UnknownOption(f"parameter of {config}", name, list(chosen.family.options))
        options[name] = chosen.family.options[name](name, value)
        given.add(name)
    if options.get("change") == "epi":
        plain = (options["theta"], options["dir"], options["ret"]) == (None, "inc", "value")
        if not plain:
            raise BadValue("change", "epi", "no theta, dir=inc and ret=value beside it")
    options["given"] = given
    return options


def configuration(name: str) -> "Configuration":
    """The configuration of that name."""
    if name not in CONFIGURATIONS:
        raise UnknownOption("configuration", name, list(CONFIGURATIONS))
    return CONFIGURATIONS[name]


def _whole(least: int, *, most: int = 10_000) -> Callable[[str, str], int]:
    def parse(name: str, value: str) -> int:
        try:
            number = float(value)
        except ValueError:
            number = np.nan
        if not (least <= number <= most) or number != int(number):
            raise BadValue(name, value, f"a whole number from {least} to {most:,}")
        return int(number)

    return parse


def _number(low: float, high: float, wants: str) -> Callable[[str, str], float]:
    def parse(name: str, value: str) -> float:
        try:
            number = float(value)
        except ValueError:
            number = np.nan
        if not low < number < high:
            raise BadValue(name, value, wants)
        return number

    return parse


def _word(*words: str) -> Callable[[str, str], str]:
    def parse(name: str, value: str) -> str:
        if value not in words:
            raise BadValue(name, value, f"one of {', '.join(words)}")
        return value

    return parse


def _truth(name: str, value: str) -> bool:
    if value.upper() not in ("TRUE", "FALSE", "T", "F"):
        raise BadValue(name, value, "TRUE or FALSE")
    return value.upper().startswith("T")


def _or_null(parse: Callable[[str, str], Any]) -> Callable[[str, str], Any]:
    return lambda name, value: None if value.upper() == "NULL" else parse(name, value)


def _pair(name: str, value: str) -> tuple[int, int]:
    parts = value.removeprefix("c(").removesuffix(")").split(",")
    if len(parts) != 2:
        raise BadValue(name, value, "cases,weeks such as 5,4")
    return _whole(0)(name, parts[0].strip()), _whole(1)(name, parts[1].strip())


def _mean(name: str, value: str) -> float | str | None:
    if value.upper() == "NULL":
        return None
    return value if value == "glm" else _positive(name, value)


_positive = _number(0, 1e15, "a number above 0")
_probability = _number(0, 1, "a number between 0 and 1")
_finite = _number(-1e15, 1e15, "a number")
_not_negative = _number(-1e-300, 1e15, "a number of at least 0")


@dataclass(frozen=True, slots=True)
class Family:
    """One function of R: the options it takes, and how we answer it."""

    run: Callable[[Series, Options, int], Rows]
    options: Mapping[str, Callable[[str, str], Any]]


@dataclass(frozen=True, slots=True)
class Configuration:
    """A family with values for its options, under a name."""

    family: Family
    options: Mapping[str, Any] = field(default_factory=dict)


def _farrington_flexible(series: Series, o: Options, start: int) -> Rows:
    """Months take w = 1, at most 6 months left out, and 4 periods for 10, unless told."""
    given, w, past, periods = o["given"], o["w"], o["pastWeeksNotIncluded"], o["noPeriods"]
    # R's own default for what is left out of the recent past is w itself.
    if "w" in given and o["follows_w"] and "pastWeeksNotIncluded" not in given:
        past = w
    if series.freq == MONTHS:
        w = w if "w" in given else 1
        past = past if "pastWeeksNotIncluded" in given or past is None else min(past, 6)
        periods = periods if "noPeriods" in given or periods != 10 else 4
    rule = ReferenceRule(o["b"], w, periods, w if past is None else past, series.freq)
    judged = _judgeable(series, start, rule, needed=series.freq * o["b"] + w + 1)
    if o["populationOffset"] and series.population is None:
        raise Unanswerable("populationOffset needs a column population")
    found = farrington_flexible(
        series.counts, years_back=o["b"], half_window=w, n_periods=periods,
        past_weeks_excluded=past, reweight=o["reweight"], reweight_above=o["weightsThreshold"],
        trend=o["trend"], trend_alpha=o["pThresholdTrend"], bound=o["thresholdMethod"],
        power=o["powertrans"], alpha=o["alpha"], min_recent=o["limit54"],
        population=series.population if o["populationOffset"] else None, dates=series.dates,
        weeks_per_year=series.freq, last=series.counts.size - start, compat="r",
    )  # fmt: skip
    return _rows(found, judged, alarm_known=~np.isnan(found.dispersion))


def _farrington(series: Series, o: Options, start: int) -> Rows:
    w = o["w"] if series.freq != MONTHS or "w" in o["given"] else 1
    rule = ReferenceRule(o["b"], w, 1, w, series.freq)
    needed = max(series.freq * o["b"] - w, 1)
    judged = _judgeable(series, start, rule, needed=needed, choose=windows_of_1996)
    found = farrington_1996(
        series.counts, years_back=o["b"], half_window=w, reweight=o["reweight"],
        trend=o["trend"], power=o["powertrans"], alpha=o["alpha"], min_recent=o["limit54"],
        dates=series.dates, weeks_per_year=series.freq, last=series.counts.size - start,
        compat="r",
    )  # fmt: skip
    return _rows(found, judged, alarm_known=~np.isnan(found.threshold))


def _judgeable(
    series: Series, start: int, rule: ReferenceRule, *, needed: int, **choose: Any
) -> np.ndarray:
    n = series.counts.size
    _long_enough(n, needed)
    first = max(start, needed - 1)
    table = reference_table(range(first, n), rule, dates=series.dates, **choose)
    if not table.judged.size:
        raise Unanswerable("no week has all its reference weeks in the calendar")
    return table.judged


def _long_enough(n: int, needed: int) -> None:
    if n < needed:
        raise Unanswerable(f"needs at least {needed} weeks or months, has {n}")


EARS = {"C1": (ears_c1, 0, {}), "C2": (ears_c2, 2, {}), "C3": (ears_c3, 4, {"compat": "r"})}


def _ears(series: Series, o: Options, start: int) -> Rows:
    detect, gap, compat = EARS[o["method"]]
    needed = o["baseline"] + gap + 1
    _long_enough(series.counts.size, needed)
    found = detect(
        series.counts, baseline=o["baseline"], alpha=o["alpha"], min_sd=o["minSigma"], **compat
    )
    judged = np.arange(max(start, needed - 1), series.counts.size)
    known = ~np.isnan(found.threshold) & ~np.isnan(series.counts)
    return _rows(found, judged, alarm_known=known)


def _chart_start(series: Series, start: int) -> int:
    """A chart needs weeks before its first; if all are to be judged, a year of them."""
    start = start or min(series.freq, series.counts.size - 1)
    _long_enough(series.counts.size, 2)
    return start


def _cusum(series: Series, o: Options, start: int) -> Rows:
    start = _chart_start(series, start)
    mean: Any = {None: "past", "glm": "season"}.get(o["m"], o["m"])
    found = cusum(
        series.counts, start=start, k=o["k"], h=o["h"], transform=o["trans"], mean=mean,
        overdispersion=o["alpha"], weeks_per_year=series.freq,
        start_period=series.start_period, compat="r",
    )  # fmt: skip
    judged = np.arange(start, series.counts.size)
    return _rows(found, judged, alarm_known=~np.isnan(found.score))


def _glr(series: Series, o: Options, start: int) -> Rows:
    start = _chart_start(series, start)
    if np.isnan(series.counts).any():
        raise Unanswerable("a count is missing, which this chart cannot skip in R")
    mean, spread = in_control(series.counts[None, :start])
    a = 0.0 if o["poisson"] else spread[0] if o["alpha"] is None else o["alpha"]
    mean = mean[0] if o["mu0"] is None else o["mu0"]
    found = glr(
        series.counts, start=start, mean=mean, overdispersion=a, limit=o["c.ARL"],
        at_least=o["Mtilde"], at_most=None if o["M"] == -1 else o["M"], shift=o["theta"],
        direction=o["dir"], wants_cases=o["ret"] == "cases", compat="r",
        change="epidemic" if o["change"] == "epi" else "intercept",
    )  # fmt: skip
    judged = np.arange(start, series.counts.size)
    rows = _rows(found, judged, alarm_known=np.ones(series.counts.size, dtype=bool))
    bound = found.cases[judged] if o["ret"] == "cases" else rows.upperbound
    bound = np.where(np.isnan(bound) | (bound < 0), 0.0, bound)
    return Rows(judged, bound, rows.alarm, rows.expected, rows.score)


def _windowed(detect: Callable[..., Aberrations]) -> Callable[[Series, Options, int], Rows]:
    def run(series: Series, o: Options, start: int) -> Rows:
        needed = o["b"] * series.freq + o["w"] + 1
        _long_enough(series.counts.size, needed)
        judged = np.arange(max(start, needed - 1), series.counts.size)
        if o["b"] == 0 and not o["actY"]:
            if detect is rki:
                raise Unanswerable("without actY and years (b) there is no baseline")
            return Rows(judged, *(np.full(judged.size, np.nan) for _ in range(4)))
        alpha = {"alpha": o["alpha"]} if "alpha" in o else {}
        found = detect(
            series.counts, years_back=o["b"], half_window=o["w"], recent=o["actY"],
            weeks_per_year=series.freq, compat="r", **alpha,
        )  # fmt: skip
        known = ~np.isnan(series.counts) & ~np.isnan(found.threshold)
        return _rows(found, judged, alarm_known=known)

    return run


def _cdc(series: Series, o: Options, start: int) -> Rows:
    if series.freq != 52:
        raise Unanswerable("this detector is for weeks only")
    needed = 52 * o["b"] + 4 * o["m"] + 4
    _long_enough(series.counts.size, needed)
    found = stroup(
        series.counts, years_back=o["b"], months_around=o["m"], alpha=o["alpha"], compat="r"
    )
    judged = np.arange(max(start, needed - 1), series.counts.size)
    return _rows(found, judged, alarm_known=~np.isnan(found.score))


def _outbreak_p(series: Series, o: Options, start: int) -> Rows:
    if np.isnan(series.counts).any():
        raise Unanswerable("a count is missing, which this detector cannot skip")
    n = series.counts.size
    found = outbreak_p(series.counts, limit=o["k"], last=n - start, compat="r")
    return _rows(found, np.arange(start, n), alarm_known=~np.isnan(found.score))


def _rows(found: Aberrations, judged: np.ndarray, *, alarm_known: np.ndarray) -> Rows:
    alarm = np.where(alarm_known, found.flagged.astype(np.float64), np.nan)
    return Rows(
        judged, found.threshold[judged], alarm[judged], found.expected[judged],
        found.score[judged],
    )  # fmt: skip


POWERS = ("2/3", "1/2", "none", "skewness")  # the last is what R's manual says of the first
FLEXIBLE = Family(
    _farrington_flexible,
    {
        "b": _whole(1, most=100), "w": _whole(0), "reweight": _truth,
        "weightsThreshold": _finite, "alpha": _probability, "trend": _truth,
        "pThresholdTrend": _not_negative, "limit54": _pair, "powertrans": _word(*POWERS),
        "populationOffset": _truth, "noPeriods": _whole(1),
        "pastWeeksNotIncluded": _or_null(_whole(0)),
        "thresholdMethod": _word("delta", "nbPlugin", "muan"),
    },
)  # fmt: skip
FARRINGTON = Family(
    _farrington,
    {name: FLEXIBLE.options[name] for name in
     ("b", "w", "reweight", "alpha", "trend", "limit54", "powertrans")},
)  # fmt: skip
EARS_FAMILY = Family(
    _ears,
    {"baseline": _whole(3), "minSigma": _not_negative, "alpha": _probability,
     "method": _word("C1", "C2", "C3")},
)  # fmt: skip
CUSUM = Family(
    _cusum,
    {"k": _finite, "h": _finite, "trans": _word(*TRANSFORMS), "m": _mean, "alpha": _positive},
)
GLR_OPTIONS = {
    "c.ARL": _positive, "Mtilde": _whole(1), "M": _whole(-1), "theta": _or_null(_finite),
    "dir": _word("inc", "dec"), "ret": _word("value", "cases"), "mu0": _or_null(_positive),
    "change": _word("intercept", "epi"),
}  # fmt: skip
GLRPOIS = Family(_glr, GLR_OPTIONS)
GLRNB = Family(_glr, {**GLR_OPTIONS, "alpha": _or_null(_not_negative)})
WINDOW_OPTIONS = {"b": _whole(0, most=100), "w": _whole(0), "actY": _truth}
RKI = Family(_windowed(rki), WINDOW_OPTIONS)
BAYES = Family(_windowed(bayes), {**WINDOW_OPTIONS, "alpha": _probability})
CDC = Family(_cdc, {"b": _whole(1, most=100), "m": _whole(0), "alpha": _probability})
OUTBREAKP = Family(_outbreak_p, {"k": _positive})

_FF = {
    "b": 5, "w": 3, "reweight": True, "weightsThreshold": 2.58, "alpha": 0.05, "trend": True,
    "pThresholdTrend": 0.05, "limit54": (5, 4), "powertrans": "2/3", "populationOffset": False,
    "noPeriods": 1, "pastWeeksNotIncluded": 3, "thresholdMethod": "delta", "follows_w": True,
}  # fmt: skip
_NOUFAILY = {
    **_FF, "pThresholdTrend": 1.0, "noPeriods": 10, "pastWeeksNotIncluded": 26,
    "thresholdMethod": "nbPlugin", "follows_w": False,
}  # fmt: skip
_GLR = {
    "c.ARL": 5.0, "Mtilde": 1, "M": -1, "theta": None, "dir": "inc", "ret": "value", "mu0": None,
    "alpha": None, "poisson": False, "change": "intercept",
}  # fmt: skip
_EARS = {"method": "C1", "baseline": 7, "minSigma": 0.0, "alpha": 0.01}
_CUSUM = {"k": 1.04, "h": 2.26, "trans": "rossi", "m": None, "alpha": 0.1}
_BAYES = {"b": 0, "w": 6, "actY": True, "alpha": 0.05}

CONFIGURATIONS: dict[str, Configuration] = {
    "ff_noufaily": Configuration(FLEXIBLE, _NOUFAILY),
    "ff_default": Configuration(FLEXIBLE, _FF),
    "ff_original": Configuration(
        FLEXIBLE, {**_FF, "weightsThreshold": 1.0, "alpha": 0.01, "follows_w": False}
    ),
    "ff_muan": Configuration(
        FLEXIBLE, {**_NOUFAILY, "b": 4, "alpha": 0.01, "thresholdMethod": "muan"}
    ),
    "ff_sqrt": Configuration(FLEXIBLE, {**_FF, "powertrans": "1/2"}),
    "ff_none": Configuration(FLEXIBLE, {**_FF, "powertrans": "none"}),
    "farr96": Configuration(
        FARRINGTON,
        {"b": 5, "w": 3, "reweight": True, "alpha": 0.05, "trend": True, "limit54": (5, 4),
         "powertrans": "2/3"},
    ),
    "ears_c1": Configuration(EARS_FAMILY, _EARS),
    "ears_c2": Configuration(
        EARS_FAMILY, {**_EARS, "method": "C2", "baseline": 8, "alpha": 0.001}
    ),
    "ears_c3": Configuration(
        EARS_FAMILY, {**_EARS, "method": "C3", "minSigma": 0.5, "alpha": 0.025}
    ),
    "cusum_rossi": Configuration(CUSUM, _CUSUM),
    "cusum_standard": Configuration(CUSUM, {**_CUSUM, "k": 1.0, "h": 3.0, "trans": "standard"}),
    "glrnb_int": Configuration(GLRNB, _GLR),
    "glrpois_int": Configuration(GLRPOIS, {**_GLR, "poisson": True}),
    "rki1": Configuration(RKI, {"b": 0, "w": 6, "actY": True}),
    "rki2": Configuration(RKI, {"b": 1, "w": 6, "actY": True}),
    "rki3": Configuration(RKI, {"b": 2, "w": 4, "actY": False}),
    "bayes1": Configuration(BAYES, _BAYES),
    "bayes2": Configuration(BAYES, {**_BAYES, "b": 1}),
    "bayes3": Configuration(BAYES, {**_BAYES, "b": 2, "w": 4, "actY": False}),
    "cdc": Configuration(CDC, {"b": 5, "m": 1, "alpha": 0.025}),
    "outbreakp": Configuration(OUTBREAKP, {"k": 100.0}),
}  # fmt: skip

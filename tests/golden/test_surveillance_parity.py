"""Every detector that R surveillance 1.20.3 has too, against numbers that R computed."""

import csv
import random
import shutil
import subprocess
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from vedette.science.detection.configurations import CONFIGURATIONS, Series, judge
from vedette.science.detection.farrington import farrington_flexible

SHARED = Path(__file__).parents[3] / "shared" / "data" / "r-surveillance"
for parent in Path(__file__).parents:
    if (parent / "shared" / "data" / "r-surveillance").is_dir():
        SHARED = parent / "shared" / "data" / "r-surveillance"
        break

NEEDS_SHARED = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the reference outputs of R are not on this machine"
)
COMPARED = (
    "ff_noufaily", "ff_default", "ff_original", "ff_muan", "farr96", "ears_c1", "ears_c2",
    "ears_c3", "cusum_rossi", "cusum_standard", "glrnb_int", "glrpois_int", "rki1", "rki2",
)  # fmt: skip
COUNTED = {"ff_noufaily", "ff_muan", "cusum_standard"}  # thresholds are whole numbers
BELOW = 1e-12  # the reference outputs carry twelve digits


def read(name):
    with (SHARED / name).open(newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text not in ("", "NA") else np.nan


def column(rows, name):
    return np.array([number(row[name]) for row in rows])


@pytest.fixture(scope="module")
def series():
    counts, days = defaultdict(list), defaultdict(list)
    for row in read("series.csv"):
        counts[row["series"]].append(number(row["observed"]))
        days[row["series"]].append(row["date"])
    found = {}
    for row in read("series_meta.csv"):
        one = row["series"]
        dated = row["has_dates"] == "TRUE"
        dates = tuple(map(date.fromisoformat, days[one])) if dated else None
        found[one] = Series(
            np.array(counts[one]), int(row["freq"]), int(row["start_period"]), dates
        )
    return found


@pytest.fixture(scope="module")
def expected():
    rows = defaultdict(dict)
    for row in read("expected.csv"):
        rows[row["config"]].setdefault(row["series"], []).append(row)
    return rows


def differences(got, want):
    """How many alarms and how many missing values differ, and the largest relative difference."""
    unknown = np.isnan(want)
    missing = int((unknown != np.isnan(got)).sum())
    both = ~unknown & ~np.isnan(got)
    scale = np.maximum(np.abs(want[both]), BELOW)
    largest = float(np.max(np.abs(got[both] - want[both]) / scale, initial=0.0))
    return missing, largest


@NEEDS_SHARED
@pytest.mark.parametrize("config", COMPARED)
def test_every_series_gives_what_r_gave(config, series, expected, capsys):
    lines = []
    for name, rows in expected[config].items():
        got = judge(config, series[name])
        assert (got.index + 1).tolist() == [int(row["t"]) for row in rows], name
        missing, largest = differences(got.upperbound, column(rows, "upperbound"))
        alarms = int((got.alarm != column(rows, "alarm")).sum())
        lines.append((config, name, len(rows), alarms, missing, largest))
    with capsys.disabled():
        for line in lines:
            print(
                "\n{:15} {:11} {:3} rows {} alarms {} missing differ, {:.1e}".format(*line), end=""
            )
    assert sum(line[3] for line in lines) == 0
    assert sum(line[4] for line in lines) == 0
    assert max(line[5] for line in lines) <= (0.0 if config in COUNTED else 1e-9)
    assert sum(line[2] for line in lines) > 380


@NEEDS_SHARED
@pytest.mark.parametrize("config", [name for name in COMPARED if name.startswith("ff_")])
def test_expectation_and_score_are_those_of_r(config, series, expected):
    for name, rows in expected[config].items():
        got = judge(config, series[name])
        missing, largest = differences(got.expected, column(rows, "expected"))
        # Where a season has no reports R's mean is what its iteration left, down to 1e-62:
        # nothing but an upper bound of it can be told.
        assert missing == 0, name
        assert largest < 1e-9, name
        missing, largest = differences(got.score, column(rows, "score"))
        assert missing == 0, name
        assert largest < 1e-8, name


@NEEDS_SHARED
def test_series_too_short_have_no_rows_in_r_either(series, expected):
    assert {name for name in series if name not in expected["ff_muan"]} == {
        "hepatitisA", "k1", "m1", "h1_nrwrp"
    }  # fmt: skip
    for name in set(series) - set(expected["ff_muan"]):
        with pytest.raises(ValueError, match="needs at least 212 weeks"):
            judge("ff_muan", series[name])


OPTIONS = {
    "ff_default": {
        "b": "234", "w": "1234", "noPeriods": ["1", "4", "10"], "reweight": ["TRUE", "FALSE"],
        "weightsThreshold": ["1", "2.58"], "pastWeeksNotIncluded": ["3", "13", "26"],
        "alpha": ["0.01", "0.05", "0.1"], "pThresholdTrend": ["0.05", "0.2", "1"],
        "thresholdMethod": ["delta", "nbPlugin", "muan"], "powertrans": ["2/3", "1/2", "none"],
    },
    "farr96": {"b": "234", "w": "1234", "alpha": ["0.01", "0.05"], "reweight": ["TRUE", "FALSE"]},
    "bayes3": {"b": "123", "w": "246", "actY": ["TRUE", "FALSE"], "alpha": ["0.01", "0.05"]},
    "cdc": {"b": "234", "m": "12", "alpha": ["0.01", "0.05"]},
    "cusum_rossi": {"k": ["0.5", "1.04"], "h": ["2.26", "4"], "m": ["3", "glm"]},
}  # fmt: skip
R_FUNCTION = {
    "ff_default": "farringtonFlexible", "farr96": "farrington", "bayes3": "bayes",
    "cdc": "(function(x, control) surveillance:::wrap.algo(x, 'algo.cdc', control))",
    "cusum_rossi": "cusum",
}  # fmt: skip
FIXED = {
    "ff_default": {"b": "5", "w": "3", "pastWeeksNotIncluded": "3", "limit54": "c(0,4)"},
    "farr96": {"b": "5", "w": "3", "limit54": "c(0,4)", "powertrans": "2/3"},
    "bayes3": {"b": "2", "w": "4", "actY": "FALSE", "alpha": "0.05"},
    "cdc": {"b": "5", "m": "1", "alpha": "0.025"},
    "cusum_rossi": {"k": "1.04", "h": "2.26", "trans": "rossi"},
}
NEGATIVE_BINOMIAL = np.random.default_rng(20261121)
LIVE = NEGATIVE_BINOMIAL.negative_binomial(3.0, 0.4, 400)


def in_r(calls):
    """Bounds and alarms of the last twelve weeks, by R itself."""
    code = ["suppressMessages(library(surveillance))"]
    code.append(f"x <- sts(c({','.join(map(str, LIVE))}), frequency = 52, start = c(2010, 1))")
    for function, options in calls:
        code.append(f"r <- {function}(x, control = list(range = 389:400, {options}))")
        code.append("cat(format(upperbound(r), digits = 17), '\\n'); cat(alarms(r) * 1, '\\n')")
    done = subprocess.run(
        ["Rscript", "-e", "; ".join(code)], capture_output=True, text=True, timeout=300
    )
    if done.returncode:
        pytest.fail(done.stderr[-500:])
    return [np.array(line.split(), dtype=float) for line in done.stdout.splitlines() if line]


def has_r():
    if shutil.which("Rscript") is None:
        return False
    asked = ["Rscript", "-e", "cat(as.character(packageVersion('surveillance')))"]
    return subprocess.run(asked, capture_output=True, text=True).stdout == "1.20.3"


def in_words(name, value):
    plain = (
        name == "limit54" or value in ("TRUE", "FALSE") or (value[0].isdigit() and "/" not in value)
    )
    return f"{name} = {value}" if plain else f"{name} = '{value}'"


def test_chosen_options_agree_with_r_asked_live():
    if not has_r():
        pytest.skip("R with surveillance 1.20.3 is not on this machine")
    chance = random.Random(4711)
    asked, calls = [], []
    for config in [*OPTIONS, "ff_default", "ff_default", "ff_default"]:
        own = OPTIONS[config]
        chosen = {name: chance.choice(own[name]) for name in chance.sample(list(own), 3)}
        asked.append((config, {**FIXED[config], **chosen}))
        words = [in_words(name, value) for name, value in asked[-1][1].items()]
        calls.append((R_FUNCTION[config], ", ".join(words)))
    answers = iter(in_r(calls))
    for config, params in asked:
        got = judge(config, Series(LIVE.astype(float)), params=params, last=12)
        np.testing.assert_allclose(got.upperbound, next(answers), rtol=1e-9, err_msg=str(params))
        np.testing.assert_array_equal(got.alarm, next(answers), err_msg=str(params))


def test_every_named_configuration_can_judge_a_plain_series():
    weeks = np.random.default_rng(1).poisson(4, 330).astype(float)
    for config in CONFIGURATIONS:
        rows = judge(config, Series(weeks), last=20)
        assert rows.index.tolist() == list(range(310, 330)), config
        assert not np.isnan(rows.upperbound).any(), config


T = np.arange(1, 625)
A = (31 * T**2 + 17 * T) % 7 + 3 * (T % 52 < 13) + 9 * np.isin(T, [450, 451, 600])
B = (T % 97 == 0) + 2 * (T == 601)
IMPROVED = {"n_periods": 10, "past_weeks_excluded": 26}
ORIGINAL = {
    "n_periods": 1, "past_weeks_excluded": 3, "reweight_above": 1.0, "trend_alpha": 0.05,
    "bound": "delta",
}  # fmt: skip
DELTA = {**IMPROVED, "trend_alpha": 0.05, "bound": "delta"}


@pytest.mark.parametrize(
    ("y", "options", "k", "mean", "phi", "bound", "p", "trend"),
    [
        (A, IMPROVED, 576, 6.09162877791, 1.87714868598, 16, 0.399149618002, True),
        (A, IMPROVED, 600, 2.95010756211, 1.90574779036, 10, 0.000837466373631, True),
        (A, IMPROVED, 624, 4.6686840214, 1.8952197088, 14, 0.106580113067, True),
        (A, DELTA, 600, 3.00000000001, 1.8976421772, 10.0489694075, 0.000151133970093, False),
        (A, DELTA, 624, 4.71428571429, 1.88699754167, 13.1874022272, 0.101612344285, False),
        (A, ORIGINAL, 576, 5.78797568989, 1.0214229542, 12.3021992492, 0.315137900288, False),
        (A, ORIGINAL, 600, 2.87382109219, 2.0983270618, 10.232837578, 0.000224684637303, False),
        (B, IMPROVED, 601, 1.88026e-11, 1, 0, 1.76769e-22, True),
    ],
)
def test_eight_weeks_of_two_written_series_agree_with_r(y, options, k, mean, phi, bound, p, trend):
    # R 4.2.2, surveillance 1.20.3, farringtonFlexible(b=5, w=3, limit54=c(0,4), alpha=0.01)
    got = farrington_flexible(y, alpha=0.01, min_recent=(0, 4), compat="r", **options)
    digits = 1e-10 if mean > 1 else 1e-5
    assert got.expected[k - 1] == pytest.approx(mean, rel=digits)
    assert got.dispersion[k - 1] == pytest.approx(phi, rel=1e-10)
    assert got.pvalue[k - 1] == pytest.approx(p, rel=1e-9 if mean > 1 else 1e-4)
    assert got.threshold[k - 1] == pytest.approx(bound, rel=1e-10)
    assert np.isfinite(got.slope[k - 1]) == trend


def test_the_converged_form_refuses_a_season_without_reports():
    got = farrington_flexible(B, alpha=0.01, min_recent=(0, 4))
    assert np.isnan(got.pvalue[600])
    assert not got.flagged[600]


# R 4.2.2, surveillance 1.20.3, range = 41:60, mu0 = 3, change = "epi": glrpois with c.ARL = 5;
# with c.ARL = 8, M = 6, Mtilde = 2; glrnb with alpha = 0.2, c.ARL = 5, ret = "value".
SPREADING = (31 * T[:60] ** 2 + 17 * T[:60]) % 7 + np.where(
    (T[:60] >= 45) & (T[:60] <= 52), 2.0 ** (T[:60] - 45), 0.0
)
EPIDEMIC = {
    "glrpois_int": (
        {},
        [0, 0, 0, 0.1507282898071, 0.0118729402559, 0.1859667195048, 6.1657623661698,
         2.8466340240938, 14.5208788481996, 61.4810071002145, 147.2208883225438,
         359.1948149244696, 0.1507282898071, 0.1832961380895, 0.1354201997064, 0.1354201997064,
         0.1354201997064, 0.1499391235460, 0.1301881135595, 0.1325488454651],
        [47, 49, 50, 51, 52],
    ),
    "glrpois_int, a window": (
        {"c.ARL": "8", "M": "6", "Mtilde": "2"},
        [0, 0, 0, 0.1507282898071, 0.0118729402559, 0.1859667195048, 6.1657623661698,
         8.1205821019437, 0, 74.8897318796133, 0, 506.2824252892932, 0, 0.1832961380895,
         0.1354201997064, 0.1354201997064, 0.1354201997064, 0.1499391235460, 0.1301881135595, 0],
        [48, 50, 52],
    ),
    "glrnb_int": (
        {"alpha": "0.2"},
        [0, 0, 0, 0, 0, 0.6236709731334, 2.4899081987276, 1.7588206435805, 6.4038445362819,
         20.0045597262752, 42.8627303907686, 96.7868068872885, 0, 0.1710789186222, 0, 0, 0, 0, 0,
         0.0835430020559],
        [49, 50, 51, 52],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EPIDEMIC)
def test_the_epidemic_charts_agree_with_r(name):
    own, statistic, alarms = EPIDEMIC[name]
    params = {"mu0": "3", "change": "epi", **own}
    got = judge(name.split(",")[0], Series(SPREADING), params=params, last=20)
    np.testing.assert_allclose(got.upperbound, statistic, rtol=1e-10, atol=5e-14)
    assert (got.index[got.alarm == 1] + 1).tolist() == alarms


def test_skewness_is_another_name_of_two_thirds():
    weeks = Series(A.astype(float))
    for config in ("ff_default", "farr96"):
        one, other = (
            judge(config, weeks, params={"powertrans": power}) for power in ("2/3", "skewness")
        )
        np.testing.assert_array_equal(one.upperbound, other.upperbound)
        half = judge(config, weeks, params={"powertrans": "1/2"})
        assert not np.array_equal(one.upperbound, half.upperbound)

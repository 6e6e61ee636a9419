"""Every engine gives the same answer to the same question."""

import os
import shutil
import sys
from datetime import date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ibis = pytest.importorskip("ibis", reason="needs the server extra")

from vedette.science.detection.harmonic import harmonic_rise  # noqa: E402
from vedette.science.detection.policy import choose  # noqa: E402
from vedette.science.detection.sparse import sparse_rise  # noqa: E402
from vedette.science.tables.counting import examined, known_at, weekly_counts  # noqa: E402
from vedette.science.tables.series import (  # noqa: E402
    MONDAY_BEFORE_1970,
    judge_partitions,
    series_of,
)


def some_findings(n=400):
    rng = np.random.default_rng(20261121)

    def pick(*values):
        return [values[i] for i in rng.integers(0, len(values), n)]

    day, started = date(2025, 12, 22), datetime(2026, 1, 1)  # noqa: DTZ001
    known = [started + timedelta(days=int(d)) for d in rng.integers(0, 90, n)]
    return pa.table({
        "report_id": rng.integers(0, 150, n),
        "context": pick("seizure", "death"),
        "substance": pick("metonitazene", "bromazolam", None),
        "family": pick("nitazene", None),
        "role": pick("found", "cause", "sold_as", "offered"),
        "country": pick("EE", "IE", None),
        "region": pa.array(pick("EE001", None), pa.string()),
        "occurred_on": [day + timedelta(days=int(d)) for d in rng.integers(0, 40, n)],
        "precision": pick("day", "week", "month"),
        "known_from": pa.array(known, pa.timestamp("us")),
        "known_until": pa.array(
            [k + timedelta(days=20) if i % 5 == 0 else None for i, k in enumerate(known)],
            pa.timestamp("us"),
        ),
    })  # fmt: skip


FINDINGS = some_findings()
AS_OF = datetime(2026, 2, 20)  # noqa: DTZ001


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    file = tmp_path_factory.mktemp("snapshot") / "findings.parquet"
    pq.write_table(FINDINGS, file)
    return file


def duckdb_table(file):
    return ibis.duckdb.connect().read_parquet(file)


def spark_table(file):
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java, which is not installed")
    from pyspark.sql import SparkSession

    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["PYSPARK_PYTHON"] = sys.executable  # or the workers take the system's python3
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    for key, value in {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.session.timeZone": "UTC",
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    return ibis.pyspark.connect(session).read_parquet(str(file))


def plainly(level, subject):
    """The same counts, written without any engine."""
    groups = {}
    for row in FINDINGS.to_pylist():
        until = row["known_until"]
        known = row["known_from"] <= AS_OF and not (until and until <= AS_OF)
        place = "*" if level == "node" else row[level]
        countable = row["role"] in ("found", "cause") and row["precision"] in ("day", "week")
        if known and countable and row[subject] and place:
            day = row["occurred_on"]
            week = day - timedelta(days=day.weekday())
            groups.setdefault((row[subject], place, row["context"], week), set()).add(
                row["report_id"]
            )
    return {key: len(reports) for key, reports in groups.items()}


def as_dict(expression):
    rows = expression.to_pyarrow().to_pylist()
    keys = [name for name in ("subject", "place", "context", "week") if name in rows[0]]
    return {tuple(row[key] for key in keys): row["reports"] for row in rows}


@pytest.mark.parametrize("engine", [duckdb_table, spark_table])
def test_weekly_counts_are_those_of_a_plain_loop(engine, snapshot):
    known = known_at(engine(snapshot), AS_OF)
    for level in ("region", "country", "node"):
        for subject in ("substance", "family"):
            got = as_dict(weekly_counts(known, level=level, subject=subject))
            assert got == plainly(level, subject)


@pytest.mark.parametrize("engine", [duckdb_table, spark_table])
def test_examined_counts_each_report_once(engine, snapshot):
    got = as_dict(examined(known_at(engine(snapshot), AS_OF), level="node"))
    assert got
    assert all(week.weekday() == 0 for *_, week in got)


LAST_MONDAY = date(2026, 2, 16)
AT = ((LAST_MONDAY - date(1970, 1, 1)).days + MONDAY_BEFORE_1970) // 7
HISTORY = {"seizure": 260, "death": 150, "checking": 60, "clinic": 8}
TIERS = {"harmonic-2", "harmonic-1", "sparse", None}


def long_history():
    """Four contexts, as old as the four rungs need; busy and rare substances in each."""
    rng = np.random.default_rng(20261122)
    days, names, contexts = [], [], []
    for context, weeks in HISTORY.items():
        start = LAST_MONDAY - timedelta(weeks=weeks - 1)
        for substance, rate in {"metonitazene": 3.0, "bromazolam": 0.7, "xylazine": 0.05}.items():
            counts = rng.poisson(rate, weeks)
            counts[0] += 1  # the week the context came under watch
            counts[-1] += 2  # every series is up for judgement
            for week in np.repeat(np.arange(weeks), counts):
                days.append(start + timedelta(weeks=int(week), days=int(rng.integers(0, 7))))
                names.append(substance)
                contexts.append(context)
    n = len(days)
    return pa.table({
        "report_id": np.arange(n), "context": contexts, "substance": names,
        "family": pa.array([None] * n, pa.string()), "role": ["found"] * n,
        "country": ["EE" if i % 3 else "IE" for i in range(n)],
        "region": pa.array([None] * n, pa.string()), "occurred_on": days,
        "precision": ["day"] * n,
    })  # fmt: skip


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    file = tmp_path_factory.mktemp("history") / "findings.parquet"
    pq.write_table(long_history(), file)
    return file


def verdicts(engine, file, *, level="country", **options):
    table = engine(file)
    series = series_of(weekly_counts(table, level=level), examined(table, level=level))
    return judge_partitions(series, at=AT, **options)


def plain_verdict(weeks):
    """One series written out and judged by the detector itself."""
    counts = np.zeros(AT - min(weeks) + 1)
    for week in weeks:
        counts[week - min(weeks)] += 1
    detector = choose(counts.size, counts[:-26].mean() if counts.size > 26 else 0.0).detector
    if detector is None:
        return detector, np.nan, np.nan
    if detector == "sparse":
        got = sparse_rise(counts, last=1)
    else:
        got = harmonic_rise(counts, harmonics=int(detector[-1]), last=1)
    return detector, got.pvalue[-1], got.expected[-1]


@pytest.mark.parametrize("engine", [duckdb_table, spark_table])
def test_every_series_is_judged_as_if_it_were_alone(engine, history):
    got = verdicts(engine, history, level="node").to_pylist()
    weeks = {}
    for row in pq.read_table(history).to_pylist():
        day = (row["occurred_on"] - date(1970, 1, 1)).days + MONDAY_BEFORE_1970
        weeks.setdefault((row["substance"], row["context"]), []).append(day // 7)
    assert {row["detector"] for row in got} == TIERS
    assert len(got) == len(weeks)
    for row in got:
        detector, pvalue, expected = plain_verdict(weeks[row["subject"], row["context"]])
        assert row["detector"] == detector
        assert [row["pvalue"], row["expected"]] == pytest.approx([pvalue, expected], nan_ok=True)


def exactly(table):
    """Rows with NaN as text, for NaN equals nothing, itself included."""
    return [tuple(map(repr, row.values())) for row in table.to_pylist()]


def test_duckdb_and_spark_give_identical_verdicts(history):
    first, second = verdicts(duckdb_table, history), verdicts(spark_table, history)
    assert exactly(first) == exactly(second)
    assert np.isfinite(first["pvalue"].to_numpy()).sum() > 10


def test_verdicts_do_not_depend_on_how_series_are_cut(history):
    whole = exactly(verdicts(duckdb_table, history))
    assert exactly(verdicts(duckdb_table, history, chunk=3)) == whole


def test_a_verdict_on_a_week_knows_nothing_of_later_weeks(history, tmp_path):
    table = pq.read_table(history)
    later = table.set_column(
        table.schema.get_field_index("occurred_on"),
        "occurred_on",
        pa.array([LAST_MONDAY + timedelta(weeks=2)] * len(table)),
    ).set_column(0, "report_id", pa.array(np.arange(len(table)) + len(table)))
    pq.write_table(pa.concat_tables([table, later.cast(table.schema)]), tmp_path / "later.parquet")
    assert exactly(verdicts(duckdb_table, tmp_path / "later.parquet")) == exactly(
        verdicts(duckdb_table, history)
    )

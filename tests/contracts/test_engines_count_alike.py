"""Every engine gives the same answer to the same question."""

import os
import shutil
from datetime import date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ibis = pytest.importorskip("ibis", reason="needs the server extra")

from vedette.science.tables.counting import examined, known_at, weekly_counts  # noqa: E402


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

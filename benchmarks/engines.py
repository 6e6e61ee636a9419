"""Ten million findings, counted, made into series and judged: on DuckDB, and on Spark.

Every tier of the ladder takes part. Each engine runs in a process of its own; Spark is a
local cluster with two workers. The verdicts must be identical. Word: `quick`, a tenth.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

import measuring
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from measuring import QUICK, say

PROMISE = "engines"
FINDINGS = 1_000_000 if QUICK else 10_000_000
PIECES = 8
LAST_MONDAY = date(2026, 11, 16)
MONDAY_BEFORE_1970 = 3
MINUTES = 5
SUBSTANCES = 600 if QUICK else 1_500
COUNTRIES = 30
HISTORY = {"seizure": 313, "test": 313, "death": 150, "clinic": 60, "checking": 10}  # weeks
TIERS = {"harmonic-2", "harmonic-1", "sparse", None}


def main():
    if engine := measuring.part():
        measure(engine, Path(measuring.word_after("--folder")))
        return
    with tempfile.TemporaryDirectory(prefix="vedette-bench-") as folder:
        write_findings(Path(folder))
        for engine in ("duckdb", "spark"):
            if engine == "spark" and not has_spark():
                measuring.talk("PySpark or Java is not installed; Spark's figures are left out")
                return
            words = ["--part", engine, "--folder", folder, *(["quick"] if QUICK else [])]
            subprocess.run([sys.executable, __file__, *words], check=True)
        ours, theirs = (
            pq.read_table(Path(folder) / f"{engine}.verdicts") for engine in ("duckdb", "spark")
        )
        differing = sum(
            repr(one) != repr(other)
            for one, other in zip(ours.to_pylist(), theirs.to_pylist(), strict=True)
        )
        say(PROMISE, f"verdicts that differ, of {len(ours):,}", differing, "verdicts", at_most=0)


def has_spark():
    return bool(importlib.util.find_spec("pyspark") and shutil.which("java"))


def write_findings(folder):
    """Few substances are found often and most hardly ever, in contexts of every age."""
    rng = np.random.default_rng([measuring.SEED, 9])
    last = (LAST_MONDAY - date(1970, 1, 1)).days
    names = np.array([f"substance {one:04d}" for one in range(SUBSTANCES)])
    lands = np.array([f"{chr(65 + one // 6)}{chr(65 + one % 6)}" for one in range(COUNTRIES)])
    contexts, weeks = np.array(list(HISTORY)), np.array(list(HISTORY.values()))
    share = 1 / np.arange(1, SUBSTANCES + 1) ** 1.3
    n = FINDINGS // PIECES
    (folder / "findings").mkdir()
    for piece in range(PIECES):
        context = rng.choice(len(contexts), n, p=[0.4, 0.3, 0.15, 0.1, 0.05])
        back = rng.integers(0, 7 * weeks[context])
        substance = rng.choice(SUBSTANCES, n, p=share / share.sum())
        table = pa.table({
            # Two findings a report, as in mixtures: reports are counted, not findings.
            "report_id": (np.arange(n) + piece * n) // 2,
            "context": contexts[context], "substance": names[substance],
            "family": pa.nulls(n, pa.string()), "role": pa.array(["found"] * n),
            "country": lands[np.minimum(rng.geometric(0.12, n) - 1, COUNTRIES - 1)],
            "region": pa.nulls(n, pa.string()),
            "occurred_on": pa.array((last + 6 - back).astype(np.int32)).cast(pa.date32()),
            "precision": pa.array(["day"] * n),
        })  # fmt: skip
        pq.write_table(table, folder / "findings" / f"{piece}.parquet")


def measure(engine, folder):
    from vedette.science.tables.counting import examined, weekly_counts
    from vedette.science.tables.series import judge_partitions, series_of

    begun = time.perf_counter()
    table = on_spark(folder) if engine == "spark" else on_duckdb(folder)
    started = time.perf_counter()
    at = ((LAST_MONDAY - date(1970, 1, 1)).days + MONDAY_BEFORE_1970) // 7
    counts = weekly_counts(table)
    series = series_of(counts, examined(table))
    n_series = series.count().to_pyarrow().as_py()
    built = time.perf_counter()
    verdicts = judge_partitions(series, at=at)
    judged = time.perf_counter()
    judge_partitions(series, at=at)
    again = time.perf_counter()
    if engine == "spark":
        stop_spark()
    pq.write_table(verdicts, folder / f"{engine}.verdicts")
    tiers = Counter(verdicts["detector"].to_pylist())
    assert set(tiers) == TIERS, f"not every tier was run: {tiers}"
    where = f"{FINDINGS:,} findings on {engine}"
    told = ", ".join(f"{tiers[one]:,} {one or 'too young'}" for one in sorted(TIERS, key=str))
    say(PROMISE, f"start, {where}", started - begun, "s")
    say(PROMISE, f"build {n_series:,} series, {where}", built - started, "s")
    say(PROMISE, f"build and judge ({told}), {where}", judged - built, "s",
        at_most=60 * MINUTES)  # fmt: skip
    say(PROMISE, f"the same once more, compiled, {where}", again - judged, "s")


def on_duckdb(folder):
    import ibis

    return ibis.duckdb.connect().read_parquet(folder / "findings" / "*.parquet")


def on_spark(folder):
    import ibis
    from pyspark.sql import SparkSession

    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_HOME"] = str(home_of_workers(folder / "spark"))
    builder = SparkSession.builder.master("local-cluster[2,1,3072]")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.executor.memory": "3g",
        "spark.executorEnv.PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "spark.sql.shuffle.partitions": str(PIECES),
        "spark.sql.session.timeZone": "UTC",
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return ibis.pyspark.connect(session).read_parquet(str(folder / "findings"))


def home_of_workers(folder):
    """Installed Spark, linked: workers write beside its files, which are not ours to change."""
    import pyspark

    folder.mkdir()
    for one in Path(pyspark.__file__).parent.iterdir():
        (folder / one.name).symlink_to(one)
    return folder


def stop_spark():
    from pyspark.sql import SparkSession

    SparkSession.builder.getOrCreate().stop()


if __name__ == "__main__":
    main()

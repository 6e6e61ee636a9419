"""How long the network takes to be frozen and searched, and what one more week costs.

At scale 1 (a hundred thousand findings) all of it must take less than a minute, the first
time on a machine included; scale 12 is 1.4 million findings. The peer only counts the
findings by substance, country, context and week in DuckDB.
"""

import time
from datetime import timedelta

import measuring
from measuring import QUICK, say

PROMISE = "detection"
SCALES = (0.5,) if QUICK else (1, 12)
SECONDS = 60


def main():
    if engine := measuring.part():
        measure(engine, float(measuring.word_after("--scale")))
        return
    for scale in SCALES:
        measuring.simulated_files(scale)
        for engine in measuring.ENGINES:
            measuring.run_part(__file__, engine, "--scale", str(scale))


def measure(engine, scale):
    measuring.start_django()
    from django.utils import timezone

    from vedette import pathway
    from vedette.evidence.snapshots.queries import folder_of
    from vedette.surfaces.cli import instance

    instance.make()
    measuring.take_in_network(measuring.simulated_files(scale))
    now = timezone.now()
    begun = time.perf_counter()
    snapshot = pathway.freeze(as_of=now, by=None, at=now)
    frozen = time.perf_counter()
    run = pathway.detect(as_of=now, by=None, at=now)
    found = time.perf_counter()
    pathway.detect(as_of=now - timedelta(weeks=1), by=None, at=now)
    again = time.perf_counter()
    assert run.snapshot_id == snapshot.pk, "the same evidence gave two snapshots"
    where = f"scale {scale:g} on {engine}"
    peer = counting(folder_of(snapshot) / "findings.parquet")
    say(PROMISE, f"freeze {snapshot.findings:,} findings, {where}", frozen - begun, "s")
    say(
        PROMISE, f"freeze, search {run.series_tested:,} series and keep, {where}", found - begun,
        "s", peer="DuckDB counts", peer_value=peer, at_most=SECONDS if scale <= 1 else None,
    )  # fmt: skip
    say(PROMISE, f"search another week, {where}", again - found, "s")
    say(PROMISE, f"peak memory, {where}", measuring.peak_megabytes(), "MB")


def counting(path):
    import duckdb

    begun = time.perf_counter()
    duckdb.connect(config={"threads": 1}).execute(
        "SELECT substance, country, context, date_trunc('week', occurred_on), "
        f"count(DISTINCT report_id) FROM '{path}' GROUP BY ALL"
    ).fetchall()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()

"""Small tables beside a snapshot, so that a page never reads all of it."""

from pathlib import Path

import ibis

from vedette.science.tables import overview as questions

TABLES = ("weekly", "pairs", "firsts")


def write(folder: Path) -> None:
    """Write the weekly counts, the pairs found together and the first detections."""
    con = ibis.duckdb.connect()
    findings = con.read_parquet(folder / "findings.parquet")
    current = findings.filter(findings.known_until.isnull())
    for name, table in (
        ("weekly", questions.weekly_by_country(current)),
        ("pairs", questions.found_together(current)),
        ("firsts", questions.first_detections(current)),
    ):
        con.to_parquet(table, folder / f"{name}.parquet")
    con.disconnect()

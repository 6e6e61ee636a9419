"""Replay two real histories week by week and print what a duty officer would have seen.

Run from the project root: ``python benchmarks/replay_real_history.py``. Needs the shared
data folder beside the project. WEDINOS (drug checking, United Kingdom, 2023-2024) counts as
known 14 days after receipt, Allegheny County (overdose deaths, 2007-2016) after 90 days.
"""

import csv
import gzip
import re
import sys
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from vedette.judgement.signals.detect import replay, summarise

FAMILIES = {
    "nitazene": re.compile(r"nitazene|nitazepyne|nitazepipne"),
    "fentanyl": re.compile(r"fentan"),
    "benzodiazepine": re.compile(r"azolam|azepam|gidazepam|clonazolam"),
    "cannabinoid": re.compile(r"mdmb|adb-|ab-|5f-|fubinaca|pinaca|hhc"),
}
GRAVE = {"nitazene": 1.0, "fentanyl": 1.0, "benzodiazepine": 0.6, "cannabinoid": 0.5}


def shared_data() -> Path | None:
    for parent in Path(__file__).resolve().parents:
        if (parent / "shared" / "data" / "drug_checking").is_dir():
            return parent / "shared" / "data"
    return None


def family(key: str) -> str | None:
    return next((name for name, form in FAMILIES.items() if form.search(key)), None)


def tables(records, context, country, delay_days):
    """records: (day, region, form, keys) -> findings, reports, catalogue."""
    rows, reports = [], []
    for number, (day, region, form, keys) in enumerate(records):
        known = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=delay_days)
        base = {
            "report_id": number, "source": "one", "context": context, "country": country,
            "region": region, "occurred_on": day, "precision": "day", "known_from": known,
        }  # fmt: skip
        reports.append(base)
        rows += [
            {**base, "substance": key, "family": family(key), "role": "found", "form": form}
            for key in keys
        ]
    keys = {row["substance"] for row in rows}
    catalogue = {key: (key, family(key), GRAVE.get(family(key), 0.3)) for key in keys}
    return with_end(rows), with_end(reports), catalogue


def with_end(rows):
    table = pa.Table.from_pylist(rows)
    return table.append_column("known_until", pa.nulls(len(rows), pa.timestamp("us")))


def wedinos(folder):
    with gzip.open(folder / "drug_checking" / "wedinos_uk_2024.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            text = f"{row['major']},{row['minor']}".lower()
            keys = {part.strip() for part in text.split(",") if part.strip()}
            area = re.match(r"[A-Z]+", row["postcode_district"])
            day = datetime.strptime(row["date_received"], "%d %b %Y").replace(tzinfo=UTC).date()
            yield day, area.group() if area else None, row["form"].lower() or None, keys


def allegheny(folder):
    with gzip.open(folder / "deaths" / "allegheny_od_2007_2016.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            keys = {row[f"combined_od{i}"].strip().lower() for i in range(1, 11)} - {""}
            yield date.fromisoformat(row["death_date"]), None, None, keys


def show(title, records, context, country, delay_days):
    findings, reports, catalogue = tables(
        sorted(records, key=lambda r: r[0]), context, country, delay_days
    )
    days = findings["occurred_on"].to_pylist()
    start = min(days) + timedelta(days=7 - min(days).weekday())
    regular = sorted(days)[len(days) // 20]
    end = max(days) + timedelta(days=delay_days + 7)
    began = time.perf_counter()
    got = list(replay(findings, reports, start=start, end=end, catalogue=catalogue))
    seconds = time.perf_counter() - began
    summary = summarise(got)
    late = [n for day, n in summary.new_per_week.items() if day > regular + timedelta(weeks=26)]
    print(
        f"\n== {title}: {findings.num_rows} findings, {len(got)} weeks, {seconds:.1f} s, slowest "
        f"step {max(one.seconds for one in got):.2f} s"
    )
    print(
        f"new episodes a week after learning: mean {np.mean(late):.2f}, "
        f"95 % {np.quantile(late, 0.95):.0f}, most {max(late)}"
    )
    print("kinds:", dict(Counter(one.kind for week in got for one in week.new)))
    if "-v" in sys.argv:
        for week in got:
            for one in week.new:
                print(week.as_of.date(), f"{one.score:.2f}", one.sentence, f"(+{len(one.parts)})")
    known = records_known(findings)
    for name in ("nitazene", "fentanyl", "benzodiazepine"):
        for key in sorted(k for k, v in catalogue.items() if v[1] == name):
            moments = known[key]
            raised = summary.first_raised.get(key)
            if moments[0].date() > regular + timedelta(weeks=26):
                seen = sum(m.date() <= raised for m in moments) if raised else None
                print(
                    f"  {key}: {len(moments)} records, first known {moments[0].date()}, "
                    f"raised {raised} with {seen} records"
                )


def records_known(findings):
    known = {}
    for key, moment in zip(
        findings["substance"].to_pylist(), findings["known_from"].to_pylist(), strict=True
    ):
        known.setdefault(key, []).append(moment)
    return {key: sorted(moments) for key, moments in known.items()}


if __name__ == "__main__":
    folder = shared_data()
    if folder is None:
        sys.exit("the shared data folder is not on this machine")
    show("WEDINOS", wedinos(folder), "drug_checking", "GB", 14)
    show("Allegheny", allegheny(folder), "death", "US", 90)

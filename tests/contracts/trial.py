"""A source to try intake with, its rows, and an instance to try it on."""

import csv
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
COUNTERS = ("rows", "recorded", "updated", "refused", "queued", "ignored")
TRIAL = """
name = "trial"
title = "Trial"
context = "drug_checking"
key = ["id"]
typical_delay_days = 3
[marking]
tlp = "GREEN"
[dates.occurred_on]
column = "day"
[dates.reported_at]
column = "told"
[place]
country = { column = "country" }
city = { column = "city" }
[laboratory]
column = "laboratory"
[[substances]]
columns = ["found"]
split = [";"]
[quantity]
column = "amount"
unit_column = "unit"
[details]
note = "note"
"""
HEADER = ("id", "day", "told", "country", "city", "laboratory", "found", "amount", "unit", "note")


def trial_row(number: int | str, **cells: str) -> dict[str, str]:
    """Return one sound row of the trial source."""
    row = {
        "id": f"T{number}", "day": "2026-09-01", "told": "2026-09-04", "country": "IE",
        "city": "Cork", "laboratory": "North", "found": "ketamine", "amount": "1.5", "unit": "mg",
        "note": "",
    }  # fmt: skip
    return {**row, **cells}


def write_csv(path: Path, rows: list[dict[str, str]], header: tuple[str, ...] = HEADER) -> Path:
    """Write rows as CSV in UTF-8."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)
    return path


def untidy_rows(count: int, seed: int = 7) -> list[dict[str, str]]:
    """Return rows as they come: sound, repeated, corrected, refused and doubtful ones."""
    chance = random.Random(seed)
    names = ["ketamine", "MDMA; caffeine", "protonitazene", "blue stuff", "unheard-of-7", ""]
    rows = []
    for number in range(count):
        row = trial_row(
            number, day=f"2026-{chance.randint(1, 9):02}-{chance.randint(1, 28):02}",
            told="", found=chance.choice(names), city=chance.choice(["Cork", "Galway", ""]),
            laboratory=chance.choice(["North", "South"]), note=f"n{number}",
        )  # fmt: skip
        kind = chance.random()
        if kind < 0.03:
            row["day"] = "31/02/2026"
        elif kind < 0.06:
            row["day"] = "2031-01-01"
        elif kind < 0.09 and rows:
            row = dict(rows[-1])
        elif kind < 0.12 and rows:
            row["id"] = rows[-1]["id"]
        rows.append(row)
    return rows


@dataclass
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Return the one JSON document that was printed."""
        return json.loads(self.out)


@dataclass
class Instance:
    """An instance: its folder, its database, and its command line."""

    home: Path
    url: str
    command: Callable[..., Said]
    children: list[subprocess.Popen[str]] = field(default_factory=list)

    def vedette(self, *words: object) -> Said:
        """Run a command in this process."""
        return self.command(*map(str, words))

    def take(self, path: Path, source: str = "trial", *flags: str) -> dict[str, Any]:
        """Take a file in; return its counts, which balance, with the exit code."""
        said = self.vedette("ingest", path, "--source", source, "--json", *flags)
        counts = said.json
        assert counts["rows"] == sum(counts[name] for name in COUNTERS[1:])
        return {name: counts[name] for name in COUNTERS} | {
            "code": said.code, "err": said.err + counts.get("error", "")
        }  # fmt: skip

    def add_source(self, text: str, name: str = "trial") -> None:
        """Define a source of this instance."""
        (self.home / "sources" / f"{name}.toml").write_text(text, "utf-8")

    def start(self, *words: object, chunk: int = 4_000, setup: str = "") -> subprocess.Popen[str]:
        """Run a command in a process of its own, which can be killed."""
        code = (
            "import sys, resource\nimport django\ndjango.setup()\n"
            "from vedette.pathway import intake\n"
            f"intake.CHUNK = {chunk}\n{setup}\n"
            "from vedette.surfaces.cli.commands import gather, run\n"
            "print('ready', file=sys.stderr, flush=True)\n"
            "code = run(gather())\n"
            # Not ru_maxrss: a child starts with that of the process that made it.
            "status = open('/proc/self/status').read()\n"
            "peak = status.split('VmHWM:')[1].split()[0]\n"
            "print('peak', peak, file=sys.stderr)\nsys.exit(code)"
        )
        child = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, words)], env=environment(self.home, self.url),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.children.append(child)
        return child

    def run(self, *words: object, **how: Any) -> Said:
        """Run a command in a process of its own to its end."""
        child = self.start(*words, **how)
        out, err = child.communicate(timeout=250)
        assert "Traceback" not in err, err
        return Said(child.returncode, out, err)


def environment(home: Path, url: str) -> dict[str, str]:
    """Return the environment of a process that works on an instance."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("VEDETTE_")}
    known = {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "vedette.surfaces.settings"}
    return (
        kept | known | {"VEDETTE_HOME": str(home)} | ({"VEDETTE_DATABASE_URL": url} if url else {})
    )


def content() -> dict[str, list[Any]]:
    """Return what the open database holds, without ids and moments."""
    from vedette.catalogue.substances.models import NameQuestion
    from vedette.evidence.ingest.models import HeldRow, Submission
    from vedette.evidence.observations.models import Finding, Report

    def rows(manager: Any, *fields: str) -> list[Any]:
        found = manager.values_list(*fields)
        return sorted(
            repr([bytes(v).hex() if isinstance(v, (bytes, memoryview)) else v for v in row])
            for row in found
        )

    of_report = (
        "source__name", "source_key", "occurrence", "revision", "replaces__revision", "kind",
        "line", "digest", "occurred_on", "precision", "reported_at", "country", "place__code",
        "laboratory__code", "form", "details", "submission__file",
    )  # fmt: skip
    of_finding = (
        "report__source_key", "report__occurrence", "report__revision", "raw", "name", "status",
        "substance__key", "family__key", "question__text", "role", "value", "unit", "below_loq",
    )  # fmt: skip
    return {
        "reports": rows(Report.objects, *of_report),
        "findings": rows(Finding.objects, *of_finding),
        "held": rows(HeldRow.objects, "line", "status", "cells", "conflicts", "digest"),
        "submissions": rows(Submission.objects, "file", "content", "status", "error", *COUNTERS),
        "questions": rows(NameQuestion.objects, "text", "language", "status"),
    }

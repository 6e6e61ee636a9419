"""Four real histories, taken in as an office would, and what other methods make of them."""

import os
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
from measuring import KEPT, start_django, talk

FILES = {
    "allegheny_od": "deaths/allegheny_od_2007_2016.csv.gz",
    "milwaukee_me": "deaths/milwaukee_me_drug_2020_2024h1.csv.gz",
    "wedinos": "drug_checking/wedinos_uk_2024.csv.gz",
    "bc_ftir": "drug_checking/bc_ftir_2018_2020.csv.gz",
}
REPLAYS = (  # source and the delay in days that its replay supposes
    ("allegheny_od", 60), ("allegheny_od", 90), ("allegheny_od", 120),
    ("milwaukee_me", 90), ("wedinos", 14), ("bc_ftir", 1),
)  # fmt: skip
ESTABLISHED = 20  # records that a substance must reach to have been worth noticing
EPISODE = 8  # weeks of silence after which an alarm is a new one
SEED = 20261121


def shared_data() -> Path | None:
    for parent in Path(__file__).resolve().parents:
        if (parent / "shared" / "data" / "drug_checking").is_dir():
            return parent / "shared" / "data"
    return None


def take_in(folder: Path):
    """Take the files into an instance that is made once and kept; return its snapshot."""
    home = KEPT / "real-history"
    home.mkdir(parents=True, exist_ok=True)
    os.environ["VEDETTE_HOME"] = str(home)
    start_django()
    from django.utils import timezone

    from vedette import pathway
    from vedette.evidence.ingest.models import Submission
    from vedette.surfaces.cli import instance

    instance.make()
    for source, name in FILES.items():
        if Submission.objects.filter(source__name=source, status="done").exists():
            continue
        with (folder / name).open("rb") as stream:
            submission = pathway.receive(
                stream=stream, file=Path(name).name, source=source, archive=True, by=None,
                at=timezone.now(),
            )  # fmt: skip
        read = pathway.take_in(submission, by=None)
        talk(f"{source}: {read.rows} rows, {read.recorded} recorded")
    return pathway.freeze(as_of=timezone.now(), by=None, at=timezone.now())


@dataclass(frozen=True)
class History:
    """The days on which each substance's records became known, and when reports were regular."""

    known: dict[str, list[date]]
    start: date
    regular: date
    end: date

    def targets(self, after_days: int) -> list[str]:
        """Substances new after so many days of regular reports that became established."""
        since = self.regular + timedelta(days=after_days)
        return sorted(k for k, d in self.known.items() if len(d) >= ESTABLISHED and d[0] > since)


def history_of(findings: pa.Table, reports: pa.Table) -> History:
    seen = {}
    for key, report, moment, role in zip(
        *(findings[c].to_pylist() for c in ("substance", "report_id", "known_from", "role")),
        strict=True,
    ):
        if key and role not in ("sold_as", "offered"):
            seen.setdefault(key, {})[report] = moment.date()
    days = sorted(moment.date() for moment in reports["known_from"].to_pylist())
    start = days[0] + timedelta(days=7 - days[0].weekday())
    return History(
        {key: sorted(dates.values()) for key, dates in seen.items()},
        start, days[len(days) // 20], days[-1] + timedelta(days=7),
    )  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What a method showed: the first day per substance, and new signals per week learnt."""

    first: dict[str, date]
    per_week: float


def mondays(history: History) -> list[date]:
    weeks = (history.end - history.start).days // 7
    return [history.start + timedelta(weeks=n) for n in range(weeks + 1)]


def within_budget(alarms, history: History, room) -> Outcome:
    """Show the highest new alarms of every week; what goes on takes no room."""
    first, last_seen, came = {}, {}, []
    for (day, found), cap in zip(alarms, room, strict=False):
        fresh = []
        for _score, key in sorted(found, reverse=True):
            if key in last_seen and (day - last_seen[key]).days <= 7 * EPISODE:
                last_seen[key] = day
            else:
                fresh.append(key)
        for key in fresh[:cap]:
            last_seen[key] = day
            first.setdefault(key, day)
        came.append((day, len(fresh[:cap])))
    return Outcome(first, after_learning(came, history))


def after_learning(came, history: History) -> float:
    late = [n for day, n in came if day > history.regular + timedelta(weeks=26)]
    return float(np.mean(late)) if late else 0.0


def counted(history: History) -> tuple[list[str], np.ndarray]:
    """Records known per week before each Monday."""
    keys, days = sorted(history.known), mondays(history)
    table = np.zeros((len(keys), len(days)), dtype=int)
    for row, key in enumerate(keys):
        upto = [bisect_right(history.known[key], day - timedelta(days=1)) for day in days]
        table[row] = np.diff(upto, prepend=0)
    return keys, table


def farrington(history: History):
    from vedette.science.detection.farrington import farrington_flexible

    keys, table = counted(history)
    for at, day in enumerate(mondays(history)):
        years = min(5, (at - 4) // 52)
        if years < 1:
            continue
        some = np.flatnonzero(table[:, max(at - 3, 0) : at + 1].sum(axis=1) >= 5)
        if not some.size:
            yield day, []
            continue
        got = farrington_flexible(table[some, : at + 1], last=1, years_back=years)
        excess = table[some, at] - got.threshold[:, -1]
        yield day, [(excess[i], keys[some[i]]) for i in np.flatnonzero(got.flagged[:, -1])]


def three_in_four(history: History):
    keys, table = counted(history)
    for at, day in enumerate(mondays(history)):
        recent = table[:, max(at - 3, 0) : at + 1].sum(axis=1)
        yield day, [(int(recent[i]), keys[i]) for i in np.flatnonzero(recent >= 3)]


def first_only(history: History):
    keys, table = counted(history)
    before = np.cumsum(table, axis=1) - table
    for at, day in enumerate(mondays(history)):
        new = np.flatnonzero((table[:, at] > 0) & (before[:, at] == 0))
        yield day, [(int(table[i, at]), keys[i]) for i in new]


def at_random(history: History, seed: int = SEED):
    rng = np.random.default_rng(seed)
    keys, table = counted(history)
    for at, day in enumerate(mondays(history)):
        some = np.flatnonzero(table[:, max(at - 3, 0) : at + 1].sum(axis=1))
        yield day, [(score, keys[i]) for score, i in zip(rng.random(some.size), some, strict=True)]


PEERS = {
    "Farrington Flexible": farrington,
    "three in four weeks": three_in_four,
    "first detection only": first_only,
    "random": at_random,
}

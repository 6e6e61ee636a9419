"""Replay four real histories week by week: how early, and how quiet, beside other methods.

Run from the project root: ``python benchmarks/replay_real_history.py``. Needs the shared
data folder beside the project. The files are taken in under Vedette's own sources; none
says when it was received, so each is replayed under a stated delay. ``-v`` prints every
signal that came to the desk; ``--figure FILE`` draws lead against budget.
"""

import sys
import time
from bisect import bisect_right
from collections import Counter
from itertools import repeat
from pathlib import Path
from statistics import median

from curves import draw
from real_history import (
    ESTABLISHED,
    PEERS,
    REPLAYS,
    Outcome,
    after_learning,
    history_of,
    shared_data,
    take_in,
    within_budget,
)

BUDGETS = (5, 10, 20, 50)
YEAR, HALF = 365, 182


def main() -> None:
    folder = shared_data()
    if folder is None:
        sys.exit("the shared data folder is not on this machine")
    snapshot = take_in(folder)
    curve = {name: {cap: [] for cap in BUDGETS} for name in ("Vedette", *PEERS)}
    early = {name: [] for name in curve}
    for source, delay in REPLAYS:
        asked = Replayed(snapshot, source, delay)
        asked.introduce()
        for cap in BUDGETS:
            for name in curve:
                outcome = asked.by(name, cap)
                curve[name][cap] += asked.leads(outcome)
                if cap == BUDGETS[0]:
                    early[name] += asked.in_time(outcome, HALF)
                    asked.tell(name, outcome)
        asked.tell_targets()
        asked.tell_first_shown()
    print("\n== all together, at most 5 new signals a week")
    for name, shown in early.items():
        share = sum(shown) / max(len(shown), 1)
        days = median(curve[name][5]) if curve[name][5] else 0
        print(
            f"{name:22} shown no later than the third record: {share:4.0%} of {len(shown)}; "
            f"median {days:4.0f} days before the {ESTABLISHED}th"
        )
    if "--figure" in sys.argv:
        target = Path(sys.argv[sys.argv.index("--figure") + 1])
        points = {n: {c: median(v) for c, v in caps.items() if v} for n, caps in curve.items()}
        target.write_text(draw(points), "utf-8")


class Replayed:
    """One history under one delay, asked of every method."""

    def __init__(self, snapshot, source, delay):
        from vedette.evidence.snapshots.queries import frozen_tables
        from vedette.judgement.signals.queries import place_names, signal_catalogue
        from vedette.judgement.signals.replay import delayed

        self.source, self.delay = source, delay
        frozen = frozen_tables(snapshot, source=source)
        self.findings, self.reports = delayed(*frozen, days=delay)
        self.history = history_of(self.findings, self.reports)
        self.catalogue, self.places = signal_catalogue(), place_names()
        self.desks = {}

    def introduce(self):
        known = self.history.known
        print(
            f"\n== {self.source}, {self.delay} days of delay: {self.reports.num_rows} reports, "
            f"{len(known)} substances, {self.history.start} to {self.history.end}"
        )
        began = time.perf_counter()
        desks = self.desk(BUDGETS[0])
        most = max(len(one.came) for one in desks)
        seconds = time.perf_counter() - began
        slowest = max(one.detection.seconds for one in desks)
        print(
            f"{len(desks)} weeks in {seconds:.1f} s, the slowest {slowest:.2f} s; "
            f"at most {most} new"
        )
        print("kinds:", dict(Counter(c.kind for one in desks for c in one.came)))
        if "-v" in sys.argv:
            for one in desks:
                for c in one.came:
                    print(one.day, f"{c.score:.2f}", c.sentence, f"(+{len(c.parts)})")

    def desk(self, cap):
        from vedette.judgement.signals.replay import replay

        if cap not in self.desks:
            self.desks[cap] = list(replay(
                self.findings, self.reports, start=self.history.start, end=self.history.end,
                cap=cap, catalogue=self.catalogue, places=self.places,
            ))  # fmt: skip
        return self.desks[cap]

    def by(self, name, cap) -> Outcome:
        if name == "random":
            room = [len(one.came) for one in self.desk(cap)]
            return within_budget(PEERS[name](self.history), self.history, room)
        if name != "Vedette":
            return within_budget(PEERS[name](self.history), self.history, repeat(cap))
        from vedette.judgement.signals.replay import summarise

        summary = summarise(self.desk(cap))
        came = summary.new_per_week.items()
        return Outcome(summary.first_shown, after_learning(came, self.history))

    def leads(self, outcome):
        """Days between the first shown signal and the twentieth record; 0 if never before it."""
        known = self.history.known
        return [
            max((known[key][ESTABLISHED - 1] - outcome.first[key]).days, 0)
            if key in outcome.first
            else 0
            for key in self.history.targets(HALF)
        ]

    def in_time(self, outcome, after):
        """Whether each substance was shown while no more than three records were known."""
        return [self.records(outcome, key) <= 3 for key in self.history.targets(after)]

    def records(self, outcome, key):
        """Records known when the first signal was shown; stated delays end at midnight."""
        if key not in outcome.first:
            return float("inf")
        return bisect_right(self.history.known[key], outcome.first[key])

    def tell(self, name, outcome):
        year, half = (self.in_time(outcome, after) for after in (YEAR, HALF))
        print(
            f"{name:22} {outcome.per_week:5.2f} new a week; in time {sum(year)} of {len(year)} "
            f"new after a year, {sum(half)} of {len(half)} after half a year"
        )

    def tell_targets(self):
        shown = self.by("Vedette", BUDGETS[0])
        for key in self.history.targets(HALF):
            days = self.history.known[key]
            print(
                f"  {key}: {len(days)} records, first {days[0]}, third {days[2]}, "
                f"shown {shown.first.get(key)} with {self.records(shown, key)} known"
            )

    def tell_first_shown(self):
        """One row a substance: when each method first showed it, in days after the first record."""
        first = {name: self.by(name, BUDGETS[0]).first for name in ("Vedette", *PEERS)}
        print("days from the first record to the first signal (- never), and to the third record")
        print("  substance |", " | ".join(first), "| third record")
        for key in self.history.targets(HALF):
            known = self.history.known[key]
            days = [(shown[key] - known[0]).days if key in shown else "-" for shown in
                    first.values()]  # fmt: skip
            print(f"  {key} |", " | ".join(map(str, days)), f"| {(known[2] - known[0]).days}")


if __name__ == "__main__":
    main()

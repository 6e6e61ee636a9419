"""How soon the desk shows a substance that emerges, and what changing effort alone raises.

The generated set *emergence*: three sources (seizures, emergencies, deaths) whose reports
take 1, 6 and 20 weeks in the median, examine some 15 cases a week each; how many moves
between half and three times that, and now and then a source falls silent for eight weeks and
then sends all at once. Twenty-five substances are usual. New ones come out of nothing and
grow logistically, doubling every 3, 6 or 12 weeks. The whole desk of
`judgement/signals` is laid every Monday on what was known by then.

True events are all cases of the new substance that happened before the Monday on which its
first signal was *shown*, whether or not any was known; one never shown counts as infinite.
The second measure has no new substance at all: episodes opened a week with changing effort,
against the same world under constant effort of the same mean, so that the records are as
many. Words: `quick`, `--seed 1`.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import measuring
import numpy as np
import pyarrow as pa
from measuring import QUICK, say, talk

from vedette.judgement.signals.replay import replay, summarise

PROMISE = "emergence"
START = date(2019, 12, 30)
WEEKS, LEARNING, LAST_START = 190, 80, 150
SOURCES = (("customs", "seizure", 1), ("hospitals", "emergency", 6), ("coroner", "death", 20))
CASES, USUAL = 15.0, 25
LEAST, MOST, STEADY = 0.5, 3.0, 20  # effort, and weeks until it moves on
BACKLOG, BACKLOGS = 8, 2  # weeks held back, and how often in each source
DOUBLING = (3, 6, 12)
FIRST_RATE, PLATEAU = 0.25, 12.0  # events a week
EACH = 4  # new substances of each doubling time in a world
WORLDS = 2 if QUICK else 8
EFFORT_WORLDS = 4 if QUICK else 16
AT_MOST_EVENTS, AT_MOST_MORE = 5.0, 10.0
TEXTS = ("source", "context", "country", "region", "precision", "substance", "family", "role",
         "form")  # fmt: skip


@dataclass(frozen=True)
class World:
    """A made history: findings and reports as Arrow tables, and when new events happened."""

    findings: pa.Table
    reports: pa.Table
    events: dict[str, list[date]]


def main():
    seed = int(measuring.word_after("--seed")) if "--seed" in sys.argv else measuring.SEED
    with ProcessPoolExecutor(2) as pool:
        emerged = list(pool.map(first_shown, [(seed, world) for world in range(WORLDS)]))
        tasks = [(seed, world, moves) for world in range(EFFORT_WORLDS) for moves in (True, False)]
        opened = list(pool.map(episodes, tasks))
    for weeks in DOUBLING:
        counts = [n for world in emerged for key, n in world.items() if key.endswith(f"-{weeks}")]
        told = " ".join("never" if np.isinf(n) else f"{n:.0f}" for n in sorted(counts))
        talk(f"doubling in {weeks} weeks: true events at the first shown signal: {told}")
        say(PROMISE, f"true events at the first shown signal, doubling in {weeks} weeks (median)",
            float(np.median(counts)), "events", at_most=AT_MOST_EVENTS)  # fmt: skip
    moving, steady = sum(opened[::2]), sum(opened[1::2])
    talk(f"without a new substance: {moving} episodes with changing effort, {steady} without,")
    talk(f"in {EFFORT_WORLDS * (WEEKS - LEARNING)} weeks")
    more = 100.0 * (moving / max(steady, 1) - 1)
    talk(f"standard error of the difference, about {100 * (2 / max(steady, 1)) ** 0.5:.0f} %")
    say(PROMISE, "more episodes for changing effort alone", more, "%", at_most=AT_MOST_MORE)


def first_shown(task):
    """True events of each new substance when it was first shown."""
    made = world(task, new=True, moves=True)
    shown = summarise(desks(made)).first_shown
    return {
        key: float(sum(day < shown[key] for day in days)) if key in shown else np.inf
        for key, days in made.events.items()
    }


def episodes(task):
    """Episodes opened after learning in a world without anything new."""
    made = world(task[:2], new=False, moves=task[2])
    after = START + timedelta(weeks=LEARNING)
    return sum(len(one.detection.new) for one in desks(made) if one.day >= after)


def desks(made):
    return replay(
        made.findings, made.reports, start=START + timedelta(weeks=2),
        end=START + timedelta(weeks=WEEKS),
    )  # fmt: skip


def world(task, *, new, moves):
    """Make one history; the same seed makes the same usual cases, whatever else is asked."""
    rng = np.random.default_rng([*task, 1])
    share = rng.dirichlet(np.full(USUAL, 1.0)) * 0.9 + 0.1 / USUAL
    rows, reports, events = [], [], {}
    for number, (source, context, delay) in enumerate(SOURCES):
        own = np.random.default_rng([*task, 2, number])
        pace = effort(np.random.default_rng([*task, 3, number]))
        pace = pace if moves else np.full(WEEKS, pace.mean())
        held = own.choice(
            np.arange(LEARNING, WEEKS - BACKLOG, 2 * BACKLOG), BACKLOGS, replace=False
        )
        for week, cases in enumerate(own.poisson(CASES * pace)):
            for _ in range(cases):
                case = Case(len(reports), source, context, *when(own, week, delay, held))
                reports.append(case.row(None))
                found = np.flatnonzero(own.random(USUAL) < 1.6 * share)
                rows += [case.row(f"usual-{one}") for one in found]
    if new:
        emerge(np.random.default_rng([*task, 4]), rows, reports, events)
    return World(table(rows), table(reports), events)


def effort(rng):
    """Share of the usual number of cases, moving between levels over some weeks each."""
    knots = np.arange(0, WEEKS + STEADY, STEADY)
    level = np.exp(rng.uniform(np.log(LEAST), np.log(MOST), knots.size))
    return np.interp(np.arange(WEEKS), knots, level)


def emerge(rng, rows, reports, events):
    """Add cases of new substances, from all sources alike."""
    for weeks in DOUBLING:
        for one in range(EACH):
            key = f"new-{one}-{weeks}"
            events[key] = []
            begun = int(rng.integers(LEARNING, LAST_START))
            since = np.arange(WEEKS - begun)
            grown = (PLATEAU / FIRST_RATE - 1) * 2.0 ** (-since / weeks)
            for week, cases in enumerate(rng.poisson(PLATEAU / (1 + grown)), start=begun):
                for _ in range(cases):
                    source, context, delay = SOURCES[rng.integers(len(SOURCES))]
                    case = Case(len(reports), source, context, *when(rng, week, delay, ()))
                    reports.append(case.row(None))
                    rows.append(case.row(key))
                    events[key].append(case.day)


def when(rng, week, delay, held):
    """Day of the event and moment of learning of it; a backlog holds what comes in its weeks."""
    day = START + timedelta(days=int(week * 7 + rng.integers(7)))
    wait = timedelta(days=round(7 * delay * float(rng.lognormal(0.0, 0.5))))
    known = day + wait
    for first in held:
        begins = START + timedelta(weeks=int(first))
        ends = begins + timedelta(weeks=BACKLOG)
        known = ends if begins <= known < ends else known
    return day, known


@dataclass(frozen=True)
class Case:
    """One examined case."""

    report: int
    source: str
    context: str
    day: date
    known: date

    def row(self, substance):
        return {
            "report_id": self.report, "source": self.source, "context": self.context,
            "country": "EE", "region": None, "occurred_on": self.day, "precision": "day",
            "known_from": datetime(self.known.year, self.known.month, self.known.day),  # noqa: DTZ001
            "known_until": None, "substance": substance, "family": None,
            "role": "found" if substance else None, "form": "powder",
        }  # fmt: skip


def table(rows):
    moments = [("known_from", pa.timestamp("us")), ("known_until", pa.timestamp("us"))]
    schema = [("report_id", pa.int64()), ("occurred_on", pa.date32()), *moments]
    return pa.Table.from_pylist(rows, pa.schema(schema + [(name, pa.string()) for name in TEXTS]))


if __name__ == "__main__":
    main()

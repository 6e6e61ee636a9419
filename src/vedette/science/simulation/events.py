"""What is injected: three things a system must notice, two that must not alarm it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vedette.science.simulation import places
from vedette.science.simulation.background import (
    CATHINONE_COUNTRIES,
    RECORDS,
    SLOTS,
    Frame,
    Period,
    delays,
    draw,
    season,
)
from vedette.science.simulation.substances import CODE


@dataclass(frozen=True, slots=True)
class Event:
    """The plan of an injected event; what came of it is in ``truth.TruthEvent``."""

    id: str
    title: str
    kind: str  # must_notice | must_not_alarm
    substances: tuple[str, ...]  # empty: whatever the affected records name
    related: tuple[str, ...]  # what it hides behind, is mixed into, or replaces
    places: tuple[str, ...]
    contexts: tuple[str, ...]
    days_before_end: int
    inject: Callable[[Frame, np.random.Generator, Period, float], Frame]


def inject_all(frame: Frame, rng: np.random.Generator, period: Period, scale: float) -> Frame:
    """The frame with every event that touches its kind; touched records carry its number."""
    for event in EVENTS:
        if frame.kind in event.contexts:
            frame = event.inject(frame, rng, period, scale)
    return frame


def _counterfeit_tablets(
    frame: Frame, rng: np.random.Generator, period: Period, scale: float
) -> Frame:
    """A few records each week, more every week; their number does not depend on the scale."""
    count, first = {
        "drug_checking": (16, 68),
        "seizure": (9, 55),
        "emergency": (46, 60),
        "death": (1, 66),
    }[frame.kind]
    age = first * (1 - np.sqrt(np.arange(count) / count))
    days = period.end - age.astype(int)
    dublin, south = places.region_indices("IE06")[0], places.region_indices("IE05")[0]
    region = np.where(np.arange(count) % 5 < 3, dublin, south)
    found = np.full((count, SLOTS), -1, dtype=np.int16)
    found[:, 0] = CODE["protonitazene"]
    if frame.kind == "emergency":  # called in as oxycodone; toxicology names only a few
        found[np.arange(count) % 15 != 10, 0] = CODE["oxycodone"]
    else:
        found[::3, 1] = CODE["paracetamol"]
    late = delays(frame.kind, rng, region)
    if frame.kind == "death":  # the one death is certified just before the end
        late = np.full(count, 62, dtype="timedelta64[D]")
    extra = Frame(
        frame.kind,
        occurred=days,
        reported=days + late,
        region=region,
        found=found,
        sold_as=np.full(count, CODE["oxycodone"], dtype=np.int16),
        event=np.full(count, 1, dtype=np.int8),
    )
    return frame.joined(extra)


def _creeping_adulterant(
    frame: Frame, rng: np.random.Generator, period: Period, scale: float
) -> Frame:
    """A share of heroin records that rises from 0 to 0.35 also name medetomidine."""
    age = (period.end - frame.occurred).astype(int)
    ramp = np.clip(1 - age / DAYS_OF_CREEPING, 0, 1) * 0.35
    heroin = (frame.found == CODE["heroin"]).any(axis=1)
    touched = (
        heroin & _within(frame, CREEPING_COUNTRIES) & (rng.random(len(frame)) < ramp)
    )  # the last slot is always free
    found, event = frame.found.copy(), frame.event.copy()
    found[touched, SLOTS - 1] = CODE["medetomidine"]
    event[touched] = 2
    return replace(frame, found=found, event=event)


def _replacement(frame: Frame, rng: np.random.Generator, period: Period, scale: float) -> Frame:
    """2-MMC gives way to N-ethylpentedrone; each record of one becomes one of the other."""
    since = (frame.occurred - (period.end - DAYS_OF_REPLACING)).astype(int)
    share = np.where(since >= 0, 0.85 / (1 + np.exp(-(since - 60) / 18)), 0.0)
    has = (frame.found == CODE["2-MMC"]).any(axis=1)
    touched = has & _within(frame, CATHINONE_COUNTRIES) & (rng.random(len(frame)) < share)
    found, event = frame.found.copy(), frame.event.copy()
    found[(found == CODE["2-MMC"]) & touched[:, None]] = CODE["N-ethylpentedrone"]
    event[touched] = 3
    return replace(frame, found=found, event=event)


def _backlog(frame: Frame, rng: np.random.Generator, period: Period, scale: float) -> Frame:
    """One country's laboratory reports a year of seizures within one working week."""
    monday = period.end + 1 - WEEKS_SINCE_CLEARED * 7
    waited = (monday - frame.occurred).astype(int)
    touched = _within(frame, ("AT",)) & (waited > 10) & (waited <= 375)
    reported, event = frame.reported.copy(), frame.event.copy()
    reported[touched] = monday + rng.integers(0, 5, touched.sum())
    event[touched] = 4
    return replace(frame, reported=reported, event=event)


def _more_samples(frame: Frame, rng: np.random.Generator, period: Period, scale: float) -> Frame:
    """One service examines three times as many samples; what it finds stays the same."""
    first = period.end + 1 - DAYS_OF_MORE_SAMPLES
    here = _within(frame, ("ES51",))
    recent = frame.occurred >= first
    days = np.arange(first, period.end + 1)
    usual = (RECORDS[frame.kind] * scale / (157 * 7) * places.region_weights(frame.kind))[
        places.region_indices("ES51")[0]
    ]
    expected = usual * (1 + 0.25 * season(days)) * 1.08
    per_day = rng.poisson(2 * expected)
    region = np.full(per_day.sum(), places.region_indices("ES51")[0])
    extra = draw(frame.kind, rng, region=region, days=np.repeat(days, per_day))
    event = frame.event.copy()
    event[here & recent] = 5
    marked = replace(extra, event=np.full(len(extra), 5, dtype=np.int8))
    return replace(frame, event=event).joined(marked)


def _within(frame: Frame, where: tuple[str, ...]) -> NDArray[np.bool_]:
    return np.isin(frame.region, places.region_indices(*where))


CREEPING_COUNTRIES = ("DE", "DK", "NO", "PT")
DAYS_OF_CREEPING = 39 * 7
DAYS_OF_REPLACING = 30 * 7
WEEKS_SINCE_CLEARED = 6
DAYS_OF_MORE_SAMPLES = 16 * 7

# In the order of their numbers in ``Frame.event``, from 1.
EVENTS: tuple[Event, ...] = (
    Event(
        "counterfeit-oxycodone",
        "Protonitazene in counterfeit tablets sold as oxycodone",
        "must_notice",
        ("protonitazene",),
        ("oxycodone",),
        ("IE06", "IE05"),
        ("drug_checking", "seizure", "emergency", "death"),
        68,
        _counterfeit_tablets,
    ),
    Event(
        "creeping-adulterant",
        "Medetomidine creeping into heroin",
        "must_notice",
        ("medetomidine",),
        (),
        CREEPING_COUNTRIES,
        ("drug_checking", "seizure", "death", "emergency", "syringe_residue"),
        DAYS_OF_CREEPING,
        _creeping_adulterant,
    ),
    Event(
        "cathinone-replacement",
        "N-ethylpentedrone taking the place of 2-MMC, the total unchanged",
        "must_notice",
        ("N-ethylpentedrone",),
        (),
        CATHINONE_COUNTRIES,
        ("drug_checking", "seizure", "death", "emergency", "syringe_residue"),
        DAYS_OF_REPLACING,
        _replacement,
    ),
    Event(
        "cleared-backlog",
        "A laboratory clears a backlog of a year within a week",
        "must_not_alarm",
        (),
        (),
        ("AT",),
        ("seizure",),
        WEEKS_SINCE_CLEARED * 7 - 1,
        _backlog,
    ),
    Event(
        "more-samples",
        "A service examines three times as many samples, with constant shares",
        "must_not_alarm",
        (),
        (),
        ("ES51",),
        ("drug_checking",),
        DAYS_OF_MORE_SAMPLES - 1,
        _more_samples,
    ),
)

"""Find what departs from what was expected, as of a moment, and rank it for the desk."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from vedette.judgement.signals.candidate import MOST_ROWS, NOVELTY, Candidate
from vedette.judgement.signals.desk_rules import DeskRule, catalogue_with, policy_with
from vedette.judgement.signals.episodes import OpenStory, in_episodes
from vedette.judgement.signals.experience import Experience
from vedette.judgement.signals.novelty import First, Novelty
from vedette.judgement.signals.patterns import Pattern, patterns
from vedette.judgement.signals.records import (
    NODE,
    Codes,
    Records,
    first_of_each,
    read_records,
    week_number,
    week_start,
)
from vedette.judgement.signals.rises import Rise, rises
from vedette.judgement.signals.rule_effects import Sight, is_silenced, ruled
from vedette.judgement.signals.thresholds import Catalogue, Policy
from vedette.science.detection.multiplicity import e_value
from vedette.science.detection.policy import Choice

WEEK = timedelta(weeks=1)
PATTERN_DETECTORS = {
    "cluster": "space-time scan", "displacement": "displacement",
    "company": "information component",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Detection:
    """All candidates of a moment, one per story, strongest first."""

    as_of: datetime
    weeks: tuple[date, ...]
    candidates: tuple[Candidate, ...]
    series_tested: int
    findings: int
    seconds: float

    @property
    def new(self) -> tuple[Candidate, ...]:
        """Candidates that open a new episode."""
        return tuple(one for one in self.candidates if one.episode is None)


@dataclass(frozen=True, slots=True)
class Desk:
    """What is put before the duty officer, and what is kept back but not dropped."""

    shown: tuple[Candidate, ...]
    folded: tuple[Candidate, ...]


def find_signals(
    findings: Any,
    reports: Any,
    *,
    as_of: datetime,
    week: date | None = None,
    policy: Policy | None = None,
    catalogue: Catalogue | None = None,
    places: Mapping[str, str] | None = None,
    open_stories: Iterable[OpenStory] = (),
    experience: Experience | None = None,
    rules: Sequence[DeskRule] = (),
) -> Detection:
    """Judge what was known at ``as_of``.

    Parameters
    ----------
    findings, reports : pyarrow.Table or ibis.Table
        Rows with ``known_from`` and ``known_until``; later knowledge is ignored.
    week : date, optional
        Judge only the ISO week of this day; default the last complete weeks.
    catalogue : mapping, optional
        Substance key to (name, family, severity from 0 to 1).
    places : mapping, optional
        Place code to name.
    open_stories : iterable of OpenStory
        What was raised before and may go on.
    experience : Experience, optional
        What earlier decisions teach; orders, and hides nothing.
    rules : sequence of DeskRule
        Rules of the desk in force; they turn the policy's knobs too.
    """
    found, examined = read_records(findings, reports)
    return judge(
        found, examined, as_of, week, policy or Policy(), catalogue or {}, places or {},
        tuple(open_stories), experience or Experience(), rules,
    )  # fmt: skip


def desk(
    candidates: Sequence[Candidate],
    *,
    today: date,
    came: Iterable[date] = (),
    policy: Policy | None = None,
    catalogue: Catalogue | None = None,
) -> Desk:
    """What is on the desk already, and the strongest others that a week's budget has room for.

    A watched opioid new to the node is never below the fold. What was folded in an
    earlier week stands for choice again as long as it is found. What a rule silences is
    folded, wherever it was before.

    Parameters
    ----------
    candidates : sequence of Candidate
        One per story.
    today : date
        Day of the desk.
    came : iterable of date
        Days on which earlier signals came to the desk. Those of the last seven days, today
        among them, count against ``policy.new_per_week``: looking daily shows no more than
        looking weekly. Whole days, so that a weekly run may start a minute early.
    """
    rules, known = policy or Policy(), catalogue or {}
    used = sum(today - WEEK < day <= today for day in came)

    def pinned(one: Candidate) -> bool:
        return any(
            part.kind == "first_node" and rules.is_first_on_desk(part.subject, known)
            for part in (one, *one.parts)
        )

    ranked = sorted(candidates, key=lambda one: (not pinned(one), -one.score, one.story))
    quiet = tuple(one for one in ranked if is_silenced(one))
    ranked = [one for one in ranked if not is_silenced(one)]
    waiting = [one for one in ranked if not one.is_on_desk]
    room = max(rules.new_per_week - used, sum(map(pinned, waiting)))
    chosen = {one.story for one in waiting[:room]}
    shown = tuple(one for one in ranked if one.is_on_desk or one.story in chosen)
    return Desk(shown, (*waiting[room:], *quiet))


def judge(
    found: Records, examined: Records, as_of: datetime, week: date | None, policy: Policy,
    catalogue: Catalogue, places: Mapping[str, str], open_stories: tuple[OpenStory, ...],
    experience: Experience,
    rules: Sequence[DeskRule] = (),
) -> Detection:  # fmt: skip
    """As :func:`find_signals`, on records read already."""
    began = time.perf_counter()
    policy, catalogue = policy_with(rules, policy), catalogue_with(rules, catalogue)
    found, examined = found.known_at(as_of), examined.known_at(as_of)
    now = week_number(as_of.date())
    weeks = np.arange(now - policy.judged_weeks, now)
    if week is not None:
        weeks = np.array([week_number(week)])
    writer = _Writer(found, now, policy, catalogue, places)
    novelty = Novelty(found, examined, as_of, policy, catalogue)
    since = week_start(novelty.learning_since)
    written = [writer.first(first, novelty.found, since) for first in novelty]
    raised, tested = rises(found, examined, weeks, now, policy, only_these=week is not None)
    counted = found.where(found.counts & (found.week <= weeks[-1]))
    written += [writer.rise(rise, counted) for rise in raised]
    if week is None:
        between = patterns(found, examined, int(weeks[-1]), policy)
        written += [writer.pattern(one) for one in between]
    written = [_completed(one, catalogue, experience) for one in written]
    told = ruled(written, rules, Sight(found, weeks, policy, catalogue, places))
    candidates = in_episodes(told, open_stories, as_of.date(), policy, catalogue)
    return Detection(
        as_of, tuple(week_start(int(w)) for w in weeks), candidates, tested, int(found.report.size),
        time.perf_counter() - began,
    )  # fmt: skip


def _completed(one: Candidate, catalogue: Catalogue, experience: Experience) -> Candidate:
    """The candidate with its family, and what earlier decisions say of its like."""
    entry = catalogue.get(one.subject)
    family = one.subject if one.subject_kind == "family" else entry[1] if entry else None
    worth = experience.expects(one.kind, detector=one.detector, country=one.country, family=family)
    return replace(one, family=family, components={**one.components, "experience": worth})


class _Writer:
    """Turns codes into candidates with names, components and a sentence."""

    def __init__(
        self, found: Records, now: int, policy: Policy, catalogue: Catalogue,
        places: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.names, self.now, self.policy = found.names, now, policy
        self.catalogue, self.places = catalogue, places
        recent = found.where((found.week > now - 13) & found.counts)
        self.spread = {
            kind: _distinct(getattr(recent, kind), recent.region, recent.country)
            for kind in ("substance", "family")
        }
        self.contexts = {
            kind: _distinct(getattr(recent, kind), recent.context)
            for kind in ("substance", "family")
        }

    def first(self, first: First, found: Records, learning_since: date) -> Candidate:
        rows = first.rows
        newest = rows[-1]
        reports = np.unique(found.report[rows])
        key = self.names["substance"][first.substance]
        country = _name(self.names["country"], int(found.country[rows[0]]))
        place = first.detail if first.kind in ("first_country", "first_region") else country
        if first.kind == "first_country":
            country = first.detail
        context = _name(self.names["context"], int(found.context[newest]))
        strength = min(reports.size / 5, 1.0)
        return Candidate(
            kind=first.kind, subject=key, subject_kind="substance", place=place, country=country,
            context=context, week=week_start(found.week[newest]), observed=int(reports.size),
            detector="first-occurrence",
            parameters={
                "detail": first.detail, "learning_weeks": self.policy.learning_weeks,
                "learning_since": learning_since.isoformat(), "records_needed": first.needed,
            },
            flags=("backlog",) if first.backlog else (),
            reports=_shown(reports), reports_total=int(reports.size),
            components=self._components(first.kind, "substance", first.substance, strength),
            sentence_parameters={
                "substance": self._substance(key), "place": self._place(place),
                "context": context, "records": str(reports.size),
                "form": _form(self.names["form"], found.form[rows]),
                "detail": self._substance(first.detail) if first.kind == "combination"
                else first.detail,
            },
        )  # fmt: skip

    def rise(self, rise: Rise, found: Records) -> Candidate:
        names = self.names
        key = names[rise.subject_kind][rise.subject]
        place = NODE if rise.level == NODE else names[rise.level][rise.place]
        countries = np.unique(found.country[rise.rows])
        country = _name(names["country"], int(countries[0])) if countries.size == 1 else NODE
        reports = np.unique(found.report[rise.rows])
        monday = week_start(rise.week)
        strength = float(np.clip(np.log10(max(rise.evalue, 1.0)) / 4, 0, 1))
        flags = ("by rate",) if rise.rate_judged else ()
        return Candidate(
            kind="rise", subject=key, subject_kind=rise.subject_kind, place=place,
            country=country,
            context=names["context"][rise.context], week=monday,
            observed=rise.observed, expected=rise.expected, pvalue=rise.pvalue,
            evalue=rise.evalue, threshold=rise.threshold, detector=rise.detector,
            parameters={
                "false_share": self.policy.false_share, "by_rate": rise.rate_judged,
                "line": rise.line, "vanishes_at": rise.vanishes_at, **_note(rise.choice),
            },
            baseline_weeks=rise.baseline_weeks, weeks_left_out=rise.weeks_left_out,
            maturity=rise.maturity,
            flags=flags, reports=_shown(reports), reports_total=int(reports.size),
            components=self._components("rise", rise.subject_kind, rise.subject, strength),
            sentence_parameters={
                "substance": self._substance(key), "place": self._place(place),
                "week": monday.isoformat(), "observed": str(rise.observed),
                "expected": _few(rise.expected),
            },
        )  # fmt: skip

    def pattern(self, one: Pattern) -> Candidate:
        key, place = self.names["substance"][one.substance], self.names["country"][one.country]
        monday = week_start(one.week)
        evidence = e_value(one.observed, max(one.expected, 1e-6), 1.0)
        strength = float(np.clip(np.log10(max(float(evidence), 1.0)) / 4, 0, 1))
        return Candidate(
            kind=one.kind, subject=key, subject_kind="substance", place=place, country=place,
            context=self.names["context"][one.context], week=monday, observed=one.observed,
            expected=one.expected, pvalue=one.pvalue, detector=PATTERN_DETECTORS[one.kind],
            parameters={
                "false_share": self.policy.pattern_false_share, "detail": one.detail,
                "weeks": one.weeks,
            },
            reports=_shown(one.reports), reports_total=int(one.reports.size),
            components=self._components(one.kind, "substance", one.substance, strength),
            sentence_parameters={
                "substance": self._substance(key), "place": self._place(place),
                "detail": self._about(one), "observed": str(one.observed),
                "expected": _few(one.expected), "weeks": str(one.weeks),
            },
        )  # fmt: skip

    def _about(self, one: Pattern) -> str:
        if one.kind == "cluster":
            return ", ".join(self._place(code) for code in one.detail.split(", "))
        return self._substance(one.detail)

    def _substance(self, key: str) -> str:
        entry = self.catalogue.get(key)
        return entry[0] if entry else key

    def _place(self, code: str) -> str:
        return self.places.get(code, "the whole network" if code == NODE else code)

    def _components(self, kind: str, subject_kind: str, code: int, strength: float) -> dict:
        severity = 0.5
        if subject_kind == "substance":
            entry = self.catalogue.get(self.names["substance"][code])
            severity = float(entry[2]) if entry else 0.3
        return {
            "strength": strength,
            "severity": severity,
            "novelty": NOVELTY[kind],
            "spread": min(self.spread[subject_kind].get(code, 0) / 5, 1.0),
            "corroboration": min(self.contexts[subject_kind].get(code, 0) / 3, 1.0),
        }


def _note(choice: Choice) -> dict[str, Any]:
    """Why a lesser detector judges than the counts would deserve; nothing where none does."""
    if choice.wanted is None:
        return {}
    return {
        "note": {
            "weeks": choice.history_weeks, "wanted": choice.wanted.detector,
            "needed": choice.wanted.min_weeks,
        }
    }  # fmt: skip


def _distinct(subject: Codes, *others: Codes) -> dict[int, int]:
    """How many different combinations of the others each subject has."""
    rows = first_of_each(subject, *others)
    codes, sizes = np.unique(subject[rows], return_counts=True)
    return dict(zip(codes.tolist(), sizes.tolist(), strict=True))


def _form(names: list[str], codes: Codes) -> str:
    """Return the commonest form among rows, ready to close a sentence; empty if none is told."""
    told = codes[codes >= 0]
    return f", {names[int(np.bincount(told).argmax())]}" if told.size else ""


def _few(expected: float) -> str:
    """An expectation for a sentence; what rounds to nothing is still not nothing."""
    return f"{expected:.1f}" if expected >= 0.05 else "< 0.1"


def _name(names: list[str], code: int) -> str:
    return names[code] if code >= 0 else NODE


def _shown(reports: Codes) -> tuple[int, ...]:
    return tuple(int(one) for one in reports[:MOST_ROWS])

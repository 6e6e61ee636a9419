"""From a first identification to the desk at once, without waiting for the weekly look."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.locks import alone
from vedette.base.markings.models import Tlp
from vedette.catalogue.controls.listings import precursors_of
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.substances.models import Provisional, Substance
from vedette.catalogue.substances.queries import held_same
from vedette.evidence.observations.models import Finding, Report
from vedette.evidence.snapshots import actions as snapshots
from vedette.evidence.snapshots.queries import frozen_tables
from vedette.judgement.deadlines import actions as deadlines
from vedette.judgement.signals import actions as signals
from vedette.judgement.signals.candidate import MOST_ROWS, NOVELTY, Candidate
from vedette.judgement.signals.closure import Closure
from vedette.judgement.signals.desk_rules import catalogue_with, policy_with
from vedette.judgement.signals.episodes import ARRIVALS
from vedette.judgement.signals.models import Signal
from vedette.judgement.signals.queries import open_stories, place_names, signal_catalogue
from vedette.judgement.signals.rule_rows import rules_in_force
from vedette.judgement.signals.series import SeriesReader
from vedette.judgement.signals.thresholds import Catalogue, Policy
from vedette.pathway.judging import calendar_for
from vedette.response.exchange import actions as exchange

MOST_AT_ONCE = 10  # of one file; the others are kept below the fold, and none is dropped
SURE_ENOUGH = (Finding.Identity.PROBABLE, Finding.Identity.CONFIRMED)
DUTY = "ews_information"
LOOK = "detection"  # the lock of whoever looks; taken before a transaction, never inside one


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """A substance that nobody here, or nobody in a country, had reported before."""

    substance: Substance
    country: str
    is_first_anywhere: bool
    report: Report
    reports: tuple[int, ...]
    total: int


def first_seen(
    report_ids: Iterable[int], *, policy: Policy, catalogue: Catalogue, at: datetime
) -> list[FirstSeen]:
    """Return what is identified for the first time by reports that hold; ids or a query of them.

    A finding counts that is probable at least, of a substance the desk watches, that is
    provisional, or that is a listed precursor. What happened long ago is an archive.
    """
    since = timezone.localdate(at) - timedelta(weeks=policy.novelty_weeks)
    rows = Finding.objects.filter(
        report_id__in=report_ids, report__kind=Report.Kind.RECORD, report__replaced_by=None,
        report__occurred_on__gte=since, role=Finding.Role.FOUND, identity__in=SURE_ENOUGH,
        substance__isnull=False,
    ).exclude(Q(report__marking__tlp=Tlp.RED) | Q(report__country=""))  # fmt: skip
    same = held_same()
    found: dict[int, dict[str, list[Report]]] = {}
    for row in rows.select_related("report").order_by("id"):
        means = same.get(row.substance_id or 0, row.substance_id or 0)
        found.setdefault(means, {}).setdefault(row.report.country, []).append(row.report)
    substances = Substance.objects.in_bulk(found)
    unnamed = set(Provisional.objects.values_list("substance_id", flat=True))
    seen: list[FirstSeen] = []
    for means, by_country in found.items():
        one = substances[means]
        if policy.is_watched(one.key, catalogue) or precursors_of(one.key) or means in unnamed:
            seen += _firsts(one, by_country, same, report_ids)
    return seen


def _firsts(
    substance: Substance,
    by_country: dict[str, list[Report]],
    same: dict[int, int],
    report_ids: Iterable[int],
) -> Iterator[FirstSeen]:
    """Yield the first of a substance in each country where no other record told of it before."""
    records = [substance.pk, *(pk for pk, means in same.items() if means == substance.pk)]
    latest = max(one.received_at for reports in by_country.values() for one in reports)
    others = (
        Finding.objects.filter(
            substance_id__in=records, report__kind=Report.Kind.RECORD, report__replaced_by=None,
            report__received_at__lte=latest,
        )
        .exclude(role__in=(Finding.Role.SOLD_AS, Finding.Role.OFFERED))
        .exclude(report_id__in=report_ids)
    )  # fmt: skip
    before = set(others.values_list("report__country", flat=True).distinct())
    for country, reports in by_country.items():
        if country not in before:
            ids = tuple(dict.fromkeys(one.pk for one in reports))
            yield FirstSeen(substance, country, not before, reports[-1], ids[:MOST_ROWS], len(ids))
        before.add(country)


def tell_firsts(
    *, reports: Iterable[int], laboratory: Laboratory | None = None, by: User | None, at: datetime
) -> list[Signal]:
    """Raise what reports identify for the first time as signals now, each story once.

    Outside every transaction: it waits for a look that is under way, and that one writes.
    """
    with alone(LOOK), transaction.atomic():
        return tell_firsts_inside(reports=reports, laboratory=laboratory, by=by, at=at)


def tell_firsts_inside(
    *, reports: Iterable[int], laboratory: Laboratory | None = None, by: User | None, at: datetime
) -> list[Signal]:
    """Raise firsts inside the transaction that made the reports; the caller looks alone already.

    A later look finds the story open and continues it, so that nothing is raised twice. The
    duty to report without delay starts with it, for the body of the laboratory or person.
    """
    rules = rules_in_force(as_of=at)
    policy = policy_with(rules, Policy())
    catalogue = catalogue_with(rules, signal_catalogue())
    seen = first_seen(reports, policy=policy, catalogue=catalogue, at=at)
    if not seen:
        return []
    told = {one.story for one in open_stories(as_of=at, weeks=policy.episode_weeks)}
    names = place_names()
    raised = [_candidate(one, catalogue, names) for one in seen]
    firsts = Signal.objects.filter(kind__in=ARRIVALS, story__in=[one.story for one in raised])
    told.update(firsts.values_list("story", flat=True))  # a first is one, however late
    raised = sorted((one for one in raised if one.story not in told), key=_strongest)
    if not raised:
        return []
    snapshot = snapshots.freeze(as_of=at, by=by, at=at)
    findings, frozen = frozen_tables(snapshot)
    run = signals.keep_run(
        snapshot=snapshot, as_of=at, policy={"at_once": sorted(one.story for one in raised)},
        series_tested=0, seconds=0.0, shown=raised[:MOST_AT_ONCE],
        folded=raised[MOST_AT_ONCE:], closure=Closure(findings, at),
        series=SeriesReader(findings, frozen, timezone.localtime(at)), by=by, at=at,
    )  # fmt: skip
    rows = list(run.signals.select_related("marking", "substance"))
    _start_duties(rows, laboratory, by, at)
    return rows


def _candidate(one: FirstSeen, catalogue: Catalogue, names: dict[str, str]) -> Candidate:
    kind = "first_node" if one.is_first_anywhere else "first_country"
    name, family, severity = catalogue.get(one.substance.key, (one.substance.name, None, 0.5))
    day, form = one.report.occurred_on, one.report.form
    return Candidate(
        kind=kind, subject=one.substance.key, subject_kind="substance", family=family,
        place=one.country, country=one.country, context=one.report.context,
        week=day - timedelta(days=day.weekday()), observed=one.total,
        detector="first-occurrence",
        parameters={"detail": one.country, "records_needed": 1, "at_once": True},
        reports=one.reports, reports_total=one.total,
        components={
            "strength": min(one.total / 5, 1.0), "severity": severity,
            "novelty": NOVELTY[kind],
        },
        sentence_parameters={
            "substance": name, "place": names.get(one.country, one.country),
            "context": one.report.context, "records": str(one.total),
            "form": f", {form}" if form else "", "detail": one.country,
        },
    )  # fmt: skip


def _strongest(one: Candidate) -> tuple[float, str]:
    return (-one.score, one.story)


def _start_duties(
    rows: Sequence[Signal], laboratory: Laboratory | None, by: User | None, at: datetime
) -> None:
    """Start the duty to report without delay, and tell the body if it asked to hear of duties."""
    body = (laboratory.body if laboratory else None) or (by.body if by else None)
    if body is None:
        return
    begun = [
        deadlines.start(
            rule=DUTY, about=f"{row.substance.name}, {row.country}", event_at=at,
            marking=row.marking, subject=row, body=body, calendar=calendar_for(body), by=None,
            at=at,
        )
        for row in rows if row.shown_at is not None and row.substance is not None
    ]  # fmt: skip
    exchange.remind(reminders=[deadlines.tell_begun(deadline=one, at=at) for one in begun], at=at)

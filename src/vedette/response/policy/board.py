"""What was known of every promise on a day: standings, milestones, leads, ties, evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from vedette.response.policy import queries, rules
from vedette.response.policy.models import (
    AnswerMarking,
    Evidence,
    Instrument,
    Lead,
    Milestone,
    PolicyEntry,
    StatusReport,
    Tie,
    Validation,
)
from vedette.response.policy.queries import Placed
from vedette.response.policy.statuses import Status

UNKNOWN = "unknown"  # somebody was asked and nobody has answered
NOT_ASKED = "not_asked"  # the document asks nobody there


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest report that counts, of one promise and one country or the whole."""

    report_id: int
    status: str
    valid_on: date
    at: datetime
    is_validated: bool
    evidence_id: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One promise on the board."""

    placed: Placed
    whole: Standing | None
    cells: tuple[Standing | None, ...]  # one a country
    asks_states: bool
    bodies: tuple[str, ...]
    is_overdue: bool

    @property
    def entry(self) -> PolicyEntry:
        """The promise."""
        return self.placed.entry

    @property
    def answered(self) -> int:
        """Countries of which something is known."""
        return sum(one is not None for one in self.cells)


@dataclass(frozen=True, slots=True)
class Board:
    """Every promise of a document beside every country, as known at a moment."""

    instrument: Instrument
    countries: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def overdue(self) -> tuple[Row, ...]:
        """Promises whose time is over and that are not done."""
        return tuple(row for row in self.rows if row.is_overdue)


def reports_that_count(as_of: datetime) -> QuerySet[StatusReport]:
    """Reports known at a moment that no second person had rejected by then, with the verdict."""
    verdict = (
        Validation.objects.filter(report=OuterRef("pk"), at__lte=as_of)
        .order_by("-at", "-pk")
        .values("verdict")[:1]
    )
    return (
        StatusReport.objects.filter(at__lte=as_of, valid_on__lte=timezone.localdate(as_of))
        .annotate(verdict=Subquery(verdict))
        .filter(Q(verdict=None) | ~Q(verdict=Validation.Verdict.REJECTED))
    )


def standings(
    instrument: Instrument, *, as_of: datetime, only: Iterable[int] | None = None
) -> dict[tuple[int, str], Standing]:
    """The newest report of every promise and country; one query, however long the history."""
    rows = reports_that_count(as_of).filter(entry__instrument=instrument)
    if only is not None:
        rows = rows.filter(entry__in=list(only))
    newest = rows.annotate(
        place=Window(
            RowNumber(),
            partition_by=[F("entry_id"), F("country")],
            order_by=[F("valid_on").desc(), F("at").desc(), F("pk").desc()],
        )
    ).filter(place=1)
    fields = ("entry_id", "country", "pk", "status", "valid_on", "at", "verdict", "evidence_id")
    return {
        (entry, country): Standing(
            pk, status, valid_on, at, verdict == Validation.Verdict.ACCEPTED, evidence
        )
        for entry, country, pk, status, valid_on, at, verdict, evidence in newest.values_list(
            *fields
        )
    }


def board(
    instrument: Instrument,
    *,
    as_of: datetime,
    statuses: Mapping[str, Status],
    with_parts: bool = False,
) -> Board:
    """Return the board of a document as it was known at a moment."""
    readings = queries.newest_readings(instrument, as_of)
    kinds = rules.FOLLOWED if with_parts else rules.FOLLOWED[:2]
    placed = queries.placed_entries(instrument, readings, kinds=kinds, is_brief=True)
    said = standings(instrument, as_of=as_of)
    countries = rules.reporting_countries()
    day = timezone.localdate(as_of)
    asked = {one.entry.pk: asked_by(one) for one in placed}
    rows = []
    for one in placed:
        pk = one.entry.pk
        bodies = asked[pk] or asked.get(one.entry.parent_id or 0, ())
        whole = said.get((pk, ""))
        rows.append(
            Row(
                one, whole, tuple(said.get((pk, country)) for country in countries),
                rules.EVERY_STATE in bodies, bodies, _is_overdue(one, whole, day, statuses),
            )
        )  # fmt: skip
    return Board(instrument, countries, tuple(rows))


def asked_by(placed: Placed) -> tuple[str, ...]:
    """Codes of those a promise asks or makes responsible, in the order of its text."""
    said = placed.said
    roles = ("addressee", "responsible")
    return tuple(one.body.code for one in said.asked.all() if one.role in roles) if said else ()


def _is_overdue(
    placed: Placed, whole: Standing | None, day: date, statuses: Mapping[str, Status]
) -> bool:
    said = placed.said
    if said is None or said.ends_on is None or said.ends_on >= day:
        return False
    known = statuses.get(whole.status) if whole else None
    return not (known and known.is_done)


@dataclass(frozen=True, slots=True)
class Followed:
    """All that was known of one promise at a moment."""

    reports: tuple[StatusReport, ...]
    standings: dict[str, Standing]
    evidence: tuple[Evidence, ...]
    milestones: tuple[Milestone, ...]
    leads: tuple[Lead, ...]
    ties: tuple[Tie, ...]


def followed(entry: PolicyEntry, *, as_of: datetime) -> Followed:
    """Return what was known of a promise: its whole history and what held then."""
    known = {"entry": entry, "at__lte": as_of}
    verdicts = Validation.objects.filter(report=OuterRef("pk"), at__lte=as_of)
    newest = verdicts.order_by("-at", "-pk")
    colours = AnswerMarking.objects.filter(report=OuterRef("pk"), at__lte=as_of)
    reports = (
        StatusReport.objects.filter(**known)
        .annotate(
            verdict=Subquery(newest.values("verdict")[:1]),
            verdict_reason=Subquery(newest.values("reason")[:1]),
            tlp=Subquery(colours.order_by("-at", "-pk").values("tlp")[:1]),
        )
        .select_related("by", "evidence", "round")
        .order_by("-at", "-pk")
    )
    found = standings(entry.instrument, as_of=as_of, only=[entry.pk])
    return Followed(
        tuple(reports),
        {country: one for (_entry, country), one in found.items()},
        tuple(Evidence.objects.filter(**known).select_related("by").order_by("-at", "-pk")),
        milestones_known([entry.pk], as_of=as_of),
        _holding(Lead.objects.filter(**known).select_related("body"), ("body_id",)),
        ties_known(Tie.objects.filter(entry=entry), as_of=as_of),
    )


def milestones_known(entries: Iterable[int], *, as_of: datetime) -> tuple[Milestone, ...]:
    """The newest state of each milestone at a moment, the earliest first."""
    rows = Milestone.objects.filter(entry__in=list(entries), at__lte=as_of)
    newest: dict[tuple[int, int], Milestone] = {}
    for one in rows.select_related("evidence", "entry").order_by("at", "revision"):
        newest[one.entry_id, one.number] = one
    return tuple(sorted(newest.values(), key=lambda one: (one.due_on, one.entry_id, one.number)))


def leads_known(instrument: Instrument, *, as_of: datetime) -> tuple[Lead, ...]:
    """Who leads on which promise of a document at a moment."""
    rows = Lead.objects.filter(entry__instrument=instrument, at__lte=as_of)
    return _holding(rows.select_related("body", "entry"), ("entry_id", "body_id"))


def ties_known(rows: QuerySet[Tie], *, as_of: datetime) -> tuple[Tie, ...]:
    """Ties that held at a moment, the newest first."""
    known = rows.filter(at__lte=as_of).select_related(
        "by", "entry__instrument", "signal", "assessment", "alert"
    )
    return _holding(known, ("entry_id", "signal_id", "assessment_id", "alert_id"))


def _holding(rows: QuerySet[Any], of: tuple[str, ...]) -> tuple[Any, ...]:
    """The newest row of each subject, if it says that the matter holds."""
    newest: dict[tuple[Any, ...], Any] = {}
    for one in rows.order_by("at", "pk"):
        newest[tuple(getattr(one, name) for name in of)] = one
    found = [one for one in newest.values() if one.holds]
    return tuple(sorted(found, key=lambda one: (one.at, one.pk), reverse=True))


def promises_of(*, as_of: datetime, **record: Any) -> tuple[Tie, ...]:
    """The promises that a signal, assessment or alert bears on: `signal=…` and so on."""
    return ties_known(Tie.objects.filter(**record), as_of=as_of)

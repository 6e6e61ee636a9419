"""Samples as a person may see them, who holds each, and how long answers take."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from vedette.base.accounts.models import User
from vedette.base.markings.queries import markings_seen_by
from vedette.base.numbers import LARGEST_ID
from vedette.catalogue.laboratories.models import Laboratory
from vedette.evidence.observations.models import Report
from vedette.evidence.samples.models import CustodyStep, Result, Sample
from vedette.evidence.samples.rules import SOURCE, SampleUnknown, Standing, standing_of
from vedette.science.identification import TECHNIQUES, read_methods
from vedette.science.proficiency import TurnAround, turn_around

LOOKED_THROUGH = 2_000


def samples_seen_by(person: User) -> QuerySet[Sample]:
    """Return the samples a person may see, the newest first.

    Whoever is asked to examine a sample must see it, so that people of a
    laboratory see what came through their hands whatever its marking.
    """
    seen = Q(marking_id__in=markings_seen_by(person))
    if person.is_authenticated and person.is_active and person.body_id is not None:
        ours = Laboratory.objects.filter(body_id=person.body_id)
        mine = CustodyStep.objects.filter(Q(holder__in=ours) | Q(other__in=ours))
        seen |= Q(pk__in=mine.values("sample"))
    return Sample.objects.filter(seen).select_related("marking", "place").order_by("-id")


def find(token: str, person: User) -> Sample:
    """Return a sample by the token on its label, or refuse."""
    row = samples_seen_by(person).filter(token=token.strip().upper()).first()
    if row is None:
        raise SampleUnknown(token)
    return row


@dataclass(frozen=True, slots=True)
class Line:
    """A sample with its custody and results, worked out once for a page."""

    sample: Sample
    custody: tuple[CustodyStep, ...]
    results: tuple[Result, ...]

    @property
    def last(self) -> CustodyStep:
        """Return the last step of custody."""
        return self.custody[-1]

    @property
    def standing(self) -> Standing:
        """Say where the result stands."""
        return standing_of(self.results)

    @property
    def standing_word(self) -> str:
        """Return the standing as its coded value."""
        return self.standing.value

    @property
    def newest(self) -> Result | None:
        """Return what was said last."""
        return self.results[-1] if self.results else None


def line_of(sample: Sample) -> Line:
    """Return a sample with all that was done and said, the oldest first."""
    custody = sample.custody.select_related("holder__body", "other__body", "by")
    results = sample.results.select_related("laboratory", "of", "by", "report")
    return Line(sample, tuple(custody), tuple(results))


def _lines(rows: QuerySet[Sample]) -> list[Line]:
    """Return samples with all that was done and said, in three queries."""
    loaded = rows.prefetch_related(
        Prefetch("custody", queryset=CustodyStep.objects.select_related("holder", "other")),
        Prefetch("results", queryset=Result.objects.select_related("laboratory")),
    )
    return [Line(row, tuple(row.custody.all()), tuple(row.results.all())) for row in loaded]


def lines_seen_by(
    person: User, *, standing: str = "", laboratory: str = "", before: int | None = None,
    size: int = 50,
) -> tuple[list[Line], int | None]:  # fmt: skip
    """Return a page of samples with where they stand, and the id to go on from."""
    rows = samples_seen_by(person)
    if laboratory:
        steps = CustodyStep.objects.filter(
            Q(holder__code=laboratory.casefold()) | Q(other__code=laboratory.casefold())
        )
        rows = rows.filter(pk__in=steps.values("sample"))
    if before:
        rows = rows.filter(pk__lt=min(before, LARGEST_ID))
    if not standing:
        found = _lines(rows[: size + 1])
        return found[:size], found[size - 1].sample.pk if len(found) > size else None
    # Where a result stands is worked out, not stored: a filter looks through this many, and
    # where they hold less than a page, the next page goes on behind them.
    looked = _lines(rows[:LOOKED_THROUGH])
    found = [line for line in looked if line.standing_word == standing]
    if len(found) > size:
        return found[:size], found[size - 1].sample.pk
    return found, looked[-1].sample.pk if len(looked) == LOOKED_THROUGH else None


def waiting_for(person: User) -> list[Line]:
    """Return the samples in which a laboratory of a person's own body has the next move."""
    if person.body_id is None:
        return []
    ours = Laboratory.objects.filter(body_id=person.body_id)
    steps = CustodyStep.objects.filter(sample=OuterRef("pk")).order_by("-number")
    rows = samples_seen_by(person).annotate(
        step=Subquery(steps.values("kind")[:1]), holder=Subquery(steps.values("holder")[:1]),
        other=Subquery(steps.values("other")[:1]),
    )  # fmt: skip
    asked = Q(step__in=(CustodyStep.Kind.ASKED, CustodyStep.Kind.SENT), other__in=ours)
    return _lines(rows.filter(asked | Q(step=CustodyStep.Kind.ACCEPTED, holder__in=ours)))


def contested_among(report_ids: Iterable[int], person: User) -> list[Sample]:
    """Return the samples whose result stands contested and on which one of these reports rests.

    Only those that the person may see.
    """
    rows = samples_seen_by(person).filter(token__in=_tokens_of(list(report_ids)[:5_000]))
    lines = _lines(rows.order_by("id")[:200])
    return [line.sample for line in lines if line.standing is Standing.CONTESTED]


def sample_of(report_id: int, person: User) -> Sample | None:
    """Return the sample on which a report rests, if the person may see it."""
    return samples_seen_by(person).filter(token__in=_tokens_of([report_id])).first()


def _tokens_of(report_ids: list[int]) -> QuerySet[Report, str]:
    """Return the tokens of the samples that reports are of, whichever revision they are.

    A result knows the revision it made; a name decided anew makes a further one.
    """
    rows = Report.objects.filter(pk__in=report_ids, source__name__startswith=SOURCE)
    return rows.values_list("source_key", flat=True)


def reports_of(sample: Sample) -> set[int]:
    """Return every revision of the one report of a sample."""
    rows = Report.objects.filter(source_key=sample.token, source__name__startswith=SOURCE)
    return set(rows.values_list("pk", flat=True))


def turn_arounds(
    laboratory: Laboratory | None = None, *, since: date | None = None, person: User | None = None
) -> dict[tuple[str, str], TurnAround]:
    """Return the days from receipt to the first result after it, by laboratory and technique.

    A laboratory that registers a sample itself has had it since then. The key ("code", "")
    holds all techniques together. With `person`, only of samples which that person may see.
    """
    results = Result.objects.exclude(kind=Result.Kind.CONTEST).select_related("laboratory")
    if laboratory is not None:
        results = results.filter(laboratory=laboratory)
    if person is not None:
        results = results.filter(sample__in=samples_seen_by(person).order_by())
    if since is not None:
        results = results.filter(at__date__gte=since)
    steps: dict[int, list[CustodyStep]] = defaultdict(list)
    mine = (CustodyStep.Kind.REGISTERED, CustodyStep.Kind.RECEIVED)
    for step in CustodyStep.objects.filter(kind__in=mine, sample__in=results.values("sample")):
        steps[step.sample_id].append(step)
    answered: set[int] = set()
    days: dict[tuple[str, str], list[float]] = defaultdict(list)
    for result in results.order_by("at", "id"):
        had = [
            step for step in steps[result.sample_id]
            if step.holder_id == result.laboratory_id and step.at <= result.at
        ]  # fmt: skip
        if not had or had[-1].pk in answered:
            continue
        answered.add(had[-1].pk)
        took = (result.at - had[-1].at).total_seconds() / 86_400
        code = result.laboratory.code
        days[code, ""].append(took)
        for key in {use.technique for use in read_methods(result.used)}:
            days[code, TECHNIQUES[key].title].append(took)
    found = {key: turn_around(values) for key, values in sorted(days.items())}
    return {key: one for key, one in found.items() if one is not None}

"""What is known of each indicator, on a day, by somebody."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, QuerySet, When, Window
from django.db.models.functions import Rank

from vedette.base.accounts.models import User
from vedette.base.markings.queries import markings_seen_by
from vedette.base.markings.rules import ORDER, colours_open_to
from vedette.response.indicators.definitions import (
    Indicator,
    Part,
    indicator_called,
    indicators_of,
)
from vedette.response.indicators.models import Computation, Figure, FigureFile, IndicatorValue
from vedette.response.indicators.rules import Change, change_between, is_whole


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator as somebody may see it on a day.

    Attributes
    ----------
    computation : Computation or None
        None where nothing was ever computed that this person may see.
    is_later : bool
        It was computed after the day, from what was known on it.
    is_closed : bool
        It was computed, but only from rows that this person's role may not see.
    """

    indicator: Indicator
    computation: Computation | None
    values: list[IndicatorValue] = field(default_factory=list)
    is_later: bool = False
    is_closed: bool = False

    def of(self, part: str, *, country: str = "", cell: str = "") -> list[IndicatorValue]:
        """Return the values of one part, place and cell, the oldest period first."""
        found = (one for one in self.values
                 if (one.part, one.country, one.cell) == (part, country, cell))  # fmt: skip
        return sorted(found, key=lambda one: one.period)

    def shown_part(self) -> Part:
        """Return the part shown at a glance: the lead if it has figures, else one that has."""
        present = {one.part for one in self.values}
        parts = sorted(self.indicator.parts, key=lambda one: one.stands != "measure")
        return next((one for one in parts if one.key in present), self.indicator.lead)

    def shown_cell(self, part: str) -> str:
        """Return the cell that stands for a part: its total, the one its file names, or a first."""
        cells = sorted({one.cell for one in self.values if one.part == part})
        named = self.indicator.part(part)
        wished = ["", named.shown_cell if named else "", *cells]
        return next((one for one in wished if one in cells), "")

    def newest(
        self, part: str, *, country: str = "", cell: str | None = None
    ) -> IndicatorValue | None:
        """Return the value of the newest whole period, or of a running one if there is no other."""
        series = self.of(
            part, country=country, cell=self.shown_cell(part) if cell is None else cell
        )
        whole = [one for one in series if is_whole(one.flags)]
        return (whole or series)[-1] if series else None

    def change(self, part: str, *, country: str = "", cell: str | None = None) -> Change | None:
        """Return how the newest whole period differs from the one before."""
        chosen = self.shown_cell(part) if cell is None else cell
        series = [one for one in self.of(part, country=country, cell=chosen)
                  if is_whole(one.flags)]  # fmt: skip
        return change_between(series[-2], series[-1]) if len(series) > 1 else None

    @property
    def missing(self) -> list[dict[str, str]]:
        """Return what could not be computed, with what is wanted."""
        if self.computation is None:
            why = "closed" if self.is_closed else "never_computed"
            return [{"part": one.key, "why": why, "of": "", "wanted": ""}
                    for one in self.indicator.parts]  # fmt: skip
        return list(self.computation.missing)

    @property
    def known_how(self) -> str:
        """Return how the indicator is known: evidence, figures, both, sign or missing."""
        present = {one.part for one in self.values}
        parts = [one for one in self.indicator.parts if one.key in present]
        if not parts:
            return "missing"
        measures = [one for one in parts if one.stands == "measure"]
        if not measures:
            return "sign"
        ways = {bool(one.method) for one in measures}
        return "both" if len(ways) > 1 else "evidence" if ways == {True} else "figures"


def every_indicator() -> dict[str, Indicator]:
    """Return the indicators of this node by key, in order."""
    return indicators_of(Path(settings.VEDETTE_HOME))


def the_indicator(key: str) -> Indicator:
    """Return an indicator of this node, or raise IndicatorUnknown."""
    return indicator_called(key, folder=Path(settings.VEDETTE_HOME))


def computations_seen_by(person: User, indicator: str) -> QuerySet[Computation]:
    """Return every revision of an indicator that a person may see, the newest first."""
    return Computation.objects.filter(
        indicator=indicator, ceiling__in=colours_open_to(person)
    ).order_by("-as_of", "-computed_at", "-id")


def computation_on(
    person: User, indicator: str, *, as_of: datetime
) -> tuple[Computation | None, bool]:
    """Return the computation that stood on a day, and whether it was made only later.

    What had been computed by the day comes first, so that the page of a past day stays as
    it was; else what was computed later from what was known by then.
    """
    held = computations_seen_by(person, indicator).filter(as_of__lte=as_of)
    then = _strictest_of_newest(held.filter(computed_at__lte=as_of))
    if then is not None:
        return then, False
    later = _strictest_of_newest(held)
    return later, later is not None


def _strictest_of_newest(held: QuerySet[Computation]) -> Computation | None:
    """Return, of those made last together, the one that may count most."""
    first = held.first()
    if first is None:
        return None
    return _strictest(held.filter(as_of=first.as_of, computed_at=first.computed_at))


def _strictest(alike: Iterable[Computation]) -> Computation:
    return max(alike, key=lambda one: [str(colour) for colour in ORDER].index(one.ceiling))


def reading(person: User, indicator: Indicator, *, as_of: datetime) -> Reading:
    """Return an indicator with its values as somebody may see them on a day."""
    found, is_later = computation_on(person, indicator.key, as_of=as_of)
    values = list(found.values.order_by("part", "country", "period", "cell")) if found else []
    closed = found is None and _is_computed(indicator.key, as_of)
    return Reading(indicator, found, values, is_later, closed)


def _is_computed(indicator: str, as_of: datetime) -> bool:
    return Computation.objects.filter(indicator=indicator, as_of__lte=as_of).exists()


def readings(person: User, *, as_of: datetime, country: str = "") -> list[Reading]:
    """Return every indicator, with the values for all countries or for one."""
    computed = Computation.objects.filter(as_of__lte=as_of)
    return _readings(_stood(colours_open_to(person), as_of=as_of), computed, country)


def readings_by(ceilings: Iterable[str], *, as_of: datetime, country: str = "") -> list[Reading]:
    """Return every indicator as it had been computed by a moment, under the colours given.

    What was computed only later is left out, so that a document of a past day stays as it was.
    """
    stood = _stood(ceilings, as_of=as_of)
    then = {key: pair for key, pair in stood.items() if not pair[1]}
    computed = Computation.objects.filter(as_of__lte=as_of, computed_at__lte=as_of)
    return _readings(then, computed, country)


def _readings(
    found: dict[str, tuple[Computation, bool]], computed: QuerySet[Computation], country: str
) -> list[Reading]:
    known = every_indicator()
    closed = set(computed.values_list("indicator", flat=True))
    wanted = [row.pk for row, _later in found.values()]
    of_row: dict[int, list[IndicatorValue]] = {}
    rows = IndicatorValue.objects.filter(computation__in=wanted, country=country)
    for value in rows.order_by("part", "period", "cell"):
        of_row.setdefault(value.computation_id, []).append(value)
    made = []
    for key, one in known.items():
        row, later = found.get(key, (None, False))
        values = of_row.get(row.pk, []) if row else []
        made.append(Reading(one, row, values, later, row is None and key in closed))
    return made


def _stood(ceilings: Iterable[str], *, as_of: datetime) -> dict[str, tuple[Computation, bool]]:
    """Return, in one query, what :func:`computation_on` returns of each indicator."""
    rows = Computation.objects.filter(ceiling__in=list(ceilings), as_of__lte=as_of)
    then = Case(When(computed_at__lte=as_of, then=1), default=0)
    # The database leaves the history behind: it grows with every import, and pages ask often.
    newest = rows.annotate(then=then).annotate(
        place=Window(
            Rank(), partition_by="indicator",
            order_by=[F("then").desc(), F("as_of").desc(), F("computed_at").desc()],
        )
    ).filter(place=1)  # fmt: skip
    alike: dict[str, list[Computation]] = {}
    for row in newest:
        alike.setdefault(row.indicator, []).append(row)
    return {key: (_strictest(made), made[0].computed_at > as_of) for key, made in alike.items()}


def countries_with_values(person: User, *, as_of: datetime) -> list[str]:
    """Return the codes of countries of which any indicator says something."""
    wanted = [row.pk for row, _later in _stood(colours_open_to(person), as_of=as_of).values()]
    rows = IndicatorValue.objects.filter(computation__in=wanted).exclude(country__in=["", "ZZ"])
    return sorted(rows.order_by().values_list("country", flat=True).distinct())


def figures_held(series: str, *, as_of: datetime) -> QuerySet[Figure]:
    """Return the figures of others that held at a moment."""
    replaced = Figure.objects.filter(replaces=OuterRef("pk"), received_at__lte=as_of)
    return Figure.objects.filter(
        ~Exists(replaced), series=series, received_at__lte=as_of
    ).select_related("marking", "file").order_by("country", "period", "cell", "id")  # fmt: skip


def files_seen_by(person: User) -> QuerySet[FigureFile]:
    """Return what was read of others, the newest first."""
    return FigureFile.objects.filter(marking_id__in=markings_seen_by(person)).order_by("-id")

"""How closed a signal is: as closed as the strictest row that it rests on."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from vedette.base.markings.models import Marking
from vedette.base.markings.rules import strictest_marking
from vedette.evidence.observations.models import Report
from vedette.judgement.signals.candidate import Candidate
from vedette.judgement.signals.records import NODE, microseconds

# What is new, or back, in the whole network tells of rows everywhere, though it lies in one place.
OVER_ALL_ROWS = frozenset(
    {"first_node", "reoccurrence", "first_context", "first_form", "first_role", "combination"}
)
BESIDE_ANOTHER = frozenset({"displacement", "company"})  # these tell of a second substance too
AT_ONCE = 5_000  # a statement has an end to its parameters


class Closure:
    """The markings of the rows of a snapshot, as known at a moment.

    A signal rests on more rows than the few it names: its expected value on those of
    years, its parts on those of other places and contexts. All of them lie among the
    findings of its subject in its country, or in the whole network where a part was
    judged there; the strictest of these marks the signal.
    """

    def __init__(self, findings: pa.Table, as_of: datetime) -> None:
        moment = microseconds(as_of)
        known = pc.less_equal(findings["known_from"].cast(pa.int64()), moment)
        self.findings = findings.filter(known)
        self.markings = {marking.pk: marking for marking in Marking.objects.all()}
        self.of_source: dict[str, set[int]] = {}
        used = Report.objects.order_by().values_list("source__name", "marking_id").distinct()
        for source, marking in used:
            self.of_source.setdefault(source, set()).add(marking)

    def marking_of(self, candidate: Candidate) -> Marking:
        """Return the strictest marking of all rows of a candidate and its parts."""
        rows = self._rows_of(candidate)
        used = set(_markings_of(candidate.reports))
        mixed: list[str] = []
        for source in pc.unique(rows["source"]).to_pylist():
            markings = self.of_source.get(source, set())
            if len(markings) == 1:
                used |= markings
            else:
                mixed.append(source)
        if mixed:
            told = rows.filter(pc.is_in(rows["source"], value_set=pa.array(mixed)))
            used.update(_markings_of(pc.unique(told["report_id"]).to_pylist()))
        return strictest_marking([self.markings[pk] for pk in used] or self.markings.values())

    def _rows_of(self, candidate: Candidate) -> pa.Table:
        told, found = (candidate, *candidate.parts), self.findings
        others = [p.parameters["detail"] for p in told if p.kind in BESIDE_ANOTHER]
        about = pc.or_(
            pc.equal(found[candidate.subject_kind], candidate.subject),
            pc.is_in(found["substance"], value_set=pa.array(others, pa.string())),
        )
        rows = found.filter(pc.fill_null(about, False))
        anywhere = NODE in {candidate.country, *(one.place for one in told)}
        if anywhere or any(one.kind in OVER_ALL_ROWS for one in told):
            return rows
        return rows.filter(pc.equal(rows["country"], candidate.country))


def markings_of_rows(reports: pa.Table, *, until: datetime) -> set[int]:
    """Return the ids of every marking among the reports known by a moment.

    A product of all of them is open only to who may see each of these.
    """
    known = pc.less_equal(reports["known_from"].cast(pa.int64()), microseconds(until))
    rows = reports.filter(known)
    sources = pc.unique(rows["source"]).to_pylist()
    used: set[int] = set()
    of_source: dict[str, set[int]] = {}
    told = Report.objects.filter(source__name__in=sources).order_by()
    for source, marking in told.values_list("source__name", "marking_id").distinct():
        of_source.setdefault(source, set()).add(marking)
    mixed = [source for source, markings in of_source.items() if len(markings) > 1]
    used.update(*(of_source[source] for source in of_source if source not in mixed))
    if mixed:
        asked = rows.filter(pc.is_in(rows["source"], value_set=pa.array(mixed)))
        used.update(_markings_of(pc.unique(asked["report_id"]).to_pylist()))
    return used


def _markings_of(reports: Sequence[int]) -> Iterator[int]:
    for start in range(0, len(reports), AT_ONCE):
        rows = Report.objects.filter(pk__in=reports[start : start + AT_ONCE]).order_by()
        yield from rows.values_list("marking_id", flat=True).distinct()

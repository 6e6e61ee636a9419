"""What a laboratory says of a sample, as the next revision of the sample's one report."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from vedette.catalogue.laboratories.models import Laboratory
from vedette.evidence.observations.models import Finding
from vedette.evidence.observations.rows import Mention, NewReport
from vedette.evidence.samples.models import Result, Sample


def report_of(
    sample: Sample, laboratory: Laboratory, names: Sequence[str], method: str, level: str,
    number: int, kind: str, at: datetime,
) -> NewReport:  # fmt: skip
    """Return the next revision of a sample's report, sealed; a contest leaves it empty."""
    report = NewReport(
        line=number, key=sample.token, occurred_on=sample.occurred_on,
        reported_at=timezone.localdate(at), country=sample.country, laboratory=laboratory.code,
        form=sample.form, method=method, identity=level,
        details={"answer": kind, "number": number},
        mentions=[Mention(raw=name, role=Finding.Role.FOUND.value) for name in names],
        place_id=sample.place_id, laboratory_id=laboratory.pk,
    )  # fmt: skip
    if not names and kind != Result.Kind.CONTEST:
        report.details["nothing_found"] = True
    report.seal()
    return report

"""Give the laboratories that reports name their rows."""

from collections.abc import Iterable
from typing import Protocol

from vedette.catalogue.laboratories.models import Laboratory


class Measured(Protocol):
    """Anything that says who measured it, and wants the row of that laboratory."""

    country: str
    laboratory: str
    laboratory_id: int | None


def locate(reports: Iterable[Measured]) -> None:
    """Point each report at its laboratory; one met for the first time gets its row."""
    named = [report for report in reports if report.laboratory]
    if not named:
        return
    codes = {report.laboratory.casefold() for report in named}
    known = dict(Laboratory.objects.filter(code__in=codes).values_list("code", "id"))
    for report in named:
        code = report.laboratory.casefold()
        if code not in known:
            row, _ = Laboratory.objects.get_or_create(
                code=code, defaults={"name": report.laboratory, "country": report.country}
            )
            known[code] = row.pk
        report.laboratory_id = known[code]

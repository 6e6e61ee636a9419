"""Findings of customs laboratories: declared, found, and whether the two fit."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from vedette.base.accounts import rules as rights
from vedette.catalogue.tariffs.registers import read_register
from vedette.evidence.customs import actions, queries
from vedette.evidence.customs.queries import CustomsFinding
from vedette.evidence.samples.queries import find
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["evidence"])


class DeclarationIn(Schema):
    """As what goods were declared: tariff code, year of the nomenclature, kind of goods."""

    tariff_code: str
    tariff_year: int
    goods: str
    flow: str = ""


@router.get("/customs/findings", response=list[dict[str, Any]])
def list_customs_findings(
    request: HttpRequest, country: str = "", fit: str = ""
) -> list[dict[str, Any]]:
    """List the newest findings of customs laboratories; a hint is a reason to look, no proof."""
    rights.check_may(person(request), "see")
    rows = queries.findings_seen_by(
        person(request), country=country.upper(), fit=fit, limit=queries.SHOWN
    )
    return [_finding(one) for one in rows]


@router.get("/customs/tariffs", response=dict[str, Any])
def show_tariffs(request: HttpRequest) -> dict[str, Any]:
    """Show the kinds of goods and the headings that are known here, with their source."""
    rights.check_may(person(request), "see")
    register = read_register(Path(settings.VEDETTE_HOME))
    return {
        "source": register.source, "certainty": register.certainty,
        "goods": [{"key": one.key, "title": dict(one.title)} for one in register.goods.values()],
        "headings": [
            {"code": one.code, "title": dict(one.title), "goods": sorted(one.goods),
             "since": one.since, "until": one.until} for one in register.headings
        ],
    }  # fmt: skip


@router.post("/samples/{token}/declaration", response={201: dict[str, Any], REFUSED: Problem})
def declare_sample(
    request: HttpRequest, token: str, said: DeclarationIn
) -> tuple[int, dict[str, Any]]:
    """Say as what the goods of a sample were declared; it is said once."""
    by = person(request)
    row = find(token, by)
    actions.declare(
        sample=row, code=said.tariff_code, year=said.tariff_year, goods=said.goods,
        flow=said.flow, by=by, at=timezone.now(),
    )  # fmt: skip
    found = queries.finding_of(row, by)
    return 201, _finding(found) if found else {}


def _finding(one: CustomsFinding) -> dict[str, Any]:
    return {
        "occurred_on": one.occurred_on, "country": one.country,
        "tariff_code": one.declared.code.digits, "tariff_year": one.declared.code.year,
        "goods": one.declared.goods, "flow": one.flow, "found": list(one.names),
        "fit": one.comparison.fit.value,
        "reasons": [
            {"reason": hint.reason.value, "substance": hint.substance, "fact": hint.fact}
            for hint in one.comparison.hints
        ],
        "sample": one.sample.token if one.sample else None,
        "report": one.report.pk if one.report else None,
    }  # fmt: skip

"""What a row says of the goods as they were declared, checked for its form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from vedette.catalogue.tariffs.codes import TariffCodeMalformed, read_code
from vedette.catalogue.tariffs.registers import read_register
from vedette.evidence.customs.models import Flow
from vedette.evidence.ingest.definitions import Cell, DeclaredRule, SourceDefinition
from vedette.evidence.ingest.values import Conflict


@dataclass(frozen=True, slots=True)
class DeclaredGoods:
    """The details that a report keeps of a declaration, and what is wrong with it."""

    details: dict[str, Any] = field(default_factory=dict)
    doubts: tuple[Conflict, ...] = ()


def declared_reader(
    source: SourceDefinition, today: date
) -> Callable[[dict[str, str]], DeclaredGoods] | None:
    """Return what reads the declaration of a row; none for a source that knows none."""
    rule = source.declared
    if rule is None:
        return None
    return lambda row: _read(row, rule, today)


def _read(row: dict[str, str], rule: DeclaredRule, today: date) -> DeclaredGoods:
    code, year, goods = (cell.read(row) for cell in (rule.code, rule.year, rule.goods))
    if not code:
        return _refused(rule.code, code, "tariff_code_missing", "the tariff code is missing")
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        sentence = f"{year!r} is no year of a nomenclature"
        return _refused(rule.year, year, "tariff_year_unreadable", sentence)
    try:
        read = read_code(code, year=int(year), latest=today.year + 1)
    except TariffCodeMalformed as error:
        return _refused(rule.code, code, "tariff_code_malformed", str(error))
    known = read_register(Path(settings.VEDETTE_HOME)).goods
    if goods not in known:
        sentence = f"{goods!r} is no kind of goods; one of {', '.join(known)}"
        return _refused(rule.goods, goods, "goods_unknown", sentence)
    details = {"tariff_code": read.digits, "tariff_year": read.year, "declared_goods": goods}
    if rule.flow and (flow := rule.flow.read(row)):
        if flow not in Flow.values:
            sentence = f"{flow!r} is no movement of goods; one of {', '.join(filter(None, Flow))}"
            return _refused(rule.flow, flow, "flow_unknown", sentence)
        details["flow"] = flow
    return DeclaredGoods(details)


def _refused(cell: Cell, value: str, code: str, sentence: str) -> DeclaredGoods:
    return DeclaredGoods(doubts=(Conflict(cell.column, value, code, sentence),))

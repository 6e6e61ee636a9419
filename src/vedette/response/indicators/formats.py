"""Figures as others read them: plain rows, SDMX-CSV, SDMX-JSON, and data for surfaces."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import orjson

from vedette.response.indicators.definitions import Goal, Indicator, Part
from vedette.response.indicators.models import Computation, IndicatorValue
from vedette.response.indicators.queries import Reading
from vedette.response.indicators.rules import BREAK, goes_well, reaches

HEADER = (
    "indicator", "part", "country", "period", "cell", "numerator", "denominator", "value", "low",
    "high", "unit", "state", "flags", "as_of", "method", "revision",
)  # fmt: skip
AGENCY, VERSION = "VEDETTE", "1.0"
DIMENSIONS = ("PART", "GEO", "BREAKDOWN", "TIME_PERIOD")
ATTRIBUTES = ("NUMERATOR", "DENOMINATOR", "LOW", "HIGH", "UNIT_MEASURE", "OBS_STATUS")
ALL, TOTAL = "ALL", "TOTAL"


def state_of(value: IndicatorValue) -> str:
    """Return given, hidden or not_given: what is hidden is not nothing."""
    return "hidden" if value.hidden else "not_given" if value.value is None else "given"


def rows_of(reading: Reading) -> Iterator[list[Any]]:
    """Yield every value as one row under ``HEADER``."""
    row = reading.computation
    if row is None:
        return
    for one in reading.values:
        yield [
            reading.indicator.key, one.part, one.country, one.period, one.cell, one.numerator,
            one.denominator, one.value, one.low, one.high, one.unit, state_of(one),
            " ".join(one.flags), row.as_of.isoformat(), row.methods.get(one.part, ""),
            row.revision,
        ]  # fmt: skip


def sdmx_csv(reading: Reading) -> str:
    """Return the values as SDMX-CSV 2.0; a hidden one has no value and the status Q."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES])
    for one in reading.values:
        write.writerow([
            "dataflow", flow_of(reading.indicator), "I", *key_of(one), _text(one.value),
            *attributes_of(one),
        ])  # fmt: skip
    return out.getvalue()


def flow_of(indicator: Indicator) -> str:
    """Return the name of an indicator's data flow."""
    return f"{AGENCY}:{indicator.key.upper()}({VERSION})"


def key_of(value: IndicatorValue) -> tuple[str, ...]:
    """Return the coordinates of a value in the order of ``DIMENSIONS``, as SDMX codes."""
    return (
        _as_code(value.part), value.country or ALL, _as_code(value.cell) or TOTAL, value.period
    )  # fmt: skip


def attributes_of(value: IndicatorValue) -> tuple[str, ...]:
    """Return what is said of a value, in the order of ``ATTRIBUTES``."""
    return (
        _text(value.numerator), _text(value.denominator), _text(value.low), _text(value.high),
        value.unit, status_of(value),
    )  # fmt: skip


def status_of(value: IndicatorValue) -> str:
    """Return the status of an observation: A, B, E, P, or Q hidden and M missing."""
    if value.hidden:
        return "Q"
    if value.value is None:
        return "M"
    for flag, code in ((BREAK, "B"), ("estimated", "E"), ("provisional", "P"), ("running", "P")):
        if flag in value.flags:
            return code
    return "A"


def _as_code(text: str) -> str:
    """Return a text with only what SDMX lets stand in a code."""
    return "".join(one if one.isalnum() and one.isascii() else "_" for one in text).upper()


def _text(number: float | None) -> str:
    return "" if number is None else repr(number)


def sdmx_json(reading: Reading, *, prepared: datetime) -> bytes:
    """Return the values as an SDMX-JSON 1.0 data message, all dimensions at the observation."""
    keys = [key_of(one) for one in reading.values]
    codes = [sorted({key[at] for key in keys}) for at in range(len(DIMENSIONS))]
    place = [{code: number for number, code in enumerate(some)} for some in codes]
    said = [attributes_of(one) for one in reading.values]
    told = [sorted({row[at] for row in said}) for at in range(len(ATTRIBUTES))]
    spot = [{text: number for number, text in enumerate(some)} for some in told]
    observations = {
        ":".join(str(place[at][code]) for at, code in enumerate(key)): [
            one.value, *(spot[at][text] for at, text in enumerate(row)),
        ]
        for one, key, row in zip(reading.values, keys, said, strict=True)
    }  # fmt: skip
    message = {
        "header": {
            "id": f"{reading.indicator.key}-{_revision(reading.computation)}", "test": False,
            "prepared": prepared.isoformat(), "sender": {"id": AGENCY, "name": "Vedette"},
        },
        "structure": {
            "name": reading.indicator.title["en"],
            "dimensions": {"dataSet": [], "series": [], "observation": [
                {"id": name, "name": name, "keyPosition": at, "role": _role(name),
                 "values": [{"id": code, "name": code} for code in codes[at]]}
                for at, name in enumerate(DIMENSIONS)
            ]},
            "attributes": {"dataSet": [], "series": [], "observation": [
                {"id": name, "name": name, "values": [{"name": text or "-"} for text in told[at]]}
                for at, name in enumerate(ATTRIBUTES)
            ]},
        },
        "dataSets": [{"action": "Information", "observations": observations}],
    }  # fmt: skip
    return orjson.dumps(message)


def _role(name: str) -> str:
    return {"TIME_PERIOD": "TIME_PERIOD", "GEO": "GEO"}.get(name, "")


def _revision(row: Computation | None) -> int:
    return row.revision if row else 0


def as_data(reading: Reading, *, country: str = "") -> dict[str, Any]:
    """Return an indicator at a glance, for the API and the command line."""
    one, part = reading.indicator, reading.shown_part()
    newest = reading.newest(part.key, country=country)
    change = reading.change(part.key, country=country)
    row = reading.computation
    return {
        "key": one.key, "number": one.number, "title": dict(one.title),
        "known": reading.known_how, "part": part.key, "unit": part.unit,
        "period": newest.period if newest else None,
        "value": newest.value if newest else None,
        "hidden": newest.hidden if newest else False,
        "flags": newest.flags if newest else [],
        "change": change and {"from": change.before, "to": change.after,
                              "difference": change.difference, "share": change.share},
        "goes": goes_well(change, one.is_better(part)),
        "target": _goal(one.target), "baseline": _goal(one.baseline),
        "reached": reaches(*_of_target(reading), one.direction),
        "missing": reading.missing, "as_of": row.as_of if row else None,
        "computed_at": row.computed_at if row else None, "revision": row.revision if row else None,
        "computed_later": reading.is_later, "promises": list(one.promises),
    }  # fmt: skip


def _of_target(reading: Reading) -> tuple[float | None, float | None]:
    target = reading.indicator.target
    if target is None or not target.part:
        return None, None
    newest = reading.newest(target.part)
    return (newest.value if newest else None), target.value


def _goal(goal: Goal | None) -> dict[str, Any] | None:
    if goal is None:
        return None
    return {"text": goal.text, "value": goal.value, "year": goal.year, "part": goal.part,
            "source": goal.source, "certainty": goal.certainty}  # fmt: skip


def definition_as_data(one: Indicator) -> dict[str, Any]:
    """Return everything an indicator's file says."""
    return {
        "key": one.key, "number": one.number, "title": dict(one.title),
        "definition": one.definition, "numerator": one.numerator,
        "denominator": one.denominator, "unit": one.unit, "source": one.source,
        "frequency": one.frequency, "direction": one.direction,
        "breakdowns": list(one.breakdowns), "providers": list(one.providers),
        "promises": list(one.promises), "caveats": list(one.caveats),
        "baseline": _goal(one.baseline), "target": _goal(one.target),
        "parts": [_part(part) for part in one.parts],
    }  # fmt: skip


def _part(part: Part) -> dict[str, Any]:
    return {
        "key": part.key, "title": dict(part.title), "unit": part.unit, "stands": part.stands,
        "method": part.method, "parameters": dict(part.parameters), "series": part.series,
        "small_cells": part.smallest, "wanted": part.wanted,
    }  # fmt: skip


def values_as_data(values: Iterable[IndicatorValue]) -> list[dict[str, Any]]:
    """Return values with their state; a hidden one has no number."""
    return [
        {"part": one.part, "country": one.country, "period": one.period, "cell": one.cell,
         "numerator": one.numerator, "denominator": one.denominator, "value": one.value,
         "low": one.low, "high": one.high, "unit": one.unit, "state": state_of(one),
         "flags": one.flags, "note": one.note}
        for one in values
    ]  # fmt: skip

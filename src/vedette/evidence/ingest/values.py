"""One cell to one value, or to a conflict that says what is wrong with it."""

import ast
import json
import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from vedette.evidence.ingest.definitions import DateRule, QuantityRule

EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing wrong with one cell; `queue` if a person could still accept the row."""

    column: str
    value: str
    code: str
    sentence: str
    queue: bool = False
    meant: date | None = None  # the day as written, where only a person can believe it

    def as_json(self) -> dict[str, str]:
        """Return the fields that the import report shows."""
        return {
            "column": storable(self.column),
            "value": storable(self.value[:200]),
            "code": self.code,
            "sentence": storable(self.sentence),
        }


def storable(text: str) -> str:
    """Return text as every database can hold it: no NUL, no lone surrogate."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")


@lru_cache(maxsize=65_536)
def read_date(text: str, rule: DateRule, today: date) -> date | Conflict:
    """Read a date by the formats of its rule; the future is doubtful, not impossible."""
    if not text:
        return Conflict(rule.column, text, "date_missing", f"{rule.column} is empty")
    found = _parsed(text, rule.formats)
    if found is None:
        sentence = f"{text!r} is no date of the form {' or '.join(map(_plain, rule.formats))}"
        return Conflict(rule.column, text, "date_unreadable", sentence)
    if found > today + timedelta(days=1):
        sentence = f"{found.isoformat()} lies in the future"
        return Conflict(rule.column, text, "date_in_future", sentence, queue=True, meant=found)
    if found < EARLIEST:
        sentence = f"{found.isoformat()} is before {EARLIEST.year}"
        return Conflict(rule.column, text, "date_too_early", sentence, queue=True, meant=found)
    return found


_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ][\d:.+\-Z]+)?", re.ASCII)


def _parsed(text: str, formats: tuple[str, ...]) -> date | None:
    for form in formats:
        try:
            if form == "%Y-%m-%d":
                if day := _ISO_DAY.fullmatch(text):
                    return date.fromisoformat(day[1])
                continue
            if form == "%G-W%V":
                return datetime.strptime(text + "-1", "%G-W%V-%u").date()  # noqa: DTZ007 - as below
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _plain(form: str) -> str:
    words = {
        "%Y": "YYYY", "%m": "MM", "%d": "DD", "%b": "Mon", "%B": "Month", "%y": "YY", "%V": "WW",
        "%G": "YYYY", "%H": "hh", "%M": "mm", "%S": "ss",
    }  # fmt: skip
    for code, word in words.items():
        form = form.replace(code, word)
    return form


# UCUM codes as they stand in records, and how sources write them.
UNITS = {
    "kg": "kg", "g": "g", "gram": "g", "grams": "g", "mg": "mg", "milligram": "mg", "ug": "ug",
    "µg": "ug", "μg": "ug", "mcg": "ug", "ng": "ng", "l": "L", "litre": "L", "ml": "mL",
    "ul": "uL", "µl": "uL", "%": "%", "percent": "%", "mg/g": "mg/g", "ug/g": "ug/g",
    "mg/l": "mg/L", "ug/l": "ug/L", "µg/l": "ug/L", "ng/l": "ng/L", "ng/ml": "ng/mL",
    "ug/ml": "ug/mL", "µg/ml": "ug/mL", "mg/ml": "mg/mL", "ng/mg": "ng/mg", "pg/mg": "pg/mg",
    "m3/d": "m3/d", "mg/d": "mg/d", "g/d": "g/d", "mg/d/1000": "mg/d/(1000.{person})",
    "mg/(1000 people)/day": "mg/d/(1000.{person})", "mg/d/(1000.{person})": "mg/d/(1000.{person})",
    "mg/(10*3{person}.d)": "mg/d/(1000.{person})", "{tablet}": "{tbl}",
    "{tbl}": "{tbl}", "tablet": "{tbl}", "tablets": "{tbl}", "pill": "{tbl}", "pills": "{tbl}",
    "{dose}": "{dose}", "dose": "{dose}", "doses": "{dose}", "{piece}": "{piece}",
    "piece": "{piece}", "pieces": "{piece}", "unit": "{piece}", "units": "{piece}",
    "1": "1", "eur": "EUR", "usd": "USD",
}  # fmt: skip
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount, or the statement that it is below what the method can measure."""

    value: float | None
    unit: str
    below_loq: bool


def read_quantity(text: str, unit_text: str, rule: QuantityRule) -> Quantity | Conflict | None:
    """Read an amount with its unit; an empty cell is no amount, never zero."""
    if not text:
        return None
    unit = UNITS.get((unit_text or rule.unit).strip().casefold())
    if unit is None:
        column = rule.unit_column or rule.column
        sentence = f"{unit_text or rule.unit!r} is not a unit known here"
        return Conflict(column, unit_text, "unit_unknown", sentence, queue=True)
    if rule.below and text.startswith(rule.below):
        return Quantity(None, unit, below_loq=True)
    value = read_number(text, rule.decimal)
    if value is None:
        sentence = f"{text!r} is no number (decimal mark {rule.decimal!r})"
        return Conflict(rule.column, text, "number_unreadable", sentence)
    if value < 0:
        return Conflict(rule.column, text, "number_negative", f"{text} is below zero", queue=True)
    return Quantity(value, unit, below_loq=False)


def read_number(text: str, decimal: str = ".") -> float | None:
    """Read a number written with the given decimal mark, with or without thousands marks."""
    thousands = "." if decimal == "," else ","
    plain = text.strip("$€£ ").replace(" ", "").replace("\u00a0", "")
    if thousands in plain:
        # Groups of three only: "1,5" is no fifteen, whoever wrote it.
        whole, mark, rest = plain.partition(decimal)
        if not _GROUPED.fullmatch(whole.replace(thousands, ",")):
            return None
        plain = whole.replace(thousands, "") + mark + rest
    plain = plain.replace(decimal, ".")
    if not _NUMBER.fullmatch(plain):
        return None
    number = float(plain)
    return number if math.isfinite(number) else None


@lru_cache(maxsize=65_536)
def split_cell(text: str, split: tuple[str, ...] | str) -> tuple[str, ...] | Conflict:
    """Take a cell apart into names; separators inside brackets do not count."""
    if split == "list":
        return _listed(text)
    if isinstance(split, str) or not split:
        return (text,)
    if not any(mark in text for mark in split):
        return (text,)
    parts, depth, current = [], 0, ""
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        if letter in split and depth <= 0:
            parts.append(current.strip())
            current = ""
        else:
            current += letter
    parts.append(current.strip())
    return tuple(part for part in parts if part)


def _listed(text: str) -> tuple[str, ...] | Conflict:
    try:
        items = json.loads(text) if text.startswith('["') else ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return Conflict("", text, "list_unreadable", f"{text[:60]!r} is not a list of names", True)
    if not isinstance(items, (list, tuple)):
        return Conflict("", text, "list_unreadable", f"{text[:60]!r} is not a list of names", True)
    return tuple(str(item).strip() for item in items if str(item).strip())

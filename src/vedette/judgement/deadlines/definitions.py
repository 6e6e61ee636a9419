"""Deadline rules as dated data: by when who must do what, with its source and how sure that is."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from vedette.errors import VedetteError
from vedette.judgement.deadlines.counting import Period, PeriodRefused, Unit

SHIPPED = Path(__file__).parent / "law.toml"
LOCAL = "deadline-rules.toml"
LIMITS = ("without_delay", "immediately", "none")  # duties without a number
CERTAINTIES = ("law", "practice", "ours")
_KNOWN = {
    "key", "title", "starts", "actor", "limit", "amount", "unit", "before", "on", "legal_ref",
    "valid_from", "valid_to", "certainty", "note", "extended_by", "extension",
}  # fmt: skip


class RuleMalformed(VedetteError, ValueError):
    """A deadline rule that cannot be read: which one, which entry, and why."""

    def __init__(self, file: str, key: str, why: str) -> None:
        super().__init__(file, key, why)
        self.file, self.key, self.why = file, key, why

    def __str__(self) -> str:
        return f"{self.file}, rule {self.key or '(without key)'}: {self.why}"


class RuleUnknown(VedetteError, LookupError):
    """Somebody named a deadline rule that is not there, or not on that day."""

    def __init__(self, key: str, on: date) -> None:
        super().__init__(key, on)
        self.key, self.on = key, on

    def __str__(self) -> str:
        return f"no deadline rule {self.key!r} holds on {self.on}"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One row of the law: a period from an event, a duty without a number, or fixed days.

    Attributes
    ----------
    period : Period or None
        None where ``limit`` names a duty without a number, or ``days`` fixed days.
    days : tuple of (int or None, int, int)
        Year (None: every year), month and day.
    extended_by : str
        Who may extend it; empty: nobody. ``extension`` is how far, if the law says.
    """

    key: str
    title: Mapping[str, str]
    actor: str
    valid_from: date
    certainty: str
    starts: Mapping[str, str] = field(default_factory=dict)
    period: Period | None = None
    limit: str = ""
    days: tuple[tuple[int | None, int, int], ...] = ()
    legal_ref: str = ""
    valid_to: date | None = None
    note: str = ""
    extended_by: str = ""
    extension: Period | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule was in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def days_in(self, year: int) -> list[date]:
        """Return the fixed days of the rule in a year on which it holds."""
        found = [date(year, m, d) for fixed, m, d in self.days if fixed in (None, year)]
        return [day for day in found if self.holds_on(day)]


def read_rules(text: str, *, file: str) -> list[DeadlineRule]:
    """Read rules from TOML.

    Raises
    ------
    RuleMalformed
        With the rule and the entry at fault.
    """
    try:
        rows = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise RuleMalformed(file, "", str(error)) from None
    return [_rule(row, file) for row in rows]


def _rule(row: dict[str, Any], file: str) -> DeadlineRule:
    key = str(row.get("key", ""))
    if unknown := sorted(set(row) - _KNOWN):
        raise RuleMalformed(file, key, f"no entry is called {unknown[0]!r}")
    for name in ("key", "title", "actor", "valid_from", "certainty"):
        if not row.get(name):
            raise RuleMalformed(file, key, f"{name} is missing")
    if row["certainty"] not in CERTAINTIES:
        raise RuleMalformed(file, key, f"certainty is one of {', '.join(CERTAINTIES)}")
    if "en" not in row["title"]:
        raise RuleMalformed(file, key, "the title is missing in English")
    try:
        rule = DeadlineRule(
            key=key, title=row["title"], starts=row.get("starts", {}), actor=row["actor"],
            period=_period(row) if "amount" in row else None, limit=row.get("limit", ""),
            days=tuple(_days(row.get("on", ()))), legal_ref=row.get("legal_ref", ""),
            valid_from=row["valid_from"], valid_to=row.get("valid_to"),
            certainty=row["certainty"], note=row.get("note", ""),
            extended_by=row.get("extended_by", ""),
            extension=_period(row["extension"]) if "extension" in row else None,
        )  # fmt: skip
    except (ValueError, TypeError, KeyError, PeriodRefused) as error:
        raise RuleMalformed(file, key, str(error)) from None
    if rule.limit and rule.limit not in LIMITS:
        raise RuleMalformed(file, key, f"limit is one of {', '.join(LIMITS)}")
    if (rule.period is not None) + bool(rule.limit) + bool(rule.days) != 1:
        raise RuleMalformed(file, key, "say one of amount and unit, limit, or on")
    return rule


def _period(row: Mapping[str, Any]) -> Period:
    return Period(int(row["amount"]), Unit(row.get("unit", "")), bool(row.get("before", False)))


def _days(said: Any) -> Iterable[tuple[int | None, int, int]]:
    for one in said if isinstance(said, list | tuple) else [said]:
        if isinstance(one, date):
            yield one.year, one.month, one.day
        else:
            month, day = (int(part) for part in str(one).split("-"))
            date(2024, month, day)  # a leap year: 29 February may be named
            yield None, month, day


def rules_of(folder: Path | None) -> dict[str, tuple[DeadlineRule, ...]]:
    """Return all rules by key; those of the instance replace shipped ones of the same key."""
    found = _versions(SHIPPED, SHIPPED.stat().st_mtime_ns)
    local = folder / LOCAL if folder else None
    if local and local.exists():
        found = {**found, **_versions(local, local.stat().st_mtime_ns)}
    return dict(found)


@lru_cache(maxsize=8)
def _versions(file: Path, _changed: int) -> dict[str, tuple[DeadlineRule, ...]]:
    found: dict[str, tuple[DeadlineRule, ...]] = {}
    for rule in read_rules(file.read_text(encoding="utf-8"), file=file.name):
        found[rule.key] = (*found.get(rule.key, ()), rule)
    return found


def rule_on(key: str, day: date, *, folder: Path | None) -> DeadlineRule:
    """Return the rule of a key that holds on a day.

    Raises
    ------
    RuleUnknown
        If there is none, or none on that day.
    """
    held = [rule for rule in rules_of(folder).get(key, ()) if rule.holds_on(day)]
    if not held:
        raise RuleUnknown(key, day)
    return held[-1]

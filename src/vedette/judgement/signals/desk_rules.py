"""Rules of the desk: what one may say, when it is in force, and how it turns the knobs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from vedette.errors import VedetteError
from vedette.judgement.signals.thresholds import LIMITS, Catalogue, Limits, Policy, kin

KEY = re.compile(r"[a-z0-9][a-z0-9._+,()'-]{0,99}")
MOST_KEYS = 200


class RuleKind(StrEnum):
    """What a rule of the desk can do."""

    VALUE = "value"
    WATCH = "watch"
    SILENCE = "silence"
    WINDOW = "window"
    MINIMUM = "minimum"


class RuleMalformed(VedetteError, ValueError):
    """A rule says something that its kind does not know, or a value out of its range."""

    def __init__(self, name: str, value: Any, why: str) -> None:
        super().__init__(name, value, why)
        self.name, self.value, self.why = name, value, why

    def __str__(self) -> str:
        told = repr(self.value)
        return f"{self.name} = {told if len(told) <= 80 else told[:79] + '…'}: {self.why}"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rule speaks of, in the codes of the records; empty is everything."""

    substance: str = ""
    family: str = ""
    country: str = ""
    place: str = ""
    context: str = ""
    source: str = ""

    @property
    def told(self) -> dict[str, str]:
        """What is limited, and to what."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class DeskRule:
    """One rule; ``says`` is right for its kind.

    It holds on days from ``valid_from`` on and before ``until``, as long as it was made
    and not ended; a rule read back from a run was chosen already and has no ``made_at``.
    """

    number: int
    kind: str
    says: Mapping[str, Any]
    valid_from: date
    reason: str = ""
    until: date | None = None
    scope: Scope = field(default_factory=Scope)
    made_at: datetime | None = None
    ended_at: datetime | None = None

    def is_in_force(self, *, at: datetime, day: date) -> bool:
        """Whether it stood at a moment, and holds on a day."""
        made = self.made_at is None or self.made_at <= at
        standing = made and (self.ended_at is None or self.ended_at > at)
        return standing and self.valid_from <= day and (self.until is None or day < self.until)


def in_force(rules: Iterable[DeskRule], *, at: datetime, day: date) -> tuple[DeskRule, ...]:
    """The rules that stood at a moment and hold on its day, by number."""
    holding = (rule for rule in rules if rule.is_in_force(at=at, day=day))
    return tuple(sorted(holding, key=lambda rule: rule.number))


def of_kind(rules: Iterable[DeskRule], kind: RuleKind) -> list[DeskRule]:
    """The rules of one kind by number, so that their order changes nothing."""
    return sorted((rule for rule in rules if rule.kind == kind), key=lambda rule: rule.number)


def policy_with(rules: Sequence[DeskRule], policy: Policy) -> Policy:
    """The policy as rules turn it; of two that set one value, the later made holds."""
    set_to: dict[str, Any] = {}
    for rule in of_kind(rules, RuleKind.VALUE):
        value = rule.says["value"]
        set_to[rule.says["field"]] = frozenset(value) if isinstance(value, list) else value
    watches = of_kind(rules, RuleKind.WATCH)
    first = {_subject(rule) for rule in watches if rule.says.get("first_on_desk")}
    return replace(
        policy, **set_to, watched=policy.watched | {_subject(rule) for rule in watches},
        first_on_desk=policy.first_on_desk | first,
    )  # fmt: skip


def catalogue_with(rules: Sequence[DeskRule], catalogue: Catalogue) -> Catalogue:
    """The catalogue in which what comes first on the desk weighs as much as an opioid."""
    first = {
        _subject(rule) for rule in of_kind(rules, RuleKind.WATCH) if rule.says.get("first_on_desk")
    }
    if not first:
        return catalogue
    return {
        key: (name, family, 1.0 if not first.isdisjoint((key, *kin(key, catalogue))) else severity)
        for key, (name, family, severity) in catalogue.items()
    }


def _subject(rule: DeskRule) -> str:
    return rule.scope.substance or rule.scope.family


def as_plain(rule: DeskRule) -> dict[str, Any]:
    """What a run keeps of a rule, so that it can be repeated."""
    return {
        "number": rule.number, "kind": rule.kind, "says": dict(rule.says),
        "scope": rule.scope.told, "reason": rule.reason,
        "valid_from": rule.valid_from.isoformat(),
        "until": rule.until.isoformat() if rule.until else None,
    }  # fmt: skip


def rules_from(values: Mapping[str, Any]) -> tuple[DeskRule, ...]:
    """The rules that were in force in a run, from what the run kept of its policy."""
    return tuple(
        DeskRule(
            number=one["number"], kind=one["kind"], says=one["says"], reason=one["reason"],
            scope=Scope(**one["scope"]), valid_from=date.fromisoformat(one["valid_from"]),
            until=date.fromisoformat(one["until"]) if one["until"] else None,
        )
        for one in values.get("rules", ())
    )  # fmt: skip


# What each kind says: whole numbers with their range, or yes and no; "?" may be left out.
SAYS: dict[RuleKind, dict[str, Limits | type[bool]]] = {
    RuleKind.WATCH: {"first_on_desk?": bool},
    RuleKind.SILENCE: {"even_firsts?": bool},
    RuleKind.WINDOW: {
        "weeks": Limits(2, 52), "findings": Limits(1, 10_000), "weeks_with?": Limits(2, 52),
    },
    RuleKind.MINIMUM: {"cases": Limits(2, 1_000)},
}  # fmt: skip


def checked(kind: str, says: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
    """What a rule says, with nothing left open.

    Raises
    ------
    RuleMalformed
        If the kind is none, does not know a field, or a value or the scope is not for it.
    """
    if kind not in list(RuleKind):
        raise RuleMalformed("kind", kind, f"the kinds are {', '.join(RuleKind)}")
    _check_scope(RuleKind(kind), scope)
    if kind == RuleKind.VALUE:
        return _checked_value(says)
    known = {name.rstrip("?"): (name, limits) for name, limits in SAYS[RuleKind(kind)].items()}
    _check_names(says, known, kind)
    told: dict[str, Any] = {}
    for name, (as_listed, limits) in known.items():
        if name not in says:
            if not as_listed.endswith("?"):
                raise RuleMalformed(name, None, f"a rule of the kind {kind} must say it")
            if limits is bool:
                told[name] = False
        elif limits is bool:
            told[name] = _yes_or_no(name, says[name])
        elif isinstance(limits, Limits):
            told[name] = _number(name, says[name], limits, whole=True)
    if kind == RuleKind.WINDOW:
        _check_window(told)
    return told


def _check_names(says: Mapping[str, Any], known: Iterable[str], kind: str) -> None:
    for name in sorted(set(says) - set(known)):
        raise RuleMalformed(
            name, says[name], f"a rule of the kind {kind} knows only {', '.join(known)}"
        )


def _checked_value(says: Mapping[str, Any]) -> dict[str, Any]:
    _check_names(says, ("field", "value"), RuleKind.VALUE)
    name = says.get("field")
    if not isinstance(name, str) or name not in LIMITS:
        raise RuleMalformed("field", name, f"what can be set is {', '.join(LIMITS)}")
    value, limits = says.get("value"), LIMITS[name]
    if limits is None:
        return {"field": name, "value": _keys(name, value)}
    kinds = {one.name: one.type for one in fields(Policy)}
    return {"field": name, "value": _number(name, value, limits, whole=kinds[name] is int)}


def _number(name: str, value: Any, limits: Limits, *, whole: bool) -> float:
    fits = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
    if not (fits and limits.low <= value <= limits.high):
        wanted = "a whole number" if whole else "a number"
        raise RuleMalformed(name, value, f"must be {wanted} from {limits.low:g} to {limits.high:g}")
    return int(value) if whole else float(value)


def _yes_or_no(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise RuleMalformed(name, value, "must be true or false")
    return value


def _keys(name: str, value: Any) -> list[str]:
    if not (isinstance(value, list | tuple) and 0 < len(value) <= MOST_KEYS):
        raise RuleMalformed(name, value, f"must be a list of 1 to {MOST_KEYS} keys")
    for one in value:
        if not (isinstance(one, str) and KEY.fullmatch(one)):
            raise RuleMalformed(name, one, "is no key of the register")
    return sorted(set(value))


def _check_window(told: Mapping[str, Any]) -> None:
    weeks_with = told.get("weeks_with")
    if weeks_with is None and told["findings"] < 2:
        raise RuleMalformed("findings", told["findings"], "one finding needs no window; watch it")
    if weeks_with is not None and weeks_with > told["weeks"]:
        raise RuleMalformed("weeks_with", weeks_with, f"there are only {told['weeks']} weeks")


def _check_scope(kind: RuleKind, scope: Scope) -> None:
    told = scope.told
    if "substance" in told and "family" in told:
        raise RuleMalformed("family", scope.family, "name a substance or a family, not both")
    if "country" in told and "place" in told:
        raise RuleMalformed("place", scope.place, "name a country or a place in it, not both")
    if kind == RuleKind.VALUE and told:
        name, value = next(iter(told.items()))
        raise RuleMalformed(name, value, "a value holds everywhere; leave the scope empty")
    if kind == RuleKind.WATCH:
        if not (scope.substance or scope.family):
            raise RuleMalformed("substance", "", "a watch names a substance or a family")
        for name in sorted(set(told) - {"substance", "family"}):
            raise RuleMalformed(name, told[name], "a watch holds everywhere; leave this empty")
    if kind == RuleKind.SILENCE and not told:
        raise RuleMalformed("scope", "", "a silence of everything is none of a known artefact")

"""Rules of the desk as rows: from codes to rows and back, and which are in force."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.base.markings.queries import markings_seen_by
from vedette.catalogue.places.models import Place
from vedette.catalogue.substances.models import Family, Substance
from vedette.errors import VedetteError
from vedette.evidence.ingest.models import Source
from vedette.evidence.observations.models import Context
from vedette.judgement.signals.desk_rules import (
    DeskRule,
    RuleKind,
    RuleMalformed,
    Scope,
    checked,
    in_force,
)
from vedette.judgement.signals.models import Rule
from vedette.judgement.signals.thresholds import Policy

_REGISTERS: dict[str, Any] = {"opioid_families": Family, "cutting_agents": Substance}
_RELATED = ("substance", "family", "place", "source", "made_by", "ended_by")


class RuleEnded(VedetteError):
    """A rule that somebody wants to end has ended already."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"rule {self.number} was ended by somebody else already"


def drafted(*, kind: str, says: Mapping[str, Any], scope: Scope) -> Rule:
    """Return a rule as a row that is not stored yet, checked against what is known.

    Raises
    ------
    RuleMalformed
        If it says what its kind does not know, or names something that is not there.
    """
    told = checked(kind, says, scope)
    if (name := told.get("field")) in _REGISTERS:
        # The usual keys may be said again, whether this register knows them or not.
        for key in sorted(set(told["value"]) - getattr(Policy(), name)):
            _row(name, key, _REGISTERS[name].objects.filter(key=key))
    place = _place(scope)
    return Rule(
        kind=kind, says=told, country=_country(scope, place), context=_context(scope),
        place=None if place is None or place.scheme == Place.Scheme.ISO3166_1 else place,
        substance=_row("substance", scope.substance, Substance.objects.filter(key=scope.substance)),
        family=_row("family", scope.family, Family.objects.filter(key=scope.family)),
        source=_row("source", scope.source, Source.objects.filter(name=scope.source)),
    )  # fmt: skip


def check_days(rule: Rule, today: date) -> None:
    """Refuse a rule that begins in the past, has no day left, or is silent without an end."""
    if rule.valid_from < today:
        raise Refused(f"{rule.valid_from} has been; a rule holds from {today} at the earliest")
    if rule.kind == RuleKind.SILENCE and rule.until is None:
        raise Refused("a silence needs the day until which it holds")
    if rule.until is not None and rule.until <= rule.valid_from:
        raise Refused(
            f"{rule.until} is no end for a rule that holds from {rule.valid_from}; "
            "name a day after that"
        )


def as_rule(row: Rule) -> DeskRule:
    """Return what detection reads of a row."""
    return DeskRule(
        number=row.pk or 0, kind=row.kind, says=row.says, reason=row.reason,
        valid_from=row.valid_from, until=row.until, scope=scope_of(row), made_at=row.made_at,
        ended_at=row.ended_at,
    )  # fmt: skip


def scope_of(row: Rule) -> Scope:
    """Return what a row speaks of, in codes."""
    return Scope(
        substance=row.substance.key if row.substance else "",
        family=row.family.key if row.family else "", country=row.country,
        place=row.place.code if row.place else "", context=row.context,
        source=row.source.name if row.source else "",
    )  # fmt: skip


def all_rules() -> list[DeskRule]:
    """Return every rule ever made, by number."""
    return [as_rule(row) for row in Rule.objects.select_related(*_RELATED).order_by("pk")]


def rules_in_force(*, as_of: datetime) -> tuple[DeskRule, ...]:
    """Return the rules that were made, not ended and in their days at a moment."""
    return in_force(all_rules(), at=as_of, day=timezone.localdate(as_of))


def rules_seen_by(person: User, *, as_of: datetime | None = None) -> QuerySet[Rule]:
    """Return the rules made by a moment, the newest first.

    Everybody who may see may see them, but for those that name a source closed to them.
    """
    if not (person.is_authenticated and person.is_active):
        return Rule.objects.none()
    open_source = Q(source=None) | Q(source__marking_id__in=markings_seen_by(person))
    rows = Rule.objects.filter(open_source).select_related(*_RELATED).order_by("-pk")
    return rows if as_of is None else rows.filter(made_at__lte=as_of)


def _row(name: str, value: str, rows: QuerySet[Any]) -> Any:
    """Return the row of a code, none for no code."""
    row = rows.first() if value else None
    if value and row is None:
        raise RuleMalformed(name, value, "the register does not know it")
    return row


def _place(scope: Scope) -> Place | None:
    rows = Place.objects.filter(code=scope.place).order_by("level")
    found: Place | None = _row("place", scope.place, rows)
    return found


def _country(scope: Scope, place: Place | None) -> str:
    if place is not None and place.scheme == Place.Scheme.ISO3166_1:
        return place.code
    if scope.country:
        known = Place.objects.filter(scheme=Place.Scheme.ISO3166_1, code=scope.country)
        _row("country", scope.country, known)
    return scope.country


def _context(scope: Scope) -> str:
    if scope.context and scope.context not in Context.values:
        raise RuleMalformed("context", scope.context, f"they are {', '.join(Context.values)}")
    return scope.context

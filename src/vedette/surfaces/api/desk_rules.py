"""Rules of the desk."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from vedette.base.accounts import rules as rights
from vedette.judgement.signals import actions
from vedette.judgement.signals.desk_rules import Scope
from vedette.judgement.signals.models import Rule
from vedette.judgement.signals.preview import Preview, preview
from vedette.judgement.signals.rule_rows import as_rule, check_days, drafted, rules_seen_by
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem
from vedette.surfaces.api.schemas import PreviewOut, RuleEnd, RuleIn, RuleOut

router = Router(tags=["judgement"])


@router.get("/rules", response=list[RuleOut])
def list_rules(request: HttpRequest, every: bool = False) -> list[Rule]:
    """List the rules of the desk that hold today, the newest first; with `every` all of them."""
    rights.check_may(person(request), "see")
    now = timezone.now()
    rows = rules_seen_by(person(request))
    day = timezone.localdate(now)
    return [row for row in rows if every or as_rule(row).is_in_force(at=now, day=day)]


@router.post("/rules", response={201: RuleOut, REFUSED: Problem})
def make_rule(request: HttpRequest, said: RuleIn) -> tuple[int, Rule]:
    """Make a rule. It is never edited: end it and make another."""
    return 201, actions.make_rule(
        kind=said.kind, says=said.says, scope=Scope(**said.scope.dict()), reason=said.reason,
        valid_from=said.valid_from, until=said.until, by=person(request), at=timezone.now(),
    )  # fmt: skip


@router.post("/rules/preview", response={200: PreviewOut, REFUSED: Problem})
def preview_rule(request: HttpRequest, said: RuleIn) -> Preview:
    """Say what a rule would have changed on the desk of the last run; nothing is stored."""
    rights.check_may(person(request), "make_rules")
    today = timezone.localdate()
    draft = drafted(kind=said.kind, says=said.says, scope=Scope(**said.scope.dict()))
    draft.valid_from, draft.until = said.valid_from or today, said.until
    check_days(draft, today)
    return preview(draft, person=person(request))


@router.get("/rules/{number}", response={200: RuleOut, REFUSED: Problem})
def show_rule(request: HttpRequest, number: int) -> Any:
    """Show one rule."""
    return get_object_or_404(rules_seen_by(person(request)), pk=number)


@router.post("/rules/{number}/end", response={200: RuleOut, REFUSED: Problem})
def end_rule(request: HttpRequest, number: int, said: RuleEnd) -> Rule:
    """End a rule now; whoever comes second is told so."""
    row = get_object_or_404(rules_seen_by(person(request)), pk=number)
    return actions.end_rule(rule=row, reason=said.reason, by=person(request), at=timezone.now())

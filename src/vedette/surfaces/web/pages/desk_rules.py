"""Rules of the desk: which hold, what they say, and how to make or end one."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette.base.markings.queries import markings_seen_by
from vedette.catalogue.places.models import Place
from vedette.catalogue.substances.models import Family, Substance
from vedette.errors import VedetteError
from vedette.evidence.ingest.models import Source
from vedette.judgement.signals import actions
from vedette.judgement.signals.desk_rules import RuleKind, Scope, policy_with
from vedette.judgement.signals.models import Rule
from vedette.judgement.signals.preview import preview
from vedette.judgement.signals.rule_rows import as_rule, check_days, drafted, rules_seen_by
from vedette.judgement.signals.rule_sentences import figure, knobs, rule_sentence
from vedette.judgement.signals.thresholds import LIMITS, Policy
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.typed import day_in

MOST_ENDED = 30
# Which fields of a scope the form of each kind offers.
OFFERED = {
    "value": (),
    "watch": ("substance", "family"),
    "silence": ("substance", "family", "country", "place", "context", "source"),
    "window": ("substance", "family", "country", "place", "context", "source"),
    "minimum": ("substance", "family", "country", "place", "context", "source"),
}


@needs("see")
@require_GET
def rules(request: PersonRequest) -> HttpResponse:
    """Show the rules that hold, the values they set, and the form of one kind."""
    return render(request, "web/rules.html", _context(request, request.GET))


def _context(request: PersonRequest, typed: Mapping[str, Any]) -> dict[str, Any]:
    known, person = known_on(request), request.user
    day = timezone.localdate(known.moment)
    rows = list(rules_seen_by(person, as_of=known.moment))
    standing = [row for row in rows if as_rule(row).is_in_force(at=known.moment, day=day)]
    coming = [row for row in rows if row.valid_from > day and _stands(row, known.moment)]
    over = [row for row in rows if row not in standing and row not in coming]
    asked = typed.get("kind", "")
    kind = asked if asked in OFFERED else RuleKind.SILENCE.value
    return {
        "standing": [(row, rule_sentence(row)) for row in standing],
        "coming": [(row, rule_sentence(row)) for row in coming],
        "over": [(row, rule_sentence(row)) for row in over[:MOST_ENDED]],
        "values": _values(standing),
        "kind": kind,
        "kinds": words.choices("rule"),
        "offered": OFFERED[kind],
        "typed": typed,
        "knobs": knobs(),
        "tomorrow": timezone.localdate() + timedelta(days=1),
        **_choices(request, OFFERED[kind]),
    }


def _stands(row: Rule, moment: Any) -> bool:
    return row.ended_at is None or row.ended_at > moment


def _values(standing: list[Rule]) -> list[dict[str, Any]]:
    """Return each value in words, as it holds and as it is without rules."""
    told = [as_rule(row) for row in standing]
    policy = policy_with(told, Policy())
    return [
        {
            "label": label, "usual": usual, "value": figure(getattr(policy, name)),
            "is_set": getattr(policy, name) != getattr(Policy(), name),
            "is_list": LIMITS[name] is None,
        }
        for name, label, usual in knobs()
    ]  # fmt: skip


def _choices(request: PersonRequest, offered: tuple[str, ...]) -> dict[str, Any]:
    if not offered:
        return {}
    found: dict[str, Any] = {"families": Family.objects.order_by("name")}
    if "country" in offered:
        codes = Place.objects.filter(scheme=Place.Scheme.ISO3166_1).values_list("code", flat=True)
        named = ((code, words.country(code)) for code in codes)
        found["countries"] = sorted(named, key=lambda pair: pair[1])
        found["contexts"] = words.choices("context")
        open_ones = Source.objects.filter(marking_id__in=markings_seen_by(request.user))
        found["sources"] = open_ones.order_by("title")
    return found


@needs("make_rules")
@require_POST
def make(request: PersonRequest) -> HttpResponse:
    """Make a rule, or say what it would have changed on the last desk."""
    form = request.POST
    kind, now = form.get("kind", ""), timezone.now()
    until, since = day_in(form.get("until", "")), day_in(form.get("valid_from", ""))
    try:
        if "preview" in form:
            draft = drafted(kind=kind, says=_said(kind, form), scope=_scope(form))
            draft.valid_from, draft.until = since or timezone.localdate(now), until
            check_days(draft, timezone.localdate(now))
            context = _context(request, form) | {
                "preview": preview(draft, person=request.user), "drafted": rule_sentence(draft),
            }  # fmt: skip
            return render(request, "web/rules.html", context)
        rule = actions.make_rule(
            kind=kind, says=_said(kind, form), scope=_scope(form), reason=form.get("reason", ""),
            valid_from=since, until=until, by=request.user, at=now,
        )  # fmt: skip
    except VedetteError as error:
        context = _context(request, form) | {"errors": [str(error)]}
        return render(request, "web/rules.html", context, status=409)
    messages.success(
        request, _("Rule %d is made; the next look at the evidence follows it.") % rule.pk
    )
    return redirect("rules")


@needs("make_rules")
@require_POST
def end(request: PersonRequest, rule_id: int) -> HttpResponse:
    """End a rule now."""
    row = get_object_or_404(rules_seen_by(request.user), pk=rule_id)
    reason = request.POST.get("reason", "")
    try:
        actions.end_rule(rule=row, reason=reason, by=request.user, at=timezone.now())
    except VedetteError as error:
        context = _context(request, request.GET) | {"errors": [str(error)]}
        return render(request, "web/rules.html", context, status=409)
    messages.success(request, _("Rule %d has ended.") % row.pk)
    return redirect("rules")


def _said(kind: str, form: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form says, with figures where figures are written."""
    if kind == RuleKind.VALUE:
        field, text = form.get("field", ""), form.get("value", "")
        is_set = field in LIMITS and LIMITS[field] is None
        value = [key.strip() for key in text.split(",") if key.strip()] if is_set else _number(text)
        return {"field": field, "value": value}
    if kind in (RuleKind.WATCH, RuleKind.SILENCE):
        name = "first_on_desk" if kind == RuleKind.WATCH else "even_firsts"
        return {name: form.get(name) == "yes"}
    names = ("weeks", "findings", "weeks_with") if kind == RuleKind.WINDOW else ("cases",)
    return {name: _number(form[name]) for name in names if form.get(name, "").strip()}


def _number(text: str) -> Any:
    """Read a figure with either decimal sign; what is none is left for the rule to refuse."""
    for read in (int, float):
        try:
            return read(text.strip().replace(",", "."))
        except ValueError:
            continue
    return text


def _scope(form: Mapping[str, Any]) -> Scope:
    offered = OFFERED.get(form.get("kind", ""), ())
    told = {name: form.get(name, "").strip() for name in offered}
    if name := told.get("substance"):
        told["substance"] = _key_of(name)
    return Scope(**told)


def _key_of(text: str) -> str:
    """Return the key of a substance that is named by its key or its name."""
    rows = Substance.objects.filter(key=text) or Substance.objects.filter(name__iexact=text)
    found = rows.first()
    return found.key if found else text

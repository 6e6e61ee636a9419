"""Alerts: write one, have it signed by a second person, publish, update, cancel."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.accounts.models import Body
from vedette.base.accounts.rules import Refused, may
from vedette.base.markings.models import Tlp
from vedette.base.markings.queries import markings_seen_by
from vedette.base.numbers import number_in
from vedette.errors import VedetteError
from vedette.judgement.assessments.queries import assessments_seen_by
from vedette.response.alerts import actions
from vedette.response.alerts.evidence import notices_for
from vedette.response.alerts.models import Alert
from vedette.response.alerts.queries import alerts_seen_by, open_questions
from vedette.response.exchange import chasing
from vedette.response.exchange.queries import progress, who_will_see
from vedette.surfaces import background
from vedette.surfaces.web import words
from vedette.surfaces.web.access import EARLIEST, PersonRequest, known_on, needs, refused
from vedette.surfaces.web.pages.alert_texts import texts_context
from vedette.surfaces.web.pages.kept import release_context
from vedette.surfaces.web.texts import text_of, with_headlines
from vedette.surfaces.web.typed import day_in

PAGE = 40
LATEST = date(2200, 1, 1)  # a day after it is a typing error
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
SCALES = ("urgency", "severity", "certainty")
WORDS = ("sold_as", "look")
CHOICES = ("acts_as", "basis", "form")
LISTS = ("reasons", "unknowns")
PARTS = ("headline", "description", "instruction")


@needs("see")
@require_GET
def alerts(request: PersonRequest) -> HttpResponse:
    """List warnings: drafts, signed and published ones."""
    moment = known_on(request).moment
    rows = alerts_seen_by(request.user).filter(Q(drafted_at__lte=moment))
    status, before = request.GET.get("status", ""), request.GET.get("before", "")
    if status in Alert.Status.values:
        rows = rows.filter(status=status)
    if (number := number_in(before)) is not None:
        rows = rows.filter(pk__lt=number)
    found = list(rows[: PAGE + 1])
    context = {
        "alerts": with_headlines(found[:PAGE]),
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "is_older": bool(before),
        "status": status,
        "statuses": words.choices("alert"),
        "moment": moment,
        "unread_releases": notices_for(request.user).filter(seen_at=None).count(),
    }
    return render(request, "web/alerts.html", context)


@needs("see")
@require_GET
def alert(request: PersonRequest, alert_id: int) -> HttpResponse:
    """Show one version of a warning, and what may be done with it."""
    return render(request, "web/alert.html", _context(request, alert_id))


def alert_page(request: PersonRequest, alert_id: int, **refusal: Any) -> HttpResponse:
    """Show a warning again with why something was refused."""
    context = {**_context(request, alert_id), **refusal}
    return render(request, "web/alert.html", context, status=409)


def _context(request: PersonRequest, alert_id: int) -> dict[str, Any]:
    row = alerts_seen_by(request.user).prefetch_related("texts", "substances", "places")
    found = row.filter(pk=alert_id).first()
    if found is None:
        raise Http404
    versions = alerts_seen_by(request.user).filter(number=found.number).order_by("-version")
    person = request.user
    is_own = person.pk in (found.drafted_by_id, found.changed_by_id)
    is_draft = found.status == Alert.Status.DRAFT
    text = text_of(found)
    return {
        "alert": found,
        "text": text,
        "headline": text.headline if text else "",
        **texts_context(request, found),
        **release_context(request, found),
        "versions": list(versions),
        "rests_on": assessments_seen_by(person).filter(pk=found.assessment_id).first(),
        "reach": who_will_see(found) if found.status != Alert.Status.PUBLISHED else None,
        "progress": progress(found) if found.status == Alert.Status.PUBLISHED else None,
        **_reminders(found),
        "questions": open_questions(found),
        "markings": markings_seen_by(person),
        "is_newest": versions[0].pk == found.pk,
        "read_at": found.changed_at.isoformat(),
        "scales": [(name, words.choices(name), getattr(found, name)) for name in SCALES],
        "choices": [
            (name, words.choices(f"alert_{name}"), getattr(found, name)) for name in CHOICES
        ],
        "lists": [(name, words.choices(f"alert_{name}"), getattr(found, name)) for name in LISTS],
        "tlps": Tlp.values,
        "bodies": [
            (body, body.pk in {one.pk for one in found.recipients.all()})
            for body in Body.objects.order_by("name")
        ],
        "expires_on": timezone.localdate(found.expires_at),
        "is_expired": found.expires_at <= timezone.now(),
        "can_edit": is_draft and may(person, "draft"),
        "can_sign": is_draft and may(person, "sign") and not is_own,
        "is_own": is_own,
        "can_publish": found.status == Alert.Status.APPROVED and may(person, "draft"),
        "can_follow": found.status == Alert.Status.PUBLISHED
        and found.message != Alert.Message.CANCEL
        and versions[0].pk == found.pk
        and may(person, "draft"),
    }


def _reminders(row: Alert) -> dict[str, Any]:
    """Return who must answer what is published and has not, and why nobody is reminded of it."""
    if row.status != Alert.Status.PUBLISHED:
        return {"awaited": []}
    return {
        "awaited": chasing.awaited(row, at=timezone.now()),
        "schedule_fault": chasing.fault(),
    }


@needs("draft")
@require_POST
def draft(request: PersonRequest, assessment_id: int) -> HttpResponse:
    """Begin a warning from an assessment."""
    row = get_object_or_404(assessments_seen_by(request.user), pk=assessment_id)
    try:
        fresh = actions.draft(assessment=row, by=request.user, at=timezone.now())
    except VedetteError as error:
        messages.error(request, str(error))
        return redirect("assessment", row.pk)
    messages.success(request, _("Drafted. Read every sentence: you sign for it, not we."))
    return redirect("alert", fresh.pk)


@needs("see")
def act(request: PersonRequest, alert_id: int, step: str) -> HttpResponse:
    """Take one step with a warning; show it again with the reason if it is refused."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    needed, do = STEPS[step]
    if not may(request.user, needed):
        return refused(request, needed)
    row = get_object_or_404(alerts_seen_by(request.user), pk=alert_id)
    try:
        moved, said = do(request, row)
    except VedetteError as error:
        context = _context(request, alert_id)
        context |= {"errors": [str(error)], "typed": request.POST, **_typed(request, context)}
        return render(request, "web/alert.html", context, status=409)
    messages.success(request, said)
    address = reverse("alert", args=[moved.pk])
    language = request.POST.get("language", "")
    return redirect(f"{address}?{urlencode({'language': language})}" if language else address)


def _typed(request: PersonRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Put what was typed back into the form."""
    post = request.POST
    if "read_at" not in post:
        return {}
    if text := context["shown_text"]:
        for part in (*PARTS, "note"):
            setattr(text, part, post.get(f"{part}_{text.language}", getattr(text, part)))
    row = context["alert"]
    for name in WORDS:
        setattr(row, name, post.get(name, getattr(row, name)))
    typed: dict[str, Any] = {
        kind: [(name, options, post.get(name, value)) for name, options, value in context[kind]]
        for kind in ("scales", "choices")
    }
    if "content" in post:
        typed["lists"] = [(n, options, post.getlist(n)) for n, options, _v in context["lists"]]
    return {**typed, "read_at": post.get("read_at", context["read_at"])}


Step = tuple[Alert, str]


def _read_at(request: PersonRequest) -> datetime:
    """Return when the page was read, as it says; without that no draft is as it was read."""
    try:
        moment = parse_datetime(request.POST.get("read_at", ""))
    except ValueError:
        moment = None
    return moment if moment is not None and timezone.is_aware(moment) else NEVER


def _day(text: str) -> date | None:
    """Return the day that a form names; None if it is left empty."""
    day = day_in(text)
    if text and (day is None or not EARLIEST <= day <= LATEST):
        raise Refused(_("say which day"))
    return day


def _edit(request: PersonRequest, row: Alert) -> Step:
    post = request.POST
    fields: dict[str, Any] = {n: post[n] for n in (*SCALES, *WORDS, *CHOICES) if n in post}
    if "content" in post:  # a box that is not ticked is not sent
        fields |= {name: post.getlist(name) for name in LISTS}
    if "tlp" in post:
        fields["tlp"] = post["tlp"]
    if "content" in post and "tlp" in post:
        fields["recipients"] = list(Body.objects.filter(code__in=post.getlist("recipients")))
    if day := _day(post.get("expires_on", "")):
        fields["expires_at"] = timezone.make_aware(datetime.combine(day, time(23, 59)))
    if "review_on" in post:
        fields["review_on"] = _day(post["review_on"])
    texts = {
        code: {part: post.get(f"{part}_{code}", "") for part in (*PARTS, "note")}
        for code in dict.fromkeys(post.getlist("language"))
        if any(post.get(f"{part}_{code}", "").strip() for part in PARTS)
    }
    if added := post.get("add", "").strip():
        texts.setdefault(added, _copy_of(row))
    moved = actions.edit(
        alert=row, by=request.user, at=timezone.now(), read_at=_read_at(request), texts=texts,
        from_bank=post.getlist("from_bank"), **fields,
    )  # fmt: skip
    return moved, _("Kept.")


def _copy_of(row: Alert) -> dict[str, str]:
    """Return the text that somebody who writes another language starts from."""
    text = text_of(row, "en")
    return {part: getattr(text, part, "") for part in PARTS}


def _sign(request: PersonRequest, row: Alert) -> Step:
    moved = actions.approve(
        alert=row, by=request.user, at=timezone.now(), read_at=_read_at(request)
    )
    return moved, _("Signed. It can be published now.")


def _send_back(request: PersonRequest, row: Alert) -> Step:
    reason = request.POST.get("reason", "")
    moved = actions.send_back(alert=row, reason=reason, by=request.user, at=timezone.now())
    return moved, _("Sent back to its author.")


def _publish(request: PersonRequest, row: Alert) -> Step:
    moved = pathway.publish(alert=row, by=request.user, at=timezone.now())
    transaction.on_commit(background.send)
    if moved.tlp != Tlp.CLEAR:
        return moved, _("Published for those it names.")
    return moved, _("Published. Anybody can read it now.")


def _update(request: PersonRequest, row: Alert) -> Step:
    fresh = actions.update(alert=row, by=request.user, at=timezone.now())
    return fresh, _("A new version is drafted. The old one stands until this one is published.")


def _cancel(request: PersonRequest, row: Alert) -> Step:
    reason = request.POST.get("reason", "")
    fresh = actions.cancel(alert=row, reason=reason, by=request.user, at=timezone.now())
    return fresh, _("A cancellation is drafted. It too needs a second signature.")


def _stand_by(request: PersonRequest, row: Alert) -> Step:
    reason = request.POST.get("reason", "")
    actions.stand_by(alert=row, reason=reason, by=request.user, at=timezone.now())
    return row, _("Kept: the warning stands.")


STEPS: dict[str, tuple[str, Callable[[PersonRequest, Alert], Step]]] = {
    "edit": ("draft", _edit),
    "sign": ("sign", _sign),
    "send-back": ("sign", _send_back),
    "publish": ("draft", _publish),
    "update": ("draft", _update),
    "cancel": ("draft", _cancel),
    "stand-by": ("sign", _stand_by),
}

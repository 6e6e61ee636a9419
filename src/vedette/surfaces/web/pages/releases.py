"""Releases for life: ask, grant, end; and what providers are told of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.accounts.rules import may
from vedette.base.numbers import LARGEST_ID, number_in
from vedette.errors import VedetteError
from vedette.evidence.ingest.models import Source
from vedette.evidence.observations.models import Report
from vedette.response.alerts import releasing
from vedette.response.alerts.evidence import notices_for, releases_of
from vedette.response.alerts.models import Alert, Release
from vedette.response.alerts.queries import alerts_seen_by
from vedette.surfaces import background
from vedette.surfaces.web.access import PersonRequest, needs, refused
from vedette.surfaces.web.pages.alerts import alert_page
from vedette.surfaces.web.pages.kept import state_of


@needs("see")
def act(request: PersonRequest, alert_id: int, step: str) -> HttpResponse:
    """Take one step with a release; show the warning again with the reason if it is refused."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    needed, do = STEPS[step]
    if not may(request.user, needed):
        return refused(request, needed)
    row = get_object_or_404(alerts_seen_by(request.user), pk=alert_id)
    try:
        said = do(request, row)
    except VedetteError as error:
        return alert_page(request, alert_id, errors=[str(error)], asked=request.POST)
    messages.success(request, said)
    return redirect("alert", row.pk)


def _ask(request: PersonRequest, row: Alert) -> str:
    post, now = request.POST, timezone.now()
    try:
        until = parse_datetime(post.get("until", ""))
    except ValueError:  # written like a moment, but there is none such
        until = None
    if until is not None and timezone.is_naive(until):
        until = timezone.make_aware(until)
    reports = _named(Report, post.getlist("report"))
    sources = _named(Source, post.getlist("source"))
    named = len(set(post.getlist("report"))) + len(set(post.getlist("source")))
    releasing.ask(
        alert=row, reason=post.get("reason", ""), until=until or now, reports=reports,
        sources=sources, unknown=len(reports) + len(sources) < named, by=request.user, at=now,
    )  # fmt: skip
    return _("Asked. Somebody else must grant it.")


def _named(model: Any, numbers: list[str]) -> list[Any]:
    wanted = [wanted for one in numbers if (wanted := number_in(one)) is not None]
    return list(model.objects.filter(pk__in=wanted))


def _release(request: PersonRequest, row: Alert) -> Release:
    number = request.POST.get("release", "")
    wanted = number_in(number) or 0
    return get_object_or_404(releases_of(row), pk=wanted)


def _grant(request: PersonRequest, row: Alert) -> str:
    pathway.grant_release(
        release=_release(request, row), reason=request.POST.get("reason", ""), by=request.user,
        at=timezone.now(),
    )  # fmt: skip
    transaction.on_commit(background.send)
    return _("Granted. Its provider is told; read the warning again before you sign it.")


def _end(request: PersonRequest, row: Alert) -> str:
    pathway.end_release(
        release=_release(request, row), reason=request.POST.get("reason", ""), by=request.user,
        at=timezone.now(),
    )  # fmt: skip
    transaction.on_commit(background.send)
    return _("The release has ended.")


STEPS: dict[str, tuple[str, Callable[[PersonRequest, Alert], str]]] = {
    "release-ask": ("ask_release", _ask),
    "release-grant": ("grant_release", _grant),
    "release-end": ("ask_release", _end),
}


@needs("see")
@require_GET
def releases(request: PersonRequest) -> HttpResponse:
    """Show a person's body which of its restrictions were lifted, why, and until when."""
    rows = [(notice, state_of(notice.release)) for notice in notices_for(request.user)[:100]]
    return render(request, "web/releases.html", {"notices": rows, "body": request.user.body})


@needs("see")
@require_POST
def seen(request: PersonRequest, notice_id: int) -> HttpResponse:
    """Keep that the provider knows of a release."""
    notice = get_object_or_404(notices_for(request.user), pk=min(notice_id, LARGEST_ID))
    releasing.see(notice=notice, by=request.user, at=timezone.now())
    return redirect("releases")

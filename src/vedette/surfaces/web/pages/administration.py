"""Administration: accounts, tokens, sources, and the facts of this instance."""

import platform
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

import vedette
from vedette.base.accounts import actions
from vedette.base.accounts.models import Body, Token, User
from vedette.base.accounts.rules import Refused
from vedette.base.journal.models import Entry
from vedette.base.numbers import number_in
from vedette.errors import VedetteError
from vedette.evidence.ingest.definitions import known_sources
from vedette.evidence.ingest.models import Source
from vedette.evidence.snapshots import queries as snapshots
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, needs


@needs("administer")
@require_GET
def administration(request: PersonRequest) -> HttpResponse:
    """Show people, tokens, sources and facts."""
    return render(request, "web/administration.html", _context())


def _context() -> dict[str, Any]:
    return {
        "people": User.objects.select_related("body").order_by("-is_active", "username"),
        "roles": words.choices("role"),
        "bodies": Body.objects.order_by("name"),
        "tokens": Token.objects.select_related("owner").order_by("revoked_at", "-id"),
        "definitions": _sources(),
        "facts": _facts(),
    }


def _sources() -> list[dict[str, Any]]:
    rows = {row.name: row for row in Source.objects.select_related("marking")}
    return [
        {"definition": definition, "row": rows.get(name)}
        for name, definition in known_sources(Path(settings.VEDETTE_HOME)).items()
    ]


def _facts() -> list[tuple[str, Any]]:
    newest = snapshots.newest()
    last = Entry.objects.order_by("-id").first()
    return [
        (_("Node"), settings.VEDETTE_NODE),
        (_("Version"), vedette.__version__),
        (_("Folder"), settings.VEDETTE_HOME),
        (_("Database"), connection.vendor),
        (_("Python, Django"), f"{platform.python_version()}, {django.get_version()}"),
        (_("Public address"), settings.VEDETTE_PUBLIC_URL),
        (_("Newest snapshot"), newest.digest[:12] if newest else _("none yet")),
        (_("Last line of the journal"), last.pk if last else _("none yet")),
    ]


def _refuse(request: PersonRequest, error: object) -> HttpResponse:
    context = _context() | {"errors": [str(error)], "typed": request.POST}
    return render(request, "web/administration.html", context, status=409)


@needs("administer")
@require_POST
def open_account(request: PersonRequest) -> HttpResponse:
    """Open an account with a first password that its owner should change."""
    name, password = request.POST.get("name", "").strip(), request.POST.get("password", "")
    body = Body.objects.filter(code=request.POST.get("body", "")).first()
    try:
        if not name:
            raise Refused(_("An account needs a name."))
        actions.open_account(
            name=name,
            role=request.POST.get("role", ""),
            password=password,
            body=body,
            by=request.user,
            at=timezone.now(),
        )
    except VedetteError as error:
        return _refuse(request, error)
    messages.success(request, _("The account “%s” is open.") % name)
    return redirect("administration")


@needs("administer")
@require_POST
def change_account(request: PersonRequest, user_id: int) -> HttpResponse:
    """Give a person another role, or close or reopen the account."""
    person = get_object_or_404(User, pk=user_id)
    now = timezone.now()
    try:
        if "activate" in request.POST:
            is_active = request.POST["activate"] == "yes"
            actions.set_active(person=person, is_active=is_active, by=request.user, at=now)
        else:
            role = request.POST.get("role", "")
            actions.change_role(person=person, role=role, by=request.user, at=now)
    except VedetteError as error:
        return _refuse(request, error)
    messages.success(request, _("Changed."))
    return redirect("administration")


@needs("administer")
@require_POST
def issue_token(request: PersonRequest) -> HttpResponse:
    """Make a token and show its text once."""
    number = request.POST.get("owner", "")
    owner = get_object_or_404(User, pk=number_in(number) or 0)
    title = request.POST.get("title", "").strip()
    try:
        if not title:
            raise Refused(_("A token needs a title, so that somebody knows later what it is for."))
        text = actions.issue_token(owner=owner, title=title, by=request.user, at=timezone.now())
    except VedetteError as error:
        return _refuse(request, error)
    context = _context() | {"token_text": text, "token_title": title}
    return render(request, "web/administration.html", context)


@needs("administer")
@require_POST
def revoke_token(request: PersonRequest, token_id: int) -> HttpResponse:
    """End a token."""
    token = get_object_or_404(Token, pk=token_id)
    actions.revoke_token(token=token, by=request.user, at=timezone.now())
    messages.success(request, _("The token no longer opens anything."))
    return redirect("administration")

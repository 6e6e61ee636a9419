"""Part of the evidence of a substance is of another one: choose which, look, decide, undo."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.base.journal.models import Entry
from vedette.base.markings.queries import markings_seen_by
from vedette.base.numbers import number_in
from vedette.catalogue.substances.models import Substance
from vedette.errors import VedetteError
from vedette.evidence.ingest.queries import capped_count, sources_seen_by
from vedette.evidence.observations.renaming import Scope, findings_in
from vedette.surfaces.web.access import PersonRequest, needs
from vedette.surfaces.web.countries import country_choices
from vedette.surfaces.web.typed import day_in

NAMES = 40


@needs("decide_queue")
@require_http_methods(["GET", "POST"])
def divide(request: PersonRequest, key: str) -> HttpResponse:
    """Show what lies in a scope; with another substance and a reason, give it to that one."""
    row = get_object_or_404(Substance.objects.select_related("family"), key=key)
    asked = request.POST if request.method == "POST" else request.GET
    errors: list[str] = []
    if request.method == "POST":
        try:
            n = _act(request, row)
        except VedetteError as error:
            errors.append(str(error))
        else:
            said = ngettext("One report follows by a new revision.",
                            "%(n)s reports follow by new revisions.", n)  # fmt: skip
            messages.success(request, said % {"n": n})
            return redirect("substance-divide", row.key)
    markings = tuple(markings_seen_by(request.user))
    held = findings_in(Scope(substance=row, markings=markings))
    names = held.values("name").annotate(n=Count("id")).order_by("-n", "name")
    scope = replace(_scope(row, asked), markings=markings)
    context = {
        "substance": row, "asked": asked, "names": list(names[:NAMES]),
        "sources": sources_seen_by(request.user),
        "countries": country_choices(),
        "found": capped_count(findings_in(scope).values("report").distinct()),
        "divisions": [(one, len(one.facts["reports"])) for one in pathway.divisions_of(row)[:20]],
        "errors": errors,
    }  # fmt: skip
    return render(request, "web/divide.html", context, status=409 if errors else 200)


def _act(request: PersonRequest, row: Substance) -> int:
    form, at = request.POST, timezone.now()
    if undo := form.get("undo", ""):
        entry = pathway.divisions_of(row).filter(pk=number_in(undo) or 0).first()
        if entry is None:
            raise Refused(_("There is no such division."))
        return pathway.undivide(entry=entry, reason=form.get("reason", ""), by=request.user, at=at)
    text = form.get("to", "").strip()
    to = Substance.objects.filter(key=text).first()
    to = to or Substance.objects.filter(name__iexact=text).first()
    if to is None:
        raise Refused(_("No substance has this key or name."))
    entry = pathway.divide(
        scope=_scope(row, form), to=to, reason=form.get("reason", ""), by=request.user, at=at
    )
    return _reports(entry)


def _reports(entry: Entry) -> int:
    return len(entry.facts["reports"])


def _scope(row: Substance, asked: Mapping[str, Any]) -> Scope:
    source = asked.get("source", "")
    return Scope(
        substance=row, name=asked.get("name", "").strip(),
        source=number_in(source),
        country=asked.get("country", "")[:2].upper(), since=day_in(asked.get("since", "")),
        until=day_in(asked.get("until", "")),
    )  # fmt: skip

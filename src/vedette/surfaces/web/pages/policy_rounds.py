"""Reporting rounds: who is asked, by when, and who has answered what."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.accounts.rules import may
from vedette.base.numbers import LARGEST_ID
from vedette.errors import VedetteError
from vedette.response.exchange import asking
from vedette.response.policy import queries, rounds, rules
from vedette.response.policy.errors import PromiseUnfit
from vedette.response.policy.models import PolicyBody, ReportingRound, RoundReminder
from vedette.surfaces import background
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.pages.policy import instrument_or_404
from vedette.surfaces.web.typed import day_in


@needs("see")
@require_GET
def rounds_page(request: PersonRequest, key: str) -> HttpResponse:
    """List the rounds of a document with how complete each is."""
    return render(request, "web/promise_rounds.html", _context(request, key))


def _context(request: PersonRequest, key: str) -> dict[str, Any]:
    row, moment = instrument_or_404(request, key), known_on(request).moment
    found = list(row.rounds.filter(at__lte=moment).select_related("by").order_by("-pk")[:20])
    return {
        "document": row,
        "title": row.title,
        "tab": "rounds",
        "rounds": [(one, _share(rounds.completeness(one, as_of=moment))) for one in found],
        "countries": [(code, words.country(code)) for code in rules.reporting_countries()],
        "bodies": list(PolicyBody.objects.exclude(code=rules.EVERY_STATE).order_by("name")),
        "may_act": may(request.user, "judge") and not known_on(request).day,
        "typed": {},
    }


def _share(found: list[rounds.Answered]) -> dict[str, int]:
    asked = sum(len(one.asked) for one in found)
    return {
        "asked": asked,
        "answered": asked - sum(one.missing for one in found),
        "complete": sum(not one.missing for one in found),
        "total": len(found),
    }


@needs("judge")
@require_POST
def open_round(request: PersonRequest, key: str) -> HttpResponse:
    """Open a round, and show whom the word of it reaches."""
    row, form = instrument_or_404(request, key), request.POST
    chosen = form.getlist("country")
    if form.get("everybody"):
        chosen = list(rules.reporting_countries())
    try:
        due = day_in(form.get("due_on", ""))
        if due is None:
            raise PromiseUnfit("say by which day, as year-month-day")
        opened = pathway.open_reporting_round(
            instrument=row, title=form.get("title", ""), due_on=due, countries=chosen,
            bodies=list(PolicyBody.objects.filter(code__in=form.getlist("body"))),
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        context = _context(request, key) | {"errors": [str(error)], "typed": form}
        return render(request, "web/promise_rounds.html", context, status=409)
    transaction.on_commit(background.send)
    messages.success(request, _("The round is open."))
    return redirect("promise-round", key, opened.pk)


@needs("see")
@require_GET
def round_page(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Show who has answered which promise of a round."""
    row, moment = instrument_or_404(request, key), known_on(request).moment
    asked = ReportingRound.objects.filter(
        instrument=row, pk=min(number, LARGEST_ID), at__lte=moment
    ).first()
    if asked is None:
        raise Http404
    readings = queries.newest_readings(row, moment)
    placed = queries.placed_entries(row, readings, kinds=rules.FOLLOWED[:2])
    found = rounds.completeness(asked, as_of=moment)
    told = asking.told_in(asked, as_of=moment)
    columns = [one.entry for one in placed if any(one.entry.pk in a.asked for a in found)]
    reminders: dict[int, list[RoundReminder]] = {}
    for one in RoundReminder.objects.filter(questionnaire__round=asked, at__lte=moment):
        reminders.setdefault(one.questionnaire_id, []).append(one)
    context = {
        "document": row,
        "title": row.title,
        "tab": "rounds",
        "round": asked,
        "columns": columns,
        "rows": [
            {
                "answered": one,
                "name": one.questionnaire.body.name if one.questionnaire.body
                else words.country(one.questionnaire.country),
                "cells": [_cell(one, entry.pk) for entry in columns],
                "reminders": reminders.get(one.questionnaire.pk, []),
                "told": told[one.questionnaire.pk],
            }
            for one in found
        ],
        "share": _share(found),
        "reached": sum(one.reached for one in told.values()),
        "unheard": sum(not told[one.questionnaire.pk].may_be for one in found if one.asked),
        "may_act": may(request.user, "judge") and not known_on(request).day,
        "days_left": (asked.due_on - timezone.localdate(moment)).days,
    }  # fmt: skip
    return render(request, "web/promise_round.html", context)


def _cell(one: rounds.Answered, entry_id: int) -> str:
    if entry_id in one.answered:
        return "answered"
    return "missing" if entry_id in one.asked else ""

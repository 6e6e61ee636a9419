"""What a document leaves undone when it ends: the table, each decision, a second person's word."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import may
from vedette.base.numbers import number_in
from vedette.errors import VedetteError
from vedette.response.policy import carrying, queries, rules, unfinished
from vedette.response.policy.errors import EntryUnknown
from vedette.response.policy.models import CarryOverDecision, Instrument, PolicyEntry, Wording
from vedette.response.policy.unfinished import CarryOverTable, Decided, Line
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.pages.policy import instrument_or_404
from vedette.surfaces.web.pages.policy_board import text_of
from vedette.surfaces.web.pages.policy_entry import day_of
from vedette.surfaces.web.promise_words import Signs

MOST_OFFERED = 1_500  # entries of other documents offered while a key is typed
EXCERPT = 80  # characters of an offered entry
# Which lines a page shows, besides those of one outcome.
SHOWN: dict[str, Callable[[CarryOverTable], Iterable[Line]]] = {
    "unconfirmed": lambda found: found.unconfirmed,
    "awaiting": lambda found: found.awaiting,
}


@needs("see")
@require_GET
def carry_over(request: PersonRequest, key: str) -> HttpResponse:
    """Show every promise that is not done, with what was decided about it."""
    return render(request, "web/promise_carry.html", _context(request, key))


@needs("see")
@require_GET
def as_csv(request: PersonRequest, key: str) -> HttpResponseBase:
    """Give the table as a file: one row a promise."""
    found, _signs = _table(request, instrument_or_404(request, key))
    rows = unfinished.rows_of(found, text_of=text_of)
    return csv_response(f"{key}-carry-over.csv", unfinished.HEADER, rows)


@needs("see")
@require_GET
def as_json(request: PersonRequest, key: str) -> HttpResponse:
    """Give the table as data."""
    found, _signs = _table(request, instrument_or_404(request, key))
    return JsonResponse(unfinished.as_data(found))


def _table(request: PersonRequest, row: Instrument) -> tuple[CarryOverTable, Signs]:
    signs = Signs()
    found = unfinished.table(row, as_of=known_on(request).moment, statuses=signs.statuses)
    return found, signs


def _context(request: PersonRequest, key: str, code: str = "") -> dict[str, Any]:
    row, known = instrument_or_404(request, key), known_on(request)
    found, signs = _table(request, row)
    code = code or request.GET.get("decide", "")
    chosen = next((one for one in found.lines if one.entry.code == code), None)
    show = request.GET.get("show", "")
    may_decide = may(request.user, "judge") and not known.day
    context: dict[str, Any] = {
        "document": row, "title": row.title, "tab": "carry", "found": found,
        "rows": [(one, signs.of(one.whole), text_of(one)) for one in _lines(found, show)],
        "show": show, "filters": _filters(found),
        "undone": sum(not one.is_done for one in found.lines),
        "chosen": chosen, "may_decide": may_decide, "typed": {},
        "may_second": may(request.user, "sign") and not known.day,
    }  # fmt: skip
    if signs.error is not None:
        context["errors"] = [str(signs.error)]
    if chosen is None:
        return context
    decided = chosen.decided
    history = unfinished.decisions_known(as_of=known.moment, entry=chosen.entry)
    return context | {
        "chosen_text": text_of(chosen),
        "history": [one for one in history if decided is None or one.row.pk != decided.row.pk],
        "may_confirm": may_confirm(request, decided),
        "choices": [
            (CarryOverDecision.Outcome.CARRY_OVER, pgettext("a promise", "Carry it over")),
            (CarryOverDecision.Outcome.REPLACE, pgettext("a promise", "Another entry replaces it")),
            (CarryOverDecision.Outcome.DROP, pgettext("a promise", "Drop it")),
        ],
        "offered": _offered(row) if may_decide else [],
        "today": timezone.localdate(),
    }


def may_confirm(request: PersonRequest, decided: Decided | None) -> bool:
    """Whether the reader can be the second person for a decision that waits for one."""
    return bool(
        decided
        and decided.verdict is None
        and decided.row.by_id != request.user.pk
        and may(request.user, "sign")
        and not known_on(request).day
    )


def _lines(found: CarryOverTable, show: str) -> Iterable[Line]:
    if show in SHOWN:
        return SHOWN[show](found)
    if show in unfinished.OUTCOMES:
        return [one for one in found.lines if one.outcome == show]
    return found.lines


def _filters(found: CarryOverTable) -> list[tuple[str, Any, int]]:
    """Name, word and number of each choice of lines that has some; open ones always."""
    made = [
        (outcome, words.label("carry_over", outcome), n)
        for outcome, n in found.counts.items()
        if n or outcome == unfinished.OPEN
    ]
    if found.unconfirmed:
        made.append(("unconfirmed", _("not confirmed yet"), len(found.unconfirmed)))
    if found.awaiting:
        made.append(("awaiting", _("successor not yet written"), len(found.awaiting)))
    return made


def _offered(row: Instrument) -> list[tuple[str, str]]:
    """Keys of entries of other documents with the beginning of what they say."""
    said = Wording.objects.filter(entry=OuterRef("pk"), reading__in=queries.current_readings())
    rows = (
        PolicyEntry.objects.filter(kind__in=rules.FOLLOWED)
        .exclude(instrument=row)
        .annotate(said=Subquery(said.order_by("reading").values("text")[:1]))
        .exclude(said=None)
        .order_by("-instrument", "position")
        .values_list("instrument__key", "code", "said")[:MOST_OFFERED]
    )
    return [(f"{key}/{code}", text[:EXCERPT]) for key, code, text in rows]


@needs("judge")
@require_POST
def say(request: PersonRequest, key: str, code: str, what: str) -> HttpResponse:
    """Decide about a promise, or be the second person; what is refused keeps what was typed."""
    instrument_or_404(request, key)
    if what not in _ACTS:
        raise Http404
    try:
        entry = queries.find_entry(f"{key}/{code}")
    except EntryUnknown as error:
        raise Http404(str(error)) from None
    try:
        _ACTS[what](entry, request.POST, request.user, timezone.now())
    except VedetteError as error:
        context = _context(request, key, code) | {"errors": [str(error)], "typed": request.POST}
        return render(request, "web/promise_carry.html", context, status=409)
    messages.success(request, _("Kept."))
    return redirect("promise-carry", key)


def _decide(entry: PolicyEntry, form: QueryDict, by: User, at: datetime) -> None:
    to = form.get("to", "").strip()
    seen = form.get("replaces", "")
    carrying.decide(
        entry=entry, outcome=form.get("outcome", ""),
        target=queries.find_entry(to) if to else None, reason=form.get("reason", ""),
        decided_on=day_of(form, "decided_on", at), replaces=number_in(seen) or None, by=by, at=at,
    )  # fmt: skip


def _confirm(entry: PolicyEntry, form: QueryDict, by: User, at: datetime) -> None:
    decision = carrying.find_decision(number_in(form.get("decision", "")) or 0)
    if decision.entry_id != entry.pk:
        raise EntryUnknown(f"decision {decision.pk}")
    carrying.confirm(
        decision=decision, verdict=form.get("verdict", ""), reason=form.get("reason", ""), by=by,
        at=at,
    )  # fmt: skip


_ACTS: dict[str, Callable[[PolicyEntry, QueryDict, User, datetime], None]] = {
    "decide": _decide,
    "confirm": _confirm,
}

"""Methods side by side, trials of new ones, the library of best practice, joint courses."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import may
from vedette.catalogue.controls.queries import substance_called
from vedette.catalogue.laboratories.comparison import UNITS, Limit, compare_methods, matrices
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.laboratories.queries import find as find_laboratory
from vedette.catalogue.laboratories.rules import acts_for
from vedette.catalogue.practice import actions, queries
from vedette.catalogue.practice.formats import feed
from vedette.catalogue.practice.rules import PracticeUnfit, PracticeUnknown
from vedette.catalogue.substances.models import Substance
from vedette.errors import VedetteError
from vedette.science.identification import TECHNIQUES
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.typed import day_if_any

COUNTS = ("true_positive", "false_positive", "true_negative", "false_negative")
PAST_COURSES = timedelta(days=30)


@needs("see")
@require_GET
def methods(request: PersonRequest) -> HttpResponse:
    """Show who can see a substance in a matrix, how little of it, and how well."""
    query, errors = request.GET, []
    asked, substance = query.get("substance", "").strip(), None
    try:
        substance = _substance(asked)
    except VedetteError:
        errors.append(_("No substance is called “%s”. The list is not narrowed by it.") % asked)
    wanted, level = None, query.get("level", "").strip().replace(",", ".")
    if level:
        try:
            wanted = Limit(float(level), query.get("unit", "ng/mL"))
        except ValueError:
            errors.append(_("“%s” is no number.") % level)
        except VedetteError as error:
            errors.append(str(error))
    matrix = query.get("matrix", "")
    found = compare_methods(
        substance=substance, matrix=matrix, wanted=wanted,
        on=timezone.localdate(known_on(request).moment),
    )  # fmt: skip
    context = {
        "found": found, "substance": substance, "matrix": matrix, "wanted": wanted,
        "matrices": matrices(), "units": list(UNITS), "errors": errors,
    }  # fmt: skip
    return render(request, "web/methods.html", context)


def _substance(text: str) -> Substance | None:
    return substance_called(text) if text else None


@needs("see")
@require_GET
def trials(request: PersonRequest) -> HttpResponse:
    """List trials of methods with what they showed."""
    return render(request, "web/trials.html", _trials({}))


def _trials(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "trials": queries.trials(), "few": queries.FEW, "typed": typed,
        "techniques": [(one.key, one.title) for one in TECHNIQUES.values()],
    }  # fmt: skip


@needs("see")
@require_GET
def trial(request: PersonRequest, key: str) -> HttpResponse:
    """Show one trial: each laboratory, all together, and what was decided."""
    return render(request, "web/trial.html", _trial(request.user, key))


def _trial(person: User, key: str) -> dict[str, Any]:
    try:
        found = queries.trial(key)
    except PracticeUnknown:
        raise Http404 from None
    ours = []
    if may(person, "handle_samples") and found.row.outcome in ("", "more_work"):
        rows = Laboratory.objects.select_related("body").order_by("name")[:500]
        ours = [row for row in rows if acts_for(person, row)]
    return {
        "trial": found, "own_laboratories": ours, "few": queries.FEW, "counts": COUNTS,
        "outcomes": [(code, label) for code, label in words.choices("trial_outcome") if code],
    }  # fmt: skip


@needs("keep_laboratories")
@require_POST
def open_trial(request: PersonRequest) -> HttpResponse:
    """Open a trial."""
    form = request.POST
    try:
        row = actions.open_trial(
            key=form.get("key", ""), title=form.get("title", ""),
            technique=form.get("technique", ""), reference=form.get("reference", ""),
            matrix=form.get("matrix", ""), substance=_substance(form.get("substance", "").strip()),
            started_on=day_if_any(form.get("started_on", "")) or timezone.localdate(),
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        context = _trials(form) | {"errors": [str(error)]}
        return render(request, "web/trials.html", context, status=409)
    messages.success(request, _("The trial is open."))
    return redirect("trial", row.key)


@needs("handle_samples")
@require_POST
def change_trial(request: PersonRequest, key: str) -> HttpResponse:
    """Keep what a laboratory counted, or decide."""
    form = request.POST
    try:
        row = queries.trial(key).row
        if "outcome" in form:
            actions.decide(
                trial=row, outcome=form["outcome"], why=form.get("why", ""), by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        else:
            actions.count(
                trial=row, laboratory=find_laboratory(form.get("laboratory", "")),
                by=request.user, at=timezone.now(),
                **{name: _whole(form.get(name, "")) for name in COUNTS},
            )  # fmt: skip
    except PracticeUnknown:
        raise Http404 from None
    except VedetteError as error:
        context = _trial(request.user, key) | {"errors": [str(error)], "typed": form}
        return render(request, "web/trial.html", context, status=409)
    messages.success(request, _("The trial knows it now."))
    return redirect("trial", key)


def _whole(text: str) -> int:
    text = text.strip() or "0"
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise PracticeUnfit(f"{text[:20]!r} is no count")
    return int(text)


@needs("see")
@require_GET
def practice(request: PersonRequest) -> HttpResponse:
    """Show the library of best practice, and the joint courses to come."""
    return render(request, "web/practice.html", _practice(request, {}))


def _practice(request: PersonRequest, typed: Mapping[str, Any]) -> dict[str, Any]:
    language = request.GET.get("language", "")[:2]
    every = request.GET.get("versions") == "all"
    return {
        "practices": list(queries.practices(language=language, all_versions=every)[:500]),
        "courses": list(queries.courses(since=timezone.localdate())[:100]),
        "every": every,
        "typed": typed,
    }


@needs("handle_samples")
@require_POST
def offer(request: PersonRequest) -> HttpResponse:
    """Offer a practice to all."""
    form = request.POST
    names = ("key", "title", "language", "licence", "offered_by", "place", "summary")
    try:
        actions.offer(
            by=request.user, at=timezone.now(), **{name: form.get(name, "") for name in names}
        )
    except VedetteError as error:
        context = _practice(request, form) | {"errors": [str(error)]}
        return render(request, "web/practice.html", context, status=409)
    messages.success(request, _("It is in the library."))
    return redirect("practice")


@needs("handle_samples")
@require_POST
def announce(request: PersonRequest) -> HttpResponse:
    """Announce a joint course."""
    form = request.POST
    try:
        starts = day_if_any(form.get("starts_on", ""))
        if starts is None:
            raise PracticeUnfit("a course needs the day on which it starts")
        actions.announce(
            title=form.get("title", ""), organiser=form.get("organiser", ""), starts_on=starts,
            ends_on=day_if_any(form.get("ends_on", "")), where=form.get("where", ""),
            language=form.get("language", ""), link=form.get("link", ""), by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        context = _practice(request, form) | {"errors": [str(error)]}
        return render(request, "web/practice.html", context, status=409)
    messages.success(request, _("The course is announced."))
    return redirect("practice")


@needs("keep_laboratories")
@require_POST
def take_out(request: PersonRequest, what: str, number: int) -> HttpResponse:
    """Withdraw a practice, or cancel a course."""
    try:
        if what == "course":
            actions.cancel(course=queries.course(number), by=request.user, at=timezone.now())
        else:
            actions.withdraw(
                practice=queries.practice(number), why=request.POST.get("why", ""),
                by=request.user, at=timezone.now(),
            )  # fmt: skip
    except PracticeUnknown:
        raise Http404 from None
    except VedetteError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is taken out; the record keeps it."))
    return redirect("practice")


@needs("see")
@require_GET
def courses_feed(request: PersonRequest) -> HttpResponse:
    """Send the courses as a calendar."""
    rows = queries.courses(since=timezone.localdate() - PAST_COURSES)
    body = feed(rows, domain=request.get_host(), name=_("Joint courses"))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="courses.ics"'
    return response

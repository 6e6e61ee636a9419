"""What is due: for whom, since when, why then, and how often it was done in time."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette.base.accounts.models import Body, User
from vedette.base.accounts.rules import Refused, may
from vedette.base.markings.actions import marking_for
from vedette.base.numbers import number_in
from vedette.errors import VedetteError
from vedette.judgement.deadlines import actions, queries
from vedette.judgement.deadlines.calendars import INSTITUTIONS, ZONES
from vedette.judgement.deadlines.counting import Period, Unit
from vedette.judgement.deadlines.definitions import DeadlineRule
from vedette.judgement.deadlines.formats import feed
from vedette.judgement.deadlines.models import CalendarDay, Deadline, DeadlineStep
from vedette.judgement.deadlines.rules import DeadlineUnknown, Standing, standing_of
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.typed import day_in

FEED_SALT = "vedette.deadlines.feed"
YEARS = {str(year) for year in range(2000, 2100)}
TLPS = ("GREEN", "AMBER", "AMBER+STRICT", "RED")


@needs("see")
@require_GET
def deadlines(request: PersonRequest) -> HttpResponse:
    """List what is open, the missed first."""
    return render(request, "web/deadlines.html", _list_context(request))


def _list_context(request: PersonRequest) -> dict[str, Any]:
    known = known_on(request)
    body = request.GET.get("body", "")
    chosen = number_in(body)
    found = queries.due_for(request.user, at=known.moment, body=chosen)
    return {
        "rows": [_line(row, standing, known.moment) for row, standing in found],
        "missed": sum(standing is Standing.MISSED for _row, standing in found),
        "body": body,
        "bodies": Body.objects.filter(
            pk__in=queries.deadlines_seen_by(request.user).values("body")
        ).order_by("name"),
        "rules": [(rule.key, in_language(rule.title)) for rule in queries.every_rule()],
        "every_body": Body.objects.order_by("name"),
        "calendars": [*INSTITUTIONS, *ZONES],
        "tlps": TLPS,
        "feed": request.build_absolute_uri(_feed_address(request.user)),
        "typed": {},
    }


def _line(row: Deadline, standing: Standing, at: datetime) -> dict[str, Any]:
    rule = queries.rule_of(row)
    return {
        "row": row,
        "title": title_of(row, rule),
        "rule": rule,
        "standing": standing.value,
        "who": row.body.name if row.body else row.calendar,
        "due": _("when it runs again") if standing is Standing.PAUSED else due_words(row),
        "left": _left(row, standing, at),
    }


def title_of(row: Deadline, rule: DeadlineRule | None = None) -> str:
    """Return what is to be done, in the reader's language."""
    rule = rule or queries.rule_of(row)
    return in_language(rule.title) if rule else row.rule


def in_language(texts: Any) -> str:
    """Return a text of a rule in the reader's language, or in English."""
    return str(texts.get((get_language() or "en")[:2]) or texts.get("en", ""))


def due_words(row: Deadline) -> str:
    """Say by when: a whole day with its weekday, or a moment with its zone."""
    if row.last_day:
        return date_format(row.last_day, "D j M Y")
    if row.due_at:
        local = row.due_at.astimezone(queries.calendar(row.calendar).zone)
        return f"{date_format(local, 'D j M Y H:i')} {local.tzname()}"
    return _("no number of days")


def _left(row: Deadline, standing: Standing, at: datetime) -> str:
    if row.due_at is None or standing not in (Standing.RUNNING, Standing.MISSED):
        return ""
    hours = (row.due_at - at).total_seconds() / 3600
    if abs(hours) < 48:
        text = _("%d hours left") if hours >= 0 else _("%d hours late")
        return text % abs(hours)
    text = _("%d days left") if hours >= 0 else _("%d days late")
    return text % (abs(hours) // 24)


@needs("see")
@require_GET
def deadline(request: PersonRequest, number: int) -> HttpResponse:
    """Show one clock: why it ends when it does, and what may be done with it."""
    return render(request, "web/deadline.html", _context(request, number))


def _context(request: PersonRequest, number: int) -> dict[str, Any]:
    try:
        row = queries.the_deadline(number, request.user)
    except DeadlineUnknown:
        raise Http404 from None
    known = known_on(request)
    standing = standing_of(row, at=known.moment)
    rule = queries.rule_of(row)
    is_open = standing in (Standing.RUNNING, Standing.NO_LIMIT, Standing.PAUSED, Standing.MISSED)
    clock = queries.calendar(row.calendar)
    steps = row.steps.select_related("by").filter(at__lte=known.moment).order_by("number")
    return {
        **_line(row, standing, known.moment),
        "steps": [(step, because(step)) for step in steps],
        "zone": clock.zone.key,
        "starts": in_language(rule.starts) if rule else "",
        "event": row.event_at.astimezone(clock.zone),
        "may_act": is_open and known.day is None and may(request.user, "judge"),
        "may_extend": bool(rule and rule.extended_by and row.amount and not row.paused_at),
        "may_pause": bool(row.amount and not row.before and not row.paused_at)
        and standing is Standing.RUNNING,
        "units": [(unit.value, words.label("unit", unit.value)) for unit in Unit],
    }


def because(step: DeadlineStep) -> str:
    """Say why the bare count was moved, if it was."""
    if not step.moved_because or step.counted_to is None:
        return ""
    day = date_format(step.counted_to, "D j M Y")
    why = words.label("moved", step.moved_because)
    return _("the count alone ends on %(day)s: %(why)s") % {"day": day, "why": why}


@needs("judge")
@require_POST
def start(request: PersonRequest) -> HttpResponse:
    """Start the clock of a rule by hand."""
    said = request.POST
    try:
        row = actions.start(
            rule=said.get("rule", ""), about=said.get("about", ""), event_at=_moment(said),
            marking=marking_for(said.get("marking", "")), calendar=said.get("calendar", ""),
            body=Body.objects.filter(code=said.get("body", "")).first(), by=request.user,
            at=timezone.now(), exercise="exercise" in said,
        )  # fmt: skip
    except VedetteError as error:
        context = _list_context(request) | {"errors": [str(error)], "typed": said}
        return render(request, "web/deadlines.html", context, status=409)
    messages.success(request, _("The clock runs."))
    return redirect("deadline", row.pk)


def _moment(said: Any, name: str = "event_at") -> datetime:
    """Read a moment as a form sends it, by the clock of the node."""
    try:
        moment = parse_datetime(said.get(name, ""))
    except ValueError:
        moment = None
    if moment is None:
        raise Refused(_("say when, as a day and an hour"))
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _meet(row: Deadline, said: Any, by: User, at: datetime) -> None:
    on = _moment(said, "on") if said.get("on") else None
    actions.meet(deadline=row, on=on, reason=said.get("reason", ""), by=by, at=at)


def _extend(row: Deadline, said: Any, by: User, at: datetime) -> None:
    more = None
    if said.get("amount"):
        amount = number_in(said["amount"])
        if amount is None or said.get("unit") not in list(Unit):
            raise Refused(_("say by how much, as a whole number and its unit"))
        more = Period(amount, Unit(said["unit"]))
    actions.extend(deadline=row, by_period=more, reason=said.get("reason", ""), by=by, at=at)


def _pause(row: Deadline, said: Any, by: User, at: datetime) -> None:
    actions.pause(deadline=row, reason=said.get("reason", ""), by=by, at=at)


def _resume(row: Deadline, said: Any, by: User, at: datetime) -> None:
    actions.resume(deadline=row, reason=said.get("reason", ""), by=by, at=at)


def _withdraw(row: Deadline, said: Any, by: User, at: datetime) -> None:
    actions.withdraw(deadline=row, reason=said.get("reason", ""), by=by, at=at)


STEPS: dict[str, Callable[[Deadline, Any, User, datetime], None]] = {
    "meet": _meet,
    "extend": _extend,
    "pause": _pause,
    "resume": _resume,
    "withdraw": _withdraw,
}


@needs("judge")
@require_POST
def act(request: PersonRequest, number: int, step: str) -> HttpResponse:
    """Take one step with a clock."""
    context = _context(request, number)
    try:
        STEPS[step](context["row"], request.POST, request.user, timezone.now())
    except VedetteError as error:
        context |= {"errors": [str(error)], "typed": request.POST}
        return render(request, "web/deadline.html", context, status=409)
    messages.success(request, _("Kept."))
    return redirect("deadline", number)


@needs("see")
@require_GET
def rules(request: PersonRequest) -> HttpResponse:
    """Show every rule with its source, and the days people entered in calendars."""
    return render(request, "web/deadline_rules.html", _rules_context())


def _rules_context() -> dict[str, Any]:
    found = queries.every_rule()
    return {
        "rules": [
            (rule, in_language(rule.title), in_language(rule.starts), period_words(rule))
            for rule in found
        ],
        "days": CalendarDay.objects.select_related("entered_by").order_by("-day")[:100],
        "calendars": [*INSTITUTIONS, *ZONES],
        "typed": {},
    }


def period_words(rule: DeadlineRule) -> str:
    """Say how long a rule gives, in the reader's language."""
    if rule.limit:
        return str(words.label("limit", rule.limit))
    if rule.period:
        unit = words.label("unit", rule.period.unit)
        text = f"{rule.period.amount} {unit}"
        return _("%s before") % text if rule.period.before else text
    days = [date_format(date(year or 2024, month, day), "j F") for year, month, day in rule.days]
    return ", ".join(days) + (f" {rule.days[0][0]}" if rule.days[0][0] else "")


@needs("make_rules")
@require_POST
def enter_day(request: PersonRequest) -> HttpResponse:
    """Enter a day in a calendar; the open clocks under it are counted anew."""
    said = request.POST
    try:
        day = _day(said.get("day", ""))
        moved = actions.enter_day(
            calendar=said.get("calendar", ""), day=day, name=said.get("name", ""),
            source=said.get("source", ""), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        context = _rules_context() | {"errors": [str(error)], "typed": said}
        return render(request, "web/deadline_rules.html", context, status=409)
    messages.success(request, _("Kept. Deadlines that moved: %d") % len(moved))
    return redirect("deadline-rules")


def _day(text: str) -> date:
    day = day_in(text)
    if day is None:
        raise Refused(_("say which day"))
    return day


@needs("see")
@require_GET
def kept(request: PersonRequest) -> HttpResponse:
    """Show how often each body was in time, by year."""
    known = known_on(request)
    said = request.GET.get("year", "")
    year = int(said) if said in YEARS else known.moment.year
    rows = queries.due_in_year(queries.deadlines_seen_by(request.user), year)
    titles = {rule.key: in_language(rule.title) for rule in queries.every_rule()}
    return render(
        request,
        "web/deadlines_kept.html",
        {
            "year": year,
            "found": [
                (one, titles.get(one.rule, one.rule))
                for one in queries.punctuality(rows, at=known.moment)
            ],
        },
    )


def _feed_address(person: User) -> str:
    return reverse("deadlines-feed", args=[signing.dumps(_mark(person), salt=FEED_SALT)])


def _mark(person: User) -> list[Any]:
    """Bind an address to a person and their password: a new password ends old addresses."""
    return [person.pk, person.get_session_auth_hash()[:16]]


@require_GET
def calendar_feed(request: HttpRequest, signed: str) -> HttpResponse:
    """Return a person's open deadlines for their calendar program; the address is the key."""
    try:
        number, mark = signing.loads(signed, salt=FEED_SALT)
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    person = User.objects.filter(pk=number, is_active=True).first()
    if person is None or _mark(person)[1] != mark or not may(person, "see"):
        raise Http404
    now = timezone.now()
    rows = [(row, title_of(row)) for row, _standing in queries.due_for(person, at=now)]
    text = feed(
        rows, at=now, domain=request.get_host(), name=settings.VEDETTE_NODE, exercise=_("Exercise")
    )
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")

"""Tell what happened without an account, and speak with the desk by a code."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.errors import VedetteError
from vedette.evidence.ingest.actions import blob_path
from vedette.evidence.tellings import actions, queries
from vedette.evidence.tellings.errors import TellingRefused
from vedette.evidence.tellings.photos import LARGEST
from vedette.response.alerts.phrases import LANGUAGES
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, needs
from vedette.surfaces.web.countries import country_choices
from vedette.surfaces.web.floods import asker, is_flood
from vedette.surfaces.web.pages.warnings import language_of

TOLD_AT_MOST, TRIED_AT_MOST, TOLD_IN_ALL = 6, 20, 300  # an hour


def _check_rate(request: HttpRequest, act: str, at_most: int) -> None:
    """Refuse whoever asks too often; the address itself is kept nowhere."""
    for who, most in ((asker(request), at_most), ("all", TOLD_IN_ALL)):
        if is_flood(f"{act}-{who}", at_most=most):
            raise Refused(_("too many at once; try again in an hour. In danger, call 112."))


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], act: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """Show a public page; on a post, what became of it."""
    language = language_of(request)
    context |= {
        "language": language,
        "texts": [(code, words.language_name(code)) for code in LANGUAGES],
    }
    status = 200
    with override(language):
        if request.method == "POST":
            try:
                context |= act()
            except VedetteError as error:
                context["errors"], status = [str(error)], 409
        answer = render(request, template, context, status=status)
    answer["Content-Language"] = language
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


# Nobody is signed in here, so a forged request gains nothing; a cookie would be a trace.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """Show the form, take a report, and give the code by which the person can come back."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    if request.method == "POST" and not (size.isdecimal() and 0 < int(size) < LARGEST + 100_000):
        return HttpResponse(_("The picture is larger than 8 MB; send a smaller one."), status=413)
    typed = request.POST
    context = {
        "typed": typed, "countries": country_choices(), "effects": words.choices("effect"),
        "chosen": typed.getlist("effects"), "helps": words.choices("help"),
        "tests": words.choices("tested"), "whos": words.choices("who"),
        "today": timezone.localdate(),
    }  # fmt: skip
    return _answer(request, "web/tell.html", context, lambda: _told(request))


def _told(request: HttpRequest) -> dict[str, Any]:
    typed, photo = request.POST, request.FILES.get("photo")
    if typed.get("website"):  # a field nobody sees; only machines fill it in
        return {"code": "…"}
    _check_rate(request, "tell", TOLD_AT_MOST)
    try:
        day = date.fromisoformat(typed.get("day", ""))
    except ValueError:
        raise TellingRefused(_("choose the day on which it happened")) from None
    _row, code = pathway.tell(
        said=pathway.Said(
            day=day, country=typed.get("country", ""), taken_for=typed.get("taken_for", ""),
            town=typed.get("town", ""), test=typed.get("test", ""),
            test_showed=typed.get("test_showed", ""), form=typed.get("form", ""),
            look=typed.get("look", ""), effects=tuple(typed.getlist("effects")),
            help=typed.get("help", ""), who=typed.get("who", ""), words=typed.get("words", ""),
        ),
        photo=photo.read() if photo else None, language=language_of(request), at=timezone.now(),
    )  # fmt: skip
    return {"code": code}


@csrf_exempt  # as above: the code is the only key, and it is in the form
@require_http_methods(["GET", "POST"])
def come_back(request: HttpRequest) -> HttpResponse:
    """Show to whoever has the code what the desk says, and take an answer."""
    return _answer(request, "web/tell_more.html", {"typed": request.POST}, lambda: _opened(request))


def _opened(request: HttpRequest) -> dict[str, Any]:
    _check_rate(request, "code", TRIED_AT_MOST)
    typed = request.POST
    row = queries.by_code(typed.get("code", ""))
    if "text" in typed:
        actions.remark(telling=row, text=typed["text"], by=None, at=timezone.now())
    held = queries.row_of(row)
    return {
        "telling": row, "remarks": list(row.remarks.order_by("number")), "code": typed["code"],
        "standing": held.status if held else "waiting",
    }  # fmt: skip


def _in_words(cells: dict[str, str]) -> list[tuple[str, str]]:
    """Return the questions of the form that were answered, with the answers in words."""
    asked = {
        "date_occurred": _("When?"), "country": _("Country"), "town": _("Town"),
        "taken_for": _("What was it sold as, or believed to be?"), "form": _("Form"),
        "look": _("Look"), "test": _("Was it tested?"),
        "test_showed": _("What did the test show?"), "who": _("Who did it happen to?"),
        "effects": _("What happened?"), "help": _("What help was there?"),
        "words": _("In your own words"),
    }  # fmt: skip
    coded = {"test": "tested", "who": "who", "effects": "effect", "help": "help"}
    found = []
    for name, question in asked.items():
        value = cells.get(name, "")
        if name in coded:
            parts = [part.strip() for part in value.split(";") if part.strip()]
            value = "; ".join(str(words.label(coded[name], part)) for part in parts)
        if value:
            found.append((question, words.country(value) if name == "country" else value))
    return found


@needs("decide_queue")
@require_http_methods(["GET", "POST"])
def told(request: PersonRequest, number: int) -> HttpResponse:
    """Show the desk a report with its picture and what was said since; ask back."""
    row = get_object_or_404(queries.tellings_seen_by(request.user), pk=number)
    held = queries.row_of(row)
    context: dict[str, Any] = {
        "telling": row, "row": held, "typed": request.POST,
        "facts": _in_words(held.cells) if held else [],
    }  # fmt: skip
    status = 200
    if request.method == "POST":
        try:
            text = request.POST.get("text", "")
            actions.remark(telling=row, text=text, by=request.user, at=timezone.now())
            return redirect("told", row.pk)
        except VedetteError as error:
            context["errors"], status = [str(error)], 409
    context["remarks"] = list(row.remarks.select_related("by").order_by("number"))
    return render(request, "web/told.html", context, status=status)


@needs("decide_queue")
@require_GET
def told_photo(request: PersonRequest, number: int) -> HttpResponse:
    """Send the picture of a report to the desk."""
    row = get_object_or_404(queries.tellings_seen_by(request.user), pk=number)
    path = blob_path(row.photo) if row.photo else None
    if path is None or not path.exists():
        raise Http404
    answer = HttpResponse(path.read_bytes(), content_type="image/jpeg")
    answer["Cache-Control"] = "private, no-store"
    return answer

"""What goes out of a document: the pack for a working party, and the page for everybody."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette.base.accounts.rules import may
from vedette.errors import VedetteError
from vedette.response.policy import publishing
from vedette.response.policy.errors import PromiseUnfit
from vedette.response.policy.pack.contents import FREEST, ceilings_for, pack_of
from vedette.response.policy.pack.files import FORMS, file_of
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.pages.policy import instrument_or_404
from vedette.surfaces.web.promise_words import Signs


@needs("see")
@require_GET
def pack_page(request: PersonRequest, key: str) -> HttpResponse:
    """Offer the pack in every language, and say who may read how far the document is."""
    return render(request, "web/promise_pack.html", _context(request, key))


def _context(request: PersonRequest, key: str) -> dict[str, Any]:
    row = instrument_or_404(request, key)
    waiting = publishing.proposed(row)
    return {
        "document": row,
        "title": row.title,
        "tab": "pack",
        "languages": [(code, words.language_name(code)) for code, _n in settings.LANGUAGES],
        "chosen": (get_language() or "en")[:2],
        "ceilings": ceilings_for(request.user),
        "forms": list(FORMS),
        "waiting": waiting,
        "shown": publishing.shown(row),
        "may_propose": may(request.user, "judge") and not known_on(request).day,
        "may_publish": bool(
            waiting and may(request.user, "sign") and waiting.proposed_by_id != request.user.pk
        ),
        "typed": {},
    }


@needs("see")
@require_GET
def pack_file(request: PersonRequest, key: str) -> HttpResponse:
    """Send the pack as known on the chosen day."""
    row, asked = instrument_or_404(request, key), request.GET
    try:
        made = file_of(
            pack_of(
                row, as_of=known_on(request).moment, ceiling=asked.get("ceiling", FREEST),
                statuses=Signs().statuses, issuer=settings.VEDETTE_NODE, person=request.user,
            ),
            form=asked.get("form", "pdf"),
            language=asked.get("language", (get_language() or "en")[:2]),
        )  # fmt: skip
    except VedetteError as error:
        context = _context(request, key) | {"errors": [str(error)]}
        return render(request, "web/promise_pack.html", context, status=409)
    response = HttpResponse(made.content, content_type=made.mime)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


@needs("judge")
@require_POST
def act(request: PersonRequest, key: str) -> HttpResponse:
    """Propose, publish or withdraw what everybody may read."""
    row, at = instrument_or_404(request, key), timezone.now()
    step = request.POST.get("step", "")
    try:
        if step == "propose":
            publishing.propose(instrument=row, by=request.user, at=at)
        elif step == "publish":
            waiting = publishing.proposed(row)
            if waiting is None:
                raise PromiseUnfit(_("nothing waits to be published"))
            publishing.publish(publication=waiting, by=request.user, at=at)
        elif step == "withdraw":
            publishing.withdraw(
                instrument=row, reason=request.POST.get("reason", ""), by=request.user, at=at
            )
        else:
            raise Http404
    except VedetteError as error:
        context = _context(request, key) | {"errors": [str(error)], "typed": request.POST}
        return render(request, "web/promise_pack.html", context, status=409)
    messages.success(request, _("Kept."))
    return redirect("promise-pack", key)

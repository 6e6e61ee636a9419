"""Libraries of reference spectra: keep one, see its licences, take out what may leave."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette.catalogue.spectra import actions, formats, queries
from vedette.catalogue.spectra.indexes import FOLDER
from vedette.catalogue.spectra.models import SpectrumLibrary
from vedette.errors import VedetteError
from vedette.surfaces import background
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, needs
from vedette.surfaces.web.pages.spectra import uploaded


@needs("see")
@require_GET
def libraries(request: PersonRequest) -> HttpResponse:
    """List the libraries with what they hold, their licences, and what may leave."""
    return render(request, "web/spectrum_libraries.html", _context())


def _context() -> dict[str, Any]:
    rows = list(queries.libraries())
    searched = [one for one in rows if one.status == "ready" and not one.retired_at]
    return {
        "libraries": rows,
        "searched": searched,
        "references": sum(one.spectra for one in searched),
        "kinds": words.choices("spectrum_kind"),
    }


@needs("see")
@require_GET
def one_library(request: PersonRequest, library_id: int) -> HttpResponse:
    """Show one library: licences of its records, and what could not be read."""
    row = get_object_or_404(SpectrumLibrary, pk=library_id)
    plan = formats.plan_export(row)
    counted = sorted(
        [(one, n, True) for one, n in plan.leaving.items()]
        + [(one, n, False) for one, n in plan.staying.items()],
        key=lambda item: -item[1],
    )
    context = {"library": row, "licences": counted, "staying": sum(plan.staying.values()),
               "leaving": sum(plan.leaving.values())}  # fmt: skip
    return render(request, "web/spectrum_library.html", context)


@needs("keep_spectra")
@require_POST
def send(request: PersonRequest) -> HttpResponse:
    """Enter a library; it is read and indexed beside the answering of requests."""
    form = request.POST
    try:
        path, name = uploaded(request.FILES.get("file"))
        row = actions.announce_library(
            path=path, file=name, name=form.get("name", ""), licence=form.get("licence", ""),
            kind=form.get("kind", ""), owner=form.get("owner", ""),
            source=form.get("source", ""), may_export=form.get("may_export") == "yes",
            withheld=form.get("withheld", "").split(";"), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        context = _context() | {"errors": [str(error)], "typed": form}
        return render(request, "web/spectrum_libraries.html", context, status=400)
    background.keep_library(row, _copy(path), by=request.user)
    messages.success(request, _("It is being read. Once it is searched, its line says so."))
    return redirect("spectrum-library", row.pk)


def _copy(path: Path) -> Path:
    """Keep an uploaded file beyond the request that brought it."""
    folder = Path(settings.VEDETTE_HOME) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, kept = tempfile.mkstemp(prefix=".incoming-", suffix=path.suffix, dir=folder)
    os.close(descriptor)
    shutil.copyfile(path, kept)
    return Path(kept)


@needs("keep_spectra")
@require_POST
def retire(request: PersonRequest, library_id: int) -> HttpResponse:
    """Search a library no longer."""
    row = get_object_or_404(SpectrumLibrary, pk=library_id)
    try:
        actions.retire_library(library=row, by=request.user, at=timezone.now())
    except VedetteError as error:
        context = _context() | {"errors": [str(error)]}
        return render(request, "web/spectrum_libraries.html", context, status=409)
    messages.success(request, _("It is not searched any more; its records stay."))
    return redirect("spectrum-library", row.pk)


@needs("see")
@require_GET
def export(request: PersonRequest, library_id: int) -> HttpResponseBase:
    """Send the records that may leave, as MSP."""
    row = get_object_or_404(SpectrumLibrary, pk=library_id)
    plan = formats.plan_export(row)
    response = StreamingHttpResponse(formats.exported(plan), content_type="text/plain")
    name = slugify(row.name) or f"library-{row.pk}"
    response["Content-Disposition"] = f'attachment; filename="{name}.msp"'
    response["X-Records-Withheld"] = str(sum(plan.staying.values()))
    return response

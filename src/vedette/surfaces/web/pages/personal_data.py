"""Personal data: what is held, why and how long, what is over, and who looked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.journal.processing import record_of_processing
from vedette.base.journal.queries import consultations_seen_by
from vedette.surfaces.web.access import PersonRequest, needs

SHOWN = 50


@needs("administer")
@require_GET
def personal_data(request: PersonRequest) -> HttpResponse:
    """Show the record of processing, what is kept too long, and the latest consultations."""
    kept = pathway.kept_too_long(at=timezone.now())
    processing = record_of_processing()
    return render(
        request, "web/personal_data.html",
        {
            "about": [one for one in processing if one.about],
            "acting": [one for one in processing if not one.about],
            "kept": kept,
            "overdue_rows": sum(one.rows for one in kept.reports),
            "consultations": consultations_seen_by(request.user)[:SHOWN],
        },
    )  # fmt: skip


@needs("administer")
@require_POST
def erase(request: PersonRequest) -> HttpResponse:
    """Erase what is kept longer than its marking allows."""
    done = pathway.keep_no_longer(by=request.user, at=timezone.now())
    messages.success(
        request,
        _("%(rows)s rows no longer tell of people; %(files)s files were removed.")
        % {"rows": done.reports + done.parts, "files": done.files},
    )
    return redirect("personal-data")

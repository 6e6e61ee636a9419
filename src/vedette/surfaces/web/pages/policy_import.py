"""A document from somebody's own copy: read, kept, and what had no place shown at once."""

from hashlib import sha256

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vedette.errors import VedetteError
from vedette.response.policy import actions
from vedette.response.policy.errors import DocumentTooLarge
from vedette.response.policy.files import LARGEST, pages_of
from vedette.response.policy.reading import read_text
from vedette.surfaces.web.access import PersonRequest, needs


@needs("make_rules")
@require_POST
def take_in(request: PersonRequest) -> HttpResponse:
    """Read a file and keep it; the same file again changes nothing."""
    given = request.FILES.get("file")
    if given is None:
        messages.error(request, _("Choose a file."))
        return redirect("promises")
    name = given.name or "document"
    try:
        if given.size and given.size > LARGEST:
            raise DocumentTooLarge(name, f"{given.size / 1024 / 1024:.0f} MB")
        content = given.read()
        kept = actions.keep(
            register=read_text(pages_of(content, file=name), file=name),
            content=sha256(content).hexdigest(), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        messages.error(request, _("This was not done: %s.") % error)
        return redirect("promises")
    said = {
        "new": _("A new document."),
        "language": _("Another language of this document."),
        "revision": _("A new reading; the one before stays to be seen."),
        "unchanged": _("Nothing new: this is here already."),
    }
    messages.success(request, said[kept.outcome])
    return redirect("promise-document", kept.instrument.key)

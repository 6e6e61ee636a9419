"""The register as files: given out whole or by family, taken in as proposals."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from vedette.catalogue.substances import formats, importing, proposals
from vedette.catalogue.substances.errors import FileUnfit
from vedette.errors import VedetteError
from vedette.evidence.ingest.report import csv_line
from vedette.surfaces.web.access import PersonRequest, needs

SHOWN = 500


@needs("see")
@require_GET
def export(request: PersonRequest, form: str) -> StreamingHttpResponse:
    """Send the register, of one family or whole."""
    if form not in formats.FORMS:
        raise Http404
    lines = formats.register(form, family=request.GET.get("family", ""), line=csv_line)
    response = StreamingHttpResponse(lines, content_type=formats.MEDIA_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="register.{form}"'
    return response


@needs("propose")
@require_http_methods(["GET", "POST"])
def take_in(request: PersonRequest) -> HttpResponse:
    """Propose what a file says that the register does not, and say what stays out and why."""
    context: dict[str, object] = {"typed": request.POST, "kinds": list(formats.FORMS)}
    status = 200
    if request.method == "POST":
        try:
            done = _propose(request)
        except VedetteError as error:
            context["errors"], status = [str(error)], 409
        else:
            context |= {"done": done, "refused": done.refused[:SHOWN], "shown": SHOWN}
    return render(request, "web/register_import.html", context, status=status)


def _propose(request: PersonRequest) -> importing.Imported:
    file = request.FILES.get("file")
    if file is None:
        raise FileUnfit("choose a file that ends in .csv, .json or .sdf")
    if (file.size or 0) > formats.MOST_BYTES:
        raise FileUnfit(f"at most {formats.MOST_BYTES // 1_000_000} MB are read")
    name = (file.name or "")[:200]
    evidence = proposals.Evidence(
        request.POST.get("evidence", ""), source=request.POST.get("source", "").strip()[:300],
        batch=name,
    )  # fmt: skip
    records = formats.read(formats.decoded(file.read()), form=name.rpartition(".")[2].casefold())
    return importing.propose_records(records, evidence=evidence, by=request.user, at=timezone.now())

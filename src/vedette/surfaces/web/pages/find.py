"""The search field in the bar: substances, places, reports, saved views."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from vedette.base.numbers import number_in
from vedette.catalogue.places.models import Place
from vedette.catalogue.substances.queries import search
from vedette.evidence.ingest.models import Source
from vedette.evidence.observations.queries import reports_seen_by
from vedette.surfaces.web.access import PersonRequest, needs
from vedette.surfaces.web.models import SavedView


@needs("see")
@require_GET
def find(request: PersonRequest) -> HttpResponse:
    """Look everywhere a person may look; go straight to the one thing there is."""
    text = request.GET.get("q", "").strip()[:200]
    if not text:
        return redirect("substances")
    substances = list(search(text)[:20])
    places = list(
        Place.objects.filter(name__icontains=text)
        .select_related("parent")
        .order_by("level", "name")[:12]
    )
    places += list(Place.objects.filter(code__iexact=text)[:1])
    seen = reports_seen_by(request.user)
    keyed = seen.filter(source_key=text, source__in=_sources())
    reports = list(keyed.select_related("source", "place")[:10])
    if (number := number_in(text)) is not None:
        reports += list(seen.filter(pk=number).select_related("source", "place"))
    views = list(SavedView.objects.filter(owner=request.user, title__icontains=text)[:10])
    context = {
        "text": text,
        "find_text": text,
        "substances": substances,
        "places": places,
        "reports": reports,
        "views": views,
        "is_empty": not (substances or places or reports or views),
    }
    return render(request, "web/find.html", context)


def _sources() -> list[int]:
    """Name every source, so that the index over (source, key) answers."""
    return list(Source.objects.values_list("pk", flat=True))

"""Spectra: look one up, read the answer, record it as a finding, share what is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.accounts.models import User
from vedette.base.accounts.rules import may
from vedette.catalogue.laboratories import queries as laboratories
from vedette.catalogue.laboratories.rules import acts_for
from vedette.catalogue.spectra import answering, exchange, measured, queries
from vedette.catalogue.spectra.answering import Answer, Candidate
from vedette.catalogue.spectra.models import (
    Kind,
    MeasuredSpectrum,
    ReferenceSpectrum,
    Sighting,
)
from vedette.catalogue.spectra.points import unpacked
from vedette.catalogue.spectra.rules import (
    KIND_OF,
    SpectrumRefused,
    SpectrumUnknown,
    agreement_here,
)
from vedette.errors import VedetteError
from vedette.evidence.samples import queries as samples
from vedette.evidence.samples.models import Sample
from vedette.evidence.samples.rules import SampleUnknown
from vedette.science.identification import TECHNIQUES
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.mirror import Mirror, Row, mirror, paired
from vedette.surfaces.web.overlay import Overlay, overlay
from vedette.surfaces.web.pages.samples import own_laboratories
from vedette.surfaces.web.templatetags.vedette import percent

if TYPE_CHECKING:  # the compiler behind it is loaded where a spectrum is compared
    pass

SHOWN = 30
MOST_BYTES = 64 * 2**20
NARROW = 320.0  # width of the plot on a phone, so that its text stays legible
UNIT_WITHIN = 0.3  # Da, as in searching


@needs("see")
@require_GET
def spectra(request: PersonRequest) -> HttpResponse:
    """Show what can be looked up, with a form for a file, and the spectra kept last."""
    return render(request, "web/spectra.html", _list_context(request, {}))


def _list_context(request: PersonRequest, typed: Mapping[str, Any]) -> dict[str, Any]:
    kept = [one for one in queries.libraries() if one.status == "ready" and not one.retired_at]
    rows = queries.spectra_seen_by(request.user).defer("points")
    token = request.GET.get("sample", "") or typed.get("sample", "")
    if token:
        rows = queries.spectra_of_sample(token, request.user).defer("points")
    return {
        "libraries": kept,
        "references": sum(one.spectra for one in kept),
        "spectra": list(rows[:SHOWN]),
        "sample_token": token,
        "techniques": [(key, TECHNIQUES[key].title) for key in KIND_OF],
        "own_laboratories": own_laboratories(request.user),
        "typed": typed,
    }


@needs("handle_samples")
@require_POST
def send(request: PersonRequest) -> HttpResponse:
    """Keep the spectra of a file and go to the answer about the first."""
    form = request.POST
    try:
        path, name = uploaded(request.FILES.get("file"))
        token = form.get("sample", "").strip().upper()
        if token:
            token = samples.find(token, request.user).token
        code = form.get("laboratory", "")
        kept = measured.keep_spectra(
            path=path, file=name, technique=form.get("technique", ""),
            laboratory=laboratories.find(code) if code else None, sample=token,
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        context = _list_context(request, form) | {"errors": [str(error)]}
        return render(request, "web/spectra.html", context, status=400)
    for refusal in kept.refusals:
        messages.warning(request, _("Left out: %s.") % refusal)
    if kept.is_cut:
        text = _("The file holds more; the first %d spectra are kept.")
        messages.warning(request, text % len(kept.spectra))
    if len(kept.spectra) > 1:
        count = len(kept.spectra)
        said = ngettext("%d spectrum is kept.", "%d spectra are kept; this is the first.", count)
        messages.success(request, said % count)
    return redirect("spectrum", kept.spectra[0].pk)


def uploaded(upload: UploadedFile | None) -> tuple[Path, str]:
    """Return where an uploaded file lies and what it is called, or refuse it."""
    if not isinstance(upload, TemporaryUploadedFile):
        raise SpectrumRefused(_("choose a file"))
    if (upload.size or 0) > MOST_BYTES:
        most = MOST_BYTES // 2**20
        raise SpectrumRefused(
            _("the file is larger than %d MB; `vedette identify` reads it") % most
        )
    return Path(upload.temporary_file_path()), upload.name or "file"


@needs("see")
@require_GET
def spectrum(request: PersonRequest, number: int) -> HttpResponse:
    """Show what a spectrum is of, how sure that is, and what can be done with it."""
    return render(request, "web/spectrum.html", _context(request, _found(request, number), {}))


def _found(request: PersonRequest, number: int) -> MeasuredSpectrum:
    try:
        return queries.find_spectrum(number, request.user)
    except SpectrumUnknown:
        raise Http404 from None


@dataclass(frozen=True, slots=True)
class Beside:
    """A spectrum and one reference: the plot, its table, and which candidate it is."""

    plot: Mirror | Overlay
    narrow: Mirror | Overlay
    rows: list[Row]
    reference: ReferenceSpectrum

    @property
    def is_curve(self) -> bool:
        """Tell whether two curves lie over each other."""
        return isinstance(self.plot, Overlay)


def _context(
    request: PersonRequest, row: MeasuredSpectrum, typed: Mapping[str, Any]
) -> dict[str, Any]:
    found = answering.answer(row)
    chosen = _chosen(found, request.GET.get("with", ""))
    sighting = Sighting.objects.filter(spectrum=row, until=None).first()
    opinions = row.opinions.select_related("laboratory", "own", "by").order_by("id")
    mine = own_laboratories(request.user)
    is_offered = row.offered_at is not None and row.withdrawn_at is None
    may_say = [one for one in mine if one.pk != row.laboratory_id] if is_offered else []
    return {
        "spectrum": row,
        "answer": found,
        "is_mass": answering.is_mass(row),
        "sure": _sure(found),
        "beside": _beside(row, chosen) if chosen is not None else None,
        "chosen": chosen,
        "title": row.technique and TECHNIQUES[row.technique].title,
        "sample": _sample(row, request.user),
        "acts_for_it": row.laboratory is not None and acts_for(request.user, row.laboratory),
        "is_offered": is_offered,
        "opinions": opinions,
        "may_say": may_say,
        "own_spectra": _own_spectra(row, may_say, request.user),
        "standing": exchange.standings([sighting.unknown])[0] if sighting else None,
        "provisional": sighting.unknown.substance if sighting else None,
        "own_codes": {one.code for one in mine},
        "typed": typed,
    }


def _sure(found: Answer) -> str:
    """Say a probability without ever saying certain."""
    if found.confidence is None:
        return ""
    if found.confidence > 0.99:
        return _("more than %s") % percent(0.99)
    return percent(found.confidence)


def _chosen(found: Answer, wanted: str) -> Candidate | None:
    picked = (one for one in found.candidates if str(one.reference.pk) == wanted)
    return next(picked, found.best)


def _beside(row: MeasuredSpectrum, chosen: Candidate) -> Beside:
    reference = ReferenceSpectrum.objects.select_related("kept_in").get(pk=chosen.reference.pk)
    if not answering.is_mass(row):
        curves = unpacked(row.points), unpacked(reference.points)
        narrow = overlay(*curves, width=NARROW, height=NARROW)
        return Beside(overlay(*curves), narrow, [], reference)
    mine, theirs = answering.spectrum_of(row), answering.spectrum_of(reference)
    how = {"within": UNIT_WITHIN, "ppm": 0.0} if row.kind == Kind.ELECTRON else {}
    small = mirror(mine, theirs, width=NARROW, height=NARROW, **how)
    return Beside(mirror(mine, theirs, **how), small, paired(mine, theirs, **how), reference)


def _sample(row: MeasuredSpectrum, person: User) -> Sample | None:
    try:
        return samples.find(row.sample, person) if row.sample else None
    except SampleUnknown:
        return None


def _own_spectra(row: MeasuredSpectrum, may_say: list[Any], by: User) -> list[MeasuredSpectrum]:
    """Return what an opinion may rest on: spectra of the same kind, of one's own laboratories."""
    rows = queries.spectra_seen_by(by).filter(laboratory__in=may_say, kind=row.kind)
    return list(rows.exclude(pk=row.pk).defer("points").order_by("-id")[:SHOWN])


@needs("handle_samples")
@require_POST
def record(request: PersonRequest, number: int) -> HttpResponse:
    """Record the answer as a finding of the spectrum's sample."""
    form, row = request.POST, _found(request, number)
    try:
        result = pathway.record_identification(
            spectrum=row, sample=samples.find(row.sample, request.user),
            name=form.get("name", ""), with_standard=form.get("standard") == "yes",
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        return _again(request, row, error)
    messages.success(request, _("It is recorded, and the evidence follows it."))
    return redirect("sample", result.sample.token)


@needs("handle_samples")
@require_POST
def offer(request: PersonRequest, number: int) -> HttpResponse:
    """Offer a spectrum to the network."""
    row = _found(request, number)
    try:
        unknown = pathway.offer_spectrum(
            spectrum=row, note=request.POST.get("note", ""), by=request.user, at=timezone.now()
        )
    except VedetteError as error:
        return _again(request, row, error)
    if unknown is not None and unknown.substance is not None:
        text = _("Several laboratories have seen it: it is the provisional substance “%s”.")
        messages.success(request, text % unknown.substance.name)
    else:
        messages.success(request, _("The network sees it now."))
    return redirect("spectrum", row.pk)


@needs("handle_samples")
@require_POST
def withdraw(request: PersonRequest, number: int) -> HttpResponse:
    """Take an offer back."""
    row = _found(request, number)
    try:
        pathway.withdraw_spectrum(
            spectrum=row, why=request.POST.get("why", ""), by=request.user, at=timezone.now()
        )
    except VedetteError as error:
        return _again(request, row, error)
    messages.success(request, _("The offer is taken back."))
    return redirect("spectra")


@needs("handle_samples")
@require_POST
def say(request: PersonRequest, number: int) -> HttpResponse:
    """Confirm or contest what another laboratory offers."""
    form, row = request.POST, _found(request, number)
    own = form.get("own", "")
    try:
        pathway.judge_spectrum(
            spectrum=row, laboratory=laboratories.find(form.get("laboratory", "")),
            says=form.get("says", ""), reason=form.get("reason", ""),
            own=queries.find_spectrum(int(own[:18]), request.user) if own.isdecimal() else None,
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        return _again(request, row, error)
    messages.success(request, _("Your laboratory's word is kept beside the spectrum."))
    return redirect("spectrum", row.pk)


@needs("handle_samples")
@require_POST
def take_back(request: PersonRequest, number: int, opinion_id: int) -> HttpResponse:
    """Take back what a laboratory said of a spectrum."""
    row = _found(request, number)
    opinion = get_object_or_404(row.opinions.select_related("laboratory"), pk=opinion_id)
    try:
        pathway.take_opinion_back(opinion=opinion, by=request.user, at=timezone.now())
    except VedetteError as error:
        return _again(request, row, error)
    messages.success(request, _("It is taken back; the record keeps that it was said."))
    return redirect("spectrum", row.pk)


def _again(request: PersonRequest, row: MeasuredSpectrum, error: VedetteError) -> HttpResponse:
    context = _context(request, row, request.POST) | {"errors": [str(error)]}
    return render(request, "web/spectrum.html", context, status=409)


@needs("see")
@require_GET
def unknowns(request: PersonRequest) -> HttpResponse:
    """List what laboratories have measured and nobody has named, the most seen first."""
    return render(request, "web/spectrum_unknowns.html", _unknowns_context(request))


def _unknowns_context(request: PersonRequest) -> dict[str, Any]:
    found = exchange.standings(as_of=known_on(request).as_of)
    return {
        "standings": found[:200],
        "provisional": sum(one.unknown.substance_id is not None for one in found),
        "wanted": agreement_here(),
        "own_codes": {one.code for one in own_laboratories(request.user)},
        "is_desk": may(request.user, "decide_queue"),
    }


@needs("handle_samples")
@require_POST
def take_out(request: PersonRequest, sighting_id: int) -> HttpResponse:
    """Undo that a spectrum is held to be of an unknown."""
    rows = Sighting.objects.select_related("spectrum__laboratory", "unknown")
    sighting = get_object_or_404(rows, pk=sighting_id)
    try:
        pathway.take_out_sighting(
            sighting=sighting, why=request.POST.get("why", ""), by=request.user, at=timezone.now()
        )
    except VedetteError as error:
        context = _unknowns_context(request) | {"errors": [str(error)]}
        return render(request, "web/spectrum_unknowns.html", context, status=409)
    messages.success(request, _("The spectrum stands alone again; the record keeps both."))
    return redirect("spectrum-unknowns")

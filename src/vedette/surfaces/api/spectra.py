"""Spectra: look one up, record it, share it with the network; libraries and unknowns."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from vedette import pathway
from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.numbers import LARGEST_ID
from vedette.catalogue.laboratories import queries as laboratories
from vedette.catalogue.spectra import answering, exchange, measured, queries
from vedette.catalogue.spectra.answering import Answer
from vedette.catalogue.spectra.exchange import Standing
from vedette.catalogue.spectra.models import MeasuredSpectrum
from vedette.catalogue.spectra.rules import is_of
from vedette.evidence.samples import queries as samples
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["spectra"])
MOST_PEAKS = 100_000  # in one request; files take more


class SpectrumIn(Schema):
    """A spectrum as lists of m/z (or wavenumbers) and intensities, with what is known of it."""

    mz: list[float]
    intensity: list[float]
    precursor_mz: float | None = None
    name: str = ""
    ion: str = ""
    mode: str = ""
    instrument: str = ""
    energy: str = ""
    technique: str = ""
    laboratory: str = ""
    sample: str = ""


class OfferIn(Schema):
    """What a laboratory says of the spectrum it offers."""

    note: str = ""


class ReasonIn(Schema):
    """Why something is undone."""

    why: str


class OpinionIn(Schema):
    """What another laboratory says: confirms or contests, by its own spectrum or a statement."""

    laboratory: str
    says: str
    reason: str = ""
    own: int | None = None


class FindingIn(Schema):
    """Which name of the answer is recorded as a finding of the spectrum's sample."""

    name: str
    with_standard: bool = False


@router.get("/spectra/libraries", response=list[dict[str, Any]])
def list_libraries(request: HttpRequest) -> list[dict[str, Any]]:
    """List libraries of references with licence, content and what may leave."""
    rights.check_may(person(request), "see")
    return [
        {
            "name": row.name, "kind": row.kind, "spectra": row.spectra, "refused": row.refused,
            "licence": row.licence, "owner": row.owner, "source": row.source,
            "may_export": row.may_export, "withheld": row.withheld, "content": row.content,
            "status": "retired" if row.retired_at else row.status, "problem": row.problem,
        }
        for row in queries.libraries()
    ]  # fmt: skip


@router.get("/spectra/unknowns", response=list[dict[str, Any]])
def list_unknowns(request: HttpRequest) -> list[dict[str, Any]]:
    """List what laboratories have measured and nobody has named, the most seen first."""
    rights.check_may(person(request), "see")
    return [_unknown(one) for one in exchange.standings()]


@router.get("/spectra/references", response=list[dict[str, Any]])
def list_references(request: HttpRequest, inchikey: str) -> list[dict[str, Any]]:
    """List the reference spectra kept of a compound, by the first block of its InChIKey."""
    rights.check_may(person(request), "see")
    return [
        {
            "library": row.kept_in.name, "key": row.key, "name": row.name,
            "inchikey": row.inchikey, "kind": row.kept_in.kind, "ion": row.ion,
            "instrument": row.instrument, "energy": row.energy, "licence": row.licence,
        }
        for row in queries.references_of(inchikey[:14])
    ]  # fmt: skip


@router.get("/spectra", response=list[dict[str, Any]])
def list_spectra(
    request: HttpRequest, sample: str = "", before: int | None = None
) -> list[dict[str, Any]]:
    """List spectra that are offered or of one's own laboratory, the newest first."""
    rights.check_may(person(request), "see")
    rows = queries.spectra_seen_by(person(request)).defer("points")
    if sample:
        rows = queries.spectra_of_sample(sample, person(request)).defer("points")
    if before is not None:
        rows = rows.filter(pk__lt=min(before, LARGEST_ID))
    return [_brief(row, person(request)) for row in rows[:50]]


@router.post("/spectra", response={201: dict[str, Any], REFUSED: Problem})
def send_spectrum(request: HttpRequest, said: SpectrumIn) -> tuple[int, dict[str, Any]]:
    """Keep a spectrum and answer what it is of; nobody else sees it until it is offered."""
    by = person(request)
    row = measured.keep_one(
        x=said.mz[: MOST_PEAKS + 1], y=said.intensity[: MOST_PEAKS + 1], most=MOST_PEAKS,
        precursor_mz=said.precursor_mz, name=said.name, ion=said.ion, mode=said.mode,
        instrument=said.instrument, energy=said.energy, technique=said.technique,
        laboratory=laboratories.find(said.laboratory) if said.laboratory else None,
        sample=samples.find(said.sample, by).token if said.sample else "",
        by=by, at=timezone.now(),
    )  # fmt: skip
    return 201, _whole(row, by)


@router.get("/spectra/{number}", response={200: dict[str, Any], REFUSED: Problem})
def show_spectrum(request: HttpRequest, number: int) -> dict[str, Any]:
    """Show a spectrum with the answer, the opinions on it, and the unknown it is of."""
    return _whole(queries.find_spectrum(number, person(request)), person(request))


@router.post("/spectra/{number}/offer", response={200: dict[str, Any], REFUSED: Problem})
def offer_spectrum(request: HttpRequest, number: int, said: OfferIn) -> dict[str, Any]:
    """Offer a spectrum to the network; enough laboratories make an unknown provisional."""
    row = queries.find_spectrum(number, person(request))
    pathway.offer_spectrum(spectrum=row, note=said.note, by=person(request), at=timezone.now())
    return _whole(row, person(request))


@router.post("/spectra/{number}/withdrawal", response={200: dict[str, Any], REFUSED: Problem})
def withdraw_spectrum(request: HttpRequest, number: int, said: ReasonIn) -> dict[str, Any]:
    """Take an offer back."""
    row = queries.find_spectrum(number, person(request))
    pathway.withdraw_spectrum(spectrum=row, why=said.why, by=person(request), at=timezone.now())
    return _whole(row, person(request))


@router.post("/spectra/{number}/opinions", response={200: dict[str, Any], REFUSED: Problem})
def judge_spectrum(request: HttpRequest, number: int, said: OpinionIn) -> dict[str, Any]:
    """Confirm or contest what another laboratory offers."""
    by = person(request)
    row = queries.find_spectrum(number, by)
    pathway.judge_spectrum(
        spectrum=row, laboratory=laboratories.find(said.laboratory), says=said.says,
        reason=said.reason, by=by, at=timezone.now(),
        own=queries.find_spectrum(said.own, by) if said.own is not None else None,
    )  # fmt: skip
    return _whole(row, person(request))


@router.post(
    "/spectra/{number}/opinions/{opinion}/withdrawal",
    response={200: dict[str, Any], REFUSED: Problem},
)
def take_opinion_back(request: HttpRequest, number: int, opinion: int) -> dict[str, Any]:
    """Take an opinion back; the record keeps it."""
    row = queries.find_spectrum(number, person(request))
    found = queries.find_opinion(row, opinion)
    pathway.take_opinion_back(opinion=found, by=person(request), at=timezone.now())
    return _whole(row, person(request))


@router.post("/spectra/{number}/finding", response={200: dict[str, Any], REFUSED: Problem})
def record_finding(request: HttpRequest, number: int, said: FindingIn) -> dict[str, Any]:
    """Record the answer as a finding of the sample; how sure follows from the methods."""
    by = person(request)
    row = queries.find_spectrum(number, by)
    result = pathway.record_identification(
        spectrum=row, sample=samples.find(row.sample, by), name=said.name,
        with_standard=said.with_standard, by=by, at=timezone.now(),
    )  # fmt: skip
    return {
        "sample": row.sample, "number": result.number, "names": result.names,
        "method": result.method, "level": result.level, "report": result.report_id,
    }  # fmt: skip


@router.post(
    "/spectra/unknowns/sightings/{sighting}/removal",
    response={200: dict[str, Any], REFUSED: Problem},
)
def take_out_sighting(request: HttpRequest, sighting: int, said: ReasonIn) -> dict[str, Any]:
    """Undo that a spectrum is held to be of an unknown."""
    found = queries.find_sighting(sighting, person(request))
    pathway.take_out_sighting(sighting=found, why=said.why, by=person(request), at=timezone.now())
    left = exchange.standings([found.unknown])
    return _unknown(left[0]) if left else {"id": found.unknown_id, "sightings": []}


def _brief(row: MeasuredSpectrum, by: User) -> dict[str, Any]:
    own = is_of(by, row)
    return {
        "id": row.pk, "kind": row.kind, "technique": row.technique,
        "name": row.name if own else "",
        "laboratory": row.laboratory.code if row.laboratory else None,
        "sample": row.sample if own else "",
        "precursor_mz": row.precursor_mz, "ion": row.ion, "mode": row.mode,
        "instrument": row.instrument, "energy": row.energy, "splash": row.splash,
        "kept_at": row.kept_at, "offered_at": row.offered_at, "note": row.note,
        "proposed": row.proposed, "withdrawn_at": row.withdrawn_at,
    }  # fmt: skip


def _whole(row: MeasuredSpectrum, by: User) -> dict[str, Any]:
    row = MeasuredSpectrum.objects.select_related("laboratory").get(pk=row.pk)
    sighting = row.sightings.filter(until=None).select_related("unknown__substance").first()
    return _brief(row, by) | {
        "answer": as_json(answering.answer(row)),
        "opinions": [
            {"id": one.pk, "laboratory": one.laboratory.code, "says": one.says,
             "reason": one.reason, "own": one.own_id, "likeness": one.likeness, "at": one.at,
             "taken_back_at": one.taken_back_at}
            for one in row.opinions.select_related("laboratory")
        ],
        "unknown": _unknown(exchange.standings([sighting.unknown])[0]) if sighting else None,
    }  # fmt: skip


def as_json(found: Answer) -> dict[str, Any]:
    """Return an answer as `vedette identify --json` would print it, and its libraries."""
    return {
        "searched": found.searched, "why_not": found.why_not, "confidence": found.confidence,
        "known": found.known, "level": found.level, "family": found.family,
        "matches": [
            {"name": one.name, "key": one.substance.key if one.substance else None,
             "inchikey": one.reference.inchikey, "score": one.score,
             "matched_peaks": one.matched_peaks, "explained": one.explained,
             "precursor_ppm": one.ppm_off, "same_ion": one.same_ion,
             "isomers": list(one.isomers), "reference": one.reference.key,
             "library": one.reference.kept_in.name, "licence": one.reference.licence}
            for one in found.candidates
        ],
        "analogues": [
            {"name": one.reference.name, "inchikey": one.reference.inchikey, "score": one.score,
             "shift": one.shift, "family": one.family} for one in found.kin
        ],
    }  # fmt: skip


def _unknown(one: Standing) -> dict[str, Any]:
    substance = one.unknown.substance
    return {
        "id": one.unknown.pk, "kind": one.unknown.kind, "precursor_mz": one.unknown.precursor_mz,
        "laboratories": list(one.laboratories), "countries": list(one.countries),
        "provisional": substance.key if substance else None,
        "sightings": [
            {"id": row.pk, "spectrum": row.spectrum_id, "likeness": row.likeness,
             "laboratory": row.spectrum.laboratory.code if row.spectrum.laboratory else None,
             "contested": row.spectrum_id in one.contested, "since": row.since}
            for row in one.sightings
        ],
    }  # fmt: skip

"""From a measured spectrum to evidence and to the network: findings, offers, unknowns."""

from datetime import datetime

from django.db import transaction

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.base.locks import alone
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.spectra import answering, exchange
from vedette.catalogue.spectra.models import MeasuredSpectrum, Opinion, Sighting, Unknown
from vedette.catalogue.spectra.rules import Agreement, OfferRefused, agreement_here
from vedette.catalogue.substances import provisional
from vedette.catalogue.substances.models import Substance
from vedette.evidence.samples.models import Result, Sample
from vedette.pathway.examining import report_on_sample
from vedette.science.identification import Compared, MethodUse, write_methods

LOCK = "spectra-unknowns"  # two laboratories at once must not open two unknowns for one


def record_identification(
    *,
    spectrum: MeasuredSpectrum,
    sample: Sample,
    name: str,
    with_standard: bool = False,
    kind: str = Result.Kind.RESULT,
    why: str = "",
    by: User,
    at: datetime,
) -> Result:
    """Record what a spectrum shows as a finding of a sample; how sure follows from the technique.

    A match that leaves isomers open, or is not good enough, counts as tentative, whatever
    name is taken from it.

    Raises
    ------
    Refused
        If nobody says which laboratory measured it, or the name is none of the answer.
    """
    if spectrum.laboratory is None:
        raise Refused("say which laboratory measured the spectrum; it reports on the sample")
    found = answering.answer(spectrum)
    names = [one.name for one in found.candidates]
    substance = provisional_of(spectrum)
    if name not in [*names, *([substance.name] if substance else [])]:
        raise Refused(f"{name!r} is none of the answers to this spectrum")
    compared = Compared.CANDIDATES
    if with_standard:
        compared = Compared.STANDARD
    elif name == names[0] and found.known and _is_alone(spectrum, found):
        compared = Compared.LIBRARY
    sure = "" if found.confidence is None else f", confidence {min(found.confidence, 0.99):.2f}"
    place = f", match {names.index(name) + 1}" if name in names else ""
    said = f"spectrum {spectrum.pk}{place}{sure}" + (f"; {why.strip()}" if why.strip() else "")
    return report_on_sample(
        sample=sample, kind=kind, laboratory=spectrum.laboratory, names=[name],
        method=write_methods([MethodUse(spectrum.technique, compared)]), reason=said, by=by, at=at,
    )  # fmt: skip


def _is_alone(spectrum: MeasuredSpectrum, found: answering.Answer) -> bool:
    """Tell whether a match leaves nothing else open: level 2a, or a curve like no other."""
    if answering.is_mass(spectrum):
        return found.level == "2a"
    return found.best is not None and not found.best.isomers


def provisional_of(spectrum: MeasuredSpectrum) -> Substance | None:
    """Return the provisional substance that a spectrum is held to be of."""
    rows = Sighting.objects.filter(spectrum=spectrum, until=None, unknown__substance__isnull=False)
    row = rows.select_related("unknown__substance").first()
    return row.unknown.substance if row else None


def offer_spectrum(
    *,
    spectrum: MeasuredSpectrum,
    note: str = "",
    agreement: Agreement | None = None,
    by: User,
    at: datetime,
) -> Unknown | None:
    """Offer a spectrum to the network; an unknown is held beside those that are alike.

    Once enough laboratories have seen an unknown it becomes a provisional substance, which
    nobody has named and only people name.
    """
    agreement = agreement or agreement_here()
    found = answering.answer(spectrum)
    proposed = found.best.name if found.known and found.best else ""
    with alone(LOCK), transaction.atomic():
        exchange.offer(spectrum=spectrum, proposed=proposed, note=note, by=by, at=at)
        if proposed:
            return None
        unknown = exchange.join(spectrum=spectrum, agreement=agreement, by=by, at=at)
        _consider(unknown, agreement, family=found.family, by=by, at=at)
        return unknown


def judge_spectrum(
    *,
    spectrum: MeasuredSpectrum,
    laboratory: Laboratory,
    says: str,
    reason: str = "",
    own: MeasuredSpectrum | None = None,
    by: User,
    at: datetime,
) -> Opinion:
    """Confirm or contest what another laboratory offers."""
    return exchange.judge(
        spectrum=spectrum, laboratory=laboratory, says=says, reason=reason, own=own, by=by, at=at
    )


def take_opinion_back(
    *, opinion: Opinion, agreement: Agreement | None = None, by: User, at: datetime
) -> None:
    """Take an opinion back; where it was what stood against an unknown, that is looked at again."""
    agreement = agreement or agreement_here()
    with alone(LOCK), transaction.atomic():
        exchange.take_back(opinion=opinion, by=by, at=at)
        rows = Sighting.objects.filter(spectrum=opinion.spectrum, until=None)
        sighting = rows.select_related("unknown").first()
        if sighting is not None:
            _consider(sighting.unknown, agreement, by=by, at=at)


def _consider(
    unknown: Unknown, agreement: Agreement, *, family: str = "", by: User, at: datetime
) -> None:
    """Make an unknown of enough laboratories a provisional substance, once."""
    standing = exchange.standings([unknown])
    if unknown.substance_id is not None or not standing:
        return
    seen_by = standing[0].laboratories
    if len(seen_by) < agreement.laboratories:
        return
    spectra = [one.spectrum for one in standing[0].uncontested]
    least = min(one.likeness for one in standing[0].uncontested)
    numbers = ", ".join(f"spectrum {one.pk}" for one in spectra)
    hint = f" It breaks like {family}, which is a hint and no name." if family else ""
    substance = provisional.propose(
        seen=provisional.Seen(
            mz=unknown.precursor_mz, mode=unknown.mode, ion=_ion(spectra),
            description="" if unknown.precursor_mz else f"unknown {unknown.pk} of the network",
        ),
        evidence=(
            f"Seen by {len(seen_by)} laboratories ({', '.join(seen_by)}), whose spectra agree"
            f" (likeness {least:.2f} or more): {numbers}.{hint}"
        ),
        by=by, at=at,
    )  # fmt: skip
    exchange.becomes(unknown=unknown, substance=substance, by=by, at=at)


def _ion(spectra: list[MeasuredSpectrum]) -> str:
    """Return the ion where all who name one name the same."""
    from vedette.science.spectra import masses

    said = {one.ion for one in spectra if one.ion}
    ion = said.pop() if len(said) == 1 else ""
    return ion if ion and masses.adduct(ion) is not None else ""


def withdraw_spectrum(*, spectrum: MeasuredSpectrum, why: str, by: User, at: datetime) -> None:
    """Take an offer back, and the spectrum out of the unknown it was held to be of."""
    with alone(LOCK):
        exchange.withdraw(spectrum=spectrum, why=why, by=by, at=at)


def take_out_sighting(*, sighting: Sighting, why: str, by: User, at: datetime) -> None:
    """Undo that a spectrum is held to be of an unknown; what was provisional stays so."""
    if sighting.until is not None:
        raise OfferRefused("this spectrum was taken out already")
    with alone(LOCK):
        exchange.take_out(sighting=sighting, why=why, by=by, at=at)

"""Libraries and spectra as a person may see them."""

from django.db.models import Q, QuerySet

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import Role, User
from vedette.base.numbers import LARGEST_ID
from vedette.catalogue.spectra.models import (
    MeasuredSpectrum,
    Opinion,
    ReferenceSpectrum,
    Sighting,
    SpectrumLibrary,
)
from vedette.catalogue.spectra.rules import (
    LibraryUnknown,
    OpinionUnknown,
    SightingUnknown,
    SpectrumUnknown,
)


def libraries() -> QuerySet[SpectrumLibrary]:
    """Return every library, those that are searched first, then by name."""
    return SpectrumLibrary.objects.order_by("retired_at", "name")


def find_library(name: str) -> SpectrumLibrary:
    """Return a library by its name, or refuse."""
    row = SpectrumLibrary.objects.filter(name=" ".join(name.split())).first()
    if row is None:
        raise LibraryUnknown(name)
    return row


def spectra_seen_by(person: User) -> QuerySet[MeasuredSpectrum]:
    """Return the spectra a person may see: on offer, their own, or of their laboratory.

    An offer that was taken back is again seen by its laboratory alone.
    """
    rows = MeasuredSpectrum.objects.select_related("laboratory__body", "kept_by")
    if not rights.may(person, "see"):
        return rows.none()
    seen = Q(offered_at__isnull=False, withdrawn_at=None) | Q(kept_by=person)
    if person.body_id is not None:
        seen |= Q(laboratory__body_id=person.body_id)
    return rows.filter(seen).order_by("-id")


def spectra_of_sample(token: str, person: User) -> QuerySet[MeasuredSpectrum]:
    """Return the spectra of a sample that a person's own laboratory measured, or they kept.

    Of the offered spectra of others nobody learns which sample they are of.
    """
    rows = spectra_seen_by(person).filter(sample=token)
    if person.role != Role.LABORATORY and rights.may(person, "handle_samples"):
        return rows
    own = Q(kept_by=person)
    if person.body_id is not None:
        own |= Q(laboratory__body_id=person.body_id)
    return rows.filter(own)


def find_spectrum(number: int, person: User) -> MeasuredSpectrum:
    """Return a spectrum by its number, or refuse."""
    rows = spectra_seen_by(person)
    row = rows.filter(pk=number).first() if 0 < number <= LARGEST_ID else None
    if row is None:
        raise SpectrumUnknown(number)
    return row


def find_opinion(spectrum: MeasuredSpectrum, number: int) -> Opinion:
    """Return what a laboratory said of a spectrum by its number, or refuse."""
    rows = spectrum.opinions.select_related("laboratory__body")
    row = rows.filter(pk=number).first() if 0 < number <= LARGEST_ID else None
    if row is None:
        raise OpinionUnknown(number)
    return row


def find_sighting(number: int, person: User) -> Sighting:
    """Return a sighting by its number, or refuse."""
    rights.check_may(person, "see")
    rows = Sighting.objects.select_related("unknown", "spectrum__laboratory__body")
    row = rows.filter(pk=number).first() if 0 < number <= LARGEST_ID else None
    if row is None:
        raise SightingUnknown(number)
    return row


def references_of(skeleton: str, *, limit: int = 20) -> list[ReferenceSpectrum]:
    """Return reference spectra of a compound, by the first block of its InChIKey."""
    if len(skeleton) != 14:
        return []
    rows = ReferenceSpectrum.objects.filter(
        skeleton=skeleton, kept_in__status="ready", kept_in__retired_at=None
    )
    return list(rows.defer("points").select_related("kept_in").order_by("id")[:limit])

"""Spectra between laboratories: offered, confirmed or contested, and unknowns seen by several."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.laboratories.rules import acts_for, check_acts_for
from vedette.catalogue.spectra import answering, rules
from vedette.catalogue.spectra.models import Kind, MeasuredSpectrum, Opinion, Sighting, Unknown
from vedette.catalogue.spectra.rules import Agreement, OfferRefused
from vedette.catalogue.substances.models import Substance


@transaction.atomic
def offer(
    *, spectrum: MeasuredSpectrum, proposed: str = "", note: str = "", by: User, at: datetime
) -> MeasuredSpectrum:
    """Show a spectrum to the network; ``proposed`` is what it is held for, empty an unknown."""
    rules.check_offers(by, spectrum)
    unmoved = MeasuredSpectrum.objects.filter(
        pk=spectrum.pk, offered_at=spectrum.offered_at, withdrawn_at=spectrum.withdrawn_at
    )
    if not unmoved.update(
        offered_at=at, offered_by=by, proposed=proposed.strip()[:200], note=note.strip()[:2_000],
        withdrawn_at=None, withdrawn_why="",
    ):  # fmt: skip
        raise OfferRefused("somebody else has offered this spectrum a moment before")
    journal.record("spectrum.offered", subject=spectrum, by=by, at=at, proposed=proposed)
    spectrum.refresh_from_db()
    return spectrum


@transaction.atomic
def withdraw(*, spectrum: MeasuredSpectrum, why: str, by: User, at: datetime) -> None:
    """Take an offer back; the spectrum leaves the unknown that it was held to be of."""
    rules.check_stands(spectrum)
    if spectrum.laboratory is None or not acts_for(by, spectrum.laboratory):
        raise rights.Refused("only the laboratory that offered a spectrum, or the desk, withdraws")
    if not why.strip():
        raise OfferRefused("whoever withdraws a spectrum says why")
    offered = MeasuredSpectrum.objects.filter(
        pk=spectrum.pk, offered_at=spectrum.offered_at, withdrawn_at=None
    )
    if not offered.update(withdrawn_at=at, withdrawn_why=why.strip()[:2_000]):
        raise OfferRefused("somebody else has taken this offer back a moment before")
    sighting = Sighting.objects.filter(spectrum=spectrum, until=None).first()
    if sighting is not None:
        take_out(sighting=sighting, why=why, by=by, at=at)
    journal.record("spectrum.withdrawn", subject=spectrum, by=by, at=at, why=why)
    spectrum.refresh_from_db()


@transaction.atomic
def judge(
    *,
    spectrum: MeasuredSpectrum,
    laboratory: Laboratory,
    says: str,
    reason: str = "",
    own: MeasuredSpectrum | None = None,
    by: User,
    at: datetime,
) -> Opinion:
    """Confirm or contest what another laboratory offers, by a statement or a spectrum of its own.

    Raises
    ------
    OfferRefused
        If it is not offered, is the laboratory's own, a contest comes without reason, the other
        spectrum is of another kind or laboratory, or the laboratory has said so already.
    """
    check_acts_for(by, laboratory)
    rules.check_stands(spectrum)
    if laboratory.pk == spectrum.laboratory_id:
        raise OfferRefused("a laboratory does not judge its own spectrum")
    if says not in Opinion.Says.values:
        raise OfferRefused(f"no opinion is called {says!r}; one of confirms, contests")
    if says == Opinion.Says.CONTESTS and not reason.strip():
        raise OfferRefused("whoever contests a spectrum says why")
    alike = None
    if own is not None:
        if own.laboratory_id != laboratory.pk or own.kind != spectrum.kind:
            raise OfferRefused("an opinion rests on a spectrum of the same kind, of one's own")
        alike = likeness(spectrum, own)
    try:
        with transaction.atomic():
            row = Opinion.objects.create(
                spectrum=spectrum, laboratory=laboratory, says=says, own=own, likeness=alike,
                reason=reason.strip()[:2_000], at=at, by=by,
            )  # fmt: skip
    except IntegrityError:
        raise OfferRefused(
            f"{laboratory.name} has said what it holds of it; take that back first"
        ) from None
    journal.record(
        f"spectrum.{'confirmed' if says == Opinion.Says.CONFIRMS else 'contested'}",
        subject=spectrum, by=by, at=at, laboratory=laboratory.code, likeness=alike,
    )  # fmt: skip
    return row


@transaction.atomic
def take_back(*, opinion: Opinion, by: User, at: datetime) -> None:
    """Take an opinion back; it stays in the record."""
    check_acts_for(by, opinion.laboratory)
    if not Opinion.objects.filter(pk=opinion.pk, taken_back_at=None).update(taken_back_at=at):
        raise OfferRefused("this opinion is taken back already")
    journal.record(
        "spectrum.opinion_taken_back", subject=opinion.spectrum, by=by, at=at,
        laboratory=opinion.laboratory.code,
    )  # fmt: skip


@transaction.atomic
def join(*, spectrum: MeasuredSpectrum, agreement: Agreement, by: User, at: datetime) -> Unknown:
    """Hold an offered unknown for the one that it is most alike, or for a new one.

    It must be alike enough to *every* sighting of the unknown, and of the same precursor:
    a chain of neighbours, each a little different, is not one substance.
    """
    rules.check_stands(spectrum)
    there = Sighting.objects.filter(spectrum=spectrum, until=None).select_related("unknown").first()
    if there is not None:
        return there.unknown
    nearest, alike = _nearest(spectrum, agreement)
    if nearest is None:
        nearest, alike = _opened(spectrum, at), 1.0
        journal.record("unknown.opened", subject=nearest, by=by, at=at, spectrum=spectrum.pk)
    Sighting.objects.create(unknown=nearest, spectrum=spectrum, likeness=alike, since=at)
    journal.record(
        "unknown.joined", subject=nearest, by=by, at=at, spectrum=spectrum.pk, likeness=alike
    )
    return nearest


def _opened(spectrum: MeasuredSpectrum, at: datetime) -> Unknown:
    return Unknown.objects.create(
        kind=spectrum.kind, mode=spectrum.mode, precursor_mz=spectrum.precursor_mz, opened_at=at
    )


def _nearest(spectrum: MeasuredSpectrum, agreement: Agreement) -> tuple[Unknown | None, float]:
    rows = Sighting.objects.filter(
        until=None, unknown__kind=spectrum.kind, unknown__mode=spectrum.mode
    )
    precursor = spectrum.precursor_mz
    if precursor is None:
        rows = rows.filter(spectrum__precursor_mz=None)
    else:
        wide = max(agreement.within, agreement.ppm * 1e-6 * precursor) * 1.01
        rows = rows.filter(spectrum__precursor_mz__range=(precursor - wide, precursor + wide))
    nearby = set(rows.values_list("unknown", flat=True))
    near: dict[int, float] = {}
    unknowns: dict[int, Unknown] = {}
    whole = Sighting.objects.filter(until=None, unknown__in=nearby)
    for row in whole.select_related("unknown", "spectrum"):
        alike = 0.0
        if agreement.same_precursor(row.spectrum.precursor_mz, precursor):
            alike = likeness(row.spectrum, spectrum)
        near[row.unknown_id] = min(alike, near.get(row.unknown_id, 1.0))
        unknowns[row.unknown_id] = row.unknown
    best = max(near, key=lambda pk: (near[pk], -pk), default=None)
    if best is None or near[best] < agreement.likeness:
        return None, 0.0
    return unknowns[best], near[best]


@transaction.atomic
def take_out(*, sighting: Sighting, why: str, by: User, at: datetime) -> None:
    """Hold a spectrum no longer for an unknown; both stay in the record."""
    laboratory = sighting.spectrum.laboratory
    if not (rights.may(by, "decide_queue") or (laboratory and acts_for(by, laboratory))):
        raise rights.Refused("only the laboratory that measured a spectrum, or the desk, may")
    if not why.strip():
        raise OfferRefused("whoever takes a spectrum out says why")
    if not Sighting.objects.filter(pk=sighting.pk, until=None).update(
        until=at, why=why.strip()[:2_000]
    ):
        raise OfferRefused("this spectrum was taken out already")
    journal.record(
        "unknown.taken_out", subject=sighting.unknown, by=by, at=at,
        spectrum=sighting.spectrum_id, why=why,
    )  # fmt: skip


@transaction.atomic
def becomes(*, unknown: Unknown, substance: Substance, by: User, at: datetime) -> None:
    """Tie an unknown to the provisional substance that it is from now on; nothing is named."""
    if not Unknown.objects.filter(pk=unknown.pk, substance=None).update(substance=substance):
        raise OfferRefused("this unknown is a provisional substance already")
    journal.record("unknown.provisional", subject=unknown, by=by, at=at, substance=substance.key)
    unknown.refresh_from_db()


def likeness(one: MeasuredSpectrum, other: MeasuredSpectrum) -> float:
    """Return how alike two spectra of one kind are, from 0 to 1."""
    from vedette.science.spectra import clean, correlation
    from vedette.science.spectra import likeness as compared
    from vedette.science.spectra.cleaning import is_unit_mass
    from vedette.science.spectra.search import UNIT_WITHIN

    if not answering.is_mass(one):
        raman = one.kind == Kind.RAMAN
        return correlation(
            answering.curve_of(one, raman=raman), answering.curve_of(other, raman=raman)
        )
    mine, theirs = answering.spectrum_of(one), answering.spectrum_of(other)
    if is_unit_mass(mine) or is_unit_mass(theirs):
        return compared(
            clean(mine, unit_mass=True), clean(theirs, unit_mass=True), within=UNIT_WITHIN, ppm=0
        ).entropy
    return compared(clean(mine), clean(theirs)).entropy


@dataclass(frozen=True, slots=True)
class Standing:
    """An unknown with who has seen it, and whose spectra nobody contests."""

    unknown: Unknown
    sightings: tuple[Sighting, ...]
    contested: frozenset[int]

    @property
    def uncontested(self) -> tuple[Sighting, ...]:
        """Return the sightings that nobody contests."""
        return tuple(one for one in self.sightings if one.spectrum_id not in self.contested)

    @property
    def laboratories(self) -> tuple[str, ...]:
        """Return the laboratories behind it whose spectra stand uncontested; names may repeat."""
        found = {one.spectrum.laboratory for one in self.uncontested} - {None}
        return tuple(sorted(one.name for one in found if one is not None))

    @property
    def countries(self) -> tuple[str, ...]:
        """Return the countries of those laboratories."""
        found = {
            one.spectrum.laboratory.country for one in self.uncontested if one.spectrum.laboratory
        }
        return tuple(sorted(found - {""}))


def standings(
    unknowns: Iterable[Unknown] | None = None, *, as_of: datetime | None = None
) -> list[Standing]:
    """Return unknowns that are seen, or were at a moment, those of most laboratories first."""
    rows, contests = Sighting.objects.filter(until=None), Q(taken_back_at=None)
    if as_of is not None:
        held = Q(until=None) | Q(until__gt=as_of)
        rows = Sighting.objects.filter(held, since__lte=as_of)
        contests = Q(at__lte=as_of) & (contests | Q(taken_back_at__gt=as_of))
    if unknowns is not None:
        rows = rows.filter(unknown__in=list(unknowns))
    by_unknown: dict[int, list[Sighting]] = {}
    related = rows.select_related("unknown__substance", "spectrum__laboratory")
    for row in related.defer("spectrum__points"):
        by_unknown.setdefault(row.unknown_id, []).append(row)
    contested = frozenset(
        Opinion.objects.filter(
            contests, says=Opinion.Says.CONTESTS, spectrum__sightings__in=rows
        ).values_list("spectrum_id", flat=True)
    )
    found = [Standing(many[0].unknown, tuple(many), contested) for many in by_unknown.values()]
    return sorted(found, key=lambda one: (-len(one.laboratories), -one.unknown.pk))

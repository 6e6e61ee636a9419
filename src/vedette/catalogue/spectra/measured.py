"""Keep the spectra of a file that a laboratory measured, so that they can be looked up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from django.db import transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.laboratories.rules import check_acts_for
from vedette.catalogue.spectra import rules
from vedette.catalogue.spectra.models import Kind, MeasuredSpectrum
from vedette.catalogue.spectra.points import packed, points_of

if TYPE_CHECKING:  # the compiler behind it is loaded where a spectrum is read
    from vedette.science.spectra import Curve, RefusedSpectrum, Spectrum

MOST = 20  # spectra of one file; whole runs are for `vedette identify`
NAMED = 20  # refusals


@dataclass(frozen=True, slots=True)
class Kept:
    """The spectra kept of a file, what could not be read, and whether there were more."""

    spectra: tuple[MeasuredSpectrum, ...]
    refusals: tuple[str, ...]
    is_cut: bool


def keep_spectra(
    *,
    path: Path,
    file: str,
    technique: str = "",
    laboratory: Laboratory | None = None,
    sample: str = "",
    by: User,
    at: datetime,
) -> Kept:
    """Keep the first spectra of a file; nobody else sees them until they are offered.

    ``technique`` follows from the spectra where it is left open.

    Raises
    ------
    SpectrumRefused
        If the file holds no spectrum that can be read, or not of this technique.
    NotReadable
        If the file is in no known format.
    """
    _check_person(laboratory, by)
    found: list[MeasuredSpectrum] = []
    refusals: list[str] = []
    is_cut = False
    for one in _read(path, file):
        if isinstance(one, MeasuredSpectrum):
            is_cut = len(found) == MOST
            if is_cut:
                break
            found.append(one)
        elif len(refusals) < NAMED:
            refusals.append(str(one))
    if not found:
        why = f": {refusals[0]}" if refusals else ""
        raise rules.SpectrumRefused(f"the file holds no spectrum that can be read{why}")
    said = _Said(technique, laboratory, sample, file)
    with transaction.atomic():
        for row in found:
            _keep(row, said, by=by, at=at)
    return Kept(tuple(found), tuple(refusals), is_cut)


def keep_one(
    *,
    x: Sequence[float],
    y: Sequence[float],
    precursor_mz: float | None = None,
    name: str = "",
    ion: str = "",
    mode: str = "",
    instrument: str = "",
    energy: str = "",
    technique: str = "",
    laboratory: Laboratory | None = None,
    sample: str = "",
    most: int,
    by: User,
    at: datetime,
) -> MeasuredSpectrum:
    """Keep one spectrum given as numbers; refuse what cannot be one, saying where.

    Raises
    ------
    BadSpectrum
        If there is no peak, a number is missing, infinite or below zero, or the lists differ.
    SpectrumRefused
        If there are more points than ``most``, or the technique makes no such spectrum.
    """
    from vedette.science.spectra import About, as_curve, as_spectrum

    _check_person(laboratory, by)
    if max(len(x), len(y)) > most:
        raise rules.SpectrumRefused(f"the spectrum has more than {most:,} points")
    if mode not in ("", "positive", "negative"):
        raise rules.SpectrumRefused(f"the mode is {mode!r}, not positive or negative")
    known_mode: Any = mode  # checked just now, which types do not follow
    about = About(name=name, ion=ion, mode=known_mode, instrument=instrument, energy=energy)
    kind = rules.kind_of(technique) if technique else None
    if kind in (Kind.INFRARED, Kind.RAMAN):
        of: Literal["raman", "infrared"] = "raman" if kind == Kind.RAMAN else "infrared"
        row = _row(as_curve(x, y, technique=of, about=about))
    else:
        row = _row(as_spectrum(x, y, precursor_mz=precursor_mz, about=about))
    with transaction.atomic():
        _keep(row, _Said(technique, laboratory, sample, ""), by=by, at=at)
    return row


@dataclass(frozen=True, slots=True)
class _Said:
    """What a person says of the spectra they bring."""

    technique: str
    laboratory: Laboratory | None
    sample: str
    file: str


def _check_person(laboratory: Laboratory | None, by: User) -> None:
    if laboratory is not None:
        check_acts_for(by, laboratory)
    else:
        rights.check_may(by, "handle_samples")


def _keep(row: MeasuredSpectrum, said: _Said, *, by: User, at: datetime) -> None:
    _check_kind(row, rules.kind_of(said.technique) if said.technique else None)
    row.technique = said.technique or rules.USUAL[Kind(row.kind)]
    row.laboratory, row.sample, row.file = said.laboratory, said.sample, said.file[:200]
    row.kept_at, row.kept_by = at, by
    row.save(force_insert=True)
    journal.record("spectrum.kept", subject=row, by=by, at=at, splash=row.splash)


def _check_kind(row: MeasuredSpectrum, wanted: Kind | None) -> None:
    """Give a mass spectrum the kind its technique makes; refuse what cannot be."""
    if wanted is None or row.kind == wanted:
        return
    mass = (Kind.TANDEM, Kind.ELECTRON)
    if row.kind in mass and wanted in mass:
        if wanted == Kind.TANDEM and row.precursor_mz is None:
            raise rules.SpectrumRefused("the file names no precursor, so it is no MS/MS spectrum")
        row.kind = wanted
        return
    raise rules.SpectrumRefused(
        f"the file holds a spectrum of another kind: {Kind(row.kind).label}"
    )


def _read(path: Path, file: str) -> "Iterator[MeasuredSpectrum | RefusedSpectrum]":
    """Read the first spectra; what is refused is told under the name the file came with."""
    from vedette.science.spectra import (
        NotReadable,
        RefusedSpectrum,
        holds_curves,
        read,
        read_curves,
    )

    found: Iterator[Spectrum | Curve | RefusedSpectrum]
    found = read_curves(path) if holds_curves(path) else read(path)
    try:
        for one in islice(found, MOST + NAMED + 1):
            yield replace(one, file=file) if isinstance(one, RefusedSpectrum) else _row(one)
    except NotReadable as error:
        raise NotReadable(file, error.reason) from None


def _row(one: "Spectrum | Curve") -> MeasuredSpectrum:
    from vedette.science.spectra import Curve, splash
    from vedette.science.spectra.libraries import precursor_of

    said = one.about
    known: float | None = None
    if isinstance(one, Curve):
        kind, hashed = Kind.RAMAN if one.technique == "raman" else Kind.INFRARED, ""
    else:
        precursor = precursor_of(one)
        known = float(precursor) if precursor == precursor else None
        kind, hashed = Kind.TANDEM if known is not None else Kind.ELECTRON, splash(one)
    x, y, _stated = points_of(one)
    return MeasuredSpectrum(
        kind=kind, name=(said.name or said.key)[:200], ion=said.ion, mode=said.mode,
        instrument=said.instrument[:200], energy=said.energy[:100], precursor_mz=known,
        splash=hashed, points=packed(x, y),
    )  # fmt: skip

"""The searched index of each kind: built when libraries change, mapped into memory when asked."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from vedette.catalogue.spectra.models import MASS_KINDS, Kind, ReferenceSpectrum, SpectrumLibrary
from vedette.catalogue.spectra.points import unpacked

if TYPE_CHECKING:  # the compiler behind it is loaded where a spectrum is compared
    from vedette.science.spectra import Curve, CurveLibrary, Library, Spectrum

FOLDER = "spectra"
BATCH = 2_000
LOCK = "spectra-index"


def searched(kind: str) -> list[SpectrumLibrary]:
    """Return the libraries of a kind that are searched, the oldest first."""
    rows = SpectrumLibrary.objects.filter(kind=kind, status="ready", retired_at=None)
    return list(rows.order_by("id"))


def folder_of(kind: str, libraries: list[SpectrumLibrary]) -> Path:
    """Return where the index of these libraries is kept: named by what they hold."""
    from vedette.science.spectra import curve_search
    from vedette.science.spectra.libraries import FORMAT as OF_PEAKS

    version = OF_PEAKS if kind in MASS_KINDS else curve_search.FORMAT

    held = "\n".join(sorted(f"{one.pk} {one.content}" for one in libraries))
    name = hashlib.sha256(held.encode()).hexdigest()[:24]
    return Path(settings.VEDETTE_HOME) / FOLDER / f"{kind}-{name}-{version}"


def build(kind: str, libraries: list[SpectrumLibrary]) -> None:
    """Build the index of these libraries, unless it is there; leave out those before it."""
    from vedette.science.spectra import NoLibrary, build_curves, build_library

    parent = Path(settings.VEDETTE_HOME) / FOLDER
    kept = folder_of(kind, libraries) if libraries else None
    if kept is not None:
        try:
            _open(kind, kept)
        except NoLibrary:
            shutil.rmtree(kept, ignore_errors=True)
            if kind in MASS_KINDS:
                build_library(_spectra(libraries)).save(kept)
            else:
                build_curves(_curves(kind, libraries)).save(kept)
    for old in parent.glob(f"{kind}-*"):
        if old != kept:  # whoever has it open keeps what it has mapped
            shutil.rmtree(old, ignore_errors=True)


def opened(kind: str, libraries: list[SpectrumLibrary]) -> "Library | CurveLibrary":
    """Map the index of these libraries into memory; it is never built here.

    Raises
    ------
    NoLibrary
        If the index is not there.
    """
    return _open(kind, folder_of(kind, libraries))


def _open(kind: str, folder: Path) -> "Library | CurveLibrary":
    from vedette.science.spectra import open_curves, open_library

    return open_library(folder) if kind in MASS_KINDS else open_curves(folder)


def _curves(kind: str, libraries: list[SpectrumLibrary]) -> "Iterator[Curve]":
    """Yield the references of curves, with the numbers of their rows as keys."""
    from vedette.science.spectra import About, Curve

    rows = ReferenceSpectrum.objects.filter(kept_in__in=libraries).order_by("id")
    for row in rows.iterator(chunk_size=BATCH):
        x, y = unpacked(row.points)
        about = About(key=str(row.pk), name=row.name, inchikey=row.inchikey, formula=row.formula)
        yield Curve(x, y, "raman" if kind == Kind.RAMAN else "infrared", about)


def _spectra(libraries: list[SpectrumLibrary]) -> "Iterator[Spectrum]":
    """Yield the references; the key of each in the index is the number of its row."""
    from vedette.science.spectra import About, Spectrum

    rows = ReferenceSpectrum.objects.filter(kept_in__in=libraries).order_by("id")
    for row in rows.iterator(chunk_size=BATCH):
        x, y = unpacked(row.points)
        mode: Any = row.mode  # a text column that holds the literals that were read in
        yield Spectrum(
            x, y, row.precursor_mz,
            About(
                key=str(row.pk), name=row.name, inchikey=row.inchikey, formula=row.formula,
                ion=row.ion, mode=mode, laboratory=row.laboratory, family=row.family,
            ),
        )  # fmt: skip

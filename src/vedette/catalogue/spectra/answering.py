"""What a measured spectrum is of, by the libraries kept here: the answer a page or machine shows.

Libraries are searched from the index that was built when they were kept; nothing is built here.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vedette.catalogue.spectra import indexes
from vedette.catalogue.spectra.models import (
    MASS_KINDS,
    Kind,
    MeasuredSpectrum,
    ReferenceSpectrum,
    SpectrumLibrary,
)
from vedette.catalogue.spectra.points import unpacked
from vedette.catalogue.substances.models import Substance

if TYPE_CHECKING:  # the compiler behind it is loaded where a spectrum is compared
    from vedette.science.spectra import Curve, Identification, Identifier, Spectrum

TOP = 10
NO_STEREO = "UHFFFAOYSA"  # second block of an InChIKey that states no stereochemistry
_opened: dict[str, tuple[Path, "Identifier"]] = {}
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reference that the spectrum may be of, with the substance of the register behind it."""

    reference: ReferenceSpectrum
    substance: Substance | None
    score: float
    matched_peaks: int | None = None
    explained: float | None = None
    ppm_off: float | None = None
    same_ion: bool = True
    is_ion_list: bool = False
    isomers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the name of the register, else that of the library."""
        return self.substance.name if self.substance else self.reference.name


@dataclass(frozen=True, slots=True)
class Kin:
    """A compound of another mass that breaks alike, and the difference between the two."""

    reference: ReferenceSpectrum
    score: float
    shift: str
    family: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a spectrum is of and how sure that is, or the sentence why it cannot be said.

    ``confidence`` is None where nothing was measured that a probability could rest on.
    """

    searched: int = 0
    confidence: float | None = None
    known: bool = False
    level: str = ""
    family: str = ""
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    kin: tuple[Kin, ...] = field(default=())
    why_not: str = ""

    @property
    def best(self) -> Candidate | None:
        """Return the first candidate."""
        return self.candidates[0] if self.candidates else None


def answer(measured: MeasuredSpectrum, *, top: int = TOP) -> Answer:
    """Look a spectrum up in the libraries of its kind."""
    from vedette.science.spectra import NoLibrary

    libraries = indexes.searched(measured.kind)
    count = sum(one.spectra for one in libraries)
    if not libraries:
        return Answer(why_not="no library of this kind is kept here")
    try:
        if not is_mass(measured):
            return _answered_curve(measured, libraries, top, count)
        with _one_at_a_time:
            found = _identifier(measured.kind).identify(spectrum_of(measured), top=top)
    except NoLibrary:
        return Answer(count, why_not="the index is not there; build it with vedette spectra index")
    return _answered(found, count)


def spectrum_of(measured: MeasuredSpectrum | ReferenceSpectrum) -> "Spectrum":
    """Return the peaks of a row with what an instrument knows of them."""
    from vedette.science.spectra import About, Spectrum

    x, y = unpacked(measured.points)
    mode: Any = measured.mode  # a text column that holds the literals that rules let in
    about = About(key=str(measured.pk), ion=measured.ion, mode=mode)
    return Spectrum(x, y, measured.precursor_mz, about)


def curve_of(row: MeasuredSpectrum | ReferenceSpectrum, *, raman: bool) -> "Curve":
    """Return the points of a row as a curve."""
    from vedette.science.spectra import About, Curve

    x, y = unpacked(row.points)
    return Curve(x, y, "raman" if raman else "infrared", About(key=str(row.pk)))


def _answered_curve(
    measured: MeasuredSpectrum, libraries: list[SpectrumLibrary], top: int, count: int
) -> Answer:
    from vedette.science.spectra import CurveLibrary, identify_curve

    references = indexes.opened(measured.kind, libraries)
    if not isinstance(references, CurveLibrary):  # cannot be: the kind decides which it is
        raise TypeError(measured.kind)
    query = curve_of(measured, raman=measured.kind == Kind.RAMAN)
    found = identify_curve(query, references, top=top)
    rows = ReferenceSpectrum.objects.select_related("kept_in").defer("points")
    by_key = rows.in_bulk([int(one.about.key) for one in found.matches])
    substances = substances_of(row.inchikey for row in by_key.values())
    pairs = ((by_key.get(int(one.about.key)), one) for one in found.matches)
    candidates = tuple(
        Candidate(
            row, substances.get(row.inchikey), one.score, explained=one.common,
            isomers=one.isomers,
        )
        for row, one in pairs if row is not None
    )  # fmt: skip
    return Answer(count, known=found.known, reasons=found.reasons, candidates=candidates)


def _identifier(kind: str) -> "Identifier":
    """Return the searched index of a kind; opened again only when libraries have changed."""
    from vedette.science.spectra import Identifier, Library

    libraries = indexes.searched(kind)
    folder = indexes.folder_of(kind, libraries)
    kept = _opened.get(kind)
    if kept is None or kept[0] != folder:
        references = indexes.opened(kind, libraries)
        if not isinstance(references, Library):  # cannot be: the kind decides which it is
            raise TypeError(kind)
        kept = folder, Identifier(references)
        _opened[kind] = kept
    kept[1].families = families_by_skeleton()  # the register changes while an index stays open
    return kept[1]


def families_by_skeleton() -> dict[str, str]:
    """Return the family of each substance of the register by the first block of its InChIKey."""
    rows = Substance.objects.exclude(inchikey="").exclude(family=None)
    return {key[:14]: family for key, family in rows.values_list("inchikey", "family__key")}


def _answered(found: "Identification", count: int) -> Answer:
    abouts = [one.about for one in found.matches] + [one.about for one in found.analogues]
    keys = [int(about.key) for about in abouts]
    rows = ReferenceSpectrum.objects.select_related("kept_in").defer("points").in_bulk(keys)
    matches = [
        (rows[int(one.about.key)], one) for one in found.matches if int(one.about.key) in rows
    ]
    substances = substances_of(row.inchikey for row, _one in matches)
    candidates = tuple(
        Candidate(
            row, substances.get(row.inchikey), one.score, one.matched_peaks, one.explained,
            one.ppm_off, one.same_ion, one.is_ion_list, one.isomers,
        )
        for row, one in matches
    )  # fmt: skip
    kin = tuple(
        Kin(rows[int(one.about.key)], one.score, str(one.shift or ""), one.family)
        for one in found.analogues if int(one.about.key) in rows
    )  # fmt: skip
    return Answer(
        count, found.confidence, found.known, found.level, found.family, found.reasons,
        candidates, kin,
    )  # fmt: skip


def substances_of(inchikeys: Iterable[str]) -> dict[str, Substance]:
    """Return the substance of the register behind each InChIKey.

    Where the register has no entry of this very stereochemistry, the entry that states none
    stands for the compound, else the oldest of the same atoms and bonds.
    """
    wanted = {one for one in inchikeys if one}
    if not wanted:
        return {}
    near = Substance.objects.none()
    for block in sorted({one[:14] for one in wanted}):
        near = near | Substance.objects.filter(inchikey__startswith=block)
    kin: dict[str, list[Substance]] = {}
    for row in near.order_by("id"):
        kin.setdefault(row.inchikey[:14], []).append(row)
    return {
        one: min(kin[one[:14]], key=lambda row: (row.inchikey != one, not _is_flat(row)))
        for one in wanted if one[:14] in kin
    }  # fmt: skip


def _is_flat(row: Substance) -> bool:
    return row.inchikey[15:].startswith(NO_STEREO)


def is_mass(measured: MeasuredSpectrum) -> bool:
    """Tell whether a spectrum has peaks of m/z, not points of wavenumber."""
    return measured.kind in MASS_KINDS

"""Keep libraries of reference spectra, and the spectra that laboratories measure."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.base.locks import alone, is_held
from vedette.catalogue.spectra import indexes, rules
from vedette.catalogue.spectra.models import Kind, ReferenceSpectrum, SpectrumLibrary
from vedette.catalogue.spectra.points import packed, points_of
from vedette.errors import VedetteError

if TYPE_CHECKING:  # the compiler behind it is loaded where a spectrum is read
    from vedette.science.spectra import Curve, RefusedSpectrum, Spectrum

REFUSALS_KEPT = 200
STARTS_WITHIN = timedelta(minutes=1)
TRIED = 200  # spectra that decide which kind a library is of


def announce_library(
    *,
    path: Path,
    file: str,
    name: str,
    licence: str,
    kind: str = "",
    owner: str = "",
    source: str = "",
    may_export: bool = False,
    withheld: Sequence[str] = (),
    by: User,
    at: datetime,
) -> SpectrumLibrary:
    """Enter a library whose file is about to be read.

    ``kind`` follows from the spectra where it is left open. Records keep the licence they
    state; the others have that of the library.

    Raises
    ------
    LibraryRefused
        If the name is taken or missing, no licence is stated, or the same file is kept already.
    NotReadable
        If the file is in no known format.
    """
    rights.check_may(by, "keep_spectra")
    name, licence = " ".join(name.split())[:200], " ".join(licence.split())[:200]
    if not name or not licence:
        raise rules.LibraryRefused("a library needs a name and a licence")
    if kind and kind not in Kind.values:
        raise rules.LibraryRefused(f"no kind is called {kind!r}; one of {', '.join(Kind.values)}")
    kind = kind or kind_of(path)
    with path.open("rb") as stream:
        content = hashlib.file_digest(stream, "sha256").hexdigest()
    _clear_broken(at)
    same = SpectrumLibrary.objects.filter(content=content).exclude(status="failed").first()
    if same is not None:
        raise rules.LibraryRefused(f"this file is kept already, as {same.name}")
    SpectrumLibrary.objects.filter(name=name, status="failed").delete()
    try:
        with transaction.atomic():
            library = SpectrumLibrary.objects.create(
                name=name, kind=kind, licence=licence, owner=owner.strip()[:200],
                source=source.strip()[:500], may_export=may_export,
                withheld=sorted({one.strip() for one in withheld if one.strip()}),
                content=content, file=file[:200], kept_at=at, kept_by=by,
            )  # fmt: skip
            journal.record("library.announced", subject=library, by=by, at=at, name=name)
    except IntegrityError:
        raise rules.LibraryRefused(f"a library {name!r} is kept already") from None
    return library


def check_file(path: Path) -> None:
    """Refuse a file that is not there."""
    from vedette.science.spectra import NotReadable

    if not path.is_file():
        raise NotReadable(path.name, "it is a folder" if path.is_dir() else "there is no such file")


def fill_library(*, library: SpectrumLibrary, path: Path, by: User, at: datetime) -> None:
    """Read the records of a library, build the index anew, and let it be searched.

    Raises
    ------
    VedetteError
        If nothing of the file can be kept; the library then says why.
    """
    try:
        refusals = _Refusals()
        with alone(_lock(library)):
            _keep_records(library, _read(path, library.file, refusals))
        library.spectra = library.references.count()
        library.refused, library.refusals = refusals.total, refusals.kept
        if not library.spectra:
            first = f": {refusals.kept[0]}" if refusals.kept else ""
            raise rules.LibraryRefused(  # noqa: TRY301 - marks the library below, as every fault does
                f"the file holds no spectrum that can be kept{first}"
            )
        with alone(indexes.LOCK):
            indexes.build(library.kind, [*indexes.searched(library.kind), library])
            _ready(library, by=by, at=at)
    except BaseException as error:
        library.references.all().delete()
        known = isinstance(error, VedetteError)
        library.problem = str(error) if known else "reading it broke off; import it again"
        library.status = SpectrumLibrary.Status.FAILED
        library.save()
        raise


def _lock(library: SpectrumLibrary) -> str:
    return f"spectrum-library-{library.pk}"


def _clear_broken(at: datetime) -> None:
    """Take away what a process left behind that was stopped while it read."""
    begun = SpectrumLibrary.objects.filter(status="reading", kept_at__lt=at - STARTS_WITHIN)
    for row in begun:
        if not is_held(_lock(row)):
            row.delete()


@transaction.atomic
def _ready(library: SpectrumLibrary, *, by: User, at: datetime) -> None:
    library.status = SpectrumLibrary.Status.READY
    library.save()
    journal.record(
        "library.kept", subject=library, by=by, at=at, name=library.name,
        spectra=library.spectra, refused=library.refused, content=library.content,
    )  # fmt: skip


def retire_library(*, library: SpectrumLibrary, by: User, at: datetime) -> None:
    """Search a library no longer; its records stay, so that old answers can be followed."""
    rights.check_may(by, "keep_spectra")
    with alone(indexes.LOCK):
        left = [one for one in indexes.searched(library.kind) if one.pk != library.pk]
        indexes.build(library.kind, left)
        with transaction.atomic():
            unmoved = SpectrumLibrary.objects.filter(pk=library.pk, retired_at=None)
            if not unmoved.update(retired_at=at):
                raise rules.LibraryRefused(f"{library.name} is not searched any more already")
            journal.record("library.retired", subject=library, by=by, at=at, name=library.name)


def index_libraries() -> dict[str, int]:
    """Build every index that is missing, as after an upgrade; return the libraries of each."""
    found = {}
    with alone(indexes.LOCK):
        for kind in Kind.values:
            libraries = indexes.searched(kind)
            indexes.build(kind, libraries)
            found[kind] = len(libraries)
    return found


def kind_of(path: Path) -> str:
    """Return what kind of spectra a file holds, by the first of them."""
    from vedette.science.spectra import Curve, Spectrum, holds_curves, read, read_curves

    if holds_curves(path):
        curves = (one for one in islice(read_curves(path), TRIED) if isinstance(one, Curve))
        curve = next(curves, None)
        return Kind.RAMAN if curve and curve.technique == "raman" else Kind.INFRARED
    first = [one for one in islice(read(path), TRIED) if isinstance(one, Spectrum)]
    with_precursor = sum(one.precursor_mz is not None or bool(one.about.ion) for one in first)
    return Kind.TANDEM if not first or with_precursor > len(first) / 2 else Kind.ELECTRON


class _Refusals:
    """What could not be read: the first as sentences, all as a number."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.total = 0

    def add(self, one: "RefusedSpectrum") -> None:
        self.total += 1
        if self.total <= REFUSALS_KEPT:
            self.kept.append(str(one)[:500])


def _read(path: Path, file: str, refusals: _Refusals) -> "Iterator[Spectrum | Curve]":
    from vedette.science.spectra import RefusedSpectrum, holds_curves, read, read_curves

    found: Iterator[Spectrum | Curve | RefusedSpectrum]
    found = read_curves(path) if holds_curves(path) else read(path)
    for one in found:
        if isinstance(one, RefusedSpectrum):
            refusals.add(replace(one, file=file))
        else:
            yield one


def _keep_records(library: SpectrumLibrary, spectra: "Iterable[Spectrum | Curve]") -> None:
    """Store the records, some thousand at a time, so that other writers get their turn."""
    numbered = enumerate(spectra, 1)
    while batch := list(islice(numbered, indexes.BATCH)):
        ReferenceSpectrum.objects.bulk_create(
            (_row(library, number, one) for number, one in batch), batch_size=500
        )


def _row(library: SpectrumLibrary, number: int, one: "Spectrum | Curve") -> ReferenceSpectrum:
    said = one.about
    x, y, precursor = points_of(one)
    return ReferenceSpectrum(
        kept_in=library, number=number, key=said.key, name=said.name, inchikey=said.inchikey,
        skeleton=said.inchikey[:14], formula=said.formula, smiles=said.smiles, ion=said.ion,
        mode=said.mode, instrument=said.instrument, energy=said.energy,
        laboratory=said.laboratory, licence=rules.licence_of(said.licence, library),
        family=said.family, precursor_mz=precursor, points=packed(x, y),
    )  # fmt: skip

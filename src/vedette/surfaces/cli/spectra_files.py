"""Libraries of spectra as files: indexed once, kept beside the instance by their content."""

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from vedette.science.spectra import (
    Curve,
    CurveLibrary,
    EmptyLibrary,
    Library,
    NoLibrary,
    NotReadable,
    RefusedSpectrum,
    Spectrum,
    build_curves,
    build_library,
    curve_search,
    open_curves,
    open_library,
    read,
    read_curves,
)
from vedette.science.spectra.libraries import FORMAT
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.talk import talk

FOLDER = "spectra"
Kind = TypeVar("Kind")


def opened_library(path: Path) -> Library:
    """Open the index of a file of references; build it the first time.

    Raises
    ------
    NotReadable
        If the file is missing, in no known format, or holds no spectrum.
    """
    folder = _folder_of(path, FORMAT)
    try:
        return open_library(folder)
    except NoLibrary:
        talk.print(f"Indexing {path.name}; the index is kept.")
    try:
        library = build_library(_spectra(path))
    except EmptyLibrary:
        raise NotReadable(path.name, "it holds no spectrum that can be searched") from None
    _keep(library, folder)
    return library


def opened_curves(path: Path) -> CurveLibrary:
    """Open the kept form of a file of infrared or Raman references; make it the first time.

    Raises
    ------
    NotReadable
        If the file is missing, in no known format, or holds no such spectrum.
    """
    folder = _folder_of(path, f"curves-{curve_search.FORMAT}")
    try:
        return open_curves(folder)
    except NoLibrary:
        talk.print(f"Indexing {path.name}; the index is kept.")
    try:
        library = build_curves(_told(read_curves(path), Curve))
    except EmptyLibrary:
        raise NotReadable(path.name, "it holds no spectrum that can be searched") from None
    _keep(library, folder)
    return library


def _folder_of(path: Path, version: object) -> Path:
    if not path.is_file():
        raise NotReadable(path.name, "it is a folder" if path.is_dir() else "there is no such file")
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return instance.home() / FOLDER / f"{digest[:32]}-{version}"


def _keep(library: Library | CurveLibrary, folder: Path) -> None:
    try:
        shutil.rmtree(folder, ignore_errors=True)  # there is one only if it was damaged
        library.save(folder)
    except OSError as error:
        talk.print(f"The index cannot be kept in {folder.parent}: {error.strerror}.")


def _spectra(path: Path) -> Iterator[Spectrum]:
    return _told(read(path), Spectrum)


def _told(read_one: Iterable[Kind | RefusedSpectrum], kind: type[Kind]) -> Iterator[Kind]:
    """Yield what was read, and name the first of what was not."""
    refused = 0
    for one in read_one:
        if isinstance(one, kind):
            yield one
            continue
        refused += 1
        if refused <= 5:
            talk.print(f"Left out: {one}.")
    if refused > 5:
        talk.print(f"Left out {refused} spectra in all.")

"""Libraries of spectra as files: indexed once, kept beside the instance by their content."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from vedette.science.spectra import (
    EmptyLibrary,
    Library,
    NoLibrary,
    NotReadable,
    Spectrum,
    build_library,
    open_library,
    read,
)
from vedette.science.spectra.libraries import FORMAT
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.talk import talk

FOLDER = "spectra"


def opened_library(path: Path) -> Library:
    """Open the index of a file of references; build it the first time.

    Raises
    ------
    NotReadable
        If the file is missing, in no known format, or holds no spectrum.
    """
    if not path.is_file():
        raise NotReadable(path.name, "it is a folder" if path.is_dir() else "there is no such file")
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    folder = instance.home() / FOLDER / f"{digest[:32]}-{FORMAT}"
    try:
        return open_library(folder)
    except NoLibrary:
        talk.print(f"Indexing {path.name}; the index is kept.")
    try:
        library = build_library(_spectra(path))
    except EmptyLibrary:
        raise NotReadable(path.name, "it holds no spectrum that can be searched") from None
    try:
        shutil.rmtree(folder, ignore_errors=True)  # there is one only if it was damaged
        library.save(folder)
    except OSError as error:
        talk.print(f"The index cannot be kept in {folder.parent}: {error.strerror}.")
    return library


def _spectra(path: Path) -> Iterator[Spectrum]:
    refused = 0
    for one in read(path):
        if isinstance(one, Spectrum):
            yield one
            continue
        refused += 1
        if refused <= 5:
            talk.print(f"Left out: {one}.")
    if refused > 5:
        talk.print(f"Left out {refused} spectra in all.")

"""A reference library as a folder of arrays that several processes map into memory."""

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vedette.errors import VedetteError
from vedette.science.spectra import masses
from vedette.science.spectra.cleaning import Cleaned, clean_for, is_ion_list, is_unit_mass
from vedette.science.spectra.spectrum import About, Spectrum

FORMAT = 4
TRIED = 1000  # spectra that decide whether a library is of unit resolution
ARRAYS = (
    "start", "peak_mz", "peak_weight", "peak_chord", "precursor", "molecule", "neutral",
    "neutral_order", "is_ion_list",
    "mode", "compound", "source", "fragment_mz", "fragment_row", "fragment_weight",
    "fragment_peak", "loss", "loss_row", "loss_weight", "loss_peak", "text", "text_start",
)  # fmt: skip
MODES = {"positive": 1, "negative": -1, "": 0}
PROTON = masses.ELEMENTS["H"] - masses.ELECTRON


class NoLibrary(VedetteError, ValueError):
    """A folder holds no index, or one that another version wrote."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(folder, reason)
        self.folder, self.reason = folder, reason

    def __str__(self) -> str:
        return f"{self.folder} is no index of spectra: {self.reason}"


class EmptyLibrary(VedetteError, ValueError):
    """There was no spectrum to build an index of."""

    def __str__(self) -> str:
        return "the library holds no spectrum that can be searched"


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """Reference spectra, cleaned, by rising precursor m/z, with an index of every fragment.

    Rows without precursor stand last. ``compound`` numbers what shares the first block of
    the InChIKey, or else the name; ``source`` numbers the laboratories in ``sources``.
    """

    arrays: dict[str, NDArray[Any]] = field(repr=False)
    unit_mass: bool
    sources: tuple[str, ...]
    n_compounds: int
    n_precursors: int

    def __len__(self) -> int:
        return len(self.arrays["precursor"])

    def about(self, row: int) -> About:
        """Return what the source said about one spectrum."""
        low, high = self.arrays["text_start"][row : row + 2]
        return About(**json.loads(self.arrays["text"][low:high].tobytes()))

    def cleaned(self, row: int) -> Cleaned:
        """Return the peaks of one spectrum as they are compared."""
        low, high = self.arrays["start"][row : row + 2]
        mz, weight, chord = (
            np.array(self.arrays[name][low:high], dtype=np.float64)
            for name in ("peak_mz", "peak_weight", "peak_chord")
        )
        root = chord / mz if self.unit_mass else chord
        entropy = float(-(weight * np.log(weight)).sum())
        return Cleaned(mz, root * root, weight, chord, entropy)

    def save(self, folder: Path) -> None:
        """Write the index so that it is there completely or not at all."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".index-", dir=folder.parent))
        for name in ARRAYS:
            np.save(made / f"{name}.npy", self.arrays[name])
        head = {
            "format": FORMAT, "unit_mass": self.unit_mass, "sources": self.sources,
            "n_compounds": self.n_compounds, "n_precursors": self.n_precursors,
        }  # fmt: skip
        (made / "head.json").write_text(json.dumps(head), encoding="utf-8")
        with suppress(OSError):  # another process was faster, with the same content
            made.rename(folder)
        shutil.rmtree(made, ignore_errors=True)


def open_library(folder: Path) -> Library:
    """Map an index into memory; nothing is read until it is searched.

    Raises
    ------
    NoLibrary
        If the folder holds no index of this version.
    """
    try:
        head = json.loads((folder / "head.json").read_text(encoding="utf-8"))
        if head.pop("format") != FORMAT:
            raise NoLibrary(folder.name, "another version wrote it")
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in ARRAYS}
    except (OSError, ValueError, KeyError, EOFError) as error:
        if isinstance(error, NoLibrary):
            raise
        raise NoLibrary(folder.name, "it is not there, or damaged") from None
    return Library(arrays, **{**head, "sources": tuple(head["sources"])})


def build_library(spectra: Iterable[Spectrum]) -> Library:
    """Clean every spectrum and index its fragments and losses.

    Raises
    ------
    EmptyLibrary
        If there is no spectrum.
    """
    stream = iter(spectra)
    first = list(islice(stream, TRIED))
    if not first:
        raise EmptyLibrary
    unit_mass = sum(map(is_unit_mass, first)) > len(first) / 2
    draft = _Draft(unit_mass)
    for spectrum in _chained(first, stream):
        draft.add(spectrum)
    return draft.finish()


def _chained(first: list[Spectrum], rest: Iterator[Spectrum]) -> Iterator[Spectrum]:
    yield from first
    yield from rest


def precursor_of(spectrum: Spectrum) -> float:
    """Return the precursor's m/z: as given, else from formula and ion, else NaN."""
    if spectrum.precursor_mz is not None:
        return spectrum.precursor_mz
    known = masses.adduct(spectrum.about.ion)
    with suppress(masses.UnknownFormula):
        if known is not None and spectrum.about.formula:
            molecules, added, charge = known
            return (molecules * masses.mass(spectrum.about.formula) + added) / abs(charge)
    return float("nan")


def neutral_of(spectrum: Spectrum, *, trust_formula: bool = True) -> float:
    """Return the mass of the molecule: by formula, else by ion, else as if (de)protonated."""
    about = spectrum.about
    with suppress(masses.UnknownFormula):
        if trust_formula and about.formula:
            return masses.mass(about.formula)
    precursor = precursor_of(spectrum)
    known = masses.neutral_mass(precursor, about.ion) if about.ion else float("nan")
    return known if known == known else precursor - PROTON * (MODES[about.mode] or 1)


class _Draft:
    """Rows as they come, before they are put in order."""

    def __init__(self, unit_mass: bool) -> None:
        self.unit_mass = unit_mass
        self.peaks: list[Cleaned] = []
        self.rows: list[tuple[float, float, int, int, int, bool]] = []
        self.texts: list[bytes] = []
        self.compounds: dict[str, int] = {}
        self.sources: dict[str, int] = {}

    def add(self, spectrum: Spectrum) -> None:
        about = spectrum.about
        known = about.inchikey[:14] or about.name.casefold() or f"#{len(self.rows)}"
        peaks = clean_for(self.unit_mass, spectrum)
        self.peaks.append(peaks)
        self.texts.append(
            json.dumps({k: v for k, v in asdict(about).items() if v}, ensure_ascii=False).encode()
        )
        self.rows.append(
            (
                precursor_of(spectrum),
                neutral_of(spectrum),
                MODES[about.mode],
                self.compounds.setdefault(known, len(self.compounds)),
                self.sources.setdefault(about.laboratory, len(self.sources)),
                is_ion_list(spectrum),
            )
        )

    def finish(self) -> Library:
        table = np.array(self.rows)
        order = np.argsort(table[:, 0], kind="stable")
        table = table[order]
        peaks = [self.peaks[row] for row in order]
        texts = [self.texts[row] for row in order]
        arrays: dict[str, NDArray[Any]] = {
            "start": _offsets(map(len, peaks)),
            "peak_mz": np.concatenate([one.mz for one in peaks]),
            "peak_weight": np.concatenate([one.weight for one in peaks]).astype(np.float32),
            "peak_chord": np.concatenate([one.chord for one in peaks]).astype(np.float32),
            "precursor": table[:, 0].copy(),
            "molecule": table[:, 1].copy(),
            "mode": table[:, 2].astype(np.int8),
            "compound": table[:, 3].astype(np.int32),
            "source": table[:, 4].astype(np.int32),
            "is_ion_list": table[:, 5].astype(np.bool_),
            "text": np.frombuffer(b"".join(texts), dtype=np.uint8),
            "text_start": _offsets(map(len, texts)),
        }
        by_mass = np.argsort(table[:, 1], kind="stable")
        arrays["neutral"] = table[by_mass, 1]
        arrays["neutral_order"] = by_mass.astype(np.int32)
        arrays |= _inverted(arrays)
        n_precursors = int(np.isfinite(table[:, 0]).sum())
        return Library(
            arrays, self.unit_mass, tuple(self.sources), len(self.compounds), n_precursors
        )


def _offsets(lengths: Iterable[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(np.fromiter(lengths, dtype=np.int64))])


def _inverted(arrays: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """List fragments and losses by rising mass, each with its row and its peak."""
    rows = np.repeat(np.arange(len(arrays["precursor"])), np.diff(arrays["start"]))
    found: dict[str, NDArray[Any]] = {}
    loss = arrays["precursor"][rows] - arrays["peak_mz"]
    for name, values in (("fragment", arrays["peak_mz"]), ("loss", loss)):
        kept = np.flatnonzero(np.isfinite(values))
        order = kept[np.argsort(values[kept], kind="stable")]
        found["fragment_mz" if name == "fragment" else "loss"] = values[order]
        found[f"{name}_row"] = rows[order].astype(np.int32)
        found[f"{name}_weight"] = arrays["peak_weight"][order]
        found[f"{name}_peak"] = order.astype(np.int32)
    return found

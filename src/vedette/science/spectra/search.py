"""Finding the reference spectra most like a measured one."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vedette.science.spectra.cleaning import Cleaned, clean_for
from vedette.science.spectra.kernels import compare_many
from vedette.science.spectra.libraries import MODES, Library, neutral_of, precursor_of
from vedette.science.spectra.search_kernels import (
    TABLE,
    add_fragments,
    add_fragments_and_losses,
    best_rows,
    by_compound,
    candidates,
    neighbour_ratios,
)
from vedette.science.spectra.similarity import PPM, WITHIN
from vedette.science.spectra.spectrum import Floats, Spectrum

UNIT_WITHIN = 0.3  # Da, for libraries of unit resolution
NO_SOURCE = -2


@dataclass(frozen=True, slots=True)
class Tolerances:
    """How far apart m/z may be and still be the same: peaks, and precursors; the wider counts."""

    within: float = WITHIN
    ppm: float = PPM
    precursor_within: float = 0.01
    precursor_ppm: float = 10.0

    def of_peaks(self, library: Library) -> tuple[float, float]:
        """Return Da and ppm for the peaks of a library."""
        return (UNIT_WITHIN, 0.0) if library.unit_mass else (self.within, self.ppm)


STANDARD = Tolerances()


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Rows of a library and their scores, the best first."""

    rows: NDArray[np.int64]
    scores: Floats

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Compounds:
    """One entry a compound that the query may be: its best spectrum, and how alike it is.

    ``composite`` is asked of electron ionisation alone, and 0 elsewhere.
    """

    rows: NDArray[np.int64]
    entropy: Floats
    cosine: Floats
    matched: Floats
    explained: Floats
    explained_of_reference: Floats
    other_ion: Floats
    spectra: Floats
    same_ion: NDArray[np.bool_]
    ppm_off: Floats
    composite: Floats

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(slots=True, eq=False)
class Searcher:
    """A library with the working memory of one thread."""

    references: Library
    tolerances: Tolerances = STANDARD
    _scores: NDArray[np.float32] = field(init=False, repr=False)
    _slot: NDArray[np.int64] = field(init=False, repr=False)
    _met: NDArray[np.int64] | None = field(init=False, repr=False, default=None)
    _used: NDArray[np.int64] | None = field(init=False, repr=False, default=None)
    _next: int = field(init=False, repr=False, default=1)

    def __post_init__(self) -> None:
        self._scores = np.zeros(len(self.references), dtype=np.float32)
        self._slot = np.full(self.references.n_compounds, -1, dtype=np.int64)

    def prepare(self, query: Spectrum) -> Cleaned:
        """Clean a query as the library was cleaned."""
        return clean_for(self.references.unit_mass, query)

    def identity(
        self, query: Spectrum, *, peaks: Cleaned | None = None, left_out: int = NO_SOURCE
    ) -> Compounds:
        """Compare with every reference of the same ion, and of the same molecule as another ion.

        ``left_out`` is the number of a source that is not to answer.
        """
        peaks = peaks or self.prepare(query)
        arrays = self.references.arrays
        precursor = precursor_of(query)
        tolerance = max(
            self.tolerances.precursor_within, self.tolerances.precursor_ppm * 1e-6 * precursor
        )
        rows, same, off = candidates(
            precursor, neutral_of(query, trust_formula=False), tolerance,
            self.references.n_precursors, arrays["precursor"], arrays["neutral"],
            arrays["neutral_order"], arrays["mode"], MODES[query.about.mode], arrays["source"],
            left_out,
        )  # fmt: skip
        return self._compounds(peaks, rows, same, off)

    def open(
        self,
        query: Spectrum,
        *,
        peaks: Cleaned | None = None,
        most: int = 50,
        left_out: int = NO_SOURCE,
    ) -> Hits:
        """Compare the fragments with every reference, whatever its precursor."""
        peaks = peaks or self.prepare(query)
        arrays = self.references.arrays
        self._scores.fill(0)
        add_fragments(
            peaks.mz, peaks.weight, TABLE, arrays["fragment_mz"], arrays["fragment_row"],
            arrays["fragment_weight"], *self.tolerances.of_peaks(self.references), self._scores,
        )  # fmt: skip
        return self._best(query, most, left_out)

    def open_compounds(
        self, query: Spectrum, *, peaks: Cleaned | None = None, left_out: int = NO_SOURCE
    ) -> Compounds:
        """Search by fragments alone and keep the best spectrum of each compound."""
        peaks = peaks or self.prepare(query)
        hits = self.open(query, peaks=peaks, most=200, left_out=left_out)
        same = np.ones(len(hits), dtype=np.bool_)
        return self._compounds(peaks, hits.rows, same, np.zeros(len(hits)))

    def hybrid(
        self,
        query: Spectrum,
        *,
        peaks: Cleaned | None = None,
        most: int = 50,
        left_out: int = NO_SOURCE,
    ) -> Hits:
        """Compare fragments and losses from the precursor with every reference: analogues.

        A query without precursor is compared by its fragments alone.
        """
        precursor = precursor_of(query)
        if np.isnan(precursor):
            return self.open(query, peaks=peaks, most=most, left_out=left_out)
        peaks = peaks or self.prepare(query)
        arrays = self.references.arrays
        if self._met is None or self._used is None:
            self._met = np.zeros(len(self.references), dtype=np.int64)
            self._used = np.zeros(len(arrays["peak_mz"]), dtype=np.int64)
        self._scores.fill(0)
        within, ppm = self.tolerances.of_peaks(self.references)
        self._next = add_fragments_and_losses(
            peaks.mz, peaks.weight, precursor, TABLE, arrays["fragment_mz"],
            arrays["fragment_row"], arrays["fragment_weight"], arrays["fragment_peak"],
            arrays["loss"], arrays["loss_row"], arrays["loss_weight"], arrays["loss_peak"],
            within, ppm, self._scores, self._met, self._used, self._next,
        )  # fmt: skip
        return self._best(query, most, left_out)

    def alike(self, row: int, rows: NDArray[np.int64]) -> Floats:
        """Return the entropy similarity of one reference with others."""
        return self.compare(self.references.cleaned(row), rows)[:, 0]

    def compare(self, peaks: Cleaned, rows: NDArray[np.int64]) -> Floats:
        """Compare with given rows: entropy, cosine, matched peaks and both explained shares."""
        arrays = self.references.arrays
        out = np.empty((len(rows), 5))
        compare_many(
            peaks.mz, peaks.weight, peaks.chord, arrays["start"], arrays["peak_mz"],
            arrays["peak_weight"], arrays["peak_chord"], rows,
            *self.tolerances.of_peaks(self.references), out,
        )  # fmt: skip
        return out

    def _best(self, query: Spectrum, most: int, left_out: int) -> Hits:
        arrays = self.references.arrays
        rows, scores = best_rows(
            self._scores, arrays["mode"], MODES[query.about.mode], arrays["source"], left_out, most
        )
        return Hits(rows, np.minimum(scores, 1.0))

    def _compounds(
        self, peaks: Cleaned, rows: NDArray[np.int64], same: NDArray[np.bool_], off: Floats
    ) -> Compounds:
        arrays = self.references.arrays
        best, out = by_compound(
            peaks.mz, peaks.weight, peaks.chord, arrays["start"], arrays["peak_mz"],
            arrays["peak_weight"], arrays["peak_chord"], rows, same, off,
            arrays["compound"],
            self._slot, *self.tolerances.of_peaks(self.references),
        )  # fmt: skip
        entropy, cosine, matched, mine, theirs, other, spectra, same_ion, ppm_off = out.T
        composite = np.zeros(len(best))
        if self.references.unit_mass and len(best):
            composite = self._composite(peaks, best, cosine)
        return Compounds(
            best, entropy, cosine, matched, mine, theirs, other, spectra, same_ion > 0, ppm_off,
            composite,
        )  # fmt: skip

    def _composite(self, peaks: Cleaned, rows: NDArray[np.int64], cosine: Floats) -> Floats:
        """Join the cosine with the ratios of neighbouring peaks, by how many peaks are common.

        References
        ----------
        .. [1] Stein and Scott, "Optimization and testing of mass spectral library search
           algorithms for compound identification", J. Am. Soc. Mass Spectrom. 5, 1994.
           https://doi.org/10.1016/1044-0305(94)87009-8
        """
        arrays = self.references.arrays
        ratio, common = np.empty(len(rows)), np.empty(len(rows))
        neighbour_ratios(
            peaks.mz, peaks.intensity, arrays["start"], arrays["peak_mz"],
            (arrays["peak_chord"] / arrays["peak_mz"]) ** 2, rows,
            *self.tolerances.of_peaks(self.references), ratio, common,
        )  # fmt: skip
        n = len(peaks)
        joined: Floats = (n * cosine + common * ratio) / (n + common)
        return joined

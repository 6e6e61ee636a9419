"""What a spectrum is: the best match and how sure, its isomers, or the family of an unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from vedette.science.spectra import confidence as judged
from vedette.science.spectra.cleaning import Cleaned
from vedette.science.spectra.confidence import Way
from vedette.science.spectra.libraries import Library, neutral_of, precursor_of
from vedette.science.spectra.search import NO_SOURCE, STANDARD, Compounds, Searcher, Tolerances
from vedette.science.spectra.shifts import Shift, explain_shift
from vedette.science.spectra.spectrum import About, Floats, Spectrum

KNOWN_FROM = 0.5  # confidence
ALIKE_FROM = 0.75  # entropy similarity of references that one spectrum cannot tell apart
ALMOST = 0.9  # of the similarity of the one is too near to exclude the other
LIKENESS_THAT_COUNTS = 0.3
SAME_MOLECULE = 0.003  # Da
COMPARED = 30  # candidates among which isomers are looked for
ANALOGUE_FROM = 0.4  # hybrid similarity
ANALOGUES = 10
WIDEST_SHIFT = 150.0  # Da
FAMILY_SHARE = 0.5  # of the votes
ENOUGH_IONS = 3
COARSE = 0.5  # Da, around a precursor written with one decimal or none


@dataclass(frozen=True, slots=True)
class Match:
    """A compound of the library, its best spectrum, and what cannot be told apart from it.

    ``score`` is the entropy similarity; with ``same_ion`` false it was measured as another
    ion of the same molecule, and the score means less; with ``is_ion_list`` the reference has
    ranks for intensities. ``ppm_off`` is None without precursor.
    """

    about: About
    score: float
    cosine: float
    matched_peaks: int
    explained: float
    ppm_off: float | None
    same_ion: bool
    is_ion_list: bool
    isomers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analogue:
    """A compound of another mass with fragments or losses in common."""

    about: About
    score: float
    shift: Shift | None
    family: str


@dataclass(frozen=True, slots=True)
class Identification:
    """The answer about one spectrum.

    ``confidence`` is the probability that the first match is the compound; ``level`` follows
    Schymanski et al. 2014: 2a library match, 3 one of several candidates or a family, 4 a
    formula by difference, 5 a mass. Level 1 takes a reference standard measured beside it.
    """

    query: About
    confidence: float
    known: bool
    level: str
    family: str
    reasons: tuple[str, ...]
    matches: tuple[Match, ...]
    analogues: tuple[Analogue, ...]

    @property
    def isomers(self) -> tuple[str, ...]:
        """What cannot be told apart from the first match."""
        return self.matches[0].isomers if self.matches else ()


@dataclass(slots=True, eq=False)
class Identifier:
    """A library, ready to answer; one for each thread.

    ``families`` names the family of a compound by the first block of its InChIKey; where it
    is silent, the record's own word counts.
    """

    references: Library
    families: Mapping[str, str] = field(default_factory=dict)
    tolerances: Tolerances = STANDARD
    _searcher: Searcher = field(init=False, repr=False)
    _coarse: Searcher = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._searcher = Searcher(self.references, self.tolerances)
        self._coarse = Searcher(self.references, replace(self.tolerances, precursor_within=COARSE))

    def identify(
        self, query: Spectrum, *, top: int = 10, left_out: int = NO_SOURCE
    ) -> Identification:
        """Say what a spectrum is, how sure that is, and what else it may be.

        ``left_out`` is the number of a source of the library that is not to answer.
        """
        peaks = self._searcher.prepare(query)
        way, found = self._candidates(query, peaks, left_out)
        odds = judged.rank(found, way)
        order = np.argsort(-odds, kind="stable")
        sure = _confidence(found, odds, order, len(peaks), way)
        known = sure >= KNOWN_FROM
        matches = self._matches(found, order[:COMPARED], top, way)
        analogues = () if known else self._analogues(query, peaks, left_out)
        if known:
            family = self._family(matches[0].about)
            reasons = _reasons_known(matches[0], way)
        else:
            family, reasons = _vote(analogues)
        return Identification(
            query.about, sure, known, _level(known, way, matches, family, analogues), family,
            reasons, matches, analogues,
        )  # fmt: skip

    def _candidates(self, query: Spectrum, peaks: Cleaned, left_out: int) -> tuple[Way, Compounds]:
        precursor = precursor_of(query)
        if np.isnan(precursor) or not self.references.n_precursors:
            way: Way = "electron" if self.references.unit_mass else "fragments"
            return way, self._searcher.open_compounds(query, peaks=peaks, left_out=left_out)
        coarse = round(precursor, 1) == precursor
        searcher = self._coarse if coarse else self._searcher
        return "precursor", searcher.identity(query, peaks=peaks, left_out=left_out)

    def _matches(
        self, found: Compounds, order: NDArray[np.int64], top: int, way: Way
    ) -> tuple[Match, ...]:
        abouts = [self.references.about(int(row)) for row in found.rows[order]]
        molecule = self.references.arrays["molecule"][found.rows[order]]
        likeness = np.where(found.same_ion, found.entropy, 0.0)[order]
        matches = []
        for place, k in enumerate(order[:top]):
            same = bool(found.same_ion[k])
            matches.append(
                Match(
                    abouts[place],
                    min(1.0, float(found.entropy[k] if same else found.other_ion[k])),
                    min(1.0, float(found.cosine[k])),
                    int(found.matched[k]),
                    float(found.explained[k]),
                    float(found.ppm_off[k]) if way == "precursor" else None,
                    same,
                    bool(self.references.arrays["is_ion_list"][found.rows[k]]),
                    self._isomers(place, found.rows[order], molecule, likeness, abouts),
                )
            )
        return tuple(matches)

    def _isomers(
        self,
        place: int,
        rows: NDArray[np.int64],
        molecule: Floats,
        likeness: Floats,
        abouts: list[About],
    ) -> tuple[str, ...]:
        """Name the other candidates of the same formula that this spectrum does not exclude.

        Their references look the same, or the query is as much like the one as the other.
        """
        formula = abouts[place].formula
        mine = likeness[place]
        near = [
            i for i in range(len(rows))
            if i != place and abs(molecule[i] - molecule[place]) <= SAME_MOLECULE
            and (not formula or abouts[i].formula in ("", formula))
        ]  # fmt: skip
        if not near:
            return ()
        alike = self._searcher.alike(int(rows[place]), rows[near])
        return tuple(
            abouts[i].name
            for i, score in zip(near, alike, strict=True)
            if score >= ALIKE_FROM or _as_near(likeness[i], mine)
        )

    def _analogues(self, query: Spectrum, peaks: Cleaned, left_out: int) -> tuple[Analogue, ...]:
        if len(peaks) < ENOUGH_IONS:
            return ()
        hits = self._searcher.hybrid(query, peaks=peaks, most=200, left_out=left_out)
        arrays = self.references.arrays
        mass = neutral_of(query, trust_formula=False)
        seen: set[int] = set()
        found: list[Analogue] = []
        for row, score in zip(hits.rows, hits.scores, strict=True):
            compound = int(arrays["compound"][row])
            if score < ANALOGUE_FROM or len(found) == ANALOGUES:
                break
            apart = mass - float(arrays["molecule"][row])
            n_peaks = arrays["start"][row + 1] - arrays["start"][row]
            if compound in seen or n_peaks < ENOUGH_IONS or abs(apart) > WIDEST_SHIFT:
                continue
            seen.add(compound)
            about = self.references.about(int(row))
            shift = None if np.isnan(apart) else explain_shift(apart)
            found.append(Analogue(about, float(score), shift, self._family(about)))
        return tuple(found)

    def _family(self, about: About) -> str:
        return self.families.get(about.inchikey[:14], "") or about.family


def _as_near(one: float, other: float) -> bool:
    low, high = min(one, other), max(one, other)
    return high >= LIKENESS_THAT_COUNTS and low >= ALMOST * high


def _confidence(
    found: Compounds, odds: Floats, order: NDArray[np.int64], n_peaks: int, way: Way
) -> float:
    if not len(found):
        return 0.0
    first = int(order[0])
    gap = float(odds[first] - odds[order[1]]) if len(order) > 1 else judged.WIDEST_GAP
    features = judged.confidence_features(found, first, gap, n_peaks, len(found))
    return judged.confidence(features, way)


def _level(
    known: bool, way: Way, matches: tuple[Match, ...], family: str, analogues: tuple[Analogue, ...]
) -> str:
    if known:
        best = matches[0]
        alone = not best.isomers and best.same_ion and not best.is_ion_list
        return "2a" if way == "precursor" and alone and best.matched_peaks >= ENOUGH_IONS else "3"
    if family:
        return "3"
    explained = any(one.shift is not None and one.shift.formulas for one in analogues[:1])
    return "4" if explained and analogues[0].about.formula else "5"


def _reasons_known(best: Match, way: Way) -> tuple[str, ...]:
    said = [f"{best.matched_peaks} peaks in common with {best.about.name}, score {best.score:.2f}"]
    if best.ppm_off is not None:
        said.append(f"precursor {best.ppm_off:.1f} ppm off")
    elif way == "electron":
        said.append("unit resolution without precursor: a retention index should confirm it")
    if not best.same_ion:
        said.append("the reference is another ion of the same molecule")
    if best.is_ion_list:
        said.append("the reference is a list of ions, not a whole spectrum")
    if best.isomers:
        said.append(f"cannot be told apart from {', '.join(best.isomers)}")
    return tuple(said)


def _vote(analogues: tuple[Analogue, ...]) -> tuple[str, tuple[str, ...]]:
    """Let the analogues vote by their scores; those without family abstain aloud."""
    votes: dict[str, float] = {}
    for one in analogues:
        votes[one.family] = votes.get(one.family, 0.0) + one.score**2
    family = max((name for name in votes if name), key=lambda name: votes[name], default="")
    if not family or votes[family] < FAMILY_SHARE * sum(votes.values()):
        family = ""
    kin = [one for one in analogues if not family or one.family == family]
    return family, tuple(
        f"like {one.about.name}"
        + (f" ({one.shift})" if one.shift else "")
        + f", score {one.score:.2f}"
        for one in kin[:3]
    )

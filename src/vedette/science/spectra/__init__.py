"""What a substance breaks into or absorbs: reading, comparing and searching spectra."""

from vedette.science.spectra.cleaning import Cleaned, clean
from vedette.science.spectra.consensus import consensus
from vedette.science.spectra.curve_search import (
    CurveIdentification,
    CurveLibrary,
    CurveMatch,
    build_curves,
    correlation,
    identify_curve,
    open_curves,
)
from vedette.science.spectra.curves import Curve, as_curve, holds_curves, read_curves
from vedette.science.spectra.identification import Analogue, Identification, Identifier, Match
from vedette.science.spectra.libraries import (
    EmptyLibrary,
    Library,
    NoLibrary,
    build_library,
    open_library,
)
from vedette.science.spectra.mixtures import Component, unmix
from vedette.science.spectra.reading import read
from vedette.science.spectra.refusals import NotReadable, RefusedSpectrum
from vedette.science.spectra.search import Compounds, Hits, Searcher, Tolerances
from vedette.science.spectra.shifts import Shift, explain_shift
from vedette.science.spectra.similarity import Likeness, likeness
from vedette.science.spectra.spectrum import (
    About,
    BadSpectrum,
    EmptySpectrum,
    Spectrum,
    TooManyPeaks,
    as_spectrum,
)
from vedette.science.spectra.splash import splash

__all__ = [
    "About",
    "Analogue",
    "BadSpectrum",
    "Cleaned",
    "Component",
    "Compounds",
    "Curve",
    "CurveIdentification",
    "CurveLibrary",
    "CurveMatch",
    "EmptyLibrary",
    "EmptySpectrum",
    "Hits",
    "Identification",
    "Identifier",
    "Library",
    "Likeness",
    "Match",
    "NoLibrary",
    "NotReadable",
    "RefusedSpectrum",
    "Searcher",
    "Shift",
    "Spectrum",
    "Tolerances",
    "TooManyPeaks",
    "as_curve",
    "as_spectrum",
    "build_curves",
    "build_library",
    "clean",
    "consensus",
    "correlation",
    "explain_shift",
    "holds_curves",
    "identify_curve",
    "likeness",
    "open_curves",
    "open_library",
    "read",
    "read_curves",
    "splash",
    "unmix",
]

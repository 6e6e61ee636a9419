"""What a substance breaks into or absorbs: reading, comparing and searching spectra."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from vedette.science.spectra.splash import splash

if TYPE_CHECKING:
    from vedette.science.spectra.cleaning import Cleaned, clean
    from vedette.science.spectra.common_peaks import consensus
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

# Loaded when first asked for: the compiler behind most of it takes a second, and whoever
# wants the mass of a formula should not wait for it.
_NAMES = {
    "cleaning": ("Cleaned", "clean"),
    "common_peaks": ("consensus",),
    "curve_search": (
        "CurveIdentification", "CurveLibrary", "CurveMatch", "build_curves", "correlation",
        "identify_curve", "open_curves",
    ),
    "curves": ("Curve", "as_curve", "holds_curves", "read_curves"),
    "identification": ("Analogue", "Identification", "Identifier", "Match"),
    "libraries": ("EmptyLibrary", "Library", "NoLibrary", "build_library", "open_library"),
    "mixtures": ("Component", "unmix"),
    "reading": ("read",),
    "refusals": ("NotReadable", "RefusedSpectrum"),
    "search": ("Compounds", "Hits", "Searcher", "Tolerances"),
    "shifts": ("Shift", "explain_shift"),
    "similarity": ("Likeness", "likeness"),
    "spectrum": (
        "About", "BadSpectrum", "EmptySpectrum", "Spectrum", "TooManyPeaks", "as_spectrum",
    ),
}  # fmt: skip
_WHERE = {name: module for module, names in _NAMES.items() for name in names}

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


def __getattr__(name: str) -> Any:
    """Load the module of a name when it is first asked for."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = found
    return found

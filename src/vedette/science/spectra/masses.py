"""Masses of formulae and of the ions they make."""

import re
from functools import lru_cache

from vedette.errors import VedetteError

ELECTRON = 0.000548580
# Monoisotopic masses in Da: Atomic Mass Evaluation 2020, rounded to 1e-6.
ELEMENTS = {
    "H": 1.007825, "D": 2.014102, "Li": 7.016003, "B": 11.009305, "C": 12.0, "N": 14.003074,
    "O": 15.994915, "F": 18.998403, "Na": 22.989769, "Mg": 23.985042, "Al": 26.981538,
    "Si": 27.976927, "P": 30.973762, "S": 31.972071, "Cl": 34.968853, "K": 38.963706,
    "Ca": 39.962591, "Ti": 47.947942, "Mn": 54.938043, "Fe": 55.934936,
    "Co": 58.933194, "Ni": 57.935342, "Cu": 62.929597,
    "Zn": 63.929142, "As": 74.921595, "Se": 79.916522, "Br": 78.918338, "Sn": 119.902202,
    "I": 126.904472, "Hg": 201.970643, "Pt": 194.964792,
}  # fmt: skip
MOST_DIGITS = 4  # of a count in a formula or an ion
_ATOM = re.compile(r"([A-Z][a-z]?)(\d*)")
_FORMULA = re.compile(r"(?:[A-Z][a-z]?\d*)+")
_ADDUCT = re.compile(r"\[(\d*)M((?:[+-]\d*[A-Za-z][A-Za-z0-9]*)*)\](\d*)([+-]*)\*?")
_PART = re.compile(r"([+-])(\d*)([A-Za-z][A-Za-z0-9]*)")
_SHORT = {"ACN": "C2H3N", "FA": "CH2O2", "Hac": "C2H4O2", "HAc": "C2H4O2", "MeOH": "CH4O"}


class UnknownFormula(VedetteError, ValueError):
    """A text is no formula of elements that occur in drugs."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return f"{self.text!r} is not a formula"


def atoms(formula: str) -> dict[str, int]:
    """Count the atoms of a formula such as ``C22H28N2O``.

    Raises
    ------
    UnknownFormula
        If the text has another form, or names an element that has no mass here.
    """
    if not _FORMULA.fullmatch(formula):
        raise UnknownFormula(formula)
    found: dict[str, int] = {}
    for element, count in _ATOM.findall(formula):
        if element not in ELEMENTS or len(count) > MOST_DIGITS:
            raise UnknownFormula(formula)
        found[element] = found.get(element, 0) + int(count or 1)
    return found


def mass(formula: str) -> float:
    """Return the monoisotopic mass of a formula in Da."""
    return sum(ELEMENTS[element] * count for element, count in atoms(formula).items())


@lru_cache(maxsize=1024)
def adduct(text: str) -> tuple[int, float, int] | None:
    """Take apart an ion such as ``[M+H]+``: molecules, mass added in Da, charge.

    The charge has its sign. None if the text has another form.
    """
    form = _ADDUCT.fullmatch(text.replace(" ", ""))
    if form is None or not form[4] or _is_out_of_range(form):
        return None
    charge = int(form[3] or 1) * len(form[4]) * (1 if form[4][0] == "+" else -1)
    added = -ELECTRON * charge
    for sign, count, formula in _PART.findall(form[2]):
        try:
            part = mass(_SHORT.get(formula, formula)) * int(count or 1)
        except UnknownFormula:
            return None
        added += part if sign == "+" else -part
    return int(form[1] or 1), added, charge


def _is_out_of_range(form: re.Match[str]) -> bool:
    """Tell whether an ion has no molecule, no charge, or more of either than any has."""
    counts = [form[1], form[3], *(count for _sign, count, _formula in _PART.findall(form[2]))]
    return any(count and (int(count[:9]) == 0 or len(count) > MOST_DIGITS) for count in counts)


def neutral_mass(precursor_mz: float, ion: str) -> float:
    """Return the mass of the molecule behind an ion in Da; NaN if the ion is not understood."""
    known = adduct(ion)
    if known is None:
        return float("nan")
    molecules, added, charge = known
    return (precursor_mz * abs(charge) - added) / molecules

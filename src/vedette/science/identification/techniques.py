"""Analytical techniques, the discriminating power of each, and how they are written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from vedette.errors import VedetteError


class Category(Enum):
    """Discriminating power of a test, in the three classes of SWGDRUG.

    A shows structure, B tells substances apart by a physical property, C tells classes apart.
    """

    A = "A"
    B = "B"
    C = "C"


class Compared(Enum):
    """What a measurement was held against."""

    STANDARD = "standard"  # a reference standard, measured in the same way
    LIBRARY = "library"  # a reference spectrum somebody else measured
    CANDIDATES = "candidates"  # several structures fit
    FORMULA = "formula"  # only the formula is known
    MASS = "mass"  # only the accurate mass is known


@dataclass(frozen=True, slots=True)
class Part:
    """One test inside a technique: what it rests on, and its category."""

    principle: str
    category: Category
    is_separation: bool = False  # says little without a standard in the same system


@dataclass(frozen=True, slots=True)
class Technique:
    """A technique; a coupled one is several tests at once."""

    key: str
    title: str
    parts: tuple[Part, ...]
    high_resolution: bool = False
    screening: bool = False  # point-of-care devices: presumptive whatever they rest on


class TechniqueUnknown(VedetteError, ValueError):
    """A method names a technique that the list does not hold."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return f"no technique is known as {self.key!r}; one of {', '.join(TECHNIQUES)}"


_MASS = Part("mass", Category.A)
_GC = Part("gas chromatography", Category.B, is_separation=True)
_LC = Part("liquid chromatography", Category.B, is_separation=True)
_CE = Part("electrophoresis", Category.B, is_separation=True)
_IR = Part("infrared", Category.A)


def _one(key: str, title: str, *parts: Part, **how: bool) -> Technique:
    return Technique(key, title, parts, **how)


TECHNIQUES: dict[str, Technique] = {
    one.key: one
    for one in (
        _one("gc-ms", "GC-MS", _GC, _MASS),
        _one("gc-msms", "GC-MS/MS", _GC, _MASS),
        _one("gc-hrms", "GC-HRMS", _GC, _MASS, high_resolution=True),
        _one("lc-ms", "LC-MS", _LC, _MASS),
        _one("lc-msms", "LC-MS/MS", _LC, _MASS),
        _one("lc-hrms", "LC-HRMS", _LC, _MASS, high_resolution=True),
        _one("ce-ms", "CE-MS", _CE, _MASS),
        _one("gc-ir", "GC-FTIR", _GC, _IR),
        _one("lc-uv", "LC-UV", _LC, Part("ultraviolet", Category.B)),
        _one("ms", "MS", _MASS),
        _one("hrms", "HRMS", _MASS, high_resolution=True),
        _one("ir", "FTIR", _IR),
        _one("raman", "Raman", Part("raman", Category.A)),
        _one("nmr", "NMR", Part("nuclear magnetic resonance", Category.A)),
        _one("xrd", "XRD", Part("X-ray diffraction", Category.A)),
        _one("gc", "GC", _GC),
        _one("lc", "LC", _LC),
        _one("ce", "CE", _CE),
        _one("tlc", "TLC", Part("thin layer", Category.B, is_separation=True)),
        _one("ims", "IMS", Part("ion mobility", Category.B)),
        _one("uv", "UV-Vis", Part("ultraviolet", Category.B)),
        _one("microcrystal", "microcrystal test", Part("microcrystals", Category.B)),
        _one("colour", "colour test", Part("colour", Category.C), screening=True),
        _one("strip", "test strip", Part("immunoassay", Category.C), screening=True),
        _one("immunoassay", "immunoassay", Part("immunoassay", Category.C), screening=True),
        _one("melting", "melting point", Part("melting", Category.C), screening=True),
        _one("fluorescence", "fluorescence", Part("fluorescence", Category.C), screening=True),
        _one("handheld", "handheld device", Part("handheld", Category.C), screening=True),
    )
}


@dataclass(frozen=True, slots=True)
class MethodUse:
    """A technique as it was used once: held against a standard, a library, or less."""

    technique: str
    compared: Compared = Compared.LIBRARY

    def __post_init__(self) -> None:
        if self.technique not in TECHNIQUES:
            raise TechniqueUnknown(self.technique)


# As laboratories write them; the first that fits a part of a text is taken.
_WRITTEN = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (r"hand-?\s?held|portable|mobile device", "handheld"),
        (r"strips?\b|lateral flow", "strip"),
        (r"immuno-?\s?assay|\belisa\b|\bemit\b", "immunoassay"),
        (r"colou?r(imetric)? test|spot test|marquis|\breagent", "colour"),
        (r"\bgc\W*(q-?tof|hr-?ms|orbitrap)", "gc-hrms"),
        (r"\bgc\W*(ms\W?ms|qqq|tandem)", "gc-msms"),
        (r"\bgc\W*ms\b", "gc-ms"),
        (r"\bgc\W*(ft-?)?ir\b", "gc-ir"),
        (r"\bu?h?p?lc\W*(esi\W*)?(q-?tof|hr-?ms|hram|orbitrap|tof)", "lc-hrms"),
        (r"\bu?h?p?lc\W*(esi\W*)?(ms\W?ms|qqq|tandem)", "lc-msms"),
        (r"\bu?h?p?lc\W*ms\b", "lc-ms"),
        (r"\bu?h?p?lc\W*(uv|dad|pda)\b", "lc-uv"),
        (r"\bce\W*ms\b", "ce-ms"),
        (r"\b(hr-?ms|hram|q-?tof|orbitrap)\b", "hrms"),
        (r"\bnmr\b|nuclear magnetic", "nmr"),
        (r"\braman\b", "raman"),
        (r"\b(ft-?ir|atr|ir|infra-?red)\b", "ir"),
        (r"\bxrd\b|diffraction", "xrd"),
        (r"\b(tlc|hptlc)\b|thin.layer", "tlc"),
        (r"\bims\b|ion mobility", "ims"),
        (r"\bms(\W?ms)?\b|mass spectro", "ms"),
        (r"\bgc\b|gas chromatograph", "gc"),
        (r"\bu?h?p?lc\b|liquid chromatograph", "lc"),
        (r"\bce\b|electrophoresis", "ce"),
        (r"\buv\b|ultraviolet", "uv"),
        (r"microcrystal", "microcrystal"),
        (r"melting", "melting"),
        (r"fluorescence", "fluorescence"),
    )
)
_NO_STANDARD = re.compile(
    r"\b(no|without|ohne|sans|zonder|uden)\b[^;,+]*(standard|standaard|étalon)"
)
_STANDARD = re.compile(
    r"(reference|referenz|referentie|certified|internal)[\s-]?(standard|standaard|material)"
    r"|with standard|étalon|\bcrm\b|referencestandard|referensstandard"
)
_LESS = (
    (re.compile(r"formula only|molecular formula|schymanski(?: level)? 4"), Compared.FORMULA),
    (re.compile(r"(exact|accurate) mass|mass only|schymanski(?: level)? 5"), Compared.MASS),
    (re.compile(r"candidate|tentative|schymanski(?: level)? 3"), Compared.CANDIDATES),
)
_APART = re.compile(r"\s*(?:[;+,&]|\band\b|\bthen\b|\bfollowed by\b)\s*")
LONGEST_READ = 2_000


def read_methods(text: str) -> tuple[MethodUse, ...]:
    """Read the techniques that a text names, in its order; what it does not name is not there.

    Parameters
    ----------
    text : str
        As a laboratory writes it: ``"FTIR; GC-MS with reference standard"``.
        Parts are set apart by semicolon, comma, plus or "and".

    Returns
    -------
    tuple of MethodUse
        Empty where no technique is recognised. A part that names none
        speaks of the one before it ("GC-MS, library").
    """
    found: list[MethodUse] = []
    for part in _APART.split(text[:LONGEST_READ].casefold()):
        key = next((key for pattern, key in _WRITTEN if pattern.search(part)), None)
        if key is not None:
            found.append(MethodUse(key, _compared(part) or Compared.LIBRARY))
        elif found and (said := _compared(part)):
            found[-1] = MethodUse(found[-1].technique, said)
    return tuple(dict.fromkeys(found))


def _compared(part: str) -> Compared | None:
    for pattern, less in _LESS:
        if pattern.search(part):
            return less
    if _NO_STANDARD.search(part):
        return Compared.LIBRARY
    return Compared.STANDARD if _STANDARD.search(part) else None


_SUFFIX = {
    Compared.STANDARD: " with reference standard",
    Compared.LIBRARY: "",
    Compared.CANDIDATES: " (tentative)",
    Compared.FORMULA: " (formula only)",
    Compared.MASS: " (accurate mass only)",
}


def write_methods(uses: Iterable[MethodUse]) -> str:
    """Write methods so that `read_methods` reads the same again."""
    return "; ".join(TECHNIQUES[use.technique].title + _SUFFIX[use.compared] for use in uses)

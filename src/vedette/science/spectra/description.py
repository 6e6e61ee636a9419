"""The many words of the formats for the same few facts about a spectrum."""

import re
from collections.abc import Mapping

from vedette.science.spectra.spectrum import About, Mode

_PLAIN = re.compile(r"[^a-z0-9]")
_MASSBANK_LABORATORY = re.compile(r"MSBNK-(.+)-[^-]+")
_NOTHING = {"", "nan", "n/a", "na", "none", "null", "unknown", "-"}
# Our field, and what formats call it once case and punctuation are gone; the first counts.
WORDS: dict[str, tuple[str, ...]] = {
    "key": ("accession", "db", "id", "spectrumid", "queryid", "featureid", "title", "scans"),
    "name": ("name", "chname", "compoundname", "title", "recordtitle"),
    "inchikey": ("inchikey", "inchikeyfull", "chlinkinchikey"),
    "formula": ("formula", "chformula", "molform", "molecularformula"),
    "smiles": ("smiles", "chsmiles"),
    "ion": ("precursortype", "adduct", "msfocusedionprecursortype", "iontype"),
    "mode": ("ionmode", "acmassspectrometryionmode", "polarity", "charge"),
    "instrument": ("instrumenttype", "acinstrumenttype", "sourceinstrument", "instrument"),
    "energy": ("collisionenergy", "ce", "acmassspectrometrycollisionenergy"),
    "laboratory": ("laboratory", "source", "library", "project"),
    "licence": ("license", "licence"),
    "family": ("drugclass", "family"),
    "splash": ("splash", "pksplash"),
}
PRECURSOR = ("precursormz", "pepmass", "msfocusedionprecursormz", "parentmass", "precursor")


def plain(word: str) -> str:
    """Return a field's name without case and punctuation."""
    return _PLAIN.sub("", word.lower())


def described(fields: Mapping[str, str], *, key: str = "") -> About:
    """Gather what a record says; ``key`` names it where it does not name itself."""
    said = {plain(name): value.strip() for name, value in fields.items()}
    said = {name: value for name, value in said.items() if value.lower() not in _NOTHING}
    found = {
        ours: next((said[word] for word in words if word in said), "")
        for ours, words in WORDS.items()
    }
    key = found["key"] or key
    massbank = _MASSBANK_LABORATORY.fullmatch(key)
    ion = _ion(found["ion"])
    return About(
        **{
            **found,
            "key": key,
            "ion": ion,
            "mode": _mode(found["mode"], ion),
            "laboratory": massbank[1] if massbank else found["laboratory"],
        }  # type: ignore[arg-type]
    )


def precursor(fields: Mapping[str, str]) -> str:
    """Return the text that states the precursor's m/z; empty where none does."""
    said = {plain(name): value.strip() for name, value in fields.items()}
    text = next((said[word] for word in PRECURSOR if said.get(word)), "")
    first = text.split("/")[0].split()[:1]
    return "" if not first or first[0].lower() in _NOTHING else first[0]


def _ion(text: str) -> str:
    text = text.replace(" ", "").replace("*", "").split("/")[0]
    if text.startswith("M") and text[-1:] in "+-":
        return f"[{text[:-1]}]{text[-1]}"
    return text


def _mode(text: str, ion: str) -> Mode:
    text = text.lower().strip()
    if text.startswith("p") or text.endswith("+"):
        return "positive"
    if text.startswith(("n", "-")) or text.endswith("-"):
        return "negative"
    if text.isdigit() and int(text) > 0:
        return "positive"
    return "positive" if ion.endswith("+") else "negative" if ion.endswith("-") else ""

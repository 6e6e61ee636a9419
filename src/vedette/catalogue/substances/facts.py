"""Facts of a substance, each checked by itself and against the others."""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from vedette.catalogue.controls.errors import MalformedStructure, StructureTooLong
from vedette.catalogue.controls.structures import MOST_ATOMS, MOST_LETTERS, chemistry
from vedette.catalogue.substances.errors import FactUnfit
from vedette.catalogue.substances.models import Family, Substance
from vedette.catalogue.substances.weighing import masses
from vedette.science.identity import CasNumber, InChIKey
from vedette.science.identity.identifiers import MalformedIdentifier

FIELDS = (
    "name", "smiles", "inchikey", "formula", "monoisotopic_mass", "cas", "pubchem_cid", "unii",
    "family", "roles", "un_control", "eu_control", "eu_first_notified",
)  # fmt: skip
LONGEST_NAME = 300
LONGEST = 2_000
MASS_TOLERANCE = 0.005  # Da: registers round to 2 to 5 decimals
_UNII = re.compile(r"[A-Z0-9]{10}")


def facts_of(row: Substance) -> dict[str, Any]:
    """Return the facts of a substance as they are proposed and compared; a family by its key."""
    facts = {name: getattr(row, name) for name in FIELDS}
    facts["family"] = row.family.key if row.family else ""
    return facts


def check_facts(
    facts: Mapping[str, Any], *, beside: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return facts in one form, with key, formula and mass worked out where a structure is new.

    Parameters
    ----------
    facts : mapping
        Field to value; a field that is not named is not touched.
    beside : mapping, optional
        The facts that stand already; the new ones must agree with them.

    Raises
    ------
    FactUnfit
        Naming the first field that is malformed or contradicts another, its value and why.
    """
    sound = {name: _checked(name, value) for name, value in facts.items()}
    if not sound:
        raise FactUnfit("facts", "", "name at least one fact")
    if sound.get("smiles"):
        sound = _worked_out(sound)
    whole = {**(beside or {}), **sound}
    if {"smiles", "inchikey", "formula", "monoisotopic_mass"} & set(sound):
        _check_structure(whole)
    return sound


def _checked(name: str, value: Any) -> Any:
    if name not in FIELDS:
        raise FactUnfit(name, value, f"no fact is called so; known: {', '.join(FIELDS)}")
    if name == "roles":
        return _roles(value)
    if name == "monoisotopic_mass":
        return _mass(value)
    text = "" if value is None else str(value).strip()
    if len(text) > LONGEST:
        raise FactUnfit(name, text, f"at most {LONGEST:,} letters are read")
    if any(not letter.isprintable() for letter in text):
        raise FactUnfit(name, text, "it holds a character that cannot be printed")
    if check := _CHECKS.get(name):
        check(text)
    return text


def _check_name(text: str) -> None:
    if not text:
        raise FactUnfit("name", text, "a substance needs a name")
    if len(text) > LONGEST_NAME:
        raise FactUnfit("name", text, f"at most {LONGEST_NAME} letters")


def _check_smiles(text: str) -> None:
    if text:
        read_smiles(text)


def _check_inchikey(text: str) -> None:
    try:
        if text:
            InChIKey(text)
    except MalformedIdentifier as error:
        raise FactUnfit("inchikey", text, str(error)) from None


def _check_formula(text: str) -> None:
    try:
        if text:
            masses().atoms(_uncharged(text))
    except masses().UnknownFormula as error:
        raise FactUnfit("formula", text, str(error)) from None


def _check_cas(text: str) -> None:
    try:
        if text:
            CasNumber(text)
    except MalformedIdentifier as error:
        raise FactUnfit("cas", text, str(error)) from None


def _check_cid(text: str) -> None:
    if text and not (text.isascii() and text.isdecimal()):
        raise FactUnfit("pubchem_cid", text, "it is a whole number")


def _check_unii(text: str) -> None:
    if text and not _UNII.fullmatch(text):
        raise FactUnfit("unii", text, "it has ten capital letters and digits")


def _check_family(text: str) -> None:
    if text and not Family.objects.filter(key=text).exists():
        raise FactUnfit("family", text, "no family has this key")


_CHECKS: dict[str, Callable[[str], None]] = {
    "name": _check_name, "smiles": _check_smiles, "inchikey": _check_inchikey,
    "formula": _check_formula, "cas": _check_cas, "pubchem_cid": _check_cid, "unii": _check_unii,
    "family": _check_family,
}  # fmt: skip


def _roles(value: Any) -> list[str]:
    parts = value.split("|") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or any(not isinstance(one, str) for one in parts):
        raise FactUnfit("roles", value, "give a list of words")
    return [one.strip() for one in parts if one.strip()]


def _mass(value: Any) -> float | None:
    if value in (None, ""):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise FactUnfit("monoisotopic_mass", value, "it is a number, in Da") from None
    except OverflowError:  # a whole number of hundreds of digits, as JSON may hold
        number = math.inf
    if not (math.isfinite(number) and number > 0):
        raise FactUnfit("monoisotopic_mass", value, "it is above zero and finite")
    return number


def read_smiles(text: str) -> Any:
    """Return the molecule that a SMILES draws, or refuse it as a fact."""
    chem = chemistry()
    molecule = None
    if len(text) <= MOST_LETTERS and not any(letter.isspace() for letter in text):
        molecule = chem.MolFromSmiles(text)
    if molecule is None or molecule.GetNumAtoms() == 0:
        too_long = len(text) > MOST_LETTERS
        refusal = (
            StructureTooLong("structure", len(text), MOST_LETTERS)
            if too_long else MalformedStructure(text)
        )  # fmt: skip
        raise FactUnfit("smiles", text, str(refusal))
    if molecule.GetNumAtoms() > MOST_ATOMS:
        raise FactUnfit("smiles", text, f"at most {MOST_ATOMS} atoms are read")
    return molecule


def _worked_out(sound: dict[str, Any]) -> dict[str, Any]:
    """Add what follows from a new structure, and follow nobody's say for it."""
    molecule = read_smiles(sound["smiles"])
    formula = _formula_of(molecule)
    return {
        "inchikey": chemistry().MolToInchiKey(molecule), "formula": formula,
        "monoisotopic_mass": round(masses().mass(_uncharged(formula)), 5),
    } | {name: value for name, value in sound.items() if value not in ("", None)}  # fmt: skip


def _check_structure(whole: Mapping[str, Any]) -> None:
    """Refuse a key, formula or mass that is not that of the structure, or of the formula."""
    if whole.get("smiles"):
        molecule = read_smiles(whole["smiles"])
        computed = chemistry().MolToInchiKey(molecule)
        if whole.get("inchikey") and whole["inchikey"] != computed:
            why = f"it is not that of the SMILES, which is {computed}"
            raise FactUnfit("inchikey", whole["inchikey"], why)
        formula = _formula_of(molecule)
        stated = whole.get("formula", "")
        if stated and masses().atoms(_uncharged(stated)) != masses().atoms(_uncharged(formula)):
            raise FactUnfit("formula", stated, f"the SMILES has {formula}")
    if whole.get("formula") and whole.get("monoisotopic_mass") is not None:
        expected = masses().mass(_uncharged(whole["formula"]))
        if abs(expected - whole["monoisotopic_mass"]) > MASS_TOLERANCE:
            why = f"the formula {whole['formula']} weighs {expected:.5f} Da"
            raise FactUnfit("monoisotopic_mass", whole["monoisotopic_mass"], why)


def _formula_of(molecule: Any) -> str:
    from rdkit.Chem.rdMolDescriptors import CalcMolFormula

    return str(CalcMolFormula(molecule))


def _uncharged(formula: str) -> str:
    """Return the atoms of a formula without the charge at its end."""
    return re.sub(r"[+-]\d*$", "", formula)

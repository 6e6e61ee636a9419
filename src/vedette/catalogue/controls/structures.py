"""Read a structure: parent without counter-ions, what is in doubt about it, and its keys."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from vedette.catalogue.controls.errors import (
    KeyDisagrees,
    MalformedStructure,
    NoChemistry,
    StructureTooLong,
)
from vedette.catalogue.controls.files import FOLDER
from vedette.science.identity import InChIKey

MOST_LETTERS = 2_000
MOST_ATOMS = 200
MOST_TAUTOMERS = 64


@dataclass(frozen=True, slots=True)
class Structure:
    """A structure as judged: its parent, or why there is none that can be judged."""

    smiles: str
    inchikey: str
    doubt: str = ""
    molecule: Any = field(default=None, compare=False, repr=False)
    tautomer: Any = field(default=None, compare=False, repr=False)
    skeletons: frozenset[str] = frozenset()

    @property
    def forms(self) -> tuple[Any, ...]:
        """The molecule as drawn and, if it is another, its usual tautomer; atoms numbered alike."""
        return (self.molecule,) if self.tautomer is None else (self.molecule, self.tautomer)


@lru_cache(maxsize=4_096)
def read_structure(smiles: str, *, inchikey: str = "") -> Structure:
    """Read a SMILES; set counter-ions aside, take charges off where that can be done.

    A structure that can be read and still not be judged says so in `doubt`: `empty`,
    `mixture`, `undefined` (a position is open) or `large`.

    Raises
    ------
    MalformedStructure
        If the text is no SMILES.
    KeyDisagrees
        If an InChIKey is given and is not that of the structure.
    """
    if len(smiles) > MOST_LETTERS:
        raise StructureTooLong("structure", len(smiles), MOST_LETTERS)
    if not smiles.strip():
        return Structure("", "", doubt="empty")
    chem = chemistry()
    whole = _parsed(chem, smiles.strip())
    _check_key(chem, whole, inchikey)
    doubt, parent = _parent(chem, whole)
    if doubt:
        return Structure(chem.MolToSmiles(whole), "", doubt=doubt)
    key = chem.MolToInchiKey(parent)
    text = chem.MolToSmiles(parent)
    usual = _usual_tautomer(chem, parent, text)
    keys = {key, chem.MolToInchiKey(usual)} if usual is not None else {key}
    skeletons = frozenset(one[:14] for one in keys)
    return Structure(text, key, molecule=parent, tautomer=usual, skeletons=skeletons)


def _usual_tautomer(chem: Any, parent: Any, text: str) -> Any:
    """Return the form that stands for all tautomers, if it is drawn otherwise."""
    usual = _standards()[1].Canonicalize(parent)
    return None if chem.MolToSmiles(usual) == text else usual


@lru_cache(maxsize=1)
def _standards() -> tuple[Any, Any]:
    """Return what takes charges off and what finds tautomers; dear to make, kept."""
    from rdkit.Chem.MolStandardize import rdMolStandardize

    enumerator = rdMolStandardize.TautomerEnumerator()
    enumerator.SetMaxTautomers(MOST_TAUTOMERS)
    enumerator.SetMaxTransforms(MOST_TAUTOMERS)
    return rdMolStandardize.Uncharger(canonicalOrder=True), enumerator


def chemistry() -> Any:
    """Load RDKit, which is optional and heavy, and keep it from talking."""
    try:
        from rdkit import Chem, RDLogger
    except ImportError:
        raise NoChemistry from None
    RDLogger.DisableLog("rdApp.*")  # type: ignore[attr-defined] # missing in its stubs
    return Chem


def _parsed(chem: Any, smiles: str) -> Any:
    molecule = chem.MolFromSmiles(smiles)
    if molecule is None or any(letter.isspace() for letter in smiles):
        raise MalformedStructure(smiles)
    return molecule


def _check_key(chem: Any, molecule: Any, stated: str) -> None:
    if not stated:
        return
    computed = chem.MolToInchiKey(molecule)
    if InChIKey(stated).text != computed:
        raise KeyDisagrees(stated, computed)


def _parent(chem: Any, whole: Any) -> tuple[str, Any]:
    """Return a reason to doubt, or the one part that the law speaks of."""
    if any(atom.GetAtomicNum() == 0 for atom in whole.GetAtoms()):
        return "undefined", None
    parts = chem.GetMolFrags(whole, asMols=True)
    heavy = [part for part in parts if _bare(chem, part) not in _counter_ions()] or list(parts[:1])
    if len({_bare(chem, part) for part in heavy}) > 1:
        return "mixture", None
    if heavy[0].GetNumAtoms() > MOST_ATOMS:
        return "large", None
    return "", _plain(chem, heavy[0])


@lru_cache(maxsize=1)
def _counter_ions() -> frozenset[str]:
    """Return what is set aside as a counter-ion or solvent: the law counts the other part."""
    text = (FOLDER / "counter_ions.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def _bare(chem: Any, part: Any) -> str:
    return str(chem.MolToSmiles(part, isomericSmiles=False))


def _plain(chem: Any, part: Any) -> Any:
    """Take off charges, isotopes and explicit hydrogen, and number the atoms canonically."""
    plain = chem.RemoveHs(_standards()[0].uncharge(part))
    for atom in plain.GetAtoms():
        atom.SetIsotope(0)
        atom.SetAtomMapNum(0)
    return chem.MolFromSmiles(chem.MolToSmiles(plain))

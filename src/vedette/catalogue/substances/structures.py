"""Find substances by structure: the same one, those that hold it, those like it."""

import re
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from vedette.catalogue.controls.structures import chemistry, read_structure
from vedette.catalogue.substances.errors import FactUnfit, QueryUnfit
from vedette.catalogue.substances.facts import read_smiles
from vedette.catalogue.substances.models import Substance

HOW = ("exact", "substructure", "similar")
LONGEST = 500  # letters of a pattern
MOST_ATOMS = 80
MOST_BRANCHES = 40  # neighbours above two that a pattern leaves open
SECONDS = 4.0
_SMARTS = re.compile(r"[~!&,;$*]|\[#")  # a reader of SMILES takes some of these, and means less
AT_ONCE = 50  # molecules between two looks at the clock
RADIUS, BITS = 2, 2_048  # of the Morgan fingerprint
FEWEST_IN_COMMON = 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """One substance found; `atoms` of its structure are those that the pattern matched."""

    key: str
    name: str
    smiles: str
    similarity: float
    is_exact: bool = False
    atoms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one search; `compared` of `known` structures were looked at in time."""

    how: str
    query: str
    hits: tuple[Hit, ...]
    total: int
    compared: int
    known: int

    @property
    def is_whole(self) -> bool:
        """Tell whether every structure of the register was compared."""
        return self.compared == self.known


def find(
    text: str,
    *,
    how: str = "substructure",
    threshold: float = FEWEST_IN_COMMON,
    limit: int = 100,
    seconds: float = SECONDS,
) -> Found:
    """Search the register by structure.

    Parameters
    ----------
    text : str
        SMILES; for a substructure also SMARTS.
    how : str
        `exact`: the same InChIKey, and after it the same atoms and bonds with another
        stereochemistry. `substructure`: holds the pattern. `similar`: shares at least
        `threshold` of the circular neighbourhoods (Tanimoto on Morgan fingerprints of radius
        2, 2,048 bits).
    limit : int
        Most hits returned; `total` counts all.
    seconds : float
        After this time a search ends with what it has and says so.

    Raises
    ------
    QueryUnfit
        If the text is no structure, a pattern is larger than any that chemists ask for, or
        the way to search or the threshold is not known.
    """
    text = text.strip()
    if how not in HOW:
        raise QueryUnfit(how, f"search by one of {', '.join(HOW)}")
    if not 0 < threshold <= 1:
        raise QueryUnfit(str(threshold), "a threshold is above 0 and at most 1")
    if len(text) > LONGEST:
        raise QueryUnfit(text, f"at most {LONGEST} letters are searched for")
    library = known_structures()
    if how == "substructure":
        hits, compared = _holding(library, read_pattern(text), time.monotonic() + seconds)
    elif how == "similar":
        hits, compared = _like(library, _molecule(text), threshold), len(library.rows)
    else:
        hits, compared = _same(library, text), len(library.rows)
    return Found(how, text, tuple(hits[:limit]), len(hits), compared, len(library.rows))


@dataclass(frozen=True)
class Library:
    """Every structure of the register, ready to be searched."""

    rows: tuple[tuple[str, str, str, str], ...]  # key, name, SMILES, InChIKey
    molecules: tuple[Any, ...]
    patterns: tuple[Any, ...]
    fingerprints: tuple[Any, ...]


def known_structures() -> Library:
    """Return the structures as they stand; read anew only where one has changed."""
    rows = Substance.objects.exclude(smiles="").order_by("name", "id")
    return _library(tuple(rows.values_list("key", "name", "smiles", "inchikey")))


@lru_cache(maxsize=1)
def _library(rows: tuple[tuple[str, str, str, str], ...]) -> Library:
    chem = chemistry()
    read = ((row, chem.MolFromSmiles(row[2])) for row in rows)
    sound = [(row, molecule) for row, molecule in read if molecule is not None]
    molecules = tuple(molecule for _, molecule in sound)
    return Library(
        rows=tuple(row for row, _ in sound),
        molecules=molecules,
        patterns=tuple(chem.PatternFingerprint(molecule) for molecule in molecules),
        fingerprints=tuple(_morgan().GetFingerprints(list(molecules))),
    )


@lru_cache(maxsize=1)
def _morgan() -> Any:
    from rdkit.Chem import rdFingerprintGenerator

    return rdFingerprintGenerator.GetMorganGenerator(radius=RADIUS, fpSize=BITS)


def _molecule(text: str) -> Any:
    if _SMARTS.search(text):
        raise QueryUnfit(text, "it cannot be read as SMILES; a pattern is for substructures")
    try:
        return read_smiles(text)
    except FactUnfit as error:
        raise QueryUnfit(text, error.why) from None


def read_pattern(text: str) -> Any:
    """Return what to look for: a SMILES as it is drawn, else a SMARTS of bounded cost.

    A pattern in several parts, or with many open branches, can take longer than
    anybody would wait on one molecule alone; such patterns are refused.
    """
    chem = chemistry()
    if len(text) > LONGEST:
        raise QueryUnfit(text, f"at most {LONGEST} letters are searched for")
    if not text or any(letter.isspace() for letter in text):
        raise QueryUnfit(text, "it cannot be read as SMILES or SMARTS")
    molecule = None if _SMARTS.search(text) else chem.MolFromSmiles(text)
    pattern = molecule if molecule is not None else chem.MolFromSmarts(text)
    if pattern is None or pattern.GetNumAtoms() == 0:
        raise QueryUnfit(text, "it cannot be read as SMILES or SMARTS")
    if pattern.GetNumAtoms() > MOST_ATOMS:
        raise QueryUnfit(text, f"at most {MOST_ATOMS} atoms are searched for")
    if "." in text:
        raise QueryUnfit(text, "search for one connected part at a time")
    if text.count("$(") > 4 or re.search(r"\$\([^)]*\$\(", text):
        raise QueryUnfit(text, "at most four recursive parts, none inside another")
    open_atoms = [a for a in pattern.GetAtoms() if molecule is None or a.GetAtomicNum() == 0]
    if sum(max(atom.GetDegree() - 2, 0) for atom in open_atoms) > MOST_BRANCHES:
        raise QueryUnfit(text, f"at most {MOST_BRANCHES} branches are searched for")
    if molecule is None:
        pattern.UpdatePropertyCache(strict=False)
        chem.FastFindRings(pattern)
    return pattern


def _holding(library: Library, pattern: Any, until: float) -> tuple[list[Hit], int]:
    """Match every structure that has the parts a pattern needs, until the time is over."""
    from rdkit.DataStructs import AllProbeBitsMatch

    needs = chemistry().PatternFingerprint(pattern)
    hits, compared = [], 0
    for place, parts in enumerate(library.patterns):
        if place % AT_ONCE == 0 and time.monotonic() > until:
            break
        compared = place + 1
        if AllProbeBitsMatch(needs, parts):
            atoms = library.molecules[place].GetSubstructMatch(pattern)
            if atoms:
                hits.append(_hit(library, place, atoms))
    hits.sort(key=lambda hit: -hit.similarity)
    return hits, compared


def matched(smiles: str, text: str) -> tuple[int, ...]:
    """Return the atoms of a structure that a pattern matches; none if it does not."""
    return tuple(read_smiles(smiles).GetSubstructMatch(read_pattern(text.strip())))


def _hit(library: Library, place: int, atoms: tuple[int, ...]) -> Hit:
    """Return a hit; the share of the molecule that was matched orders the smallest first."""
    key, name, smiles, _ = library.rows[place]
    share = len(atoms) / library.molecules[place].GetNumAtoms()
    return Hit(key, name, smiles, share, atoms=tuple(atoms))


def _like(library: Library, molecule: Any, threshold: float) -> list[Hit]:
    from rdkit.DataStructs import BulkTanimotoSimilarity

    shares = BulkTanimotoSimilarity(_morgan().GetFingerprint(molecule), list(library.fingerprints))
    close = [
        Hit(key, name, smiles, share)
        for share, (key, name, smiles, _) in zip(shares, library.rows, strict=True)
        if share >= threshold
    ]
    return sorted(close, key=lambda hit: -hit.similarity)


def _same(library: Library, text: str) -> list[Hit]:
    _molecule(text)
    structure = read_structure(text)
    if structure.doubt:
        raise QueryUnfit(text, "give one substance, with every position settled")
    alike = [
        Hit(key, name, smiles, 1.0, is_exact=inchikey == structure.inchikey)
        for key, name, smiles, inchikey in library.rows
        if inchikey[:14] == structure.inchikey[:14]
    ]
    return sorted(alike, key=lambda hit: not hit.is_exact)

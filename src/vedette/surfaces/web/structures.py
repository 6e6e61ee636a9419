"""Drawings of structures, made once and kept in the instance folder."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

CARRIED, AGAINST = (0.62, 0.82, 0.72), (0.95, 0.72, 0.55)  # green and orange, told apart by all


def drawing_of(
    smiles: str, *, atoms: tuple[int, ...] = (), against: tuple[int, ...] = ()
) -> Path | None:
    """Return the file with the drawing of a structure; None if it cannot be drawn.

    `atoms` are marked as what a definition of law found, `against` as what stands against it.
    """
    drawn = f"{smiles}|{atoms}|{against}" if atoms or against else smiles
    name = hashlib.sha256(drawn.encode()).hexdigest()[:32]
    path = Path(settings.VEDETTE_HOME) / "structures" / f"{name}.svg"
    if path.exists():
        return path
    svg = _draw(smiles, dict.fromkeys(atoms, CARRIED) | dict.fromkeys(against, AGAINST))
    if svg is None:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, partial = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(svg)
    Path(partial).replace(path)  # whole or not at all, whoever else draws it
    return path


def _draw(smiles: str, marks: dict[int, tuple[float, float, float]]) -> str | None:
    """Draw with RDKit, which is loaded only here: it is optional, and heavy."""
    try:
        from rdkit import Chem
        from rdkit.Chem.Draw import rdMolDraw2D
    except ImportError:
        return None
    molecule = Chem.MolFromSmiles(smiles)
    if molecule is None or any(atom >= molecule.GetNumAtoms() for atom in marks):
        return None
    drawer = rdMolDraw2D.MolDraw2DSVG(320, 220)
    rdMolDraw2D.PrepareAndDrawMolecule(
        drawer, molecule, highlightAtoms=list(marks), highlightAtomColors=marks, highlightBonds=[]
    )
    drawer.FinishDrawing()
    return str(drawer.GetDrawingText())

"""Drawings of structures, made once and kept in the instance folder."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def drawing_of(smiles: str) -> Path | None:
    """Return the file with the drawing of a structure; None if it cannot be drawn."""
    name = hashlib.sha256(smiles.encode()).hexdigest()[:32]
    path = Path(settings.VEDETTE_HOME) / "structures" / f"{name}.svg"
    if path.exists():
        return path
    svg = _draw(smiles)
    if svg is None:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, partial = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(svg)
    Path(partial).replace(path)  # whole or not at all, whoever else draws it
    return path


def _draw(smiles: str) -> str | None:
    """Draw with RDKit, which is loaded only here: it is optional, and heavy."""
    try:
        from rdkit import Chem
        from rdkit.Chem.Draw import rdMolDraw2D
    except ImportError:
        return None
    molecule = Chem.MolFromSmiles(smiles)
    if molecule is None:
        return None
    drawer = rdMolDraw2D.MolDraw2DSVG(320, 220)
    rdMolDraw2D.PrepareAndDrawMolecule(drawer, molecule)
    drawer.FinishDrawing()
    return str(drawer.GetDrawingText())

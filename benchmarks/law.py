"""How long every generic definition takes on every structure of the register, and again.

The promise: 2,500 substances on all definitions in under a minute. Beside it, in the same
run, one bare search for a benzene ring with an amine in each structure by RDKit.
"""

import time

import measuring
from measuring import say

from vedette.catalogue.controls.definitions import read_definitions
from vedette.catalogue.controls.engine import judge
from vedette.catalogue.controls.structures import read_structure
from vedette.catalogue.substances.registers import read_substances

PROMISE = "law"
SUBSTANCES, MOST_SECONDS = 2_500, 60


def main():
    from rdkit import Chem

    measuring.on_one_core()
    texts = [one.smiles for one in read_substances() if one.smiles][:SUBSTANCES]
    begun = time.perf_counter()
    structures = [read_structure(text) for text in texts]
    read = time.perf_counter() - begun
    definitions = read_definitions()
    begun = time.perf_counter()
    covered = sum(
        judge(structure, definition).outcome == "covered"
        for structure in structures
        for definition in definitions
    )
    judged = time.perf_counter() - begun
    amine = Chem.MolFromSmarts("c1ccccc1~*~*~[#7]")
    begun = time.perf_counter()
    for structure in structures:
        if structure.molecule:
            structure.molecule.GetSubstructMatches(amine, uniquify=False, maxMatches=400)
    bare = (time.perf_counter() - begun) * len(definitions)
    say(PROMISE, f"{len(texts):,} structures read", read, "s")
    say(PROMISE, f"the same on {len(definitions)} definitions, {covered:,} covered", read + judged,
        "s", peer="one RDKit search each", peer_value=bare, at_most=MOST_SECONDS)  # fmt: skip
    assert covered > 1_000


if __name__ == "__main__":
    main()

"""Each definition on structures just inside and just outside each of its clauses."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("rdkit", reason="structures need RDKit")

from vedette.catalogue.controls.definitions import read_definitions
from vedette.catalogue.controls.engine import judge
from vedette.catalogue.controls.structures import read_structure

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text())["case"]
DEFINITIONS = {one.key: one for one in read_definitions()}
EXPECTED = {"inside": "covered", "outside": "not_covered", "unsure": "cannot_tell"}
SILENT = "C[Si]"  # an element of which no text speaks is answered "cannot tell"


def cases():
    for case in CASES:
        for side, outcome in EXPECTED.items():
            for group in case.get(side, ()):
                smiles = case["template"].replace("{}", group)
                if SILENT in smiles:
                    outcome = "cannot_tell"
                yield pytest.param(
                    case["definition"], smiles, outcome,
                    id=f"{case['definition']}: {case['why']}: {group}",
                )  # fmt: skip


@pytest.mark.parametrize(("key", "smiles", "outcome"), list(cases()))
def test_a_clause_ends_where_its_text_ends(key, smiles, outcome):
    verdict = judge(read_structure(smiles), DEFINITIONS[key])
    assert verdict.outcome == outcome, [str(one) for one in verdict.obstacles]


def test_every_definition_is_tested_on_thirty_structures_at_least():
    counted = Counter(case.values[0] for case in cases())
    assert {key: n for key in DEFINITIONS if (n := counted[key]) < 30} == {}

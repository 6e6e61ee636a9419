"""Searching the register by structure, in bounded time whatever is asked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("rdkit", reason="needs the chem extra")

from vedette.catalogue.substances.actions import load_registers
from vedette.catalogue.substances.errors import QueryUnfit
from vedette.catalogue.substances.models import Substance
from vedette.catalogue.substances.structures import find, known_structures, read_pattern

ETONITAZENE = "CCOc1ccc(Cc2nc3cc([N+](=O)[O-])ccc3n2CCN(CC)CC)cc1"
FENTANYL = "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1"
NEVER = "~[!#6;!#7;!#8;!#9;!#17;!#35;!#53;!#16;!#15;!#5;!#14;!#11;!#12;!#3;!#34]"


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    """The register as shipped, loaded once and rolled back."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load_registers()
        yield
        transaction.set_rollback(True)


def names(found):
    return [hit.name for hit in found.hits]


def test_the_same_substance_is_found_however_its_smiles_is_written_and_as_a_salt(register):
    for written in (ETONITAZENE, "O=[N+]([O-])c1ccc2c(c1)nc(Cc1ccc(OCC)cc1)n2CCN(CC)CC"):
        [hit] = find(written, how="exact").hits
        assert (hit.name, hit.is_exact) == ("etonitazene", True)
    assert names(find(f"{ETONITAZENE}.Cl", how="exact")) == ["etonitazene"]


def test_another_stereochemistry_stands_after_the_same_one(register):
    found = find("C[C@H](N)Cc1ccccc1", how="exact")  # one of the two amphetamines
    assert found.hits[0].is_exact or all(not hit.is_exact for hit in found.hits)
    assert len({hit.smiles.replace("@", "").replace("[CH]", "C") for hit in found.hits}) >= 1
    assert "amphetamine" in " ".join(names(found))


def test_every_hit_of_a_part_holds_it_and_the_atoms_are_those_of_the_part(register):
    from rdkit import Chem

    part = Chem.MolFromSmiles("Cc1nc2cc([N+](=O)[O-])ccc2n1CCN")
    found = find(Chem.MolToSmiles(part), limit=1_000)
    assert "etonitazene" in names(found)
    for hit in found.hits:
        molecule = Chem.MolFromSmiles(hit.smiles)
        assert molecule.HasSubstructMatch(part)
        assert len(hit.atoms) == part.GetNumAtoms()
    assert found.total == len(found.hits)


def test_the_screen_loses_nothing_against_matching_every_molecule(register):
    for part in ("C1CC1", "c1ccc2[nH]ccc2c1", "[#9]", "C(F)(F)F", "N~N", "[r7]"):
        pattern = read_pattern(part)
        plainly = sum(m.HasSubstructMatch(pattern) for m in known_structures().molecules)
        assert find(part).total == plainly, part


def test_what_is_most_alike_stands_first_and_a_threshold_only_shortens(register):
    wide, narrow = (find(FENTANYL, how="similar", threshold=t, limit=5_000) for t in (0.4, 0.6))
    assert names(wide)[0] == "fentanyl"
    assert wide.hits[0].similarity == 1.0
    assert list(narrow.hits) == [hit for hit in wide.hits if hit.similarity >= 0.6]
    assert narrow.total < wide.total


def test_a_list_that_is_cut_says_how_many_there_are(register):
    found = find("c1ccccc1", limit=5)
    assert len(found.hits) == 5
    assert found.total > 1_000


@pytest.mark.parametrize(
    ("text", "how", "why"),
    [
        ("C1CC", "substructure", "cannot be read"),
        ("", "substructure", "cannot be read"),
        ("C C", "similar", "cannot be read"),
        ("[#6]~[#7]", "similar", "cannot be read"),
        ("C" * 501, "substructure", "letters"),
        ("C" * 100, "substructure", "atoms"),
        ("*.*", "substructure", "one connected part"),
        ("[$([$(C)])]", "substructure", "none inside"),
        ("C", "guess", "one of exact"),
        (f"{ETONITAZENE}.{FENTANYL}", "exact", "one substance"),
    ],
)
def test_what_cannot_be_searched_for_is_refused_with_a_reason(register, text, how, why):
    with pytest.raises(QueryUnfit, match=why) as refusal:
        find(text, how=how)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("threshold", [0, -1, 1.1, float("nan")])
def test_a_threshold_that_is_no_share_is_refused(register, threshold):
    with pytest.raises(QueryUnfit, match="threshold"):
        find("C", how="similar", threshold=threshold)


@pytest.mark.parametrize(
    "hostile",
    [
        "*" + "~*" * 20 + NEVER,
        "*(~*)" + "~*(~*)" * 8 + NEVER,
        "*1~*~*~*~*~*~1" + "~*1~*~*~*~*~*~1" * 2 + NEVER,
        f"[$(*{'~*' * 20}{NEVER})]",
    ],
)
def test_a_pattern_made_to_take_for_ever_does_not(register, hostile):
    found = find(hostile)
    assert found.total == 0
    assert found.compared <= found.known


def test_a_search_without_time_says_that_it_is_not_whole(register):
    found = find("c1ccccc1", seconds=-1)
    assert not found.is_whole
    assert found.compared == 0


def test_a_new_structure_is_found_at_once(register):
    before = find("[Pt]").total
    Substance.objects.create(key="x-pt", name="x", smiles="[NH3][Pt]")
    assert find("[Pt]").total == before + 1


@given(st.text("CNOcn()[]1=#~*$!&;,.@+-H%", max_size=40))
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_whatever_is_asked_is_answered_or_refused_in_words(register, text):
    said, total = "", -1
    try:
        total = find(text).total
    except QueryUnfit as refusal:
        said = str(refusal)
    assert said or total >= 0

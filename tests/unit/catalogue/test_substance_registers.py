"""The registers as shipped hang together, and the resolver built from them keeps its word."""

import csv
from pathlib import Path

import pytest

from vedette.catalogue.substances.registers import (
    read_families,
    read_mixtures,
    read_names,
    read_substances,
    standard_lexicon,
)
from vedette.science.identity import CasNumber, InChIKey, slugify

SUBSTANCES = read_substances()
KEYS = {substance.key for substance in SUBSTANCES}
FAMILIES = {family.key: family for family in read_families()}
NEAR = Path(__file__).parents[2] / "golden" / "identity" / "near_names.csv"


def near_pairs():
    with NEAR.open(encoding="utf-8", newline="") as lines:
        return [tuple(row.values()) for row in csv.DictReader(lines)]


def test_keys_are_slugs_of_preferred_names_and_occur_once():
    assert len(KEYS) == len(SUBSTANCES)
    assert all(s.key == slugify(s.key) and s.key.startswith(slugify(s.name)) for s in SUBSTANCES)


def test_identifiers_are_well_formed_and_occur_once():
    inchikeys = [InChIKey(s.inchikey) for s in SUBSTANCES if s.inchikey]
    numbers = [CasNumber(s.cas) for s in SUBSTANCES if s.cas]
    assert len(set(inchikeys)) == len(inchikeys)
    assert len(set(numbers)) == len(numbers)


def test_every_reference_leads_somewhere():
    assert {s.family for s in SUBSTANCES} <= set(FAMILIES)
    assert {name.substance for name in read_names()} == KEYS
    assert {part for mixture in read_mixtures() for part in mixture.components} <= KEYS
    assert {f.parent for f in FAMILIES.values() if f.parent} <= set(FAMILIES)


def test_nothing_rests_on_the_source_we_leave_out():
    assert not any("designdrugs" in s.sources or not s.sources for s in SUBSTANCES)
    assert not any("designdrugs" in name.source or not name.source for name in read_names())


def test_every_family_says_how_closely_it_is_watched():
    assert all(f.watch in {"high", "medium", "low"} for f in FAMILIES.values())
    assert all(0 <= f.severity <= 1 for f in FAMILIES.values())
    assert FAMILIES["nitazene"].watch == "high"


def test_every_substance_is_found_by_its_preferred_name():
    lexicon = standard_lexicon()
    found = {s.name: {m.key for m in lexicon.resolve(s.name).matches} for s in SUBSTANCES}
    missed = {s.name for s in SUBSTANCES if s.key not in found[s.name]}
    # Two words that far more often name the family than the one substance called so.
    assert missed <= {"nitazene", "cathinone", "piperazine"}


def test_there_are_enough_pairs_of_near_names():
    assert len(near_pairs()) >= 200


@pytest.mark.parametrize(("one", "one_key", "other", "other_key"), near_pairs())
def test_near_names_are_never_taken_for_one_another(one, one_key, other, other_key):
    lexicon = standard_lexicon()
    for text, key, rival in ((one, one_key, other_key), (other, other_key, one_key)):
        found = lexicon.resolve(text)
        assert found.keys == (key,)
        assert rival not in found.keys

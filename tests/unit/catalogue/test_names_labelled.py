"""Strings that a person read and labelled, resolved as they are and in seven other languages."""

import csv
import importlib.util
from pathlib import Path

import pytest

from vedette.catalogue.substances.registers import standard_lexicon
from vedette.science.identity.scoring import score
from vedette.science.identity.tokens import key_of

ROOT = Path(__file__).parents[3]
NEAR = ROOT / "tests" / "golden" / "identity" / "near_names.csv"
DATA = next(
    (p / "shared" / "data" for p in ROOT.parents if (p / "shared" / "data").is_dir()),
    ROOT.parent / "shared" / "data",
)
NEEDS_DATA = pytest.mark.skipif(
    not (DATA / "substances").is_dir(), reason="the strings of others are not on this machine"
)


def benchmark(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


LABELLED = benchmark("names_labelled")
LANGUAGES = benchmark("names_in_languages")


def parts(labelled):
    return [
        [one for one in labelled if LABELLED.is_held_out(one) is held] for held in (False, True)
    ]


def test_there_are_enough_labelled_strings_in_enough_languages():
    texts = LABELLED.written(standard_lexicon())
    assert len(texts) >= 1_000
    assert len({one.language for one in texts if one.language}) >= 24


def test_strings_written_for_the_purpose_are_read_right():
    tuned, held_out = parts(LABELLED.written(standard_lexicon()))
    for part, precision, recall in ((tuned, 0.99, 0.99), (held_out, 0.97, 0.95)):
        tally = score(part, standard_lexicon())
        assert tally.precision >= precision, tally.errors
        assert tally.recall >= recall


@NEEDS_DATA
def test_strings_of_others_are_read_right():
    tuned, held_out = parts(LABELLED.read_in_place(DATA, standard_lexicon()))
    assert len(tuned) + len(held_out) >= 900
    for part in (tuned, held_out):
        tally = score(part, standard_lexicon())
        assert tally.precision >= 0.97, tally.errors
        assert tally.recall >= 0.97


def near_names():
    with NEAR.open(encoding="utf-8", newline="") as lines:
        return [tuple(row.values()) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("one", "one_key", "other", "other_key"), near_names())
def test_near_names_stay_apart_in_every_language(one, one_key, other, other_key):
    lexicon = standard_lexicon()
    for name, key in ((one, one_key), (other, other_key)):
        for _, text in LANGUAGES.spellings(name):
            known = {entry.key for entry in lexicon.entries.get(key_of(text), ())}
            assert set(lexicon.resolve(text).keys) <= {key} | known

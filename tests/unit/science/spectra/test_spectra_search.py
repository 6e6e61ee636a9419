"""Searching a library: one ion, all fragments, analogues; on disk and by several processes."""

import multiprocessing
from itertools import pairwise

import numpy as np
import pytest
from made_spectra import some_library, spectrum

from vedette.science.spectra import (
    About,
    EmptyLibrary,
    NoLibrary,
    Searcher,
    as_spectrum,
    build_library,
    clean,
    likeness,
    open_library,
)


@pytest.fixture(scope="module")
def spectra():
    return some_library()


@pytest.fixture(scope="module")
def searcher(spectra):
    return Searcher(build_library(spectra))


def test_every_reference_is_found_by_its_own_peaks(searcher, spectra):
    for query in spectra:
        for hits in (searcher.open(query), searcher.hybrid(query)):
            assert searcher.references.about(int(hits.rows[0])).key == query.about.key
            assert hits.scores[0] == pytest.approx(1, abs=1e-4)
        found = searcher.identity(query)
        assert found.entropy.max() == pytest.approx(1, abs=1e-6)


def test_the_index_scores_as_comparing_one_by_one_does(searcher, spectra):
    query = spectra[10]
    hits = searcher.open(query, most=20)
    for row, score in zip(hits.rows, hits.scores, strict=True):
        slow = likeness(clean(query), searcher.references.cleaned(int(row))).entropy
        assert score == pytest.approx(slow, abs=1e-4)
    assert list(hits.scores) == sorted(hits.scores, reverse=True)


def test_a_search_leaves_nothing_behind_for_the_next(searcher, spectra):
    first = searcher.hybrid(spectra[3])
    searcher.hybrid(spectra[40])
    searcher.identity(spectra[41])
    again = searcher.hybrid(spectra[3])
    assert list(first.rows) == list(again.rows)
    assert list(first.scores) == list(again.scores)


def test_a_heavier_analogue_is_found_by_fragments_and_losses(searcher, spectra):
    base = spectra[20]
    half = np.arange(len(base)) % 2 == 0  # every second fragment carries the methylene
    query = as_spectrum(
        np.where(half, base.mz + 14.01565, base.mz), base.intensity,
        precursor_mz=base.precursor_mz + 14.01565, about=base.about,
    )  # fmt: skip
    hits = searcher.hybrid(query)
    assert searcher.references.about(int(hits.rows[0])).name == base.about.name
    assert hits.scores[0] > 0.99
    assert hits.scores[0] > searcher.open(query).scores[0] + 0.2


def test_a_laboratory_left_out_does_not_answer(searcher, spectra):
    own = searcher.references.sources.index("one")
    for query in spectra[::10]:
        hits = searcher.open(query, left_out=own)
        assert {searcher.references.about(int(r)).laboratory for r in hits.rows} == {"two"}
        rows = searcher.identity(query, left_out=own).rows
        assert {searcher.references.about(int(r)).laboratory for r in rows} == {"two"}


def test_the_other_polarity_is_no_match_by_ion(searcher, spectra):
    query = spectrum(
        "negative", spectra[0].mz, spectra[0].intensity, precursor=spectra[0].precursor_mz
    )
    object.__setattr__(query.about, "mode", "negative")
    assert not searcher.identity(query).same_ion.any()
    assert not len(searcher.open(query))


def test_another_ion_of_the_same_molecule_is_a_candidate():
    reference = spectrum("sodium", [80, 90, 100], precursor=322.9892)
    object.__setattr__(reference.about, "ion", "[M+Na]+")
    searcher = Searcher(build_library([reference]))
    found = searcher.identity(spectrum("query", [80, 90, 100], precursor=301.0073))
    assert len(found) == 1
    assert not found.same_ion[0]
    assert found.other_ion[0] == pytest.approx(1, abs=1e-6)


def test_a_library_says_the_same_after_it_was_written_and_mapped(searcher, spectra, tmp_path):
    searcher.references.save(tmp_path / "index")
    mapped = open_library(tmp_path / "index")
    assert isinstance(mapped.arrays["fragment_mz"], np.memmap)
    assert len(mapped) == len(spectra)
    there, here = Searcher(mapped).open(spectra[5]), searcher.open(spectra[5])
    assert list(there.rows) == list(here.rows)
    assert mapped.about(int(there.rows[0])) == spectra[5].about


def _ask(folder):
    library = open_library(folder)
    return library.about(int(Searcher(library).open(some_library()[8]).rows[0])).key


def test_several_processes_share_an_index(searcher, tmp_path):
    searcher.references.save(tmp_path / "index")
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert set(pool.map(_ask, [tmp_path / "index"] * 4)) == {"compound 4-one"}


def test_writing_an_index_twice_leaves_one_whole_index(searcher, tmp_path):
    searcher.references.save(tmp_path / "index")
    searcher.references.save(tmp_path / "index")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_an_index_that_is_missing_damaged_or_of_another_version_is_refused(searcher, tmp_path):
    with pytest.raises(NoLibrary, match="not there, or damaged"):
        open_library(tmp_path / "nothing")
    searcher.references.save(tmp_path / "index")
    (tmp_path / "index" / "loss.npy").write_bytes(b"cut")
    with pytest.raises(NoLibrary, match="damaged"):
        open_library(tmp_path / "index")
    (tmp_path / "index" / "head.json").write_text('{"format": 0}')
    with pytest.raises(NoLibrary, match="another version"):
        open_library(tmp_path / "index")


def test_a_library_without_spectra_is_refused():
    with pytest.raises(EmptyLibrary):
        build_library([])


def test_a_reference_without_precursor_gets_it_from_formula_and_ion():
    library = build_library([spectrum("fentanyl", [105.07, 188.14], formula="C22H28N2O")])
    assert library.arrays["precursor"][0] == pytest.approx(337.22744, abs=1e-4)


def test_spectra_of_whole_masses_make_a_library_of_unit_resolution():
    library = build_library([spectrum("ei", [44, 91, 146]), spectrum("ei too", [58, 91, 120])])
    assert library.unit_mass
    hits = Searcher(library).open(as_spectrum([44.05, 91.1, 146.1], [100, 60, 20]))
    assert library.about(int(hits.rows[0])).name == "ei"


def test_the_composite_of_unit_resolution_agrees_with_its_definition():
    # Stein and Scott 1994: dot product and ratios of neighbouring common peaks, written out.
    mine = {41: 30.0, 77: 90.0, 105: 1000.0, 122: 400.0}
    theirs = {41: 60.0, 77: 80.0, 105: 1000.0, 150: 20.0}
    one, other = (
        as_spectrum(list(peaks), list(peaks.values()), about=About(name="x")) for peaks in
        (mine, theirs)
    )  # fmt: skip
    searcher = Searcher(build_library([other]))
    (found,) = searcher.open_compounds(one).composite
    common = [41, 77, 105]
    dot = sum(m * m * (mine[m] * theirs[m]) ** 0.5 for m in common)
    length = [sum(m * m * i for m, i in side.items()) ** 0.5 for side in (mine, theirs)]
    ratios = [
        mine[b] / mine[a] * theirs[a] / theirs[b]
        for a, b in pairwise(common)
    ]  # fmt: skip
    ratio = sum(min(r, 1 / r) for r in ratios) / len(ratios)
    expected = (len(mine) * dot / (length[0] * length[1]) + 3 * ratio) / (len(mine) + 3)
    assert found == pytest.approx(expected, rel=1e-5)

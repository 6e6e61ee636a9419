"""Identification of measured spectra that the asked laboratories did not measure."""

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from vedette.science.spectra import About, Identifier, Spectrum, build_library, read, splash
from vedette.science.spectra.masses import UnknownFormula, mass

pytest.importorskip("pyarrow", reason="the library is Parquet, which comes with the server")
FOLDER = next(
    (found for parent in Path(__file__).parents
     if (found := parent / "shared" / "data" / "spectra").is_dir()),
    None,
)  # fmt: skip
pytestmark = pytest.mark.skipif(
    FOLDER is None, reason="the measured spectra are not on this machine"
)
EVERY = 41


@pytest.fixture(scope="module")
def spectra():
    return [one for one in read(FOLDER / "msms_library.parquet") if isinstance(one, Spectrum)]


@pytest.fixture(scope="module")
def answers(spectra):
    """Ask all laboratories but its own about every so-many-th spectrum."""
    identifier = Identifier(build_library(spectra))
    sources = {name: number for number, name in enumerate(identifier.references.sources)}
    measured_by = {}
    for one in spectra:
        measured_by.setdefault(one.about.inchikey[:14], set()).add(one.about.laboratory)
    return [
        (
            identifier.identify(blind(one), left_out=sources[one.about.laboratory]),
            one.about.inchikey[:14],
            len(measured_by[one.about.inchikey[:14]]) > 1,
        )
        for one in islice(spectra, 0, None, EVERY)
    ]


def blind(query):
    """Keep of a query what an instrument knows: no name, no formula."""
    about = About(key=query.about.key, ion=query.about.ion, mode=query.about.mode)
    return Spectrum(query.mz, query.intensity, query.precursor_mz, about)


def place_of(answer, right):
    """How many compounds stand before the right one."""
    keys = [match.about.inchikey[:14] for match in answer.matches]
    return keys.index(right) if right in keys else len(keys) + 99


def test_nine_in_ten_compounds_that_others_measured_come_first(answers):
    places = np.array([place_of(answer, right) for answer, right, inside in answers if inside])
    assert len(places) > 800
    assert (places == 0).mean() >= 0.88
    assert (places < 3).mean() >= 0.95


def test_confidence_parts_the_known_from_the_unknown(answers):
    known = np.array([answer.confidence for answer, _, inside in answers if inside])
    unknown = np.array([answer.confidence for answer, _, inside in answers if not inside])
    higher = (known[:, None] > unknown).mean() + 0.5 * (known[:, None] == unknown).mean()
    assert higher >= 0.92  # every 41st; the whole library has 0.94


def test_confidence_means_what_it_says(answers):
    sure = np.array([answer.confidence for answer, *_ in answers])
    right = np.array([place_of(answer, right) == 0 for answer, right, _ in answers])
    for low, high in ((0, 0.1), (0.3, 0.7), (0.7, 0.9), (0.9, 1)):
        chosen = (sure >= low) & (sure < high)
        assert chosen.sum() > 50
        assert right[chosen].mean() == pytest.approx(sure[chosen].mean(), abs=0.1)


def test_splashes_are_those_of_the_records():
    text = FOLDER.parent / "samples" / "massbank_records_sample.txt"
    found = [one for one in read(text) if isinstance(one, Spectrum)]
    assert found
    assert [splash(one) for one in found] == [one.about.splash for one in found]


def test_splashes_of_the_library_are_the_same_but_for_rounding(spectra):
    # The file keeps intensities as 32-bit floats scaled to 1000, so some hashes differ.
    sample = spectra[:: EVERY * 10]
    ours = [splash(one).split("-") for one in sample]
    theirs = [one.about.splash.split("-") for one in sample]
    same = np.array(
        [[a == b for a, b in zip(x, y, strict=True)] for x, y in zip(ours, theirs, strict=True)]
    )
    assert same[:, :3].mean() > 0.99
    assert same[:, 3].mean() > 0.95


def test_every_fentanyl_measured_elsewhere_has_a_fentanyl_first():
    listed = list(read(FOLDER / "fentanyl_family_library.msp"))
    lists = [one for one in listed if one.about.laboratory == "HighResNPS"]
    measured = [one for one in listed if one.about.laboratory == "MONA"]
    identifier = Identifier(build_library(lists))
    answers = [identifier.identify(blind(one)) for one in measured]
    right = [
        place_of(answer, one.about.inchikey[:14])
        for answer, one in zip(answers, measured, strict=True)
    ]
    assert np.mean(np.array(right) == 0) >= 0.75
    assert np.mean(np.array(right) < 3) >= 0.9
    assert all(answer.level != "2a" for answer in answers)


@pytest.fixture(scope="module")
def electron():
    """Ask all laboratories but its own about every spectrum of unit resolution that others have.

    With each answer goes whether a reference of the same form is there: many laboratories
    measured a derivative of the compound, which shows by peaks above its mass.
    """
    spectra = [one for one in read(FOLDER / "ei_library.parquet") if isinstance(one, Spectrum)]
    identifier = Identifier(build_library(spectra))
    sources = {name: number for number, name in enumerate(identifier.references.sources)}
    forms = {}
    for one in spectra:
        forms.setdefault(one.about.inchikey[:14], []).append((one.about.laboratory, form_of(one)))
    found = []
    for one in spectra:
        key, laboratory = one.about.inchikey[:14], one.about.laboratory
        others = {form for other, form in forms[key] if key and other != laboratory}
        if others:
            answer = identifier.identify(blind(one), left_out=sources[laboratory])
            found.append((place_of(answer, key) == 0, form_of(one) in others))
    return np.array(found)


def form_of(one):
    """Whether there are peaks above the mass of the formula: it was measured as a derivative."""
    try:
        heavy = one.mz > mass(one.about.formula) + 3.5
    except UnknownFormula:
        return None
    return bool(heavy.any() and one.intensity[heavy].max() > 0.02 * one.intensity.max())


def test_at_unit_resolution_it_matters_most_whether_the_same_derivative_was_measured(electron):
    right, same_form = electron.T
    assert len(right) > 1000
    assert right.mean() >= 0.62
    assert same_form.mean() == pytest.approx(0.82, abs=0.01)
    assert right[same_form].mean() >= 0.75
    assert right[~same_form].mean() < 0.15

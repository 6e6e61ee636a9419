"""The answer: how sure, which isomers, what an unknown is like, what a mixture holds."""

import numpy as np
import pytest
from made_spectra import some_library, spectrum

from vedette.science.spectra import (
    Identifier,
    Searcher,
    as_spectrum,
    build_library,
    unmix,
)
from vedette.science.spectra.confidence import (
    CONFIDENCE_FEATURES,
    RANK_FEATURES,
    SHIPPED,
)


@pytest.fixture(scope="module")
def spectra():
    return some_library()


@pytest.fixture(scope="module")
def identifier(spectra):
    return Identifier(build_library(spectra))


def test_a_compound_measured_elsewhere_is_known_with_its_level(identifier, spectra):
    own = identifier.references.sources.index("one")
    for query in spectra[::2]:
        answer = identifier.identify(query, left_out=own)
        assert answer.known
        assert answer.confidence > 0.7
        assert answer.level == "2a"
        assert answer.matches[0].about.name == query.about.name
        assert answer.matches[0].matched_peaks >= 3


def test_confidence_falls_with_what_the_match_leaves_unexplained(identifier, spectra):
    random = np.random.default_rng(3)
    query = spectra[30]
    said = []
    for strangers in (0, 4, 12, 30):
        mz = np.concatenate([query.mz, random.uniform(50, query.precursor_mz - 5, strangers)])
        intensity = np.concatenate([query.intensity, np.full(strangers, query.intensity.max())])
        mixed = as_spectrum(mz, intensity, precursor_mz=query.precursor_mz, about=query.about)
        said.append(identifier.identify(mixed).confidence)
    assert said == sorted(said, reverse=True)
    assert said[-1] < said[0] - 0.1


def test_an_unknown_is_said_to_be_one(identifier):
    answer = identifier.identify(spectrum("stranger", [60.1, 70.2, 80.3], precursor=777.7777))
    assert not answer.known
    assert answer.confidence == 0
    assert answer.level == "5"
    assert answer.matches == ()


def test_isomers_with_the_same_fragments_cannot_be_told_apart():
    peaks = [105.07, 132.08, 188.143, 234.13]
    library = build_library(
        [
            spectrum(
                f"{place}-thing", peaks, [40 + i, 8, 100, 5], precursor=355.218,
                formula="C22H27FN2O",
            )
            for i, place in enumerate(("ortho", "meta", "para"))
        ]
        + [spectrum("another", [77, 91, 119], precursor=355.2185, formula="C22H27FN2O")]
    )  # fmt: skip
    answer = Identifier(library).identify(
        spectrum("query", peaks, [41, 9, 100, 5], precursor=355.218)
    )
    named = {answer.matches[0].about.name, *answer.isomers}
    assert named == {"ortho-thing", "meta-thing", "para-thing"}
    assert answer.level == "3"
    assert any("cannot be told apart" in reason for reason in answer.reasons)
    last = next(match for match in answer.matches if match.about.name == "another")
    assert last.isomers == ()


def test_the_family_of_an_unknown_follows_its_analogues_with_the_mass_shift():
    base = np.array([105.07, 132.08, 146.10, 188.143, 216.14])
    library = build_library(
        [
            spectrum(
                "known member", base, precursor=337.2274, formula="C22H28N2O", family="fentanyl"
            ),
            *some_library(20),
        ]
    )
    query = spectrum("new member", base, precursor=351.2431)
    answer = Identifier(library).identify(query)
    assert not answer.known
    assert answer.family == "fentanyl"
    assert answer.level == "3"
    assert answer.reasons[0].startswith("like known member (+14.016, CH2)")


def test_a_table_of_families_goes_before_the_word_of_a_record():
    one = spectrum("member", [80, 90, 100, 110], precursor=300.1234, family="opioid")
    answer = Identifier(build_library([one]), {one.about.inchikey[:14]: "nitazene"}).identify(one)
    assert answer.family == "nitazene"


def test_three_ions_by_rank_find_their_compound_but_never_at_level_2():
    library = build_library(
        [
            spectrum("listed", [188.1434, 105.0699, 149.0233], [999, 499, 333], precursor=429.2172),
            *some_library(20),
        ]
    )
    answer = Identifier(library).identify(
        spectrum("query", [105.07, 149.023, 188.143], [30, 12, 100], precursor=429.2171)
    )
    assert answer.matches[0].about.name == "listed"
    assert answer.level == "3"


def test_a_query_without_precursor_is_searched_by_its_fragments(identifier, spectra):
    query = as_spectrum(spectra[8].mz, spectra[8].intensity)
    answer = identifier.identify(query)
    assert answer.matches[0].about.name == spectra[8].about.name
    assert answer.matches[0].ppm_off is None
    assert answer.level == "3"


def test_a_precursor_written_with_one_decimal_is_searched_widely(identifier, spectra):
    query = spectra[8]
    coarse = as_spectrum(
        query.mz,
        query.intensity,
        precursor_mz=round(query.precursor_mz, 1) + 0.1,
        about=query.about,
    )
    assert identifier.identify(coarse).matches[0].about.name == query.about.name


def test_more_matches_than_wanted_are_not_given(identifier, spectra):
    assert (
        len(identifier.identify(as_spectrum(spectra[8].mz, spectra[8].intensity), top=1).matches)
        == 1
    )


@pytest.mark.parametrize("way", SHIPPED)
def test_every_feature_has_a_shipped_weight(way):
    assert len(SHIPPED[way].rank) == len(RANK_FEATURES)
    assert len(SHIPPED[way].confidence) == len(CONFIDENCE_FEATURES)


def test_the_components_of_a_mixture_are_named_with_what_they_explain(spectra):
    searcher = Searcher(build_library(spectra))
    one, other, third = spectra[4], spectra[50], spectra[90]
    mixture = as_spectrum(
        np.concatenate([one.mz, other.mz, third.mz]),
        np.concatenate([3 * one.intensity, 2 * other.intensity, third.intensity]),
    )
    found = unmix(searcher, mixture)
    assert {part.about.name for part in found} == {s.about.name for s in (one, other, third)}
    assert sum(part.share for part in found) <= 1 + 1e-9
    assert [part.share for part in found] == sorted((part.share for part in found), reverse=True)


def test_a_pure_substance_is_no_mixture(spectra):
    searcher = Searcher(build_library(spectra))
    assert len(unmix(searcher, as_spectrum(spectra[4].mz, spectra[4].intensity))) == 1

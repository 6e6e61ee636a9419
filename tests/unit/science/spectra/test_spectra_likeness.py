"""How alike two spectra are, and what cleaning leaves of them."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vedette.science.spectra import (
    BadSpectrum,
    EmptySpectrum,
    TooManyPeaks,
    as_spectrum,
    clean,
    likeness,
    splash,
)

masses = st.lists(st.integers(500, 9000), min_size=1, max_size=30, unique=True)


@st.composite
def spectra(draw):
    mz = np.array(draw(masses)) / 10  # a tenth of a dalton apart: no two can be taken for one
    intensity = draw(st.lists(st.floats(0.05, 1), min_size=len(mz), max_size=len(mz)).map(np.array))
    return as_spectrum(mz, intensity)


@settings(deadline=None)  # the first call compiles
@given(spectra())
def test_a_spectrum_is_wholly_like_itself(spectrum):
    peaks = clean(spectrum)
    found = likeness(peaks, peaks)
    assert found.entropy == pytest.approx(1)
    assert found.cosine == pytest.approx(1)
    assert found.matched == len(peaks)
    assert found.explained == pytest.approx(1)


@settings(deadline=None)  # the first call compiles
@given(spectra(), spectra())
def test_likeness_does_not_depend_on_which_comes_first(one, other):
    there = likeness(clean(one), clean(other))
    back = likeness(clean(other), clean(one))
    assert there.entropy == pytest.approx(back.entropy, abs=1e-12)
    assert there.cosine == pytest.approx(back.cosine, abs=1e-12)
    assert (there.matched, there.explained) == (
        back.matched,
        pytest.approx(back.explained_of_other),
    )
    assert 0 <= there.entropy <= 1
    assert 0 <= there.cosine <= 1


@settings(deadline=None)  # the first call compiles
@given(spectra(), st.randoms(), st.floats(1e-3, 1e6))
def test_order_and_scale_of_peaks_change_nothing(spectrum, random, scale):
    order = list(range(len(spectrum)))
    random.shuffle(order)
    same = as_spectrum(spectrum.mz[order], scale * spectrum.intensity[order])
    assert likeness(clean(spectrum), clean(same)).entropy == pytest.approx(1)
    assert splash(same).split("-")[:2] == splash(spectrum).split("-")[:2]


@settings(deadline=None)  # the first call compiles
@given(spectra(), spectra())
def test_the_similarity_is_the_entropy_that_mixing_adds(one, other):
    one, other = clean(one), clean(other)
    places = np.union1d(one.mz.round(6), other.mz.round(6))
    a = np.zeros(len(places))
    b = np.zeros(len(places))
    a[np.searchsorted(places, one.mz.round(6))] = one.weight
    b[np.searchsorted(places, other.mz.round(6))] = other.weight

    def entropy(p):
        p = p[p > 0]
        return -(p * np.log(p)).sum()

    expected = 1 - (2 * entropy((a + b) / 2) - entropy(a) - entropy(b)) / np.log(4)
    assert likeness(one, other).entropy == pytest.approx(expected, abs=1e-9)


def test_the_similarity_agrees_with_the_entropy_library():
    # ms_entropy 1.5.3: calculate_entropy_similarity(a, b, ms2_tolerance_in_da=0.02)
    a = clean(as_spectrum([69.071, 86.066, 86.0969], [7.917962, 1.021589, 100.0]), apart=0.04)
    b = clean(as_spectrum([41.04, 69.07, 86.1], [37.16, 66.83, 999.0]), apart=0.04)
    assert likeness(a, b, within=0.02, ppm=0).entropy == pytest.approx(0.89843976, abs=2e-8)


@settings(deadline=None)  # the first call compiles
@given(spectra(), spectra())
def test_spectra_without_a_common_peak_are_not_alike(one, other):
    assume(not set(one.mz) & set(other.mz))
    assert likeness(clean(one), clean(other)).entropy == 0


def test_a_tolerance_in_ppm_widens_with_the_mass():
    low, low_off = (clean(as_spectrum([m], [1])) for m in (100, 100.0011))
    high, high_off = (clean(as_spectrum([m], [1])) for m in (900, 900.0081))
    assert likeness(low, low_off, within=0, ppm=10).matched == 0
    assert likeness(high, high_off, within=0, ppm=10).matched == 1


def test_cleaning_leaves_out_the_precursor_and_noise_and_joins_close_peaks():
    spectrum = as_spectrum(
        [105.07, 105.08, 188.143, 200.0, 337.2274, 338.23], [30, 10, 100, 0.5, 900, 200],
        precursor_mz=337.2274,
    )  # fmt: skip
    peaks = clean(spectrum)
    assert peaks.mz == pytest.approx([105.0725, 188.143])
    assert peaks.intensity == pytest.approx([40, 100])
    assert len(clean(spectrum, keep_precursor=True)) == 4


def test_a_precursor_alone_is_kept_for_there_is_nothing_else():
    assert len(clean(as_spectrum([337.2274], [1], precursor_mz=337.2274))) == 1


@pytest.mark.parametrize(
    ("mz", "intensity", "reason"),
    [
        ([100, 101], [1, np.nan], "peak 2 has intensity nan"),
        ([100, 101], [-3, 1], "peak 1 has intensity -3, not zero or more"),
        ([100, np.inf], [1, 1], "peak 2 has m/z inf"),
        ([0, 101], [1, 1], "peak 1 has m/z 0"),
        ([100, 101], [1], "2 m/z values stand beside 1 intensities"),
    ],
)
def test_what_cannot_be_a_spectrum_is_refused_with_the_place(mz, intensity, reason):
    with pytest.raises(BadSpectrum, match=reason):
        as_spectrum(mz, intensity)


def test_an_empty_spectrum_is_refused():
    with pytest.raises(EmptySpectrum, match="no peaks"):
        as_spectrum([], [])
    with pytest.raises(EmptySpectrum, match="intensity zero"):
        as_spectrum([100], [0])


def test_ten_million_peaks_are_refused():
    with pytest.raises(TooManyPeaks, match="more than 1,000,000 peaks"):
        as_spectrum(np.ones(10_000_000), np.ones(10_000_000))

"""One spectrum out of several of the same compound."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.science.spectra import EmptySpectrum, as_spectrum, clean, consensus, likeness

measured = st.lists(
    st.lists(st.integers(500, 9000), min_size=1, max_size=20, unique=True).map(
        lambda mz: as_spectrum(np.array(mz) / 10, np.linspace(1, 0.2, len(mz)))
    ),
    min_size=1,
    max_size=5,
)


@settings(deadline=None)
@given(measured, st.floats(0.1, 1000))
def test_copies_at_any_scale_have_the_spectrum_itself_as_consensus(spectra, scale):
    one = spectra[0]
    copy = as_spectrum(one.mz, scale * one.intensity)
    found = consensus([one, copy, one])
    assert likeness(clean(found), clean(one)).entropy == pytest.approx(1)


@settings(deadline=None)
@given(measured)
def test_the_order_of_the_spectra_changes_nothing(spectra):
    there = consensus(spectra, present_in=0)
    back = consensus(spectra[::-1], present_in=0)
    assert there.mz == pytest.approx(back.mz)
    assert there.intensity == pytest.approx(back.intensity)
    assert there.intensity.sum() == pytest.approx(1)


def test_a_peak_that_one_of_three_shows_is_left_out():
    common = as_spectrum([105.07, 188.143], [1, 1], precursor_mz=337.2274)
    odd = as_spectrum([105.071, 150.0, 188.144], [1, 5, 1], precursor_mz=337.2280)
    found = consensus([common, common, odd])
    assert found.mz == pytest.approx([105.07, 188.143], abs=1e-3)
    assert found.precursor_mz == 337.2274


def test_nothing_in_common_and_nothing_at_all_are_refused():
    with pytest.raises(EmptySpectrum, match="enough of the spectra"):
        consensus([as_spectrum([m], [1]) for m in (100, 200, 300)])
    with pytest.raises(EmptySpectrum, match="no spectrum"):
        consensus([])

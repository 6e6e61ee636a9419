"""A spectrum over its reference: where the sticks stand and which of them match."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vedette.science.spectra import as_spectrum
from vedette.science.spectra.similarity import PPM, WITHIN
from vedette.surfaces.web import mirror as plots
from vedette.surfaces.web.mirror import mirror

peaks = st.lists(st.integers(500, 9000), min_size=1, max_size=30, unique=True).map(
    lambda mz: as_spectrum(np.array(mz) / 10, np.linspace(1, 0.2, len(mz)))
)


@given(peaks)
def test_a_spectrum_over_itself_matches_everywhere(spectrum):
    plot = mirror(spectrum, spectrum)
    assert plot.summary == (len(spectrum), 0, 0)
    assert [one.x for one in plot.query] == [one.x for one in plot.reference]


@given(peaks, peaks)
def test_every_stick_lies_on_its_side_of_the_plot(query, reference):
    plot = mirror(query, reference)
    assert all(0 <= one.y <= plot.middle for one in plot.query)
    assert all(plot.middle <= one.y <= plot.height for one in plot.reference)
    assert all(0 <= one.x <= plot.width for one in plot.query + plot.reference)


@given(peaks, peaks)
def test_as_many_match_above_as_below(query, reference):
    plot = mirror(query, reference)
    above = sum(one.is_matched for one in plot.query)
    assert above == sum(one.is_matched for one in plot.reference)
    assert plot.summary[0] == len(set(query.mz) & set(reference.mz))


def test_the_strongest_peaks_carry_their_mass_and_noise_is_not_drawn():
    query = as_spectrum([105.0699, 188.1434, 200.0], [50, 100, 0.1])
    plot = mirror(query, as_spectrum([188.1436], [1]))
    assert [(one.label, one.is_matched) for one in plot.query] == [
        ("105.0699", False),
        ("188.1434", True),
    ]


def test_a_pair_on_the_plot_is_a_pair_of_the_search():
    assert (plots.WITHIN, plots.PPM) == (WITHIN, PPM)

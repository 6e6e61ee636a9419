"""Analytically confirmed follows from the methods, whatever a source calls it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("django", reason="needs the server extra")

from vedette.catalogue.laboratories.identification import SENTENCES, sureness
from vedette.evidence.ingest.cells import method_reader
from vedette.evidence.ingest.definitions import known_sources
from vedette.science.identification import LEVELS, identify, read_methods

claims = st.sampled_from(LEVELS)


@given(st.text(max_size=60), claims)
def test_a_claim_never_raises_what_the_methods_say(method, claimed):
    said = sureness(method, claimed)
    assert said.reason in SENTENCES
    assert not said.is_confirmed or sureness(method).is_confirmed


@pytest.mark.parametrize(
    ("method", "claimed", "level", "reason"),
    [
        ("", "", "", "no_method"),
        ("", "confirmed", "probable", "methods_unknown"),
        ("post-mortem toxicology", "confirmed", "probable", "methods_unknown"),
        ("patient report", "presumptive", "presumptive", "methods_unknown"),
        ("LC-MS/MS", "confirmed", "probable", "one_structural"),
        ("NMR", "confirmed", "probable", "one_structural"),
        ("FTIR", "presumptive", "presumptive", "source_says_less"),
        ("GC-MS with reference standard", "", "confirmed", "structural_and_another"),
        ("GC-MS with reference standard", "probable", "probable", "source_says_less"),
        ("FTIR; GC-MS", "", "confirmed", "structural_and_another"),
        ("FTIR or GC-MS", "", "probable", "one_structural"),
        ("test strip or GC-MS with reference standard", "", "presumptive", "screening"),
    ],
)
def test_what_a_source_says_is_judged_by_its_methods(method, claimed, level, reason):
    said = sureness(method, claimed)
    assert (said.level, said.reason) == (level, reason)


@pytest.mark.parametrize("source", known_sources(None).values(), ids=lambda one: one.name)
def test_no_shipped_source_confirms_what_its_methods_do_not(source):
    read = method_reader(source)
    for method in {*source.identity_by_method, source.method.value, ""}:
        _text, _claim, level = read[method]
        assert level != "confirmed" or identify(read_methods(method)).is_confirmed

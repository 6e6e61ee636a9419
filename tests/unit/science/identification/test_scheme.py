"""Confirmed follows from the methods: the minimum scheme and the levels of mass spectrometry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.science.identification import (
    LEVELS,
    TECHNIQUES,
    Compared,
    MethodUse,
    TechniqueUnknown,
    identify,
    read_methods,
    write_methods,
)

uses = st.builds(MethodUse, st.sampled_from(sorted(TECHNIQUES)), st.sampled_from(Compared))
methods = st.lists(uses, max_size=5)


@given(methods, uses)
def test_another_method_never_makes_an_identification_less_sure(before, more):
    then, now = identify(before), identify([*before, more])
    assert LEVELS.index(now.level) >= LEVELS.index(then.level)
    assert (now.schymanski or 9) <= (then.schymanski or 9)
    assert now.meets_scheme >= then.meets_scheme


@given(methods)
def test_the_order_and_repetition_of_methods_do_not_matter(done):
    assert identify(done).level == identify([*reversed(done), *done]).level


@given(methods)
def test_a_standard_in_place_of_a_library_never_makes_it_less_sure(done):
    better = [MethodUse(use.technique, Compared.STANDARD) for use in done]
    assert LEVELS.index(identify(better).level) >= LEVELS.index(identify(done).level)


@given(st.lists(uses, max_size=5, unique=True))
def test_written_methods_are_read_again(done):
    assert read_methods(write_methods(done)) == tuple(done)


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    assert identify(read_methods(text)).level in LEVELS


@pytest.mark.parametrize(
    ("written", "level", "reason", "schymanski"),
    [
        ("", "", "no_method", None),
        ("colour test", "presumptive", "screening", None),
        ("colour test; test strip; melting point", "presumptive", "screening", None),
        ("handheld Raman", "presumptive", "screening", None),
        ("FTIR", "probable", "one_structural", None),
        ("NMR", "probable", "one_structural", None),
        ("FTIR; colour test", "confirmed", "structural_and_another", None),
        ("FTIR + GC-MS", "confirmed", "structural_and_another", None),
        ("GC-MS", "probable", "one_structural", None),
        ("GC-MS, library", "probable", "one_structural", None),
        ("GC-MS without reference standard", "probable", "one_structural", None),
        ("GC-MS with reference standard", "confirmed", "structural_and_another", None),
        ("GC-MS and LC-MS/MS", "probable", "one_structural", None),
        ("TLC with reference standard; GC with reference standard", "probable", "two_separations",
         None),
        ("TLC with reference standard; GC with reference standard; colour test", "confirmed",
         "three_tests", None),
        ("TLC; GC; colour test", "presumptive", "screening", None),
        ("LC-HRMS with reference standard", "confirmed", "standard", 1),
        ("HRMS with reference standard", "probable", "one_structural", 2),
        ("UHPLC-QTOF", "probable", "one_structural", 2),
        ("LC-HRMS (tentative)", "presumptive", "screening", 3),
        ("LC-HRMS (formula only)", "presumptive", "screening", 4),
        ("LC-HRMS (accurate mass only)", "presumptive", "screening", 5),
        ("LC-HRMS (accurate mass only); FTIR", "confirmed", "structural_and_another", 5),
    ],
)  # fmt: skip
def test_what_laboratories_write_is_judged_as_the_schemes_say(written, level, reason, schymanski):
    found = identify(read_methods(written))
    assert (found.level, found.reason, found.schymanski) == (level, reason, schymanski)


def test_a_text_without_a_technique_names_none():
    assert read_methods("post-mortem toxicology") == ()
    assert read_methods("clinical judgement of the crew") == ()


def test_a_technique_that_nobody_knows_is_refused():
    with pytest.raises(TechniqueUnknown, match="dowsing"):
        MethodUse("dowsing")

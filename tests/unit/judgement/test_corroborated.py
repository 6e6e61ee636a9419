"""What several contexts say together about one story."""

from datetime import date

import pytest

from vedette.judgement.signals.candidate import Candidate, folded


def rise(context, evalue, *, place="EE", kind="rise"):
    return Candidate(
        kind=kind, subject="metonitazene", subject_kind="substance", place=place, country="EE",
        context=context, week=date(2026, 11, 9), observed=9, detector="sparse", expected=2.0,
        evalue=evalue, components={"strength": 0.5, "corroboration": 1 / 3},
    )  # fmt: skip


def test_contexts_multiply_and_streams_of_one_context_average():
    [story] = folded([rise("seizure", 40.0), rise("seizure", 20.0, place="EE37"), rise("death", 5)])
    told = story.parameters["corroboration"]
    assert [(row["context"], row["evalue"]) for row in told["contexts"]] == [
        ("seizure", 30.0), ("death", 5.0),
    ]  # fmt: skip
    assert told["product"] == 150.0
    assert story.components["corroboration"] == pytest.approx(0.544, abs=0.001)  # log10(150) / 4


def test_one_context_corroborates_nothing_however_strong():
    [story] = folded([rise("seizure", 1e5), rise("seizure", 1e5, place="EE37")])
    assert "corroboration" not in story.parameters
    assert story.components["corroboration"] == 1 / 3


def test_a_first_in_another_context_carries_no_evidence_of_a_rise():
    [story] = folded([rise("seizure", 50.0), rise("death", None, kind="first_context")])
    assert "corroboration" not in story.parameters


def test_weak_evidence_from_a_second_context_never_lowers_the_rank():
    [story] = folded([rise("seizure", 2.0), rise("death", 0.1)])
    assert story.parameters["corroboration"]["product"] == pytest.approx(0.2)
    assert story.components["corroboration"] == 1 / 3


def test_evidence_beyond_all_measure_stays_a_number_that_can_be_kept():
    [story] = folded([rise("seizure", 1e260), rise("death", 1e260)])
    assert story.parameters["corroboration"]["product"] == 1e6
    assert story.components["corroboration"] == 1.0

"""A signal is as closed as the strictest row it rests on, named among its rows or not."""

from datetime import date, timedelta

import pytest
from trial import NOW

from vedette.evidence.snapshots.actions import freeze
from vedette.evidence.snapshots.queries import frozen_tables
from vedette.judgement.signals.candidate import MOST_ROWS, Candidate
from vedette.judgement.signals.closure import Closure

pytestmark = pytest.mark.django_db(transaction=True)


def candidate(**more):
    given = {
        "kind": "rise", "subject": "protonitazene", "subject_kind": "substance", "place": "IE",
        "country": "IE", "context": "drug_checking", "week": date(2026, 11, 9), "observed": 2,
        "detector": "sparse",
    }  # fmt: skip
    return Candidate(**{**given, **more})


@pytest.fixture
def closure(evidence):
    """Return the closure of reports in Ireland that are GREEN, up to AMBER+STRICT abroad."""
    for tlp in ("AMBER", "AMBER+STRICT"):
        report = evidence[tlp]["report"]
        type(report).objects.filter(pk=report.pk).update(country="FR")

    def make(as_of=NOW):
        snapshot = freeze(as_of=NOW, by=None, at=NOW)
        return Closure(frozen_tables(snapshot)[0], as_of)

    return make


def test_a_row_that_a_signal_does_not_name_closes_it_all_the_same(closure, evidence):
    named = candidate(reports=(evidence["CLEAR"]["report"].pk,))
    assert closure().marking_of(named).tlp == "GREEN"


def test_a_part_judged_over_the_whole_network_closes_a_signal_like_rows_abroad(closure):
    head = candidate(parts=(candidate(place="*"),))
    assert closure().marking_of(head).tlp == "AMBER+STRICT"


def test_what_was_received_later_closes_no_signal_of_an_earlier_day(closure, evidence):
    report = evidence["GREEN"]["report"]
    type(report).objects.filter(pk=report.pk).update(received_at=NOW - timedelta(hours=1))
    assert closure(NOW - timedelta(hours=2)).marking_of(candidate()).tlp == "CLEAR"


def test_a_source_whose_marking_changed_is_asked_row_by_row(closure, evidence, another_report):
    amber = evidence["AMBER"]["marking"]
    for number in range(MOST_ROWS + 1):
        another_report(f"more-{number}")
    another_report("the last", marking=amber)
    assert closure().marking_of(candidate()).tlp == "AMBER"


def test_a_candidate_without_any_row_is_as_closed_as_can_be(closure):
    assert closure().marking_of(candidate(subject="unheard-of")).tlp == "RED"


@pytest.mark.parametrize("kind", ["reoccurrence", "first_context", "combination"])
def test_what_is_told_of_the_whole_past_is_as_closed_as_rows_abroad(closure, kind):
    assert closure().marking_of(candidate(kind=kind)).tlp == "AMBER+STRICT"
    assert closure().marking_of(candidate(parts=(candidate(kind=kind),))).tlp == "AMBER+STRICT"


def test_one_substance_for_another_is_as_closed_as_the_rows_of_the_other(closure):
    told = candidate(
        kind="displacement", subject="novelone", parameters={"detail": "protonitazene"},
        country="FR", place="FR",
    )  # fmt: skip
    assert closure().marking_of(told).tlp == "AMBER+STRICT"

"""What the Pact's points need, against figures counted by hand."""

import pytest

pytest.importorskip("django", reason="needs the server extra")

from made_evidence import act, evidence, finding, report
from test_the_twelve import computed, lacks, value


def test_toxicology_counts_deaths_with_a_confirmed_substance():
    reports = [report(n, "death", "2024-02-01") for n in range(20)]
    found = computed("toxicology_coverage", evidence(*reports, findings=[
        *(finding(n, "heroin", role="cause") for n in range(10)),
        finding(3, "cocaine", role="contributed"),
        *(finding(n, "heroin", role="cause", identity="probable") for n in range(10, 15)),
        finding(16, "heroin", role="sold_as"),
    ]))  # fmt: skip
    assert value(found, "confirmed", "2024").value == 50
    assert value(found, "any_laboratory", "2024").value == 75


def test_a_counterfeit_holds_none_of_what_it_was_sold_as():
    reports = [report(n, "drug_checking", "2024-02-01") for n in range(20)]
    sold = [finding(n, "oxycodone", role="sold_as") for n in range(16)]
    held = [finding(n, "oxycodone") for n in range(8)]
    other = [finding(n, "metonitazene") for n in range(8, 14)]  # two hold nothing at all
    found = computed("counterfeit_medicines", evidence(*reports, findings=sold + held + other))
    one = value(found, "samples", "2024")
    assert (one.numerator, one.denominator) == (6, 14)


def test_the_time_to_a_warning_is_the_median_of_substances_met_before():
    reports = [report(1, "seizure", "2024-01-01"), report(2, "seizure", "2024-01-11"),
               report(3, "seizure", "2024-01-21"), report(4, "seizure", "2024-06-01")]  # fmt: skip
    found = computed("detection_to_alert", evidence(*reports, findings=[
        finding(1, "a"), finding(2, "b"), finding(3, "c"), finding(4, "d"),
    ], acts=[act("alert", "1", "2024-01-31", "a"), act("alert", "2", "2024-01-31", "b"),
             act("alert", "3", "2024-01-31", "c"),
             act("alert", "4", "2024-05-01", "d")]))  # fmt: skip
    one = value(found, "days", "2024")
    assert (one.value, one.low, one.high, one.denominator) == (20, 15, 25, 3)  # 30, 20, 10


def test_the_time_to_control_says_when_nothing_came_under_control():
    found = computed("detection_to_control", evidence(
        report(1, "seizure", "2024-01-01"), findings=[finding(1, "a")],
    ))  # fmt: skip
    assert lacks(found) == {("union", "no_acts", "control_eu"),
                            ("conventions", "no_acts", "control_un")}  # fmt: skip

"""What a candidate says about itself: what it rests on, and what would make it vanish."""

from datetime import date, timedelta

import pytest
from test_detect import END, finding, judged, quiet_years


def surge(size, *, of=14, weeks=150, per_week=6, **more):
    """Return quiet years whose last week holds ``of`` more reports, ``size`` of them heroin.

    The rest names no substance, so that the other series of the week stay as they are.
    """
    rows = quiet_years(weeks, per_week, **more)
    return rows + [
        finding(9000 + n, "heroin" if n < size else None, END - timedelta(days=7), late=1)
        for n in range(of)
    ]


def heroin(rows):
    return [one for one in judged(rows, END).candidates if one.subject == "heroin"]


@pytest.mark.parametrize("per_week", [6, 0.2])
def test_a_rise_vanishes_at_just_the_count_it_names(per_week):
    (found,) = heroin(surge(14, per_week=per_week))
    others = found.observed - 14
    most = found.parameters["vanishes_at"]
    assert 0 < most < found.observed
    assert not heroin(surge(most - others, per_week=per_week))
    assert heroin(surge(most - others + 1, per_week=per_week))


def test_a_history_too_short_for_the_better_detector_is_told_as_facts():
    (found,) = heroin(surge(14))
    assert found.detector == "harmonic-1"
    note = found.parameters["note"]
    assert note == {"weeks": note["weeks"], "wanted": "harmonic-2", "needed": 182}
    assert 104 <= note["weeks"] < 182


def test_a_detector_that_was_the_first_choice_needs_no_note():
    (found,) = heroin(surge(14, per_week=0.2))
    assert found.detector == "sparse"
    assert "note" not in found.parameters


def test_a_first_says_since_when_the_node_learns_and_how_many_records_it_needed():
    rows = [*quiet_years(), finding(9001, "metonitazene", END - timedelta(days=9))]
    (found,) = judged(rows, END).candidates
    assert found.parameters["records_needed"] == 1
    first_regular = min(row["occurred_on"] for row in rows) + timedelta(weeks=150) * 0.05
    assert abs(first_regular - date.fromisoformat(found.parameters["learning_since"])) <= timedelta(
        weeks=2
    )

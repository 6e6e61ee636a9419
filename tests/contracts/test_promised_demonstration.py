"""The demonstration's promises: own documents, marked as simulated, answered by countries."""

from datetime import UTC, datetime

import pytest

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_the_demonstration_has_a_board_with_answers_overdue_work_and_a_signal_tied(people, chain):
    from vedette.response.policy.board import board, promises_of
    from vedette.response.policy.models import CarryOverDecision, StatusReport
    from vedette.response.policy.statuses import statuses_of
    from vedette.surfaces.cli import demo_policy

    given = {"seed": 1, "officer": people["officer"], "approver": people["approver"], "at": NOW}
    plan = {one.key: one for one in demo_policy.promise(**given)}["example-plan"]
    assert plan.simulated
    found = board(plan, as_of=NOW, statuses=statuses_of(None))
    assert len(found.rows) == 53
    assert found.overdue
    asked = [row for row in found.rows if row.asks_states]
    answered = sum(row.answered for row in asked)
    assert 0 < answered < 29 * len(asked)
    assert promises_of(as_of=NOW, signal=chain["signal"])
    decided = CarryOverDecision.objects.values_list("outcome", "verdicts__verdict").order_by("pk")
    assert list(decided) == [("carry_over", "accepted"), ("carry_over", None), ("drop", None)]
    before = StatusReport.objects.count()
    demo_policy.promise(**given)
    assert StatusReport.objects.count() == before
    assert CarryOverDecision.objects.count() == 3

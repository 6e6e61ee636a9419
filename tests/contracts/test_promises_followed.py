"""What is said of a promise: rows that only grow, progress that rests on evidence, past days."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.response.policy.documents import plan_text
from vedette.base.accounts.rules import Refused
from vedette.response.policy.errors import PromiseUnfit
from vedette.response.policy.lines import Page
from vedette.response.policy.reading import read_text

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = date(2026, 11, 16)


@pytest.fixture
def plan(people):
    """Keep a small plan a month ago."""
    from vedette.response.policy import actions

    text = plan_text()
    return actions.keep(
        register=read_text([Page(1, text)], file="plan.txt"),
        content=sha256(text.encode()).hexdigest(), by=people["officer"],
        at=NOW - timedelta(days=400),
    ).instrument  # fmt: skip


@pytest.fixture
def action(plan):
    """Action 2 of the plan, which asks the Member States."""
    return plan.entries.get(code="A2")


@pytest.fixture
def shown(action, people):
    """A document that shows something was done."""
    from vedette.response.policy import following

    return following.add_evidence(
        entry=action, kind="document", title="Course list 2026", valid_on=DAY,
        by=people["officer"], at=NOW,
    )  # fmt: skip


def said(entry, people, **more):
    from vedette.response.policy import following

    given = {"status": "not_started", "valid_on": DAY, "by": people["officer"], "at": NOW}
    return following.report(entry=entry, **{**given, **more})


def seen(plan, moment=NOW):
    from vedette.response.policy.board import standings

    return {
        (code, country): one.status
        for code, pk in plan.entries.values_list("code", "pk")
        for (entry, country), one in standings(plan, as_of=moment).items()
        if entry == pk
    }


@pytest.mark.parametrize("status", ["in_progress", "on_track", "completed", "continuous"])
def test_nothing_without_evidence_counts_as_progress(action, people, shown, status):
    with pytest.raises(PromiseUnfit, match="without evidence"):
        said(action, people, status=status, country="IE")
    assert said(action, people, status=status, country="IE", evidence=shown).is_progress


def test_the_database_refuses_progress_without_evidence_too(action, people):
    from vedette.response.policy.models import StatusReport

    with pytest.raises(IntegrityError, match="rests_on_evidence"), transaction.atomic():
        StatusReport.objects.create(
            entry=action, status="completed", is_progress=True, valid_on=DAY, at=NOW,
            by=people["officer"],
        )  # fmt: skip


def test_evidence_of_another_promise_or_country_shows_nothing(plan, action, people):
    from vedette.response.policy import following

    given = {"kind": "document", "title": "t", "valid_on": DAY, "by": people["officer"], "at": NOW}
    other = following.add_evidence(entry=plan.entries.get(code="A3"), **given)
    maltese = following.add_evidence(entry=action, country="MT", **given)
    for evidence in (other, maltese):
        with pytest.raises(PromiseUnfit, match="another"):
            said(action, people, status="completed", country="IE", evidence=evidence)


def test_who_has_not_answered_is_unknown_and_never_no(plan, action, people):
    from vedette.response.policy.board import board
    from vedette.response.policy.statuses import statuses_of

    said(action, people, country="IE")
    rows = {one.entry.code: one for one in _board(board, statuses_of, plan).rows}
    assert rows["A2"].answered == 1
    assert rows["A2"].cells.count(None) == 28
    assert (rows["A2"].asks_states, rows["A1"].asks_states) == (True, False)
    assert rows["A2"].whole is None


def _board(board, statuses_of, plan, moment=NOW):
    return board(plan, as_of=moment, statuses=statuses_of(None))


def test_a_promise_is_overdue_from_the_day_after_its_period_until_it_is_done(plan, people):
    from vedette.response.policy import following
    from vedette.response.policy.board import board
    from vedette.response.policy.statuses import statuses_of

    def overdue(moment):
        found = _board(board, statuses_of, plan, moment).overdue
        return {one.entry.code for one in found}

    last = datetime(2028, 12, 31, 12, tzinfo=UTC)
    assert "A2" not in overdue(last)
    assert "A2" in overdue(last + timedelta(days=1))
    assert "A3" not in overdue(last + timedelta(days=3000))  # it is ongoing
    action = plan.entries.get(code="A2")
    after = last + timedelta(days=30)
    proof = following.add_evidence(
        entry=action, kind="link", title="t", url="https://example.org/r", valid_on=DAY,
        by=people["officer"], at=after,
    )  # fmt: skip
    said(action, people, status="completed", evidence=proof, at=after)
    assert "A2" not in overdue(after)


def test_a_second_person_validates_and_a_rejected_report_counts_no_longer(plan, action, people):
    from vedette.response.policy import following

    said(action, people, country="IE")
    worse = said(action, people, country="IE", status="delayed", at=NOW + timedelta(hours=1))
    given = {"report": worse, "at": NOW + timedelta(hours=2), "reason": "of another year"}
    with pytest.raises(Refused, match="second person"):
        following.validate(verdict="rejected", by=people["officer"], **given)
    following.validate(verdict="rejected", by=people["approver"], **given)
    assert seen(plan, NOW + timedelta(hours=1))["A2", "IE"] == "delayed"
    assert seen(plan, NOW + timedelta(hours=3))["A2", "IE"] == "not_started"


def test_nothing_is_entered_before_what_is_known_already(action, people):
    said(action, people, country="IE")
    with pytest.raises(PromiseUnfit, match="newer is known"):
        said(action, people, country="IE", at=NOW - timedelta(days=1))


def test_a_record_is_evidence_only_for_those_who_may_see_it(action, people, chain):
    from vedette.response.policy import following, proof

    given = {"entry": action, "kind": "report", "title": "a case", "valid_on": DAY, "at": NOW}
    red = chain["RED"]["report"].pk
    with pytest.raises(PromiseUnfit, match="that you may see"):
        following.add_evidence(record_id=red, by=people["officer"], **given)
    green = following.add_evidence(
        record_id=chain["GREEN"]["report"].pk, by=people["officer"], **given
    )
    assert proof.visible([green], people["viewer"]) == {"report": {green.record_id}}


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "rumour"}, {"kind": "link"}, {"kind": "link", "url": "javascript:alert(1)"},
     {"kind": "indicator"}, {"kind": "signal"}, {"kind": "signal", "record_id": 999_999},
     {"title": " "}, {"country": "XX"}, {"valid_on": date(2030, 1, 1)}, {"key": "x"},
     {"record_id": 1}],
)  # fmt: skip
def test_evidence_that_leads_nowhere_is_refused(action, people, wrong):
    from vedette.response.policy import following

    given = {"kind": "document", "title": "t", "valid_on": DAY, "by": people["officer"], "at": NOW}
    with pytest.raises(PromiseUnfit):
        following.add_evidence(entry=action, **{**given, **wrong})


def test_a_signal_is_tied_to_a_promise_for_a_reason_and_can_be_untied(plan, action, people, chain):
    from vedette.response.policy import board, following

    given = {"entry": action, "subject": chain["signal"], "by": people["officer"]}
    with pytest.raises(PromiseUnfit, match="say why"):
        following.tie(reason=" ", at=NOW, **given)
    following.tie(reason="it shows what training is for", at=NOW, **given)
    (tie,) = board.promises_of(as_of=NOW, signal=chain["signal"])
    assert tie.entry == action
    later = NOW + timedelta(days=1)
    following.tie(reason="mixed up", holds=False, at=later, **given)
    assert board.promises_of(as_of=later, signal=chain["signal"]) == ()
    assert board.promises_of(as_of=NOW, signal=chain["signal"]) == (tie,)


def test_a_milestone_is_met_only_with_evidence_and_keeps_its_past(action, people, shown):
    from vedette.response.policy import following
    from vedette.response.policy.board import milestones_known

    given = {"entry": action, "title": "first course", "valid_on": DAY, "by": people["officer"]}
    one = following.set_milestone(due_on=date(2027, 1, 1), at=NOW, **given)
    with pytest.raises(PromiseUnfit, match="without evidence"):
        following.set_milestone(number=one.number, due_on=one.due_on, state="met", at=NOW, **given)
    later = NOW + timedelta(days=1)
    following.set_milestone(
        number=one.number, due_on=one.due_on, state="met", evidence=shown, at=later, **given
    )
    assert [m.state for m in milestones_known([action.pk], as_of=NOW)] == ["planned"]
    assert [m.state for m in milestones_known([action.pk], as_of=later)] == ["met"]


def test_a_round_says_who_has_answered_and_reminds_each_stage_once(plan, action, people):
    from vedette.response.policy import rounds

    due = date(2026, 12, 1)
    row = rounds.open_round(
        instrument=plan, title="First half", due_on=due, countries=["IE", "MT"],
        by=people["officer"], at=NOW,
    )  # fmt: skip
    said(action, people, country="IE", round=row)
    found = {
        one.questionnaire.country: (len(one.asked), one.missing)
        for one in rounds.completeness(row, as_of=NOW)
    }
    assert found == {"IE": (1, 0), "MT": (1, 1)}
    assert [one.stage for one in rounds.remind(at=NOW)] == ["two_weeks"]
    assert rounds.remind(at=NOW) == []
    late = datetime(2026, 12, 2, 12, tzinfo=UTC)
    (reminder,) = rounds.remind(at=late)
    assert (reminder.stage, reminder.questionnaire.country) == ("missed", "MT")


@pytest.mark.parametrize(
    "wrong",
    [{"title": " "}, {"due_on": date(2026, 11, 20)}, {"countries": []}, {"countries": ["XX"]},
     {"title": "there already"}],
)  # fmt: skip
def test_a_round_that_nobody_could_answer_is_refused(plan, people, wrong):
    from vedette.response.policy import rounds

    given = {"instrument": plan, "title": "t", "due_on": date(2026, 12, 1), "countries": ["IE"],
             "by": people["officer"], "at": NOW}  # fmt: skip
    rounds.open_round(**{**given, "title": "there already"})
    with pytest.raises(PromiseUnfit):
        rounds.open_round(**{**given, **wrong})


def test_only_promises_are_followed(plan, people):
    with pytest.raises(PromiseUnfit, match="no recommendation"):
        said(plan.entries.get(code="S1"), people)


CODES, COUNTRIES = ("A1", "A2", "A1.i"), ("", "IE", "MT")
EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            ["report", "progress", "evidence", "accept", "reject", "lead", "unlead",
             "milestone", "tie", "untie", "round"]
        ),
        st.sampled_from(CODES), st.sampled_from(COUNTRIES), st.integers(0, 300),
        st.integers(0, 2),
    ),
    min_size=1, max_size=10,
)  # fmt: skip


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=EDITS, after=EDITS)
def test_a_past_day_looks_the_same_whatever_is_entered_later(plan, people, chain, before, after):
    with transaction.atomic():
        clock = Clock(NOW)
        for code in CODES:  # so that what comes later has something to judge and to change
            for what in ("report", "tie", "lead", "milestone"):
                enter(plan, people, chain, clock, what, code, "", 0, 0)
        for edit in before:
            enter(plan, people, chain, clock, *edit)
        day = clock.now
        then = whole_view(plan, day)
        clock.now += timedelta(minutes=1)
        for edit in after:
            enter(plan, people, chain, clock, *edit)
        assert whole_view(plan, day) == then
        transaction.set_rollback(True)


class Clock:
    """Moments that only go on, now and then not at all."""

    def __init__(self, now):
        self.now = now


def whole_view(plan, moment):
    """Everything a page could show of the plan on a day."""
    from vedette.response.policy import board, rounds
    from vedette.response.policy.statuses import statuses_of

    rows = board.board(plan, as_of=moment, statuses=statuses_of(None), with_parts=True)
    known = [board.followed(plan.entries.get(code=code), as_of=moment) for code in CODES]
    return (
        [(row.entry.code, row.whole, row.cells, row.is_overdue) for row in rows.rows],
        [
            (
                [(r.pk, r.status, r.verdict) for r in one.reports], one.standings, one.evidence,
                one.milestones, one.leads, one.ties,
            )
            for one in known
        ],
        [
            [(a.asked, a.answered) for a in rounds.completeness(one, as_of=moment)]
            for one in plan.rounds.filter(at__lte=moment)
        ],
        board.promises_of(as_of=moment, signal=1),
    )  # fmt: skip


def enter(plan, people, chain, clock, what, code, country, ago, minutes):
    """Enter one thing; what the rules refuse is refused, and that is all."""
    from vedette.response.policy import following, rounds
    from vedette.response.policy.models import StatusReport

    clock.now += timedelta(minutes=minutes)
    entry, officer = plan.entries.get(code=code), people["officer"]
    known = {"by": officer, "at": clock.now}
    dated = {**known, "valid_on": clock.now.date() - timedelta(days=ago)}
    if what == "report":
        following.report(entry=entry, status="delayed", country=country, **dated)
    elif what in ("progress", "evidence"):
        proof = following.add_evidence(
            entry=entry, kind="document", title="t", country=country, **dated
        )
        if what == "progress":
            following.report(
                entry=entry, status="on_track", country=country, evidence=proof, **dated
            )
    elif what in ("accept", "reject"):
        row = StatusReport.objects.filter(entry=entry).order_by("-pk").first()
        if row is not None:
            following.validate(
                report=row, verdict=f"{what}ed", reason="r", by=people["approver"], at=clock.now
            )
    elif what in ("lead", "unlead"):
        from vedette.response.policy.models import PolicyBody

        following.lead(
            entry=entry, body=PolicyBody.objects.get(code="COM"), holds=what == "lead",
            reason="r", **dated,
        )  # fmt: skip
    elif what == "milestone":
        following.set_milestone(entry=entry, title="m", due_on=DAY, **dated)
    elif what in ("tie", "untie"):
        following.tie(
            entry=entry, subject=chain["signal"], reason="r", holds=what == "tie", **known
        )
    else:
        title = f"round {plan.rounds.count()}"
        due = clock.now.date() + timedelta(days=30)
        rounds.open_round(instrument=plan, title=title, due_on=due, countries=["IE"], **known)

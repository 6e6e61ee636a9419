"""What an ending plan leaves undone: nothing disappears without a decision that two people saw."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.contracts.promised import follow_a_plan, keep_an_earlier_plan
from vedette.base.accounts.rules import Refused
from vedette.response.policy.errors import DecisionOvertaken, PromiseUnfit
from vedette.response.policy.statuses import statuses_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = date(2026, 11, 16)


@pytest.fixture
def plans(people):
    """A plan that ended, and the one that follows it."""
    at = NOW - timedelta(days=400)
    return keep_an_earlier_plan(people, at=at), follow_a_plan(people, at=at)


@pytest.fixture
def old(plans):
    return plans[0]


@pytest.fixture
def new(plans):
    return plans[1]


@pytest.fixture
def decide(people, old):
    """Decide about an action of the old plan."""
    from vedette.response.policy import carrying

    def decided(code="A2", outcome="drop", **more):
        given = {"reason": "Two meetings agreed.", "decided_on": DAY, "at": NOW}
        return carrying.decide(
            entry=old.entries.get(code=code), outcome=outcome, by=people["officer"],
            **{**given, **more},
        )  # fmt: skip

    return decided


def confirm(decision, people, **more):
    from vedette.response.policy import carrying

    given = {"by": people["approver"], "at": NOW + timedelta(hours=1)}
    return carrying.confirm(decision=decision, **{**given, **more})


def table(plan, *, at=NOW + timedelta(days=1)):
    from vedette.response.policy import unfinished

    return unfinished.table(plan, as_of=at, statuses=statuses_of(None))


def outcomes(plan, **more):
    return {one.entry.code: one.outcome for one in table(plan, **more).lines}


def finish(entry, people, *, at=NOW):
    from vedette.response.policy import following

    proof = following.add_evidence(
        entry=entry, kind="document", title="Report", valid_on=DAY, by=people["officer"], at=at
    )
    return following.report(
        entry=entry, status="completed", evidence=proof, valid_on=DAY, by=people["officer"], at=at
    )


def read_anew_without(plan, code):
    """A better reading of the plan, in which one action turned out to be none."""
    better = plan.readings.defer(None).get()
    wordings = list(better.wordings.exclude(entry__code=code))
    better.pk, better.revision = None, 2
    better.save(force_insert=True)
    for one in wordings:
        one.pk, one.reading = None, better
        one.save(force_insert=True)


def test_every_action_that_is_not_done_is_open_until_somebody_decides(people, old, decide):
    finish(old.entries.get(code="A4"), people)
    found = table(old)
    assert outcomes(old) == {"A1": "open", "A2": "open", "A3": "open"}
    assert (found.ends_on, found.is_over, found.is_told) == (date(2025, 12, 31), True, True)
    decide("A1")
    assert outcomes(old) == {"A1": "drop", "A2": "open", "A3": "open"}
    assert len(table(old).unconfirmed) == 1


def test_a_plan_says_that_it_is_ending_a_year_before_and_not_before(new):
    last = datetime(2030, 12, 31, 12, tzinfo=UTC)
    assert not table(new, at=last - timedelta(days=400)).is_told
    assert table(new, at=last - timedelta(days=365)).is_ending
    assert not table(new, at=last).is_over
    assert table(new, at=last + timedelta(days=1)).is_over


def test_what_is_carried_over_is_seen_from_both_sides(people, old, new, decide):
    from vedette.response.policy import unfinished

    target = new.entries.get(code="A2")
    confirm(decide("A2", "carry_over", target=target), people)
    (line,) = [one for one in table(old).lines if one.entry.code == "A2"]
    assert line.decided.goes_to == "plan-2026-2030/A2"
    assert line.decided.is_confirmed
    (arrived,) = table(new).from_elsewhere
    assert arrived.row.entry == line.entry
    assert not unfinished.carried_here(as_of=NOW - timedelta(days=1), target=target)


def test_a_past_day_shows_the_decision_that_counted_then(people, old, new, decide):
    first = decide("A2", "carry_over")
    later = NOW + timedelta(days=10)
    decide("A2", "replace", target=new.entries.get(code="A1"), replaces=first.pk, at=later,
           decided_on=later.date())  # fmt: skip
    assert outcomes(old, at=NOW - timedelta(days=1))["A2"] == "open"
    assert len(table(old, at=NOW + timedelta(days=5)).awaiting) == 1
    assert outcomes(old, at=later + timedelta(days=1))["A2"] == "replace"


def test_a_rejected_decision_counts_no_longer_and_the_one_before_does_again(people, old, decide):
    first = decide("A2", "carry_over")
    confirm(first, people)
    later = NOW + timedelta(hours=2)
    second = decide("A2", "drop", replaces=first.pk, at=later)
    confirm(second, people, verdict="rejected", reason="Too early", at=later)
    (line,) = [one for one in table(old).lines if one.entry.code == "A2"]
    assert (line.outcome, line.decided.is_confirmed) == ("carry_over", True)
    alone = decide("A1")
    confirm(alone, people, verdict="rejected", reason="Not ours to drop")
    assert outcomes(old)["A1"] == "open"


def test_a_decided_action_stays_in_the_table_when_it_is_done_or_no_longer_read(people, old, decide):
    decide("A1")
    decide("A2")
    finish(old.entries.get(code="A1"), people)
    read_anew_without(old, "A2")
    lines = {one.entry.code: one for one in table(old).lines}
    assert lines["A1"].is_done
    assert (lines["A2"].outcome, lines["A2"].ends_on) == ("drop", None)


@pytest.mark.parametrize(
    ("code", "given", "sentence"),
    [
        ("A2", {"reason": "  "}, "say why"),
        ("A2", {"outcome": "forget"}, "is none of carry_over, drop, replace"),
        ("A2", {"outcome": "replace"}, "which entry of another document"),
        ("A2", {"outcome": "carry_over", "target": ("old", "A1")}, "of the same document"),
        ("A2", {"outcome": "drop", "target": ("new", "A1")}, "goes on nowhere"),
        ("A2", {"outcome": "replace", "target": ("new", "I1")}, "no recommendation, action"),
        ("A2", {"decided_on": DAY + timedelta(days=30)}, "on the day it is said, or before"),
        ("A2.i", {}, "goes with A2"),
        ("S1", {}, "no recommendation, action"),
        ("A4", {}, "A4 is completed"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused_in_a_sentence(
    people, old, new, decide, code, given, sentence
):
    finish(old.entries.get(code="A4"), people)
    if "target" in given:
        plan, target = given["target"]
        given = {**given, "target": {"old": old, "new": new}[plan].entries.get(code=target)}
    with pytest.raises(PromiseUnfit, match=sentence):
        decide(code, **given)
    assert not any(one.decided for one in table(old).lines)


def test_of_two_people_who_decide_at_once_the_second_looks_again(people, old, decide):
    seen = decide("A2")
    with pytest.raises(DecisionOvertaken, match=f"decision {seen.pk} counts for A2"):
        decide("A2", "carry_over")
    with pytest.raises(DecisionOvertaken, match=f"decision {seen.pk} counts"):
        decide("A2", at=NOW - timedelta(seconds=1))  # asked before, and came second
    decide("A2", "carry_over", replaces=seen.pk)
    with pytest.raises(DecisionOvertaken, match="look at it"):
        decide("A2", "drop", replaces=seen.pk)
    with pytest.raises(DecisionOvertaken, match="does not count for A1"):
        decide("A1", replaces=seen.pk)


def test_a_decision_of_an_earlier_day_replaces_none(decide):
    seen = decide("A2")
    with pytest.raises(PromiseUnfit, match="does not replace it"):
        decide("A2", "carry_over", replaces=seen.pk, decided_on=DAY - timedelta(days=1))


def test_a_promise_does_not_come_back_to_where_it_came_from(people, old, new, decide):
    from vedette.response.policy import carrying

    decide("A2", "carry_over", target=new.entries.get(code="A2"))
    with pytest.raises(PromiseUnfit, match="itself carried over to A2"):
        carrying.decide(
            entry=new.entries.get(code="A2"), outcome="carry_over", reason="Back",
            target=old.entries.get(code="A2"), decided_on=DAY, by=people["officer"], at=NOW,
        )  # fmt: skip


def test_a_rejection_brings_no_circle_back(people, old, new, decide):
    from vedette.response.policy import carrying

    there = new.entries.get(code="A2")
    first = decide(outcome="carry_over", target=there)
    dropped = decide(outcome="drop", replaces=first.pk, at=NOW + timedelta(minutes=1))
    carrying.decide(
        entry=there, outcome="carry_over", target=old.entries.get(code="A2"), reason="r",
        decided_on=DAY, by=people["officer"], at=NOW + timedelta(minutes=2),
    )  # fmt: skip
    with pytest.raises(PromiseUnfit, match=f"decision {first.pk} would count again"):
        confirm(dropped, people, verdict="rejected", reason="No.")
    assert outcomes(old)["A2"] == "drop"


def test_a_second_person_confirms_once_and_only_what_counts(people, decide):
    first = decide("A2")
    with pytest.raises(Refused, match="roles"):
        confirm(first, people, by=people["officer"])
    with pytest.raises(PromiseUnfit, match="why it is rejected"):
        confirm(first, people, verdict="rejected")
    with pytest.raises(PromiseUnfit, match="neither accepted nor rejected"):
        confirm(first, people, verdict="perhaps")
    second = decide("A2", "carry_over", replaces=first.pk)
    with pytest.raises(DecisionOvertaken, match=f"was replaced by decision {second.pk}"):
        confirm(first, people)
    confirm(second, people)
    with pytest.raises(DecisionOvertaken, match="was accepted already"):
        confirm(second, people)


def test_nobody_confirms_what_they_decided_themselves(people, old):
    from vedette.response.policy import carrying

    own = carrying.decide(
        entry=old.entries.get(code="A1"), outcome="drop", reason="Done with", decided_on=DAY,
        by=people["approver"], at=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="second person"):
        confirm(own, people)


def test_each_step_is_in_the_journal(people, decide):
    from vedette.base.journal.models import Entry

    confirm(decide("A2"), people)
    acts = Entry.objects.filter(act__startswith="promise.carry_over").order_by("pk")
    assert list(acts.values_list("act", flat=True)) == [
        "promise.carry_over_decided", "promise.carry_over_confirmed",
    ]  # fmt: skip


def test_the_table_as_data_and_as_rows_tells_the_same(people, old, new, decide):
    from vedette.response.policy import unfinished

    confirm(decide("A2", "carry_over", target=new.entries.get(code="A2")), people)
    decide("A1", "carry_over")
    found = table(old)
    data = unfinished.as_data(found)
    rows = [
        dict(zip(unfinished.HEADER, row, strict=True))
        for row in unfinished.rows_of(found, text_of=lambda one: one.entry.code)
    ]
    assert [one["promise"] for one in rows] == [one["promise"] for one in data["unfinished"]]
    assert [(one["decision"], one["to"], one["confirmed"]) for one in rows] == [
        ("carry_over", "successor not yet written", "not yet"),
        ("carry_over", "plan-2026-2030/A2", "yes"),
        ("open", "", ""),
        ("open", "", ""),
    ]
    assert data["counts"] == {
        "open": 2, "carry_over": 2, "drop": 0, "replace": 0, "unconfirmed": 1,
        "awaiting_successor": 1,
    }  # fmt: skip


def test_the_pack_of_an_ending_plan_lists_what_nobody_decided_about(people, old, new, decide):
    from vedette.response.policy import carrying
    from vedette.response.policy.pack.composing import compose
    from vedette.response.policy.pack.contents import pack_of

    decide("A2")
    carrying.decide(  # a decision alone does not end a document
        entry=new.entries.get(code="A1"), outcome="drop", reason="r", decided_on=DAY,
        by=people["officer"], at=NOW,
    )  # fmt: skip
    packs = [
        pack_of(plan, as_of=NOW, statuses=statuses_of(None), issuer="n", person=people["viewer"])
        for plan in (old, new)
    ]
    assert [one.undecided for one in packs] == [("A1", "A3", "A4"), ()]
    title = "What becomes of what is not done"
    told = [[part.title for part in compose(one, language="en").parts] for one in packs]
    assert [title in titles for titles in told] == [True, False]

"""Clocks that run for somebody: started once, extended, stopped, met, missed, and remembered."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from vedette.base.accounts.models import Body
from vedette.base.accounts.rules import Refused
from vedette.base.journal.models import Entry
from vedette.base.markings.models import Marking
from vedette.judgement.deadlines import actions, queries
from vedette.judgement.deadlines.calendars import CalendarUnknown
from vedette.judgement.deadlines.counting import Period, Unit
from vedette.judgement.deadlines.definitions import RuleMalformed, RuleUnknown, read_rules
from vedette.judgement.deadlines.formats import feed
from vedette.judgement.deadlines.models import Deadline
from vedette.judgement.deadlines.rules import Overtaken, Standing, standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def at(month, day, hour=9, year=2026):
    return datetime(year, month, day, hour, tzinfo=UTC)


MARCH_3 = at(3, 3)


@pytest.fixture
def start(people):
    """Start a clock of the focal point of Ireland."""
    marking, _ = Marking.objects.get_or_create(tlp="GREEN", purpose="public health")
    body = Body.objects.create(code="nfp-ie", name="Focal point", country="IE")

    def begin(rule="agency_data_request", event=MARCH_3, **values):
        values.setdefault("body", body)
        return actions.start(
            **{"rule": rule, "about": "protonitazene", "event_at": event, "marking": marking,
               "by": people["officer"], "at": event} | values
        )  # fmt: skip

    return begin


def test_a_clock_ends_by_the_holidays_of_whoever_must_act(start):
    row = start()
    assert row.last_day == date(2026, 3, 18)  # the 17th is Saint Patrick's Day
    step = row.steps.get()
    assert (step.counted_to, step.moved_because) == (date(2026, 3, 17), "Saint Patrick's Day")
    assert start("initial_report", event=at(2, 27)).last_day == date(2026, 4, 7)


def test_the_same_duty_does_not_run_twice(evidence, start):
    start(subject=evidence["substance"])
    with pytest.raises(Refused, match="running already"):
        start(subject=evidence["substance"])
    start(subject=evidence["family"])


def test_a_duty_without_a_number_stays_open_until_it_is_met(start, people):
    row = start("serious_risk")
    assert row.due_at is None
    assert standing_of(row, at=at(12, 1)) is Standing.NO_LIMIT
    actions.meet(deadline=row, by=people["officer"], at=at(3, 3, 10))
    assert standing_of(row, at=at(12, 1)) is Standing.MET


@pytest.mark.parametrize(
    ("done", "standing"),
    [(at(3, 18, 23), Standing.MET), (at(3, 19, 0), Standing.MET_LATE)],
)
def test_the_last_moment_of_the_last_day_is_in_time(start, people, done, standing):
    row = actions.meet(deadline=start(), by=people["officer"], at=done)
    assert standing_of(row, at=done) is standing
    assert standing_of(row, at=at(3, 10)) is Standing.RUNNING  # as known then


def test_what_is_not_met_is_missed(start):
    row = start()
    assert standing_of(row, at=at(3, 18, 23)) is Standing.RUNNING
    assert standing_of(row, at=at(3, 19, 0)) is Standing.MISSED


def test_an_extension_is_counted_from_the_event_and_needs_a_reason(start, people):
    row = start("risk_assessment", event=at(3, 20), body=None)
    assert row.last_day == date(2026, 5, 4)
    with pytest.raises(Refused, match="say why"):
        actions.extend(deadline=row, by_period=Period(2, Unit.WEEKS), reason=" ",
                       by=people["officer"], at=at(4, 1))  # fmt: skip
    row = actions.extend(deadline=row, by_period=Period(2, Unit.WEEKS), reason="data came late",
                         by=people["officer"], at=at(4, 1))  # fmt: skip
    assert row.last_day == date(2026, 5, 18)  # the 15th follows Ascension Day


def test_what_the_law_does_not_let_be_extended_is_refused(start, people):
    with pytest.raises(Refused, match="knows no extension"):
        actions.extend(deadline=start(), by_period=Period(1, Unit.WEEKS), reason="busy",
                       by=people["officer"], at=at(3, 4))  # fmt: skip
    row = start("objection", event=at(10, 14, year=2025), body=None)
    with pytest.raises(Refused, match="2 months"):
        actions.extend(deadline=row, by_period=Period(3, Unit.MONTHS), reason="more",
                       by=people["officer"], at=at(3, 4))  # fmt: skip
    row = actions.extend(deadline=row, reason="asked", by=people["officer"],
                         at=at(11, 3, year=2025))  # fmt: skip
    assert row.last_day == date(2026, 2, 16)


def test_a_stopped_clock_keeps_what_was_left_and_counts_it_from_when_it_runs_again(start, people):
    row = start("trade_authorisation", event=at(6, 1))  # Ireland: 1 June is itself a holiday
    assert row.last_day == date(2026, 6, 22)
    row = actions.pause(deadline=row, reason="papers missing", by=people["officer"], at=at(6, 8))
    assert standing_of(row, at=at(12, 1)) is Standing.PAUSED  # it cannot be missed meanwhile
    row = actions.resume(deadline=row, reason="papers came", by=people["officer"], at=at(6, 29))
    assert (row.amount, row.unit) == (10, "working_days")
    assert row.last_day == date(2026, 7, 13)
    assert [step.kind for step in row.steps.order_by("number")] == ["started", "paused", "resumed"]


def test_a_pause_of_a_period_in_weeks_moves_its_end_by_the_days_that_passed(start, people):
    row = start("agency_data_request", event=at(6, 2))
    assert row.last_day == date(2026, 6, 16)
    actions.pause(deadline=row, reason="question", by=people["officer"], at=at(6, 4))
    row.refresh_from_db()
    row = actions.resume(deadline=row, reason="answer", by=people["officer"], at=at(6, 11))
    assert row.last_day == date(2026, 6, 23)


def test_what_is_over_does_not_move(start, people):
    row = actions.withdraw(deadline=start(), reason="in error", by=people["officer"], at=at(3, 4))
    for act in (actions.meet, actions.pause, actions.withdraw):
        with pytest.raises(Refused, match="withdrawn already"):
            act(deadline=row, reason="again", by=people["officer"], at=at(3, 5))
    assert standing_of(row, at=at(12, 1)) is Standing.WITHDRAWN


def test_two_people_at_once_do_not_both_move_a_clock(start, people):
    row = start("risk_assessment", event=at(3, 20), body=None)
    twin = Deadline.objects.get(pk=row.pk)
    actions.extend(deadline=row, by_period=Period(2, Unit.WEEKS), reason="late data",
                   by=people["officer"], at=at(4, 1))  # fmt: skip
    with pytest.raises(Overtaken):
        actions.extend(deadline=twin, by_period=Period(2, Unit.WEEKS), reason="late data",
                       by=people["approver"], at=at(4, 1))  # fmt: skip


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"rule": "nothing"}, RuleUnknown, "nothing"),
        ({"event": at(1, 1, year=2020)}, RuleUnknown, "2020-01-01"),  # not yet law
        ({"calendar": "ATLANTIS"}, CalendarUnknown, "ATLANTIS"),
        ({"calendar": "DE-XX"}, CalendarUnknown, "DE-XX"),
        ({"body": None}, Refused, "whose holidays"),
        ({"about": "  "}, Refused, "what it is about"),
        ({"event": at(3, 3), "at": at(3, 2)}, Refused, "lies ahead"),
    ],
)
def test_a_clock_that_cannot_run_is_refused_and_nothing_is_kept(start, values, error, says):
    with pytest.raises(error, match=says):
        start(**values)
    assert not Deadline.objects.exists()


def test_a_person_without_the_right_moves_no_clock(start, people):
    with pytest.raises(Refused, match="roles"):
        start(by=people["viewer"])
    with pytest.raises(Refused, match="roles"):
        actions.meet(deadline=start(), by=people["laboratory"], at=at(3, 4))


def test_a_holiday_that_moves_moves_the_clocks_that_run_under_it(start, people):
    row, elsewhere = start(), start(calendar="FR", subject=None, about="other")
    moved = actions.enter_day(
        calendar="ie", day=date(2026, 3, 18), name="Day of mourning", source="government notice",
        by=people["officer"], at=at(3, 10),
    )  # fmt: skip
    assert [(one.pk, one.last_day) for one in moved] == [(row.pk, date(2026, 3, 19))]
    elsewhere.refresh_from_db()
    assert elsewhere.last_day == date(2026, 3, 17)
    again = actions.enter_day(
        calendar="IE", day=date(2026, 3, 17), name="", source="government notice",
        by=people["officer"], at=at(3, 11),
    )  # fmt: skip
    assert [one.last_day for one in again] == [date(2026, 3, 17)]


def test_fixed_days_are_found_and_moved_by_no_weekend(start):
    assert start("first_focal_point_assessment", body=None).last_day == date(2026, 7, 3)
    assert start("form_d").last_day == date(2026, 6, 30)
    assert start("quarterly_summary", event=at(8, 1)).last_day == date(2026, 10, 31)  # a Saturday
    assert start("yearly_trade_summary", event=at(2, 20)).last_day == date(2027, 2, 14)


def test_a_reminder_is_written_once_for_each_stage_and_end(start, people):
    row = start()  # ends with 18 March
    assert actions.remind(at=at(3, 5)) == []
    assert [one.stage for one in actions.remind(at=at(3, 12, 12))] == ["week"]
    assert actions.remind(at=at(3, 12, 13)) == []
    assert [one.stage for one in actions.remind(at=at(3, 18, 12))] == ["day"]
    actions.enter_day(calendar="IE", day=date(2026, 3, 18), name="Extra day", source="notice",
                      by=people["officer"], at=at(3, 18, 12))  # fmt: skip
    assert [one.stage for one in actions.remind(at=at(3, 18, 13))] == ["two_days"]
    assert [one.stage for one in actions.remind(at=at(3, 21))] == ["missed"]
    actions.meet(deadline=Deadline.objects.get(pk=row.pk), by=people["officer"], at=at(3, 22))
    assert actions.remind(at=at(3, 30)) == []


def test_punctuality_counts_what_fell_due_and_leaves_out_drills(start, people):
    in_time, late, _missed = start(about="a"), start(about="b"), start(about="c")
    actions.meet(deadline=in_time, by=people["officer"], at=at(3, 17))
    actions.meet(deadline=late, by=people["officer"], at=at(3, 20))
    actions.meet(deadline=start(about="d", exercise=True), by=people["officer"], at=at(3, 4))
    start(about="still running", event=at(3, 30))
    rows = queries.due_in_year(queries.deadlines_seen_by(people["officer"]), 2026)
    (found,) = queries.punctuality(rows, at=at(4, 1))
    assert (found.in_time, found.late, found.missed) == (1, 1, 1)
    assert found.share == pytest.approx(1 / 3)


def test_what_is_due_lists_the_missed_first_and_nothing_closed_to_the_person(start, people):
    late, ahead = start(about="late"), start(about="ahead", event=at(3, 20))
    red = Marking.objects.create(tlp="RED", purpose="public health")
    start(about="closed", marking=red)
    found = queries.due_for(people["officer"], at=at(3, 21))
    assert [row.pk for row, _standing in found] == [late.pk, ahead.pk]
    assert queries.due_for(people["officer"], at=at(3, 10)) == [(late, Standing.RUNNING)]


def test_the_calendar_feed_is_read_by_an_independent_parser(start):
    by_day, by_hour = start(), start("data_breach", about="laptop; lost, twice")
    text = feed([(by_day, "Answer"), (by_hour, "Notify"), (start("serious_risk"), "Open")],
                at=at(3, 4), domain="vedette.example", name="Due")  # fmt: skip
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [e["summary"] for e in events] == [
        "Answer: protonitazene", "Notify: laptop; lost, twice",
    ]  # fmt: skip
    assert events[0].decoded("dtstart") == date(2026, 3, 18)
    assert events[1].decoded("dtstart") == by_hour.due_at
    assert len({str(e["uid"]) for e in events}) == 2
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))


def test_every_step_is_in_the_journal(start, people):
    row = start()
    actions.meet(deadline=row, by=people["officer"], at=at(3, 4))
    acts = Entry.objects.filter(subject_id=row.pk).order_by("id").values_list("act", flat=True)
    assert list(acts) == ["deadline.started", "deadline.met"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[rule]]\nkey = 'x'", "x: title is missing"),
        ("[[rule]]\nkey = \n[x]", "line 2"),
        ("[[rule]]\nkey='x'\ntitle={en='t'}\nactor='EU'\nvalid_from=2024-01-01\n"
         "certainty='law'", "say one of"),
        ("[[rule]]\nkey='x'\ntitle={en='t'}\nactor='EU'\nvalid_from=2024-01-01\n"
         "certainty='law'\namount=2\nunit='fortnights'", "fortnights"),
        ("[[rule]]\nkey='x'\ntitle={en='t'}\nactor='EU'\nvalid_from=2024-01-01\n"
         "certainty='law'\namuont=2", "amuont"),
        ("[[rule]]\nkey='x'\ntitle={en='t'}\nactor='EU'\nvalid_from=2024-01-01\n"
         "certainty='guess'\namount=2\nunit='days'", "certainty"),
        ("[[rule]]\nkey='x'\ntitle={en='t'}\nactor='EU'\nvalid_from=2024-01-01\n"
         "certainty='law'\non='02-30'", "day is out of range"),
    ],
)  # fmt: skip
def test_a_malformed_rule_is_refused_with_its_key_and_reason(text, says):
    with pytest.raises(RuleMalformed, match=says):
        read_rules(text, file="deadline-rules.toml")


def test_a_node_replaces_a_rule_without_code(start, instance_folder):
    (instance_folder / "deadline-rules.toml").write_text(
        "[[rule]]\nkey='information_request'\ntitle={en='Answer'}\nactor='national'\n"
        "valid_from=2024-01-01\ncertainty='ours'\namount=3\nunit='days'\n",
        encoding="utf-8",
    )
    assert start("information_request", event=at(3, 2)).last_day == date(2026, 3, 5)
    assert start().last_day == date(2026, 3, 18)


def test_shipped_rules_are_dated_and_told_in_three_languages():
    rules = queries.every_rule()
    assert len(rules) >= 35
    for rule in rules:
        assert {"en", "nl", "da"} <= set(rule.title), rule.key
        assert rule.legal_ref or rule.certainty == "ours", rule.key
        assert rule.days or {"en", "nl", "da"} <= set(rule.starts), rule.key
        assert rule.valid_from > date(1961, 1, 1) - timedelta(1)

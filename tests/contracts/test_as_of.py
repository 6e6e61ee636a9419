"""What was known on a day does not change with what is learned later."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HEADER = "report_id,date_occurred,date_reported,country,region,city,laboratory,substances_found,"
REST = "sold_as,method,amount,unit,form,colour,logo,age_band,sex,remarks\n"


def take_in(tmp_path, name, rows, *, archive):
    """Take in rows of the reporting template."""
    from vedette import pathway

    path = tmp_path / name
    lines = [
        f"{key},{day},{day},IE,IE061,,,{found},,GC-MS,,,tablet,,,,,\n" for key, day, found in rows
    ]
    path.write_text(HEADER + REST + "".join(lines))
    with path.open("rb") as stream:
        submission = pathway.receive(
            stream=stream, file=name, source="template", archive=archive, by=None, at=timezone.now()
        )
    read = pathway.take_in(submission, by=None)
    assert read.recorded == len(rows), read.error
    return read


def history(today):
    """A year of routine, and a nitazene in its last month."""
    routine = [(f"R{n}", today - timedelta(days=400 - n), "cocaine") for n in range(360)]
    return routine + [(f"N{n}", today - timedelta(days=40 + n), "protonitazene") for n in range(3)]


def raised(as_of):
    """Return what a run as of a moment says, without the names of snapshot and run."""
    from vedette import pathway
    from vedette.judgement.signals.models import Signal

    run = pathway.detect(as_of=as_of, by=None, at=timezone.now())
    return sorted(
        (s.kind, s.story, s.observed, s.expected, s.pvalue, s.rank, tuple(s.report_ids))
        for s in Signal.objects.filter(run=run)
    )


def test_a_fact_received_later_changes_nothing_said_as_of_an_earlier_day(registers, tmp_path):
    today = timezone.localdate()
    take_in(tmp_path, "history.csv", history(today), archive=True)
    as_of = datetime.combine(today - timedelta(days=30), datetime.min.time(), UTC)
    before = raised(as_of)
    assert any("protonitazene" in story for _, story, *_ in before)
    late = [(f"L{n}", today - timedelta(days=45 + n), "metonitazene") for n in range(5)]
    take_in(tmp_path, "late.csv", late, archive=False)
    from vedette.judgement.signals.models import Continuation, Signal

    Continuation.objects.all().delete()
    Signal.objects.all().delete()
    assert raised(as_of) == before


def test_two_looks_as_of_one_moment_raise_a_story_once(registers, tmp_path):
    from vedette import pathway
    from vedette.judgement.signals.models import Signal

    today = timezone.localdate()
    take_in(tmp_path, "history.csv", history(today), archive=True)
    as_of = datetime.combine(today - timedelta(days=30), datetime.min.time(), UTC)
    first = pathway.detect(as_of=as_of, by=None, at=timezone.now())
    mine = Signal.objects.filter(story="substance:protonitazene@IE")
    assert mine.count() == 1
    late = [("L1", today - timedelta(days=45), "metonitazene")]
    take_in(tmp_path, "late.csv", late, archive=False)
    second = pathway.detect(as_of=as_of, by=None, at=timezone.now())
    assert second.snapshot != first.snapshot
    assert mine.count() == 1
    assert second.continuations.filter(signal=mine.get()).exists()


def test_while_one_run_looks_others_wait_so_that_they_see_its_stories(
    registers, tmp_path, monkeypatch
):
    from vedette import pathway
    from vedette.base.locks import is_held

    take_in(tmp_path, "history.csv", history(timezone.localdate()), archive=True)
    held = []
    from vedette.pathway import noticing

    look, keep = noticing.open_stories, noticing.signals.keep_run

    def looking(**fields):
        held.append(is_held("detection"))
        return look(**fields)

    def keeping(**fields):
        held.append(is_held("detection"))
        return keep(**fields)

    monkeypatch.setattr(noticing, "open_stories", looking)
    monkeypatch.setattr(noticing.signals, "keep_run", keeping)
    now = timezone.now()
    pathway.detect(as_of=now, by=None, at=now)
    assert held == [True, True]
    assert not is_held("detection")


def test_a_retraction_takes_the_first_detection_with_it(registers, people, tmp_path):
    from vedette import pathway
    from vedette.evidence.observations import actions
    from vedette.evidence.observations.models import Report
    from vedette.evidence.snapshots import queries

    today = timezone.localdate()
    take_in(tmp_path, "history.csv", history(today), archive=True)
    first = Report.objects.get(source_key="N2")
    pathway.freeze(as_of=timezone.now(), by=None, at=timezone.now())
    assert queries.first_detections("protonitazene") == [("IE", first.occurred_on, first.pk)]

    actions.retract(report=first, reason="wrong sample", by=people["officer"], at=timezone.now())
    pathway.freeze(as_of=timezone.now(), by=None, at=timezone.now())
    [(_, day, report)] = queries.first_detections("protonitazene")
    assert report == Report.objects.get(source_key="N1").pk
    assert day > first.occurred_on
    assert Report.objects.filter(pk=first.pk).exists()  # the old revision stays readable


def test_two_names_can_be_linked_and_split_again(registers, people, tmp_path):
    from vedette import pathway
    from vedette.catalogue.substances import actions
    from vedette.catalogue.substances.models import Substance
    from vedette.evidence.snapshots import queries

    take_in(tmp_path, "history.csv", history(timezone.localdate()), archive=True)
    one, other = (Substance.objects.get(key=key) for key in ("protonitazene", "isotonitazene"))
    now = timezone.now()
    by = people["officer"]
    link = actions.link(
        substance=one, same_as=other, confidence=0.8, source="a chemist", by=by, at=now
    )
    pathway.freeze(as_of=timezone.now(), by=None, at=timezone.now())
    assert queries.first_detections("isotonitazene")
    assert not queries.first_detections("protonitazene")
    actions.split(link=link, reason="they differ", by=by, at=timezone.now())
    pathway.freeze(as_of=timezone.now(), by=None, at=timezone.now())
    assert not queries.first_detections("isotonitazene")
    assert queries.first_detections("protonitazene")
    assert Substance.objects.get(key="protonitazene").name == "protonitazene"


ARRIVALS = ("mephedrone", "ketamine", "2C-B", "protonitazene", "MDMA")


def many_arrivals(today):
    """A year of routine, then more new substances at once than a small budget has room for."""
    came = [
        (f"{name}{n}", today - timedelta(days=24 - 2 * n - 2 * wait), name)
        for wait, name in enumerate(ARRIVALS)
        for n in range(4)
    ]
    return [*history(today)[:360], *came]


@pytest.fixture
def weeks_lived(registers, tmp_path):
    """Five weekly runs over many arrivals, under a budget of one a week, and their policy."""
    from vedette import pathway
    from vedette.judgement.signals.thresholds import Policy

    today = timezone.localdate() + timedelta(days=1)
    take_in(tmp_path, "arrivals.csv", many_arrivals(today), archive=True)
    policy = Policy(new_per_week=1)
    now = datetime.combine(today, datetime.min.time(), UTC)
    return policy, pathway.detect_weekly(weeks=5, by=None, now=now, policy=policy)


def test_a_live_desk_shows_week_for_week_what_a_replay_shows(weeks_lived):
    from vedette import pathway
    from vedette.judgement.signals.models import Signal
    from vedette.judgement.signals.queries import raised_or_promoted_by

    policy, runs = weeks_lived
    first, last = runs[0].as_of.date(), runs[-1].as_of.date()
    replayed = list(pathway.replay(start=first, end=last, policy=policy))
    lived = [
        set(Signal.objects.filter(shown_at=run.as_of).values_list("story", flat=True))
        for run in runs
    ]
    assert lived == [{one.story for one in week.came} for week in replayed]
    assert sum(map(len, lived)) >= 3
    promoted = [s for s in Signal.objects.exclude(shown_at=None) if s.shown_at > s.raised_at]
    assert promoted
    for signal in promoted:
        run = next(run for run in runs if run.as_of == signal.shown_at)
        assert signal in raised_or_promoted_by(run)
    assert all(
        set(Signal.objects.filter(raised_at__lte=run.as_of).exclude(shown_at__lte=run.as_of)
            .filter(continuations__run=run).values_list("story", flat=True))
        <= {one.story for one in week.folded}
        for run, week in zip(runs, replayed, strict=True)
    )  # fmt: skip


def test_what_is_promoted_later_leaves_the_desks_of_earlier_days_as_they_were(weeks_lived, people):
    from vedette.judgement.signals.models import Signal
    from vedette.judgement.signals.queries import desk, folded

    promoted = next(s for s in Signal.objects.exclude(shown_at=None) if s.shown_at > s.raised_at)
    person = people["officer"]
    before = promoted.shown_at - timedelta(minutes=1)
    assert promoted not in desk(person=person, as_of=before)
    assert promoted in folded(person=person, as_of=before)
    assert promoted in desk(person=person, as_of=promoted.shown_at)
    assert promoted not in folded(person=person, as_of=promoted.shown_at)


def test_looking_daily_shows_no_more_than_the_budget_of_a_week(registers, tmp_path):
    from vedette import pathway
    from vedette.judgement.signals.models import Signal
    from vedette.judgement.signals.thresholds import Policy

    today = timezone.localdate()
    unwatched = [row for row in many_arrivals(today) if row[2] != "protonitazene"]
    take_in(tmp_path, "arrivals.csv", unwatched, archive=True)
    policy, now = Policy(new_per_week=2), timezone.now()
    for back in range(14, -1, -1):
        pathway.detect(as_of=now - timedelta(days=back), by=None, at=now, policy=policy)
    days = sorted(timezone.localdate(s.shown_at) for s in Signal.objects.exclude(shown_at=None))
    assert len(days) > 2
    third = zip(days, days[2:], strict=False)
    assert all(later - day >= timedelta(weeks=1) for day, later in third)


def test_the_same_question_is_answered_by_the_same_run(registers, tmp_path):
    from vedette import pathway

    take_in(tmp_path, "history.csv", history(timezone.localdate()), archive=True)
    now = timezone.now()
    asked = {"as_of": now - timedelta(days=20), "by": None, "at": now}
    assert pathway.detect(**asked) == pathway.detect(**asked)


def test_the_week_that_is_over_is_that_of_the_node_s_own_clock(registers, tmp_path, monkeypatch):
    from vedette import pathway
    from vedette.judgement.signals.thresholds import Policy
    from vedette.pathway import noticing

    take_in(tmp_path, "history.csv", history(timezone.localdate()), archive=True)
    seen, find = [], noticing.find_signals

    def finding(*tables, **asked):
        seen.append(find(*tables, **asked))
        return seen[-1]

    monkeypatch.setattr(noticing, "find_signals", finding)
    now = timezone.now()
    sunday = (now - timedelta(days=now.isoweekday())).replace(hour=20)  # Monday in the far east
    for cap, zone in enumerate(("UTC", "Pacific/Auckland"), 8):
        with timezone.override(zone):
            pathway.detect(as_of=sunday, by=None, at=now, policy=Policy(new_per_week=cap))
    there, far_east = seen
    assert far_east.weeks[-1] - there.weeks[-1] == timedelta(weeks=1)
    assert [found.findings for found in seen] == [there.findings] * 2

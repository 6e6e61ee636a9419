"""A sample between laboratories: custody, preliminary, confirmed, contested, corrected."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.contracts.two_laboratories import register, two_laboratories
from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.base.journal.models import Entry
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.laboratories import exchange
from vedette.catalogue.laboratories.models import StandardRequest
from vedette.catalogue.laboratories.queries import find, holders_of, scores_of
from vedette.catalogue.laboratories.rules import FactRefused, Overtaken
from vedette.catalogue.substances.models import Substance, SubstanceName
from vedette.evidence.observations.models import Finding, Report
from vedette.evidence.observations.queries import reports_seen_by
from vedette.evidence.observations.renaming import Scope
from vedette.evidence.samples import actions as samples
from vedette.evidence.samples import queries as sample_queries
from vedette.evidence.samples import rules
from vedette.evidence.samples.models import CustodyStep, Sample
from vedette.evidence.samples.queries import (
    contested_among,
    line_of,
    lines_seen_by,
    samples_seen_by,
    turn_arounds,
    waiting_for,
)
from vedette.evidence.samples.rules import Standing
from vedette.evidence.snapshots.queries import first_detections, frozen_tables
from vedette.judgement.signals.models import Continuation, Signal
from vedette.pathway import examining

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STRIP, FTIR = "test strip", "FTIR"
STANDARD = "LC-HRMS with reference standard"


@pytest.fixture
def network(people, evidence):
    """Two laboratories with a person each, and one sample registered by the first."""
    made = two_laboratories(people, evidence, other="south", now=timezone.now() - 30 * DAY)
    made["sample"] = register(made, context="drug_checking", place=evidence["country"])
    return made


def pass_on(network, *, hours=1):
    """Take the sample from north to south, each step by whoever may."""
    sample, at = network["sample"], network["now"] + hours * HOUR
    samples.ask(sample=sample, laboratory=network["lab_south"], reason="confirm what is in it",
                by=network["north"], at=at)  # fmt: skip
    samples.accept(sample=sample, by=network["south"], at=at + HOUR)
    samples.send(sample=sample, seal="S-17", by=network["north"], at=at + 2 * HOUR)
    return samples.receive(sample=sample, seal="S-17", is_seal_intact=True, by=network["south"],
                           at=at + DAY)  # fmt: skip


def say(network, kind, lab, names=(), method="", reason="", *, days=2):
    return pathway.report_on_sample(
        sample=network["sample"], kind=kind, laboratory=network[f"lab_{lab}"], names=names,
        method=method, reason=reason, by=network[lab], at=network["now"] + days * DAY,
    )  # fmt: skip


def standing(network):
    return line_of(network["sample"]).standing


def counted(network):
    """What the evidence holds of the sample now: substance and how sure."""
    reports = reports_seen_by(network["officer"]).filter(source_key=network["sample"].token)
    return [
        (finding.substance.key if finding.substance else finding.raw, finding.identity)
        for report in reports for finding in report.findings.all()
    ]  # fmt: skip


def frozen(network, *, days):
    """Return the substances that count as found in the sample as of a day, in a snapshot."""
    snapshot = pathway.freeze(as_of=timezone.now(), by=None, at=timezone.now())
    findings, _reports = frozen_tables(snapshot)
    moment = (network["now"] + days * DAY).replace(tzinfo=None)  # UTC, as stored
    rows = findings.to_pylist()
    mine = set(
        Report.objects.filter(source_key=network["sample"].token).values_list("pk", flat=True)
    )
    return [
        row["substance"] for row in rows
        if row["report_id"] in mine and row["known_from"] <= moment
        and (row["known_until"] is None or row["known_until"] > moment)
    ]  # fmt: skip


# Paths of a result


def test_a_preliminary_result_counts_and_says_that_it_is_not_confirmed(network):
    told = say(network, "result", "north", ["protonitazene"], FTIR)
    assert (told.level, told.because) == ("probable", "one_structural")
    assert standing(network) is Standing.PRELIMINARY
    assert counted(network) == [("protonitazene", "probable")]


def test_a_preliminary_result_is_confirmed_later_on_the_same_sample(network):
    say(network, "result", "north", ["protonitazene"], STRIP, days=0.01)
    pass_on(network)
    told = say(network, "result", "south", ["protonitazene"], STANDARD)
    assert (told.level, told.because) == ("confirmed", "standard")
    assert standing(network) is Standing.CONFIRMED
    assert counted(network) == [("protonitazene", "confirmed")]
    assert Report.objects.filter(source_key=network["sample"].token).count() == 2


def test_methods_of_two_laboratories_that_agree_confirm_together(network):
    say(network, "result", "north", ["protonitazene"], FTIR, days=0.01)
    pass_on(network)
    told = say(network, "result", "south", ["Protonitazene"], "GC-MS")
    assert (told.level, told.method) == ("confirmed", "FTIR; GC-MS")


def test_methods_of_laboratories_that_disagree_do_not_add_up(network):
    say(network, "result", "north", ["metonitazene"], FTIR, days=0.01)
    pass_on(network)
    told = say(network, "result", "south", ["protonitazene"], "GC-MS")
    assert (told.level, told.method) == ("probable", "GC-MS")


def test_what_is_contested_is_no_longer_counted(network):
    say(network, "result", "north", ["protonitazene"], FTIR, days=1)
    doubt = say(network, "contest", "south", reason="the spectrum is that of the cutting agent",
                days=3)  # fmt: skip
    assert doubt.of.number == 1
    assert standing(network) is Standing.CONTESTED
    assert counted(network) == []
    assert frozen(network, days=2) == ["protonitazene"]
    assert frozen(network, days=4) == []


def test_a_contested_result_is_corrected_by_a_linked_retest(network):
    say(network, "result", "north", ["ketamine"], FTIR, days=1)
    say(network, "contest", "south", reason="not in our spectrum", days=3)
    again = say(network, "retest", "north", ["protonitazene"], STANDARD, "measured anew", days=5)
    assert again.of.number == 1
    assert standing(network) is Standing.CORRECTED
    assert counted(network) == [("protonitazene", "confirmed")]
    assert frozen(network, days=4) == []
    assert frozen(network, days=6) == ["protonitazene"]


def test_a_contested_result_may_also_stand(network):
    say(network, "result", "north", ["protonitazene"], FTIR, days=1)
    say(network, "contest", "south", reason="a doubt", days=3)
    say(network, "retest", "north", ["protonitazene"], STANDARD, "measured anew", days=5)
    assert standing(network) is Standing.CONFIRMED


def test_a_released_result_is_corrected_without_a_contest_too(network):
    say(network, "result", "north", ["ketamine"], STANDARD, days=1)
    with pytest.raises(Refused, match="report a retest"):
        say(network, "result", "north", ["protonitazene"], STANDARD, days=2)
    say(network, "retest", "north", ["protonitazene"], STANDARD, "samples were swapped", days=2)
    assert standing(network) is Standing.CORRECTED
    assert counted(network) == [("protonitazene", "confirmed")]


@pytest.fixture
def routine(network, another_report):
    """Return forty weeks in which only the usual was found, and a sample of this week."""
    for week in range(1, 41):
        known = network["now"] - timedelta(weeks=week - 1)
        another_report(f"routine-{week}", occurred_on=(known - 8 * DAY).date(),
                       received_at=known, line=week)  # fmt: skip
    new = Substance.objects.create(
        key="metonitazene", name="metonitazene", family=network["family"]
    )
    SubstanceName.objects.create(substance=new, text="metonitazene", source="test")
    Sample.objects.update(occurred_on=(network["now"] + 24 * DAY).date())
    return network


def test_a_first_detection_falls_with_the_result_it_rests_on(routine):
    told = say(routine, "result", "north", ["metonitazene"], FTIR, days=25)
    pathway.detect(as_of=routine["now"] + 26 * DAY, by=None, at=timezone.now())
    raised = [s for s in Signal.objects.all() if told.report_id in s.report_ids]
    assert {s.kind for s in raised} == {"first_node"}
    assert contested_among(raised[0].report_ids, routine["officer"]) == []
    say(routine, "contest", "south", reason="not in our spectrum", days=27)
    assert contested_among(raised[0].report_ids, routine["officer"]) == [routine["sample"]]
    run = pathway.detect(as_of=routine["now"] + 28 * DAY, by=None, at=timezone.now())
    seen = Continuation.objects.filter(run=run, signal__in=raised)
    assert not seen.exists()
    assert not Signal.objects.filter(run=run, substance__key="metonitazene").exists()
    say(routine, "retest", "north", ["metonitazene"], STANDARD, "measured anew", days=28.5)
    assert contested_among(raised[0].report_ids, routine["officer"]) == []
    assert [row[2] for row in first_after(routine)] == [line_of(routine["sample"]).newest.report_id]


def first_after(network):
    pathway.freeze(as_of=timezone.now(), by=None, at=timezone.now())
    return first_detections("metonitazene")


def test_a_substance_nobody_knows_waits_for_a_chemist(network):
    say(network, "result", "north", ["unheard-of-7"], FTIR)
    assert Finding.objects.get(raw="unheard-of-7").question.status == "open"


def test_nothing_found_is_a_result(network):
    say(network, "result", "north", [], FTIR)
    report = reports_seen_by(network["officer"]).get(source_key=network["sample"].token)
    assert report.details["nothing_found"] is True
    assert report.laboratory == network["lab_north"]


@pytest.mark.parametrize(
    ("kind", "lab", "method", "reason", "told"),
    [
        ("contest", "north", "", "why", "no result yet"),
        ("retest", "north", FTIR, "why", "no result yet"),
        ("result", "south", FTIR, "", "the sample is at North"),
        ("result", "north", "", "", "names the methods"),
        ("result", "north", "by looking at it", "", "names the methods"),
        ("rumour", "north", FTIR, "", "no answer is called"),
    ],
)
def test_what_cannot_be_said_yet_is_refused(network, kind, lab, method, reason, told):
    with pytest.raises(Refused, match=told):
        say(network, kind, lab, ["ketamine"], method, reason)


@pytest.mark.parametrize(
    ("kind", "reason", "told"),
    [("result", "", "report a retest"), ("contest", "again", "contested already"),
     ("retest", " ", "says why")],
)  # fmt: skip
def test_after_a_contest_only_a_retest_with_its_reason_follows(network, kind, reason, told):
    say(network, "result", "north", ["ketamine"], FTIR, days=1)
    say(network, "contest", "south", reason="a doubt", days=2)
    with pytest.raises(Refused, match=told):
        say(network, kind, "north", ["ketamine"], FTIR, reason, days=3)


def test_a_retracted_report_can_be_reported_again(network):
    from vedette.evidence.observations.actions import retract

    told = say(network, "result", "north", ["ketamine"], FTIR, days=1)
    retract(report=told.report, reason="wrong sheet", by=network["officer"], at=timezone.now())
    assert counted(network) == []
    say(network, "retest", "north", ["protonitazene"], FTIR, "the right sheet", days=40)
    assert counted(network) == [("protonitazene", "probable")]


# Custody


def test_custody_is_a_line_without_a_gap(network):
    step = pass_on(network)
    line = line_of(network["sample"])
    assert [one.kind for one in line.custody] == [
        "registered",
        "asked",
        "accepted",
        "sent",
        "received",
    ]
    assert [one.number for one in line.custody] == [1, 2, 3, 4, 5]
    assert (step.holder, step.is_seal_intact) == (network["lab_south"], True)
    acts = Entry.objects.filter(subject_kind="samples.sample").values_list("act", flat=True)
    assert set(acts) == {f"sample.{one.kind}" for one in line.custody}


@pytest.mark.parametrize("after", sorted(rules.NEXT))
def test_only_the_steps_of_the_table_follow(network, after):
    step = CustodyStep(kind=after)
    for kind in CustodyStep.Kind.values:
        if kind in rules.NEXT[after]:
            rules.check_step(step, kind)
        else:
            with pytest.raises(Refused, match="what can follow"):
                rules.check_step(step, kind)


def test_nobody_moves_what_is_not_theirs_to_move(network):
    sample, now = network["sample"], network["now"]
    south = network["lab_south"]
    with pytest.raises(Refused, match="only people of North"):
        samples.ask(sample=sample, laboratory=south, reason="r", by=network["south"], at=now)
    samples.ask(sample=sample, laboratory=south, reason="r", by=network["north"], at=now)
    with pytest.raises(Refused, match="only people of South"):
        samples.accept(sample=sample, by=network["north"], at=now)
    with pytest.raises(Refused, match="roles"):
        samples.accept(sample=sample, by=network["viewer"], at=now)
    samples.accept(sample=sample, by=network["officer"], at=now)


def test_another_seal_is_never_called_intact(network):
    sample, now = network["sample"], network["now"]
    samples.ask(
        sample=sample, laboratory=network["lab_south"], reason="r", by=network["north"], at=now
    )
    samples.accept(sample=sample, by=network["south"], at=now)
    with pytest.raises(Refused, match="under a seal"):
        samples.send(sample=sample, seal=" ", by=network["north"], at=now)
    samples.send(sample=sample, seal="S-1", by=network["north"], at=now)
    with pytest.raises(Refused, match="under way"):
        say(network, "result", "north", ["ketamine"], FTIR)
    with pytest.raises(Refused, match="not the one"):
        samples.receive(sample=sample, seal="S-2", is_seal_intact=True, by=network["south"], at=now)
    with pytest.raises(Refused, match="condition"):
        samples.receive(
            sample=sample, seal="S-2", is_seal_intact=False, by=network["south"], at=now
        )
    samples.receive(sample=sample, seal="S-2", is_seal_intact=False, condition="torn, powder lost",
                    by=network["south"], at=now)  # fmt: skip


def test_two_people_cannot_take_the_same_step(network, monkeypatch):
    sample, now = network["sample"], network["now"]
    stale = samples._last(sample)
    samples.ask(
        sample=sample, laboratory=network["lab_south"], reason="r", by=network["north"], at=now
    )
    monkeypatch.setattr(samples, "_last", lambda _sample: stale)
    with pytest.raises(rules.Overtaken):
        samples.ask(
            sample=sample, laboratory=network["lab_south"], reason="r", by=network["north"], at=now
        )
    assert sample.custody.count() == 2


def test_two_people_cannot_report_at_once(network, monkeypatch):
    line = line_of(network["sample"])
    say(network, "result", "north", ["ketamine"], FTIR)
    monkeypatch.setattr(examining, "line_of", lambda _sample: line)
    with pytest.raises(rules.Overtaken):
        say(network, "result", "north", ["protonitazene"], FTIR)
    assert counted(network) == [("ketamine", "probable")]


def test_who_is_asked_sees_a_closed_sample_and_others_do_not(network):
    network["sample"].marking = network["AMBER"]["marking"]
    network["sample"].save()
    assert not samples_seen_by(network["viewer"]).exists()
    assert not samples_seen_by(network["south"]).exists()
    samples.ask(sample=network["sample"], laboratory=network["lab_south"], reason="r",
                by=network["north"], at=network["now"])  # fmt: skip
    assert [line.sample for line in waiting_for(network["south"])] == [network["sample"]]
    assert waiting_for(network["north"]) == []


def test_turn_around_counts_the_methods_of_the_laboratory_itself(network):
    say(network, "result", "north", ["protonitazene"], FTIR, days=0.01)
    pass_on(network)
    told = say(network, "result", "south", ["protonitazene"], "GC-MS", days=5)
    assert (told.used, told.method) == ("GC-MS", "FTIR; GC-MS")
    assert set(turn_arounds()) == {
        ("north", ""), ("north", "FTIR"), ("south", ""), ("south", "GC-MS"),
    }  # fmt: skip


def test_turn_around_runs_from_receipt_to_the_first_answer(network):
    pass_on(network)  # received 25 hours after the sample was registered
    say(network, "result", "south", ["ketamine"], FTIR, days=5)
    say(network, "retest", "south", ["ketamine"], STANDARD, "again", days=9)
    took = turn_arounds(network["lab_south"])
    assert took["south", ""].answers == 1
    assert took["south", "FTIR"].median == pytest.approx(5 - 25 / 24)
    assert ("south", "LC-HRMS") not in took


# The directory


def test_a_state_has_three_national_representatives_at_most(network):
    by, now = network["officer"], network["now"]
    labs = [
        directory.enter(code=f"l{n}", name=f"L{n}", country="IE", by=by, at=now) for n in range(5)
    ]
    first = [directory.give_role(laboratory=lab, kind="national_representative",
                                 since=now.date(), by=by, at=now) for lab in labs[:3]]  # fmt: skip
    assert sorted(role.seat for role in first) == [1, 2, 3]
    with pytest.raises(FactRefused, match="3 national representatives"):
        directory.give_role(laboratory=labs[3], kind="national_representative", since=now.date(),
                            by=by, at=now)  # fmt: skip
    directory.give_role(laboratory=labs[3], kind="customs", since=now.date(), by=by, at=now)
    directory.end_role(role=first[1], on=now.date(), by=by, at=now)
    again = directory.give_role(laboratory=labs[4], kind="national_representative",
                                since=now.date(), by=by, at=now)  # fmt: skip
    assert again.seat == 2


def test_two_officers_cannot_give_the_same_seat(network, monkeypatch):
    by, now = network["officer"], network["now"]
    monkeypatch.setattr(directory, "_free_seat", lambda _country: 1)
    directory.give_role(laboratory=network["lab_north"], kind="national_representative",
                        since=now.date(), by=by, at=now)  # fmt: skip
    with pytest.raises(Overtaken):
        directory.give_role(laboratory=network["lab_south"], kind="national_representative",
                            since=now.date(), by=by, at=now)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "told"),
    [({"detection_limit": 0.0, "unit": "ug/L"}, "above zero"), ({"detection_limit": 1.0}, "unit"),
     ({"accredited_until": date(2030, 1, 1)}, "must have been given")],
)  # fmt: skip
def test_a_method_that_cannot_be_is_refused(network, said, told):
    with pytest.raises(FactRefused, match=told):
        directory.add_method(laboratory=network["lab_north"], technique="gc-ms",
                             since=date(2026, 1, 1), by=network["north"], at=network["now"],
                             **said)  # fmt: skip


def test_a_laboratory_speaks_for_itself_only(network):
    with pytest.raises(Refused, match="only people of South"):
        directory.add_method(
            laboratory=network["lab_south"], technique="gc-ms", since=date(2026, 1, 1),
            by=network["north"], at=network["now"],
        )  # fmt: skip


def test_a_standard_goes_from_who_has_it_to_who_needs_it(network):
    now, substance = network["now"], network["substance"]
    directory.hold_standard(
        laboratory=network["lab_north"], substance=substance, since=timezone.localdate(now),
        may_share=True, by=network["north"], at=now,
    )  # fmt: skip
    asked = exchange.ask(laboratory=network["lab_south"], substance=substance, reason="a new case",
                         by=network["south"], at=now)  # fmt: skip
    with pytest.raises(Refused, match="own request"):
        exchange.offer(request=asked, laboratory=network["lab_south"], by=network["south"], at=now)
    stale = StandardRequest.objects.get(pk=asked.pk)
    exchange.offer(request=asked, laboratory=network["lab_north"], by=network["north"], at=now)
    with pytest.raises(Overtaken):
        exchange.offer(
            request=stale, laboratory=network["lab_north"], by=network["officer"], at=now
        )
    with pytest.raises(Refused, match="only people of North"):
        exchange.send(request=asked, by=network["south"], at=now)
    exchange.send(request=asked, by=network["north"], at=now)
    with pytest.raises(Refused, match="what can follow is received"):
        exchange.decline(request=asked, by=network["south"], at=now)
    exchange.receive(request=asked, by=network["south"], at=now)
    assert [one.laboratory.code for one in holders_of(substance, on=timezone.localdate(now))] == [
        "north",
        "south",
    ]


def test_a_round_is_scored_or_says_why_it_cannot_be(network):
    by, now = network["officer"], network["now"]
    for n in range(5):
        directory.enter(code=f"l{n}", name=f"L{n}", country="IE", by=by, at=now)
    results = {"l0": 10.0, "l1": 10.2, "l2": 9.8, "l3": 10.1, "l4": 19.0}
    one = directory.keep_round(key="2026-1", title="Purity of a powder", unit="%",
                               held_on=now.date(), results=results, by=by, at=now)  # fmt: skip
    scores = scores_of(one).scores
    assert [s.grade for s in scores] == ["unsatisfactory"] + ["satisfactory"] * 4
    assert scores[0].laboratory == find("l4")
    few = directory.keep_round(key="2026-2", title="t", unit="%", held_on=now.date(),
                               results={"l0": 1.0}, by=by, at=now)  # fmt: skip
    assert "at least 3 results" in scores_of(few).why_not


# Who may see what, and lists that are whole


def test_a_closed_sample_is_no_part_of_what_others_count(network):
    network["sample"].marking = network["AMBER"]["marking"]
    network["sample"].save()
    told = say(network, "result", "north", ["ketamine"], FTIR)
    say(network, "contest", "north", reason="not in our spectrum", days=3)
    assert contested_among([told.report_id], network["officer"]) == [network["sample"]]
    assert contested_among([told.report_id], network["viewer"]) == []
    assert turn_arounds(network["lab_north"], person=network["officer"])
    assert turn_arounds(network["lab_north"], person=network["viewer"]) == {}


def test_what_waits_for_a_laboratory_is_listed_however_many_came_after(network):
    samples.ask(sample=network["sample"], laboratory=network["lab_south"], reason="r",
                by=network["north"], at=network["now"])  # fmt: skip
    for _ in range(201):
        samples.register(
            laboratory=network["lab_north"], context="seizure", by=network["north"],
            occurred_on=network["now"].date(), marking=network["GREEN"]["marking"],
            at=network["now"],
        )  # fmt: skip
    assert [line.sample for line in waiting_for(network["south"])] == [network["sample"]]


def test_a_filter_that_finds_little_says_where_to_go_on(network, monkeypatch):
    say(network, "result", "north", ["ketamine"], FTIR)
    for _ in range(3):
        samples.register(
            laboratory=network["lab_north"], context="seizure", by=network["north"],
            occurred_on=network["now"].date(), marking=network["GREEN"]["marking"],
            at=network["now"],
        )  # fmt: skip
    monkeypatch.setattr(sample_queries, "LOOKED_THROUGH", 2)
    found, older = lines_seen_by(network["officer"], standing="preliminary")
    assert found == []
    found, older = lines_seen_by(network["officer"], standing="preliminary", before=older)
    assert [line.sample for line in found] == [network["sample"]]


def test_a_sample_keeps_its_evidence_when_a_name_on_it_is_decided_anew(routine):
    told = say(routine, "result", "north", ["metonitazene"], FTIR, days=25)
    of = Substance.objects.get(key="metonitazene")
    to = Substance.objects.create(key="isotonitazene", name="isotonitazene")
    pathway.divide(scope=Scope(substance=of), to=to, reason="measured again",
                   by=routine["officer"], at=routine["now"] + 26 * DAY)  # fmt: skip
    revised = Report.objects.get(source_key=routine["sample"].token, replaced_by=None)
    assert revised.pk != told.report_id
    assert sample_queries.sample_of(revised.pk, routine["officer"]) == routine["sample"]
    assert sample_queries.reports_of(routine["sample"]) == {told.report_id, revised.pk}
    say(routine, "contest", "south", reason="not in our spectrum", days=27)
    assert contested_among([revised.pk], routine["officer"]) == [routine["sample"]]

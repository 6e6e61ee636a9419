"""A reference analysis: asked, received, analysed, answered; it counts once it is confirmed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.contracts.two_laboratories import register, two_laboratories
from vedette import pathway
from vedette.base.accounts.models import Body
from vedette.base.accounts.rules import Refused
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.substances.models import Proposal, Provisional
from vedette.evidence.observations.queries import reports_seen_by
from vedette.evidence.reference_analyses import actions as references
from vedette.evidence.reference_analyses import rules
from vedette.evidence.reference_analyses.models import ReferenceStep
from vedette.evidence.reference_analyses.queries import (
    figures,
    find,
    line_of,
    lines_on,
    lines_seen_by,
)
from vedette.evidence.reference_analyses.rules import AnalysisUnknown, Stage
from vedette.evidence.samples import actions as samples
from vedette.evidence.samples import queries as sample_queries
from vedette.evidence.samples.models import Result
from vedette.evidence.samples.rules import Standing
from vedette.judgement.deadlines.models import Deadline
from vedette.judgement.signals.models import Signal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
DAY = timedelta(days=1)
NMR = "NMR; LC-HRMS with reference standard"


@pytest.fixture
def network(people, evidence):
    """A laboratory that asks and a reference centre, with a chemist each, and one sample."""
    made = two_laboratories(people, evidence, other="centre", now=timezone.now() - 60 * DAY)
    directory.give_role(
        laboratory=made["lab_centre"], kind="reference", since=made["now"].date(),
        by=people["officer"], at=made["now"],
    )  # fmt: skip
    made["sample"] = register(made, context="seizure")
    return made


def ask(network, *, wanted_by=None):
    return pathway.ask_reference(
        sample=network["sample"], centre=network["lab_centre"], question="what is it",
        wanted_by=wanted_by, by=network["north"], at=network["now"] + DAY,
    )  # fmt: skip


def bring(network, *, days=3):
    """Take the sample to the centre, which has it after some days."""
    sample, at = network["sample"], network["now"] + 2 * DAY
    samples.accept(sample=sample, by=network["centre"], at=at)
    samples.send(sample=sample, seal="S1", by=network["north"], at=at)
    samples.receive(sample=sample, seal="S1", is_seal_intact=True, by=network["centre"],
                    at=network["now"] + days * DAY)  # fmt: skip


def answer(network, analysis, *names, days=10, method=NMR, confidence=0.97, note=""):
    return pathway.answer_reference(
        analysis=analysis, names=names, method=method, confidence=confidence, note=note,
        by=network["centre"], at=network["now"] + days * DAY,
    )  # fmt: skip


def confirm(network, analysis, *, by="north", days=12, **more):
    return pathway.confirm_reference(
        analysis=analysis, by=network[by], at=network["now"] + days * DAY, **more
    )


def dispute(network, analysis, reason="another melting range", *, days=12):
    return references.dispute(
        analysis=analysis, reason=reason, by=network["north"], at=network["now"] + days * DAY
    )


def counted(network):
    reports = reports_seen_by(network["officer"]).filter(source_key=network["sample"].token)
    return [(f.raw, f.identity) for report in reports for f in report.findings.all()]


def stage(analysis):
    return line_of(analysis).course.stage


def test_the_stage_follows_from_custody_and_from_what_was_said(network):
    analysis = ask(network)
    assert stage(analysis) is Stage.ASKED
    bring(network)
    assert stage(analysis) is Stage.RECEIVED
    references.analysed(analysis=analysis, by=network["centre"], at=network["now"] + 8 * DAY)
    assert stage(analysis) is Stage.ANALYSED
    told = answer(network, analysis, "protonitazene")
    assert (told.level, told.confidence, stage(analysis)) == ("confirmed", 0.97, Stage.ANSWERED)
    confirm(network, analysis)
    assert stage(analysis) is Stage.CONFIRMED
    assert line_of(analysis).course.days() == pytest.approx(
        {"asked_received": 2, "received_analysed": 5, "analysed_answered": 2,
         "answered_settled": 2, "asked_answered": 9}
    )  # fmt: skip


def test_an_answer_counts_for_nothing_before_the_asking_laboratory_confirms_it(network):
    analysis = ask(network)
    bring(network)
    answer(network, analysis, "protonitazene")
    assert counted(network) == []
    assert not Result.objects.exists()
    confirm(network, analysis)
    assert counted(network) == [("protonitazene", "confirmed")]
    assert Result.objects.get().laboratory == network["lab_centre"]


def test_what_is_disputed_stays_out_with_its_reason_until_another_answer_is_confirmed(network):
    analysis = ask(network)
    bring(network)
    answer(network, analysis, "ketamine")
    assert dispute(network, analysis).reason == "another melting range"
    assert (counted(network), stage(analysis)) == ([], Stage.DISPUTED)
    with pytest.raises(Refused, match="what can follow is answered"):
        confirm(network, analysis)
    answer(network, analysis, "protonitazene", days=14)
    confirm(network, analysis, days=15)
    assert counted(network) == [("protonitazene", "confirmed")]


def test_a_centre_cannot_speak_past_the_laboratory_that_asked(network):
    analysis = ask(network)
    bring(network)
    with pytest.raises(Refused, match="has a reference analysis"):
        pathway.report_on_sample(
            sample=network["sample"], kind="result", laboratory=network["lab_centre"],
            names=["ketamine"], method=NMR, by=network["centre"], at=network["now"] + 5 * DAY,
        )  # fmt: skip
    answer(network, analysis, "ketamine")
    with pytest.raises(Refused, match="people of North"):
        confirm(network, analysis, by="centre")


def test_whoever_gave_the_answer_does_not_confirm_it(network):
    analysis = ask(network)
    bring(network)
    pathway.answer_reference(analysis=analysis, names=["ketamine"], method=NMR,
                             by=network["officer"], at=network["now"] + 9 * DAY)  # fmt: skip
    with pytest.raises(Refused, match="cannot confirm"):
        confirm(network, analysis, by="officer")
    assert confirm(network, analysis, by="approver").kind == "confirmed"


def test_a_confirmed_answer_counts_though_the_sample_has_gone_on(network):
    analysis = ask(network)
    bring(network)
    answer(network, analysis, "protonitazene")
    at = network["now"] + 11 * DAY
    samples.ask(sample=network["sample"], laboratory=network["lab_north"], reason="back home",
                by=network["centre"], at=at)  # fmt: skip
    samples.accept(sample=network["sample"], by=network["north"], at=at)
    samples.send(sample=network["sample"], seal="S2", by=network["centre"], at=at)
    confirm(network, analysis)
    assert counted(network) == [("protonitazene", "confirmed")]


def test_an_answer_that_differs_from_what_was_held_is_a_linked_retest(network):
    pathway.report_on_sample(
        sample=network["sample"], kind="result", laboratory=network["lab_north"],
        names=["ketamine"], method="FTIR", by=network["north"], at=network["now"],
    )  # fmt: skip
    analysis = ask(network)
    bring(network)
    answer(network, analysis, "protonitazene")
    confirm(network, analysis)
    line = sample_queries.line_of(network["sample"])
    assert (line.standing, line.results[-1].of) == (Standing.CORRECTED, line.results[0])
    assert counted(network) == [("protonitazene", "confirmed")]


def test_a_confirmed_first_is_on_the_desk_at_once_and_a_disputed_one_never(network):
    network["GREEN"]["report"].findings.all().delete()
    for tlp in ("CLEAR", "AMBER", "AMBER+STRICT", "RED"):
        network[tlp]["report"].findings.all().delete()
    analysis = ask(network)
    bring(network)
    network["substance"].family.severity = 0.9
    network["substance"].family.save()
    answer(network, analysis, "protonitazene")
    dispute(network, analysis)
    assert not Signal.objects.exists()
    answer(network, analysis, "protonitazene", days=14)
    confirm(network, analysis, days=15)
    assert [one.kind for one in Signal.objects.all()] == ["first_node"]


def test_the_duty_to_report_is_that_of_the_laboratory_that_asked_not_of_the_centre(network):
    Body.objects.filter(code="body-centre").update(country="BE")
    for tlp in ("GREEN", "CLEAR", "AMBER", "AMBER+STRICT", "RED"):
        network[tlp]["report"].findings.all().delete()
    network["substance"].family.severity = 0.9
    network["substance"].family.save()
    analysis = ask(network)
    bring(network)
    answer(network, analysis, "protonitazene")
    confirm(network, analysis)
    duty = Deadline.objects.get()
    assert (duty.body.code, duty.body.country) == ("body-north", "IE")


def test_a_substance_the_register_lacks_becomes_a_proposal_for_a_second_person(network):
    analysis = ask(network)
    bring(network)
    answer(network, analysis, "etonewazene")
    step = confirm(network, analysis, feeds="substance")
    assert step.proposal == Proposal.objects.get()
    assert step.proposal.says["name"] == "etonewazene"
    assert step.proposal.status == "open"


def test_what_nobody_can_name_becomes_a_provisional_substance(network):
    analysis = ask(network)
    bring(network)
    answer(network, analysis, note="a nitazene by its fragments")
    step = confirm(network, analysis, feeds="provisional")
    assert Provisional.objects.get().substance == step.provisional
    (finding,) = step.result.report.findings.all()
    assert (finding.substance, finding.raw) == (step.provisional, step.provisional.key)
    browser = Client()
    browser.force_login(network["officer"])
    body = browser.get(f"/samples/{network['sample'].token}/").content.decode()
    assert f"/substances/{step.provisional.key}/" in body
    with pytest.raises(Refused, match="nothing but custody"):
        confirm(network, analysis)


def test_an_answer_with_names_enters_no_unnamed_substance(network):
    analysis = ask(network)
    bring(network)
    answer(network, analysis, "protonitazene")
    with pytest.raises(Refused, match="no unnamed substance"):
        confirm(network, analysis, feeds="provisional")
    assert (stage(analysis), Provisional.objects.count()) == (Stage.ANSWERED, 0)


def test_a_day_that_cannot_be_read_is_refused_on_the_page_and_nothing_is_asked(network):
    browser = Client()
    browser.force_login(network["north"])
    where = f"/samples/{network['sample'].token}/reference/"
    said = {"centre": "centre", "question": "what is it", "wanted_by": "31/02/2026"}
    body = browser.post(where, said, follow=True).content.decode()
    assert "is no date; write it as year-month-day" in body
    assert lines_on(network["sample"]) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"method": ""}, "names the methods"),
        ({"confidence": 1.2}, "between 0 and 1"),
        ({"confidence": -0.1}, "between 0 and 1"),
    ],
)
def test_an_answer_that_says_too_little_or_too_much_is_refused(network, change, why):
    analysis = ask(network)
    bring(network)
    with pytest.raises(Refused, match=why):
        answer(network, analysis, "ketamine", **change)


def test_only_a_reference_centre_is_asked_and_only_for_a_day_to_come(network):
    with pytest.raises(Refused, match="no reference laboratory"):
        pathway.ask_reference(sample=network["sample"], centre=network["lab_north"], question="q",
                              by=network["north"], at=network["now"])  # fmt: skip
    with pytest.raises(Refused, match="is over"):
        ask(network, wanted_by=network["now"].date() - DAY)
    assert sample_queries.line_of(network["sample"]).last.kind == "registered"  # nothing half done


def test_nothing_is_answered_before_it_has_arrived(network):
    analysis = ask(network)
    with pytest.raises(Refused, match="nothing but custody"):
        answer(network, analysis, "ketamine")


def test_a_request_that_is_declined_ends_its_analysis(network):
    analysis = ask(network)
    samples.decline(sample=network["sample"], reason="no capacity", by=network["centre"],
                    at=network["now"] + 2 * DAY)  # fmt: skip
    assert stage(analysis) is Stage.ENDED
    assert not line_of(analysis).is_late(network["now"] + 300 * DAY)


def test_of_two_answers_at_once_the_second_is_told(network):
    analysis = ask(network)
    bring(network)
    line = line_of(analysis)
    answer(network, analysis, "ketamine")
    with pytest.raises(rules.Overtaken):
        references._step(line, ReferenceStep.Kind.ANALYSED, by=network["centre"],
                         at=network["now"])  # fmt: skip


def test_figures_say_median_ninety_open_and_late_by_centre(network):
    analysis = ask(network, wanted_by=(network["now"] + 5 * DAY).date())
    (now,) = figures(lines_seen_by(network["officer"]), at=network["now"] + 2 * DAY)
    assert (now.open, now.late, now.spans, now.is_few) == (1, 0, {}, True)
    (then,) = figures(lines_seen_by(network["officer"]), at=network["now"] + 7 * DAY)
    assert (then.open, then.late) == (1, 1)
    bring(network)
    answer(network, analysis, "ketamine")
    (late,) = figures(lines_seen_by(network["officer"]), at=network["now"] + 13 * DAY)
    assert (late.open, late.late, late.spans["asked_answered"].median) == (1, 0, pytest.approx(9))
    dispute(network, analysis)
    (told,) = figures(lines_seen_by(network["officer"]), at=network["now"] + 13 * DAY)
    assert (told.disputed, told.settled) == (1, 0)
    later = (network["now"] + 5 * DAY).date()
    (none,) = figures(lines_seen_by(network["officer"]), at=network["now"] + 13 * DAY, since=later)
    assert (none.spans, none.open, none.late, none.disputed) == ({}, 0, 0, 0)


def test_a_short_list_is_cut_after_it_is_filtered_and_keeps_every_open_one(network):
    lines = []
    for number in range(4):
        network["sample"] = samples.register(
            laboratory=network["lab_north"], context="seizure", form="powder", by=network["north"],
            occurred_on=network["now"].date(), marking=network["GREEN"]["marking"],
            at=network["now"],
        )  # fmt: skip
        lines.append(ask(network))
        if number:
            samples.withdraw(sample=network["sample"], reason="lost", by=network["north"],
                             at=network["now"] + 2 * DAY)  # fmt: skip
    who = network["officer"]
    assert [one.analysis for one in lines_seen_by(who, stage="asked", limit=1)] == [lines[0]]
    assert [one.analysis for one in lines_seen_by(who, limit=2)] == [lines[3], lines[0]]
    assert len(lines_seen_by(who)) == 4


def test_an_analysis_waits_for_the_centre_then_for_whoever_asked_then_for_nobody(network):
    def waits():
        line = line_of(analysis)
        return [name for name in ("north", "centre") if line.waits_for(network[name])]

    analysis = ask(network)
    assert waits() == []  # custody says whose move that is
    bring(network)
    assert waits() == ["centre"]
    answer(network, analysis, "protonitazene")
    assert waits() == ["north"]
    confirm(network, analysis)
    assert waits() == []


def test_an_analysis_of_a_closed_sample_is_not_known_to_others(network):
    network["sample"].marking = network["AMBER+STRICT"]["marking"]
    network["sample"].save()
    analysis = ask(network)
    assert [line.analysis for line in lines_on(network["sample"])] == [analysis]
    assert find(analysis.pk, network["centre"]).analysis == analysis  # it is asked, so it sees
    with pytest.raises(AnalysisUnknown):
        find(analysis.pk, network["viewer"])
    assert lines_seen_by(network["viewer"]) == []

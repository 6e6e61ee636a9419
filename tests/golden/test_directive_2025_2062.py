"""Delegated Directive (EU) 2025/2062 (2-MMC, NEP, 4-BMC), played through the real records.

Published: committee 20 and 21 May 2025, reports sent 27 May, act of 14 October, in the Official
Journal of 23 December. The days of the request are ours: none is published.
"""

from datetime import UTC, date, datetime

import pytest

pytest.importorskip("django", reason="needs the server extra")

from vedette import pathway
from vedette.base.accounts.models import Body, User
from vedette.base.markings.actions import marking_for
from vedette.catalogue.substances.models import Substance
from vedette.judgement.assessments import writing
from vedette.judgement.assessments.models import Rating
from vedette.judgement.assessments.queries import kind_called
from vedette.judgement.deadlines.models import Deadline
from vedette.judgement.deadlines.rules import Standing, standing_of

pytestmark = pytest.mark.django_db


def on(year, month, day):
    return datetime(year, month, day, 12, tzinfo=UTC)


@pytest.fixture
def agency(people):
    body = Body.objects.create(code="agency", name="Agency", country="PT")
    for name in ("officer", "approver"):
        User.objects.filter(pk=people[name].pk).update(body=body)
        people[name].refresh_from_db()
    return people


def written(row, kind, by, at):
    for part in kind.sections:
        writing.write_section(assessment=row, section=part.key, text="t", read=0, by=by, at=at)
    if kind.ratings == "apart":
        for scale in Rating.Scale.values:
            writing.rate(assessment=row, scale=scale, said="moderate", why="w", by=by, at=at)


def clock(row, rule):
    return Deadline.objects.get(subject_id=row.pk, rule=rule)


def test_three_cathinones_go_from_the_requests_to_national_control_with_their_dates(agency):
    officer, approver = agency["officer"], agency["approver"]
    three = [
        Substance.objects.create(key=key, name=key)
        for key in ("2-methylmethcathinone", "n-ethylnorpentedrone", "4-bromomethcathinone")
    ]

    def go(row, act, by, at, reason=""):
        return pathway.move(assessment=row, act=act, reason=reason, by=by, at=at)

    kind = kind_called("combined_initial_report")
    report = pathway.begin(
        kind=kind, title="Three cathinones", substances=three, marking=marking_for("AMBER"),
        by=officer, at=on(2025, 2, 20),
    )  # fmt: skip
    go(report, "send_requests", officer, on(2025, 2, 24))
    assert clock(report, "combined_initial_report").last_day == date(2025, 4, 7)  # six weeks
    written(report, kind, officer, on(2025, 3, 20))
    go(report, "submit", officer, on(2025, 4, 1))
    go(report, "deliver", approver, on(2025, 4, 3))
    due = clock(report, "combined_initial_report")
    assert standing_of(due, at=on(2025, 5, 1)) is Standing.MET
    assert clock(report, "risk_assessment_request").last_day == date(2025, 4, 22)
    # The Thursday two weeks on is Maundy Thursday; the institutions open again on the Tuesday.

    kind = kind_called("combined_risk_assessment")
    assessment = pathway.begin(
        kind=kind, title="Three cathinones", substances=three, follows=report,
        marking=marking_for("AMBER"), by=officer, at=on(2025, 4, 16),
    )  # fmt: skip
    assert clock(report, "risk_assessment_request").met_at == on(2025, 4, 16)
    assert clock(assessment, "risk_assessment").last_day == date(2025, 5, 28)
    for question in kind.questions:
        writing.answer(
            assessment=assessment, question=question.key, said="no", why="w", by=officer,
            at=on(2025, 4, 17),
        )  # fmt: skip
    go(assessment, "begin", officer, on(2025, 4, 17))
    written(assessment, kind, officer, on(2025, 5, 12))
    go(assessment, "submit", officer, on(2025, 5, 19))
    go(assessment, "adopt", approver, on(2025, 5, 21))
    go(assessment, "deliver", approver, on(2025, 5, 27))
    due = clock(assessment, "risk_assessment")
    assert standing_of(due, at=on(2025, 6, 1)) is Standing.MET

    refusal = clock(assessment, "no_control_measure")
    assert refusal.last_day == date(2025, 7, 8)
    assert clock(assessment, "control_measure").due_at is None  # without delay has no number
    go(assessment, "record_act", officer, on(2025, 10, 14))
    measure = clock(assessment, "control_measure")
    assert standing_of(measure, at=on(2025, 10, 15)) is Standing.MET  # late by no rule
    refusal.refresh_from_db()
    assert standing_of(refusal, at=on(2025, 10, 15)) is Standing.WITHDRAWN
    objection = clock(assessment, "objection")
    assert objection.last_day == date(2025, 12, 15)
    assert objection.last_day < date(2025, 12, 23)  # published once nobody could object

    go(assessment, "record_force", officer, on(2026, 1, 12))  # twenty days after publication
    national = clock(assessment, "national_control")
    assert (national.body.code, national.last_day) == ("agency", date(2026, 7, 13))
    assert [step.act for step in assessment.steps.order_by("number")] == [
        "open", "begin", "submit", "adopt", "deliver", "record_act", "record_force",
    ]  # fmt: skip

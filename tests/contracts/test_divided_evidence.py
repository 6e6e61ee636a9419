"""A name that turned out to mean two things: evidence follows by revision, and can go back."""

from datetime import UTC, datetime, timedelta

import pytest

from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.base.markings.actions import marking_for
from vedette.catalogue.substances.errors import Overtaken
from vedette.catalogue.substances.identify import name_book
from vedette.catalogue.substances.models import NameQuestion, Substance
from vedette.evidence.observations.models import Finding, Report
from vedette.evidence.observations.queries import reports_seen_by
from vedette.evidence.observations.renaming import Scope
from vedette.evidence.observations.rules import Fate, settle
from vedette.evidence.snapshots import queries as frozen
from vedette.evidence.snapshots.actions import freeze

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
LATER, LAST = NOW + timedelta(days=2), NOW + timedelta(days=4)


@pytest.fixture
def other(evidence):
    return Substance.objects.create(
        key="isotonitazene", name="isotonitazene", family=evidence["family"]
    )


@pytest.fixture
def decided(people, evidence, another_report):
    """A name decided to be protonitazene, with two findings that waited for it."""
    question = NameQuestion.objects.create(
        text="blue fox", raw="Blue Fox", language="en", doubt="none", first_seen_at=NOW
    )
    for key in ("fox-1", "fox-2"):
        another_report(key).findings.update(question=question, substance=None, status="none")
    pathway.answer_name(
        question=question, substance=evidence["substance"], family=None, reason="a guess",
        by=people["officer"], at=NOW,
    )  # fmt: skip
    return question


def current(question):
    return Finding.objects.filter(question=question, report__replaced_by=None)


def anew(people, question, substance=None, **said):
    return pathway.decide_name_anew(
        question=question, substance=substance, family=None, reason="another spectrum",
        by=people["officer"], at=LATER, **said,
    )  # fmt: skip


def test_another_answer_moves_every_finding_by_a_new_revision(people, decided, other):
    before = set(Report.objects.values_list("id", flat=True))
    assert anew(people, decided, other) == 2
    assert {finding.substance for finding in current(decided)} == {other}
    assert before < set(Report.objects.values_list("id", flat=True))
    old = Finding.objects.filter(question=decided, report__replaced_by__isnull=False)
    assert {finding.substance.key for finding in old} == {"protonitazene"}
    [answer] = name_book("en").identify("Blue Fox")
    assert answer.substance_id == other.pk
    [earlier] = decided.decisions.all()
    assert (earlier.substance.key, earlier.reason, earlier.until) == (
        "protonitazene", "a guess", LATER,
    )  # fmt: skip


def test_the_past_still_says_what_was_thought_then(people, decided, other):
    anew(people, decided, other)
    then = reports_seen_by(people["officer"], as_of=LATER - timedelta(hours=1))
    now = reports_seen_by(people["officer"], as_of=LATER + timedelta(hours=1))
    assert {f.substance.key for r in then.filter(findings__question=decided)
            for f in r.findings.all()} == {"protonitazene"}  # fmt: skip
    assert {f.substance.key for r in now.filter(findings__question=decided)
            for f in r.findings.all()} == {"isotonitazene"}  # fmt: skip
    freeze(as_of=LAST, by=None, at=LAST)
    assert len(frozen.first_detections("isotonitazene")) == 1


def test_the_same_row_sent_again_is_still_known(people, decided, other):
    anew(people, decided, other)
    report = current(decided).first().report
    from vedette.evidence.observations.actions import _known

    known = _known(report.source_id, {report.source_key})[report.source_key]
    sent = type("Row", (), {"digest": bytes(report.digest)})()
    verdict = settle(sent, known, rows_in_file=1, separate=False, seen_before=False)
    assert verdict.fate is Fate.IGNORE


def test_a_name_with_two_meanings_waits_for_a_chemist_again_and_is_filled_in(
    people, decided, other
):
    anew(people, decided, is_open=True)
    assert {(f.substance, f.status) for f in current(decided)} == {(None, "ambiguous")}
    assert decided.status == "open"
    filled = pathway.answer_name(
        question=decided, substance=other, family=None, reason="now sure", by=people["officer"],
        at=LAST,
    )  # fmt: skip
    assert filled == 2


def test_of_two_who_decide_anew_the_second_is_told(people, decided, other):
    stale = NameQuestion.objects.get(pk=decided.pk)
    anew(people, decided, other)
    with pytest.raises(Overtaken):
        anew(people, stale, other)
    assert decided.decisions.count() == 1


def test_what_was_never_decided_or_has_no_reason_is_refused(people, decided, other):
    with pytest.raises(Refused, match="reason"):
        pathway.decide_name_anew(question=decided, substance=other, family=None, reason=" ",
                                 by=people["officer"], at=LATER)  # fmt: skip
    waiting = NameQuestion.objects.create(
        text="x", raw="x", language="en", doubt="none", first_seen_at=NOW
    )
    with pytest.raises(Refused, match="not been decided"):
        anew(people, waiting, other)


def test_part_of_the_evidence_becomes_another_substance_and_goes_back(
    people, evidence, other, another_report
):
    another_report("galway")
    Report.objects.filter(source_key="galway").update(country="NL")
    mine = evidence["substance"]
    scope = Scope(substance=mine, country="NL")
    entry = pathway.divide(
        scope=scope, to=other, reason="in NL it is the other", by=people["officer"], at=LATER
    )
    held = Finding.objects.filter(report__replaced_by=None)
    assert [f.report.source_key for f in held.filter(substance=other)] == ["galway"]
    assert held.filter(substance=mine).exists()
    assert list(pathway.divisions_of(mine)) == [entry]
    assert pathway.undivide(entry=entry, reason="no", by=people["approver"], at=LAST) == 1
    assert not held.filter(substance=other).exists()
    assert Report.objects.get(source_key="galway", replaced_by=None).revision == 3
    with pytest.raises(Overtaken):
        pathway.undivide(entry=entry, reason="no", by=people["approver"], at=LAST)


@pytest.mark.parametrize("wrong", ["nothing", "itself", "viewer", "silent"])
def test_a_division_that_says_nothing_is_refused(people, evidence, other, wrong):
    mine = evidence["substance"]
    scope = Scope(substance=mine, country="MT" if wrong == "nothing" else "IE")
    person = people["viewer" if wrong == "viewer" else "officer"]
    with pytest.raises(Refused):
        pathway.divide(
            scope=scope, to=mine if wrong == "itself" else other,
            reason="" if wrong == "silent" else "r", by=person, at=LATER,
        )  # fmt: skip
    assert not Finding.objects.filter(substance=other).exists()


def test_nobody_moves_evidence_that_is_closed_to_them(people, evidence, other):
    pathway.divide(scope=Scope(substance=evidence["substance"]), to=other, reason="two spectra",
                   by=people["officer"], at=LATER)  # fmt: skip
    held = Finding.objects.filter(substance=evidence["substance"], report__replaced_by=None)
    assert {finding.report.marking.tlp for finding in held} == {"RED"}


def test_what_is_closed_to_a_person_is_not_listed_or_counted_for_division(
    people, evidence, another_report, client
):
    closed = marking_for("RED")
    report = another_report("closed")
    Report.objects.filter(pk=report.pk).update(marking=closed)
    report.findings.update(name="a closed name")
    client.force_login(people["officer"])
    page = client.get(f"/substances/{evidence['substance'].key}/divide/")
    assert "a closed name" not in page.content.decode()
    seen = reports_seen_by(people["officer"]).filter(findings__substance=evidence["substance"])
    assert page.context["found"] == seen.distinct().count()

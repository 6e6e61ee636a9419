"""Who looked at whom is kept, and what tells of people goes when its years are over."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

pytest.importorskip("django", reason="needs the server extra")

from django.utils import timezone

from tests.contracts.town import AUTOPSY, CLINICAL, found_town, tell
from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.base.journal.models import Consultation, Entry
from vedette.base.journal.processing import record_of_processing
from vedette.base.journal.queries import first_broken_entry
from vedette.base.markings.rules import kept_before
from vedette.evidence.cases import queries
from vedette.evidence.cases import retention as cases
from vedette.evidence.cases.models import Case, CasePart
from vedette.evidence.ingest.actions import blob_path, keep_bytes
from vedette.evidence.ingest.models import HeldRow, Submission
from vedette.evidence.observations import retention
from vedette.evidence.observations.models import Report

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def told(evidence):
    """Every report of the evidence tells of a woman of some age."""
    Report.objects.update(person="p1", age_band="25-34", sex="f", details={"bag": "blue"})
    return evidence


def years_from(row, years, days):
    return row.received_at.replace(year=row.received_at.year + years) + timedelta(days=days)


def test_each_look_at_a_report_about_somebody_is_kept(client, people, told):
    row = told["GREEN"]["report"]
    client.force_login(people["viewer"])
    client.get(f"/reports/{row.pk}/")
    client.get(f"/api/reports/{row.pk}")
    looks = Consultation.objects.order_by("id").values_list("by__username", "subject_id", "via")
    assert list(looks) == [("viewer", row.pk, "page"), ("viewer", row.pk, "api")]


def test_a_list_by_machine_keeps_a_look_at_each_row_it_gave_away(client, people, told):
    client.force_login(people["viewer"])
    given = {one["id"] for one in client.get("/api/reports").json()["reports"]}
    assert given
    assert set(Consultation.objects.values_list("subject_id", flat=True)) == given


def test_a_report_about_nobody_leaves_no_trace_of_its_readers(client, people, evidence):
    client.force_login(people["viewer"])
    client.get(f"/reports/{evidence['GREEN']['report'].pk}/")
    assert not Consultation.objects.exists()


def test_a_report_that_is_closed_to_the_reader_is_no_look(client, people, told):
    client.force_login(people["viewer"])
    assert client.get(f"/reports/{told['RED']['report'].pk}/").status_code == 404
    assert not Consultation.objects.exists()


def test_who_was_shown_a_report_is_for_readers_of_the_journal(client, people, told):
    row = told["GREEN"]["report"]
    for role, is_told in (("viewer", False), ("officer", True)):
        client.force_login(people[role])
        page = client.get(f"/reports/{row.pk}/").content.decode()
        assert ("Who was shown this" in page) is is_told


@pytest.mark.database
def test_what_tells_of_people_goes_when_its_years_are_over_and_the_finding_stays(people, told):
    row = told["GREEN"]["report"]
    findings = list(row.findings.values_list("raw", "substance"))
    years = row.marking.retention_years
    assert retention.overdue(at=years_from(row, years, -1)) == []
    at = years_from(row, years, 1)
    assert sum(one.rows for one in retention.overdue(at=at)) == Report.objects.count()
    done = pathway.keep_no_longer(by=people["administrator"], at=at)
    assert done.reports == Report.objects.count()
    row.refresh_from_db()
    assert (row.person, row.age_band, row.sex, row.details) == ("", "", "", {})
    assert list(row.findings.values_list("raw", "substance")) == findings
    entries = Entry.objects.filter(act="reports.erased")
    assert sum(entry.facts["rows"] for entry in entries) == done.reports
    assert first_broken_entry() is None


@pytest.mark.database
def test_a_second_run_erases_nothing_more(people, told):
    at = years_from(told["GREEN"]["report"], 10, 1)
    pathway.keep_no_longer(by=people["administrator"], at=at)
    again = pathway.keep_no_longer(by=people["administrator"], at=at)
    assert (again.reports, again.submissions, again.files) == (0, 0, 0)


def test_each_marking_has_years_of_its_own(people, told):
    row = told["GREEN"]["report"]
    type(row.marking).objects.filter(pk=row.marking_id).update(retention_years=2)
    done = pathway.keep_no_longer(by=people["administrator"], at=years_from(row, 2, 1))
    assert done.reports == 1
    assert Report.objects.exclude(person="").count() == Report.objects.count() - 1


def test_many_reports_are_erased_in_chunks_each_of_which_stands(people, told, monkeypatch):
    monkeypatch.setattr(retention, "CHUNK", 2)
    at = years_from(told["GREEN"]["report"], 10, 1)
    assert retention.erase(by=people["administrator"], at=at) == Report.objects.count()
    assert not retention.kept_too_long(at).exists()


@pytest.mark.database
def test_bytes_and_held_rows_go_with_their_years_unless_somebody_sent_them_again(people, evidence):
    content, size = keep_bytes(BytesIO(b"name;age\nx;30\n"))
    source = evidence["GREEN"]["source"]
    first, second = (
        Submission.objects.create(
            source=source, file=f"{n}.csv", content=content, size=size, received_at=at,
            status=Submission.Status.DONE,
        )
        for n, at in enumerate((NOW, NOW + timedelta(days=400)))
    )  # fmt: skip
    held = HeldRow.objects.create(
        submission=first, source=source, status=HeldRow.Status.WAITING, line=2, digest=b"d" * 16,
        cells={"age": "30"}, conflicts=[],
    )  # fmt: skip
    at = NOW.replace(year=NOW.year + 10) + timedelta(days=1)
    pathway.keep_no_longer(by=people["administrator"], at=at)
    held.refresh_from_db()
    assert (held.cells, held.status, held.reason) == ({}, "rejected", "kept no longer")
    assert blob_path(content).exists()
    pathway.keep_no_longer(by=people["administrator"], at=at + timedelta(days=400))
    assert not blob_path(content).exists()
    assert Submission.objects.filter(pk__in=[first.pk, second.pk]).count() == 2


def test_an_unfinished_file_is_kept(people, evidence):
    content, size = keep_bytes(BytesIO(b"half"))
    Submission.objects.create(
        source=evidence["GREEN"]["source"], file="x.csv", content=content, size=size,
        received_at=NOW,
    )  # fmt: skip
    pathway.keep_no_longer(by=people["administrator"], at=NOW.replace(year=NOW.year + 90))
    assert blob_path(content).exists()


@pytest.mark.parametrize("role", ["viewer", "laboratory", "officer", "approver"])
def test_only_administrators_erase(client, people, told, role):
    with pytest.raises(Refused):
        pathway.keep_no_longer(by=people[role], at=timezone.now())
    client.force_login(people[role])
    assert client.get("/administration/personal-data/").status_code == 403
    assert client.post("/administration/personal-data/erase/").status_code == 403


def test_the_page_says_what_is_over_and_erases_it(client, people, told):
    Report.objects.update(received_at=timezone.now() - timedelta(days=365 * 11))
    client.force_login(people["administrator"])
    page = client.get("/administration/personal-data/").content.decode()
    assert "longer than they may" in page
    client.post("/administration/personal-data/erase/")
    page = client.get("/administration/personal-data/").content.decode()
    assert "No personal data is kept longer than it may be" in page
    assert not Report.objects.exclude(person="").exists()


def test_the_record_of_processing_names_every_kind_and_its_grounds(told):
    found = {one.kind: one for one in record_of_processing()}
    reports = found["observations.Report"]
    assert set(reports.about) == {"person", "age_band", "sex", "details"}
    assert reports.rows == sum(ground.rows for ground in reports.grounds) > 0
    assert {ground.purpose for ground in reports.grounds} == {"public health"}
    assert found["journal.Consultation"].accounts == ("by",)
    assert "substances.Family" not in found


def test_years_end_on_the_same_day_and_the_29th_of_february_on_the_28th():
    assert kept_before(NOW, 10) == NOW.replace(year=2016)
    leap = datetime(2028, 2, 29, tzinfo=UTC)
    assert kept_before(leap, 10) == datetime(2018, 2, 28, tzinfo=UTC)


def test_the_command_says_what_is_held_and_erases(instance, officer):
    said = instance.command("privacy", "record", "--json")
    assert '"kind":"observations.Report"' in said.out
    assert "Nothing is kept too long" in (said := instance.command("privacy", "due")).out + said.err
    refused = instance.command("privacy", "erase", "--as", officer.username)
    assert (refused.code, "roles administrator" in refused.err) == (1, True)
    assert "Nobody was shown any" in (s := instance.command("privacy", "consultations")).out + s.err


@pytest.fixture
def told_case(people, evidence):
    """A case with a clinical part and an autopsy."""
    town = found_town(people, evidence)
    tell(town, "clinical", "hospital", CLINICAL, reference="ie 2026 117")
    tell(town, "autopsy", "mortuary", AUTOPSY, days=4)
    return Case.objects.get()


def test_each_look_at_a_case_is_kept_part_by_part(client, people, told_case):
    client.force_login(people["officer"])
    client.get(f"/cases/{told_case.token}/")
    client.get(f"/api/cases/{told_case.token}")
    looks = Consultation.objects.order_by("id").values_list("subject_kind", "subject_id", "via")
    parts = list(told_case.parts.order_by("number").values_list("pk", flat=True))
    kind = "cases.casepart"
    assert list(looks) == [(kind, pk, via) for via in ("page", "api") for pk in parts]


@pytest.mark.database
def test_parts_of_a_case_lose_their_answers_and_the_case_its_pseudonym(people, told_case):
    first, last = told_case.parts.order_by("number")
    years, token = first.marking.retention_years, told_case.token
    report = Report.objects.filter(source_key=token).order_by("-revision")[0]
    assert (report.context, report.person) == ("death", token)
    over = first.at.replace(year=first.at.year + years) + timedelta(days=1)
    assert cases.erase(by=people["administrator"], at=over) == 1
    told_case.refresh_from_db()
    assert told_case.token == token
    assert set(CasePart.objects.get(pk=first.pk).facts) <= cases.STAYING
    assert CasePart.objects.get(pk=last.pk).facts == last.facts
    report.refresh_from_db()
    assert (report.person, report.age_band, report.details) == ("", "", {})
    later = last.at.replace(year=last.at.year + years) + timedelta(days=1)
    assert pathway.kept_too_long(at=later).parts == 2
    pathway.keep_no_longer(by=people["administrator"], at=later)
    told_case.refresh_from_db()
    assert told_case.token == f"erased-{told_case.pk}"
    assert not Report.objects.filter(source_key=token).exists()
    assert pathway.kept_too_long(at=later).parts == 0
    report.refresh_from_db()
    assert report.context == "death"
    assert queries.file_of(told_case, person=people["officer"]).context == "death"

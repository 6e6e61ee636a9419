"""Pages of groups, trials, practice and rounds: what they do, and what a refusal keeps."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from vedette.base.accounts.models import Body
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.laboratories.models import ProficiencyRound
from vedette.catalogue.practice.models import Course, MethodTrial, Practice
from vedette.catalogue.working_groups.models import (
    GroupContact,
    GroupRecord,
    NameSet,
    WorkingGroup,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate().isoformat()


@pytest.fixture
def browser(people, evidence):
    """An officer signed in, and one laboratory."""
    body = Body.objects.create(code="north", name="North", country="IE")
    directory.enter(code="north", name="North", country="IE", body=body, by=people["officer"],
                    at=timezone.now())  # fmt: skip
    people["laboratory"].body = body
    people["laboratory"].save()
    return as_(people["officer"])


def as_(person):
    client = Client()
    client.force_login(person)
    return client


def table(text):
    return SimpleUploadedFile("t.csv", text.encode(), content_type="text/csv")


def body_of(response):
    whole = b"".join(response.streaming_content) if response.streaming else response.content
    return whole.decode()


@pytest.fixture
def group(browser):
    browser.post("/laboratories/groups/enter/", {"key": "drugs", "name": "Drugs group"})
    return WorkingGroup.objects.get()


def keep_set(browser, text="name\nprotonitazene\nnobody\n", **said):
    given = {"title": "Set", "licence": "members", "file": table(text), **said}
    return browser.post("/laboratories/groups/drugs/set/", given)


def test_a_set_is_kept_compared_and_its_names_stay_if_the_licence_says_so(browser, group):
    assert keep_set(browser).status_code == 302
    row = NameSet.objects.get()
    where = f"/laboratories/groups/sets/{row.pk}/"
    body = body_of(browser.get(where))
    assert "nobody" in body
    assert "theirs.csv" not in body  # nothing leads to what may not leave
    refused = browser.get(f"{where}theirs.csv", follow=True)
    assert "keeps its names here" in body_of(refused)
    assert browser.get(f"{where}ours.csv").status_code == 200
    assert browser.post(f"{where}map/").status_code == 302
    NameSet.objects.update(may_export=True)
    assert "3,nobody,,none,members" in body_of(browser.get(f"{where}theirs.csv"))


def test_a_set_that_cannot_be_read_names_its_cell_and_nothing_is_kept(browser, group):
    answer = keep_set(browser, "name,cas\nx,50-00-1\n")
    assert answer.status_code == 409
    assert "line 2, column cas" in body_of(answer)
    assert keep_set(browser, file="").status_code == 409
    assert not NameSet.objects.exists()


def test_meetings_documents_and_contacts_are_kept_with_a_group(browser, group):
    where = "/laboratories/groups/drugs"
    said = {"kind": "document", "title": "Minutes", "dated": TODAY, "place": "m.pdf",
            "tlp": "AMBER"}  # fmt: skip
    assert browser.post(f"{where}/record/", said).status_code == 302
    assert browser.post(f"{where}/record/", {**said, "dated": "soon"}).status_code == 409
    said = {"function": "data", "institute": "NFI", "mailbox": "data@example.org"}
    assert browser.post(f"{where}/contact/", said).status_code == 302
    answer = browser.post(f"{where}/contact/", {**said, "mailbox": "j.smith@example.org"})
    assert "mailbox of a person" in body_of(answer)
    row = GroupContact.objects.get()
    assert browser.post(f"{where}/contact/", {"end": row.pk}).status_code == 302
    assert GroupContact.objects.filter(ended_on=None).count() == 0
    assert GroupRecord.objects.get().place == "m.pdf"
    assert browser.get("/laboratories/groups/nothing/").status_code == 404


def test_a_record_of_a_group_is_shown_under_its_marking(browser, group, people):
    said = {"kind": "meeting", "title": "Autumn closed", "dated": TODAY, "tlp": "AMBER+STRICT"}
    browser.post("/laboratories/groups/drugs/record/", said)
    assert "Autumn closed" in body_of(browser.get("/laboratories/groups/drugs/"))
    assert "Autumn closed" not in body_of(as_(people["viewer"]).get("/laboratories/groups/drugs/"))


def test_rounds_come_in_whole_or_not_at_all(browser):
    head = "round,title,unit,held_on,laboratory,value\n"
    good = f"R1,T,%,{TODAY},north,1\n"
    said = browser.post("/laboratories/rounds/import/", {"file": table(head + good + "R2,T\n")},
                        follow=True)  # fmt: skip
    assert "line 3, column" in body_of(said)
    assert not ProficiencyRound.objects.exists()
    browser.post("/laboratories/rounds/import/", {"file": table(head + good)})
    assert ProficiencyRound.objects.get().key == "R1"


def test_a_trial_is_opened_counted_and_decided_by_those_who_may(browser, people):
    said = {"key": "raman-1", "title": "Raman", "technique": "raman", "reference": "GC-MS"}
    assert browser.post("/laboratories/trials/open/", said).status_code == 302
    again = browser.post("/laboratories/trials/open/", said)
    assert (again.status_code, 'value="GC-MS"' in body_of(again)) == (409, True)
    where = "/laboratories/trials/raman-1"
    counts = {"laboratory": "north", "true_positive": "8", "false_positive": "0",
              "true_negative": "10", "false_negative": "2"}  # fmt: skip
    chemist = as_(people["laboratory"])
    assert chemist.post(f"{where}/change/", {**counts, "true_positive": "-8"}).status_code == 409
    assert chemist.post(f"{where}/change/", counts).status_code == 302
    assert "80\u00a0%" in body_of(browser.get(f"{where}/")).replace(" %", "\u00a0%")
    assert chemist.post(f"{where}/change/", {"outcome": "adopted", "why": "w"}).status_code == 409
    browser.post(f"{where}/change/", {"outcome": "adopted", "why": "good enough"})
    assert MethodTrial.objects.get().outcome == "adopted"
    assert "good enough" in body_of(browser.get(f"{where}/"))
    assert browser.post("/laboratories/trials/nothing/change/", counts).status_code == 404


def test_practice_and_courses_are_offered_by_a_laboratory_and_taken_out_by_the_desk(
    browser, people
):
    chemist = as_(people["laboratory"])
    said = {"key": "blood", "title": "Nitazenes in blood", "language": "en", "licence": "CC0",
            "offered_by": "NFI", "place": "b.pdf"}  # fmt: skip
    assert chemist.post("/laboratories/practice/offer/", said).status_code == 302
    refused = chemist.post("/laboratories/practice/offer/", {**said, "place": "javascript:x"})
    assert (refused.status_code, "Nitazenes in blood" in body_of(refused)) == (409, True)
    course = {"title": "Raman", "organiser": "JRC", "starts_on": "2031-03-01"}
    assert chemist.post("/laboratories/practice/announce/", course).status_code == 302
    assert chemist.post("/laboratories/practice/announce/", {"title": "R"}).status_code == 409
    out = f"/laboratories/practice/course/{Course.objects.get().pk}/out/"
    assert chemist.post(out).status_code == 403
    browser.post(out)
    assert "cancelled" in body_of(browser.get("/laboratories/practice/"))
    assert "STATUS:CANCELLED" in body_of(browser.get("/laboratories/practice/courses.ics"))
    row = Practice.objects.get()
    browser.post(f"/laboratories/practice/practice/{row.pk}/out/", {"why": "an error"})
    assert "Nitazenes in blood" not in body_of(browser.get("/laboratories/practice/"))
    assert "Nitazenes in blood" in body_of(browser.get("/laboratories/practice/?versions=all"))
    assert browser.post("/laboratories/practice/practice/999/out/").status_code == 404


def test_a_level_that_is_no_number_is_said_and_does_not_narrow(browser):
    body = body_of(browser.get("/laboratories/methods/?level=much&substance=unheard-of"))
    assert "“much” is no number" in body
    assert "No substance is called “unheard-of”" in body


@pytest.mark.parametrize("role", ["viewer", "laboratory"])
def test_only_the_desk_keeps_groups_rounds_and_trials(browser, people, role):
    client = as_(people[role])
    for address in ("/laboratories/groups/enter/", "/laboratories/rounds/import/",
                    "/laboratories/trials/open/"):  # fmt: skip
        assert client.post(address, {}).status_code == 403

"""Deadlines on pages, by machine, in a calendar program, and along an assessment."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from icalendar import Calendar

from vedette import pathway
from vedette.base.accounts.actions import change_password
from vedette.base.accounts.models import Body
from vedette.base.accounts.rules import Refused
from vedette.judgement.deadlines.models import Deadline
from vedette.judgement.deadlines.queries import running_for
from vedette.judgement.deadlines.rules import Standing, standing_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SAID = {
    "rule": "agency_data_request", "about": "protonitazene", "event_at": "2026-11-09T10:00",
    "calendar": "IE", "marking": "GREEN",
}  # fmt: skip


@pytest.fixture
def officer(client, people):
    """Sign the officer in, on a known day."""
    with time_machine.travel(NOW, tick=False):
        client.force_login(people["officer"])
        yield people["officer"]


def begin(client, **changes):
    answer = client.post("/deadlines/start/", SAID | changes)
    return answer, Deadline.objects.order_by("-id").first()


def test_a_clock_started_on_the_page_is_listed_with_its_end(client, officer):
    answer, row = begin(client)
    assert answer["Location"] == f"/deadlines/{row.pk}/"
    page = client.get("/deadlines/").content.decode()
    assert "Mon 23 Nov 2026" in page
    assert (
        "Regulation (EU) 2023/1322, Article 9(4)"
        in client.get(f"/deadlines/{row.pk}/").content.decode()
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"event_at": "yesterday"}, "say when"),
        ({"event_at": "2026-13-45T99:00"}, "say when"),
        ({"event_at": "2027-01-01T10:00"}, "lies ahead"),
        ({"about": ""}, "what it is about"),
        ({"rule": "nothing"}, "nothing"),
        ({"calendar": "ATLANTIS"}, "ATLANTIS"),
        ({"marking": "BLUE"}, "BLUE"),
    ],
)
def test_what_is_typed_wrong_is_said_and_stays_in_the_form(client, officer, changes, says):
    answer, row = begin(client, **changes)
    assert (answer.status_code, row) == (409, None)
    assert says in answer.content.decode()
    if "about" not in changes:
        assert 'value="protonitazene"' in answer.content.decode()


def test_steps_are_taken_on_the_page(client, officer):
    _answer, row = begin(client)
    for step, said, standing in (
        ("pause", {"reason": "question asked"}, Standing.PAUSED),
        ("resume", {"reason": "answer came"}, Standing.RUNNING),
        ("meet", {"reason": "answered"}, Standing.MET),
    ):
        assert client.post(f"/deadlines/{row.pk}/{step}/", said).status_code == 302
        assert standing_of(Deadline.objects.get(pk=row.pk), at=NOW) is standing
    again = client.post(f"/deadlines/{row.pk}/meet/", {})
    assert (again.status_code, "met already" in again.content.decode()) == (409, True)


def test_a_viewer_reads_and_moves_nothing(client, officer, people):
    _answer, row = begin(client)
    client.force_login(people["viewer"])
    assert "It is done" not in client.get(f"/deadlines/{row.pk}/").content.decode()
    assert client.post(f"/deadlines/{row.pk}/meet/", {}).status_code == 403
    _answer, red = (
        client.force_login(officer),
        begin(client, marking="AMBER+STRICT", about="closed"),
    )[1]
    client.force_login(people["viewer"])
    assert client.get(f"/deadlines/{red.pk}/").status_code == 404
    assert client.get(f"/api/deadlines/{red.pk}").status_code == 404
    assert "closed" not in client.get("/deadlines/").content.decode()


def test_the_calendar_address_is_a_key_that_a_new_password_ends(client, officer, people):
    begin(client)
    page = client.get("/deadlines/").content.decode()
    address = page.split('href="http://testserver')[1].split('"')[0]
    client.logout()
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 11, 23)
    assert client.get(address.replace(".ics", "x.ics")).status_code == 404
    change_password(person=officer, password="quite another word", by=officer, at=NOW)
    assert client.get(address).status_code == 404


def test_the_same_is_done_by_machine(client, officer):
    said = {"rule": "initial_report", "about": "x", "event_at": "2026-02-27T10:00:00Z"}
    made = client.post("/api/deadlines", said, content_type="application/json")
    assert (made.status_code, made.json()["last_day"]) == (201, "2026-04-07")
    number = made.json()["id"]
    refused = client.post(f"/api/deadlines/{number}/extend", {"reason": "late"},
                          content_type="application/json")  # fmt: skip
    assert (refused.status_code, "knows no extension" in refused.json()["detail"]) == (403, True)
    shown = client.get(f"/api/deadlines/{number}").json()
    assert shown["standing"] == "missed"
    assert shown["steps"][0]["moved_because"] == "Good Friday"
    done = client.post(f"/api/deadlines/{number}/meet", {"on": "2026-04-07T20:00:00Z"},
                       content_type="application/json")  # fmt: skip
    assert done.json()["standing"] == "met"
    assert client.get("/api/deadlines").json() == []
    assert len(client.get("/api/deadlines/rules").json()) >= 35
    unknown = client.post("/api/deadlines", said | {"rule": "no"}, content_type="application/json")
    assert unknown.status_code == 404


def test_a_day_entered_on_the_page_moves_what_is_open(client, officer):
    _answer, row = begin(client)
    answer = client.post("/deadlines/rules/days/", {
        "calendar": "IE", "day": "2026-11-23", "name": "Day of mourning", "source": "notice",
    })  # fmt: skip
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.last_day == date(2026, 11, 24)
    wrong = client.post("/deadlines/rules/days/", {"calendar": "IE", "day": "soon", "source": "n"})
    assert (wrong.status_code, "say which day" in wrong.content.decode()) == (409, True)


def test_an_assessment_runs_under_a_clock_from_taking_up_to_its_conclusion(officer, chain):
    officer.body = Body.objects.create(code="nfp-ie", name="Focal point", country="IE")
    officer.save()
    row = pathway.take_up(signal=chain["signal"], title="", reason="new", by=officer, at=NOW)
    (clock,) = running_for(row)
    assert (clock.rule, clock.calendar) == ("rapid_assessment", "IE")
    assert clock.due_at == NOW + timedelta(hours=49)  # the hour of the event is not counted
    with pytest.raises(Refused, match="still to be said"):
        pathway.conclude(assessment=row, by=officer, at=NOW)
    for name in ("likelihood", "impact", "confidence"):
        setattr(row, name, "low")
        setattr(row, f"{name}_why", "w")
    row.summary = "s"
    row.save()
    pathway.conclude(assessment=row, by=officer, at=NOW + timedelta(hours=50))
    clock.refresh_from_db()
    assert standing_of(clock, at=NOW + timedelta(hours=50)) is Standing.MET_LATE

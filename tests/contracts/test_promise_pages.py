"""What is said on the pages of promises, and what they refuse."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.contracts.promised import follow_a_plan, keep_an_earlier_plan
from tests.unit.response.policy.documents import Setting, conclusions, plan_text

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
PLAN = "/policy/plan-2026-2030"


@pytest.fixture
def plan(people):
    """The plan of the tests, followed for a month."""
    return follow_a_plan(people, at=NOW - timedelta(days=30))


@pytest.fixture
def officer(client, people, plan):
    """A browser in which an officer has signed in."""
    client.force_login(people["officer"])
    return client


def test_a_document_sent_from_a_page_is_kept_and_shown(officer):
    def send(text, name="c.txt"):
        file = SimpleUploadedFile(name, text.encode())
        return officer.post("/policy/import/", {"file": file}, follow=True)

    shown = send(conclusions(Setting()))
    assert "A new document." in shown.content.decode()
    assert "early notice" in shown.content.decode()
    assert "Nothing new" in send(conclusions(Setting())).content.decode()
    assert "no recital, recommendation" in send("nothing of the kind").content.decode()
    assert "This was not done" in send("", "empty.txt").content.decode()


def test_a_viewer_imports_nothing(client, people, plan):
    client.force_login(people["viewer"])
    file = SimpleUploadedFile("plan.txt", plan_text().encode())
    assert client.post("/policy/import/", {"file": file}).status_code == 403


@pytest.mark.parametrize(
    ("what", "form", "shown"),
    [
        ("evidence", {"kind": "link", "title": "Web page", "where": "https://example.org/a"},
         "Web page"),
        ("milestone", {"title": "Second course", "due_on": "2027-03-01"}, "Second course"),
        ("lead", {"body": "CEPOL"}, "Leads:"),
        ("report", {"status": "delayed", "country": "MT", "note": "No room yet."}, "No room yet."),
    ],
)  # fmt: skip
def test_what_an_officer_says_of_a_promise_is_shown(officer, what, form, shown):
    answer = officer.post(f"{PLAN}/A2/{what}/", form, follow=True)
    assert answer.status_code == 200
    assert shown in answer.content.decode()


@pytest.mark.parametrize(
    ("what", "form"),
    [
        ("evidence", {"kind": "link", "title": "x", "where": "javascript:alert(1)"}),
        ("milestone", {"title": "x", "due_on": "tomorrow"}),
        ("milestone", {"title": "x\0y", "due_on": "2027-01-01"}),
        ("lead", {"body": "NOBODY"}),
        ("report", {"status": "splendid"}),
        ("report", {"status": "completed", "note": "it is typed still"}),
        ("tie", {"record": "signal", "number": "99", "reason": "r"}),
        ("tie", {"record": "user", "number": "1", "reason": "r"}),
        ("validation", {"report": "999999999999999999999", "verdict": "accepted"}),
    ],
)  # fmt: skip
def test_what_does_not_count_is_refused_in_a_sentence(officer, what, form):
    answer = officer.post(f"{PLAN}/A2/{what}/", form)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    if "note" in form:
        assert form["note"] in answer.content.decode()


def test_a_signal_is_tied_from_its_own_page_and_seen_from_both_sides(officer, chain):
    number = chain["signal"].pk
    form = {"promise": "plan-2026-2030/A2", "reason": "It shows what the course is for."}
    officer.post(f"/policy/tie/signal/{number}/", form)
    assert "plan-2026-2030/A2" in officer.get(f"/signals/{number}/").content.decode()
    assert form["reason"] in officer.get(f"{PLAN}/A2/").content.decode()
    wrong = officer.post(f"/policy/tie/signal/{number}/", {"promise": "x", "reason": "r"})
    assert wrong.status_code == 302
    assert officer.post(f"/policy/tie/user/{number}/", form).status_code == 404


def test_a_round_opened_on_a_page_asks_whom_it_says(officer, plan):
    form = {"title": "Next", "due_on": "2099-01-01", "country": ["IE", "NL"], "body": ["CEPOL"]}
    officer.post(f"{PLAN}/rounds/new/", form)
    asked = plan.rounds.get(title="Next").questionnaires
    assert asked.count() == 3
    again = officer.post(f"{PLAN}/rounds/new/", form)
    assert again.status_code == 409
    assert "already" in again.content.decode()


def test_who_has_not_answered_is_marked_unknown_and_who_was_not_asked_so_too(officer):
    body = officer.get(f"{PLAN}/board/").content.decode()
    rows = body.split("<tr>")
    asked = next(row for row in rows if f"{PLAN}/A2/" in row)
    spared = next(row for row in rows if f"{PLAN}/A1/" in row)
    assert (asked.count('title="unknown"'), asked.count('title="on track"')) == (29, 1)
    assert spared.count('title="not asked"') == 29


def test_a_past_day_shows_no_later_answer(officer):
    day = timezone.localdate(NOW - timedelta(days=30))
    assert officer.get(f"{PLAN}/board/?known={day - timedelta(days=1)}").status_code == 404
    on_the_day = officer.get(f"{PLAN}/A2/?known={day}")
    officer.post(f"{PLAN}/A2/report/", {"status": "delayed", "country": "MT", "note": "later"})
    again = officer.get(f"{PLAN}/A2/?known={day}")
    assert "later" not in again.content.decode()
    assert "Two courses were held." in on_the_day.content.decode()


def test_what_a_plan_leaves_undone_is_decided_on_its_page_and_confirmed_by_another(
    officer, people, plan
):
    keep_an_earlier_plan(people, at=NOW - timedelta(days=30))
    earlier = "/policy/plan-2021-2025"
    page, form = f"{earlier}/carry-over/", {"outcome": "carry_over", "to": "plan-2026-2030/A2"}
    assert "4 open, 0 decided" in officer.get(f"{earlier}/").content.decode()
    refused = officer.post(f"{page}A2/decide/", form | {"reason": " "})
    assert refused.status_code == 409
    assert 'value="plan-2026-2030/A2" autocomplete' in refused.content.decode()
    officer.post(f"{page}A2/decide/", form | {"reason": "Ports come first."})
    assert "Carried over from" in officer.get(f"{PLAN}/A2/").content.decode()
    assert "Ports come first." in officer.get(f"{earlier}/A2/").content.decode()
    number = plan.entries.get(code="A2").carried_here.get().pk
    said = {"decision": str(number), "verdict": "accepted"}
    assert officer.post(f"{page}A2/confirm/", said).status_code == 409
    officer.force_login(people["approver"])
    assert officer.post(f"{page}A1/confirm/", said).status_code == 409  # of another promise
    officer.post(f"{page}A2/confirm/", said)
    assert "confirmed by approver" in officer.get(page).content.decode()
    assert "3 open, 1 decided, 0 of these" in officer.get(f"{earlier}/").content.decode()
    before = NOW.date() - timedelta(days=1)
    assert "4 open, 0 decided" in officer.get(f"{earlier}/?known={before}").content.decode()
    officer.force_login(people["viewer"])
    assert officer.post(f"{page}A1/decide/", form | {"reason": "r"}).status_code == 403

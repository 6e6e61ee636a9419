"""What is asked of a person or their body, on a page of their own."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from judging import begun, writer

from vedette import pathway
from vedette.base.accounts.models import Body, User
from vedette.base.markings.actions import marking_for
from vedette.judgement.assessments import experts
from vedette.judgement.assessments.definitions import kinds_of
from vedette.judgement.assessments.models import ExpertOpinion

KIND = kinds_of(None)["risk_assessment"]
LONG_AGO = datetime(2025, 1, 7, 9, tzinfo=UTC)


@pytest.fixture
def closed(db):
    """Return an assessment that viewers may not see."""
    return begun(KIND, marking=marking_for("AMBER"), title="A title that is closed")


@pytest.fixture
def member(db):
    """Return a viewer who belongs to a body."""
    body = Body.objects.create(code="l", name="Laboratory", country="NL")
    return User.objects.create_user("member", role="viewer", body=body)


def ask(closed, body, at=None):
    return pathway.ask_body(
        assessment=closed, body=body, question="How many did you see?", by=writer(),
        at=at or timezone.now(),
    )  # fmt: skip


def test_a_body_reads_the_question_and_answers_it_without_seeing_the_assessment(
    client, closed, member
):
    row = ask(closed, member.body, LONG_AGO)
    client.force_login(member)
    page = client.get("/requests/").content.decode()
    assert "How many did you see?" in page
    assert ">late</span>" in page
    assert "A title that is closed" not in page
    assert client.get(f"/assessments/{closed.pk}/").status_code == 404
    assert "A title" not in client.get("/api/information-requests").content.decode()
    empty = client.post(f"/requests/{row.pk}/answer/", {"text": " "})
    assert empty.status_code == 409
    client.post(f"/requests/{row.pk}/answer/", {"text": "Four."})
    row.refresh_from_db()
    assert (row.answer, row.answered_by) == ("Four.", member)
    assert "How many" not in client.get("/requests/").content.decode()


def test_a_question_to_another_body_is_neither_shown_nor_answered_there(client, closed, member):
    row = ask(closed, Body.objects.create(code="o", name="Other", country="DK"))
    client.force_login(member)
    assert "How many" not in client.get("/requests/").content.decode()
    assert client.post(f"/requests/{row.pk}/answer/", {"text": "Four."}).status_code == 404


def test_writers_see_which_bodies_are_late_and_viewers_do_not(client, closed, member, people):
    ask(closed, member.body, LONG_AGO)
    ask(closed, Body.objects.create(code="o", name="In time", country="DK"))
    client.force_login(writer())
    page = client.get("/requests/").content.decode()
    late = page.partition('id="late"')[2]
    assert "Laboratory" in late
    assert "In time" not in late
    client.force_login(people["viewer"])
    assert 'id="late"' not in client.get("/requests/").content.decode()


def test_an_officer_opens_a_round_on_the_page_and_an_expert_answers_on_theirs(
    client, closed, member
):
    client.force_login(writer())
    day = timezone.localdate() + timedelta(days=3)
    asked = {"question": "How bad?", "scale": ["health", "safety"], "expert": ["member"]}
    made = client.post(
        f"/assessments/{closed.pk}/round/", {**asked, "closes_on": day.isoformat()}, follow=True
    )
    assert "None of their bodies has an address" in made.content.decode()
    row = closed.rounds.get()
    client.force_login(member)
    assert "How bad?" in client.get("/requests/").content.decode()
    address = f"/requests/rounds/{row.pk}/"
    half = client.post(address, {"health-said": "high"})
    assert half.status_code == 409
    client.post(address, {"health-said": "high", "health-why": "many deaths"})
    assert ExpertOpinion.objects.get().said == "high"
    assert "many deaths" in client.get(address).content.decode()
    client.force_login(writer())
    assert client.get(address).status_code == 404
    client.post(f"/assessments/{closed.pk}/round-closed/", {"number": "1", "reason": "enough"})
    client.force_login(member)
    late = client.post(address, {"health-said": "low", "health-why": "second thoughts"})
    assert late.status_code == 409
    assert "no longer taken" in late.content.decode()
    assert "too few" in client.get(f"/requests/rounds/{row.pk}/").content.decode()


def test_two_experts_who_answer_at_once_are_both_counted(instance):
    closed = begun(KIND)
    panel = [User.objects.create(username=f"expert-{n}") for n in range(2)]
    row = experts.open_round(
        assessment=closed, question="q", scales=["health"], experts=panel, by=writer(),
        closes_on=timezone.localdate() + timedelta(days=2), at=timezone.now(),
    )  # fmt: skip
    words = ("assessments", "opinion", str(row.pk), "health", "low", "--why", "w", "--as")
    children = [instance.start(*words, one.username) for one in panel]
    for child in children:
        child.communicate(timeout=120)
    assert [child.returncode for child in children] == [0, 0]
    assert ExpertOpinion.objects.filter(invitation__round=row, revision=1).count() == 2

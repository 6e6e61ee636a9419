"""Who may do what with a warning, as it stands, under each marking: every cell by the API.

The matrix is made from the table of acts: five roles by four standings by every act, and by the
five colours of what the warning rests on. What the table promises is what the API answers.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from vedette.base.accounts.actions import issue_token, set_active
from vedette.base.accounts.models import Body, Role, User
from vedette.base.accounts.rules import MAY
from vedette.base.markings.models import Marking, Tlp
from vedette.base.markings.rules import SEEN_BY_ROLE
from vedette.response.alerts import actions, releasing
from vedette.response.alerts.models import Alert, AlertQuestion
from vedette.response.alerts.rules import ACTS, CANCELLED

pytestmark = pytest.mark.django_db
STANDINGS = (*Alert.Status.values, CANCELLED)
PUBLIC = ("published", CANCELLED)
CELLS = [
    (act, standing, role, tlp)
    for act in ACTS for standing in STANDINGS for role in Role.values for tlp in Tlp.values
]  # fmt: skip
MADE = ("update", "cancel", "ask_release", "judge")  # these make a record, and answer 201


def expected(act, standing, role, tlp):
    """Return the status that the table promises."""
    sees = standing in PUBLIC or (role in MAY["see_drafts"] and tlp in SEEN_BY_ROLE[role])
    if not sees:
        return 404
    if role not in MAY[ACTS[act].right]:
        return 403
    if standing not in ACTS[act].standings:
        return 409
    return 201 if act in MADE else 200


def test_the_matrix_has_far_more_than_150_cells_and_every_answer_is_in_it():
    assert len(CELLS) >= 1_000
    assert {expected(*cell) for cell in CELLS} == {200, 201, 403, 404, 409}


@pytest.fixture
def placed(chain):
    """Return what puts a warning into a standing under a colour, written by nobody of the roles."""
    author = User.objects.create(username="author", role="officer")
    signer = User.objects.create(username="signer", role="approver")
    kept = chain["AMBER"]["report"]  # seen by those who judge, and kept from warnings
    kept.marking = Marking.objects.create(tlp="AMBER", handling="H2", purpose="p")
    kept.save()

    def place(standing, tlp):
        at, row = timezone.now(), chain["assessment"]
        row.evidence.set([chain["GREEN"]["report"], kept])
        row.marking = chain[tlp]["marking"]
        row.save()
        alert = actions.draft(assessment=row, by=author, at=at)
        release = releasing.ask(
            alert=alert, reason="r", reports=[kept], until=at + timedelta(days=1), by=author, at=at
        )
        if standing != "draft":
            alert = approved(alert, signer, at)
        if standing in PUBLIC:
            alert = actions.publish(alert=alert, by=author, at=at)
            AlertQuestion.objects.create(alert=alert, report=kept, opened_at=at)
        if standing == CANCELLED:
            alert = actions.cancel(alert=alert, reason="in error", by=author, at=at)
            alert = actions.publish(alert=approved(alert, signer, at), by=author, at=at)
        return alert, release

    return place


def approved(alert, signer, at):
    return actions.approve(alert=alert, by=signer, at=at, read_at=alert.changed_at)


def ask(client, act, alert, release, kept):
    """Ask the API for an act, with all that it needs."""
    here = f"/api/alerts/{alert.pk}"
    read_at = alert.changed_at.isoformat()
    until = (timezone.now() + timedelta(days=1)).isoformat()
    where, said = {
        "edit": (here, {"read_at": read_at, "look": "round"}),
        "approve": (f"{here}/approval", {"read_at": read_at}),
        "send_back": (f"{here}/return", {"reason": "r"}),
        "publish": (f"{here}/publication", {}),
        "update": (f"{here}/update", {}),
        "cancel": (f"{here}/cancellation", {"reason": "r"}),
        "stand_by": (f"{here}/standing", {"reason": "r"}),
        "ask_release": (f"{here}/releases", {"reason": "r", "reports": [kept.pk], "until": until}),
        "grant_release": (f"{here}/releases/{release.pk}/grant", {"reason": "r"}),
        "judge": (f"{here}/hindsight", {"verdict": "right", "reason": "r"}),
    }[act]
    send = client.put if act == "edit" else client.post
    return send(where, said, content_type="application/json")


@pytest.mark.parametrize("tlp", Tlp.values)
@pytest.mark.parametrize("standing", STANDINGS)
def test_an_act_is_done_by_the_roles_and_in_the_standings_of_the_table(
    chain, placed, standing, tlp
):
    alert, release = placed(standing, tlp)
    for role in Role.values:
        client = Client()
        client.force_login(chain[role])
        for act in ACTS:
            before = transaction.savepoint()
            answer = ask(client, act, alert, release, chain["AMBER"]["report"])
            status = answer.status_code
            transaction.savepoint_rollback(before)
            assert status == expected(act, standing, role, tlp), (act, role, answer.json())


@pytest.mark.parametrize("tlp", Tlp.values)
@pytest.mark.parametrize("role", Role.values)
def test_a_draft_is_read_by_those_who_judge_and_see_what_it_rests_on(chain, placed, role, tlp):
    draft, _release = placed("draft", tlp)
    client = Client()
    client.force_login(chain[role])
    sees = role in MAY["see_drafts"] and tlp in SEEN_BY_ROLE[role]
    assert client.get(f"/api/alerts/{draft.pk}").status_code == (200 if sees else 404)
    listed = {row["id"] for row in client.get("/api/alerts").json()}
    assert (draft.pk in listed) == sees


@pytest.mark.parametrize("by", ["draft", "last change"])
def test_nobody_signs_what_they_wrote(client, chain, placed, by):
    alert, _release = placed("draft", "GREEN")
    name = "drafted_by" if by == "draft" else "changed_by"
    Alert.objects.filter(pk=alert.pk).update(**{name: chain["approver"]})
    client.force_login(chain["approver"])
    answer = sign(client, alert)
    assert (answer.status_code, Alert.objects.get(pk=alert.pk).status) == (403, "draft")
    assert "author" in answer.json()["detail"]


def sign(client, alert):
    said = {"read_at": alert.changed_at.isoformat()}
    return client.post(f"/api/alerts/{alert.pk}/approval", said, content_type="application/json")


def test_nobody_signs_a_text_that_was_changed_since_they_read_it(client, chain, placed):
    alert, _release = placed("draft", "GREEN")
    actions.edit(
        alert=alert, by=chain["officer"], at=timezone.now(), read_at=alert.changed_at, texts={},
        look="oval",
    )  # fmt: skip
    client.force_login(chain["approver"])
    assert sign(client, alert).status_code == 409
    assert sign(client, Alert.objects.get(pk=alert.pk)).status_code == 200


@pytest.mark.parametrize("way", ["session", "token"])
def test_a_closed_account_signs_nothing(client, chain, placed, way):
    alert, _release = placed("draft", "GREEN")
    signer, at = chain["approver"], timezone.now()
    if way == "session":
        client.force_login(signer)
    else:
        text = issue_token(owner=signer, title="t", by=signer, at=at)
        client = Client(headers={"authorization": f"Bearer {text}"})
    set_active(person=signer, is_active=False, by=chain["administrator"], at=at)
    assert sign(client, alert).status_code == 401
    assert Alert.objects.get(pk=alert.pk).status == "draft"


def test_what_was_signed_by_an_account_that_was_closed_since_is_signed_anew(client, chain, placed):
    alert, _release = placed("approved", "GREEN")
    signer = User.objects.get(username="signer")
    set_active(person=signer, is_active=False, by=chain["administrator"], at=timezone.now())
    client.force_login(chain["officer"])
    answer = client.post(f"/api/alerts/{alert.pk}/publication")
    assert answer.status_code == 409
    assert "signed anew" in answer.json()["detail"]


@pytest.mark.parametrize("act", ACTS)
def test_a_body_outside_the_sharing_does_nothing_with_a_draft(chain, placed, act):
    inside = Body.objects.create(code="in", name="Inside")
    outside = Body.objects.create(code="out", name="Outside")
    Marking.objects.filter(pk=chain["RED"]["marking"].pk).update(provider=inside)
    alert, release = placed("draft", "RED")
    for body, role in ((inside, "officer"), (inside, "approver"), (outside, "officer"),
                       (outside, "approver")):  # fmt: skip
        person = User.objects.create(username=f"{role} {body.code}", role=role, body=body)
        client = Client()
        client.force_login(person)
        before = transaction.savepoint()
        status = ask(client, act, alert, release, chain["AMBER"]["report"]).status_code
        transaction.savepoint_rollback(before)
        by_table = expected(act, "draft", role, "GREEN")  # as if its colour were seen
        assert status == (by_table if body is inside else 404), (body, role)


def test_an_expired_warning_is_neither_signed_nor_published(client, chain, placed):
    for standing, address in (("draft", "approval"), ("approved", "publication")):
        alert, _release = placed(standing, "GREEN")
        Alert.objects.filter(pk=alert.pk).update(expires_at=timezone.now() - timedelta(days=1))
        client.force_login(chain["approver"])
        said = {"read_at": alert.changed_at.isoformat()}
        here = f"/api/alerts/{alert.pk}/{address}"
        answer = client.post(here, said, content_type="application/json")
        assert answer.status_code == 403
        assert "past" in answer.json()["detail"]

"""What each role gets from the API: what the pages would show it, and nothing else."""

import json
from datetime import UTC, datetime

import pytest

from vedette.base.accounts.actions import issue_token, set_active
from vedette.base.accounts.models import Role
from vedette.base.accounts.rules import MAY
from vedette.base.markings.models import Tlp
from vedette.base.markings.rules import SEEN_BY_ROLE

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)

# Which act a reading endpoint needs, besides an account.
READS = {
    "/api/reports": "see",
    "/api/submissions": "import",
    "/api/submissions/{submission}": "import",
    "/api/submissions/{submission}/report": "import",
    "/api/queue": "decide_queue",
    "/api/names": "decide_queue",
    "/api/policy": "see",
    "/api/rules": "see",
    "/api/spectra": "see",
    "/api/spectra/libraries": "see",
    "/api/spectra/unknowns": "see",
    "/api/substances/unnamed": "see",
    "/api/substances/protonitazene/history": "see",
    "/api/substances/structures?smiles=CO": "see",
    "/api/substances/export": "see",
    "/api/proposals": "see",
    "/api/families": "see",
    "/api/customs/findings": "see",
    "/api/customs/tariffs": "see",
    "/api/reference-analyses": "see",
    "/api/reference-analyses/turn-around": "see",
    "/api/groups": "see",
    "/api/methods": "see",
    "/api/trials": "see",
    "/api/practice": "see",
    "/api/courses": "see",
    "/api/precision": "see",
    "/api/precision?by=family": "see",
    "/api/cases": "see",
    "/api/cases/checks": "see",
    "/api/cases/completeness": "see",
    "/api/cases/coverage": "see",
    "/api/cases/links": "link_cases",
    "/api/guidelines": "see",
    "/api/promises/documents": "see",
    "/api/promises/search?q=naloxone": "see",
}
# Under which colours a list shows its rows: those of the role, whatever the list.
MARKED = {
    "/api/reports?limit=50": "key-",
    "/api/submissions": "file-",
    "/api/queue": "cell-",
}


def word(tlp):
    return tlp.replace("+", "-")


@pytest.mark.parametrize("role", Role.values)
def test_a_role_reads_what_its_acts_allow(client, chain, role):
    client.force_login(chain[role])
    for address, act in READS.items():
        where = address.format(submission=chain["GREEN"]["submission"].pk)
        assert client.get(where).status_code == (200 if role in MAY[act] else 403), address


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("address", MARKED)
def test_a_list_shows_the_colours_of_a_role_and_no_other(client, chain, address, role):
    client.force_login(chain[role])
    answer = client.get(address)
    if answer.status_code == 403:
        return
    texts = set(_texts(answer.json()))
    for tlp in Tlp.values:
        shown = any(text.removesuffix(".csv") == MARKED[address] + word(tlp) for text in texts)
        assert shown == (tlp in SEEN_BY_ROLE[role]), tlp


def _texts(value):
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        yield str(value)
        return
    for part in value:
        yield from _texts(part)


@pytest.mark.parametrize("role", Role.values)
def test_totals_are_closed_to_whoever_may_not_see_what_is_summed(client, chain, role):
    client.force_login(chain[role])
    status = client.get("/api/substances/protonitazene/series").status_code
    assert status == (200 if Tlp.AMBER in SEEN_BY_ROLE[role] else 403)


@pytest.mark.parametrize("role", Role.values)
def test_a_draft_is_for_those_who_judge(client, chain, role):
    client.force_login(chain[role])
    numbers = [one["number"] for one in client.get("/api/alerts").json()]
    sees_drafts = role in MAY["see_drafts"]
    assert ("2026-002" in numbers) == sees_drafts
    status = client.get(f"/api/alerts/{chain['draft'].pk}").status_code
    assert status == (200 if sees_drafts else 404)


def test_the_public_list_holds_no_draft(client, chain):
    assert [one["number"] for one in client.get("/api/warnings").json()] == ["2026-001"]
    assert client.get("/warnings/2026-002/").status_code == 404


@pytest.mark.parametrize("role", Role.values)
def test_a_signal_names_only_the_rows_a_person_may_open(client, chain, role):
    client.force_login(chain[role])
    shown = client.get(f"/api/signals/{chain['signal'].pk}").json()["report_ids"]
    assert shown == [chain["GREEN"]["report"].pk]


def test_who_sends_a_file_may_follow_it_whatever_its_colour(client, chain):
    submission = chain["RED"]["submission"]
    submission.received_by = chain["laboratory"]
    submission.save()
    client.force_login(chain["laboratory"])
    assert client.get(f"/api/submissions/{submission.pk}").status_code == 200


WRITES = {
    "/api/runs": ("detect", {}),
    "/api/replays": ("detect", {"start": "2026-11-02", "end": "2026-11-16"}),
    "/api/reports/{report}/retraction": ("retract", {"reason": "r"}),
    "/api/names/{question}/answer": ("decide_queue", {"reason": "r"}),
    "/api/signals/{signal}/decisions": ("judge", {"outcome": "discarded", "reason": "r"}),
    "/api/assessments": ("judge", {"signal": "{signal}", "reason": "r"}),
    "/api/assessments/{assessment}/conclusion": ("judge", {}),
    "/api/assessments/{assessment}/alerts": ("draft", {}),
    "/api/alerts/{alert}/update": ("draft", {}),
    "/api/alerts/{alert}/cancellation": ("draft", {"reason": "r"}),
    "/api/promises/evidence": (
        "judge",
        {"promise": "plan-2026-2030/A2", "kind": "document", "title": "t"},
    ),
    "/api/promises/reports": ("judge", {"promise": "plan-2026-2030/A2", "status": "delayed"}),
    "/api/promises/reports/1/validations": ("judge", {"verdict": "accepted"}),
    "/api/promises/milestones": (
        "judge",
        {"promise": "plan-2026-2030/A2", "title": "t", "due_on": "2027-01-01"},
    ),
    "/api/promises/ties": (
        "judge",
        {
            "promise": "plan-2026-2030/A2",
            "record": "signal",
            "record_id": "{signal}",
            "reason": "r",
        },
    ),
    "/api/promises/rounds": (
        "judge",
        {"document": "plan-2026-2030", "title": "t", "due_on": "2030-01-01", "countries": ["IE"]},
    ),
    "/api/promises/carry-over": (
        "judge",
        {"promise": "plan-2026-2030/A2", "outcome": "drop", "reason": "r"},
    ),
    "/api/promises/carry-over/1/verdict": ("sign", {"verdict": "accepted"}),
    "/api/alerts/{draft}/approval": ("sign", {"read_at": "2026-11-20T09:00:00Z"}),
}


@pytest.mark.parametrize("role", [one for one in Role.values if one != Role.APPROVER])
def test_nobody_writes_beyond_the_role(client, chain, role):
    written = ("question", "signal", "assessment", "alert", "draft")
    numbers = {name: chain[name].pk for name in written}
    numbers["report"] = chain["GREEN"]["report"].pk
    client.force_login(chain[role])
    barred = {at: body for at, (act, body) in WRITES.items() if role not in MAY[act]}
    assert barred
    for address, body in barred.items():
        text = json.dumps(body).replace('"{signal}"', str(numbers["signal"]))
        answer = client.post(address.format(**numbers), text, content_type="application/json")
        assert answer.status_code in (403, 404), address


def test_a_token_ends_with_the_account_of_its_owner(client, people):
    officer, administrator = people["officer"], people["administrator"]
    text = issue_token(owner=officer, title="t", by=officer, at=NOW)
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {text}"}
    assert client.get("/api/desk", **bearer).status_code == 200
    set_active(person=officer, is_active=False, by=administrator, at=NOW)
    assert client.get("/api/desk", **bearer).status_code == 401


def test_a_session_alone_does_not_write_from_another_site(chain):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(chain["officer"])
    where = f"/api/signals/{chain['signal'].pk}/decisions"
    body = {"outcome": "discarded", "reason": "r"}
    assert client.post(where, body, content_type="application/json").status_code in (401, 403)

"""Promises through the API: the board of a day, what is said, and who may see the proof."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.contracts.promised import follow_a_plan, keep_an_earlier_plan

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = datetime.now(UTC)
PLAN = "plan-2026-2030"


@pytest.fixture
def plan(people):
    """The plan of the tests, followed for a month."""
    return follow_a_plan(people, at=NOW - timedelta(days=30))


def post(client, address, **body):
    answer = client.post(f"/api/promises/{address}", json.dumps(body), "application/json")
    return answer.status_code, answer.json()


def test_a_promise_is_followed_from_evidence_to_validation(client, people, plan):
    client.force_login(people["officer"])
    promise = f"{PLAN}/A4"
    said = {"promise": promise, "status": "completed"}
    assert post(client, "reports", **said)[0] == 422
    status, proof = post(
        client, "evidence", promise=promise, kind="link", title="Report",
        url="https://example.org/report",
    )  # fmt: skip
    assert status == 201
    status, report = post(client, "reports", evidence=proof["id"], **said)
    assert status == 201
    where = f"reports/{report['id']}/validations"
    assert post(client, where, verdict="accepted")[0] == 403
    client.force_login(people["approver"])
    assert post(client, where, verdict="accepted")[0] == 201
    shown = client.get(f"/api/promises/documents/{PLAN}/entries/A4").json()
    assert shown["standings"]["whole"]["validated"] is True


def test_the_board_of_a_past_day_knows_nothing_of_later_answers(client, people, plan):
    client.force_login(people["viewer"])
    address = f"/api/promises/documents/{PLAN}/board"
    then = (NOW - timedelta(days=31)).date()
    assert client.get(f"{address}?known={then}").status_code == 404  # not yet kept
    rows = client.get(address).json()["promises"]
    countries = {row["key"]: row["countries"] for row in rows}
    assert countries[f"{PLAN}/A2"]["IE"] == "on_track"
    assert countries[f"{PLAN}/A2"]["MT"] == "unknown"
    assert countries[f"{PLAN}/A1"]["MT"] == "not_asked"


def test_evidence_that_a_reader_may_not_open_has_no_title(client, people, plan, chain):
    from vedette.response.policy import following

    closed = chain["AMBER"]["report"]
    following.add_evidence(
        entry=plan.entries.get(code="A2"), kind="report", title="closed words",
        record_id=closed.pk, valid_on=NOW.date(), by=people["officer"], at=NOW,
    )  # fmt: skip
    for role, is_seen in (("officer", True), ("viewer", False)):
        client.force_login(people[role])
        body = client.get(f"/api/promises/documents/{PLAN}/entries/A2").content.decode()
        page = client.get(f"/policy/{PLAN}/A2/").content.decode()
        assert ("closed words" in body, "closed words" in page) == (is_seen, is_seen)


@pytest.mark.parametrize(
    ("address", "status"),
    [("documents/nothing", 404), (f"documents/{PLAN}/entries/A99", 404),
     (f"documents/{PLAN}", 200), ("search?q=inspectors", 200), ("search?q=%00", 400)],
)  # fmt: skip
def test_what_is_not_there_is_a_sentence_and_no_failure(client, people, plan, address, status):
    client.force_login(people["viewer"])
    assert client.get(f"/api/promises/{address}").status_code == status


def test_more_answers_cost_no_more_queries(client, people, plan, django_assert_max_num_queries):
    from vedette.response.policy import following

    client.force_login(people["officer"])
    entries = plan.entries.filter(kind="action")
    said = [
        following.Said(entry, "delayed", country, None, "n", None, NOW.date())
        for entry in entries
        for country in ("IE", "MT", "NL", "DE", "FR")
    ]
    for address in ("board", "timeline", "bodies", "overdue", "links", "countries/IE"):
        client.get(f"/policy/{PLAN}/{address}/")
    for _again in range(2):
        following.report_many(said=said, by=people["officer"], at=NOW)
        for address in ("board", "timeline", "bodies", "overdue", "links", "countries/IE"):
            with django_assert_max_num_queries(20):
                assert client.get(f"/policy/{PLAN}/{address}/").status_code == 200


def test_a_machine_decides_what_becomes_of_a_promise_and_another_person_confirms(
    client, people, plan
):
    keep_an_earlier_plan(people, at=NOW - timedelta(days=30))
    client.force_login(people["officer"])
    said = {"promise": "plan-2021-2025/A2", "outcome": "carry_over", "reason": "Ports first."}
    assert post(client, "carry-over", **said, to="plan-2026-2030/A99")[0] == 404
    assert post(client, "carry-over", **said, to="plan-2021-2025/A1")[0] == 422
    status, made = post(client, "carry-over", **said, to=f"{PLAN}/A2")
    assert status == 201
    status, problem = post(client, "carry-over", **said)
    assert (status, f"decision {made['id']} counts" in problem["detail"]) == (409, True)
    verdict = f"carry-over/{made['id']}/verdict"
    assert post(client, verdict, verdict="accepted")[0] == 403
    client.force_login(people["approver"])
    assert post(client, verdict, verdict="accepted")[0] == 201
    assert post(client, verdict, verdict="rejected", reason="r")[0] == 409
    documents = "/api/promises/documents"
    shown = client.get(f"{documents}/plan-2021-2025/carry-over").json()
    assert (shown["counts"]["open"], shown["counts"]["unconfirmed"]) == (3, 0)
    (one,) = client.get(f"{documents}/plan-2021-2025/entries/A2/carry-over").json()
    assert (one["to"], one["verdict_by"]) == (f"{PLAN}/A2", "approver")
    (arrived,) = client.get(f"{documents}/{PLAN}/carry-over").json()["carried_here"]
    assert arrived["from"] == "plan-2021-2025/A2"
    then = (NOW - timedelta(days=1)).date()
    past = client.get(f"{documents}/plan-2021-2025/carry-over?known={then}").json()
    assert past["counts"]["open"] == 4

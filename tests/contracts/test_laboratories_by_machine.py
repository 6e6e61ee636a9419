"""Laboratories and samples by command line and API: the same acts, the same refusals."""

import csv

import pytest
from django.utils import timezone

from vedette.base.accounts.models import Body
from vedette.catalogue.laboratories import actions as directory

pytestmark = pytest.mark.django_db(transaction=True)
JSON = {"content_type": "application/json"}


@pytest.fixture
def laboratories(people, evidence):
    made = {}
    for code in ("north", "south"):
        body = Body.objects.create(code=f"body-{code}", name=code, country="IE")
        made[code] = directory.enter(code=code, name=code.title(), country="IE", body=body,
                                     by=people["officer"], at=timezone.now())  # fmt: skip
    people["laboratory"].body = made["north"].body
    people["laboratory"].save()
    return made


def post(client, address, **said):
    return client.post(f"/api{address}", said, **JSON)


def registered(client):
    answer = post(client, "/samples", laboratory="north", context="drug_checking",
                  occurred_on="2026-11-01", form="powder", tlp="GREEN")  # fmt: skip
    assert answer.status_code == 201
    return answer.json()["token"]


def test_a_sample_goes_its_way_by_machine(client, people, laboratories):
    client.force_login(people["officer"])
    token = registered(client)
    told = post(client, f"/samples/{token}/results", kind="result", laboratory="north",
                names=["protonitazene"], method="FTIR").json()  # fmt: skip
    assert told["standing"] == "preliminary"
    assert told["results"][0]["because"].startswith("Not confirmed: one test")
    for step in (
        {"step": "asked", "laboratory": "south", "reason": "confirm"}, {"step": "accepted"},
        {"step": "sent", "seal": "S1"}, {"step": "received", "seal": "S1"},
    ):  # fmt: skip
        answer = post(client, f"/samples/{token}/custody", **step)
        assert answer.status_code == 200
    assert answer.json()["holder"] == "south"
    told = post(client, f"/samples/{token}/results", kind="result", laboratory="south",
                names=["protonitazene"], method="GC-MS").json()  # fmt: skip
    assert (told["standing"], told["results"][-1]["level"]) == ("confirmed", "confirmed")
    finding = client.get("/api/reports?text=protonitazene").json()
    assert finding


@pytest.mark.parametrize(
    ("address", "said", "status", "told"),
    [
        ("/samples/NOTHERE/custody", {"step": "accepted"}, 404, "no sample"),
        ("/samples", {"laboratory": "nobody", "context": "seizure", "occurred_on": "2026-11-01"},
         404, "no laboratory"),
        ("/samples", {"laboratory": "north", "context": "rumour", "occurred_on": "2026-11-01"},
         403, "no context"),
        ("/samples", {"laboratory": "north", "context": "seizure", "occurred_on": "2026-11-01",
                      "tlp": "BLUE"}, 403, "no marking"),
        ("/laboratories/north/methods", {"technique": "dowsing"}, 422, "no technique"),
        ("/laboratories/north/methods", {"technique": "ms", "detection_limit": 1}, 422, "unit"),
        ("/laboratories/north/roles", {"kind": "king"}, 422, "no role"),
        ("/laboratories/north/standards", {"substance": "nothing"}, 404, "nothing here"),
        ("/standards/requests/99/steps", {"status": "sent"}, 404, "no request"),
        (f"/standards/requests/{'9' * 30}/steps", {"status": "sent"}, 404, "no request"),
        ("/proficiency", {"key": "r", "title": "t", "unit": "%", "held_on": "2026-11-01",
                          "results": {"nobody": 1}}, 404, "no laboratory"),
        ("/proficiency", {"key": "", "title": "t", "unit": "%", "held_on": "2026-11-01",
                          "results": {}}, 422, "needs a key"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_reason(
    client, people, laboratories, address, said, status, told
):
    client.force_login(people["officer"])
    answer = post(client, address, **said)
    assert (answer.status_code, told in answer.json()["detail"]) == (status, True), answer.json()


@pytest.mark.parametrize("role", ["viewer", "laboratory", "officer"])
def test_who_may_act_is_decided_in_one_place(client, people, laboratories, role):
    client.force_login(people[role])
    said = {"laboratory": "south", "context": "seizure", "occurred_on": "2026-11-01"}
    assert post(client, "/samples", **said).status_code == (201 if role == "officer" else 403)
    own = post(client, "/samples", **{**said, "laboratory": "north"}).status_code
    assert own == (403 if role == "viewer" else 201)
    entered = post(client, "/laboratories", code="new", name="New").status_code
    assert entered == (201 if role == "officer" else 403)


def test_a_standard_and_a_round_by_machine(client, people, laboratories):
    client.force_login(people["officer"])
    held = post(client, "/laboratories/north/standards", substance="protonitazene", may_share=True)
    assert held.status_code == 201
    assert [row["code"] for row in client.get("/api/laboratories?substance=protonitazene").json()
            ] == ["north"]  # fmt: skip
    asked = post(client, "/standards/requests", laboratory="south", substance="protonitazene",
                 reason="a case").json()  # fmt: skip
    at = f"/standards/requests/{asked['id']}/steps"
    assert post(client, at, status="offered", laboratory="north").status_code == 200
    assert post(client, at, status="offered", laboratory="north").status_code == 403
    scored = post(client, "/proficiency", key="r1", title="t", unit="%", held_on="2026-11-01",
                  results={"north": 10, "south": 12}, assigned=10, sd=0.5).json()  # fmt: skip
    assert [one["grade"] for one in scored["scores"]] == ["unsatisfactory", "satisfactory"]
    assert client.get("/api/laboratories/south").json()["rounds"][0]["z"] == 4


def test_the_command_line_walks_the_same_way(instance, officer, tmp_path):
    def vedette(*words):
        return instance.vedette(*words, "--as", "officer")

    for code in ("north", "south", "east"):
        assert vedette("laboratories", "enter", code, "--name", code, "--country", "IE").code == 0
    assert vedette("laboratories", "role", "north", "national_representative").code == 0
    assert vedette("laboratories", "method", "north", "lc-hrms", "--accredited", "--limit", "0.1",
                   "--unit", "ug/L", "--family", "nitazene").code == 0  # fmt: skip
    assert vedette("laboratories", "standard", "north", "protonitazene", "--share").code == 0
    assert "north" in vedette("laboratories", "ask", "south", "protonitazene", "--reason", "r").out
    results = tmp_path / "round.csv"
    with results.open("w", newline="") as file:
        csv.writer(file).writerows(
            [("laboratory", "value"), ("north", 10), ("south", 10.2), ("east", 9.9)]
        )
    told = vedette("laboratories", "round", "r1", results, "--title", "t", "--unit", "%")
    assert "satisfactory" in told.out
    token = vedette("samples", "register", "north", "seizure", "2026-11-01").out.strip()
    assert vedette("samples", "move", token, "asked", "--laboratory", "south",
                   "--reason", "confirm").code == 0  # fmt: skip
    told = vedette("samples", "report", token, "result", "--laboratory", "north", "--found",
                   "protonitazene", "--method", "FTIR; GC-MS")  # fmt: skip
    assert "is confirmed" in told.err
    contest = vedette("samples", "report", token, "contest", "--laboratory", "south")
    assert (contest.code, "says why" in contest.err) == (1, True)
    shown = instance.vedette("samples", "show", token, "--as", "officer").json
    assert [step["step"] for step in shown["custody"]] == ["registered", "asked"]
    for ending in ("svg", "png"):
        assert vedette("samples", "label", token, tmp_path / f"label.{ending}").code == 0
    assert vedette("samples", "label", token, tmp_path / "label.doc").code == 1
    assert instance.vedette("laboratories", "show", "north").json["roles"]
    assert instance.vedette("laboratories", "show", "nobody").code == 1


def test_nothing_that_is_said_of_a_laboratory_is_dropped_silently(client, people, laboratories):
    client.force_login(people["officer"])
    unknown = post(client, "/laboratories/north/methods", technique="gc-ms", substances=["nosuch"])
    assert unknown.status_code == 404
    twice = post(client, "/proficiency", key="k", title="t", unit="mg/g", held_on="2026-11-01",
                 results={"north": 1.0, "NORTH": 2.0})  # fmt: skip
    assert (twice.status_code, "stands twice" in twice.json()["detail"]) == (422, True)
    long = post(client, "/laboratories", code="x" * 101, name="n", country="IE")
    assert (long.status_code, "at most 100 letters" in long.json()["detail"]) == (422, True)

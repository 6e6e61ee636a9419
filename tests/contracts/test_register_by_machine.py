"""The register by API and command line: the same acts, the same refusals."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from vedette.base.accounts.models import Role
from vedette.base.accounts.rules import MAY
from vedette.catalogue.substances.models import Family, Proposal, Substance

pytestmark = pytest.mark.django_db(transaction=True)
JSON = {"content_type": "application/json"}
CAFFEINE = {"name": "caffeine", "smiles": "Cn1c(=O)c2c(ncn2C)n(C)c1=O", "cas": "58-08-2"}


def post(client, address, **said):
    return client.post(f"/api{address}", said, **JSON)


@pytest.fixture
def as_(client, people, evidence):
    def signed_in(role):
        client.force_login(people[role])
        return client

    return signed_in


def proposed(as_, role="laboratory"):
    return post(as_(role), "/proposals", facts=CAFFEINE, evidence="a list", source="list 7")


def test_two_people_bring_a_substance_into_the_register_and_correct_it(as_):
    made = proposed(as_)
    assert made.status_code == 201
    number = made.json()["id"]
    assert (
        post(as_("laboratory"), f"/proposals/{number}/decision", step="accept").status_code == 403
    )
    done = post(as_("officer"), f"/proposals/{number}/decision", step="accept")
    assert (done.status_code, done.json()["status"]) == (200, "accepted")
    again = post(as_("approver"), f"/proposals/{number}/decision", step="accept")
    assert again.status_code == 409
    change = post(as_("laboratory"), "/substances/caffeine/proposals", kind="facts",
                  facts={"unii": "3G6A5W338E"}, evidence="a list")  # fmt: skip
    post(as_("officer"), f"/proposals/{change.json()['id']}/decision", step="accept")
    told = as_("viewer").get("/api/substances/caffeine/history").json()
    facts = {fact["field"]: fact for fact in told["facts"]}
    assert (facts["cas"]["value"], facts["cas"]["source"]) == ("58-08-2", "list 7")
    assert facts["unii"]["value"] == "3G6A5W338E"
    then = as_("viewer").get("/api/substances/caffeine/history?known=2020-01-01").json()
    assert not any(change["field"] == "unii" for change in then["changes"])


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"name": "x", "smiles": "C1CC"}, "smiles 'C1CC': "),
        ({"name": "x", "cas": "58-08-3"}, "cas '58-08-3': CAS number '58-08-3' should end in 2"),
        ({"name": "x", "smiles": "CCO", "formula": "C3H8"}, "formula 'C3H8': the SMILES has C2H6O"),
        ({"name": ""}, "name '': a substance needs a name"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_in_one_sentence(as_, facts, told):
    answer = post(as_("laboratory"), "/proposals", facts=facts, evidence="e")
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(told)


@pytest.mark.parametrize("role", Role.values)
def test_a_role_proposes_and_decides_as_its_acts_allow(as_, role):
    expected = 201 if role in MAY["propose"] else 403
    assert proposed(as_, role).status_code == expected
    row = Proposal.objects.first() or Proposal.objects.create(
        kind="facts", evidence="e", proposed_at="2026-11-20T09:00Z"
    )
    Proposal.objects.update(proposed_by=None)
    answer = post(as_(role), f"/proposals/{row.pk}/decision", step="decline", reason="r")
    assert answer.status_code == (200 if role in MAY["accept_proposals"] else 403)


def test_what_nobody_has_named_is_entered_and_named_by_machine(as_):
    entered = post(as_("laboratory"), "/substances/unnamed", mz=397.2234, ion="[M+H]+",
                   family="nitazene", evidence="two samples")  # fmt: skip
    assert entered.status_code == 201
    key = entered.json()["key"]
    [listed] = as_("viewer").get("/api/substances/unnamed").json()
    assert (listed["key"], listed["mz"]) == (key, 397.2234)
    made = post(as_("laboratory"), f"/substances/{key}/proposals", kind="same",
                same_as="protonitazene", evidence="standard").json()  # fmt: skip
    shown = as_("officer").get(f"/api/proposals/{made['id']}").json()
    assert {one["substance"] for one in shown["reach"]} == {key, "protonitazene"}
    post(as_("officer"), f"/proposals/{made['id']}/decision", step="accept")
    assert as_("viewer").get("/api/substances/unnamed").json() == []
    assert as_("viewer").get(f"/api/substances/{key}").status_code == 200
    undone = post(as_("approver"), f"/proposals/{made['id']}/decision", step="undo", reason="no")
    assert undone.json()["status"] == "undone"
    assert len(as_("viewer").get("/api/substances/unnamed").json()) == 1


def test_structures_are_searched_by_machine(as_):
    found = as_("viewer").get("/api/substances/structures?smiles=CO").json()
    assert [hit["key"] for hit in found["hits"]] == ["protonitazene"]
    assert found["hits"][0]["atoms"] == [1, 2]  # CCO: the second carbon and the oxygen
    bad = as_("viewer").get("/api/substances/structures?smiles=C1CC")
    assert (bad.status_code, "\n" in bad.json()["detail"]) == (422, False)


def test_a_file_is_proposed_by_machine_and_the_register_goes_out_again(as_):
    text = json.dumps([CAFFEINE, {"name": "bad", "cas": "1-1-1"}])
    file = SimpleUploadedFile("list.json", text.encode())
    said = {"file": file, "evidence": "the list"}
    done = as_("laboratory").post("/api/substances/import", said).json()
    assert (done["proposed"], [r["column"] for r in done["refused"]]) == (1, ["cas"])
    assert Proposal.objects.get().batch == "list.json"
    for form in ("json", "csv", "sdf"):
        whole = as_("viewer").get(f"/api/substances/export?form={form}")
        assert b"protonitazene" in b"".join(whole.streaming_content)
    assert as_("viewer").get("/api/substances/export?form=xlsx").status_code == 422
    broken = {"file": SimpleUploadedFile("a.csv", b"name\n\xff\n"), "evidence": "e"}
    answer = as_("laboratory").post("/api/substances/import", broken)
    assert (answer.status_code, "UTF-8" in answer.json()["detail"]) == (422, True)


def test_a_level_of_watch_changes_with_a_reason_and_who_comes_late_is_told(as_):
    told = post(as_("officer"), "/families/nitazene/watch", level="low", reason="gone", read="high")
    assert [one["level"] for one in told.json()] == ["low", "high"]
    assert told.json()[0]["reason"] == "gone"
    late = post(as_("approver"), "/families/nitazene/watch", level="medium", reason="r",
                read="high")  # fmt: skip
    assert late.status_code == 409
    assert post(as_("officer"), "/families/nitazene/watch", level="red", reason="r",
                read="low").status_code == 422  # fmt: skip
    assert post(as_("viewer"), "/families/nitazene/watch", level="high", reason="r",
                read="low").status_code == 403  # fmt: skip
    assert Family.objects.get(key="nitazene").watch == "low"


@pytest.fixture
def two(instance):
    """Two people of a real instance."""
    from vedette.base.accounts.models import User

    for name, role in (("chemist", "laboratory"), ("officer", "officer")):
        User.objects.create(username=name, role=role)
    return instance.command


def test_the_register_works_by_command_line(two, tmp_path):
    said = two("substances", "enter-unnamed", "--mz", "397.2234", "--ion", "[M+H]+", "--family",
               "nitazene", "--evidence", "two samples", "--as", "chemist")  # fmt: skip
    assert (said.code, "provisional-" in said.err) == (0, True)
    [row] = map(json.loads, two("substances", "unnamed", "--json").out.splitlines())
    assert two("substances", "same", row["key"], "etonitazene", "--evidence", "standard", "--as",
               "chemist").code == 0  # fmt: skip
    number = str(Proposal.objects.get().pk)
    assert two("proposals", "accept", number, "--as", "chemist").code == 1
    assert two("proposals", "accept", number, "--as", "officer").code == 0
    assert two("substances", "unnamed", "--json").out == ""
    assert two("proposals", "undo", number, "--reason", "no", "--as", "officer").code == 0
    told = json.loads(two("substances", "history", row["key"]).out)
    assert [one["name"] for one in told["called"]] == [row["name"], "etonitazene"]


def test_structures_are_searched_by_command_line(two):
    part = "Cc1nc2cc([N+](=O)[O-])ccc2n1CCN"
    lines = two("substances", "find", "--smiles", part, "--json").out.splitlines()
    assert "etonitazene" in {json.loads(line)["key"] for line in lines}
    bad = two("substances", "find", "--smiles", "C1CC")
    assert (bad.code, bad.err.count("\n")) == (1, 1)


def test_a_file_goes_out_and_in_by_command_line(two, tmp_path):
    file = tmp_path / "nitazenes.csv"
    file.write_text(two("substances", "export", "--family", "nitazene").out, "utf-8")
    said = two("substances", "import", str(file), "--evidence", "ours", "--as", "chemist")
    assert (said.code, "0 proposals" in said.err, Proposal.objects.count()) == (0, True, 0)
    file.write_text("name,cas\nnew one,58-08-3\n", "utf-8")
    said = two("substances", "import", str(file), "--evidence", "ours", "--as", "chemist")
    assert (said.code, "line 2, cas '58-08-3'" in said.err) == (1, True)
    assert Substance.objects.filter(name="new one").count() == 0


def test_a_family_is_watched_by_command_line(two):
    said = two("families", "watch", "nitazene", "low", "--reason", "gone", "--as", "officer")
    assert said.code == 0
    assert Family.objects.get(key="nitazene").watch == "low"

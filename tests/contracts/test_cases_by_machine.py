"""Cases and guidelines by command and by API: what is told, refused, decided and shown."""

import json

import pytest
from django.test import Client

from tests.contracts.town import AUTOPSY, CLINICAL, PANEL, TOXICOLOGY, tell
from vedette.base.accounts.models import User
from vedette.evidence.cases.checks import CHECKS
from vedette.evidence.cases.files import COLUMNS
from vedette.evidence.cases.models import Case, CaseLink, CasePart
from vedette.response.guidelines import actions as guidelines
from vedette.response.guidelines.models import Adoption

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


class Caller:
    """The API as one person calls it."""

    def __init__(self, person):
        self.client = Client()
        self.client.force_login(person)

    def get(self, path):
        answer = self.client.get(f"/api{path}")
        return answer.status_code, answer.json()

    def post(self, path, **said):
        answer = self.client.post(f"/api{path}", said, content_type="application/json")
        return answer.status_code, answer.json()


def part(kind, told, **more):
    head = {key: told[key] for key in ("occurred_on", "country")}
    answers = {key: value for key, value in told.items() if key not in head}
    return {"kind": kind, "reference": "N-1", "answers": answers, "tlp": "GREEN", **head, **more}


def test_a_part_is_told_shown_and_corrected_over_the_api(town):
    api = Caller(town["tox"])
    panel = [line | ({"value": float(line["value"])} if "value" in line else {}) for line in PANEL]
    told = part("toxicology", TOXICOLOGY, laboratory="tox", panel=panel)
    status, case = api.post("/cases/parts", **told)
    assert (status, case["changed"], case["found"]) == (200, True, ["protonitazene"])
    assert case["parts"][0]["panel"][0]["level"] == "confirmed"
    assert [line["state"] for line in case["parts"][0]["panel"]] == [
        "found", "not_found", "not_tested",
    ]  # fmt: skip
    assert api.post("/cases/parts", **told)[1]["changed"] is False
    again = part("toxicology", TOXICOLOGY, laboratory="tox", case=case["case"])
    assert api.post("/cases/parts", **again)[1]["parts"][0]["number"] == 2
    assert Caller(town["viewer"]).get(f"/cases/{case['case']}")[0] == 200
    assert api.get("/cases/nowhere")[0] == 404
    assert [one["case"] for one in api.get("/cases")[1]] == [case["case"]]


def test_the_api_refuses_with_every_reason(town):
    api = Caller(town["hospital"])
    status, problem = api.post("/cases/parts", **part("clinical", CLINICAL | {"sex": "perhaps"}))
    assert (status, "one of female, male" in problem["detail"]) == (422, True)
    assert api.post("/cases/parts", **part("clinical", CLINICAL, body="mortuary"))[0] == 403
    assert api.post("/cases/parts", **part("clinical", CLINICAL, body="nobody"))[0] == 403
    assert api.post("/cases/parts", **part("clinical", CLINICAL, reference="--"))[0] == 403
    assert api.get("/cases/links")[0] == 403
    assert Caller(town["viewer"]).post("/cases/parts", **part("clinical", CLINICAL))[0] == 403
    assert not CasePart.objects.exists()


def test_pairs_are_decided_and_undone_over_the_api(town):
    tell(town, "clinical", "hospital", CLINICAL, reference="H")
    tell(town, "toxicology", "tox", TOXICOLOGY, PANEL, reference="L")
    api = Caller(town["officer"])
    ((pair,), decided) = api.get("/cases/links")[1].values()
    assert decided == []
    said = {"one": pair["one"], "other": pair["other"], "verdict": "same"}
    assert api.post("/cases/links", reason="", **said)[0] == 403
    status, link = api.post("/cases/links", reason="bracelet", **said)
    assert (status, link["verdict"]) == (201, "same")
    assert api.post(f"/cases/links/{link['id']}/undo", reason="two men")[0] == 200
    assert api.post(f"/cases/links/{link['id']}/undo", reason="two men")[0] == 409
    assert api.post("/cases/links/4711/undo", reason="r")[0] == 404


def test_checks_completeness_and_coverage_over_the_api(town):
    tell(town, "autopsy", "mortuary", AUTOPSY)
    api = Caller(town["officer"])
    assert len(api.get("/cases/checks")[1]) == len(CHECKS)
    asked = "since=2026-01-01&until=2026-12-31"
    told = api.get(f"/cases/completeness?by=quarter&{asked}")[1]
    assert [(row["group"], row["deaths"]) for row in told["rows"]] == [
        ("all", "hidden"), ("2026-Q4", "hidden"),
    ]  # fmt: skip
    assert api.get("/cases/completeness?by=colour")[0] == 403
    assert api.get(f"/cases/coverage?{asked}")[1]["panels"] == 0


def test_guidelines_over_the_api(town):
    guidelines.keep_examples(at=town["at"])
    api, chemist = Caller(town["officer"]), Caller(town["tox"])
    assert [row["is_example"] for row in api.get("/guidelines")[1]] == [True]
    where = "/guidelines/example-toxicology"
    assert api.post(f"{where}/inquiries", laboratories=["tox"])[1] == {"asked": 1}
    said = {"point": "1.1", "laboratory": "tox", "answer": "partly", "remark": "blood only"}
    assert chemist.post(f"{where}/answers", **said)[1]["revision"] == 1
    assert Caller(town["hospital"]).post(f"{where}/answers", **said)[0] == 403
    assert chemist.post(f"{where}/answers", **{**said, "point": "9"})[0] == 404
    shown = api.get(where)[1]
    assert shown["points"][0]["answers"] == {"tox": "partly"}
    assert {"laboratory": "tox", "point": "1.2", "answer": "unanswered"} in shown["gaps"]
    assert api.get("/guidelines/nowhere")[0] == 404


@pytest.fixture
def command(town, capsys, monkeypatch):
    """Return a way to run a command in this process."""
    import sys

    from vedette.surfaces.cli.commands import gather, run

    def said(*words):
        monkeypatch.setattr(sys, "argv", ["vedette", *words])
        capsys.readouterr()
        code = run(gather())
        out, err = capsys.readouterr()
        return code, out, err

    monkeypatch.setenv("VEDETTE_USER", "officer")
    assert User.objects.filter(username="officer").exists()
    return said


def test_a_table_comes_in_by_command_and_its_flaws_are_named(command, town, tmp_path):
    table = tmp_path / "parts.csv"
    table.write_text(
        "case,part,teller,occurred_on,country,autopsy,cause\n"
        "C-1,autopsy,mortuary,2026-09-01,IE,full,heroin\n"
        "C-2,autopsy,mortuary,2026-09-01,IE,halfway,heroin\n"
    )
    code, out, err = command("cases", "import", str(table))
    assert (code, out.strip()) == (1, "rows 2, told 1, corrected 0, unchanged 0, refused 1")
    assert "line 3, autopsy 'halfway': one of full" in err
    code, out, _err = command("cases", "list", "--json")
    (case,) = [json.loads(row) for row in out.splitlines()]
    assert case["remarks"] == ["cause_without_toxicology"]
    code, out, _err = command("cases", "show", case["case"])
    assert json.loads(out)["parts"][0]["teller"] == "Mortuary"
    code, out, _err = command("cases", "checks")
    assert "heroin is named" in out.replace("\n", " ")
    assert command("cases", "checks", "--table", "--json")[1].count("\n") == len(CHECKS)
    assert command("cases", "template")[1].strip() == ",".join(COLUMNS)
    code, _out, err = command("cases", "show", "nowhere")
    assert (code, "no case 'nowhere'" in err) == (1, True)


def test_pairs_completeness_and_coverage_by_command(command, town):
    tell(town, "clinical", "hospital", CLINICAL, reference="H")
    tell(town, "toxicology", "tox", TOXICOLOGY, PANEL, reference="L")
    (pair,) = [json.loads(row) for row in command("cases", "links", "--json")[1].splitlines()]
    assert command("cases", "link", pair["one"], pair["other"], "--reason", "bracelet")[0] == 0
    link = CaseLink.objects.get()
    assert command("cases", "unlink", str(link.pk), "--reason", "two men")[0] == 0
    assert Case.objects.count() == 2
    period = ("--since", "2026-01-01", "--until", "2026-12-31")
    told = json.loads(command("cases", "completeness", "--json", *period)[1])
    assert [row["deaths"] for row in told["rows"]] == [0]
    assert "all" in command("cases", "completeness", *period)[1]
    assert "nitazene" in command("cases", "coverage", *period)[1]
    code, _out, err = command("cases", "completeness", "--by", "colour")
    assert (code, "not grouped by 'colour'" in err) == (1, True)


def test_guidelines_by_command(command, town, tmp_path):
    assert command("guidelines", "example")[0] == 0
    assert "example-toxicology" in command("guidelines", "list")[1]
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('key = "k"\nversion = "1"\ntitle = ""\npublished = 2026-01-01\n')
    code, _out, err = command("guidelines", "import", str(wrong))
    assert (code, "wrong.toml: line 3, column 9" in err) == (1, True)
    assert command("guidelines", "ask", "example-toxicology", "tox")[0] == 0
    answer = ("guidelines", "answer", "example-toxicology", "1.1", "adopted")
    assert command(*answer, "--laboratory", "tox", "--since", "2026-02-01")[0] == 0
    assert Adoption.objects.get().answer == "adopted"
    code, out, _err = command("guidelines", "gaps", "example-toxicology", "--json")
    assert len(out.splitlines()) == 13
    assert '"adopted":1' in command("guidelines", "show", "example-toxicology", "--json")[1]


def test_what_nobody_asks_and_whom_nobody_knows_is_refused_by_api_and_page_alike(town):
    api, head = Caller(town["officer"]), part("clinical", CLINICAL)
    wrong = head | {"answers": head["answers"] | {"outcom": "died"}}
    status, problem = api.post("/cases/parts", **wrong)
    assert (status, "no part asks this" in problem["detail"]) == (422, True)
    assert api.post("/cases/parts", **head | {"country": "ZX"})[0] == 422
    for name in ("nobody", "a\x00b", "half \ud800"):
        assert api.post("/cases/parts", **head | {"body": name})[0] in (403, 422)
        told = part("toxicology", TOXICOLOGY, laboratory=name)
        assert api.post("/cases/parts", **told)[0] in (403, 404, 422)
        named = part("clinical", CLINICAL, case=name)
        assert api.post("/cases/parts", **named)[0] in (403, 404, 422)
    form = {**CLINICAL, "kind": "clinical", "reference": "N-1", "tlp": "GREEN"}
    for wrong in ({"body": "nobody"}, {"body": "a\x00b"}, {"country": "ZX"}):
        assert api.client.post("/cases/tell/", form | wrong).status_code == 409
    assert not CasePart.objects.exists()

"""Customs, reference analyses, working groups and practice by command line and API."""

import json

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from vedette.base.accounts.models import Body, User
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.substances.models import Substance, SubstanceName
from vedette.evidence.samples.models import Sample
from vedette.surfaces.cli.commands import gather

pytestmark = pytest.mark.django_db(transaction=True)
JSON = {"content_type": "application/json"}
TODAY = timezone.localdate()


@pytest.fixture
def network(people, evidence, monkeypatch):
    """A laboratory, a reference centre, a listed precursor."""
    for code in ("north", "centre"):
        body = Body.objects.create(code=f"body-{code}", name=code, country="IE")
        row = directory.enter(code=code, name=code.title(), country="IE", body=body,
                              by=people["officer"], at=timezone.now())  # fmt: skip
        User.objects.create_user(f"of-{code}", password="a long password", role="laboratory",
                                 body=body)  # fmt: skip
    directory.give_role(laboratory=row, kind="reference", since=TODAY, by=people["officer"],
                        at=timezone.now())  # fmt: skip
    precursor = Substance.objects.create(key="1-phenyl-2-propanone", name="1-phenyl-2-propanone")
    SubstanceName.objects.create(substance=precursor, text=precursor.name, source="test")
    monkeypatch.setattr("vedette.surfaces.cli.instance.check", lambda: None)
    return people


@pytest.fixture
def api(client, network):
    client.force_login(network["officer"])

    def call(address, *, by=None, **said):
        if by:
            client.force_login(User.objects.get(username=by))
        where = f"/api{address}"
        answer = client.post(where, said, **JSON) if said else client.get(where)
        return answer.status_code, answer.json()

    return call


@pytest.fixture
def vedette(network, monkeypatch):
    """Run a command as the officer; return its exit code, its output and its talk."""
    runner = CliRunner()

    def run(*words, by="officer"):
        monkeypatch.setenv("VEDETTE_USER", by)
        return runner.invoke(gather(), list(map(str, words)))

    return run


def a_sample(api):
    _status, told = api("/samples", laboratory="north", context="seizure", tlp="GREEN",
                        occurred_on=TODAY.isoformat(), form="liquid")  # fmt: skip
    return told["token"]


def test_a_masked_precursor_by_machine(api):
    token = a_sample(api)
    said = {"tariff_code": "2914.11.00", "tariff_year": TODAY.year, "goods": "industrial_chemical"}
    status, told = api(f"/samples/{token}/declaration", **said)
    assert (status, told["fit"]) == (201, "open")
    assert api(f"/samples/{token}/declaration", **said)[0] == 403
    api(f"/samples/{token}/results", kind="result", laboratory="north",
        names=["1-phenyl-2-propanone"], method="GC-MS with reference standard")  # fmt: skip
    _status, (finding,) = api("/customs/findings?fit=masked")
    assert [one["reason"] for one in finding["reasons"]] == ["other_code", "precursor_not_named"]
    assert api("/customs/findings?fit=fits") == (200, [])
    assert api("/customs/tariffs")[1]["source"].startswith("Combined Nomenclature")


@pytest.mark.parametrize(
    ("change", "status"), [({"tariff_code": "29"}, 422), ({"tariff_year": 1900}, 422),
                           ({"goods": "ships"}, 403), ({"flow": "up"}, 403)],
)  # fmt: skip
def test_a_declaration_that_cannot_be_is_refused(api, change, status):
    said = {"tariff_code": "291411", "tariff_year": TODAY.year, "goods": "other", **change}
    assert api(f"/samples/{a_sample(api)}/declaration", **said)[0] == status


def test_a_reference_analysis_by_machine(api):
    token = a_sample(api)
    status, told = api("/reference-analyses", sample=token, centre="centre", question="what is it")
    assert (status, told["stage"]) == (201, "asked")
    where = f"/reference-analyses/{told['id']}"
    for step in ({"step": "accepted"}, {"step": "sent", "seal": "S"},
                 {"step": "received", "seal": "S"}):  # fmt: skip
        api(f"/samples/{token}/custody", **step)
    said = {"names": ["protonitazene"], "method": "NMR; LC-HRMS", "confidence": 0.9}
    assert api(f"{where}/answer", by="of-centre", **said)[1]["stage"] == "answered"
    assert api(f"{where}/confirmation", reason="agreed")[0] == 403  # the centre itself
    _status, told = api(f"{where}/dispute", by="of-north", reason="another melting range")
    assert told["stage"] == "disputed"
    assert api(f"{where}/dispute", by="of-north", reason="again")[0] == 403
    api(f"{where}/answer", by="of-centre", **said)
    _status, told = api(f"{where}/confirmation", by="of-north", reason="agreed")
    assert told["stage"] == "confirmed"
    (figures,) = api("/reference-analyses/turn-around")[1]
    assert (figures["disputed"], figures["confirmed"], figures["is_few"]) == (1, 1, True)
    assert api("/reference-analyses/999")[0] == 404
    assert api("/reference-analyses?stage=asked") == (200, [])


def test_a_working_group_by_machine(api):
    assert api("/groups", key="drugs", name="Drugs group")[0] == 201
    status, told = api("/groups/drugs/sets", title="Set", licence="members", table="name\nnobody\n")
    assert (status, told["theirs"]) == (201, 1)
    where = f"/sets/{told['id']}"
    assert api(where)[1]["theirs_without_match"] == []  # the licence keeps its names here
    assert "1-phenyl-2-propanone" in api(where)[1]["ours_without_match"]
    assert api("/groups/drugs/sets", title="S", licence="l", table="name,cas\nx,1-1-1\n")[0] == 422
    assert api("/groups/drugs/contacts", function="data", institute="I",
               mailbox="j.smith@example.org")[0] == 422  # fmt: skip
    assert api("/groups/drugs/contacts", function="data", institute="I",
               mailbox="data@example.org")[0] == 201  # fmt: skip
    assert api("/groups/drugs/records", kind="meeting", title="Spring",
               dated=TODAY.isoformat())[0] == 201  # fmt: skip
    shown = api("/groups/drugs")[1]
    assert [len(shown[part]) for part in ("sets", "records", "contacts")] == [1, 1, 1]
    assert api("/groups/nothing")[0] == 404
    table = f"round,title,unit,held_on,laboratory,value\nR,T,%,{TODAY},north,1\n"
    assert api("/proficiency-rounds", table=table) == (201, ["R"])
    assert api("/proficiency-rounds", table=table)[0] == 422


def test_methods_trials_practice_and_courses_by_machine(api):
    api("/laboratories/north/methods", technique="lc-hrms", matrix="blood",
        substances=["1-phenyl-2-propanone"], detection_limit=5, unit="ng/mL")  # fmt: skip
    told = api("/methods?substance=1-phenyl-2-propanone&matrix=blood&level=1")[1]
    assert (told["nobody_sees"], told["methods"][0]["reaches"]) == (True, False)
    assert api("/trials", key="raman-1", title="T", technique="raman", reference="GC-MS")[0] == 201
    counts = {"true_positive": 8, "false_positive": 0, "true_negative": 10, "false_negative": 2}
    told = api("/trials/raman-1/counts", laboratory="north", **counts)[1]
    assert told["pooled"]["sensitivity"]["low"] == pytest.approx(0.4901625, rel=1e-6)
    assert api("/trials/raman-1/outcome", outcome="adopted", why="good")[1]["outcome"] == "adopted"
    assert api("/trials/raman-1/counts", laboratory="north", **counts)[0] == 422
    assert len(api("/trials?technique=raman")[1]) == 1
    said = {"key": "blood", "title": "B", "language": "en", "licence": "CC0", "offered_by": "I",
            "place": "b.pdf"}  # fmt: skip
    assert [api("/practice", **said)[1]["version"] for _again in range(2)] == [1, 2]
    assert len(api("/practice")[1]) == 1
    assert api("/courses", title="C", organiser="I", starts_on="2030-01-01")[0] == 201
    assert api("/courses", title="C", organiser="I", starts_on="2030-01-02",
               ends_on="2030-01-01")[0] == 422  # fmt: skip
    assert api("/courses")[1][0]["ends_on"] == "2030-01-01"


def said(done):
    assert done.exit_code == 0, done.output
    return done.stdout.strip()


def test_the_same_by_command(vedette, tmp_path):
    token = said(vedette("samples", "register", "north", "seizure", TODAY, "--form", "liquid"))
    said(vedette("customs", "declare", token, "291411", "industrial_chemical", "--flow", "post"))
    number = said(vedette("references", "ask", token, "centre", "--question", "what is it"))
    for words in (["accepted"], ["sent", "--seal", "S"], ["received", "--seal", "S"]):
        said(vedette("samples", "move", token, *words))
    said(vedette("references", "analysed", number, by="of-centre"))
    said(vedette("references", "answer", number, "--found", "1-phenyl-2-propanone", "--method",
                 "NMR; GC-MS", "--confidence", "0.9", by="of-centre"))  # fmt: skip
    said(vedette("references", "dispute", number, "--reason", "a doubt", by="of-north"))
    said(vedette("references", "answer", number, "--found", "1-phenyl-2-propanone", "--method",
                 "NMR; GC-MS", by="of-centre"))  # fmt: skip
    said(vedette("references", "confirm", number, by="of-north"))
    (finding,) = [
        json.loads(line) for line in said(vedette("customs", "list", "--json")).split("\n")
    ]
    assert (finding["fit"], finding["flow"]) == ("masked", "post")
    assert json.loads(said(vedette("references", "list", "--json")))["stage"] == "confirmed"
    assert "asked_answered" in said(vedette("references", "figures"))
    assert json.loads(said(vedette("references", "figures", "--json")))["is_few"]
    assert "scheduled_precursor" in said(vedette("customs", "goods"))
    assert token in said(vedette("references", "list"))
    assert "masked" in said(vedette("customs", "list"))
    assert Sample.objects.get().results.count() == 1


def test_groups_and_practice_by_command(vedette, tmp_path):
    names, rounds, calendar = (tmp_path / name for name in ("n.csv", "r.csv", "c.ics"))
    names.write_text("name\nnobody\n")
    rounds.write_text(f"round,title,unit,held_on,laboratory,value\nR,T,%,{TODAY},north,1\n")
    said(vedette("groups", "enter", "drugs", "--name", "Drugs"))
    number = said(vedette("groups", "set", "drugs", "--title", "S", "--licence", "l", "--file",
                          names))  # fmt: skip
    assert "nobody" not in said(vedette("groups", "compare", number, "--again"))
    free = said(vedette("groups", "set", "drugs", "--title", "F", "--licence", "l", "--file",
                        names, "--may-export"))  # fmt: skip
    assert "nobody" in said(vedette("groups", "compare", free))
    ours = [
        json.loads(line)["key"]
        for line in said(vedette("groups", "compare", number, "--side", "ours", "--json")).split(
            "\n"
        )
    ]
    assert "1-phenyl-2-propanone" in ours
    said(vedette("groups", "note", "drugs", "meeting", "Spring", TODAY))
    said(vedette("groups", "contact", "drugs", "data", "NFI", "data@example.org"))
    assert said(vedette("groups", "rounds", rounds)) == "R"
    assert "drugs" in said(vedette("groups", "list"))
    said(vedette("practice", "trial", "raman-1", "--title", "T", "--technique", "raman",
                 "--reference", "GC-MS"))  # fmt: skip
    said(vedette("practice", "count", "raman-1", "north", "--both", 8, "--new-alone", 0,
                 "--neither", 10, "--reference-alone", 2))  # fmt: skip
    said(vedette("practice", "decide", "raman-1", "adopted", "--why", "good"))
    assert "80% (49% to 94%," in said(vedette("practice", "trials"))
    assert json.loads(said(vedette("practice", "trials", "--json")))["outcome"] == "adopted"
    said(vedette("practice", "offer", "blood", "b.pdf", "--title", "B", "--licence", "CC0",
                 "--offered-by", "I"))  # fmt: skip
    assert "blood" in said(vedette("practice", "list"))
    said(vedette("practice", "announce", "C", "--organiser", "I", "--starts", "2030-01-01"))
    said(vedette("practice", "courses", calendar))
    assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert "2030-01-01" in said(vedette("practice", "courses"))
    done = vedette("practice", "methods", "--level", 1)
    assert "Nobody here is known" in done.output

"""The pages of cases and guidelines: what a form keeps, what it refuses, whom it shows what."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.contracts.town import AUTOPSY, CLINICAL, PANEL, TOXICOLOGY, as_, tell
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.places import actions as places
from vedette.catalogue.substances import actions as substances
from vedette.evidence.cases.models import Case, CaseLink, CasePart
from vedette.evidence.cases.queries import files_seen_by, proposed_links
from vedette.response.guidelines import actions as guidelines
from vedette.response.guidelines import queries
from vedette.response.guidelines.models import Adoption, Guideline, Inquiry
from vedette.surfaces.cli import demo_cases, demo_network

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def body(response):
    return response.content.decode()


FORM = {**CLINICAL, "kind": "clinical", "reference": "N-1", "tlp": "GREEN", "body": "hospital"}


def test_a_form_keeps_a_part_and_shows_the_case(town):
    client = as_(town["hospital"])
    kept = client.post(
        "/cases/tell/", FORM | {"features": ["slow_breathing", "agitation"]}, follow=True
    )
    case = Case.objects.get()
    assert kept.redirect_chain == [(f"/cases/{case.token}/", 302)]
    assert "slow breathing, agitation" in " ".join(body(kept).split())
    assert "○ not asked" in body(kept)
    again = client.post("/cases/tell/", FORM | {"features": ["slow_breathing", "agitation"]},
                        follow=True)  # fmt: skip
    assert "told before" in body(again)


def test_a_refused_form_keeps_what_was_typed_and_says_each_reason(town):
    client = as_(town["tox"])
    typed = {**TOXICOLOGY, "kind": "toxicology", "reference": "N-1", "laboratory": "tox",
             "tlp": "GREEN", "lines": "2", "occurred_on": "2999-01-01",
             "substance-1": "protonitazene", "state-1": "", "method-1": "LC-MS"}  # fmt: skip
    refused = client.post("/cases/tell/", typed)
    assert refused.status_code == 409
    assert "this day lies ahead" in body(refused)
    assert "found, not_found, not_tested" in body(refused)
    assert 'value="protonitazene"' in body(refused)
    more = client.post("/cases/tell/", typed | {"more": "yes"})
    assert (more.status_code, 'name="substance-4"' in body(more)) == (200, True)
    assert not CasePart.objects.exists()
    assert client.get("/cases/tell/?kind=rumour").status_code == 404


def test_a_part_is_corrected_from_what_it_says_and_only_by_its_teller(town):
    case, _part = tell(town, "toxicology", "tox", TOXICOLOGY, PANEL)
    page = body(as_(town["tox"]).get(f"/cases/tell/?kind=toxicology&case={case.token}&correct=1"))
    assert 'value="protonitazene"' in page
    assert 'value="1.2"' in page
    assert "Correct this part" in body(as_(town["tox"]).get(f"/cases/{case.token}/"))
    assert "Correct this part" not in body(as_(town["hospital"]).get(f"/cases/{case.token}/"))
    kept = as_(town["officer"]).post(
        f"/cases/{case.token}/withdraw/", {"part": CasePart.objects.get().pk, "reason": "r"}
    )
    assert kept.status_code == 302
    assert "No part of this case stands" not in body(as_(town["officer"]).get("/cases/"))
    assert as_(town["officer"]).get(f"/cases/{case.token}/").status_code == 200
    gone = {"part": CasePart.objects.first().pk, "reason": "r"}
    assert as_(town["tox"]).post(f"/cases/{case.token}/withdraw/", gone).status_code == 404


def test_a_part_is_taken_back_with_a_reason_only(town):
    case, part = tell(town, "clinical", "hospital", CLINICAL)
    client, where = as_(town["officer"]), f"/cases/{case.token}/withdraw/"
    assert client.post(where, {"part": part.pk, "reason": ""}).status_code == 409
    assert client.post(where, {"part": part.pk, "reason": "another man"}).status_code == 302
    assert "another man" in body(client.get(f"/cases/{case.token}/"))


def test_a_table_comes_in_on_the_page_and_its_flaws_are_shown(town):
    rows = "case,part,teller,occurred_on,country,autopsy\nC-1,autopsy,mortuary,2026-09-01,IE,{}\n"
    client = as_(town["officer"])

    def send(word):
        file = SimpleUploadedFile("parts.csv", rows.format(word).encode())
        return client.post("/cases/file/", {"file": file, "tlp": "GREEN"})

    assert "one of full" in body(send("halfway"))
    assert "1 parts told" in body(send("full"))
    assert client.post("/cases/file/", {"tlp": "GREEN"}).status_code == 409
    assert client.get("/cases/template.csv").status_code == 200


def test_pairs_are_decided_and_undone_on_the_page(town):
    one, _part = tell(town, "clinical", "hospital", CLINICAL, reference="H")
    other, _part = tell(town, "toxicology", "tox", TOXICOLOGY, PANEL, reference="L")
    client = as_(town["officer"])
    said = {"one": one.token, "other": other.token, "verdict": "apart"}
    assert client.post("/cases/links/decide/", said).status_code == 409
    assert client.post("/cases/links/decide/", said | {"reason": "r"}).status_code == 302
    link = CaseLink.objects.get()
    assert "two cases" in body(client.get("/cases/links/"))
    assert client.post("/cases/links/undo/", {"link": link.pk, "reason": ""}).status_code == 409
    assert client.post("/cases/links/undo/", {"link": link.pk, "reason": "r"}).status_code == 302
    assert client.post("/cases/links/undo/", {"link": "x", "reason": "r"}).status_code == 409


def test_remarks_and_completeness_leave_as_files(town):
    tell(town, "autopsy", "mortuary", AUTOPSY)
    client = as_(town["officer"])
    remarks = b"".join(client.get("/cases/remarks.csv").streaming_content).decode()
    assert 'cause_without_toxicology,warn,"protonitazene is named' in remarks
    asked = "?by=quarter&since=2026-01-01&until=2026-12-31"
    told = b"".join(client.get(f"/cases/completeness.csv{asked}").streaming_content).decode()
    assert told.splitlines()[1].startswith("all,hidden,")
    assert "full_toxicology 2026-1" in told


def test_a_broken_definition_is_named_on_the_page(town, instance_folder):
    (instance_folder / "full_toxicology.toml").write_text("key = 1")
    client = as_(town["officer"])
    page = client.get("/cases/completeness/")
    assert (page.status_code, "full_toxicology.toml: it lacks" in body(page)) == (409, True)
    assert client.get("/cases/completeness.csv").status_code == 409


def test_a_laboratory_answers_on_the_page_all_points_or_none(town):
    guidelines.keep_examples(at=town["at"])
    items = list(Guideline.objects.get().items.order_by("place"))
    client, where = as_(town["tox"]), "/guidelines/example-toxicology/answer/"
    said = {"laboratory": "tox", f"answer-{items[0].pk}": "adopted",
            f"since-{items[0].pk}": "2026-02-01", f"answer-{items[1].pk}": "planned",
            f"since-{items[1].pk}": "soon"}  # fmt: skip
    refused = client.post(where, said)
    assert (refused.status_code, Adoption.objects.count()) == (409, 0)
    assert client.post(where, said | {f"since-{items[1].pk}": "2030-01-01"}).status_code == 302
    assert Adoption.objects.count() == 2
    assert as_(town["hospital"]).post(where, said).status_code == 409
    page = body(client.get("/guidelines/example-toxicology/"))
    assert "Answers of Toxicology" in page


def test_the_desk_asks_laboratories_and_keeps_a_version_from_a_file(town):
    guidelines.keep_examples(at=town["at"])
    client = as_(town["officer"])
    where = "/guidelines/example-toxicology/ask/"
    assert client.post(where, {"laboratory": ["tox"]}).status_code == 302
    assert Inquiry.objects.get().laboratory.code == "tox"
    assert client.post(where, {"laboratory": ["nowhere"]}).status_code == 409
    wrong = SimpleUploadedFile("g.toml", b'key = "k"\n')
    assert "line 1, column 1" in body(client.post("/guidelines/keep/", {"file": wrong}))
    text = ('key = "k"\nversion = "1"\ntitle = "t"\npublished = 2026-01-01\n'
            '[[item]]\nnumber = "1"\ntext = "x"\n')  # fmt: skip
    for _time in range(2):
        right = SimpleUploadedFile("g.toml", text.encode())
        assert client.post("/guidelines/keep/", {"file": right}).status_code == 302
    assert Guideline.objects.filter(key="k").count() == 1
    assert client.post("/guidelines/keep/", {}).status_code == 409
    assert client.get("/guidelines/nowhere/").status_code == 404


def test_the_demonstration_tells_a_handful_of_cases_once(people):
    places.load_registers()
    substances.load_registers()
    officer, now = people["officer"], timezone.now()
    demo_network.equip(seed=2026, officer=officer, at=now)
    demo_cases.tell(officer=officer, at=now)
    demo_cases.tell(officer=officer, at=now)
    files, _older = files_seen_by(officer)
    assert len(files) == 19
    remarks = {remark.key for file in files for remark in file.remarks}
    assert {"cause_not_found", "cause_without_toxicology", "icd_without_its_pair"} <= remarks
    assert proposed_links(officer)
    table = queries.table_of(queries.find("example-toxicology"))
    assert table.open_points
    assert {one for line in table.lines for one in line.counts if line.counts[one]} == {
        "adopted", "partly", "planned", "no", "unanswered",
    }  # fmt: skip
    assert Laboratory.objects.filter(pk__in=[one.pk for one in table.asked]).count() == 8

"""Who sees what of a case: markings hold for parts, reports and linked cases, looks are noted."""

import pytest

from tests.contracts.town import CLINICAL, DAY, PANEL, TOXICOLOGY, as_, tell
from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.base.journal.models import Consultation
from vedette.base.markings.actions import marking_for
from vedette.evidence.cases.models import Case, CasePart
from vedette.evidence.cases.queries import file_of
from vedette.evidence.observations.models import Report

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def marked(town, tlp):
    return {**town, "GREEN": {"marking": marking_for(tlp)}}


def looks(person, via):
    return set(Consultation.objects.filter(by=person, via=via).values_list("subject_id", flat=True))


def test_the_same_content_under_another_marking_is_a_revision(town):
    tell(marked(town, "AMBER"), "clinical", "hospital", CLINICAL)
    _case, closed = tell(marked(town, "GREEN"), "clinical", "hospital", CLINICAL, days=1)
    assert (closed.number, closed.marking.tlp) == (2, "GREEN")
    _case, again = tell(marked(town, "GREEN"), "clinical", "hospital", CLINICAL, days=2)
    assert again is None
    report = Report.objects.filter(source__name="cases").latest("id")
    assert report.marking.tlp == "GREEN"


def test_nobody_tells_what_they_could_not_see_again(town):
    with pytest.raises(Refused, match="would not see this part"):
        tell(marked(town, "RED"), "clinical", "officer", CLINICAL, body=town["body_hospital"])
    assert not Case.objects.exists()
    tell(marked(town, "RED"), "clinical", "hospital", CLINICAL)
    assert CasePart.objects.get().marking.tlp == "RED"
    head = {key: CLINICAL[key] for key in ("occurred_on", "country")}
    sent = {"kind": "clinical", "reference": "N-1", "tlp": "RED", "body": "hospital", **head}
    client = as_(town["officer"])
    refused = client.post("/api/cases/parts", sent, content_type="application/json")
    assert (refused.status_code, "choose another" in refused.json()["detail"]) == (403, True)


def test_what_is_closed_is_not_named_as_told_under_a_case_nor_its_report(town):
    one, _part = tell(town, "clinical", "hospital", CLINICAL, reference="H-1")
    other, _part = tell(marked(town, "AMBER"), "toxicology", "tox", TOXICOLOGY, PANEL,
                        reference="L-1")  # fmt: skip
    pathway.link_cases(one=one, other=other, verdict="same", reason="r", by=town["officer"],
                       at=town["at"] + DAY)  # fmt: skip
    for name, shown in (("officer", True), ("hospital", False), ("viewer", False)):
        file = file_of(one, person=town[name])
        assert (other in file.members, file.report is not None) == (shown, shown)


def test_every_answer_with_facts_of_a_case_is_noted_as_a_look(town):
    _case, part = tell(town, "clinical", "hospital", CLINICAL)
    head = {key: CLINICAL[key] for key in ("occurred_on", "country")}
    answers = {key: value for key, value in CLINICAL.items() if key not in head}
    sent = {"kind": "clinical", "reference": "IE-2026/117", "tlp": "GREEN", "answers": answers}
    told = as_(town["hospital"]).post("/api/cases/parts", sent | head,
                                      content_type="application/json")  # fmt: skip
    assert (told.status_code, told.json()["changed"]) == (200, False)
    assert looks(town["hospital"], "api") == {part.pk}


@pytest.mark.parametrize("where", [
    "/cases/links/", "/cases/remarks.csv", "/cases/tell/?kind=clinical&case={case}&correct=1",
])  # fmt: skip
def test_pages_that_show_facts_of_a_case_note_the_look(town, where):
    case, part = tell(town, "clinical", "hospital", CLINICAL | {"outcome": "died"}, reference="H")
    died = TOXICOLOGY | {"occurred_on": "2026-10-05"}
    tell(town, "toxicology", "tox", died, PANEL, reference="L")
    assert as_(town["officer"]).get(where.format(case=case.token)).status_code == 200
    assert part.pk in looks(town["officer"], "page")


def test_pairs_asked_for_over_the_api_are_a_look(town):
    _case, part = tell(town, "clinical", "hospital", CLINICAL, reference="H")
    _case, other = tell(town, "toxicology", "tox", TOXICOLOGY, PANEL, reference="L")
    assert as_(town["officer"]).get("/api/cases/links").json()["proposed"]
    assert looks(town["officer"], "api") == {part.pk, other.pk}

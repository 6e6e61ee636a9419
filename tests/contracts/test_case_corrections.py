"""Correcting a part on the page: nothing is lost, and nobody's part but one's own is opened."""

from html.parser import HTMLParser

import pytest

from tests.contracts.town import (
    AUTOPSY,
    CLINICAL,
    DAY,
    PANEL,
    STANDARD,
    TOXICOLOGY,
    as_,
    line,
    tell,
)
from vedette import pathway
from vedette.base.accounts.models import Body, User
from vedette.base.markings.actions import marking_for
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.laboratories.queries import find
from vedette.evidence.cases.models import CasePart, PanelLine
from vedette.evidence.cases.reading import MOST_LINES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


class Form(HTMLParser):
    """What a browser would send back from a page, if nobody touched its form."""

    def __init__(self, page):
        super().__init__()
        self.sent, self.select, self.within = {}, None, False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            self.within = told.get("action") == "/cases/tell/"
        if not self.within:
            return
        if tag == "select":
            self.select, self.first = told["name"], True
            self.sent.setdefault(self.select, []).append(None)
        elif tag == "option" and self.select:
            if self.first or "selected" in told:
                self.sent[self.select][-1] = told.get("value", "\0")
            self.first = False
        elif tag == "input" and (told.get("type") != "checkbox" or "checked" in told):
            self.sent.setdefault(told["name"], []).append(told.get("value", "on"))

    def handle_data(self, data):
        if self.select and self.sent[self.select][-1] == "\0":
            self.sent[self.select][-1] = data.strip()

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "form":
            self.within = False


def correcting(client, case, part):
    asked = f"/cases/tell/?kind={part.kind}&case={case.token}&correct={part.number}"
    return Form(client.get(asked).content.decode()).sent


def lines_of(part):
    left_out = ("id", "part_id")
    rows = PanelLine.objects.filter(part=part).order_by("number").values()
    return [{key: row[key] for key in row if key not in left_out} for row in rows]


def test_a_form_sent_back_untouched_changes_nothing_however_long_the_panel(town):
    long = [line(f"agent {n}", "found", STANDARD, matrix="blood", value=f"1234567.{n:03}",
                 unit="ng/mL") for n in range(150)]  # fmt: skip
    case, part = tell(town, "toxicology", "tox", TOXICOLOGY, [*PANEL, *long])
    sent = correcting(as_(town["tox"]), case, part)
    kept = as_(town["tox"]).post("/cases/tell/", sent, follow=True)
    assert "told before" in kept.content.decode()
    assert CasePart.objects.count() == 1
    corrected = as_(town["tox"]).post("/cases/tell/", sent | {"sex": ["female"]})
    assert corrected.status_code == 302
    assert lines_of(CasePart.objects.get(number=2)) == lines_of(part)


def test_why_something_is_missing_survives_a_correction(town):
    clinical = CLINICAL | {"features": "withheld", "died_on": "unknown"}
    autopsy = AUTOPSY | {"underlying": "withheld", "contributing": "", "found_on": "not_collected"}
    for kind, by, told in (("clinical", "hospital", clinical), ("autopsy", "mortuary", autopsy)):
        case, part = tell(town, kind, by, told)
        sent = correcting(as_(town[by]), case, part)
        kept = as_(town[by]).post("/cases/tell/", sent, follow=True)
        assert "told before" in kept.content.decode()


def test_a_panel_longer_than_any_is_refused_with_a_sentence(town):
    typed = {**TOXICOLOGY, "kind": "toxicology", "reference": "N-1", "laboratory": "tox",
             "tlp": "GREEN", "lines": str(MOST_LINES + 1), "substance-1": "heroin",
             "state-1": "not_tested"}  # fmt: skip
    refused = as_(town["tox"]).post("/cases/tell/", typed)
    assert refused.status_code == 409
    assert "at most 2000 lines" in refused.content.decode()


def test_a_line_without_a_name_is_a_flaw_and_does_not_vanish(town):
    typed = {**TOXICOLOGY, "kind": "toxicology", "reference": "N-1", "laboratory": "tox",
             "tlp": "GREEN", "lines": "2", "state-2": "found", "method-2": "LC-MS"}  # fmt: skip
    refused = as_(town["tox"]).post("/cases/tell/", typed)
    assert (refused.status_code, CasePart.objects.count()) == (409, 0)
    assert "a line names a substance" in refused.content.decode()


def other_laboratory(town):
    place = Body.objects.create(code="lab2", name="Lab Two", country="IE")
    person = User.objects.create_user(
        "lab2-person", password="a long password", role="laboratory", body=place
    )
    directory.enter(code="lab2", name="Lab Two", country="IE", body=place, by=town["officer"],
                    at=town["at"])  # fmt: skip
    return person


def test_in_a_linked_case_the_part_of_the_named_case_is_corrected(town):
    head, _part = tell(town, "toxicology", "tox", TOXICOLOGY, PANEL, reference="A-1")
    person = other_laboratory(town)
    laboratory = find("lab2")
    own = [line("xylazine", "found", STANDARD, matrix="urine")]
    member, part = pathway.tell_part(
        kind="toxicology", reference="B-1", answers=TOXICOLOGY, panel=own, laboratory=laboratory,
        marking=town["GREEN"]["marking"], by=person, at=town["at"],
    )  # fmt: skip
    pathway.link_cases(one=head, other=member, verdict="same", reason="r", by=town["officer"],
                       at=town["at"] + DAY)  # fmt: skip
    sent = correcting(as_(person), member, part)
    assert sent["substance-1"] == ["xylazine"]
    assert as_(person).post("/cases/tell/", sent | {"sex": ["female"]}).status_code == 302
    newest = CasePart.objects.latest("id")
    assert (newest.case, newest.replaces, newest.laboratory) == (member, part, laboratory)
    foreign = correcting(as_(person), head, CasePart.objects.get(case=head))
    assert foreign["substance-1"] == [""]


def test_a_correction_begun_before_another_is_refused(town):
    case, part = tell(town, "clinical", "hospital", CLINICAL)
    sent = correcting(as_(town["hospital"]), case, part)
    tell(town, "clinical", "hospital", CLINICAL | {"sex": "female"}, days=1)
    late = as_(town["hospital"]).post("/cases/tell/", sent)
    assert (late.status_code, CasePart.objects.count()) == (409, 2)


@pytest.mark.parametrize("tlp", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"])
def test_a_correction_keeps_the_marking_that_the_part_has(town, tlp):
    marking = marking_for(tlp)
    strict = {**town, "GREEN": {"marking": marking}}
    case, part = tell(strict, "clinical", "hospital", CLINICAL)
    sent = correcting(as_(town["hospital"]), case, part)
    assert sent["tlp"] == [tlp]
    as_(town["hospital"]).post("/cases/tell/", sent | {"sex": ["female"]})
    assert CasePart.objects.get(number=2).marking == marking

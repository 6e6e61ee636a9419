"""A hospital and a laboratory each tell a part; it becomes one case, and one count."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from test_duty_desk import faults
from walking import press, sign_in

from tests.contracts.town import found_town
from vedette import pathway
from vedette.evidence.cases.models import Case
from vedette.evidence.observations.queries import reports_seen_by
from vedette.evidence.snapshots.queries import first_detections, weekly

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NUMBER = "IE-2026/117"


@pytest.fixture
def town(people, evidence):
    """A hospital, a mortuary and a laboratory, with a person each."""
    return found_town(people, evidence)


class Walk:
    """One browser in which people of several houses take turns."""

    def __init__(self, page, server):
        self.page, self.server = page, server

    def come(self, name, where):
        self.page.context.clear_cookies()
        sign_in(self.page, self.server, name)
        self.page.goto(f"{self.server.url}{where}")

    def part(self, number, day):
        page = self.page
        page.get_by_label("Number of the case").fill(number)
        page.get_by_label("Day of the case").fill(day)
        page.locator("#country").fill("IE")
        page.get_by_label("Age band").select_option("25-34")
        page.get_by_label("Marking").select_option("GREEN")

    def line(self, number, **cells):
        for column, value in cells.items():
            cell = self.page.locator(f"[name={column}-{number}]")
            if cell.evaluate("one => one.tagName") == "SELECT":
                cell.select_option(value)
            else:
                cell.fill(value)

    def keep(self, notice="the evidence follows it"):
        press(self.page.get_by_role("button", name="Keep this part"))
        self.page.wait_for_selector(f"p.notice:has-text('{notice}')")


def test_two_parts_under_one_number_are_one_case_and_one_count(town, page, live_server):
    walk = Walk(page, live_server)
    walk.come("hospital-person", "/cases/tell/?kind=clinical")
    walk.part("ie 2026 117", "2026-10-05")
    page.get_by_label("Outcome").select_option("died")
    page.get_by_label("Naloxone was given").select_option("yes")
    page.get_by_label("What was said to have been taken").fill("heroin")
    walk.keep()
    assert not faults(page)
    walk.come("tox-person", "/cases/tell/?kind=toxicology")
    walk.part(NUMBER, "2026-10-06")
    page.get_by_label("The person").select_option("deceased")
    walk.line(1, substance="protonitazene", state="found", matrix="femoral_blood",
              method="LC-HRMS with reference standard", value="1.2")  # fmt: skip
    press(page.get_by_role("button", name="Keep this part"))
    page.wait_for_selector("section.errors:has-text('no unit')")
    walk.line(1, unit="ng/mL")
    walk.line(2, substance="heroin", state="not_found", matrix="femoral_blood", method="LC-MS/MS")
    walk.line(3, substance="xylazine", state="not_tested")
    walk.keep()
    assert not faults(page)
    case = Case.objects.get()
    assert page.url.endswith(f"/cases/{case.token}/")
    page.wait_for_selector("h1:has-text('protonitazene')")
    expect(page.get_by_text("not tested", exact=True)).to_have_count(1)
    press(page.get_by_role("link", name="The report that counts it"))
    page.wait_for_selector(f"a:has-text('{case.token[:10]}')")
    (report,) = reports_seen_by(town["officer"]).filter(source__name="cases")
    found = [(one.raw, one.role, one.identity) for one in report.findings.order_by("id")]
    assert found == [("protonitazene", "found", "confirmed"), ("heroin", "sold_as", "")]
    now = timezone.now()
    pathway.freeze(by=town["officer"], at=now, as_of=now)
    mine = [row for row in weekly("protonitazene") if row[0] == "death"]
    assert mine == [("death", "IE", date(2026, 10, 5), 1)]
    assert report.pk in {row[2] for row in first_detections("protonitazene")}
    for address in ("/cases/", "/cases/checks/", "/cases/completeness/", "/guidelines/"):
        page.goto(live_server.url + address)
        assert not faults(page), address


def test_an_officer_links_two_parts_that_have_numbers_of_their_own(town, page, live_server):
    for number, (kind, who, laboratory) in enumerate(
        (("clinical", "hospital", None), ("toxicology", "tox", town["lab"]))
    ):
        told = {"occurred_on": "2026-10-05", "country": "IE", "age_band": "25-34", "sex": "male"}
        told |= {"subject": "unknown"} if laboratory else {}
        pathway.tell_part(
            kind=kind, reference=f"N-{number}", is_own_number=True, answers=told,
            laboratory=laboratory, marking=town["GREEN"]["marking"], by=town[who], at=town["at"],
        )  # fmt: skip
    walk = Walk(page, live_server)
    walk.come("officer", "/cases/links/")
    expect(page.locator("h1")).to_have_text("One pair of cases may be one")
    assert not faults(page)
    page.get_by_label("Why?").fill("the same bracelet")
    press(page.get_by_role("button", name="They are one case"))
    page.wait_for_selector("p.notice:has-text('can be undone')")
    assert reports_seen_by(town["officer"]).filter(source__name="cases").count() == 1
    page.get_by_text("Undo it").first.click()
    page.get_by_label("Why?").fill("two men")
    press(page.get_by_role("button", name="Undo it"))
    page.wait_for_selector("p.notice:has-text('as before')")
    assert reports_seen_by(town["officer"]).filter(source__name="cases").count() == 2

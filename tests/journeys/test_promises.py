"""A promise is followed in a real browser, and its pages keep nobody out."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from test_duty_desk import faults
from walking import press, sign_in

from tests.contracts.promised import follow_a_plan

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PLAN = "/policy/plan-2026-2030"
ADDRESSES = (
    "/policy/?q=train", "/policy/acts/", f"{PLAN}/", f"{PLAN}/board/", f"{PLAN}/timeline/",
    f"{PLAN}/bodies/", f"{PLAN}/overdue/", f"{PLAN}/links/", f"{PLAN}/rounds/",
    f"{PLAN}/countries/IE/", f"{PLAN}/A2/", f"{PLAN}/I1/",
)  # fmt: skip


@pytest.fixture
def plan(transactional_db, people):
    """The small plan of the tests, followed for a month."""
    return follow_a_plan(people, at=timezone.now() - timedelta(days=30))


def test_an_officer_reports_with_evidence_and_a_second_person_validates(page, live_server, plan):
    sign_in(page, live_server, "officer")
    page.goto(f"{live_server.url}{PLAN}/board/")
    press(page.get_by_role("link", name="A4", exact=True))
    page.get_by_text("Say how far it is").click()
    page.get_by_label("Status").select_option("completed")
    press(page.get_by_role("button", name="Say so").first)
    expect(page.get_by_text("nothing counts as progress without evidence")).to_be_visible()
    page.get_by_label("In words, or the reference").fill("Report 4")
    press(page.get_by_role("button", name="Say so").first)
    expect(page.get_by_role("heading", name="completed")).to_be_visible()
    expect(page.get_by_role("button", name="Validate")).to_have_count(0)
    address = page.url
    press(page.get_by_role("button", name="Sign out"))

    sign_in(page, live_server, "approver")
    page.goto(address)
    press(page.get_by_role("button", name="Validate"))
    expect(page.get_by_text("validated", exact=True)).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_no_page_of_promises_keeps_anybody_out(page, live_server, plan, scheme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_server, "officer")
    for address in ADDRESSES:
        page.goto(live_server.url + address)
        assert faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address

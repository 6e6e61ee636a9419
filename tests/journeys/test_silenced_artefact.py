"""An officer silences a known artefact on the page, and its story comes back when the rule ends."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from test_duty_desk import faults
from walking import press, sign_in

from vedette import pathway

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def artefact(people, evidence, another_report):
    """Half a year of routine, and a substance that a test kit begins to see everywhere."""
    from vedette.catalogue.substances.models import Family, Substance
    from vedette.evidence.observations.models import Finding

    family = Family.objects.create(key="stimulant", name="Stimulants", severity=0.2)
    kit = Substance.objects.create(key="novelone", name="novelone", family=family)
    today, now = timezone.localdate(), timezone.now()
    for week in range(1, 41):
        day = today - timedelta(weeks=week)
        another_report(
            f"routine-{week}", occurred_on=day, received_at=now - timedelta(weeks=week - 1),
            line=week,
        )  # fmt: skip
    for n in range(4):
        report = another_report(
            f"kit-{n}", occurred_on=today - timedelta(days=8 + n),
            received_at=now - timedelta(days=2), line=100 + n,
        )  # fmt: skip
        Finding.objects.filter(report=report).update(substance=kit, family=family)
    pathway.detect(as_of=timezone.now(), by=None, at=timezone.now())
    return kit


def look(page, live_server):
    pathway.detect(as_of=timezone.now(), by=None, at=timezone.now())
    page.goto(f"{live_server.url}/signals/")


@pytest.mark.parametrize("width", [1280, 390])
def test_an_artefact_is_silenced_and_comes_back_when_the_rule_ends(
    page, live_server, artefact, width
):
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, live_server, "officer")
    page.goto(f"{live_server.url}/signals/")
    press(page.get_by_role("link", name="First findings ever of novelone"))
    press(page.get_by_role("link", name="A known artefact?"))
    assert page.get_by_label("Substance").input_value() == "novelone"
    until = timezone.localdate() + timedelta(days=14)
    page.get_by_label("Until").fill(until.isoformat())
    page.get_by_label("Why?").fill("the new test kit sees it everywhere")
    press(page.get_by_role("button", name="What would it change?"))
    expect(page.get_by_text("One story less")).to_be_visible()
    assert faults(page) == []
    press(page.get_by_role("button", name="Make it"))
    expect(page.get_by_text("A known artefact stays off the desk: novelone")).to_be_visible()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    look(page, live_server)
    expect(page.get_by_role("link", name="First findings ever of novelone")).to_have_count(0)
    press(page.get_by_role("link", name="Folded below the budget"))
    expect(page.get_by_role("link", name="First findings ever of novelone")).to_be_visible()
    expect(page.get_by_text("the new test kit sees it everywhere")).to_be_visible()
    press(page.get_by_role("link", name="The rule").first)
    page.get_by_text("End rule").click()
    page.get_by_label("Why does rule").fill("the kit is repaired")
    press(page.get_by_role("button", name="End it"))
    expect(page.get_by_text("0 rules of the desk hold")).to_be_visible()

    look(page, live_server)
    expect(page.get_by_role("link", name="First findings ever of novelone")).to_be_visible()

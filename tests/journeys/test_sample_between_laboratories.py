"""A sample goes from one laboratory to another: preliminary, confirmed, contested, corrected."""

import pytest
from django.utils import timezone
from test_duty_desk import faults
from walking import press, sign_in

from vedette.base.accounts.models import Body, User
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.substances.models import SubstanceName
from vedette.evidence.observations.queries import reports_seen_by

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def two(people, evidence):
    """Two laboratories with a chemist each."""
    SubstanceName.objects.create(
        substance=evidence["substance"], text="protonitazene", source="test"
    )
    for code in ("north", "south"):
        body = Body.objects.create(code=f"body-{code}", name=code, country="IE")
        directory.enter(code=code, name=code.title(), country="IE", body=body,
                        by=people["officer"], at=timezone.now())  # fmt: skip
        User.objects.create_user(code, password="a long password", role="laboratory", body=body)
    return people


class Walk:
    """One browser in which the two chemists take turns."""

    def __init__(self, page, server):
        self.page, self.server, self.token = page, server, ""

    def come(self, name):
        """Sign in as another and open the sample."""
        self.page.context.clear_cookies()
        sign_in(self.page, self.server, name)
        self.page.goto(f"{self.server.url}/samples/{self.token}{'/' if self.token else ''}")

    def register(self):
        page = self.page
        page.get_by_label("Laboratory that has it").select_option("north")
        page.get_by_label("Seized or collected on").fill("2026-11-01")
        page.get_by_label("Marking").select_option("GREEN")
        press(page.get_by_role("button", name="Register it"))
        page.wait_for_selector("h1:has-text('No result on this sample yet')")
        self.token = page.url.rstrip("/").rsplit("/", 1)[1]

    def say(self, kind, names="", method="", why=""):
        page = self.page
        page.get_by_label("Kind of answer").select_option(kind)
        page.get_by_label("Substances found").fill(names)
        page.get_by_label("Methods").fill(method)
        page.get_by_label("Why?").first.fill(why)
        press(page.get_by_role("button", name="Report it"))
        page.wait_for_selector("p.notice:has-text('the evidence follows it')")

    def step(self, button, **typed):
        page = self.page
        panel = page.locator("section.panel", has=page.get_by_role("heading", name=button))
        for label, value in typed.items():
            field = panel.get_by_label({"what": "What is to be examined?", "to": "Which",
                                        "seal": "Token on the seal"}[label])  # fmt: skip
            field.select_option(value) if label == "to" else field.fill(value)
        if panel.get_by_label("The seal is intact").count():
            panel.get_by_label("The seal is intact").check()
        press(panel.get_by_role("button", name=button))
        page.wait_for_selector("p.notice:has-text('new step')")

    def pass_on(self):
        """Take the sample from north to south."""
        self.step("Ask another laboratory", to="south", what="confirm what is in it")
        self.come("south")
        self.step("Agree to examine it")
        self.come("north")
        self.step("Send it under seal", seal="S-17")
        self.come("south")
        self.step("Take it over", seal="S-17")

    @property
    def title(self):
        return self.page.locator("h1").inner_text()


@pytest.fixture
def walk(page, live_server, two):
    walk = Walk(page, live_server)
    walk.come("north")
    walk.register()
    return walk


def counted(two, token):
    reports = reports_seen_by(two["officer"]).filter(source_key=token)
    return [(f.raw, f.identity) for report in reports for f in report.findings.all()]


@pytest.mark.parametrize("width", [1280, 390])
def test_preliminary_then_confirmed_by_the_other_laboratory(walk, two, width):
    walk.page.set_viewport_size({"width": width, "height": 900})
    walk.say("result", "protonitazene", "FTIR")
    assert walk.title == "protonitazene: preliminary"
    assert counted(two, walk.token) == [("protonitazene", "probable")]
    walk.pass_on()
    walk.say("result", "protonitazene", "LC-HRMS with reference standard")
    assert walk.title == "protonitazene: confirmed"
    assert "a reference standard matched" in walk.page.content()
    assert counted(two, walk.token) == [("protonitazene", "confirmed")]
    assert faults(walk.page) == []
    for address in ("/samples/", "/laboratories/", "/laboratories/south/", "/laboratories/rounds/",
                    f"/samples/{walk.token}/label/"):  # fmt: skip
        walk.page.goto(walk.server.url + address)
        assert faults(walk.page) == []


def test_contested_by_the_other_laboratory_and_corrected_by_a_retest(walk, two):
    walk.say("result", "ketamine", "FTIR")
    walk.pass_on()
    walk.say("contest", why="the spectrum is that of the cutting agent")
    assert walk.title == "Contested: ketamine"
    assert counted(two, walk.token) == []
    assert faults(walk.page) == []
    walk.say("retest", "protonitazene", "GC-MS with reference standard", "measured anew")
    assert walk.title == "protonitazene: corrected"
    assert counted(two, walk.token) == [("protonitazene", "confirmed")]


def test_contested_and_upheld_by_a_retest(walk, two):
    walk.say("result", "protonitazene", "FTIR")
    walk.say("contest", why="a doubt of our own")
    assert counted(two, walk.token) == []
    walk.say("retest", "protonitazene", "GC-MS with reference standard", "measured anew")
    assert walk.title == "protonitazene: confirmed"


def test_a_step_that_somebody_else_took_meanwhile_is_told_on_the_page(walk, two):
    walk.step("Ask another laboratory", to="south", what="confirm")
    walk.come("south")
    other = walk.page.context.new_page()
    other.goto(f"{walk.server.url}/samples/{walk.token}/")
    walk.step("Agree to examine it")
    press(other.get_by_role("button", name="Agree to examine it"))
    other.wait_for_selector("[role=alert]")
    assert "the last step was accepted" in other.locator("[role=alert]").inner_text()

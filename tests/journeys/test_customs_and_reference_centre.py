"""Goods that do not fit their papers: help is asked, identified, disputed, confirmed, told."""

from datetime import timedelta

import pytest
from django.utils import timezone
from test_duty_desk import faults
from walking import press, sign_in

from vedette.base.accounts.models import Body, User
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.substances.models import Substance, SubstanceName
from vedette.evidence.observations.queries import reports_seen_by
from vedette.judgement.deadlines.models import Deadline
from vedette.judgement.signals.models import Signal

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def network(people, evidence):
    """A customs laboratory, a reference centre, a chemist each, and a listed precursor."""
    precursor = Substance.objects.create(key="1-phenyl-2-propanone", name="1-phenyl-2-propanone")
    SubstanceName.objects.create(substance=precursor, text=precursor.name, source="test")
    now = timezone.now()
    for code, role in (("port", "customs"), ("centre", "reference")):
        body = Body.objects.create(code=f"body-{code}", name=code, country="IE")
        row = directory.enter(code=code, name=code.title(), country="IE", body=body,
                              by=people["officer"], at=now)  # fmt: skip
        directory.give_role(laboratory=row, kind=role, since=now.date(), by=people["officer"],
                            at=now)  # fmt: skip
        User.objects.create_user(code, password="a long password", role="laboratory", body=body)
    return people


class Walk:
    """One browser in which two chemists and an officer take turns."""

    def __init__(self, page, server):
        self.page, self.server, self.token = page, server, ""

    def come(self, name, address=""):
        self.page.context.clear_cookies()
        sign_in(self.page, self.server, name)
        self.page.goto(f"{self.server.url}{address or f'/samples/{self.token}/'}")

    def register(self):
        page = self.page
        page.get_by_label("Laboratory that has it").select_option("port")
        page.get_by_label("Context").select_option("seizure")
        day = timezone.localdate() - timedelta(days=3)
        page.get_by_label("Seized or collected on").fill(day.isoformat())
        page.get_by_label("Marking").select_option("GREEN")
        press(page.get_by_role("button", name="Register it"))
        page.wait_for_selector("h1:has-text('No result on this sample yet')")
        self.token = page.url.rstrip("/").rsplit("/", 1)[1]

    def declare(self, code, goods):
        page = self.page
        page.get_by_text("Goods as declared").click()
        page.get_by_label("Tariff code").fill(code)
        page.get_by_label("Kind of goods").select_option(goods)
        press(page.get_by_role("button", name="Keep the declaration"))
        page.wait_for_selector("p.notice:has-text('declaration is kept')")

    def ask_centre(self):
        page = self.page
        page.get_by_text("Ask a reference centre").click()
        page.get_by_label("Question").fill("what is it")
        press(page.get_by_role("button", name="Ask the centre"))
        page.wait_for_selector("p.notice:has-text('centre is asked')")

    def step(self, button, seal=""):
        panel = self.page.locator(
            "section.panel", has=self.page.get_by_role("heading", name=button)
        )
        if seal:
            panel.get_by_label("Token on the seal").fill(seal)
        if panel.get_by_label("The seal is intact").count():
            panel.get_by_label("The seal is intact").check()
        press(panel.get_by_role("button", name=button))
        self.page.wait_for_selector("p.notice:has-text('new step')")

    def bring(self):
        self.come("centre")
        self.step("Agree to examine it")
        self.come("port")
        self.step("Send it under seal", "S-1")
        self.come("centre")
        self.step("Take it over", "S-1")

    def answer(self, name):
        page = self.page
        page.get_by_label("Substances identified").fill(name)
        page.get_by_label("Methods").first.fill("NMR; LC-HRMS with reference standard")
        page.get_by_label("Confidence, 0 to 1").fill("97 %")
        press(page.get_by_role("button", name="Answer"))
        page.wait_for_selector("p.notice:has-text('goes on')")

    def judge(self, button, why=""):
        page = self.page
        if why:
            page.get_by_label("Why?").last.fill(why)
        press(page.get_by_role("button", name=button))
        page.wait_for_selector("p.notice:has-text('goes on')")

    @property
    def title(self):
        return self.page.locator("h1").inner_text()


@pytest.fixture
def walk(page, live_server, network):
    walk = Walk(page, live_server)
    walk.come("port", "/samples/")
    walk.register()
    return walk


def counted(network, token):
    reports = reports_seen_by(network["officer"]).filter(source_key=token)
    return [(f.raw, f.identity) for report in reports for f in report.findings.all()]


@pytest.mark.parametrize("width", [1280, 390])
def test_goods_unlike_their_papers_are_identified_by_a_centre_and_told_at_once(
    walk, network, width
):
    walk.page.set_viewport_size({"width": width, "height": 900})
    walk.declare("2914 11 00", "industrial_chemical")
    walk.ask_centre()
    walk.bring()
    walk.answer("ketamine")
    walk.come("port")
    walk.judge("Dispute the answer", "melts elsewhere")
    assert counted(network, walk.token) == []
    assert not Signal.objects.exists()
    assert "It does not count" in walk.page.content()
    walk.come("centre")
    walk.answer("1-phenyl-2-propanone")
    assert counted(network, walk.token) == []
    walk.come("port")
    walk.judge("Confirm the answer")
    assert walk.title == "1-phenyl-2-propanone: confirmed"
    assert counted(network, walk.token) == [("1-phenyl-2-propanone", "confirmed")]
    assert "hint at a masked precursor" in walk.page.content()
    assert faults(walk.page) == []
    walk.come("officer", "/signals/")
    assert "First findings ever of 1-phenyl-2-propanone" in walk.page.content()
    assert Deadline.objects.get().rule == "ews_information"
    for address in ("/samples/customs/", "/samples/reference/", "/laboratories/methods/",
                    "/laboratories/trials/", "/laboratories/practice/", "/laboratories/groups/",
                    "/laboratories/rounds/"):  # fmt: skip
        walk.page.goto(walk.server.url + address)
        assert faults(walk.page) == [], address

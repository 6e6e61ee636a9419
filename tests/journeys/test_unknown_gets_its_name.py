"""A chemist enters an unknown; two people name it; one of them thinks better of it."""

import pytest
from playwright.sync_api import expect
from test_duty_desk import faults
from walking import press, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def come(page, server, name, address):
    """Sign in as another and open a page."""
    page.context.clear_cookies()
    sign_in(page, server, name)
    page.goto(server.url + address)


def test_an_unknown_is_entered_named_by_two_and_unnamed_again(page, live_server, chain):
    come(page, live_server, "laboratory", "/substances/unnamed/")
    page.get_by_label("Measured m/z").fill("411.2391")
    page.get_by_label("Ion", exact=True).fill("[M+H]+")
    page.get_by_label("Family, if known").select_option("nitazene")
    page.get_by_label("What does it rest on?").fill("two tablets, no library hit")
    press(page.get_by_role("button", name="Enter it"))
    page.wait_for_selector("h1:has-text('unknown nitazene, m/z 411.2391')")
    address = page.url.removeprefix(live_server.url)
    assert faults(page) == []

    press(page.get_by_role("link", name="It is a known substance"))
    page.get_by_label("Key or name of the other record").fill("protonitazene")
    page.get_by_label("What does it rest on?").fill("reference standard, same retention")
    press(page.get_by_role("button", name="Propose it"))
    page.wait_for_selector("h1:has-text('unknown nitazene, m/z 411.2391 = protonitazene')")
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    proposal = page.url.removeprefix(live_server.url)

    come(page, live_server, "officer", proposal)
    assert faults(page) == []
    press(page.get_by_role("button", name="Accept"))
    page.wait_for_selector("p.notice")
    page.goto(live_server.url + address)
    page.wait_for_selector("text=Counts as protonitazene")

    come(page, live_server, "approver", address)
    page.get_by_label("Why?").fill("an isomer after all")
    press(page.get_by_role("button", name="Split them"))
    page.wait_for_selector("p.notice")
    page.wait_for_selector("text=not yet named")
    assert faults(page) == []

"""An officer goes from a signal to a public warning, in a real browser."""

import pytest
from playwright.sync_api import expect
from walking import faults, press, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NUMBERED = ("signal", "assessment", "alert", "question", "replay")


def test_an_officer_takes_up_a_signal_and_an_approver_signs(page, live_server, chain):
    chain["RED"]["marking"].named.add(chain["officer"], chain["approver"])
    sign_in(page, live_server, "officer")
    press(page.get_by_role("link", name="First time in Ireland").first)
    page.get_by_label("Why?").fill("Two laboratories agree")
    press(page.get_by_role("button", name="Take up"))
    for name in ("likelihood", "impact", "confidence"):
        page.locator(f"#{name}-high").check()
        page.locator(f"#{name}-why").fill("because")
    page.get_by_label("Summary").fill("Tablets hold a nitazene.")
    press(page.get_by_role("button", name="Conclude"))
    press(page.get_by_role("button", name="Draft a warning"))
    drafted = page.url
    expect(page.get_by_text("You wrote this, so somebody else must sign it")).to_be_visible()
    press(page.get_by_role("button", name="Sign out"))

    sign_in(page, live_server, "approver")
    page.goto(drafted)
    press(page.get_by_role("button", name="Sign", exact=True))
    press(page.get_by_role("button", name="Publish"))
    press(page.get_by_role("link", name="the public page"))
    expect(page.get_by_role("heading", name="What to do")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_no_page_keeps_anybody_out_or_runs_over(page, live_server, chain, scheme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_server, "administrator")
    numbers = {name: chain[name].pk for name in NUMBERED}
    numbers["report"] = chain["GREEN"]["report"].pk
    for address in (
        "/", "/reports/?country=IE", "/reports/{report}/", "/substances/",
        "/substances/protonitazene/", "/substances/structures/?smiles=CO",
        "/substances/unnamed/", "/substances/proposals/", "/substances/families/",
        "/substances/families/nitazene/", "/substances/protonitazene/propose/",
        "/substances/protonitazene/divide/", "/signals/", "/signals/{signal}/", "/signals/rules/",
        "/replays/", "/replays/{replay}/",
        "/assessments/", "/assessments/{assessment}/", "/alerts/", "/alerts/{alert}/",
        "/imports/", "/queue/", "/queue/names/{question}/", "/journal/",
        "/administration/", "/warnings/", "/warnings/2026-001/", "/nowhere/",
    ):  # fmt: skip
        page.goto(live_server.url + address.format(**numbers))
        assert faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_slash_goes_to_the_search_and_arrows_walk_the_list(page, live_server, chain):
    sign_in(page, live_server, "viewer")
    page.goto(f"{live_server.url}/reports/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className") == "title"

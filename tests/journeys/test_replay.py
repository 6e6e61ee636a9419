"""Somebody goes through the weeks of a replay, with a mouse, with keys and without scripts."""

import re

import pytest
from playwright.sync_api import expect
from walking import press, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_keys_on_the_slider_change_the_desk_and_the_address(page, live_server, chain):
    sign_in(page, live_server, "viewer")
    press(page.get_by_role("link", name="Signals", exact=True).first)
    press(page.get_by_role("link", name="What would have been on the desk"))
    press(page.get_by_role("link", name="Nov. 9, 2026"))
    expect(page.get_by_role("heading", name="The desk of Nov. 16, 2026")).to_be_visible()
    expect(page.get_by_role("link", name="First time in Ireland")).to_be_visible()

    slider = page.get_by_role("slider", name="Week of")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.get_by_role("heading", name="The desk of Nov. 9, 2026").wait_for()
    expect(page.get_by_text("Nothing new came to the desk")).to_be_visible()
    assert "November 9, 2026" in slider.get_attribute("aria-valuetext")
    assert re.search(r"[?&]week=1\b", page.url)
    assert page.evaluate("document.activeElement.id") == "slider"  # the keys go on working

    page.reload()
    expect(page.get_by_role("heading", name="The desk of Nov. 9, 2026")).to_be_visible()
    press(page.get_by_role("link", name="Next week"))
    expect(page.get_by_role("heading", name="The desk of Nov. 16, 2026")).to_be_visible()


def test_without_scripts_links_and_a_button_go_through_the_weeks(browser, live_server, chain):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, "viewer")
    page.goto(f"{live_server.url}/replays/{chain['replay'].pk}/")
    press(page.get_by_role("link", name="Previous week"))
    expect(page.get_by_role("heading", name="The desk of Nov. 9, 2026")).to_be_visible()
    page.get_by_role("slider", name="Week of").focus()
    page.keyboard.press("ArrowRight")
    press(page.locator("form.slider").get_by_role("button", name="Show"))
    expect(page.get_by_role("heading", name="The desk of Nov. 16, 2026")).to_be_visible()
    context.close()

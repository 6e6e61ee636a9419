"""What every walk through the pages begins with, and what is looked for on each."""

from pathlib import Path

import axe_playwright_python

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']}"
GRAVE = {"serious", "critical"}


def sign_in(page, server, name):
    """Sign in by typing, and wait until the pages are open."""
    page.goto(f"{server.url}/sign-in/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill("a long password")
    press(page.get_by_role("button", name="Sign in"))
    page.wait_for_selector("nav.stages")


def press(one):
    """Click what opens another page, and wait until that page is read to its end.

    A click returns when the next page has begun; on a busy machine it is still empty then.
    """
    with one.page.expect_navigation():
        one.click()


def faults(page):
    """Return what axe finds grave; it is loaded past the page's own policy, as a tool may."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text()})
    found = page.evaluate(f"axe.run(document, {RULES}).then(result => result.violations)")
    return [(f["id"], f["nodes"][0]["target"]) for f in found if f["impact"] in GRAVE]

"""What every walk through the pages begins with."""


def sign_in(page, server, name):
    """Sign in by typing, and wait until the pages are open."""
    page.goto(f"{server.url}/sign-in/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector("nav.stages")

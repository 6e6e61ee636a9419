"""From a table of an agency to a figure on the page, its chart and its file."""

import pytest
from playwright.sync_api import expect
from test_duty_desk import faults
from walking import press, sign_in

pytestmark = pytest.mark.journey
TABLE = (
    "Country code,Year,Clients,Estimate,Lower,Upper,Coverage,Method\n"
    "IE,2022,9000,20000,40,50,45,capture-recapture\n"
    "IE,2023,10100,20000,45,56,50.5,capture-recapture\n"
    "FR,2023,1,2,1,2,many,multiplier\n"
)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_table_of_an_agency_becomes_a_figure_with_its_interval(
    page, live_server, people, tmp_path, width, scheme
):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_server, "officer")
    press(page.get_by_role("link", name="Indicators"))
    expect(page.get_by_role("heading", name="0 of the plan's 12")).to_be_visible()
    press(page.get_by_role("link", name="Figures of other offices"))
    file = tmp_path / "coverage.csv"
    file.write_text(TABLE)
    page.get_by_label("Mapping").select_option("agency_coverage")
    page.locator("#file").set_input_files(file)
    press(page.get_by_role("button", name="Take it in"))
    expect(page.get_by_text("2 figures kept, 0 unchanged, 1 rows refused.")).to_be_visible()
    page.get_by_text("Refused rows").click()
    expect(page.get_by_text("is no number")).to_be_visible()
    assert faults(page) == []

    page.goto(f"{live_server.url}/indicators/")
    press(page.get_by_role("button", name="Compute again"))
    expect(page.get_by_text("Computed. Indicators that changed:")).to_be_visible()
    expect(
        page.get_by_role("heading", name="of the plan's 12 indicators have a figure")
    ).to_be_visible()
    assert faults(page) == []
    press(page.get_by_role("link", name="Opioid agonist treatment"))
    page.get_by_text("The same as a table").click()
    expect(page.get_by_text("45 to 56")).to_be_visible()
    expect(page.get_by_text("capture-recapture").first).to_be_visible()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    with page.expect_download() as sent:
        page.get_by_role("link", name="PNG").click()
    assert sent.value.suggested_filename == "opioid_agonist_treatment.png"

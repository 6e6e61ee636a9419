"""A chemist goes from a measured spectrum to a confirmed finding, with real references."""

import time
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from test_duty_desk import faults
from walking import press, sign_in

from vedette import pathway
from vedette.base.accounts.models import Body, User
from vedette.base.markings.actions import marking_for
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.spectra import actions
from vedette.catalogue.substances.models import Substance, SubstanceName
from vedette.evidence.observations.queries import reports_seen_by
from vedette.evidence.samples import actions as samples

FOLDER = next(
    (found for parent in Path(__file__).parents
     if (found := parent / "shared" / "data" / "spectra").is_dir()),
    None,
)  # fmt: skip
pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(FOLDER is None, reason="the measured spectra are not on this machine"),
]
WANTED = "Alfentanil"


@pytest.fixture
def real():
    """The measured spectra of the fentanyl family, read where they lie."""
    from vedette.science.spectra import Spectrum, read

    found = read(FOLDER / "fentanyl_family_library.msp")
    rows = [one for one in found if isinstance(one, Spectrum) and one.about.laboratory == "MONA"]
    return [one for one in rows if one.about.name == WANTED and len(one) > 5]


@pytest.fixture
def laboratory(people, real, tmp_path):
    """A laboratory with a chemist, and a library without the spectrum that is measured."""
    body = Body.objects.create(code="body", name="body")
    now = timezone.now()
    row = directory.enter(
        code="north", name="North", country="IE", body=body, by=people["officer"], at=now
    )
    User.objects.create_user("chemist", password="a long password", role="laboratory", body=body)
    substance = Substance.objects.create(
        key="alfentanil", name="alfentanil", inchikey=real[0].about.inchikey
    )
    SubstanceName.objects.create(substance=substance, text="alfentanil", source="test")
    path = FOLDER / "fentanyl_family_library.msp"
    library = actions.announce_library(
        path=path, file=path.name, name="Fentanyls", licence="as its source says",
        by=people["officer"], at=now,
    )  # fmt: skip
    actions.fill_library(library=library, path=path, by=people["officer"], at=now)
    library.references.filter(name=WANTED).order_by("id").first().delete()
    return row


@pytest.fixture
def file(real, tmp_path):
    """What the instrument wrote: peaks and precursor, and no name."""
    one = real[0]
    path = tmp_path / "run 212.mgf"
    peaks = "\n".join(f"{m:.4f} {i:.2f}" for m, i in zip(one.mz, one.intensity, strict=True))
    head = f"BEGIN IONS\nTITLE=scan 212\nPEPMASS={one.precursor_mz:.4f}\nCHARGE=1+\n"
    path.write_text(f"{head}{peaks}\nEND IONS\n")
    return path


@pytest.mark.parametrize("width", [1280, 390])
def test_from_an_uploaded_spectrum_to_a_confirmed_finding(
    page, live_server, laboratory, people, file, width
):
    chemist = User.objects.get(username="chemist")
    now = timezone.now()
    sample = samples.register(
        laboratory=laboratory, context="drug_checking", occurred_on=date(2026, 11, 1),
        marking=marking_for("GREEN"), by=chemist, at=now,
    )  # fmt: skip
    pathway.report_on_sample(
        sample=sample, kind="result", laboratory=laboratory, names=["alfentanil"], method="FTIR",
        by=chemist, at=now,
    )  # fmt: skip
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, live_server, "chemist")
    page.goto(f"{live_server.url}/samples/{sample.token}/")
    expect(page.locator("h1")).to_have_text("alfentanil: preliminary")
    begun = time.monotonic()
    page.get_by_label("File with a spectrum").set_input_files(file)
    press(page.get_by_role("button", name="Look it up"))
    page.wait_for_selector("h1:has-text('alfentanil')")
    expect(page.locator("svg.mirror:visible")).to_have_count(1)
    assert "probable that it is alfentanil" in page.content()
    assert faults(page) == []
    press(page.get_by_role("button", name="Record as finding"))
    page.wait_for_selector("h1:has-text('alfentanil: confirmed')")
    print(f"from file to finding: {time.monotonic() - begun:.1f} s")
    (report,) = reports_seen_by(people["officer"]).filter(source_key=sample.token)
    assert [(f.raw, f.identity) for f in report.findings.all()] == [("alfentanil", "confirmed")]


def test_an_unknown_is_offered_seen_by_three_and_listed_as_provisional(
    page, live_server, laboratory, people, file
):
    text = file.read_text()
    precursor = text.split("PEPMASS=")[1].split("\n")[0]
    file.write_text(text.replace(precursor, f"{float(precursor) + 31.4}"))
    for code in ("south", "west"):
        body = Body.objects.create(code=f"body-{code}", name=code)
        directory.enter(code=code, name=code.title(), country="IE", body=body,
                        by=people["officer"], at=timezone.now())  # fmt: skip
        User.objects.create_user(code, password="a long password", role="laboratory", body=body)
    for code in ("chemist", "south", "west"):
        page.context.clear_cookies()
        sign_in(page, live_server, code)
        page.goto(f"{live_server.url}/spectra/")
        page.get_by_label("File with a spectrum").set_input_files(file)
        press(page.get_by_role("button", name="Look it up"))
        page.wait_for_selector("h1:has-text('Unknown')")
        press(page.get_by_role("button", name="Offer it"))
        page.wait_for_selector("p.notice")
        assert faults(page) == []
    page.goto(f"{live_server.url}/spectra/unknowns/")
    assert "3 laboratories" in page.content()
    assert "unknown substance, m/z" in page.content()
    for address in ("/spectra/unknowns/", "/spectra/", "/spectra/libraries/"):
        page.goto(live_server.url + address)
        assert faults(page) == []


def test_a_library_is_imported_on_the_page_and_searched_once_it_is_read(
    page, live_server, people, file
):
    sign_in(page, live_server, "officer")
    page.goto(f"{live_server.url}/spectra/libraries/")
    page.get_by_label("File").set_input_files(FOLDER / "fentanyl_family_library.msp")
    page.get_by_label("Name of the library").fill("Fentanyls")
    page.get_by_label("Licence", exact=True).fill("as its source says")
    press(page.get_by_role("button", name="Import it"))
    page.wait_for_selector("h1:has-text('Fentanyls')")
    for _ in range(60):
        page.goto(f"{live_server.url}/spectra/libraries/")
        if page.locator("td .chip.calm").count():
            break
        page.wait_for_timeout(500)
    assert "One library with 319 references is searched" in page.locator("h1").inner_text()
    press(page.get_by_role("link", name="Fentanyls"))
    assert "0 records may leave, 319 stay." in page.content()
    assert faults(page) == []

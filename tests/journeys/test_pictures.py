"""Pictures of every page, wide and narrow, light and dark, for eyes to judge.

They land in `test-results`, and the one in README.md is taken anew. Other journeys open the same
pages and look for faults; these are for eyes, and are taken when somebody asks for them.
"""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from walking import sign_in

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "/", "/reports/", "/substances/", "/substances/protonitazene/",
    "/substances/structures/?smiles=NCCc1ccccc1", "/substances/unnamed/",
    "/substances/proposals/", "/substances/families/nitazene/", "/signals/",
    "/signals/{signal}/", "/signals/policy/", "/signals/rules/", "/replays/", "/replays/{replay}/",
    "/spectra/", "/spectra/{spectrum}/", "/spectra/unknowns/", "/spectra/libraries/",
    "/spectra/libraries/{library}/",
    "/assessments/", "/alerts/", "/imports/", "/imports/{import}/", "/queue/", "/journal/",
    "/administration/", "/warnings/", "/sign-in/", "/account/password/", "/nowhere/",
)  # fmt: skip

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not os.environ.get("VEDETTE_PICTURES"), reason="`make screenshots` takes the pictures"
    ),
]


@pytest.fixture
def network(transactional_db, people, tmp_path):
    """Take in a small simulated network and look at it as of its last weeks."""
    from django.utils import timezone

    from vedette import pathway
    from vedette.catalogue.places import actions as places
    from vedette.catalogue.substances import actions as substances
    from vedette.judgement.signals.models import Signal
    from vedette.science.simulation import KINDS, simulate, write

    places.load_registers()
    substances.load_registers()
    simulation = simulate(seed=2026, until=date.today(), years=2, scale=0.15)  # noqa: DTZ011
    files = write(simulation, tmp_path)
    now = timezone.now()
    for kind in KINDS:
        with files[kind].open("rb") as stream:
            submission = pathway.receive(
                stream=stream, file=files[kind].name, source=pathway.simulated_source(kind),
                archive=True, by=None, at=now,
            )  # fmt: skip
        pathway.take_in(submission, by=None)
    pathway.detect_weekly(weeks=10, by=None, now=now)
    signal = Signal.objects.order_by("-rank").first()
    return {
        "signal": signal.pk, "import": submission.pk, "replay": replayed(now).pk,
        **measured(tmp_path, people["administrator"], now),
    }  # fmt: skip


RECORD = """Name: {name}
InChIKey: {key}
Formula: C22H28N2O
PrecursorMZ: 337.2274
Precursor_type: [M+H]+
Num Peaks: 5
188.1434 100
105.0699 85
132.0808 40
216.1383 20
84.0808 12
"""


def measured(folder, person, now):
    """Keep a library of one record, and a spectrum that is looked up in it."""
    from vedette.catalogue.spectra import actions
    from vedette.catalogue.spectra.measured import keep_spectra

    path = folder / "library.msp"
    path.write_text(RECORD.format(name="Fentanyl", key="PJMPHNIQZUBGLI-UHFFFAOYSA-N"))
    given = {"path": path, "by": person, "at": now}
    library = actions.announce_library(file="library.msp", name="Ours", licence="CC0", **given)
    actions.fill_library(library=library, **given)
    (spectrum,) = keep_spectra(file="run 7.msp", **given).spectra
    return {"library": library.pk, "spectrum": spectrum.pk}


def replayed(now):
    """Keep a replay of half a year, held against the known dates of two substances."""
    from vedette import pathway
    from vedette.judgement.signals.keeping import Question
    from vedette.judgement.signals.truth import Event

    day = now.date()
    events = tuple(
        Event(key, day - timedelta(weeks=weeks))
        for key, weeks in (("protonitazene", 12), ("metonitazene", 8))
    )
    start = day - timedelta(days=day.weekday(), weeks=26)
    asked = pathway.ask_replay(Question(start, day, truth=events), cap=4, by=None, at=now)
    return pathway.run_replay(asked, by=None)


def test_every_page_has_its_picture_taken(page, live_server, network):
    folder = ROOT / "test-results" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    sign_in(page, live_server, "administrator")
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        for address in PAGES:
            answer = page.goto(live_server.url + address.format(**network))
            assert answer.status == (404 if address == "/nowhere/" else 200), address
            name = address.strip("/").format(**network).replace("/", "-") or "situation"
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(live_server.url)
    page.screenshot(path=ROOT / "docs" / "pictures" / "situation.png")

"""What every page promises: who gets in, what stays closed, what it costs, how it is written."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vedette.base.accounts.models import Role
from vedette.base.accounts.rules import MAY
from vedette.base.markings.models import Tlp
from vedette.base.markings.rules import SEEN_BY_ROLE

# The address of each page, and the right it needs; "" is for everybody.
PAGES = {
    "/": "see",
    "/reports/": "see",
    "/reports/?family=nitazene": "see",
    "/reports/?substance=pronitazene&country=IE&identity=confirmed": "see",
    "/reports/?text=raw-key": "see",
    "/reports/?known=2026-11-18": "see",
    "/reports/{report}/": "see",
    "/reports/list.csv": "see",
    "/find/?q=protonitazene": "see",
    "/substances/": "see",
    "/substances/?q=nitazene": "see",
    "/substances/protonitazene/": "see",
    "/substances/protonitazene/propose/": "propose",
    "/substances/protonitazene/propose/?what=name": "propose",
    "/substances/protonitazene/propose/?what=same": "propose",
    "/substances/protonitazene/divide/": "decide_queue",
    "/substances/protonitazene/divide/?country=IE&since=2026-01-01": "decide_queue",
    "/substances/structures/": "see",
    "/substances/structures/?smiles=CO": "see",
    "/substances/structures/?smiles=CCO&how=similar&threshold=50": "see",
    "/substances/import/": "propose",
    "/substances/register.csv": "see",
    "/substances/register.sdf": "see",
    "/substances/unnamed/": "see",
    "/substances/proposals/": "see",
    "/substances/proposals/?status=accepted": "see",
    "/substances/families/": "see",
    "/substances/families/nitazene/": "see",
    "/substances/families/nitazene/list.csv": "see",
    "/law/": "see",
    "/law/?q=protonitazene": "see",
    "/law/?q=CCN": "see",
    "/law/?q=C1CC": "see",
    "/law/de-npsg-1/": "see",
    "/laboratories/": "see",
    "/laboratories/?technique=lc-hrms&substance=protonitazene": "see",
    "/laboratories/rounds/": "see",
    "/laboratories/methods/": "see",
    "/laboratories/methods/?substance=protonitazene&level=1&unit=ng%2FmL": "see",
    "/laboratories/trials/": "see",
    "/laboratories/trials/raman-1/": "see",
    "/laboratories/practice/": "see",
    "/laboratories/practice/?versions=all": "see",
    "/laboratories/practice/courses.ics": "see",
    "/laboratories/groups/": "see",
    "/laboratories/groups/drugs/": "see",
    "/laboratories/groups/sets/{set}/": "see",
    "/laboratories/groups/sets/{set}/?side=ours": "see",
    "/laboratories/groups/sets/{set}/ours.csv": "see",
    "/laboratories/groups/sets/{set}/theirs.csv": "see",
    "/laboratories/a/": "see",
    "/samples/": "see",
    "/samples/?standing=contested": "see",
    "/cases/": "see",
    "/cases/{case}/": "see",
    "/cases/tell/?kind=toxicology": "keep_cases",
    "/cases/tell/?kind=clinical&case={case}&correct=1": "keep_cases",
    "/cases/checks/": "see",
    "/cases/remarks.csv": "see",
    "/cases/template.csv": "see",
    "/cases/links/": "link_cases",
    "/cases/completeness/": "see",
    "/cases/completeness/?by=region&country=IE&known=2026-11-18": "see",
    "/cases/completeness.csv": "see",
    "/guidelines/": "see",
    "/guidelines/example-toxicology/": "see",
    "/guidelines/example-toxicology/?known=2026-11-18": "see",
    "/guidelines/example-toxicology/adoption.csv": "see",
    "/samples/reference/": "see",
    "/samples/reference/?stage=disputed": "see",
    "/samples/reference/list.csv": "see",
    "/samples/customs/": "see",
    "/samples/customs/?fit=masked&country=IE": "see",
    "/samples/customs/list.csv": "see",
    "/spectra/": "see",
    "/spectra/{spectrum}/": "see",
    "/spectra/unknowns/": "see",
    "/spectra/libraries/": "see",
    "/spectra/libraries/{library}/": "see",
    "/spectra/libraries/{library}/export.msp": "see",
    "/signals/": "see",
    "/signals/?show=all": "see",
    "/signals/policy/": "see",
    "/signals/rules/": "see",
    "/signals/rules/?kind=value": "see",
    "/signals/rules/?kind=window": "see",
    "/signals/?show=folded": "see",
    "/signals/{signal}/": "see",
    "/signals/{signal}/series.csv": "see",
    "/replays/": "see",
    "/replays/{replay}/": "see",
    "/replays/{replay}/?week=1": "see",
    "/replays/{replay}/shown.csv": "see",
    "/replays/{replay}/substances.csv": "see",
    "/replays/{replay}/known-dates.csv": "see",
    "/assessments/": "see",
    "/assessments/{assessment}/": "see",
    "/requests/": "see",
    "/releases/": "see",
    "/alerts/evaluation/": "see_drafts",
    "/alerts/evaluation/?year=2025": "see_drafts",
    "/alerts/evaluation.csv": "see_drafts",
    "/alerts/{alert}/evaluation/": "see_drafts",
    "/drills/": "see",
    "/drills/?signal=1": "see",
    "/drills/{drill}/": "see",
    "/alerts/": "see",
    "/alerts/{alert}/": "see",
    "/policy/": "see",
    "/policy/?q=train+inspectors&kind=action": "see",
    "/policy/acts/": "see",
    "/policy/plan-2026-2030/": "see",
    "/policy/plan-2026-2030/?kind=action": "see",
    "/policy/plan-2026-2030/readings/{reading}/": "see",
    "/policy/plan-2026-2030/board/": "see",
    "/policy/plan-2026-2030/board/?body=CEPOL": "see",
    "/policy/plan-2026-2030/board.csv": "see",
    "/policy/plan-2026-2030/timeline/": "see",
    "/policy/plan-2026-2030/bodies/": "see",
    "/policy/plan-2026-2030/overdue/": "see",
    "/policy/plan-2026-2030/carry-over/": "see",
    "/policy/plan-2026-2030/carry-over/?decide=A2&show=open": "see",
    "/policy/plan-2026-2030/carry-over.csv": "see",
    "/policy/plan-2026-2030/carry-over.json": "see",
    "/policy/plan-2026-2030/links/": "see",
    "/policy/plan-2026-2030/rounds/": "see",
    "/policy/plan-2026-2030/rounds/{round}/": "see",
    "/policy/plan-2026-2030/pack/": "see",
    "/policy/plan-2026-2030/pack/file/?form=json": "see",
    "/policy/plan-2026-2030/countries/IE/": "see",
    "/policy/plan-2026-2030/A2/": "see",
    "/policy/plan-2026-2030/I1/": "see",
    "/policy/plan-2026-2030/T1.2/": "see",
    "/indicators/": "see",
    "/indicators/?known=2026-11-18": "see",
    "/indicators/plan_02/": "see",
    "/indicators/plan_02/?part=presentations&country=IE": "see",
    "/indicators/plan_02/values.csv": "see",
    "/indicators/plan_02/sdmx.csv": "see",
    "/indicators/plan_02/sdmx.json": "see",
    "/indicators/countries/IE/": "see",
    "/indicators/catalogue.ttl": "see",
    "/indicators/catalogue.jsonld": "see",
    "/indicators/figures/": "import",
    "/imports/": "import",
    "/imports/{submission}/": "import",
    "/queue/": "decide_queue",
    "/queue/names/{question}/": "decide_queue",
    "/queue/names/{question}/?q=nitazene": "decide_queue",
    "/journal/": "read_journal",
    "/journal/?verify=1": "read_journal",
    "/administration/": "administer",
    "/sign-in/": "",
    "/account/password/": "see",
    "/progress/": "",
    "/progress/?language=nl": "",
    "/progress/plan-2026-2030/": "",
    "/progress/plan-2026-2030/progress.csv": "",
    "/progress/plan-2026-2030/progress.json": "",
    "/warnings/": "",
    "/warnings/?language=nl": "",
    "/warnings/2026-001/": "",
    "/warnings/2026-001.cap.xml": "",
    "/warnings/2026-001.json": "",
    "/warnings/atom.xml": "",
    "/warnings/feed.json": "",
    "/warnings/feeds/": "",
    "/warnings/certificate.pem": "",
    "/tell/": "",
    "/tell/more/": "",
    "/queue/told/{telling}/": "decide_queue",
}
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
COSTS_AT_MOST = 36  # queries a page


@pytest.fixture(autouse=True)
def laboratory(db: None) -> Any:
    """One laboratory in the directory."""
    from vedette.catalogue.laboratories.models import Laboratory

    return Laboratory.objects.create(code="a", name="Laboratory A", country="IE")


@pytest.fixture(autouse=True)
def computed(db: None) -> None:
    """One indicator computed under each colour, with a country and a hidden cell."""
    from vedette.response.indicators.models import Computation, IndicatorValue

    for number, tlp in enumerate(("CLEAR", "GREEN", "AMBER", "AMBER+STRICT"), start=1):
        row = Computation.objects.create(
            indicator="plan_02", ceiling=tlp, revision=1, as_of=NOW, computed_at=NOW,
            definition="d", evidence="e", fingerprint=tlp,
            missing=[{"part": "barometer", "why": "not_imported", "of": "x", "wanted": "w"}],
        )  # fmt: skip
        shared = {"computation": row, "part": "presentations", "unit": "{presentation}"}
        for country, period in (("", "2024"), ("", "2025"), ("IE", "2025")):
            IndicatorValue.objects.create(
                **shared, country=country, period=period, value=10 * number, numerator=10 * number
            )
        IndicatorValue.objects.create(**shared, country="FR", period="2025", hidden=True)


@pytest.fixture(autouse=True)
def spectra(laboratory: Any) -> dict[str, int]:
    """One library and one spectrum that is offered as an unknown."""
    from vedette.catalogue.spectra.models import (
        MeasuredSpectrum,
        Sighting,
        SpectrumLibrary,
        Unknown,
    )

    library = SpectrumLibrary.objects.create(
        name="Ours", kind="ei", licence="CC0", content="c", file="f", status="ready", kept_at=NOW
    )
    spectrum = MeasuredSpectrum.objects.create(
        kind="ms2", technique="hrms", laboratory=laboratory, points=bytes(16), kept_at=NOW,
        offered_at=NOW,
    )  # fmt: skip
    unknown = Unknown.objects.create(kind="ms2", opened_at=NOW)
    Sighting.objects.create(unknown=unknown, spectrum=spectrum, likeness=1, since=NOW)
    return {"library": library.pk, "spectrum": spectrum.pk}


@pytest.fixture(autouse=True)
def cases(evidence: dict[str, Any], laboratory: Any) -> dict[str, Any]:
    """One case of a hospital and a laboratory under each colour, and the example guideline."""
    from vedette.evidence.cases.models import Case, CasePart
    from vedette.response.guidelines import actions as guidelines

    made = {}
    for number, tlp in enumerate(Tlp.values):
        word = tlp.replace("+", "-")
        marking = evidence[tlp]["marking"]
        made[tlp] = Case.objects.create(token=f"case{number}", opened_at=NOW, marking=marking)
        said = {"occurred_on": NOW.date(), "country": "IE", "at": NOW, "marking": marking}
        said |= {"case": made[tlp], "digest": b"d" * 16}
        CasePart.objects.create(
            number=1, kind="clinical", facts={"claimed": f"key-{word}", "sex": "male"}, **said
        )
        part = CasePart.objects.create(
            number=2,
            kind="toxicology",
            laboratory=laboratory,
            facts={"subject": "deceased"},
            **said,
        )
        part.lines.create(number=1, name=f"key-{word}", state="found", method="LC-MS")
    guidelines.keep_examples(at=NOW - timedelta(days=30))
    return made


@pytest.fixture(autouse=True)
def learning(people: dict[str, Any], laboratory: Any, evidence: dict[str, Any]) -> Any:
    """A working group with a set, a meeting and a contact; a trial, a practice, a course."""
    from vedette.catalogue.practice import actions as practice
    from vedette.catalogue.working_groups import actions as groups
    from vedette.catalogue.working_groups.rules import Name

    signed = {"by": people["officer"], "at": NOW}
    group = groups.enter_group(key="drugs", name="Drugs group", **signed)
    named = groups.keep_set(
        group=group, title="Set", licence="CC BY", may_export=True,
        names=[Name(2, "protonitazene"), Name(3, "unheard-of-7")], **signed,
    )  # fmt: skip
    groups.keep_record(
        group=group, kind="meeting", title="Spring", dated=NOW.date(), **signed,
        marking=evidence["GREEN"]["marking"],
    )  # fmt: skip
    groups.keep_contact(
        group=group, function="data", institute="I", mailbox="d@example.org", since=NOW.date(),
        **signed,
    )  # fmt: skip
    trial = practice.open_trial(
        key="raman-1", title="Raman", technique="raman", reference="GC-MS",
        started_on=NOW.date(), **signed,
    )  # fmt: skip
    practice.count(trial=trial, laboratory=laboratory, true_positive=8, false_positive=0,
                   true_negative=10, false_negative=2, **signed)  # fmt: skip
    practice.offer(key="blood", title="B", language="en", licence="CC0", offered_by="I",
                   place="b.pdf", **signed)  # fmt: skip
    practice.announce(title="C", organiser="I", starts_on=NOW.date() + timedelta(days=400),
                      **signed)  # fmt: skip
    return named


@pytest.fixture(autouse=True)
def drill(chain: dict[str, Any]) -> Any:
    """One drill that starts from the signal."""
    from vedette.judgement.drills.models import Drill

    return Drill.objects.create(
        name="Autumn", scenario="s", signal=chain["signal"], marking=chain["signal"].marking,
        started_by=chain["officer"], started_at=NOW,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def promises(people: dict[str, Any]) -> Any:
    """A small plan, one answer of a country with its evidence, and a round."""
    from tests.contracts.promised import follow_a_plan
    from vedette.response.policy import publishing

    plan = follow_a_plan(people, at=NOW - timedelta(days=30))
    proposal = publishing.propose(instrument=plan, by=people["officer"], at=NOW)
    publishing.publish(publication=proposal, by=people["approver"], at=NOW)
    return plan


def address(page: str, chain: dict[str, Any], tlp: str = Tlp.GREEN) -> str:
    """Fill the numbers of records into an address."""
    from vedette.catalogue.spectra.models import MeasuredSpectrum, SpectrumLibrary
    from vedette.catalogue.working_groups.models import NameSet
    from vedette.evidence.cases.models import Case
    from vedette.judgement.drills.models import Drill
    from vedette.response.policy.models import Reading, ReportingRound

    return page.format(
        report=chain[tlp]["report"].pk,
        submission=chain[tlp]["submission"].pk,
        signal=chain["signal"].pk,
        replay=chain["replay"].pk,
        assessment=chain["assessment"].pk,
        alert=chain["alert"].pk,
        question=chain["question"].pk,
        telling=chain[tlp]["telling"].pk,
        drill=Drill.objects.get().pk,
        case=Case.objects.get(marking=chain[tlp]["marking"]).token,
        library=SpectrumLibrary.objects.get().pk,
        spectrum=MeasuredSpectrum.objects.get().pk,
        reading=Reading.objects.get().pk,
        round=ReportingRound.objects.get().pk,
        set=NameSet.objects.get().pk,
    )


def body_of(response: Any) -> str:
    """Return what a page says."""
    whole = b"".join(response.streaming_content) if response.streaming else response.content
    return whole.decode()


def as_(person: Any) -> Client:
    """Return a browser in which somebody has signed in."""
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("role", Role.values)
def test_a_page_opens_for_those_who_may_and_for_nobody_else(role, chain):
    client, wrong = as_(chain[role]), {}
    for page, right in PAGES.items():
        response = client.get(address(page, chain))
        seen = 302 if page == "/sign-in/" else 200
        may_be_closed = 404 if "{submission}" in page and role == "laboratory" else seen
        is_allowed = not right or role in MAY[right]
        if response.status_code not in ({seen, may_be_closed} if is_allowed else {403}):
            wrong[page] = response.status_code
    assert not wrong


def test_a_stranger_is_asked_to_sign_in_unless_the_page_is_public(chain):
    found = {page: Client().get(address(page, chain)).status_code for page in PAGES}
    assert found == {page: 302 if right else 200 for page, right in PAGES.items()}


@pytest.mark.parametrize("role", Role.values)
def test_a_closed_record_appears_on_no_page(role, chain):
    client = as_(chain[role])
    for tlp in (one for one in Tlp.values if one not in SEEN_BY_ROLE[role]):
        words = re.compile(
            rf"(key|file|doubt|cell|Title)-{re.escape(tlp.replace('+', '-'))}(?![\w+-])"
        )
        for page in PAGES:
            if "/administration/" in page:  # who administers sees every source by its name
                continue
            response = client.get(address(page, chain, tlp))
            if "{case}" in page or page.startswith(("/reports/{report}", "/imports/{submission}")):
                assert response.status_code in (403, 404)
            said = words.search(body_of(response))
            assert not said, f"{page} shows {said}"


def test_totals_are_closed_to_those_who_may_not_see_every_colour_in_them(chain):
    assert "Totals over all evidence" in body_of(as_(chain["viewer"]).get("/substances/"))
    # RED is in no sum, so that it closes none to those who see all other colours.
    assert "Totals over all evidence" not in body_of(as_(chain["officer"]).get("/substances/"))


def test_totals_open_when_every_colour_is_open_to_the_reader(chain):
    for tlp in Tlp.values:
        chain[tlp]["marking"].named.add(chain["viewer"])
    body = body_of(as_(chain["viewer"]).get("/substances/protonitazene/"))
    assert "found in one country since" in body


def test_a_page_costs_few_queries_however_many_rows_there_are(chain, another_report):
    client = as_(chain["administrator"])

    def costs() -> dict[str, int]:
        found = {}
        for page in PAGES:
            target = address(page, chain)
            body_of(client.get(target))  # what is read once and kept is read now
            with CaptureQueriesContext(connection) as queries:
                body_of(client.get(target))
            found[page] = len(queries)
        return found

    few = costs()
    for number in range(20):
        another_report(f"more-{number}", line=10 + number)
    many = costs()
    assert not {page: (few[page], many[page]) for page in PAGES if many[page] > few[page] + 1}
    assert not {page: cost for page, cost in few.items() if cost > COSTS_AT_MOST}


def test_a_page_needs_no_inline_script_or_style(chain):
    client = as_(chain["administrator"])
    inline = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)")
    found = {page: inline.search(body_of(client.get(address(page, chain)))) for page in PAGES}
    assert not {page: said for page, said in found.items() if said}


@pytest.mark.parametrize("page", ["/warnings/", "/warnings/2026-001/"])
def test_a_public_page_is_small_and_has_no_script(page, chain):
    from django.contrib.staticfiles import finders

    body = body_of(Client().get(page))
    style = finders.find("web/vedette.css")
    with open(style, "rb") as file:
        assert len(body.encode()) + len(file.read()) < 60_000
    assert "<script" not in body


def test_a_warning_speaks_the_language_that_was_tapped(chain):
    response = Client().get("/warnings/2026-001/?language=nl")
    assert "Headline 2026-001 nl" in body_of(response)
    assert '<html lang="nl"' in body_of(response)


def test_a_draft_is_nowhere_on_the_public_pages(chain):
    assert "2026-002" not in body_of(Client().get("/warnings/"))
    for ending in ("/", ".json", ".cap.xml"):
        assert Client().get(f"/warnings/2026-002{ending}").status_code == 404


def test_a_past_day_shows_what_was_known_then(chain):
    client = as_(chain["viewer"])
    assert "key-GREEN" in body_of(client.get("/reports/?known=2026-11-18"))
    assert "key-GREEN" not in body_of(client.get("/reports/?known=2026-11-10"))


def test_an_export_holds_no_cell_that_a_spreadsheet_would_run(chain, another_report):
    another_report("=cmd()")
    body = body_of(as_(chain["viewer"]).get("/reports/list.csv"))
    assert "'=cmd()" in body
    assert not re.search(r"(^|,)[=+@]", body, re.MULTILINE)


def test_a_refused_decision_keeps_what_was_typed(chain):
    response = as_(chain["officer"]).post(
        f"/signals/{chain['signal'].pk}/decide/",
        {"outcome": "monitored", "reason": "because I say so", "until": "2020-01-01"},
    )
    body = body_of(response)
    assert response.status_code == 409
    assert "because I say so" in body
    assert 'role="alert"' in body


def test_nobody_signs_what_they_wrote(chain):
    draft = chain["draft"]
    draft.drafted_by = chain["approver"]
    draft.save()
    response = as_(chain["approver"]).post(
        f"/alerts/{draft.pk}/sign/", {"read_at": draft.changed_at.isoformat()}
    )
    draft.refresh_from_db()
    assert response.status_code == 409
    assert draft.status == "draft"


def test_a_withdrawn_report_leaves_the_list_but_stays_readable(chain):
    green = chain["GREEN"]["report"]
    client = as_(chain["officer"])
    client.post(f"/reports/{green.pk}/retract/", {"reason": "sent twice"})
    assert "key-GREEN" not in body_of(client.get("/reports/"))
    assert "An old revision" in body_of(client.get(f"/reports/{green.pk}/"))


def test_a_saved_view_never_leads_away_from_this_node(chain):
    from vedette.surfaces.web.models import SavedView

    client = as_(chain["viewer"])
    client.post("/reports/views/", {"title": "mine", "address": "//evil.example/"})
    assert SavedView.objects.get().address == "/reports/"


@pytest.mark.parametrize("language", ["de", "el", "mt", "bg"])
def test_a_plot_is_drawn_with_decimal_points_in_every_language(language, chain):
    for tlp in Tlp.values:
        chain[tlp]["marking"].named.add(chain["viewer"])
    client = as_(chain["viewer"])
    client.cookies["django_language"] = language
    body = body_of(client.get("/substances/protonitazene/"))
    assert re.search(r'<rect class="bar plain" x="[\d.]+"', body)
    assert not re.search(r'(x|y|width|height|y1)="\d+,\d', body)


def test_a_substance_opens_where_no_marking_exists_yet(client, people):
    from vedette.catalogue.substances.models import Substance

    Substance.objects.create(key="isotonitazene", name="isotonitazene")
    client.force_login(people["officer"])
    answer = client.get("/substances/isotonitazene/")
    assert answer.status_code == 200
    assert "isotonitazene" in answer.content.decode()

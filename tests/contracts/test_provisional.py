"""A substance nobody has named: used at once, named later, unnamed again, and nothing breaks."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.base.journal.models import Entry
from vedette.catalogue.controls.queries import substance_called
from vedette.catalogue.substances import proposals, provisional
from vedette.catalogue.substances.errors import FactUnfit, Overtaken, ProposalUnfit
from vedette.catalogue.substances.identify import name_book
from vedette.catalogue.substances.models import (
    Family,
    NameQuestion,
    Substance,
    SubstanceName,
)
from vedette.catalogue.substances.provisional import Seen
from vedette.catalogue.substances.queries import keys_meant, search
from vedette.evidence.snapshots import actions as snapshots
from vedette.evidence.snapshots import queries as frozen
from vedette.surfaces.web.pages.law import of_substance

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
# Etonitazene of the register: C22H28N4O3, [M+H]+ 397.2234.
SMILES = "CCOc1ccc(Cc2nc3cc([N+](=O)[O-])ccc3n2CCN(CC)CC)cc1"
ION = Seen(mz=397.2234, ion="[M+H]+", formula="C22H28N4O3")


@pytest.fixture
def unknown(people, evidence):
    """An unnamed nitazene that a laboratory has entered."""
    return provisional.propose(
        seen=ION, family=evidence["family"], evidence="seen in two samples, no library hit",
        links=("https://laboratory.example/spectra/17",), by=people["laboratory"], at=NOW,
    )  # fmt: skip


def why(text="a reference standard was measured beside it"):
    return proposals.Evidence(text)


def suggest_structure(people, unknown):
    return provisional.suggest_name(
        substance=unknown, facts={"name": "etonitazene", "smiles": SMILES}, evidence=why(),
        by=people["laboratory"], at=NOW,
    )  # fmt: skip


def test_an_unknown_has_a_key_a_name_and_what_was_measured(unknown):
    assert unknown.key == "provisional-2026-001"
    assert unknown.name == "unknown nitazene, m/z 397.2234"
    assert unknown.provisional.mode == "positive"
    assert unknown.monoisotopic_mass == pytest.approx(396.2161, abs=1e-3)
    assert [row.substance for row in provisional.unnamed()] == [unknown]
    assert Entry.objects.get(act="substance.provisional").facts == {"key": unknown.key}


def test_an_unknown_is_found_by_its_name_and_key(unknown):
    assert list(search("m/z 397.22")) == [unknown]
    assert list(search("provisional-2026-001")) == [unknown]


def test_the_second_unknown_of_a_year_has_the_next_number(people, unknown):
    other = provisional.propose(
        seen=Seen(description="blue crystals"), evidence="e", by=people["officer"], at=NOW
    )
    assert other.key == "provisional-2026-002"


@pytest.mark.parametrize(
    ("seen", "field"),
    [
        (Seen(mz=-1.0), "mz"),
        (Seen(mz=float("nan")), "mz"),
        (Seen(mz=397.2, ion="M+H"), "ion"),
        (Seen(mz=397.2, ion="[M+H]+", mode="negative"), "mode"),
        (Seen(mz=397.2, mode="sideways"), "mode"),
        (Seen(formula="C22Xx3"), "formula"),
        (Seen(mz=397.9, ion="[M+H]+", formula="C22H28N4O3"), "formula"),
    ],
)
def test_a_measurement_that_cannot_be_is_refused_by_field(people, seen, field):
    with pytest.raises(FactUnfit) as refusal:
        provisional.propose(seen=seen, evidence="e", by=people["laboratory"], at=NOW)
    assert refusal.value.field == field


def test_nothing_known_or_no_evidence_is_no_unknown(people):
    with pytest.raises(ProposalUnfit, match="what is known"):
        provisional.propose(seen=Seen(), evidence="e", by=people["laboratory"], at=NOW)
    with pytest.raises(ProposalUnfit, match="rests on"):
        provisional.propose(seen=ION, evidence=" ", by=people["laboratory"], at=NOW)


def test_a_viewer_enters_no_unknown(people):
    with pytest.raises(Refused):
        provisional.propose(seen=ION, evidence="e", by=people["viewer"], at=NOW)


def test_an_unknown_seen_as_another_ion_is_alike(unknown):
    [row] = provisional.alike(Seen(mz=419.2054, ion="[M+Na]+"))
    assert row.substance == unknown
    assert provisional.alike(Seen(mz=397.30, ion="[M+H]+")) == []
    assert provisional.alike(Seen(mz=397.2234)) != []


def test_a_question_about_a_name_can_be_answered_with_an_unknown(people, evidence, unknown):
    question = NameQuestion.objects.create(
        text="peak 17", raw="Peak 17", language="en", doubt="none", first_seen_at=NOW
    )
    finding = evidence["GREEN"]["report"].findings.get()
    type(finding).objects.filter(pk=finding.pk).update(substance=None, question=question)
    pathway.answer_name(
        question=question, substance=unknown, family=None, reason="same spectrum",
        by=people["officer"], at=NOW,
    )  # fmt: skip
    finding.refresh_from_db()
    assert finding.substance == unknown
    [answer] = name_book("en").identify("Peak 17")
    assert answer.substance_id == unknown.pk


def test_once_identified_an_unknown_counts_as_what_it_is_and_its_key_stays(
    people, evidence, another_report, unknown
):
    another_report("first-of-it").findings.update(substance=unknown)
    before = snapshots.freeze(as_of=NOW, by=None, at=NOW)
    assert frozen.first_detections(unknown.key)
    registered = evidence["substance"]
    proposal = provisional.suggest_identity(
        substance=unknown, same_as=registered, evidence=why(), by=people["laboratory"], at=NOW
    )
    assert provisional.name_it(proposal=proposal, by=people["officer"], at=LATER) == registered
    assert keys_meant()[unknown.pk] == registered.key
    assert list(provisional.unnamed()) == []
    snapshots.freeze(as_of=LATER, by=None, at=LATER)
    assert not frozen.first_detections(unknown.key)
    assert Substance.objects.get(key="provisional-2026-001").findings.count() == 1

    assert snapshots.freeze(as_of=LATER - timedelta(hours=1), by=None, at=LATER) == before

    provisional.unname(
        substance=unknown, reason="an isomer after all", by=people["approver"], at=LATER
    )
    assert keys_meant()[unknown.pk] == unknown.key
    assert [row.substance for row in provisional.unnamed()] == [unknown]


def test_an_unknown_that_gets_a_structure_keeps_its_key_and_its_old_name_finds_it(people, unknown):
    called = unknown.name
    proposal = suggest_structure(people, unknown)
    named = provisional.name_it(proposal=proposal, by=people["officer"], at=LATER)
    named.refresh_from_db()
    assert (named.key, named.name) == ("provisional-2026-001", "etonitazene")
    assert named.inchikey == "PXDBZSCGSQSKST-UHFFFAOYSA-N"
    assert list(search(called)) == [named]
    [answer] = name_book("en").identify("etonitazene")
    assert answer.substance_id == named.pk

    provisional.unname(substance=named, reason="wrong isomer", by=people["officer"], at=LATER)
    named.refresh_from_db()
    assert (named.name, named.smiles, named.inchikey) == (called, "", "")
    assert not SubstanceName.objects.filter(text="etonitazene").exists()
    history = [(c.field, c.value) for c in named.changes.filter(field="name").order_by("id")]
    assert history == [("name", "etonitazene"), ("name", called)]


def test_nobody_names_alone(people, unknown):
    proposal = suggest_structure(people, unknown)
    people["laboratory"].role = "officer"
    people["laboratory"].save()
    with pytest.raises(Refused, match="second person"):
        provisional.name_it(proposal=proposal, by=people["laboratory"], at=LATER)
    unknown.refresh_from_db()
    assert unknown.smiles == ""


def test_what_has_a_name_is_not_named_again_before_it_is_taken_back(people, evidence, unknown):
    provisional.name_it(proposal=suggest_structure(people, unknown), by=people["officer"], at=LATER)
    with pytest.raises(Overtaken, match="already"):
        suggest_structure(people, unknown)
    with pytest.raises(ProposalUnfit, match="not provisional"):
        suggest_structure(people, evidence["substance"])


def test_a_structure_that_the_register_has_is_no_second_substance(people, unknown):
    Substance.objects.create(
        key="etonitazene", name="etonitazene", inchikey="PXDBZSCGSQSKST-UHFFFAOYSA-N"
    )
    with pytest.raises(FactUnfit, match="the register has it as etonitazene"):
        suggest_structure(people, unknown)


def test_an_unknown_of_no_family_is_called_by_what_was_measured(people):
    row = provisional.propose(seen=Seen(mz=200.5), evidence="e", by=people["laboratory"], at=NOW)
    assert row.name == "unknown substance, m/z 200.5000"
    assert row.family is None
    assert Family.objects.count() == 0


def test_the_law_of_an_unknown_is_that_of_what_it_proved_to_be(people, unknown, client):
    known = Substance.objects.create(key="etonitazene", name="etonitazene", smiles=SMILES)
    assert substance_called(unknown.key) == unknown
    proposal = provisional.suggest_identity(
        substance=unknown, same_as=known, evidence=why(), by=people["laboratory"], at=NOW
    )
    provisional.name_it(proposal=proposal, by=people["officer"], at=NOW)
    assert substance_called(unknown.key) == known
    client.force_login(people["officer"])
    page = client.get(f"/substances/{unknown.key}/")
    assert page.context["law"] == of_substance(known, page.context["law_day"])["law"] != []
    assert page.context["is_unnamed"] is False


def test_a_past_day_shows_an_unknown_that_is_named_since_as_unnamed(people, evidence, client):
    entered = timezone.now() - timedelta(days=9)
    row = provisional.propose(seen=ION, evidence="e", by=people["laboratory"], at=entered)
    proposal = suggest_structure(people, row)
    provisional.name_it(proposal=proposal, by=people["officer"], at=timezone.now())
    client.force_login(people["officer"])
    day = (entered + timedelta(days=3)).date()
    assert client.get(f"/substances/{row.key}/?known={day}").context["is_unnamed"] is True
    assert client.get(f"/substances/{row.key}/").context["is_unnamed"] is False

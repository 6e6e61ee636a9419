"""Proposals for the register: two people, races, undoing, and what was known when."""

from datetime import UTC, datetime, timedelta

import pytest

from vedette.base.accounts.rules import Refused
from vedette.catalogue.substances import history, proposals
from vedette.catalogue.substances.errors import FactUnfit, Overtaken, ProposalUnfit
from vedette.catalogue.substances.models import Proposal, Substance, SubstanceName
from vedette.catalogue.substances.queries import held_same

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
LAST = NOW + timedelta(days=4)
CAFFEINE = {"name": "caffeine", "smiles": "Cn1c(=O)c2c(ncn2C)n(C)c1=O", "cas": "58-08-2"}
WHY = proposals.Evidence("the list of the ministry", source="Ministry, list of 2026",
                         links=("https://ministry.example/list",), samples=("S-1",))  # fmt: skip


@pytest.fixture
def caffeine(people, evidence):
    """A substance that two people have brought into the register."""
    proposal = proposals.propose_substance(
        facts=CAFFEINE, evidence=WHY, by=people["laboratory"], at=NOW
    )
    accept(people, proposal, at=NOW)
    return Substance.objects.get(key="caffeine")


def accept(people, proposal, *, at=LATER, by="officer"):
    return proposals.accept(proposal=proposal, by=people[by], at=at)


def correct(people, substance, by="laboratory", **facts):
    return proposals.propose_facts(
        substance=substance, facts=facts, evidence=WHY, by=people[by], at=LATER
    )


def value_on(row, field, moment):
    return next(fact for fact in history.facts_on(row, moment) if fact.field == field)


def test_a_new_substance_brings_what_follows_from_its_structure(caffeine):
    assert caffeine.inchikey == "RYYVLZVUVIJVGH-UHFFFAOYSA-N"
    assert caffeine.formula == "C8H10N4O2"
    assert caffeine.monoisotopic_mass == pytest.approx(194.0804, abs=1e-4)  # PubChem CID 2519


def test_each_fact_says_where_it_is_from_and_since_when(caffeine):
    fact = value_on(caffeine, "cas", LATER)
    assert (fact.value, fact.source, fact.since) == ("58-08-2", "Ministry, list of 2026", NOW)
    assert fact.proposal.proposed_by.username == "laboratory"
    assert fact.proposal.decided_by.username == "officer"


def test_a_proposal_changes_nothing_until_a_second_person_accepts(people, caffeine):
    proposal = correct(people, caffeine, unii="3G6A5W338E")
    caffeine.refresh_from_db()
    assert caffeine.unii == ""
    accept(people, proposal)
    caffeine.refresh_from_db()
    assert caffeine.unii == "3G6A5W338E"


def test_nobody_accepts_or_declines_what_they_proposed(people, caffeine):
    proposal = correct(people, caffeine, by="officer", unii="3G6A5W338E")
    with pytest.raises(Refused, match="second person"):
        accept(people, proposal)
    with pytest.raises(Refused, match="second person"):
        proposals.decline(proposal=proposal, reason="r", by=people["officer"], at=LATER)
    proposals.withdraw(proposal=proposal, by=people["officer"], at=LATER)
    with pytest.raises(Overtaken):
        accept(people, proposal, by="approver")


def test_nobody_takes_back_what_another_proposed(people, caffeine):
    proposal = correct(people, caffeine, unii="3G6A5W338E")
    with pytest.raises(Refused, match="only who proposed"):
        proposals.withdraw(proposal=proposal, by=people["officer"], at=LATER)


@pytest.mark.parametrize("role", ["viewer"])
def test_a_role_without_the_right_proposes_nothing(people, caffeine, role):
    with pytest.raises(Refused):
        correct(people, caffeine, by=role, unii="3G6A5W338E")


def test_a_laboratory_accepts_nothing(people, caffeine):
    proposal = correct(people, caffeine, by="officer", unii="3G6A5W338E")
    with pytest.raises(Refused, match="roles"):
        accept(people, proposal, by="laboratory")


def test_of_two_who_decide_at_once_the_second_is_told(people, caffeine):
    proposal = correct(people, caffeine, unii="3G6A5W338E")
    stale = Proposal.objects.get(pk=proposal.pk)
    accept(people, proposal)
    with pytest.raises(Overtaken, match="already"):
        proposals.decline(proposal=stale, reason="r", by=people["approver"], at=LATER)


def test_of_two_corrections_of_one_fact_the_second_is_told_that_it_changed(people, caffeine):
    first = correct(people, caffeine, unii="3G6A5W338E")
    second = correct(people, caffeine, unii="AAAAAAAAAA")
    accept(people, first)
    with pytest.raises(Overtaken, match="unii changed"):
        accept(people, second)


def test_a_structure_that_somebody_entered_meanwhile_is_not_accepted_twice(people, caffeine):
    Substance.objects.create(key="bare", name="bare")
    bare = Substance.objects.get(key="bare")
    proposal = correct(people, bare, smiles="CCO")
    Substance.objects.create(key="ethanol", name="ethanol", inchikey=proposal.says["inchikey"])
    with pytest.raises(FactUnfit, match="has it as ethanol"):
        accept(people, proposal)
    bare.refresh_from_db()
    assert bare.smiles == ""


def test_two_corrections_of_different_facts_both_hold(people, caffeine):
    first = correct(people, caffeine, unii="3G6A5W338E")
    second = correct(people, caffeine, pubchem_cid="2519")
    accept(people, first)
    accept(people, second)
    caffeine.refresh_from_db()
    assert (caffeine.unii, caffeine.pubchem_cid) == ("3G6A5W338E", "2519")


def test_undoing_restores_the_fact_and_the_past_stays_as_it_was_known(people, caffeine):
    proposal = accept(people, correct(people, caffeine, family="nitazene"))
    proposals.undo(proposal=proposal, reason="it is no nitazene", by=people["approver"], at=LAST)
    caffeine.refresh_from_db()
    assert caffeine.family is None
    known = [value_on(caffeine, "family", moment).value for moment in (NOW, LATER, LAST)]
    assert known == ["", "nitazene", ""]
    with pytest.raises(Overtaken, match="not in effect"):
        proposals.undo(proposal=proposal, reason="r", by=people["approver"], at=LAST)


def test_a_correction_under_a_later_one_cannot_be_undone(people, caffeine):
    first = accept(people, correct(people, caffeine, unii="3G6A5W338E"))
    accept(people, correct(people, caffeine, unii="BBBBBBBBBB"))
    with pytest.raises(Overtaken, match="unii changed"):
        proposals.undo(proposal=first, reason="r", by=people["approver"], at=LAST)
    first.refresh_from_db()
    assert first.status == "accepted"


def test_a_name_is_understood_from_its_acceptance_until_it_is_withdrawn(people, caffeine):
    added = proposals.propose_name(
        substance=caffeine, text="koffein", language="da", evidence=WHY, by=people["laboratory"],
        at=NOW,
    )  # fmt: skip
    assert not caffeine.names.filter(text="koffein").exists()
    accept(people, added)
    gone = proposals.propose_withdrawal(
        name=SubstanceName.objects.get(text="koffein"), evidence=WHY, by=people["laboratory"],
        at=LATER,
    )  # fmt: skip
    accept(people, gone, at=LAST)
    assert not caffeine.names.filter(text="koffein").exists()
    used = [history.names_on(caffeine, at).filter(text="koffein").exists()
            for at in (NOW, LATER, LAST)]  # fmt: skip
    assert used == [False, True, False]
    back = LAST + timedelta(days=2)
    proposals.undo(proposal=gone, reason="Danes do say so", by=people["officer"], at=back)
    assert caffeine.names.filter(text="koffein").exists()
    used = [history.names_on(caffeine, at).filter(text="koffein").exists()
            for at in (NOW, LATER, LAST, back)]  # fmt: skip
    assert used == [False, True, False, True]


def test_a_renamed_substance_says_what_it_was_called_until_when(people, caffeine):
    accept(people, correct(people, caffeine, name="1,3,7-trimethylxanthine"))
    caffeine.refresh_from_db()
    old, new = history.spells_of(caffeine, LAST)
    assert (old.name, old.until) == ("caffeine", LATER)
    assert (new.name, new.since, new.until) == ("1,3,7-trimethylxanthine", LATER, None)
    [then] = history.spells_of(caffeine, NOW)
    assert then.name == "caffeine"


def test_two_records_held_to_be_one_are_two_again_when_that_is_undone(people, evidence, caffeine):
    other = evidence["substance"]
    proposal = proposals.propose_same(
        substance=caffeine, same_as=other, evidence=WHY, by=people["laboratory"], at=NOW
    )
    assert held_same() == {}
    accept(people, proposal)
    assert held_same() == {caffeine.pk: other.pk}
    proposals.undo(proposal=proposal, reason="two after all", by=people["officer"], at=LAST)
    assert held_same() == {}


def test_a_split_ends_the_link_and_the_proposal_it_came_from(people, evidence, caffeine):
    proposal = accept(people, proposals.propose_same(
        substance=caffeine, same_as=evidence["substance"], evidence=WHY,
        by=people["laboratory"], at=NOW,
    ))  # fmt: skip
    proposals.split(substance=caffeine, reason="two", by=people["approver"], at=LAST)
    proposal.refresh_from_db()
    assert (proposal.status, held_same()) == ("undone", {})
    with pytest.raises(Refused, match="counts as no other"):
        proposals.split(substance=caffeine, reason="two", by=people["approver"], at=LAST)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"text": " "}, "rests on"),
        ({"text": "x" * 10_001}, "at most"),
        ({"text": "e", "links": ("javascript:alert(1)",)}, "begins with http"),
    ],
)
def test_evidence_that_nobody_could_judge_is_refused(said, told):
    with pytest.raises(ProposalUnfit, match=told):
        proposals.Evidence(**said)


def test_what_the_register_has_already_is_refused(people, caffeine):
    with pytest.raises(FactUnfit, match="has it as caffeine"):
        proposals.propose_substance(
            facts={**CAFFEINE, "name": "theine"}, evidence=WHY, by=people["officer"], at=LATER
        )
    with pytest.raises(ProposalUnfit, match="says the same"):
        correct(people, caffeine, cas="58-08-2")


def test_a_substance_that_was_entered_stays(people, caffeine):
    entered = Proposal.objects.get(kind="substance")
    with pytest.raises(Refused, match="stays"):
        proposals.undo(proposal=entered, reason="r", by=people["officer"], at=LAST)


def test_no_command_holds_two_records_to_be_one_without_a_second_person(people, caffeine):
    from vedette.surfaces.cli.substances import app

    assert "link" not in {command.name for command in app.registered_commands}

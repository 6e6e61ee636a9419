"""Propose a change of the register; a second person accepts or declines; undo what was accepted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.catalogue.substances import actions, applying
from vedette.catalogue.substances.errors import Overtaken, ProposalUnfit
from vedette.catalogue.substances.facts import check_facts, facts_of
from vedette.catalogue.substances.models import (
    Proposal,
    Provisional,
    Substance,
    SubstanceLink,
    SubstanceName,
)
from vedette.errors import VedetteError

Kind, Status = Proposal.Kind, Proposal.Status
LONGEST_TEXT = 10_000
MOST_LINKS = 20
_LANGUAGE = re.compile(r"[a-z]{2}")
_LINK = re.compile(r"https?://[^\s<>\"]{3,1990}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something is proposed: in words, and where it can be looked up."""

    text: str
    source: str = ""
    links: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    batch: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ProposalUnfit("a proposal says what it rests on")
        if len(self.text) > LONGEST_TEXT:
            raise ProposalUnfit(f"evidence has at most {LONGEST_TEXT:,} letters; link to the rest")
        if len(self.links) > MOST_LINKS or len(self.samples) > MOST_LINKS:
            raise ProposalUnfit(f"name at most {MOST_LINKS} links and {MOST_LINKS} samples")
        for link in self.links:
            if not _LINK.fullmatch(link):
                raise ProposalUnfit(f"{link[:80]!r} is no address that begins with http")


def propose_substance(
    *,
    facts: Mapping[str, Any],
    names: Iterable[tuple[str, str]] = (),
    evidence: Evidence,
    by: User,
    at: datetime,
) -> Proposal:
    """Propose a substance that the register does not have; further names as language, text."""
    sound = check_facts({"name": "", **facts})
    applying.check_new(sound)
    says = {**sound, "names": _checked_names(names)}
    return _propose(Kind.SUBSTANCE, None, evidence, by, at, says=says)


def _checked_names(names: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return names as a proposal keeps them, each once."""
    kept: dict[tuple[str, str], None] = {}
    for language, text in names:
        if language and not _LANGUAGE.fullmatch(language):
            raise ProposalUnfit(f"{language!r} is no code of a language; it has two letters")
        if text:
            check_facts({"name": text})
            kept[language, text] = None
    return [list(one) for one in kept]


def propose_facts(
    *, substance: Substance, facts: Mapping[str, Any], evidence: Evidence, by: User, at: datetime
) -> Proposal:
    """Propose other facts of a substance; only what differs is kept."""
    substance.refresh_from_db()  # compare with what stands now, not with what was read
    now = facts_of(substance)
    sound = check_facts(facts, beside=_beside(now, facts))
    differing = {name: value for name, value in sound.items() if now[name] != value}
    applying.check_no_other(differing, than=substance)
    if not differing:
        raise ProposalUnfit(f"the register says the same of {substance.name} already")
    was = {name: now[name] for name in differing}
    return _propose(Kind.FACTS, substance, evidence, by, at, says=differing, was=was)


def _beside(now: Mapping[str, Any], facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the facts that a proposal must agree with; a new structure brings its own."""
    if not facts.get("smiles"):
        return now
    follows = ("inchikey", "formula", "monoisotopic_mass")
    return {name: value for name, value in now.items() if name not in follows}


def propose_name(
    *,
    substance: Substance,
    text: str,
    language: str = "en",
    kind: str = "common name",
    evidence: Evidence,
    by: User,
    at: datetime,
) -> Proposal:
    """Propose one more name of a substance."""
    text, language = text.strip(), language.strip().lower()
    check_facts({"name": text})
    if language and not _LANGUAGE.fullmatch(language):
        raise ProposalUnfit(f"{language!r} is no code of a language; it has two letters")
    if substance.names.filter(text=text, language=language).exists():
        raise ProposalUnfit(f"{substance.name} has this name already")
    says = {"text": text, "language": language, "kind": kind.strip() or "common name"}
    return _propose(Kind.NAME, substance, evidence, by, at, says=says)


def propose_withdrawal(
    *, name: SubstanceName, evidence: Evidence, by: User, at: datetime
) -> Proposal:
    """Propose that a name no longer means a substance."""
    if name.until is not None:
        raise ProposalUnfit("this name has been withdrawn already")
    says = {"text": name.text, "language": name.language, "kind": name.kind}
    return _propose(Kind.NAME_WITHDRAWN, name.substance, evidence, by, at, says=says)


def propose_same(
    *, substance: Substance, same_as: Substance, evidence: Evidence, by: User, at: datetime
) -> Proposal:
    """Propose that two records are one substance; the first will count as the second."""
    actions.check_linkable(substance, same_as)
    return _propose(Kind.SAME, substance, evidence, by, at, same_as=same_as)


@transaction.atomic
def _propose(
    kind: str,
    substance: Substance | None,
    evidence: Evidence,
    by: User,
    at: datetime,
    **given: Any,
) -> Proposal:
    rights.check_may(by, "propose")
    row = Proposal.objects.create(
        kind=kind, substance=substance, evidence=evidence.text.strip(), source=evidence.source,
        links=list(evidence.links), samples=list(evidence.samples), batch=evidence.batch,
        proposed_by=by, proposed_at=at, **given,
    )  # fmt: skip
    journal.record("proposal.made", subject=row, by=by, at=at, kind=kind,
                   substance=substance.key if substance else "")  # fmt: skip
    return row


@transaction.atomic
def accept(*, proposal: Proposal, reason: str = "", by: User, at: datetime) -> Proposal:
    """Let a proposal take effect; nobody accepts what they proposed.

    Raises
    ------
    Refused
        If the person may not, or proposed it.
    Overtaken
        If it was decided already, or a fact changed since it was proposed.
    """
    _decide(proposal, Status.ACCEPTED, reason, by, at)
    applying.apply(proposal, by=by, at=at)
    if proposal.kind in (Kind.SAME, Kind.FACTS):
        _name_provisional(proposal)
    return proposal


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of the proposals of one file: how many were decided, and why others were not."""

    decided: int
    refused: tuple[tuple[int, str], ...]


def accept_batch(*, batch: str, reason: str, by: User, at: datetime) -> Batch:
    """Accept everything that waits from one file; what cannot be accepted goes on waiting.

    Raises
    ------
    Refused
        If the person may not accept, gives no reason, or nothing waits from this file.
    """
    rights.check_may(by, "accept_proposals")
    if not reason.strip():
        raise rights.Refused("to accept a whole file needs its reason")
    waiting = Proposal.objects.filter(batch=batch, status=Status.OPEN).exclude(batch="")
    rows = list(waiting.select_related("substance", "same_as").order_by("id"))
    if not rows:
        raise rights.Refused("nothing waits from this file")
    refused = []
    for row in rows:
        try:
            accept(proposal=row, reason=reason, by=by, at=at)
        except VedetteError as refusal:
            refused.append((row.pk, str(refusal)))
    return Batch(len(rows) - len(refused), tuple(refused))


@transaction.atomic
def decline(*, proposal: Proposal, reason: str, by: User, at: datetime) -> Proposal:
    """Leave the register as it is, and say why."""
    if not reason.strip():
        raise rights.Refused("to decline needs its reason")
    return _decide(proposal, Status.DECLINED, reason, by, at)


@transaction.atomic
def withdraw(*, proposal: Proposal, by: User, at: datetime) -> Proposal:
    """Take back what one proposed oneself."""
    rights.check_may(by, "propose")
    if proposal.proposed_by_id != by.pk:
        raise rights.Refused("only who proposed it can take it back; decline it instead")
    return _settle(proposal, Status.WITHDRAWN, "", by, at)


def _decide(
    proposal: Proposal, status: Proposal.Status, reason: str, by: User, at: datetime
) -> Proposal:
    rights.check_may(by, "accept_proposals")
    if proposal.proposed_by_id == by.pk:
        raise rights.Refused("whoever proposes cannot decide; a second person does")
    return _settle(proposal, status, reason, by, at)


def _settle(
    proposal: Proposal, status: Proposal.Status, reason: str, by: User, at: datetime
) -> Proposal:
    waiting = Proposal.objects.filter(pk=proposal.pk, status=Status.OPEN)
    if not waiting.update(
        status=status, decided_by=by, decided_at=at, decision_reason=reason.strip()
    ):
        raise Overtaken("somebody has decided this proposal already; look again")
    proposal.refresh_from_db()
    journal.record(f"proposal.{status}", subject=proposal, by=by, at=at, kind=proposal.kind)
    return proposal


@transaction.atomic
def undo(*, proposal: Proposal, reason: str, by: User, at: datetime) -> Proposal:
    """Take the effect of an accepted proposal back; what was said meanwhile stays on record.

    Raises
    ------
    Refused
        If the person may not, gives no reason, or it is a new substance: that stays.
    Overtaken
        If it is not in effect, or a later proposal changed the same fact.
    """
    rights.check_may(by, "accept_proposals")
    if not reason.strip():
        raise rights.Refused("to undo needs its reason")
    if proposal.kind == Kind.SUBSTANCE:
        raise rights.Refused("a substance stays; hold it to be the same as another instead")
    holding = Proposal.objects.filter(pk=proposal.pk, status=Status.ACCEPTED)
    if not holding.update(
        status=Status.UNDONE, undone_by=by, undone_at=at, undone_reason=reason.strip()
    ):
        raise Overtaken("this proposal is not in effect")
    proposal.refresh_from_db()
    applying.take_back(proposal, by=by, at=at)
    Provisional.objects.filter(naming=proposal).update(naming=None)
    journal.record("proposal.undone", subject=proposal, by=by, at=at, kind=proposal.kind)
    return proposal


@transaction.atomic
def split(*, substance: Substance, reason: str, by: User, at: datetime) -> None:
    """Let a record that counts as another count for itself again, however it came to that.

    Raises
    ------
    Refused
        If the person may not, gives no reason, or the record counts as no other.
    """
    link = SubstanceLink.objects.filter(substance=substance, split_at=None).first()
    if link is None:
        raise rights.Refused(f"{substance.name} counts as no other substance")
    proposal = Proposal.objects.filter(link=link, status=Status.ACCEPTED).first()
    if proposal is not None:
        undo(proposal=proposal, reason=reason, by=by, at=at)
    else:
        actions.split(link=link, reason=reason, by=by, at=at)


def _name_provisional(proposal: Proposal) -> None:
    """Count an unnamed substance as named once it has a structure, or is another one."""
    unnamed = Provisional.objects.filter(substance=proposal.substance, naming=None)
    if proposal.kind == Kind.SAME or proposal.says.get("inchikey"):
        unnamed.update(naming=proposal)

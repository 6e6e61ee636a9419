"""Substances that nobody has named yet: propose one, use it at once, name it, take the name back.

A provisional substance is a row of the register like any other, with a key of
its own that never changes; so findings, answers to questions about names,
signals, alerts and addresses hold it before and after it is named. A name is
a proposal that a second person accepts: either it *is* a registered substance
(a link, from which on it counts as that one) or it gets facts of its own.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.catalogue.substances import proposals
from vedette.catalogue.substances.errors import FactUnfit, Overtaken, ProposalUnfit
from vedette.catalogue.substances.facts import check_facts
from vedette.catalogue.substances.models import (
    Family,
    Proposal,
    Provisional,
    Substance,
    SubstanceName,
)
from vedette.catalogue.substances.weighing import masses

ALIKE_PPM = 10.0
FITS_PPM = 50.0  # beyond it, the formula is not that of the ion
TRIES = 5  # at a number that somebody else takes at the same moment


@dataclass(frozen=True, slots=True)
class Seen:
    """What was measured of an unnamed substance; what is empty or None was not."""

    mz: float | None = None
    ion: str = ""
    mode: str = ""
    formula: str = ""
    description: str = ""


@transaction.atomic
def propose(
    *,
    seen: Seen,
    evidence: str,
    family: Family | None = None,
    name: str = "",
    links: Iterable[str] = (),
    by: User,
    at: datetime,
) -> Substance:
    """Enter a substance nobody has named; it can be found and used at once.

    Raises
    ------
    Refused
        If the person may not propose.
    FactUnfit, ProposalUnfit
        If what was measured is malformed or contradicts itself, or nothing says why.
    """
    rights.check_may(by, "propose")
    said = proposals.Evidence(text=evidence, links=tuple(links))
    _check(seen)
    name = name.strip() or _called(seen, family)
    check_facts({"name": name})
    mass = round(masses().mass(seen.formula), 5) if seen.formula else None
    row = _numbered(at, name=name, formula=seen.formula, monoisotopic_mass=mass, family=family)
    Provisional.objects.create(
        substance=row, mz=seen.mz, ion=seen.ion, mode=_mode(seen), links=list(said.links),
        description=seen.description.strip(), evidence=said.text.strip(), proposed_by=by,
        proposed_at=at,
    )  # fmt: skip
    # By its key it is found in evidence from now on, whatever it will be called.
    SubstanceName.objects.create(substance=row, text=row.key, source="provisional")
    journal.record("substance.provisional", subject=row, by=by, at=at, key=row.key)
    return row


def _numbered(at: datetime, **fields: Any) -> Substance:
    """Make the row under the next free number of its year."""
    stem = f"provisional-{at.year}-"
    for _ in range(TRIES):
        used = Substance.objects.filter(key__startswith=stem).values_list("key", flat=True)
        numbers = [int(key.removeprefix(stem)) for key in used if key[len(stem) :].isdecimal()]
        try:
            with transaction.atomic():
                return Substance.objects.create(
                    key=f"{stem}{max(numbers, default=0) + 1:03}", **fields
                )
        except IntegrityError:
            continue
    raise Overtaken("others are entering substances at this moment; try again")


def _check(seen: Seen) -> None:
    if seen.mz is None and not seen.formula and not seen.description.strip():
        raise ProposalUnfit("say what is known of it: an m/z, a formula, or a description")
    if seen.mz is not None and not (math.isfinite(seen.mz) and seen.mz > 0):
        raise FactUnfit("mz", seen.mz, "it is above zero and finite")
    if seen.mode not in Provisional.Mode.values:
        raise FactUnfit("mode", seen.mode, "it is positive, negative or not stated")
    known = masses().adduct(seen.ion) if seen.ion else None
    if seen.ion and known is None:
        raise FactUnfit("ion", seen.ion, "write it as [M+H]+")
    if known and seen.mode and (known[2] > 0) != (seen.mode == Provisional.Mode.POSITIVE):
        raise FactUnfit("mode", seen.mode, f"{seen.ion} has another charge")
    if seen.formula:
        check_facts({"formula": seen.formula})
    if seen.formula and seen.mz is not None and known:
        weighs, measured = masses().mass(seen.formula), masses().neutral_mass(seen.mz, seen.ion)
        if abs(weighs - measured) > weighs * FITS_PPM * 1e-6:
            why = f"it weighs {weighs:.4f} Da and the ion says {measured:.4f} Da"
            raise FactUnfit("formula", seen.formula, why)


def _mode(seen: Seen) -> str:
    known = masses().adduct(seen.ion) if seen.ion else None
    if seen.mode or known is None:
        return seen.mode
    return Provisional.Mode.POSITIVE if known[2] > 0 else Provisional.Mode.NEGATIVE


def _called(seen: Seen, family: Family | None) -> str:
    """Return what a substance is called until somebody names it."""
    kind = f"unknown {_one_of(family)}" if family else "unknown substance"
    if seen.mz is not None:
        return f"{kind}, m/z {seen.mz:.4f}"
    return f"{kind}, {seen.formula or seen.description.strip()[:60]}"


def _one_of(family: Family) -> str:
    """Return what one member of a family is called: a nitazene, of the nitazenes."""
    several = family.name.partition(" (")[0].lower()
    if several.endswith("s") and " and " not in several:
        return several.removesuffix("s")
    return f"substance ({several})"


def suggest_identity(
    *,
    substance: Substance,
    same_as: Substance,
    evidence: proposals.Evidence,
    by: User,
    at: datetime,
) -> Proposal:
    """Propose that an unnamed substance is a registered one; a second person accepts."""
    _check_unnamed(substance)
    return proposals.propose_same(
        substance=substance, same_as=same_as, evidence=evidence, by=by, at=at
    )


def suggest_name(
    *,
    substance: Substance,
    facts: Mapping[str, Any],
    evidence: proposals.Evidence,
    by: User,
    at: datetime,
) -> Proposal:
    """Propose a name and a structure for an unnamed substance; a second person accepts."""
    _check_unnamed(substance)
    if not facts.get("name") or not facts.get("smiles"):
        raise ProposalUnfit("a substance is named by a name and a structure")
    return proposals.propose_facts(
        substance=substance, facts=facts, evidence=evidence, by=by, at=at
    )


def name_it(*, proposal: Proposal, reason: str = "", by: User, at: datetime) -> Substance:
    """Accept a name as a second person; return the substance that it now counts as."""
    accepted = proposals.accept(proposal=proposal, reason=reason, by=by, at=at)
    named = accepted.same_as or accepted.substance
    if named is None:
        raise ProposalUnfit("this proposal names no substance")
    return named


@transaction.atomic
def unname(*, substance: Substance, reason: str, by: User, at: datetime) -> Provisional:
    """Take the name of a provisional substance back; it stands as it stood before."""
    row = Provisional.objects.select_related("naming").filter(substance=substance).first()
    if row is None or row.naming is None:
        raise Overtaken(f"{substance.name} has no name that could be taken back")
    proposals.undo(proposal=row.naming, reason=reason, by=by, at=at)
    row.refresh_from_db()
    substance.refresh_from_db()
    return row


def _check_unnamed(substance: Substance) -> None:
    row = Provisional.objects.filter(substance=substance).first()
    if row is None:
        raise ProposalUnfit(f"{substance.name} is not provisional; propose a correction instead")
    if row.naming_id is not None:
        raise Overtaken(f"{substance.name} has been named already; take that back first")


def unnamed() -> QuerySet[Provisional]:
    """Return the substances nobody has named, the newest first."""
    rows = Provisional.objects.filter(naming=None).select_related("substance__family")
    return rows.order_by("-proposed_at", "-id")


def alike(seen: Seen, *, ppm: float = ALIKE_PPM) -> list[Provisional]:
    """Return the unnamed substances that may be the one seen: same mass, or same formula.

    Masses of the molecule are compared where both ions are known, else the
    m/z as measured, if the ions do not differ.
    """
    return [row for row in unnamed() if _is_alike(row, seen, ppm)]


def _is_alike(row: Provisional, seen: Seen, ppm: float) -> bool:
    if seen.formula and row.substance.formula:
        return seen.formula == row.substance.formula
    if seen.mz is None or row.mz is None:
        return False
    here, there = masses().neutral_mass(row.mz, row.ion), masses().neutral_mass(seen.mz, seen.ion)
    if math.isnan(here) or math.isnan(there):
        if row.ion and seen.ion and row.ion != seen.ion:
            return False
        here, there = row.mz, seen.mz
    return abs(here - there) <= here * ppm * 1e-6

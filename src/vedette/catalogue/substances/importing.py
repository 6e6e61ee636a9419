"""What a file says beside the register, as proposals; nothing changes silently."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.catalogue.substances import proposals
from vedette.catalogue.substances.errors import FactUnfit
from vedette.catalogue.substances.facts import check_facts, facts_of
from vedette.catalogue.substances.formats import Record
from vedette.catalogue.substances.models import Proposal, Substance
from vedette.errors import VedetteError

SAME_MASS = 0.0005  # Da: the register keeps five decimals, others fewer


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that stays out, and why."""

    record: int
    line: int
    column: str
    value: str
    reason: str


@dataclass
class Imported:
    """What became of the records of a file."""

    records: int = 0
    proposed: int = 0
    known: int = 0
    waiting: int = 0
    refused: list[Refusal] = field(default_factory=list)


@transaction.atomic
def propose_records(
    records: Iterable[Record], *, evidence: proposals.Evidence, by: User, at: datetime
) -> Imported:
    """Propose whatever a file says that the register does not; refuse a record at a time."""
    rights.check_may(by, "propose")
    done = Imported()
    for record in records:
        done.records += 1
        try:
            with transaction.atomic():
                _propose(record, done, evidence, by, at)
        except VedetteError as refusal:
            done.refused.append(_refusal(record, refusal))
    return done


def _refusal(record: Record, refusal: VedetteError) -> Refusal:
    where = refusal if isinstance(refusal, FactUnfit) else FactUnfit("record", "", str(refusal))
    return Refusal(record.number, record.line, where.field, str(where.value)[:200], where.why)


def _propose(
    record: Record, done: Imported, evidence: proposals.Evidence, by: User, at: datetime
) -> None:
    if record.refusal is not None:
        raise record.refusal
    row = _known(record)
    if row is None:
        _propose_new(record, done, evidence, by, at)
        return
    facts = _differing(row, check_facts(record.facts) if record.facts else {})
    names = _unknown_names(row, record)
    if not facts and not names:
        done.known += 1
        return
    if facts:
        _count(done, _waits(Proposal.Kind.FACTS, row, facts) or proposals.propose_facts(
            substance=row, facts=facts, evidence=evidence, by=by, at=at
        ))  # fmt: skip
    for language, text in names:
        said = {"text": text, "language": language}
        _count(done, _waits(Proposal.Kind.NAME, row, said) or proposals.propose_name(
            substance=row, text=text, language=language, evidence=evidence, by=by, at=at
        ))  # fmt: skip


def _count(done: Imported, outcome: Proposal | bool) -> None:
    if outcome is True:
        done.waiting += 1
    else:
        done.proposed += 1


def _known(record: Record) -> Substance | None:
    """Return the substance a record means: by key, else structure, else exact name."""
    asked = (
        {"key": record.key}, {"inchikey": record.facts.get("inchikey")},
        {"name__iexact": record.facts.get("name")},
    )  # fmt: skip
    for one in asked:
        if all(isinstance(value, str) and value for value in one.values()):
            found = Substance.objects.select_related("family").filter(**one).first()
            if found is not None:
                return found
    return None


def _propose_new(
    record: Record, done: Imported, evidence: proposals.Evidence, by: User, at: datetime
) -> None:
    sound = check_facts({"name": "", **record.facts})
    same = Substance.objects.filter(inchikey=sound.get("inchikey") or "-").first()
    if same is not None:  # it came without a key of its own, and its structure is known
        done.known += 1
        return
    waiting = Proposal.objects.filter(
        kind=Proposal.Kind.SUBSTANCE, status=Proposal.Status.OPEN, says__name=sound["name"]
    )
    if waiting.exists():
        done.waiting += 1
        return
    proposals.propose_substance(facts=sound, names=record.names, evidence=evidence, by=by, at=at)
    done.proposed += 1


def _differing(row: Substance, said: dict[str, Any]) -> dict[str, Any]:
    """Return what a file says otherwise; what it leaves out is no contradiction."""
    now = facts_of(row)
    return {
        name: value for name, value in said.items()
        if value not in ("", None, []) and not _is_same(name, now[name], value)
    }  # fmt: skip


def _is_same(name: str, now: Any, said: Any) -> bool:
    if name == "monoisotopic_mass" and now is not None and said is not None:
        return abs(float(now) - float(said)) <= SAME_MASS
    return bool(now == said)


def _unknown_names(row: Substance, record: Record) -> list[tuple[str, str]]:
    used = set(row.names.values_list("language", "text"))
    fresh = dict.fromkeys(record.names)
    return [(language, text) for language, text in fresh
            if text and (language, text) not in used and text != row.name]  # fmt: skip


def _waits(kind: str, row: Substance, said: dict[str, Any]) -> bool:
    """Tell whether somebody has proposed the same already."""
    waiting = Proposal.objects.filter(kind=kind, substance=row, status=Proposal.Status.OPEN)
    return any(all(one.says.get(name) == value for name, value in said.items()) for one in waiting)

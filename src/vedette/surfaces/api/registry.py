"""The register at work: structures, unnamed substances, proposals, families, files."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from vedette import pathway
from vedette.base.accounts import rules as rights
from vedette.base.days import known_by
from vedette.catalogue.substances import (
    formats,
    history,
    importing,
    proposals,
    provisional,
    structures,
    watching,
)
from vedette.catalogue.substances.errors import FileUnfit, ProposalUnfit
from vedette.catalogue.substances.models import Family, Proposal, Provisional, Substance
from vedette.evidence.ingest.report import csv_line
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["register"])
PAGE = 100


class EvidenceIn(Schema):
    """What a proposal rests on."""

    evidence: str
    source: str = ""
    links: list[str] = []
    samples: list[str] = []


class SubstanceIn(EvidenceIn):
    """A substance that the register does not have; names as pairs of language and text."""

    facts: dict[str, Any]
    names: list[tuple[str, str]] = []


class ChangeIn(EvidenceIn):
    """A change of one substance; what it says depends on its kind."""

    kind: Literal["facts", "name", "name_withdrawn", "same"]
    facts: dict[str, Any] = {}
    text: str = ""
    language: str = ""
    same_as: str = ""


class UnnamedIn(Schema):
    """What was measured of a substance nobody has named."""

    mz: float | None = Field(None, allow_inf_nan=False)
    ion: str = ""
    mode: str = ""
    formula: str = ""
    description: str = ""
    family: str = ""
    name: str = ""
    evidence: str
    links: list[str] = []


class StepIn(Schema):
    """What becomes of a proposal."""

    step: Literal["accept", "decline", "withdraw", "undo"]
    reason: str = ""


class WatchIn(Schema):
    """A new level of watch; `read` is the level that was read."""

    level: str
    reason: str
    read: str


@router.get("/substances/structures", response={200: dict[str, Any], REFUSED: Problem})
def find_by_structure(
    request: HttpRequest,
    smiles: str,
    how: str = "substructure",
    threshold: float = 0.5,
    limit: int = 100,
) -> dict[str, Any]:
    """Find substances that hold a part (SMILES or SMARTS), are like a structure, or have it."""
    rights.check_may(person(request), "see")
    found = structures.find(smiles, how=how, threshold=threshold, limit=max(1, min(limit, 1_000)))
    hits = [
        {"key": hit.key, "name": hit.name, "smiles": hit.smiles,
         "similarity": round(hit.similarity, 4), "is_exact": hit.is_exact,
         "atoms": list(hit.atoms)} for hit in found.hits
    ]  # fmt: skip
    return {"total": found.total, "compared": found.compared, "known": found.known, "hits": hits}


@router.get("/substances/unnamed", response={200: list[dict[str, Any]], REFUSED: Problem})
def list_unnamed(request: HttpRequest) -> list[dict[str, Any]]:
    """List the substances nobody has named, the newest first."""
    rights.check_may(person(request), "see")
    return [_unnamed(row) for row in provisional.unnamed()[:PAGE]]


def _unnamed(row: Provisional) -> dict[str, Any]:
    return {
        "key": row.substance.key, "name": row.substance.name, "mz": row.mz, "ion": row.ion,
        "mode": row.mode, "formula": row.substance.formula,
        "family": row.substance.family.key if row.substance.family else None,
        "description": row.description, "evidence": row.evidence, "links": row.links,
        "since": row.proposed_at,
    }  # fmt: skip


@router.post("/substances/unnamed", response={201: dict[str, Any], REFUSED: Problem})
def enter_unnamed(request: HttpRequest, said: UnnamedIn) -> tuple[int, dict[str, Any]]:
    """Enter a substance nobody has named; it has a key and can be used at once."""
    family = get_object_or_404(Family, key=said.family) if said.family else None
    seen = provisional.Seen(said.mz, said.ion, said.mode, said.formula, said.description)
    row = provisional.propose(
        seen=seen, evidence=said.evidence, family=family, name=said.name, links=said.links,
        by=person(request), at=timezone.now(),
    )  # fmt: skip
    return 201, _unnamed(row.provisional)


@router.get("/substances/export", response={200: None, REFUSED: Problem})
def export_register(request: HttpRequest, form: str = "json", family: str = "") -> Any:
    """Send the register as json, csv or sdf; of one family or whole."""
    rights.check_may(person(request), "see")
    lines = formats.register(form, family=family, line=csv_line)
    response = StreamingHttpResponse(lines, content_type=formats.MEDIA_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="register.{form}"'
    return response


@router.post("/substances/import", response={200: dict[str, Any], REFUSED: Problem})
def import_register(
    request: HttpRequest,
    file: UploadedFile = File(...),  # noqa: B008 - how ninja says that a part of a form is a file
    evidence: str = Form(...),
    source: str = Form(""),
) -> dict[str, Any]:
    """Propose what a file (sdf, csv, json by its ending) says that the register does not."""
    name = (file.name or "file")[:200]
    if (file.size or 0) > formats.MOST_BYTES:
        raise FileUnfit(f"at most {formats.MOST_BYTES // 1_000_000} MB are read")
    done = importing.propose_records(
        formats.read(formats.decoded(file.read()), form=name.rpartition(".")[2].casefold()),
        evidence=proposals.Evidence(evidence, source=source, batch=name), by=person(request),
        at=timezone.now(),
    )  # fmt: skip
    return {
        "records": done.records, "proposed": done.proposed, "known": done.known,
        "waiting": done.waiting,
        "refused": [
            {"record": r.record, "line": r.line, "column": r.column, "value": r.value,
             "reason": r.reason} for r in done.refused
        ],
    }  # fmt: skip


@router.get("/substances/{key}/history", response={200: dict[str, Any], REFUSED: Problem})
def show_history(request: HttpRequest, key: str, known: date | None = None) -> dict[str, Any]:
    """Show the facts as known on a day, each with its source, and what it was called when."""
    rights.check_may(person(request), "see")
    row = get_object_or_404(Substance.objects.select_related("family"), key=key)
    moment = known_by(known)
    return {
        "key": row.key, "known": moment,
        "facts": [
            {"field": f.field, "value": f.value, "source": f.source, "since": f.since,
             "proposal": f.proposal.pk if f.proposal else None}
            for f in history.facts_on(row, moment)
        ],
        "names": list(
            history.names_on(row, moment).values("text", "language", "kind", "source", "since")
        ),
        "called": [
            {"name": s.name, "since": s.since, "until": s.until, "source": s.source,
             "counts_as": s.same_as.key if s.same_as else None}
            for s in history.spells_of(row, moment)
        ],
        "changes": [
            {"field": c.field, "before": c.previous, "after": c.value, "at": c.at,
             "proposal": c.proposal_id, "undone": c.is_undoing}
            for c in history.changes_of(row) if c.at <= moment
        ],
    }  # fmt: skip


@router.get("/proposals", response={200: list[dict[str, Any]], REFUSED: Problem})
def list_proposals(
    request: HttpRequest, status: str = "open", before: int | None = None
) -> list[dict[str, Any]]:
    """List proposals for the register, the newest first."""
    rights.check_may(person(request), "see")
    rows = Proposal.objects.filter(status=status).select_related(
        "substance", "same_as", "proposed_by", "decided_by"
    )
    rows = rows.filter(pk__lt=before) if before else rows
    return [_proposal(row) for row in rows.order_by("-id")[:PAGE]]


def _proposal(row: Proposal) -> dict[str, Any]:
    return {
        "id": row.pk, "kind": row.kind, "status": row.status,
        "substance": row.substance.key if row.substance else None,
        "same_as": row.same_as.key if row.same_as else None, "says": row.says, "was": row.was,
        "evidence": row.evidence, "source": row.source, "links": row.links,
        "samples": row.samples, "file": row.batch,
        "proposed_by": row.proposed_by.username if row.proposed_by else None,
        "proposed_at": row.proposed_at,
        "decided_by": row.decided_by.username if row.decided_by else None,
        "decided_at": row.decided_at, "decision_reason": row.decision_reason,
        "undone_at": row.undone_at, "undone_reason": row.undone_reason,
    }  # fmt: skip


@router.get("/proposals/{number}", response={200: dict[str, Any], REFUSED: Problem})
def show_proposal(request: HttpRequest, number: int) -> dict[str, Any]:
    """Show one proposal, with how much names the substances it speaks of."""
    rights.check_may(person(request), "see")
    row = get_object_or_404(Proposal, pk=number)
    reach = pathway.reach_of_proposal(row, person=person(request))
    return _proposal(row) | {
        "reach": [
            {"substance": one.substance.key, "reports": one.reports, "signals": one.signals,
             "alerts": one.alerts, "names": one.names} for one in reach
        ]
    }  # fmt: skip


@router.post("/proposals", response={201: dict[str, Any], REFUSED: Problem})
def propose_substance(request: HttpRequest, said: SubstanceIn) -> tuple[int, dict[str, Any]]:
    """Propose a substance; a second person accepts it."""
    row = proposals.propose_substance(
        facts=said.facts, names=said.names, evidence=_evidence(said), by=person(request),
        at=timezone.now(),
    )  # fmt: skip
    return 201, _proposal(row)


def _evidence(said: EvidenceIn) -> proposals.Evidence:
    return proposals.Evidence(said.evidence, said.source, tuple(said.links), tuple(said.samples))


@router.post("/substances/{key}/proposals", response={201: dict[str, Any], REFUSED: Problem})
def propose_change(request: HttpRequest, key: str, said: ChangeIn) -> tuple[int, dict[str, Any]]:
    """Propose other facts, a name, the end of a name, or that it is another substance."""
    row = get_object_or_404(Substance, key=key)
    signed: dict[str, Any] = {
        "evidence": _evidence(said), "by": person(request), "at": timezone.now()
    }  # fmt: skip
    if said.kind == "facts":
        made = proposals.propose_facts(substance=row, facts=said.facts, **signed)
    elif said.kind == "name":
        made = proposals.propose_name(
            substance=row, text=said.text, language=said.language, **signed
        )
    elif said.kind == "same":
        other = get_object_or_404(Substance, key=said.same_as)
        made = proposals.propose_same(substance=row, same_as=other, **signed)
    else:
        name = row.names.filter(text=said.text, language=said.language).first()
        if name is None:
            raise ProposalUnfit(f"{row.name} has no name {said.text!r} in this language")
        made = proposals.propose_withdrawal(name=name, **signed)
    return 201, _proposal(made)


class BatchIn(Schema):
    """Everything that waits from one file."""

    file: str
    reason: str


@router.post("/proposals/batch", response={200: dict[str, Any], REFUSED: Problem})
def accept_file(request: HttpRequest, said: BatchIn) -> dict[str, Any]:
    """Accept everything that waits from one file that somebody else took in."""
    done = proposals.accept_batch(
        batch=said.file, reason=said.reason, by=person(request), at=timezone.now()
    )
    refused = [{"proposal": number, "reason": why} for number, why in done.refused]
    return {"accepted": done.decided, "refused": refused}


@router.post("/proposals/{number}/decision", response={200: dict[str, Any], REFUSED: Problem})
def decide_proposal(request: HttpRequest, number: int, said: StepIn) -> dict[str, Any]:
    """Accept, decline, take back or undo. Nobody decides what they proposed."""
    row, by, at = get_object_or_404(Proposal, pk=number), person(request), timezone.now()
    if said.step == "accept":
        proposals.accept(proposal=row, reason=said.reason, by=by, at=at)
    elif said.step == "decline":
        proposals.decline(proposal=row, reason=said.reason, by=by, at=at)
    elif said.step == "withdraw":
        proposals.withdraw(proposal=row, by=by, at=at)
    else:
        proposals.undo(proposal=row, reason=said.reason, by=by, at=at)
    row.refresh_from_db()
    return _proposal(row)


@router.get("/families", response={200: list[dict[str, Any]], REFUSED: Problem})
def list_families(request: HttpRequest) -> list[dict[str, Any]]:
    """List families with how closely each is watched."""
    rights.check_may(person(request), "see")
    return [
        {"key": one.key, "name": one.name, "parent": one.parent.key if one.parent else None,
         "watch": one.watch, "severity": one.severity}
        for one in Family.objects.select_related("parent").order_by("key")
    ]  # fmt: skip


@router.post("/families/{key}/watch", response={200: list[dict[str, Any]], REFUSED: Problem})
def watch_family(request: HttpRequest, key: str, said: WatchIn) -> list[dict[str, Any]]:
    """Watch a family more or less closely, with a reason; return every level it ever had."""
    row = get_object_or_404(Family, key=key)
    row.watch = said.read  # whoever read another level is told that it changed
    at = timezone.now()
    watching.set_watch(family=row, level=said.level, reason=said.reason, by=person(request), at=at)
    return [
        {"level": one.level, "since": one.since, "by": one.by, "reason": one.reason}
        for one in watching.watches_of(row, at)
    ]

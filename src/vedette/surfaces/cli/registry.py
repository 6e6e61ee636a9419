"""`vedette substances …`, `proposals` and `families`: the register at work."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone

from vedette import pathway
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
from vedette.catalogue.substances.models import Family, Proposal
from vedette.evidence.ingest.report import csv_line
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.substances import app as substances
from vedette.surfaces.cli.substances import known_substance
from vedette.surfaces.cli.talk import say_json, say_table, talk

As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Why = Annotated[str, typer.Option(help="What it rests on; whoever decides reads this.")]
From = Annotated[str, typer.Option(help="Where the facts are from; each of them names it.")]
Reason = Annotated[str, typer.Option(help="Why; it is kept.")]
Number = Annotated[int, typer.Argument(help="Number of the proposal.")]

wishes = typer.Typer(help="Proposals for the register; a second person decides.",
                     no_args_is_help=True)  # fmt: skip
families = typer.Typer(help="Families and how closely each is watched.", no_args_is_help=True)


@substances.command("find")
def find_by_structure(
    smiles: Annotated[str, typer.Option(help="SMILES; for a substructure also SMARTS.")],
    how: Annotated[str, typer.Option(help="exact, substructure or similar.")] = "substructure",
    threshold: Annotated[float, typer.Option(help="Least likeness, above 0, at most 1.")] = 0.5,
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 50,
    json: Json = False,
) -> None:
    """Find substances by structure."""
    instance.check()
    found = structures.find(smiles, how=how, threshold=threshold, limit=limit)
    if not found.is_whole:
        talk.print(f"The time was over: {found.compared} of {found.known} were compared.")
    if json:
        for hit in found.hits:
            say_json(
                {"key": hit.key, "name": hit.name, "smiles": hit.smiles,
                 "similarity": round(hit.similarity, 4), "is_exact": hit.is_exact,
                 "atoms": list(hit.atoms)}
            )  # fmt: skip
        return
    say_table(
        ["key", "name", "alike", "SMILES"],
        ([h.key, h.name, f"{h.similarity:.2f}", h.smiles] for h in found.hits),
        empty="No structure of the register fits.",
    )
    if found.total > len(found.hits):
        talk.print(f"{found.total} in all; --limit shows more.")


@substances.command("unnamed")
def list_unnamed(json: Json = False) -> None:
    """List the substances that nobody has named yet."""
    instance.check()
    rows = [
        {"key": r.substance.key, "name": r.substance.name, "mz": r.mz, "ion": r.ion,
         "formula": r.substance.formula, "since": r.proposed_at.date()}
        for r in provisional.unnamed()
    ]  # fmt: skip
    if json:
        for row in rows:
            say_json(row)
        return
    say_table(
        ["key", "name", "m/z", "ion", "formula", "since"],
        (list(row.values()) for row in rows),
        empty="Every substance met so far has a name.",
    )


@substances.command("enter-unnamed")
def enter_unnamed(
    evidence: Why,
    mz: Annotated[float | None, typer.Option(help="Measured m/z.")] = None,
    ion: Annotated[str, typer.Option(help="Such as [M+H]+.")] = "",
    formula: str = "",
    description: str = "",
    family: Annotated[str, typer.Option(help="Key of the family, if known.")] = "",
    person: As = "",
) -> None:
    """Enter a substance that nobody has named; it can be used at once."""
    instance.check()
    row = provisional.propose(
        seen=provisional.Seen(mz=mz, ion=ion, formula=formula, description=description),
        evidence=evidence, family=_family(family) if family else None, by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    talk.print(f"It is in the register as {row.key}: {row.name}.")


@substances.command("history")
def show_history(key: str) -> None:
    """Print what a substance was called and what changed, with who accepted it, as JSON."""
    instance.check()
    row, now = known_substance(key), timezone.now()
    say_json(
        {
            "key": row.key,
            "facts": [
                {"field": f.field, "value": f.value, "source": f.source, "since": f.since}
                for f in history.facts_on(row, now)
            ],
            "called": [
                {"name": s.name, "since": s.since, "until": s.until, "source": s.source}
                for s in history.spells_of(row, now)
            ],
            "changes": [
                {"field": c.field, "before": c.previous, "after": c.value, "at": c.at,
                 "proposal": c.proposal_id, "undone": c.is_undoing,
                 "accepted_by": c.proposal.decided_by and c.proposal.decided_by.username}
                for c in history.changes_of(row)
            ],
        }
    )  # fmt: skip


@substances.command("export")
def export(
    form: Annotated[str, typer.Option(help="sdf, csv or json.")] = "csv",
    family: Annotated[str, typer.Option(help="Key of a family; everything if left out.")] = "",
) -> None:
    """Write the register to standard output."""
    instance.check()
    key = _family(family).key if family else ""
    sys.stdout.writelines(formats.register(form, family=key, line=csv_line))


@substances.command("import")
def take_in(
    file: Annotated[
        Path,
        typer.Argument(
            help="A file that ends in .sdf, .csv or .json.", exists=True, dir_okay=False
        ),
    ],
    evidence: Why,
    source: From = "",
    person: As = "",
    json: Json = False,
) -> None:
    """Propose what a file says that the register does not; a second person decides.

    Exits with 1 if a record was refused; the others are proposed all the same.
    """  # fmt: skip
    instance.check()
    if file.stat().st_size > formats.MOST_BYTES:
        raise FileUnfit(f"at most {formats.MOST_BYTES // 1_000_000} MB are read")
    done = importing.propose_records(
        formats.read(formats.decoded(file.read_bytes()), form=file.suffix[1:].casefold()),
        evidence=proposals.Evidence(evidence, source=source, batch=file.name), by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    for r in done.refused:
        if json:
            say_json({"record": r.record, "line": r.line, "column": r.column, "value": r.value,
                      "reason": r.reason})  # fmt: skip
        else:
            where = f"line {r.line}" if r.line else f"record {r.record}"
            talk.print(f"{where}, {r.column} {r.value!r}: {r.reason}")
    talk.print(
        f"{done.records} records: {done.proposed} proposals, {done.known} known, "
        f"{done.waiting} waiting already, {len(done.refused)} refused."
    )
    if done.refused:
        raise typer.Exit(1)


@substances.command("correct")
def correct(
    key: str,
    fact: Annotated[list[str], typer.Option(help="field=value; may be given several times.")],
    evidence: Why,
    source: From = "",
    person: As = "",
) -> None:
    """Propose other facts of a substance."""
    instance.check()
    facts = dict(one.partition("=")[::2] for one in fact)
    row = proposals.propose_facts(
        substance=known_substance(key), facts=facts,
        evidence=proposals.Evidence(evidence, source=source), by=acting(person), at=timezone.now(),
    )  # fmt: skip
    _say_proposed(row)


@substances.command("name")
def add_name(
    key: str,
    text: Annotated[str, typer.Argument(help="The name.")],
    evidence: Why,
    language: Annotated[str, typer.Option(help="Two letters; any if left out.")] = "",
    withdraw: Annotated[bool, typer.Option(help="Propose that it no longer means it.")] = False,
    source: From = "",
    person: As = "",
) -> None:
    """Propose a name of a substance, or the end of one."""
    instance.check()
    row, why = known_substance(key), proposals.Evidence(evidence, source=source)
    by, at = acting(person), timezone.now()
    if withdraw:
        name = row.names.filter(text=text, language=language).first()
        if name is None:
            raise ProposalUnfit(f"{row.name} has no name {text!r} in this language")
        _say_proposed(proposals.propose_withdrawal(name=name, evidence=why, by=by, at=at))
        return
    _say_proposed(
        proposals.propose_name(
            substance=row, text=text, language=language, evidence=why, by=by, at=at
        )
    )


@substances.command("same")
def propose_same(
    key: str,
    same_as: Annotated[str, typer.Argument(help="Key of the record it is the same as.")],
    evidence: Why,
    source: From = "",
    person: As = "",
) -> None:
    """Propose that two records are one substance, or say what an unnamed one is."""
    instance.check()
    _say_proposed(
        proposals.propose_same(
            substance=known_substance(key), same_as=known_substance(same_as),
            evidence=proposals.Evidence(evidence, source=source), by=acting(person),
            at=timezone.now(),
        )
    )  # fmt: skip


def _say_proposed(row: Proposal) -> None:
    talk.print(f"Proposal {row.pk} waits for a second person: vedette proposals accept {row.pk}")


@wishes.command("list")
def list_proposals(
    status: Annotated[str, typer.Option(help="open, accepted, declined, ...")] = "open",
    json: Json = False,
) -> None:
    """List proposals, the newest first."""
    instance.check()
    rows = Proposal.objects.filter(status=status).select_related("substance", "proposed_by")
    brief = [_brief(row) for row in rows.order_by("-id")[:200]]
    if json:
        for one in brief:
            say_json(one)
        return
    say_table(
        ["number", "kind", "substance", "by", "when", "file"],
        ([b["id"], b["kind"], b["substance"], b["by"], b["at"].date(), b["file"]] for b in brief),
        empty="No proposal stands so.",
    )


def _brief(row: Proposal) -> dict[str, Any]:
    return {
        "id": row.pk, "kind": row.kind, "status": row.status,
        "substance": row.substance.key if row.substance else row.says.get("name"),
        "by": row.proposed_by and row.proposed_by.username, "at": row.proposed_at,
        "file": row.batch,
    }  # fmt: skip


@wishes.command("show")
def show_proposal(number: Number, person: As = "") -> None:
    """Print one proposal and what it reaches, as JSON."""
    instance.check()
    row = _known(number)
    reach = pathway.reach_of_proposal(row, person=acting(person))
    say_json(
        {
            **_brief(row), "says": row.says, "was": row.was, "evidence": row.evidence,
            "source": row.source, "links": row.links, "samples": row.samples,
            "same_as": row.same_as and row.same_as.key, "decision_reason": row.decision_reason,
            "reach": [
                {"substance": one.substance.key, "reports": one.reports, "signals": one.signals,
                 "alerts": one.alerts, "names": one.names} for one in reach
            ],
        }
    )  # fmt: skip


@wishes.command("accept")
def accept(number: Number, reason: Reason = "", person: As = "") -> None:
    """Let a proposal take effect; not one's own."""
    instance.check()
    at = timezone.now()
    proposals.accept(proposal=_known(number), reason=reason, by=acting(person), at=at)
    talk.print(f"Accepted; undo: vedette proposals undo {number} --reason …")


@wishes.command("accept-file")
def accept_file(
    file: Annotated[str, typer.Argument(help="Name of the file, as proposals list shows it.")],
    reason: Reason,
    person: As = "",
) -> None:
    """Accept everything that waits from one file that somebody else took in.

    Exits with 1 if something could not be accepted; it goes on waiting.
    """
    instance.check()
    done = proposals.accept_batch(batch=file, reason=reason, by=acting(person), at=timezone.now())
    for number, why in done.refused:
        talk.print(f"{number}: {why}")
    talk.print(f"{done.decided} accepted, {len(done.refused)} go on waiting.")
    if done.refused:
        raise typer.Exit(1)


@wishes.command("decline")
def decline(number: Number, reason: Reason, person: As = "") -> None:
    """Leave the register as it is."""
    instance.check()
    at = timezone.now()
    proposals.decline(proposal=_known(number), reason=reason, by=acting(person), at=at)
    talk.print("Declined.")


@wishes.command("withdraw")
def withdraw(number: Number, person: As = "") -> None:
    """Take back one's own proposal."""
    instance.check()
    proposals.withdraw(proposal=_known(number), by=acting(person), at=timezone.now())
    talk.print("Taken back.")


@wishes.command("undo")
def undo(number: Number, reason: Reason, person: As = "") -> None:
    """Take the effect of an accepted proposal back."""
    instance.check()
    at = timezone.now()
    proposals.undo(proposal=_known(number), reason=reason, by=acting(person), at=at)
    talk.print("Undone; the register says what it said before.")


def _known(number: int) -> Proposal:
    row = Proposal.objects.select_related("substance", "same_as").filter(pk=number).first()
    if row is None:
        raise instance.NoInstance(f"there is no proposal {number}; try vedette proposals list")
    return row


@families.command("list")
def list_families(json: Json = False) -> None:
    """List families with how closely each is watched."""
    instance.check()
    rows = Family.objects.select_related("parent").order_by("watch", "key")
    if json:
        for r in rows:
            say_json({"key": r.key, "name": r.name, "parent": r.parent and r.parent.key,
                      "watch": r.watch, "severity": r.severity})  # fmt: skip
        return
    say_table(
        ["key", "name", "part of", "watch"],
        ([r.key, r.name, r.parent and r.parent.key, r.watch] for r in rows),
        empty="No family is known.",
    )


@families.command("watch")
def watch(
    key: str,
    level: Annotated[str, typer.Argument(help="high, medium or low.")],
    reason: Reason,
    person: As = "",
) -> None:
    """Watch a family more or less closely from now on."""
    instance.check()
    row = watching.set_watch(
        family=_family(key), level=level, reason=reason, by=acting(person), at=timezone.now()
    )
    talk.print(f"{row.name}: {row.watch} watch from now on.")


def _family(key: str) -> Family:
    row = Family.objects.filter(key=key).first()
    if row is None:
        raise instance.NoInstance(f"there is no family {key!r}; try vedette families list")
    return row

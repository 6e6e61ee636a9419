"""`vedette substances` and `vedette resolve`: the register and its names."""

import sys
from typing import Annotated

import typer
from django.utils import timezone

from vedette.catalogue.substances import actions, proposals, registers
from vedette.catalogue.substances.models import Substance
from vedette.catalogue.substances.queries import search
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import out, say_json, say_table, talk

app = typer.Typer(help="The register of substances.", no_args_is_help=True)


@app.command("search")
def find(
    text: Annotated[str, typer.Argument(help="Any name, InChIKey or CAS number.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Find substances by any of their names."""
    instance.check()
    rows = search(text)[:50]
    if json:
        for row in rows:
            say_json({"key": row.key, "name": row.name, "inchikey": row.inchikey})
        return
    say_table(
        ["key", "name", "family", "InChIKey"],
        ([r.key, r.name, r.family, r.inchikey] for r in rows),
        empty=f"Nothing is called {text!r} here.",
    )


@app.command("show")
def show(key: str) -> None:
    """Print one substance with all its names as JSON."""
    instance.check()
    row = known_substance(key)
    say_json(
        {
            "key": row.key, "name": row.name, "inchikey": row.inchikey, "smiles": row.smiles,
            "formula": row.formula, "monoisotopic_mass": row.monoisotopic_mass, "cas": row.cas,
            "unii": row.unii, "family": row.family and row.family.key, "roles": row.roles,
            "un_control": row.un_control, "eu_control": row.eu_control, "sources": row.sources,
            "names": list(row.names.values("text", "language", "kind", "confidence", "source")),
        }
    )  # fmt: skip


@app.command("link")
def link(
    key: str,
    same_as: Annotated[str, typer.Argument(help="Key of the record it is the same as.")],
    confidence: Annotated[float, typer.Option(help="Above 0, at most 1.")],
    source: Annotated[str, typer.Option(help="How that is known.")],
    person: Annotated[str, typer.Option("--as", help="Account that decides.")] = "",
) -> None:
    """Count two records as one substance, until a split undoes it."""
    instance.check()
    actions.link(
        substance=known_substance(key), same_as=known_substance(same_as),
        confidence=confidence, source=source,
        by=acting(person), at=timezone.now(),
    )  # fmt: skip
    talk.print(f"{key} counts as {same_as} from the next run; undo: vedette substances split {key}")


@app.command("split")
def split(
    key: str,
    reason: Annotated[str, typer.Option(help="Why; it is kept.")],
    person: Annotated[str, typer.Option("--as", help="Account that decides.")] = "",
) -> None:
    """Undo the link of a record; both stand as before."""
    instance.check()
    proposals.split(
        substance=known_substance(key), reason=reason, by=acting(person), at=timezone.now()
    )
    talk.print(f"{key} stands alone again from the next run.")


def known_substance(key: str) -> Substance:
    """Return the substance of a key, or say that there is none."""
    row = Substance.objects.filter(key=key).first()
    if row is None:
        raise instance.NoInstance(f"there is no substance {key!r}; try vedette substances search")
    return row


def resolve(
    lang: Annotated[str, typer.Option(help="Language of the text, two letters.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Read names from standard input, one text a line, and say which substances they are."""
    lexicon = registers.standard_lexicon()
    for line in sys.stdin:
        text = line.rstrip("\n")
        found = lexicon.resolve(text, language=lang or None)
        if json:
            matches = [
                {"name": m.name, "inchikey": m.inchikey, "kind": m.kind, "score": round(m.score, 3),
                 "span": list(m.span), "role": m.role} for m in found.matches
            ]  # fmt: skip
            say_json({"raw": text, "status": found.status, "matches": matches})
        else:
            names = ", ".join(m.name for m in found.matches)
            out.print(f"{text}\t{found.status}\t{names}", markup=False)

"""`vedette substances` and `vedette resolve`: the register and its names."""

import sys
from typing import Annotated

import typer

from vedette.catalogue.substances import registers
from vedette.catalogue.substances.models import Substance
from vedette.catalogue.substances.queries import search
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.talk import out, say_json, say_table

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
    row = Substance.objects.select_related("family").filter(key=key).first()
    if row is None:
        raise instance.NoInstance(f"there is no substance {key!r}; try vedette substances search")
    say_json(
        {
            "key": row.key, "name": row.name, "inchikey": row.inchikey, "smiles": row.smiles,
            "formula": row.formula, "monoisotopic_mass": row.monoisotopic_mass, "cas": row.cas,
            "unii": row.unii, "family": row.family and row.family.key, "roles": row.roles,
            "un_control": row.un_control, "eu_control": row.eu_control, "sources": row.sources,
            "names": list(row.names.values("text", "language", "kind", "confidence", "source")),
        }
    )  # fmt: skip


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

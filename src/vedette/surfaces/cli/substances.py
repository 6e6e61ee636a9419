"""`vedette substances` and `vedette resolve`: the register and its names."""

import io
import sys
from typing import Annotated

import typer
from django.utils import timezone

from vedette.catalogue.substances import nomenclature, proposals, registers
from vedette.catalogue.substances.models import Substance
from vedette.catalogue.substances.queries import search
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_json, say_table, talk

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
    lang: Annotated[
        str,
        typer.Option(help="Language of the text in two letters, such as de; settles street words."),
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Read names from standard input, one text a line, and say which substances they are.

    Each line is answered by one line: the text, then resolved, ambiguous, family or none, then
    names. Nothing is guessed silently: what is doubtful is ambiguous and lists its candidates.
    Systematic names that no register spells so are read by their structure where Java is installed.

    Exits with 1 if the language is unknown.
    """
    language = registers.language_code(lang)
    lexicon = registers.standard_lexicon()
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # one broken byte is no reason to stop
    for number, line in enumerate(sys.stdin, 1):
        text = line.rstrip("\n")
        found = nomenclature.resolve(text, lexicon, language=language)
        if any(mention.meaning == "too_long" for mention in found.mentions):
            talk.print(f"Line {number} has {len(text):,} characters and was not read.")
        if json:
            matches = [
                {"name": m.name, "inchikey": m.inchikey, "kind": m.kind, "score": round(m.score, 3),
                 "span": list(m.span), "role": m.role} for m in found.matches
            ]  # fmt: skip
            say_json({"raw": text, "status": found.status, "matches": matches})
        else:
            names = ", ".join(m.name for m in found.matches)
            said = "".join(char if char.isprintable() else " " for char in text)
            sys.stdout.write(f"{said}\t{found.status}\t{names}\n")

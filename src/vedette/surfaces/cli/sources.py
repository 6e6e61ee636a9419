"""`vedette sources`: what intake understands."""

from pathlib import Path
from typing import Annotated

import typer

from vedette.evidence.ingest.definitions import SHIPPED, find_source, known_sources
from vedette.evidence.ingest.proposal import propose
from vedette.evidence.ingest.template import write_template
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.talk import out, say_json, say_table, talk

app = typer.Typer(help="Sources: which files intake understands, and how.", no_args_is_help=True)


@app.command("list")
def list_sources(
    json: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False,
) -> None:
    """List every source with its context."""
    known = known_sources(instance.home())
    if json:
        say_json([{"name": s.name, "title": s.title, "context": s.context} for s in known.values()])
        return
    say_table(
        ["name", "context", "title"],
        ([s.name, s.context, s.title] for s in known.values()),
        empty="No source is defined.",
    )


@app.command("show")
def show(name: Annotated[str, typer.Argument(help="Name of the source.")]) -> None:
    """Print the file that defines a source."""
    find_source(name, instance.home())
    own = instance.home() / "sources" / f"{name}.toml"
    text = own.read_text("utf-8") if own.exists() else (SHIPPED / f"{name}.toml").read_text("utf-8")
    out.file.write(text)


@app.command("new")
def new(
    file: Annotated[Path, typer.Argument(help="A file of the new kind.", exists=True)],
    name: Annotated[str, typer.Option(help="Name of the source; the file's name if left out.")] = "",
    save: Annotated[bool, typer.Option("--save", help="Keep it in the instance.")] = False,
) -> None:
    """Propose a source from a file that was never seen.

    The proposal is printed with a comment at every guess. Read it, correct
    it, and keep it with --save or as NAME.toml in the instance's sources folder.
    """
    proposal = propose(file, name=name)
    if not save:
        out.file.write(proposal.text)
        talk.print("A proposal: read it, correct it, keep it with --save.")
        return
    target = instance.home() / "sources" / f"{proposal.name}.toml"
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        raise instance.NoInstance(f"{target} exists already; edit it, or give another --name")
    target.write_text(proposal.text, "utf-8")
    talk.print(f"Kept as {target}. Try: vedette ingest {file} --source {proposal.name} --dry-run")


@app.command("template")
def template(
    target: Annotated[Path, typer.Argument(help="Where to write it: a .xlsx or .csv file.")],
) -> None:
    """Write the empty reporting template, with help inside, for a laboratory to fill."""
    write_template(target)
    talk.print(f"Wrote {target}. Take it in with: vedette ingest {target} --source template")

"""`vedette policy`: official texts as registers, their language versions side by side."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from vedette.errors import VedetteError
from vedette.response.policy import actions
from vedette.response.policy.alignment import Alignment, align
from vedette.response.policy.errors import PolicyError
from vedette.response.policy.naming import Naming
from vedette.response.policy.reading import read_document
from vedette.response.policy.registers import Register
from vedette.surfaces.cli import instance, policy_carrying
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.policy_following import attach
from vedette.surfaces.cli.policy_pack import attach as attach_pack
from vedette.surfaces.cli.policy_register import attach as attach_register
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(
    help="What official texts promised, and what was done about it.", no_args_is_help=True
)
attach_register(app)
attach(app)
attach_pack(app)
app.add_typer(policy_carrying.app, name="carry-over")

Files = Annotated[
    list[Path],
    typer.Argument(help="Conclusions or action plans: plain text, PDF, DOCX or HTML."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON document to stdout.")]
Read = tuple[Register, str]  # and the SHA-256 of its file
SHOWN = 20  # unplaced lines listed per file; all of them are in the JSON


@app.command("import")
def import_documents(
    files: Files,
    as_json: AsJson = False,
    key: Annotated[
        str, typer.Option(help="How a new document shall be called, as plan-2021-2025.")
    ] = "",
    person: Annotated[str, typer.Option("--as", help="Account that acts.")] = "",
) -> None:
    """Read files, show what each holds and keep it; with --json only print what was read.

    Language versions of one text are joined. The same file again changes nothing.
    Exits with 0 if every file was read and kept, with 1 if one was refused.
    """
    read, refused = _read(files)
    registers = [register for register, _content in read]
    alignments = align(registers)
    if as_json:
        say_json([_with_alignment(register, alignments) for register in registers])
    else:
        _say_registers(registers)
        for one in alignments:
            _say_alignment(one)
        refused += _keep(read, key, person)
    if refused:
        raise typer.Exit(1)


def _keep(read: Iterable[Read], key: str, person: str) -> int:
    """Keep every register, those with a number first, and say what became of each."""
    instance.check()
    by, refused, naming = acting(person), 0, Naming()
    for register, content in sorted(read, key=lambda one: one[0].document.number is None):
        file = register.document.file
        try:
            kept = actions.keep(
                register=register,
                content=content,
                key=key,
                naming=naming,
                by=by,
                at=timezone.now(),
            )
        except VedetteError as error:
            refused += 1
            talk.print(f"Not kept: {file}: {error}.", style="bold")
            continue
        talk.print(f"{file}: {OUTCOMES[kept.outcome].format(kept)}")
    return refused


OUTCOMES = {
    "new": "kept as {0.instrument.key}, {0.entries} entries.",
    "language": "joined {0.instrument.key} as its {0.reading.language} version.",
    "revision": "revision {0.reading.revision} of {0.instrument.key}; the one before stays.",
    "unchanged": "nothing new; it is in {0.instrument.key} already.",
}


@app.command("align")
def align_documents(files: Files, as_json: AsJson = False) -> None:
    """List where the language versions of a document differ.

    Exits with 0 if versions were found, with 1 if a file was refused or nothing belongs together.
    """
    read, refused = _read(files)
    alignments = align([register for register, _content in read])
    if as_json:
        say_json([one.as_json() for one in alignments])
    else:
        for one in alignments:
            _say_alignment(one)
            _say_differences(one)
    if not alignments:
        talk.print("No two of these files are language versions of one document.")
    if refused or not alignments:
        raise typer.Exit(1)


def _read(files: list[Path]) -> tuple[list[Read], int]:
    registers: list[Read] = []
    refused = 0
    for file in files:
        try:
            registers.append((read_document(file), sha256(file.read_bytes()).hexdigest()))
        except PolicyError as error:
            refused += 1
            talk.print(f"Refused: {error}.", style="bold")
    return registers, refused


def _with_alignment(register: Register, alignments: list[Alignment]) -> dict[str, object]:
    """The register, and the alignment it is part of under the file that comes first in it."""
    mine = next((one for one in alignments if register.document.file in one.files.values()), None)
    is_first = mine is not None and register.document.file == next(iter(mine.files.values()))
    return {
        **register.as_json(),
        "aligned_with": [f for f in mine.files.values() if f != register.document.file]
        if mine
        else [],
        "alignment": mine.as_json() if mine and is_first else None,
    }


def _say_registers(registers: list[Register]) -> None:
    columns = ("file", "language", "number", "date", "holds")
    say_table(columns, [_summary(one) for one in registers], empty="No document was read.")
    for register in registers:
        for one in register.unplaced[:SHOWN]:
            first, last = one.lines
            where = f"line {first}" if first == last else f"lines {first} to {last}"
            talk.print(f"{register.document.file}, {where}: {one.reason}: {one.text[:80]}")
        if len(register.unplaced) > SHOWN:
            talk.print(f"{register.document.file}: {len(register.unplaced)} places in all.")


def _summary(register: Register) -> tuple[object, ...]:
    about = register.document
    counts = {
        "recitals": register.recitals,
        "recommendations": register.recommendations,
        "priorities": register.priorities,
        "actions": register.actions,
        "indicators": register.indicators,
        "footnotes": register.footnotes,
        "unplaced": register.unplaced,
    }
    holds = ", ".join(f"{len(found)} {name}" for name, found in counts.items() if found)
    return about.file, about.language, about.number, about.date, holds


def _say_alignment(one: Alignment) -> None:
    differences = sum(len(row.differences) for row in one.paragraphs)
    versions = ", ".join(f"{code}: {file}" for code, file in one.files.items())
    talk.print(
        f"{one.complete} of {len(one.paragraphs)} paragraphs stand in every version ({versions}); "
        f"{differences} differences."
    )


def _say_differences(one: Alignment) -> None:
    rows = [
        (row.kind, next(n for n in row.numbers.values() if n is not None), found.kind,
         found.value, " ".join(found.present_in), " ".join(found.missing_in))
        for row in one.paragraphs
        for found in row.differences
    ]  # fmt: skip
    columns = ("paragraph", "number", "difference", "value", "in", "not in")
    say_table(columns, rows, empty="The versions do not differ.")

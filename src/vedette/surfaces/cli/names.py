"""`vedette names`: names nobody knows yet."""

from typing import Annotated

import typer
from django.utils import timezone

from vedette import pathway
from vedette.catalogue.substances.models import Family, NameQuestion, Substance
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(help="Names in the evidence that wait for a chemist.", no_args_is_help=True)


@app.command("list")
def list_names(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    limit: Annotated[int, typer.Option(help="How many.")] = 50,
) -> None:
    """List open questions, the oldest first."""
    instance.check()
    rows = NameQuestion.objects.filter(status=NameQuestion.Status.OPEN).order_by("id")[:limit]
    if json:
        for row in rows:
            say_json({"id": row.pk, "raw": row.raw, "doubt": row.doubt, "candidates": row.candidates})
        return
    say_table(
        ["id", "as written", "doubt", "candidates"],
        ([r.pk, r.raw, r.doubt, ", ".join(r.candidates[:6])] for r in rows),
        empty="Every name is decided.",
    )


@app.command("answer")
def answer(
    question: int,
    reason: Annotated[str, typer.Option(help="Why; it is kept.")],
    substance: Annotated[str, typer.Option(help="Key of the substance it is.")] = "",
    family: Annotated[str, typer.Option(help="Key of the family it belongs to.")] = "",
    person: Annotated[str, typer.Option("--as", help="Account that decides.")] = "",
) -> None:
    """Decide once what a name means; without a substance or family it is none."""
    instance.check()
    row = NameQuestion.objects.filter(pk=question).first()
    if row is None:
        raise instance.NoInstance(f"there is no question {question}")
    found = Substance.objects.filter(key=substance).first()
    kin = Family.objects.filter(key=family).first()
    if (substance and not found) or (family and not kin):
        raise instance.NoInstance(f"there is no {substance or family!r} in the register")
    filled = pathway.answer_name(
        question=row, substance=found, family=kin, reason=reason, by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Decided; {filled} findings are identified now.")

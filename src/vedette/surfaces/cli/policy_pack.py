"""`vedette policy pack` and `vedette policy publish`: what goes out of what was promised."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from vedette.response.policy import publishing, queries
from vedette.response.policy.pack.contents import FREEST, end_of, pack_of
from vedette.response.policy.pack.files import FORMS, file_of
from vedette.response.policy.statuses import statuses_of
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_json, talk

As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Key = Annotated[str, typer.Argument(help="A document, as plan-2021-2025.")]


def attach(app: typer.Typer) -> None:
    """Add the commands that send and publish."""
    app.command("pack")(pack)
    app.command("publish")(publish)
    app.command("withdraw")(withdraw)


def pack(
    key: Key,
    form: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMS)}.")] = "pdf",
    language: Annotated[str, typer.Option(help="One of the 24 of the interface.")] = "en",
    known: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="As it was known on this day.")
    ] = None,
    ceiling: Annotated[
        str, typer.Option(help="The strictest colour in it: GREEN, AMBER or AMBER+STRICT.")
    ] = FREEST,
    out: Annotated[
        Path | None, typer.Option(help="Where to write it; here, under its own name, if left out.")
    ] = None,
    person: As = "",
) -> None:
    """Write the half-yearly pack of a document for a working party.

    Exits with 1 if there is no such document, language or format, if the day lies ahead, or
    if the colour is not open to the account.
    """
    instance.check()
    as_of = end_of(known.date() if known else None, now=timezone.now())
    made = file_of(
        pack_of(
            queries.find_instrument(key, as_of), as_of=as_of, ceiling=ceiling.upper(),
            statuses=statuses_of(Path(settings.VEDETTE_HOME)), issuer=settings.VEDETTE_NODE,
            person=acting(person),
        ),
        form=form.lower(), language=language.lower(),
    )  # fmt: skip
    path = out or Path(made.name)
    path.write_bytes(made.content)
    talk.print(f"{path}: {len(made.content):,} bytes")


def publish(
    key: Key,
    person: As = "",
) -> None:
    """Propose to show the progress of a document to everybody, or publish what another proposed.

    The first call proposes what is known now; a second person, who signs, publishes it.
    """
    instance.check()
    by, at, row = acting(person), timezone.now(), queries.find_instrument(key)
    waiting = publishing.proposed(row)
    if waiting is None:
        publishing.propose(instrument=row, by=by, at=at)
        talk.print("Proposed; a second person publishes it with the same command.")
        return
    made = publishing.publish(publication=waiting, by=by, at=at)
    say_json({"published": key, "as_of": made.as_of})


def withdraw(
    key: Key,
    reason: Annotated[str, typer.Argument(help="Why; it is kept in the journal.")],
    person: As = "",
) -> None:
    """Take the progress of a document, or a proposal of it, away from everybody."""
    instance.check()
    row = queries.find_instrument(key)
    publishing.withdraw(
        instrument=row, reason=reason, by=acting(person), at=timezone.now()
    )  # fmt: skip
    talk.print(f"The progress of {key} is shown to nobody outside now.")

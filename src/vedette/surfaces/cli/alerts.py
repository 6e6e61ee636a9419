"""`vedette alerts`: warnings."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.rules import check_may
from vedette.judgement.assessments.queries import assessments_seen_by
from vedette.response.alerts import actions, formats
from vedette.response.alerts.models import Alert
from vedette.response.alerts.queries import alerts_seen_by
from vedette.response.evaluation.formats import line_of
from vedette.response.evaluation.queries import evaluation_of, warnings_of
from vedette.response.exchange.cap import signing
from vedette.response.exchange.queries import cap_of
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import out, say_json, say_table, talk

app = typer.Typer(help="Warnings: draft, sign, publish, update, cancel.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]


@app.command("list")
def list_alerts(person: As = "") -> None:
    """List warnings, the newest first."""
    instance.check()
    say_table(
        ["id", "number", "version", "kind", "status", "expires", "exercise"],
        ([a.pk, a.number, a.version, a.message, a.status, f"{a.expires_at:%Y-%m-%d}",
          "EXERCISE" if a.exercise else ""]
         for a in alerts_seen_by(acting(person))[:50]),
        empty="No warning yet.",
    )  # fmt: skip


@app.command("show")
def show(alert: int, person: As = "") -> None:
    """Print one warning as JSON."""
    instance.check()
    say_json(formats.as_json(_seen(alert, person)))


@app.command("cap")
def cap(alert: int, person: As = "") -> None:
    """Print one warning as CAP 1.2."""
    instance.check()
    out.file.write(cap_of(_seen(alert, person)).decode())


@app.command("verify")
def verify(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CAP document.")],
    certificate: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="Of the node that should have signed.")
    ],
) -> None:
    """Tell whether a CAP document is what a node signed, to the letter."""
    covered = signing.verify(file.read_bytes(), certificate.read_bytes())
    talk.print(f"The signature holds; it covers {len(covered):,} bytes.")


@app.command("draft")
def draft(assessment: int, person: As = "") -> None:
    """Draft a warning from a concluded assessment."""
    instance.check()
    by = acting(person)
    row = assessments_seen_by(by).filter(pk=assessment).first()
    if row is None:
        raise instance.NoInstance(f"there is no assessment {assessment} that you may see")
    alert = actions.draft(assessment=row, by=by, at=timezone.now())
    talk.print(f"Warning {alert.number} is drafted as {alert.pk}; another person must approve it.")


@app.command("approve")
def approve(alert: int, person: As = "") -> None:
    """Sign a draft that somebody else wrote."""
    instance.check()
    row = _seen(alert, person)
    actions.approve(alert=row, by=acting(person), at=timezone.now(), read_at=row.changed_at)
    talk.print(f"Warning {row.number} is signed.")


@app.command("publish")
def publish(alert: int, person: As = "") -> None:
    """Make a signed warning public."""
    instance.check()
    row = pathway.publish(alert=_seen(alert, person), by=acting(person), at=timezone.now())
    talk.print(f"Warning {row.number} is public: {formats.address(row)}")


@app.command("update")
def update(alert: int, person: As = "") -> None:
    """Start the next version of a public warning."""
    instance.check()
    row = actions.update(alert=_seen(alert, person), by=acting(person), at=timezone.now())
    talk.print(f"Version {row.version} of {row.number} is drafted as {row.pk}.")


@app.command("cancel")
def cancel(
    alert: int, reason: Annotated[str, typer.Option(help="Why it is withdrawn.")], person: As = ""
) -> None:
    """Start the cancellation of a public warning; it too must be signed and published."""
    instance.check()
    row = actions.cancel(
        alert=_seen(alert, person), reason=reason, by=acting(person), at=timezone.now()
    )
    talk.print(f"The cancellation of {row.number} is drafted as {row.pk}.")


@app.command("evaluation")
def evaluation(
    year: Annotated[int | None, typer.Option(help="Without one, this year.")] = None,
    person: As = "",
) -> None:
    """Print how the warnings of a year went, one JSON object a line."""
    instance.check()
    by, now = acting(person), timezone.now()
    check_may(by, "see_drafts")
    rows = warnings_of(alerts_seen_by(by), year or timezone.localdate().year, before=now)
    for row in rows:
        say_json(line_of(evaluation_of(row)))


def _seen(number: int, person: str) -> Alert:
    row = alerts_seen_by(acting(person)).filter(pk=number).first()
    if row is None:
        raise instance.NoInstance(f"there is no warning {number} that you may see")
    return row

"""Every command of `vedette`, gathered."""

import os
import sys

import typer
from django.db.utils import DatabaseError

from vedette.errors import VedetteError
from vedette.surfaces.cli import (
    accounts,
    alerts,
    assessments,
    deadlines,
    deliver,
    demo,
    detect_series,
    drills,
    identify,
    indicators,
    ingest,
    init,
    journal,
    laboratories,
    law,
    names,
    policy,
    queue,
    registry,
    replay,
    reports,
    samples,
    serve,
    signals,
    simulate,
    sources,
    spectra,
    substances,
)
from vedette.surfaces.cli.talk import talk

app = typer.Typer(
    name="vedette",
    help="Early warning, alert and response for new synthetic drugs.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
app.command("init")(init.init)
app.command("ingest")(ingest.ingest)
app.command("resume")(ingest.resume)
app.add_typer(ingest.imports, name="imports")
app.add_typer(sources.app, name="sources")
app.add_typer(queue.app, name="queue")
app.add_typer(names.app, name="names")
app.add_typer(reports.app, name="reports")
app.add_typer(substances.app, name="substances")
app.add_typer(registry.wishes, name="proposals")
app.add_typer(registry.families, name="families")
app.add_typer(laboratories.app, name="laboratories")
app.add_typer(samples.app, name="samples")
app.add_typer(spectra.app, name="spectra")
app.command("resolve")(substances.resolve)
app.command("law")(law.law)
app.command("identify")(identify.identify)
app.command("freeze")(signals.freeze)
app.command("detect")(signals.detect)
app.command("detect-series")(detect_series.detect_series)
app.add_typer(replay.app, name="replay")
app.add_typer(signals.app, name="signals")
app.add_typer(assessments.app, name="assessments")
app.add_typer(deadlines.app, name="deadlines")
app.add_typer(alerts.app, name="alerts")
app.add_typer(drills.app, name="drills")
app.command("deliver")(deliver.deliver)
app.add_typer(deliver.app, name="subscriptions")
app.add_typer(policy.app, name="policy")
app.add_typer(indicators.app, name="indicators")
app.add_typer(journal.app, name="journal")
app.add_typer(accounts.app, name="accounts")
app.command("simulate")(simulate.simulate)
app.command("score")(simulate.score)
app.command("demo")(demo.demo)
app.command("serve")(serve.serve)


def run(command: typer.Typer) -> int:
    """Run a command; 0 done, 1 refused, 2 wrongly called, 130 stopped by the keyboard."""
    try:
        command()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except VedetteError as error:
        talk.print(f"Refused: {error}.", style="bold", markup=False)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        talk.print(f"Not done: {error.strerror or error} {error.filename or ''}".rstrip() + ".")
        return 1
    except DatabaseError as error:
        talk.print(f"The database refused: {str(error).strip()}. Nothing half-written was kept.")
        return 1
    return 0

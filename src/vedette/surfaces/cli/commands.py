"""Every command of `vedette`, gathered."""

import os
import sys
from importlib import import_module

import typer
from django.db.utils import DatabaseError

from vedette.errors import VedetteError
from vedette.surfaces.cli.talk import talk

# Each command and where it stands: a function, or an app of its own that holds several.
COMMANDS = {
    "init": "init.init",
    "ingest": "ingest.ingest",
    "resume": "ingest.resume",
    "imports": "ingest.imports",
    "sources": "sources.app",
    "queue": "queue.app",
    "names": "names.app",
    "reports": "reports.app",
    "substances": "substances.app",
    "proposals": "registry.wishes",
    "families": "registry.families",
    "laboratories": "laboratories.app",
    "samples": "samples.app",
    "customs": "customs.app",
    "references": "references.app",
    "cases": "cases.app",
    "guidelines": "guidelines.app",
    "practice": "practice.app",
    "groups": "groups.app",
    "spectra": "spectra.app",
    "resolve": "substances.resolve",
    "law": "law.law",
    "law-gaps": "law.law_gaps",
    "law-changes": "law.law_changes",
    "identify": "identify.identify",
    "freeze": "signals.freeze",
    "detect": "signals.detect",
    "detect-series": "detect_series.detect_series",
    "replay": "replay.app",
    "signals": "signals.app",
    "assessments": "assessments.app",
    "deadlines": "deadlines.app",
    "alerts": "alerts.app",
    "drills": "drills.app",
    "deliver": "deliver.deliver",
    "subscriptions": "deliver.app",
    "policy": "policy.app",
    "indicators": "indicators.app",
    "journal": "journal.app",
    "privacy": "privacy.app",
    "accounts": "accounts.app",
    "simulate": "simulate.simulate",
    "score": "simulate.score",
    "demo": "demo.demo",
    "serve": "serve.serve",
}


def gather(asked: str = "") -> typer.Typer:
    """Every command; or only the one asked for, which spares loading what the others need."""
    app = typer.Typer(
        name="vedette",
        help="Early warning, alert and response for new synthetic drugs.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        add_completion=False,
    )
    app.callback()(lambda: None)  # or a single command would stand without its name
    for name in (asked,) if asked in COMMANDS else COMMANDS:
        module, _, member = COMMANDS[name].partition(".")
        found = getattr(import_module(f"vedette.surfaces.cli.{module}"), member)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


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

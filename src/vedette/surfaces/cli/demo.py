"""`vedette demo`: a throw-away instance of a simulated network, ready to look at."""

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts import actions as accounts
from vedette.base.accounts.models import Body, Role, User
from vedette.judgement.signals.queries import desk, sentence
from vedette.response.indicators import actions as indicators
from vedette.science.simulation import KINDS, Mark, Scorecard, score, simulate, write
from vedette.surfaces.cli import demo_cases, demo_customs, demo_network, demo_policy, instance
from vedette.surfaces.cli.ingest import read_with_progress
from vedette.surfaces.cli.serve import serve
from vedette.surfaces.cli.talk import out, talk

PASSWORD = "look-around-freely"  # noqa: S105 - a throw-away instance of simulated data
SEED = 2026
WEEKS = 26  # weekly runs, so that the desk has a history


def demo(
    serve_pages: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Open the pages when all is ready.")
    ] = True,
    port: Annotated[int, typer.Option(help="Port of the pages.")] = 8000,
    scale: Annotated[float, typer.Option(help="1 is about 83,000 rows.")] = 1.0,
) -> None:
    """Simulate three years of a network of 29 countries, take it in, detect, open the pages."""
    if "VEDETTE_HOME" not in os.environ:
        _start_again_in(Path(tempfile.mkdtemp(prefix="vedette-demo-")))
    started = time.perf_counter()
    with talk.status("Making the instance"):
        instance.make()
        _accounts()
    folder = Path(settings.VEDETTE_HOME) / "simulated"
    folder.mkdir(exist_ok=True)
    with talk.status("Simulating three years of 29 countries"):
        simulation = simulate(seed=SEED, until=timezone.localdate(), scale=scale)
        files = write(simulation, folder)
    for kind in KINDS:
        _take_in(files[kind], kind)
    with talk.status("Looking for what departs from what was expected"):
        runs = pathway.detect_weekly(weeks=WEEKS, by=None, now=timezone.now())
    with talk.status("Equipping the laboratories"):
        officer = User.objects.get(username=Role.OFFICER)
        demo_network.equip(seed=SEED, officer=officer, at=timezone.now())
    with talk.status("Telling cases part by part"):
        demo_cases.tell(officer=officer, at=timezone.now())
    with talk.status("Joining customs, reference centres and working groups"):
        approver = User.objects.get(username=Role.APPROVER)
        demo_customs.equip(officer=officer, approver=approver, at=timezone.now())
    with talk.status("Promising, and asking what was done"):
        demo_policy.promise(seed=SEED, officer=officer, approver=approver, at=timezone.now())
    with talk.status("Computing the indicators"):
        now = timezone.now()
        indicators.compute_indicators(as_of=now, by=None, at=now)
    card = score(simulation.truth, pathway.noticed(simulation.truth))
    _say(started, len(runs), card, port)
    if serve_pages:
        serve(port=port)


def _start_again_in(home: Path) -> None:
    """The folder must be known before Django starts; begin anew with it set."""
    os.environ["VEDETTE_HOME"] = str(home)
    os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 - this command, again


def _accounts() -> None:
    body, _ = Body.objects.get_or_create(code="nfp", defaults={"name": "National focal point"})
    for role in reversed(Role.values):  # the administrator opens the others
        if not User.objects.filter(username=role).exists():
            first = User.objects.filter(role=Role.ADMINISTRATOR).first()
            accounts.open_account(
                name=role, role=role, password=PASSWORD, body=body, by=first, at=timezone.now()
            )  # fmt: skip


def _take_in(path: Path, kind: str) -> None:
    with path.open("rb") as stream:
        submission = pathway.receive(
            stream=stream, file=path.name, source=pathway.simulated_source(kind), archive=True,
            by=None, at=timezone.now(),
        )  # fmt: skip
    read = read_with_progress(submission)
    talk.print(
        f"{path.name}: {read.rows:,} rows = {read.recorded:,} recorded + {read.updated:,} updated"
        f" + {read.refused:,} refused + {read.queued:,} queued + {read.ignored:,} ignored"
    )


def _say(started: float, runs: int, card: Scorecard, port: int) -> None:
    person = User.objects.get(username=Role.OFFICER)
    signals = desk(person=person, as_of=timezone.now())
    address = f"http://127.0.0.1:{port}"
    lines = [
        f"Ready after {time.perf_counter() - started:.0f} s, in {settings.VEDETTE_HOME}",
        f"Simulated data of 29 countries; {runs} weekly runs; {len(signals)} signals on the desk.",
        f"Hidden in it and noticed: {_events(card.noticed)}; missed: {_events(card.missed)}",
        f"1  {address}/  the situation, as the duty officer sees it",
        f"2  {address}/signals/  the first of them: {sentence(signals[0]) if signals else 'none'}",
        f"3  {address}/substances/protonitazene/  where it was found, and first when",
        f"4  {address}/queue/  rows and names that wait for a person",
        f"5  {address}/laboratories/ and {address}/samples/  who measures what",
        f"   {address}/cases/ and {address}/guidelines/  deaths part by part, and how complete",
        "6  open a signal, assess it, draft a warning; sign it with the other account",
        f"7  {address}/policy/example-plan/board/  what was promised, and what 29 countries did",
        f"8  {address}/indicators/  what the figures say of the plan and the Pact",
        f"9  {address}/warnings/  what the public sees, also as CAP and Atom",
        f"Accounts: {', '.join(Role.values)}; password for all: {PASSWORD}",
    ]
    for line in lines:
        out.print(line, markup=False)


def _events(marks: tuple[Mark, ...]) -> str:
    return ", ".join(mark.id for mark in marks) or "nothing"

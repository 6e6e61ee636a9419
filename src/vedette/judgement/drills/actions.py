"""Start a drill and end it."""

from datetime import datetime

from django.db import transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.base.markings.models import Marking
from vedette.judgement.drills import rules
from vedette.judgement.drills.models import Drill
from vedette.judgement.signals.models import Signal


@transaction.atomic
def start(
    *,
    name: str,
    scenario: str,
    signal: Signal | None = None,
    event: str = "",
    reach: str = Drill.Reach.DESK,
    marking: Marking,
    by: User,
    at: datetime,
) -> Drill:
    """Start a drill, from a signal or from an event in words.

    Parameters
    ----------
    marking : Marking
        Who may see it, where it starts from an event; from a signal it takes the signal's.

    Raises
    ------
    Refused
        If the role may not, a name or scenario is missing, or it starts from nothing or two things.
    """
    rights.check_may(by, "drill")
    rules.check_said(name, scenario)
    rules.check_reach(reach)
    if (signal is None) == (not event.strip()):
        raise rights.Refused("a drill starts from a signal, or from an event in words")
    drill = Drill.objects.create(
        name=name.strip(), scenario=scenario.strip(), signal=signal, event=event.strip(),
        reach=reach, marking=signal.marking if signal else marking, started_by=by, started_at=at,
    )  # fmt: skip
    journal.record("drill.started", subject=drill, by=by, at=at, reach=reach)
    return drill


@transaction.atomic
def end(*, drill: Drill, by: User, at: datetime) -> Drill:
    """End a drill; nothing more is begun, signed or sent in it."""
    rights.check_may(by, "drill")
    runs = Drill.objects.filter(pk=drill.pk, ended_at=None)
    if not runs.update(ended_at=at, ended_by=by):
        raise rules.DrillEnded(drill.name)
    drill.refresh_from_db()
    journal.record("drill.ended", subject=drill, by=by, at=at)
    return drill

"""Drills: the chain as an exercise."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from vedette import pathway
from vedette.base.accounts import rules as rights
from vedette.base.markings.actions import marking_for
from vedette.catalogue.controls.queries import substance_called
from vedette.judgement.assessments.formats import as_data
from vedette.judgement.assessments.queries import kind_called
from vedette.judgement.drills import actions
from vedette.judgement.drills.models import Drill
from vedette.judgement.drills.queries import drills_seen_by, the_drill
from vedette.judgement.signals.queries import signals_seen_by
from vedette.response.evaluation.drills import stages, timeline
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["drills"])


class DrillIn(Schema):
    """What a drill plays, and from what it starts: a signal, or an event in words."""

    name: str
    scenario: str
    signal: int | None = None
    event: str = Field("", max_length=300)
    reach: str = "desk"
    tlp: str = "GREEN"


class DrillBeginIn(Schema):
    """An assessment of a kind; without a kind it is that of the signal."""

    title: str = Field("", max_length=300)
    kind: str = ""
    substances: list[str] = Field(default=[], max_length=50)


class DrillOut(Schema):
    """A drill."""

    id: int
    name: str
    scenario: str
    signal_id: int | None
    event: str
    reach: str
    started_at: datetime
    ended_at: datetime | None


@router.get("/drills", response=list[DrillOut])
def list_drills(request: HttpRequest) -> Any:
    """List drills, the newest first."""
    return drills_seen_by(person(request))[:50]


@router.post("/drills", response={201: DrillOut, REFUSED: Problem})
def start_drill(request: HttpRequest, said: DrillIn) -> tuple[int, Drill]:
    """Start a drill."""
    who = person(request)
    signal = None
    if said.signal is not None:
        signal = signals_seen_by(who).filter(pk=said.signal).first()
        if signal is None:
            raise rights.Refused(f"there is no signal {said.signal} that you may see")
    return 201, actions.start(
        name=said.name, scenario=said.scenario, signal=signal, event=said.event,
        reach=said.reach, marking=marking_for(said.tlp), by=who, at=timezone.now(),
    )  # fmt: skip


@router.get("/drills/{number}", response={200: dict[str, Any], REFUSED: Problem})
def show_drill(request: HttpRequest, number: int) -> dict[str, Any]:
    """Show a drill with every step, and the seconds from its start to each stage."""
    who = person(request)
    row = the_drill(number, who)
    return {
        **DrillOut.from_orm(row).dict(),
        "steps": [
            {"at": one.at, "seconds": one.since.total_seconds(), "act": one.act, "who": one.who,
             "subject": f"{one.kind}:{one.number}"}
            for one in timeline(row, who)
        ],
        "stages": {
            f"{alert.number}.{alert.version}": {
                name: (at - row.started_at).total_seconds() if at else None
                for name, at in times.stages()
            }
            for alert, times in stages(row, who)
        },
    }  # fmt: skip


@router.post("/drills/{number}/assessments", response={201: dict[str, Any], REFUSED: Problem})
def begin_in_drill(
    request: HttpRequest, number: int, said: DrillBeginIn
) -> tuple[int, dict[str, Any]]:
    """Begin an assessment in a drill."""
    who, now = person(request), timezone.now()
    row = the_drill(number, who)
    if row.signal and not said.kind:
        fresh = pathway.take_up(
            signal=row.signal, title=said.title, reason="", drill=row, by=who, at=now
        )
    else:
        fresh = pathway.begin(
            kind=kind_called(said.kind), title=said.title,
            substances=[substance_called(one) for one in said.substances],
            marking=row.marking, drill=row, by=who, at=now,
        )  # fmt: skip
    return 201, as_data(fresh, person=who, at=now)


@router.post("/drills/{number}/end", response={200: DrillOut, REFUSED: Problem})
def end_drill(request: HttpRequest, number: int) -> Drill:
    """End a drill; its clocks are withdrawn and its waiting messages dropped."""
    who = person(request)
    return pathway.end_drill(drill=the_drill(number, who), by=who, at=timezone.now())

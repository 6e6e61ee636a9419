"""The whole chain as an exercise: begin in a drill, and end it with all that still runs."""

from datetime import datetime

from django.db import transaction

from vedette.base.accounts.models import User
from vedette.judgement.assessments.models import Assessment, ExpertRound
from vedette.judgement.deadlines import actions as deadlines
from vedette.judgement.deadlines.models import Deadline
from vedette.judgement.deadlines.queries import running_for
from vedette.judgement.drills import actions as drills
from vedette.judgement.drills.models import Drill
from vedette.response.alerts.models import Alert
from vedette.response.exchange import actions as exchange
from vedette.response.exchange import asking


@transaction.atomic
def end_drill(*, drill: Drill, by: User, at: datetime) -> Drill:
    """End a drill: its clocks are withdrawn, and what still waits to be sent is dropped."""
    for clock in clocks_of(drill):
        deadlines.withdraw(deadline=clock, reason="the drill has ended", by=by, at=at)
    for alert in Alert.objects.filter(assessment__drill=drill):
        exchange.drop(alert=alert, because="the drill has ended", at=at)
    panels = ExpertRound.objects.filter(assessment__drill=drill)
    asking.drop(asked=panels, because="the drill has ended", at=at)
    return drills.end(drill=drill, by=by, at=at)


def clocks_of(drill: Drill) -> list[Deadline]:
    """Return the clocks that run for what was begun in a drill."""
    assessments = Assessment.objects.filter(drill=drill)
    asked = [one for row in assessments for one in row.requests.all()]
    alerts = Alert.objects.filter(assessment__drill=drill)
    return [clock for row in (*assessments, *asked, *alerts) for clock in running_for(row)]

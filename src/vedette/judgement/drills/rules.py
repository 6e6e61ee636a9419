"""What a drill must say, and until when something may be done in it. Nothing here writes."""

from vedette.base.accounts.rules import Refused
from vedette.errors import VedetteError
from vedette.judgement.drills.models import Drill

LONGEST_NAME = 120
LONGEST_SCENARIO = 4_000


class DrillUnknown(VedetteError, LookupError):
    """Somebody named a drill that is not here, or is closed to them."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"there is no drill {self.number} here"


class DrillEnded(Refused):
    """Something was to be done in a drill that is over."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"the drill {self.name!r} has ended; begin another"


def check_runs(drill: Drill | None) -> None:
    """Refuse to go on in a drill that is over; what is in no drill goes on."""
    if drill is not None and Drill.objects.filter(pk=drill.pk, ended_at__isnull=False).exists():
        raise DrillEnded(drill.name)


def check_said(name: str, scenario: str) -> None:
    """Refuse a drill that nobody could tell from another, or that plays nothing."""
    if not name.strip() or not scenario.strip():
        raise Refused("a drill has a name, and says in words what it plays")
    if len(name) > LONGEST_NAME or len(scenario) > LONGEST_SCENARIO:
        raise Refused(
            f"a name has at most {LONGEST_NAME} characters, a scenario at most {LONGEST_SCENARIO}"
        )


def check_reach(reach: str) -> None:
    """Refuse a reach that drills do not have: a slip must not tell everybody."""
    if reach not in Drill.Reach.values:
        raise Refused(f"{reach!r} is none of {', '.join(Drill.Reach.values)}")

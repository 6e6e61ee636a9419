"""What can go wrong with an assessment."""

from vedette.base.accounts.rules import Refused
from vedette.errors import VedetteError


class StepUnfit(Refused):
    """A step was asked for that does not lead on from where the assessment stands."""

    def __init__(self, act: str, state: str, can: tuple[str, ...]) -> None:
        super().__init__(act, state, can)
        self.act, self.state, self.can = act, state, can

    def __str__(self) -> str:
        can = ", ".join(self.can) or "nothing"
        return f"{self.act!r} does not follow on {self.state!r}; what can follow: {can}"


class NotReady(Refused):
    """A step was asked for before the assessment says all that the step needs."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(missing)
        self.missing = missing

    def __str__(self) -> str:
        return f"still to be done: {'; '.join(self.missing)}"


class TextFixed(Refused):
    """Somebody wanted to change what is with a second reader, fixed or given up."""


class RoundClosed(Refused):
    """Somebody spoke in a round of experts that was over, or opened one before its time."""


class RoundUnknown(VedetteError, LookupError):
    """Somebody named a round of experts that is not here, or is closed to them."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"there is no round {self.number} here for you"


class Overtaken(VedetteError):
    """Somebody else changed the same part a moment before."""


class EntryUnfit(VedetteError, ValueError):
    """What was entered cannot stand: an unknown section, scale or answer, or no reason."""


class AssessmentUnknown(VedetteError, LookupError):
    """Somebody named an assessment that is not here, or is closed to them."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"there is no assessment {self.number} here"

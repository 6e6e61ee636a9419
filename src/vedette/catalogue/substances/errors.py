"""Why something about the register is refused."""

from typing import Any

from vedette.errors import VedetteError

SHOWN = 80  # letters of a refused value that are repeated


class FactUnfit(VedetteError, ValueError):
    """A fact about a substance is malformed, or contradicts another one."""

    def __init__(self, field: str, value: Any, why: str) -> None:
        super().__init__(field, value, why)
        self.field, self.value, self.why = field, value, why

    def __str__(self) -> str:
        text = str(self.value)
        said = text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text):,} letters)"
        return f"{self.field} {said!r}: {self.why}"


class ProposalUnfit(VedetteError, ValueError):
    """A proposal lacks what a second person would need to judge it."""


class Overtaken(VedetteError):
    """Somebody else decided, or changed the same fact, a moment before."""

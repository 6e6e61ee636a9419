"""Why something about the register is refused."""

from typing import Any

from vedette.errors import VedetteError

SHOWN = 80  # letters of a refused value that are repeated


def shown(value: Any) -> str:
    """Return a value short enough to be said back."""
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text):,} letters)"


class FactUnfit(VedetteError, ValueError):
    """A fact about a substance is malformed, or contradicts another one."""

    def __init__(self, field: str, value: Any, why: str) -> None:
        super().__init__(field, value, why)
        self.field, self.value, self.why = field, value, why

    def __str__(self) -> str:
        return f"{self.field} {shown(self.value)!r}: {self.why}"


class QueryUnfit(VedetteError, ValueError):
    """A structure was searched for that cannot be read, or would take too long."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(text, why)
        self.text, self.why = text, why

    def __str__(self) -> str:
        return f"{shown(self.text)!r}: {self.why}"


class FileUnfit(VedetteError, ValueError):
    """A file of substances cannot be read as a whole."""


class ProposalUnfit(VedetteError, ValueError):
    """A proposal lacks what a second person would need to judge it."""


class Overtaken(VedetteError):
    """Somebody else decided, or changed the same fact, a moment before."""

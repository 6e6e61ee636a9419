"""What can go wrong with a guideline."""

from dataclasses import dataclass

from vedette.errors import VedetteError


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing in a file that cannot be: where it stands, its value, and why."""

    line: int
    column: int
    value: str
    reason: str

    def __str__(self) -> str:
        shown = f"{self.value[:60]!r}: " if self.value else ""
        return f"line {self.line}, column {self.column}: {shown}{self.reason}"


class GuidelineUnfit(VedetteError, ValueError):
    """A file is no guideline, or says of one what cannot be."""

    def __init__(self, flaws: tuple[Flaw, ...]) -> None:
        super().__init__(flaws)
        self.flaws = flaws

    def __str__(self) -> str:
        return "; ".join(str(flaw) for flaw in self.flaws[:20])


class GuidelineUnknown(VedetteError, LookupError):
    """Somebody named a guideline, a version or a point that is not here."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(what, name)
        self.what, self.name = what, name

    def __str__(self) -> str:
        return f"there is no {self.what} {self.name[:60]!r} here"


class VersionKept(VedetteError):
    """A version that is kept already came again with another content."""


class Overtaken(VedetteError):
    """Somebody else of the laboratory answered the same point a moment before."""

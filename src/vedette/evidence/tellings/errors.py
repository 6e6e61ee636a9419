"""What can be wrong with what somebody tells."""

from vedette.errors import VedetteError


class TellingRefused(VedetteError, ValueError):
    """Something told cannot be kept as it is; the sentence says what to change."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return self.why


class CodeUnknown(VedetteError, LookupError):
    """Nobody was given such a code, or it was mistyped."""

    def __str__(self) -> str:
        return "no report has this code; look at each letter again"

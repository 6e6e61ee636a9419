"""What a reader says of a file, or of one spectrum in it, that cannot be read."""

from dataclasses import dataclass
from typing import Literal

from vedette.errors import VedetteError


class NotReadable(VedetteError, ValueError):
    """A file as a whole is not what it should be."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(file, reason)
        self.file, self.reason = file, reason

    def __str__(self) -> str:
        return f"{self.file} cannot be read: {self.reason}"


@dataclass(frozen=True, slots=True)
class RefusedSpectrum:
    """One spectrum that was left out, where it stands and why; the rest was read."""

    file: str
    place: int
    unit: Literal["line", "row"]
    key: str
    reason: str

    def __str__(self) -> str:
        which = f" ({self.key})" if self.key else ""
        return f"{self.file}, {self.unit} {self.place}{which}: {self.reason}"

"""Why a pack cannot be made."""

from datetime import date

from vedette.errors import VedetteError


class DayAhead(VedetteError, ValueError):
    """Somebody asked what will be known on a day that has not come."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day

    def __str__(self) -> str:
        return f"{self.day.isoformat()} lies ahead; a pack tells what was known on a day"


class CeilingClosed(VedetteError):
    """A pack was asked for under a colour that is not open to the person, or to any pack."""

    def __init__(self, ceiling: str, choices: tuple[str, ...]) -> None:
        super().__init__(ceiling, choices)
        self.ceiling, self.choices = ceiling, choices

    def __str__(self) -> str:
        known = ", ".join(self.choices) or "none"
        return f"no pack is made for you under TLP:{self.ceiling}; open to you: {known}"


class LanguageUnknown(VedetteError, LookupError):
    """A pack was asked for in a language that the interface does not have."""

    def __init__(self, language: str, known: tuple[str, ...]) -> None:
        super().__init__(language, known)
        self.language, self.known = language, known

    def __str__(self) -> str:
        return f"no pack is made in {self.language!r}; one of {', '.join(self.known)}"


class FormUnknown(VedetteError, LookupError):
    """A pack was asked for as a kind of file that is not made."""

    def __init__(self, form: str, known: tuple[str, ...]) -> None:
        super().__init__(form, known)
        self.form, self.known = form, known

    def __str__(self) -> str:
        return f"a pack is not made as {self.form!r}; one of {', '.join(self.known)}"

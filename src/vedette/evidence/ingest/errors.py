"""Why a file or a source definition was refused."""

from vedette.errors import VedetteError


class FileRefused(VedetteError):
    """A whole file cannot be read; nothing of it was taken in."""


class SourceUnknown(VedetteError):
    """No source of that name is defined."""

    def __init__(self, name: str, known: list[str], close: str | None) -> None:
        super().__init__(name, known, close)
        self.name, self.known, self.close = name, known, close

    def __str__(self) -> str:
        hint = f"; did you mean {self.close!r}?" if self.close else ""
        return f"there is no source {self.name!r}{hint} `vedette sources list` names them all"


class DefinitionInvalid(VedetteError):
    """A source file does not say what it must, or says it wrongly."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(name, problem)
        self.name, self.problem = name, problem

    def __str__(self) -> str:
        return f"source {self.name}: {self.problem}"

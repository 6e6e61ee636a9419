"""What can go wrong with an indicator or with the figures it is made of."""

from vedette.errors import VedetteError


class IndicatorMalformed(VedetteError, ValueError):
    """An indicator file that cannot be read: which file, line and field, and why."""

    def __init__(self, file: str, line: int, field: str, why: str) -> None:
        super().__init__(file, line, field, why)
        self.file, self.line, self.field, self.why = file, line, field, why

    def __str__(self) -> str:
        where = f", line {self.line}" if self.line else ""
        return f"{self.file}{where}, {self.field or 'whole file'}: {self.why}"


class IndicatorUnknown(VedetteError, LookupError):
    """Somebody named an indicator that this node does not have."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return f"no indicator is called {self.key!r}"


class FiguresUnread(VedetteError, ValueError):
    """A file or an answer of another office holds no figures in the shape it is said to have."""


class MappingMalformed(VedetteError, ValueError):
    """A mapping of columns that cannot be read: which file, which entry, and why."""

    def __init__(self, file: str, entry: str, why: str) -> None:
        super().__init__(file, entry, why)
        self.file, self.entry, self.why = file, entry, why

    def __str__(self) -> str:
        return f"{self.file}, {self.entry or 'whole file'}: {self.why}"

"""Why a question about the law is refused."""

from vedette.errors import VedetteError

SHOWN = 80  # letters of a refused text that are repeated


def shown(text: str) -> str:
    """Return a text short enough to be said back."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text):,} letters)"


class NoChemistry(VedetteError):
    """Structures cannot be read because the optional chemistry is not installed."""

    def __str__(self) -> str:
        return "structures need RDKit; install vedette[chem]"


class MalformedStructure(VedetteError, ValueError):
    """A text was offered as a structure that cannot be read as one."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return f"{shown(self.text)!r} cannot be read as SMILES"


class StructureTooLong(VedetteError, ValueError):
    """A structure or name is longer than any real one."""

    def __init__(self, kind: str, letters: int, most: int) -> None:
        super().__init__(kind, letters, most)
        self.kind, self.letters, self.most = kind, letters, most

    def __str__(self) -> str:
        return f"this {self.kind} has {self.letters:,} letters; at most {self.most:,} are read"


class KeyDisagrees(VedetteError, ValueError):
    """An InChIKey belongs to another structure than the SMILES beside it."""

    def __init__(self, stated: str, computed: str) -> None:
        super().__init__(stated, computed)
        self.stated, self.computed = stated, computed

    def __str__(self) -> str:
        return f"the InChIKey {self.stated} is not that of the SMILES, which is {self.computed}"


class NoSuchDate(VedetteError, ValueError):
    """A text was offered as a date that is none."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return f"{shown(self.text)!r} is no date; write it as 2026-03-31"


class UnknownJurisdiction(VedetteError, ValueError):
    """Nothing is known of the law of a place."""

    def __init__(self, code: str, known: tuple[str, ...]) -> None:
        super().__init__(code, known)
        self.code, self.known = code, known

    def __str__(self) -> str:
        return f"the law of {shown(self.code)!r} is not known here; known: {', '.join(self.known)}"


class UnknownSubstance(VedetteError, LookupError):
    """A name leads to no one substance of the register."""

    def __init__(self, name: str, meanings: tuple[str, ...] = ()) -> None:
        super().__init__(name, meanings)
        self.name, self.meanings = name, meanings

    def __str__(self) -> str:
        if self.meanings:
            several = ", ".join(self.meanings[:8])
            return f"{shown(self.name)!r} may be several substances: {several}"
        return f"no substance of the register is called {shown(self.name)!r}"


class MalformedDefinition(VedetteError, ValueError):
    """A definition in a file breaks the form that definitions have."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(where, what)
        self.where, self.what = where, what

    def __str__(self) -> str:
        return f"definition {self.where}: {self.what}"

"""Why a policy document could not be read."""

from vedette.errors import VedetteError


class PolicyError(VedetteError):
    """A file could not be made a register."""

    reason = "it cannot be read"

    def __init__(self, file: str, detail: str = "") -> None:
        super().__init__(file, detail)
        self.file, self.detail = file, detail

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}" + (f" ({self.detail})" if self.detail else "")


class NoSuchDocument(PolicyError):
    """There is no file under the name that was given."""

    reason = "there is no such file"


class EmptyDocument(PolicyError):
    """The file holds no text at all."""

    reason = "it is empty"


class DocumentTooLarge(PolicyError):
    """The file is far larger than any official text."""

    reason = "it is too large for a policy document"


class UnreadableEncoding(PolicyError):
    """The bytes are no text in an encoding we know."""

    reason = "it is not readable text; save it as UTF-8"


class DamagedDocument(PolicyError):
    """A PDF or DOCX that its own library refuses."""

    reason = "it is damaged or not what its name says"


class ScannedDocument(PolicyError):
    """A PDF of pictures: there is no text to read."""

    reason = "its pages are pictures without text; recognise the text first"


class NotAPolicyDocument(PolicyError):
    """Text in which no recital, recommendation or action was found."""

    reason = "no recital, recommendation, action or indicator was found in it"


class ReaderMissing(PolicyError):
    """The library that reads this kind of file is not installed."""

    reason = "the reader of this kind of file is not installed"


class EntryUnknown(VedetteError, LookupError):
    """Somebody named an instrument or an entry that is not in the register."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return f"nothing in the register of promises is called {self.key!r}"


class KeyTaken(VedetteError):
    """A name was asked for a document that another one has."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return f"{self.key!r} is the name of another document already"


class KeptAlready(VedetteError):
    """A new name was asked for a document that has one; names never change."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return f"this document is kept as {self.key!r} already, and a name never changes"


class PromiseUnfit(VedetteError, ValueError):
    """Something said of a promise lacks what makes it count, as a sentence."""


class DecisionOvertaken(VedetteError):
    """Somebody else decided, confirmed or rejected since it was read, as a sentence."""

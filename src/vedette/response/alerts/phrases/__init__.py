"""The phrase bank: what a warning says, one Fluent file a language, all with the same messages."""

from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from vedette.errors import VedetteError

# The 24 official languages of the European Union.
LANGUAGES = (
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
    "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
)  # fmt: skip
REFERENCE = "en"


class PhraseMissing(VedetteError, LookupError):
    """A language does not have a phrase, or cannot say it with these values."""

    def __init__(self, language: str, key: str, why: str = "it is not in the bank") -> None:
        super().__init__(language, key, why)
        self.language, self.key, self.why = language, key, why

    def __str__(self) -> str:
        return f"{self.language}: phrase {self.key!r} cannot be said: {self.why}"


def source(language: str) -> str:
    """Return the text of a language's file; empty if there is none."""
    file = files(__name__) / f"{language}.ftl"
    return file.read_text("utf-8") if file.is_file() else ""


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(source(language)))
    return bundle


def say(language: str, key: str, **values: object) -> str:
    """Say one phrase.

    Parameters
    ----------
    values
        What stands in its places; numbers choose the plural of the language.

    Raises
    ------
    PhraseMissing
        If the language lacks the phrase, or a value it needs was not given.
    """
    bundle = _bundle(language)
    if not bundle.has_message(key):
        raise PhraseMissing(language, key)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise PhraseMissing(language, key, "it is empty")
    text, faults = bundle.format_pattern(pattern, values)
    if faults:
        raise PhraseMissing(language, key, "; ".join(str(fault) for fault in faults))
    return str(text)


def say_nearest(language: str, key: str, **values: object) -> str:
    """Say a phrase, in English where a language has none: a mark must never be left out."""
    try:
        return say(language, key, **values)
    except PhraseMissing:
        return say("en", key, **values)


class _Places(Visitor):
    """Gathers the variables that a message has places for, and its plural branches."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.branches: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_Variant(self, node: ast.Variant) -> None:  # noqa: N802
        self.branches.add(node.key.name if isinstance(node.key, ast.Identifier) else node.key.value)
        self.generic_visit(node)


def messages(language: str) -> dict[str, frozenset[str]]:
    """Return every phrase of a language with the variables it has places for."""
    return {entry.id.name: frozenset(_places(entry).names) for entry in _entries(language)}


def branches(language: str, key: str) -> frozenset[str]:
    """Return the plural branches of a phrase, none if it has one form."""
    return next(
        (frozenset(_places(e).branches) for e in _entries(language) if e.id.name == key),
        frozenset(),
    )


def _places(entry: ast.Message) -> _Places:
    found = _Places()
    found.visit(entry)
    return found


def _entries(language: str) -> list[ast.Message]:
    body = FluentParser().parse(source(language)).body
    return [entry for entry in body if isinstance(entry, ast.Message)]


def unreadable(language: str) -> list[str]:
    """Return the lines of a file that no phrase can be read from."""
    body = FluentParser().parse(source(language)).body
    return [
        (entry.content or "").partition("\n")[0] for entry in body if isinstance(entry, ast.Junk)
    ]

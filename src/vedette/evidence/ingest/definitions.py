"""What a source is: one TOML file each, read once into values that are right."""

import codecs
import difflib
import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from vedette.base.markings.models import Handling, Tlp
from vedette.evidence.ingest.errors import DefinitionInvalid, SourceUnknown
from vedette.evidence.observations.models import Context, Finding, Report

SHIPPED = files("vedette.evidence.ingest") / "sources"
FORMATS = ("csv", "tsv", "xlsx", "json", "jsonl", "sqlite", "parquet")
SCHEMES = ("nuts", "city", "uk_postcode", "iso3166-2")
REPEATS = ("queue", "separate")
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one value comes from: a column, or the same for every row."""

    column: str = ""
    value: str = ""
    scheme: str = ""
    words: dict[str, str] = field(default_factory=dict)

    def read(self, row: dict[str, str]) -> str:
        """Return the cell's text, translated through its vocabulary if it has one."""
        text = row.get(self.column, "").strip() if self.column else self.value
        return self.words.get(text, text) if self.words else text


@dataclass(frozen=True, slots=True)
class DateRule:
    """How one of the dates is written."""

    column: str
    formats: tuple[str, ...]
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class SubstanceRule:
    """Which columns name substances, and in what manner."""

    columns: tuple[str, ...]
    split: tuple[str, ...] | str
    role: str
    component: str = ""
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuantityRule:
    """Where an amount stands and in which unit."""

    column: str
    unit: str = ""
    unit_column: str = ""
    decimal: str = "."
    below: str = "<"


@dataclass(frozen=True, slots=True)
class DeclaredRule:
    """Where a row says as what goods were declared: tariff code, its year, kind of goods."""

    code: Cell
    year: Cell
    goods: Cell
    flow: Cell | None = None


@dataclass(frozen=True)
class SourceDefinition:
    """Everything needed to read the files of one source."""

    name: str
    title: str
    context: str
    language: str
    simulated: bool
    key: tuple[str, ...]
    repeats: str
    typical_delay_days: int
    file: dict[str, Any]
    marking: dict[str, Any]
    occurred_on: DateRule
    reported_at: DateRule | None
    country: Cell
    region: Cell | None
    city: Cell | None
    laboratory: Cell | None
    substances: tuple[SubstanceRule, ...]
    nothing_found: frozenset[str]
    not_tested: frozenset[str]
    method: Cell
    identity_level: str
    identity_by_method: dict[str, str]
    quantity: QuantityRule | None
    person: dict[str, str]
    details: dict[str, str]
    form: str
    forms: dict[str, str]
    numbers: frozenset[str]
    body: str
    waits: bool = False
    declared: DeclaredRule | None = None

    @cached_property
    def columns(self) -> frozenset[str]:
        """Every column the definition reads; a file that lacks one of them is refused."""
        named = set(self.key) | set(self.person.values())
        named |= {self.occurred_on.column} - {""}
        named |= {c for rule in self.substances for c in rule.columns}
        named |= set(self.details.values()) | ({self.form} if self.form else set())
        if self.reported_at:
            named.add(self.reported_at.column)
        if self.quantity:
            named |= {self.quantity.column, self.quantity.unit_column} - {""}
        cells = [self.country, self.region, self.city, self.laboratory, self.method]
        if self.declared:
            cells += [
                self.declared.code,
                self.declared.year,
                self.declared.goods,
                self.declared.flow,
            ]
        return frozenset(named | {cell.column for cell in cells if cell and cell.column})


def known_sources(home: Path | None) -> dict[str, SourceDefinition]:
    """Return every shipped source, and those of the instance, which win over shipped ones."""
    found: dict[str, SourceDefinition] = {}
    for path in sorted(SHIPPED.iterdir(), key=lambda item: item.name):
        if path.name.endswith(".toml"):
            definition = parse(path.read_text("utf-8"), path.name)
            found[definition.name] = definition
    own = home / "sources" if home else None
    if own and own.is_dir():
        for file in sorted(own.glob("*.toml")):
            try:
                text = file.read_text("utf-8-sig")
            except UnicodeDecodeError:
                raise DefinitionInvalid(file.name, "not text in UTF-8") from None
            definition = parse(text, file.name)
            found[definition.name] = definition
    return dict(sorted(found.items()))


def find_source(name: str, home: Path | None) -> SourceDefinition:
    """Return one source, or refuse with the closest name."""
    known = known_sources(home)
    if name not in known:
        close = difflib.get_close_matches(name, known, n=1)
        raise SourceUnknown(name, list(known), close[0] if close else None)
    return known[name]


def parse(text: str, file_name: str) -> SourceDefinition:
    """Read one TOML file; refuse it with the reason if it cannot work."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionInvalid(file_name, f"not valid TOML: {error}") from None
    try:
        definition = _build(data)
    except KeyError as error:
        raise DefinitionInvalid(file_name, f"{error} is missing") from None
    except (TypeError, AttributeError, ValueError) as error:
        raise DefinitionInvalid(file_name, f"malformed: {error}") from None
    _check(definition)
    return definition


def _build(data: dict[str, Any]) -> SourceDefinition:
    place, identity = data.get("place", {}), data.get("identity", {})
    results, dates = data.get("results", {}), data["dates"]
    details = dict(data.get("details", {}))
    return SourceDefinition(
        name=data["name"],
        title=data["title"],
        context=data["context"],
        language=data.get("language", "en"),
        simulated=data.get("simulated", False),
        key=_words(data, "key"),
        repeats=data.get("repeats", "queue"),
        typical_delay_days=int(data.get("typical_delay_days", 0)),
        file=data.get("file", {}),
        marking=data.get("marking", {}),
        occurred_on=_date(dates["occurred_on"]),
        reported_at=_date(dates["reported_at"]) if "reported_at" in dates else None,
        country=_cell(place.get("country", {})),
        region=_cell(place["region"]) if "region" in place else None,
        city=_cell(place["city"]) if "city" in place else None,
        laboratory=_cell(data["laboratory"]) if "laboratory" in data else None,
        substances=tuple(_substances(block) for block in data.get("substances", ())),
        nothing_found=_folded(_words(results, "nothing_found")),
        not_tested=_folded(_words(results, "not_tested")),
        method=_method(identity.get("method", "")),
        identity_level=identity.get("level", ""),
        identity_by_method={k.casefold(): v for k, v in identity.get("by_method", {}).items()},
        quantity=QuantityRule(**data["quantity"]) if "quantity" in data else None,
        person=data.get("person", {}),
        form=details.pop("form", ""),
        forms={word.casefold(): form for word, form in data.get("forms", {}).items()},
        details=details,
        numbers=frozenset(_words(data.get("numbers", {}), "details")),
        body=data.get("body", ""),
        waits=bool(data.get("every_row_waits", False)),
        declared=_declared(data["declared"]) if "declared" in data else None,
    )


def _declared(data: dict[str, Any]) -> DeclaredRule:
    return DeclaredRule(_cell(data["code"]), _cell(data["year"]), _cell(data["goods"]),
                        _cell(data["flow"]) if "flow" in data else None)  # fmt: skip


def _date(data: dict[str, Any]) -> DateRule:
    if data.get("undated"):
        return DateRule("", (), "undated")
    formats = _words(data, "formats") or ("%Y-%m-%d",)
    return DateRule(data["column"], formats, data.get("precision", "day"))


def _cell(data: dict[str, Any]) -> Cell:
    return Cell(
        data.get("column", ""), data.get("value", ""), data.get("scheme", ""), data.get("words", {})
    )


def _method(data: dict[str, Any] | str) -> Cell:
    return Cell(value=data) if isinstance(data, str) else _cell(data)


def _substances(data: dict[str, Any]) -> SubstanceRule:
    split = data.get("split", [])
    return SubstanceRule(
        _words({"columns": data["columns"]}, "columns"),
        split if isinstance(split, str) else tuple(split),
        data.get("role", "found"),
        data.get("component", ""),
        data.get("names", {}),
    )


def _words(data: dict[str, Any], name: str) -> tuple[str, ...]:
    """Return a list of texts; a text alone would be taken letter by letter."""
    words = data.get(name, ())
    if not isinstance(words, (list, tuple)) or not all(isinstance(word, str) for word in words):
        raise TypeError(f"{name} must be a list of texts, not {words!r}")
    return tuple(words)


def _folded(words: Any) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _check(source: SourceDefinition) -> None:
    """Refuse a definition whose parts contradict what intake can do."""
    _one_of(source, "context", source.context, Context.values)
    _one_of(source, "repeats", source.repeats, REPEATS)
    if fmt := source.file.get("format"):
        _one_of(source, "file.format", fmt, FORMATS)
    for rule in (source.occurred_on, source.reported_at):
        if rule:
            _one_of(source, "precision", rule.precision, Report.Precision.values)
    for block in source.substances:
        _one_of(source, "role", block.role, Finding.Role.values)
        if isinstance(block.split, str):
            _one_of(source, "split", block.split, ("list", "text", "flags"))
    if source.region and source.region.scheme:
        _one_of(source, "place.region.scheme", source.region.scheme, SCHEMES)
    for level in (source.identity_level, *source.identity_by_method.values()):
        _one_of(source, "identity level", level, Finding.Identity.values)
    _check_file(source)
    _check_marking(source)


def _check_file(source: SourceDefinition) -> None:
    if not isinstance(source.name, str) or not _NAME.fullmatch(source.name):
        raise DefinitionInvalid(
            source.name, "a name is made of small letters, digits, dots, hyphens and underscores"
        )
    delimiter = source.file.get("delimiter", ",")
    if not isinstance(delimiter, str) or len(delimiter) != 1:
        raise DefinitionInvalid(
            source.name, f"file.delimiter is {delimiter!r}; it is one character"
        )
    if not str(source.file.get("header_row", 1)).isdecimal():
        raise DefinitionInvalid(source.name, "file.header_row must be a whole number")
    try:
        codecs.lookup(source.file.get("encoding", "utf-8"))
    except (LookupError, TypeError):
        raise DefinitionInvalid(
            source.name, f"file.encoding {source.file['encoding']!r} is not known"
        ) from None


def _check_marking(source: SourceDefinition) -> None:
    marks = source.marking
    _one_of(source, "marking.tlp", marks.get("tlp", Tlp.AMBER), Tlp.values)
    _one_of(source, "marking.handling", marks.get("handling", ""), Handling.values)
    if not marks.get("purpose", "public health"):
        raise DefinitionInvalid(source.name, "marking.purpose is empty")
    years = marks.get("retention_years", 10)
    if not isinstance(years, int) or not 0 <= years <= 1_000:
        raise DefinitionInvalid(source.name, f"marking.retention_years is {years!r}")
    if source.typical_delay_days < 0:
        raise DefinitionInvalid(source.name, "typical_delay_days is below zero")


def _one_of(source: SourceDefinition, what: str, value: str, allowed: Any) -> None:
    if value not in allowed:
        raise DefinitionInvalid(
            source.name, f"{what} is {value!r}; it must be one of {', '.join(map(repr, allowed))}"
        )

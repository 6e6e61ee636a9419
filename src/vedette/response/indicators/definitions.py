"""Indicators as data: what each measures, in which parts, and how these are computed."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from vedette.response.indicators.errors import IndicatorMalformed, IndicatorUnknown
from vedette.response.indicators.methods import METHODS, parameters_of

SHIPPED = Path(__file__).parent / "shipped"
LOCAL = "indicators"
DIRECTIONS = ("more", "less", "neither")
FREQUENCIES = ("live", "yearly", "rounds", "once")
STANDS = ("measure", "sign")
CERTAINTIES = ("V", "K", "D")  # verified, known, decided here
SMALLEST = 5
_TEXTS = ("definition", "numerator", "denominator", "source")
_TOP = frozenset({
    "key", "order", "number", "title", "promises", "providers", "breakdowns", "unit",
    "direction", "frequency", "baseline", "target", "caveats", "part", *_TEXTS,
})  # fmt: skip
_PART = frozenset({
    "key", "title", "stands", "unit", "method", "parameters", "series", "scale", "small_cells",
    "small_cells_why", "wanted", "direction", "shown_cell",
})  # fmt: skip
_GOAL = frozenset({"value", "text", "year", "part", "source", "certainty"})


@dataclass(frozen=True, slots=True)
class Goal:
    """A baseline or a target: its value or its words, for when, and who says so."""

    text: str
    source: str
    certainty: str
    value: float | None = None
    year: int | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of an indicator.

    Attributes
    ----------
    stands : str
        "measure", or "sign" where it only stands beside a measure that nobody delivered.
    method, parameters
        The named expression over evidence, empty if the figures are imported.
    series : str
        What imported figures are filed under, empty if the part is computed.
    smallest : int
        Counts from one to below this are hidden; nought where no people are behind them.
    wanted : str
        What would have to be delivered, said where it is missing.
    shown_cell : str
        The cell shown at a glance, where the part has no total.
    """

    key: str
    title: Mapping[str, str]
    unit: str
    stands: str = "measure"
    method: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    series: str = ""
    smallest: int = SMALLEST
    smallest_why: str = ""
    wanted: str = ""
    direction: str = ""
    shown_cell: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator, whole; `digest` names the text of its file."""

    key: str
    order: int
    number: int | None
    title: Mapping[str, str]
    definition: str
    numerator: str
    denominator: str
    unit: str
    source: str
    frequency: str
    direction: str
    parts: tuple[Part, ...]
    breakdowns: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    baseline: Goal | None = None
    target: Goal | None = None
    digest: str = ""

    @property
    def lead(self) -> Part:
        """Return the part shown at a glance: the first that measures, else the first."""
        return next((one for one in self.parts if one.stands == "measure"), self.parts[0])

    def part(self, key: str) -> Part | None:
        """Return a part by its key."""
        return next((one for one in self.parts if one.key == key), None)

    def is_better(self, part: Part) -> str:
        """Return in which direction a part improves: more, less or neither."""
        return part.direction or self.direction


def indicators_of(folder: Path | None) -> dict[str, Indicator]:
    """Return all indicators by key, in order; those of the instance replace shipped ones.

    Raises
    ------
    IndicatorMalformed
        With the file, the line and the field at fault.
    """
    files = sorted(SHIPPED.glob("*.toml"))
    if folder is not None:
        files += sorted((folder / LOCAL).glob("*.toml"))
    return dict(_read_all(tuple((one, one.stat().st_mtime_ns) for one in files)))


@lru_cache(maxsize=8)
def _read_all(files: tuple[tuple[Path, int], ...]) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for path, _changed in files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise IndicatorMalformed(path.name, 0, "", str(error)) from None
        one = read_indicator(text, file=path.name)
        found[one.key] = one
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def shared_cells(every: Iterable[Indicator]) -> dict[str, tuple[str, ...]]:
    """Return by which columns the reports of each context are counted, in any indicator."""
    found: dict[str, set[str]] = {}
    for part in (part for one in every for part in one.parts):
        if part.method == "count_reports":
            context = part.parameters["context"]
            found.setdefault(context, set()).update(part.parameters.get("cells", ()))
    return {context: tuple(sorted(cells)) for context, cells in found.items()}


def indicator_called(key: str, *, folder: Path | None) -> Indicator:
    """Return the indicator of a key.

    Raises
    ------
    IndicatorUnknown
        If this node has none.
    """
    found = indicators_of(folder)
    if key not in found:
        raise IndicatorUnknown(key)
    return found[key]


def read_indicator(text: str, *, file: str) -> Indicator:
    """Read one indicator from TOML.

    Raises
    ------
    IndicatorMalformed
        With the line and the field at fault.
    """
    try:
        row = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise IndicatorMalformed(file, int(line.group(1)) if line else 0, "", str(error)) from None
    for where, why in _faults(row):
        raise IndicatorMalformed(file, _line_of(text, where), where, why)
    return Indicator(
        key=row["key"], order=row.get("order", row.get("number", 100)), number=row.get("number"),
        title=row["title"], **{name: row.get(name, "").strip() for name in _TEXTS},
        unit=row["unit"], frequency=row["frequency"], direction=row["direction"],
        parts=tuple(_part(one) for one in row["part"]),
        breakdowns=tuple(row.get("breakdowns", ())), providers=tuple(row.get("providers", ())),
        promises=tuple(row.get("promises", ())), caveats=tuple(row.get("caveats", ())),
        baseline=_goal(row.get("baseline")), target=_goal(row.get("target")),
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip


def _part(row: Mapping[str, Any]) -> Part:
    return Part(
        key=row["key"], title=row["title"], unit=row["unit"], stands=row.get("stands", "measure"),
        method=row.get("method", ""), parameters=dict(row.get("parameters", {})),
        series=row.get("series", ""), smallest=row.get("small_cells", SMALLEST),
        smallest_why=row.get("small_cells_why", ""), wanted=row.get("wanted", ""),
        direction=row.get("direction", ""), shown_cell=row.get("shown_cell", ""),
    )  # fmt: skip


def _goal(row: Mapping[str, Any] | None) -> Goal | None:
    return None if row is None else Goal(**row)


def _faults(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each field at fault and why; the first is what a person is told."""
    for name in sorted(set(row) - _TOP):
        yield name, "no field is called so"
    if not isinstance(row.get("key"), str) or not row["key"].isidentifier():
        yield "key", "is a word of letters, digits and underscores"
    for name in ("title", "definition", "unit", "source", "frequency", "direction", "part"):
        if not row.get(name):
            yield name, "is missing"
    yield from _faults_of_types(row)
    if not isinstance(row["title"], dict) or "en" not in row["title"]:
        yield "title", "is missing in English"
    for name, words in (("frequency", FREQUENCIES), ("direction", DIRECTIONS)):
        if row[name] not in words:
            yield name, f"is one of {', '.join(words)}"
    yield from _faults_of_parts(row["part"])
    for name in ("baseline", "target"):
        if name in row:
            yield from _faults_of_goal(name, row[name], row["part"])


def _faults_of_types(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in (*_TEXTS, "unit"):
        if not isinstance(row.get(name, ""), str):
            yield name, "is text"
    for name in ("breakdowns", "providers", "promises", "caveats"):
        if not _is_list_of_text(row.get(name, [])):
            yield name, "is a list of texts"
    for name in ("order", "number"):
        if not isinstance(row.get(name, 0), int):
            yield name, "is a whole number"


def _faults_of_parts(parts: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(parts, list) or not all(isinstance(one, dict) for one in parts):
        yield "part", "is a list of tables: [[part]]"
        return
    keys = [one.get("key") for one in parts]
    for number, part in enumerate(parts, start=1):
        where = f"part {part.get('key', number)}"
        if not isinstance(part.get("key"), str) or not part["key"].isidentifier():
            yield where, "has a key of letters, digits and underscores"
        if keys.count(part["key"]) > 1:
            yield where, "is there twice"
        for name, why in (*_faults_of_part(part), *_faults_of_computing(part)):
            yield f"{where}, {name}", why


def _faults_of_part(part: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in sorted(set(part) - _PART):
        yield name, "no field is called so"
    if not isinstance(part.get("title"), dict) or "en" not in part["title"]:
        yield "title", "is missing in English"
    if not isinstance(part.get("unit"), str) or not part["unit"]:
        yield "unit", "is missing"
    for name, words in (("stands", STANDS), ("direction", DIRECTIONS)):
        if part.get(name, words[0]) not in words:
            yield name, f"is one of {', '.join(words)}"


def _faults_of_computing(part: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    method, series = part.get("method", ""), part.get("series", "")
    if bool(method) == bool(series):
        yield "method", "a part is computed by a method or read from a series: name one of them"
    if method:
        if method not in METHODS:
            yield "method", f"no method is called {method!r}; there are {', '.join(METHODS)}"
            return
        given = part.get("parameters", {})
        known, needed = parameters_of(method)
        for name in sorted(set(given) - known):
            yield f"parameters.{name}", f"{method} takes {', '.join(sorted(known)) or 'nothing'}"
        for name in sorted(needed - set(given)):
            yield f"parameters.{name}", "is missing"
    elif "parameters" in part:
        yield "parameters", "belong to a method"
    smallest = part.get("small_cells", SMALLEST)
    if not isinstance(smallest, int) or isinstance(smallest, bool) or smallest < 0:
        yield "small_cells", "is a whole number, nought or more"
    elif smallest < SMALLEST and not part.get("small_cells_why"):
        yield "small_cells_why", f"showing counts below {SMALLEST} needs its reason"


def _faults_of_goal(name: str, row: Any, parts: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(row, dict) or set(row) - _GOAL:
        yield name, f"is a table of {', '.join(sorted(_GOAL))}"
        return
    for needed in ("text", "source", "certainty"):
        if not isinstance(row.get(needed), str):
            yield f"{name}.{needed}", "is missing"
    if row["certainty"] not in CERTAINTIES:
        yield f"{name}.certainty", f"is one of {', '.join(CERTAINTIES)}"
    if not isinstance(row.get("value", 0.0), int | float):
        yield f"{name}.value", "is a number"
    if "value" in row and row.get("part") not in [one["key"] for one in parts]:
        yield f"{name}.part", "a value belongs to a part: name it"


def _is_list_of_text(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _line_of(text: str, where: str) -> int:
    """Return the line on which a field stands, or that of its table; 0 if it stands nowhere."""
    lines = text.splitlines()
    part = re.match(r"part (\w+)(?:, (.+))?", where)
    start, end = _span_of_part(lines, part.group(1)) if part else (0, len(lines))
    name = (part.group(2) or "") if part else where
    for wanted in filter(None, (name.rpartition(".")[2], name.partition(".")[0])):
        for number in range(start, end):
            if re.match(rf"\s*\[+{re.escape(wanted)}\]|\s*{re.escape(wanted)}\b.*=", lines[number]):
                return number + 1
    return start + 1 if part else 0


def _span_of_part(lines: list[str], key: str) -> tuple[int, int]:
    heads = [n for n, line in enumerate(lines) if line.strip() == "[[part]]"]
    for number, head in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(lines)
        said = re.search(rf'^key\s*=\s*"{re.escape(key)}"', "\n".join(lines[head:end]), re.M)
        if said or str(number + 1) == key:
            return head, end
    return 0, len(lines)

"""Propose a source from a file nobody has described: every guess is a comment to check."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import tomlkit

from vedette.catalogue.substances import registers
from vedette.evidence.ingest.formats import open_table

SAMPLE_ROWS = 500
_DATES = (
    "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y",
    "%Y/%m/%d", "%Y%m%d", "%Y-%m", "%Y",
)  # fmt: skip
_PRECISION = {"%Y-%m": "month", "%Y": "year"}
_SEPARATORS = (";", ",", "|", " + ", "/")
_CONTEXT_WORDS = {
    "death": ("death", "decedent", "cause", "autopsy"),
    "emergency": ("ems", "ambulance", "emergency", "naloxone", "narcan", "triage"),
    "wastewater": ("wastewater", "load", "sewage", "population", "metabolite"),
    "syringe_residue": ("syringe",),
    "seizure": ("seizure", "seized", "customs", "police"),
    "offer": ("listing", "vendor", "price", "market"),
    "drug_checking": ("sample", "expected", "intent", "ftir", "strip"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name and the text of a TOML file."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class _Column:
    """What a sample of one column looks like."""

    name: str
    values: tuple[str, ...]

    def share(self, test: Callable[[str], bool]) -> float:
        """Return the share of filled cells that pass a test."""
        return sum(map(test, self.values)) / len(self.values) if self.values else 0.0


def propose(path: Path, *, name: str = "") -> Proposal:
    """Look at a file and say how it could be read."""
    table = open_table(path, name=path.name, options={})
    rows = [row.cells for row in itertools.islice(iter(table.rows), SAMPLE_ROWS)]
    columns = [
        _Column(column, tuple(v for row in rows if (v := row.get(column, "").strip())))
        for column in table.columns
    ]
    stem = re.sub(r"[^a-z0-9]+", "_", path.name.split(".")[0].lower()).strip("_")
    name = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or stem or "new_source"
    document = _head(name, columns, rows)
    _dates(document, columns)
    _places(document, columns)
    _substances(document, columns)
    _person(document, columns)
    _rest(document, columns)
    return Proposal(name, tomlkit.dumps(document))


def _head(name: str, columns: list[_Column], rows: list[dict[str, str]]) -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    document.add(tomlkit.comment("A proposal. Check every line that says guess."))
    document["name"] = name
    document["title"] = name.replace("_", " ").capitalize()
    document["context"] = _with_guess(_context(columns))
    document["language"] = _with_guess("en")
    key = next((c.name for c in columns if _is_key(c, len(rows))), "")
    document["key"] = _with_guess([key] if key else [])
    document["typical_delay_days"] = _with_guess(7)
    marking = tomlkit.table()
    marking["tlp"], marking["purpose"] = "AMBER", "public health"
    document["marking"] = marking
    return document


def _with_guess(value: object) -> object:
    item = tomlkit.item(value)
    item.comment("guess")
    return item


def _context(columns: list[_Column]) -> str:
    names = " ".join(column.name.casefold() for column in columns)
    scores = {
        context: sum(word in names for word in words) for context, words in _CONTEXT_WORDS.items()
    }
    return (
        max(scores, key=lambda context: scores[context])
        if any(scores.values())
        else "collected_sample"
    )


def _is_key(column: _Column, rows: int) -> bool:
    named = re.search(r"(^|_)(id|nr|no|ref|reference|number|key|case)($|_)", column.name.casefold())
    return bool(named) and len(set(column.values)) == len(column.values) == rows > 0


def _date_format(column: _Column) -> str:
    def fits(form: str) -> Callable[[str], bool]:
        def test(text: str) -> bool:
            try:
                year = datetime.strptime(text, form).year  # noqa: DTZ007 - a day has no zone
            except ValueError:
                return False
            return 1950 <= year <= 2100

        return test

    return next((form for form in _DATES if column.share(fits(form)) > 0.95), "")


def _dates(document: tomlkit.TOMLDocument, columns: list[_Column]) -> None:
    found = [(column.name, form) for column in columns if (form := _date_format(column))]
    whole_days = [pair for pair in found if pair[1] not in _PRECISION]
    found = whole_days or found[:1]  # a year beside a day says nothing more
    dates = tomlkit.table(is_super_table=True)
    if not found:
        undated = tomlkit.table()
        undated["undated"] = _with_guess(True)
        dates["occurred_on"] = undated
    for field, (column, form) in zip(("occurred_on", "reported_at"), found, strict=False):
        rule = tomlkit.table()
        rule["column"] = _with_guess(column)
        rule["formats"] = [form]
        if form in _PRECISION:
            rule["precision"] = _PRECISION[form]
        dates[field] = rule
    document["dates"] = dates


def _places(document: tomlkit.TOMLDocument, columns: list[_Column]) -> None:
    place = tomlkit.table()
    for column in columns:
        folded = column.name.casefold()
        if (
            "country" not in place
            and column.share(lambda v: bool(re.fullmatch(r"[A-Z]{2}", v))) > 0.95
        ):
            if "country" in folded or "land" in folded:
                place["country"] = _inline(column=column.name)
        elif column.share(lambda v: bool(re.fullmatch(r"[A-Z]{2}[A-Z0-9]{1,3}", v))) > 0.9:
            place["region"] = _inline(column=column.name, scheme="nuts")
        elif re.search(r"city|town|municip", folded):
            place["city"] = _inline(column=column.name)
    if "country" not in place:
        place["country"] = _inline(value="")
        place["country"].comment("guess: say which country, as two letters")
    document["place"] = place


def _inline(**values: str) -> tomlkit.items.InlineTable:
    table = tomlkit.inline_table()
    table.update(values)
    return table


def _substances(document: tomlkit.TOMLDocument, columns: list[_Column]) -> None:
    lexicon = registers.standard_lexicon()
    blocks = tomlkit.aot()
    for column in columns:
        sample = tuple(dict.fromkeys(column.values))[:100]
        if not sample or column.share(str.isnumeric) > 0.5:
            continue
        named = sum(bool(lexicon.resolve(text).matches) for text in sample) / len(sample)
        if named < 0.5:
            continue
        block = tomlkit.table()
        block["columns"] = _with_guess([column.name])
        block["split"] = _split(column)
        wanted = re.search(r"intent|expect|sold|claim|label", column.name.casefold())
        block["role"] = _with_guess("sold_as" if wanted else "found")
        blocks.append(block)
    if len(blocks):
        document["substances"] = blocks


def _person(document: tomlkit.TOMLDocument, columns: list[_Column]) -> None:
    person = tomlkit.table()
    for column in columns:
        folded = column.name.casefold()
        if re.search(r"age.?(band|group)", folded):
            person["age_band"] = column.name
        elif folded in ("sex", "gender"):
            person["sex"] = column.name
    if len(person):
        document["person"] = person


def _split(column: _Column) -> object:
    if column.share(lambda v: v.startswith("[") and v.endswith("]")) > 0.5:
        return "list"
    if column.share(lambda v: len(v) > 60 and " " in v) > 0.3:
        return "text"
    filled = max(len(column.values), 1)
    often = [m for m in _SEPARATORS[:3] if sum(m in v for v in column.values) / filled > 0.02]
    return often[:1]


def _rest(document: tomlkit.TOMLDocument, columns: list[_Column]) -> None:
    used = tomlkit.dumps(document)
    details = tomlkit.table()
    for column in columns:
        if f'"{column.name}"' in used:
            continue
        field = re.sub(r"[^a-z0-9]+", "_", column.name.casefold()).strip("_")
        if field and field not in details:
            details[field] = column.name
    if len(details):
        document["details"] = details

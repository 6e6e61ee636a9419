"""The register as files: SDF, CSV and JSON, written whole and read a record at a time."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from vedette.catalogue.controls.structures import MOST_ATOMS, chemistry
from vedette.catalogue.substances.applying import written
from vedette.catalogue.substances.errors import FactUnfit, FileUnfit
from vedette.catalogue.substances.facts import FIELDS, facts_of, read_smiles
from vedette.catalogue.substances.models import Substance

MEDIA_TYPES = {
    "sdf": "chemical/x-mdl-sdfile",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
FORMS = tuple(MEDIA_TYPES)
COLUMNS = ("key", *FIELDS, "names", "sources")
MOST_BYTES = 50_000_000
MOST_RECORDS = 20_000
_STARTS = ("=", "+", "-", "@", "\t", "\r")  # of cells that a spreadsheet would execute
_END = "$$$$"


@dataclass(frozen=True, slots=True)
class Record:
    """One substance of a file, nothing checked yet; `line` is where it begins."""

    number: int
    line: int
    key: str
    facts: dict[str, Any]
    names: tuple[tuple[str, str], ...] = ()  # language and text
    refusal: FactUnfit | None = field(default=None, compare=False)


def register(form: str, *, family: str = "", line: Callable[[Iterable[str]], str]) -> Iterator[str]:
    """Yield the register in one of `FORMS`, of one family or whole, as every surface sends it.

    Raises
    ------
    FileUnfit
        If it is not written in that form.
    """
    if form not in FORMS:
        raise FileUnfit(f"{form!r} is no form of the register; one of {', '.join(FORMS)}")
    rows = Substance.objects.select_related("family").prefetch_related("names").order_by("key")
    if family:
        rows = rows.filter(family__key=family)
    if form == "csv":
        return as_csv(rows, line=line)
    return as_json(rows) if form == "json" else as_sdf(rows)


def table_of(rows: Iterable[Substance]) -> Iterator[dict[str, str]]:
    """Return substances as rows of text; names as `language:text` with bars between."""
    for row in rows:
        facts = {name: written(value) for name, value in facts_of(row).items()}
        names = "|".join(f"{one.language}:{one.text}" for one in row.names.all())
        yield {"key": row.key, **facts, "names": names, "sources": row.sources}


def as_csv(rows: Iterable[Substance], *, line: Callable[[Iterable[str]], str]) -> Iterator[str]:
    """Yield a table whose lines are written by `line`, which sees to harmless cells."""
    yield line(COLUMNS)
    for row in table_of(rows):
        yield line([row[name] for name in COLUMNS])


def as_json(rows: Iterable[Substance]) -> Iterator[str]:
    """Yield one JSON array, a substance a line."""
    opening = "[\n"
    for row in rows:
        names = [
            {"text": one.text, "language": one.language, "kind": one.kind, "source": one.source}
            for one in row.names.all()
        ]
        said = {"key": row.key, **facts_of(row), "names": names, "sources": row.sources}
        yield opening + json.dumps(said, ensure_ascii=False)
        opening = ",\n"
    yield "\n]\n" if opening != "[\n" else "[]\n"


def as_sdf(rows: Iterable[Substance]) -> Iterator[str]:
    """Yield one record a substance, drawn in two dimensions, with every fact beside it."""
    chem = chemistry()
    from rdkit.Chem.rdDepictor import Compute2DCoords

    for row, said in zip(*_twice(rows), strict=True):
        molecule = chem.MolFromSmiles(row.smiles) if row.smiles else chem.Mol()
        if molecule is None:
            molecule = chem.Mol()
        Compute2DCoords(molecule)
        molecule.SetProp("_Name", row.key)
        items = "".join(
            f">  <{name}>\n{said[name]}\n\n" for name in COLUMNS if said[name] and name != "key"
        )
        yield f"{chem.MolToMolBlock(molecule)}{items}{_END}\n"


def _twice(rows: Iterable[Substance]) -> tuple[list[Substance], Iterator[dict[str, str]]]:
    found = list(rows)
    return found, table_of(found)


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileUnfit(
            f"this is not UTF-8; byte {error.start:,} is the first that is not"
        ) from None


def read(text: str, *, form: str) -> Iterator[Record]:
    """Read a file of the register, or one that looks like it.

    Raises
    ------
    FileUnfit
        If the file as a whole cannot be read. A record that cannot be is yielded with
        its refusal, and the rest goes on.
    """
    readers = {"sdf": _read_sdf, "csv": _read_csv, "json": _read_json}
    if form not in readers:
        raise FileUnfit(f"{form!r} is no form of the register; one of {', '.join(FORMS)}")
    if len(text) > MOST_BYTES:
        raise FileUnfit(f"at most {MOST_BYTES // 1_000_000} million letters are read")
    for record in readers[form](text):
        if record.number > MOST_RECORDS:
            raise FileUnfit(f"at most {MOST_RECORDS:,} records are read at once")
        yield record


def _read_csv(text: str) -> Iterator[Record]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        _check_columns(reader.fieldnames or ())
        for number, row in enumerate(reader, 1):
            said = {name: _plain(cell) for name, cell in row.items() if isinstance(cell, str)}
            if None in row:  # a comma in a name without quotes moves what follows a column on
                why = "it has more cells than there are columns; put quotes around commas"
                refusal = FactUnfit("record", said.get("name", ""), why)
                yield Record(number, reader.line_num, said.get("key", ""), {}, refusal=refusal)
                continue
            yield _record(number, reader.line_num, said)
    except csv.Error as error:
        raise FileUnfit(f"line {reader.line_num}: {error}") from None


def _check_columns(columns: Iterable[str]) -> None:
    known = [name for name in columns if name in COLUMNS]
    if "name" not in known and "key" not in known and "smiles" not in known:
        raise FileUnfit(
            f"no column is called name, key or smiles; known columns: {', '.join(COLUMNS)}"
        )
    twice = [name for name in set(known) if known.count(name) > 1]
    if twice:
        raise FileUnfit(f"the column {twice[0]!r} stands more than once")


def _plain(cell: str) -> str:
    """Take off the apostrophe that kept a cell from being executed."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in "".join(_STARTS) else cell


def _read_json(text: str) -> Iterator[Record]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileUnfit(f"this is no JSON: {str(error)[:120]}") from None
    if not isinstance(said, list):
        raise FileUnfit("the register is a JSON array of substances")
    for number, one in enumerate(said, 1):
        if isinstance(one, dict):
            yield _record(number, 0, one)
        else:
            refusal = FactUnfit("record", one, "a substance is an object")
            yield Record(number, 0, "", {}, refusal=refusal)


def _read_sdf(text: str) -> Iterator[Record]:
    lines = text.replace("\r\n", "\n").split("\n")
    start, number = 0, 0
    for place, line in enumerate(lines):
        if line.startswith(_END):
            number += 1
            yield _read_sdf_record(number, start + 1, lines[start:place])
            start = place + 1
    if any(line.strip() for line in lines[start:]):
        number += 1
        refusal = FactUnfit("record", lines[start], f"the file ends before its {_END}")
        yield Record(number, start + 1, "", {}, refusal=refusal)


def _read_sdf_record(number: int, line: int, lines: list[str]) -> Record:
    end = next((i for i, text in enumerate(lines) if text.startswith("M  END")), None)
    if end is None:
        return Record(number, line, "", {}, refusal=FactUnfit("record", lines[0] if lines else "",
                                                             "it has no M  END"))  # fmt: skip
    said = {"key": lines[0].strip(), **_items(lines[end + 1 :])}
    chem = chemistry()
    drawn = chem.MolFromMolBlock("\n".join(lines[: end + 1]))
    if drawn is None:
        refusal = FactUnfit("structure", lines[0], "the drawing cannot be read")
        return Record(number, line, said["key"], {}, refusal=refusal)
    if drawn.GetNumAtoms() > MOST_ATOMS:
        refusal = FactUnfit("structure", lines[0], f"at most {MOST_ATOMS} atoms are read")
        return Record(number, line, said["key"], {}, refusal=refusal)
    if drawn.GetNumAtoms():
        smiles = chem.MolToSmiles(drawn)
        if contradiction := _contradiction(chem, smiles, said.get("smiles", "")):
            return Record(number, line, said["key"], {}, refusal=contradiction)
        said.setdefault("smiles", smiles)
    return _record(number, line, said)


def _contradiction(chem: Any, drawn: str, stated: str) -> FactUnfit | None:
    """Return why a drawing and the SMILES beside it are not one; nothing if they are."""
    if not stated:
        return None
    try:
        beside = chem.MolToInchiKey(read_smiles(stated))
    except FactUnfit as refusal:
        return refusal
    if chem.MolToInchiKey(chem.MolFromSmiles(drawn)) == beside:
        return None
    return FactUnfit("smiles", stated, f"the drawing is another structure, {drawn[:80]}")


def _items(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for text in lines:
        if text.startswith(">") and "<" in text:
            name = text[text.index("<") + 1 :].partition(">")[0].strip().casefold()
            found[name] = ""
        elif text.strip() and name:
            found[name] = f"{found[name]}\n{text}" if found[name] else text
        else:
            name = ""
    return found


def _record(number: int, line: int, said: dict[str, Any]) -> Record:
    facts = {
        name: said[name] for name in FIELDS
        if said.get(name) not in (None, "", []) and name in said
    }  # fmt: skip
    try:
        names = _names(said.get("names") or ())
    except FactUnfit as refusal:
        return Record(number, line, str(said.get("key") or ""), facts, refusal=refusal)
    return Record(number, line, str(said.get("key") or "").strip(), facts, names)


def _names(said: Any) -> tuple[tuple[str, str], ...]:
    if isinstance(said, str):
        return tuple(_name(part) for part in said.split("|") if part.strip())
    if isinstance(said, list) and all(
        isinstance(one, dict) and isinstance(one.get("text"), str) for one in said
    ):
        return tuple((str(one.get("language") or ""), one["text"].strip()) for one in said)
    if said:
        raise FactUnfit("names", said, "give a list of names, each with its text")
    return ()


def _name(part: str) -> tuple[str, str]:
    """Return language and text; what stands alone is a name of no certain language."""
    language, colon, text = part.partition(":")
    return (language.strip(), text.strip()) if colon else ("", part.strip())

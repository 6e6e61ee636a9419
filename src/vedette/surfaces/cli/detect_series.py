"""`vedette detect-series`: judge counts from a file under R surveillance's own names."""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import orjson
import typer

from vedette.errors import VedetteError
from vedette.science.detection import configurations
from vedette.surfaces.cli.series_files import BadFile, Named, read_series
from vedette.surfaces.cli.talk import talk

COLUMNS = ("config", "series", "t", "observed", "upperbound", "alarm", "expected", "score")
WRONGLY_CALLED = 2


def detect_series(
    series: Annotated[Path, typer.Argument(help="CSV: series,t,date,observed[,population].")],
    config: Annotated[str, typer.Option(help="Such as ff_noufaily, farr96, ears_c1, rki2.")],
    meta: Annotated[
        Path | None,
        typer.Option(help="CSV: series,freq[,has_dates,start_period]; default beside it."),
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option(help="An option of R's, such as powertrans=1/2.")
    ] = None,
    last: Annotated[
        str, typer.Option(help="Weeks judged at the end, or all; default 52, or 24 months.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON array of rows.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV, as by default.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write there, not to stdout.")] = None,
) -> None:
    """Judge the end of each series as R surveillance 1.20.3 does; needs no instance.

    An empty cell is what R leaves unknown. Series that cannot be judged have no rows and are
    named on stderr. Exits with 0 even if weeks are flagged, with 2 if a file, a name or a
    value is wrong.
    """
    try:
        if json and csv:
            raise BadFile("choose either --json or --csv")
        call = _Call(config, _params(param or []), _last(last))
        configurations.read(call.config, call.params)
        given = read_series(series, meta)
    except VedetteError as error:
        talk.print(
            f"Not judged: {str(error).removesuffix('.')}" + ("" if str(error)[-1:] == "?" else ".")
        )
        raise typer.Exit(WRONGLY_CALLED) from None
    rows = [row for one in given for row in _judged(one, call)]
    write = _write_json if json else _write_csv
    if out is None:
        write(rows, sys.stdout)
    else:
        with out.open("w", encoding="utf-8", newline="") as file:
            write(rows, file)


@dataclass(frozen=True, slots=True)
class _Call:
    config: str
    params: dict[str, str]
    last: int | None


def _params(given: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise BadFile(f"--param {text!r} is not of the form name=value")
        if name.strip() in found:
            raise BadFile(f"--param {name.strip()} is given twice")
        found[name.strip()] = value.strip()
    return found


def _last(text: str) -> int | None:
    if text == "":
        return -1
    if text == "all":
        return None
    if not text.isdecimal() or int(text) < 1:
        raise BadFile(f"--last cannot be {text!r}: it wants a whole number from 1, or all")
    return int(text)


def _judged(one: Named, call: _Call) -> Iterator[tuple[Any, ...]]:
    try:
        rows = configurations.judge(call.config, one.series, params=call.params, last=call.last)
    except VedetteError as error:
        talk.print(f"{one.name}: no rows, {error}.")
        return
    for position, index in enumerate(rows.index):
        alarm = rows.alarm[position]
        yield (
            call.config, one.name, one.first + int(index), _value(one.series.counts[index]),
            _value(rows.upperbound[position]), None if np.isnan(alarm) else int(alarm),
            _value(rows.expected[position]), _value(rows.score[position]),
        )  # fmt: skip


def _value(number: float) -> float | int | None:
    """A whole number as one, the unknown as nothing."""
    if np.isnan(number):
        return None
    return int(number) if abs(number) < 2**53 and number == int(number) else float(number)


def _write_csv(rows: list[tuple[Any, ...]], file: Any) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)


def _write_json(rows: list[tuple[Any, ...]], file: Any) -> None:
    file.write(orjson.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows]).decode() + "\n")

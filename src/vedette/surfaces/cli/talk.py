"""How commands speak: data to stdout as text or JSON, everything else to stderr."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table

# Texts come from files and people: nothing in them is markup.
out = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
talk = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)


def say_json(value: Any) -> None:
    """Print one JSON document on one line."""
    sys.stdout.write(orjson.dumps(value, default=str).decode() + "\n")


def say_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, empty: str) -> None:
    """Print a table for people; say in words that there is nothing."""
    rows = [[("" if cell is None else str(cell)) for cell in row] for row in rows]
    if not rows:
        talk.print(empty)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    out.print(table)

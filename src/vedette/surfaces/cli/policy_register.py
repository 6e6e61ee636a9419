"""`vedette policy list`, `show`, `search`: what is in the register of promises."""

from typing import Annotated, Any

import typer

from vedette.response.policy import queries, search
from vedette.response.policy.formats import entry_as_data, instrument_as_data
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.talk import say_json, say_table, talk

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


def attach(app: typer.Typer) -> None:
    """Add the commands that read the register."""
    app.command("list")(list_instruments)
    app.command("show")(show)
    app.command("search")(find)


def list_instruments(as_json: Json = False) -> None:
    """List the documents kept."""
    instance.check()
    rows = [instrument_as_data(one) for one in queries.instruments()]
    if as_json:
        for row in rows:
            say_json(row)
        return
    say_table(
        ["key", "date", "number", "languages", "entries", "title"],
        ([r["key"], r["date"], r["number"], " ".join(r["languages"]), r["entries"], r["title"]]
         for r in rows),
        empty="No document was imported yet.",
    )  # fmt: skip


def show(
    key: Annotated[str, typer.Argument(help="A document, or an entry as plan-2021-2025/A12.")],
) -> None:
    """Print a document with its entries, or one entry, as JSON."""
    instance.check()
    if "/" in key:
        say_json(entry_as_data(queries.find_entry(key)))
        return
    row = queries.find_instrument(key)
    readings = queries.newest_readings(row)
    entries: list[dict[str, Any]] = [
        {"key": f"{row.key}/{one.entry.code}", "kind": one.entry.kind,
         "text": {r.language: w.text for r, w in zip(readings, one.wordings, strict=True) if w}}
        for one in queries.placed_entries(row, readings)
    ]  # fmt: skip
    say_json({**instrument_as_data(row), "entries": entries})


def find(
    words: Annotated[list[str], typer.Argument(help="Every word must stand in the entry.")],
    language: Annotated[str, typer.Option(help="Two letters; any if left out.")] = "",
    kind: Annotated[str, typer.Option(help="For instance action.")] = "",
    as_json: Json = False,
) -> None:
    """Find entries by their words, in every language; the last word may be a beginning."""
    instance.check()
    found = search.find(" ".join(words), language=language, kind=kind)
    rows = [
        {"key": queries.key_of(one.entry), "language": one.reading.language,
         "lines": [one.first_line, one.last_line], "text": one.text}
        for one in found.wordings
    ]  # fmt: skip
    if as_json:
        for row in rows:
            say_json(row)
        return
    say_table(
        ["key", "language", "lines", "text"],
        ([r["key"], r["language"], f"{r['lines'][0]}-{r['lines'][1]}", str(r["text"])[:120]]
         for r in rows),
        empty="Nothing in the register holds these words.",
    )  # fmt: skip
    if found.is_cut:
        talk.print(f"More than {search.MOST_RANKED} hits; name more words.")

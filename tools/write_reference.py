"""Generate the reference pages from commands, sources, rights, records and the API."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import django
import orjson

TARGET = Path("docs/reference")


def main(*, check: bool) -> int:
    """Write every page, or with ``check`` say which are stale."""
    django.setup()
    pages = {
        "commands.md": commands(),
        "sources.md": sources(),
        "rights.md": rights(),
        "records.md": records(),
        "openapi.json": openapi(),
    }
    stale = [n for n, text in pages.items() if not (TARGET / n).exists()
             or (TARGET / n).read_text("utf-8") != text]  # fmt: skip
    if check:
        print(f"stale: {', '.join(stale)}; run make docs" if stale else "fresh")
        return int(bool(stale))
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (TARGET / name).write_text(pages[name], "utf-8")
    print(f"wrote {len(stale)} of {len(pages)} pages")
    return 0


def commands() -> str:
    """Return one section a command, as `--help` prints it."""
    import typer

    from vedette.surfaces.cli.commands import app

    group = typer.main.get_command(app)
    parts = ["# Commands\n", "Made from `--help` by `make docs`.\n"]
    for name, command in _walk(group, "vedette"):
        context = click.Context(command, info_name=name, terminal_width=96)
        parts.append(f"## {name}\n\n```\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def _walk(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    inner = getattr(command, "commands", None)
    if not inner:
        yield name, command
        return
    if getattr(command, "invoke_without_command", False):
        yield name, command
    for part, child in inner.items():
        yield from _walk(child, f"{name} {part}")


def sources() -> str:
    """Return every shipped source with what it reads."""
    from vedette.evidence.ingest.definitions import known_sources

    lines = ["# Sources\n", "| name | context | title | identified by |", "|---|---|---|---|"]
    lines += [
        f"| `{s.name}` | {s.context} | {s.title} | {', '.join(s.key) or 'its content'} |"
        for s in known_sources(None).values()
    ]
    return "\n".join(lines) + "\n"


def rights() -> str:
    """Return who may do what, and how an alert moves, from the tables the code asks."""
    from vedette.base.accounts.models import Role
    from vedette.base.accounts.rules import MAY
    from vedette.base.markings.rules import SEEN_BY_ROLE
    from vedette.response.alerts.rules import NEXT

    roles = list(Role.values)
    lines = ["# Rights\n", "## Acts\n", f"| act | {' | '.join(roles)} |", "|---" * 6 + "|"]
    for act, allowed in MAY.items():
        marks = " | ".join("yes" if role in allowed else "" for role in roles)
        lines.append(f"| {act.replace('_', ' ')} | {marks} |")
    lines += ["", "## Markings seen without being named\n", "| role | TLP |", "|---|---|"]
    lines += [f"| {role} | {', '.join(sorted(seen))} |" for role, seen in SEEN_BY_ROLE.items()]
    lines += ["", "## The life of an alert\n", "```mermaid", "stateDiagram-v2"]
    lines += [f"  {a} --> {b}" for a, after in NEXT.items() for b in sorted(after)]
    return "\n".join([*lines, "```"]) + "\n"


def records() -> str:
    """Return every record with its fields, which of them are personal, and its constraints."""
    from django.apps import apps

    parts = ["# Records\n"]
    for model in sorted(apps.get_models(), key=lambda m: m._meta.label):
        if not model.__module__.startswith("vedette."):
            continue
        personal = model.personal_fields
        parts.append(f"## {model._meta.label}\n\n{(model.__doc__ or '').strip()}\n")
        for field in model._meta.fields:
            note = " (personal)" if field.name in personal else ""
            about = f": {field.help_text}" if field.help_text else ""
            parts.append(f"- `{field.name}`{note}{about}")
        named = [f"`{rule.name}`" for rule in model._meta.constraints]
        if named:
            parts.append(f"\nAlways holds: {', '.join(named)}.")
        parts.append("")
    return "\n".join(parts)


def openapi() -> str:
    """Return the API as OpenAPI."""
    from vedette.surfaces.api.main import api

    schema = api.get_openapi_schema(path_prefix="/api/")
    return (
        orjson.dumps(schema, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS).decode() + "\n"
    )


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))

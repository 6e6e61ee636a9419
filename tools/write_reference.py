"""Generate the reference pages from commands, sources, rights, records and the API."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
        "assessment-kinds.md": assessment_kinds(),
        "indicators.md": indicators(),
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

    from vedette.surfaces.cli.commands import gather

    group = typer.main.get_command(gather())
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
    from vedette.response.alerts.rules import ACTS, NEXT

    roles = list(Role.values)
    lines = ["# Rights\n", "## Acts\n", f"| act | {' | '.join(roles)} |", "|---" * 6 + "|"]
    for act, allowed in MAY.items():
        marks = " | ".join("yes" if role in allowed else "" for role in roles)
        lines.append(f"| {act.replace('_', ' ')} | {marks} |")
    lines += ["", "## Markings seen without being named\n", "| role | TLP |", "|---|---|"]
    lines += [f"| {role} | {', '.join(sorted(seen))} |" for role, seen in SEEN_BY_ROLE.items()]
    lines += ["", "## The life of an alert\n", "```mermaid", "stateDiagram-v2"]
    lines += [f"  {a} --> {b}" for a, after in NEXT.items() for b in sorted(after)]
    lines += ["```", "", "## What may be done with a warning\n"]
    lines += ["A warning that a person may not see answers as if it were not there.\n"]
    lines += [f"| act | where it stands | {' | '.join(roles)} | |", "|---" * 8 + "|"]
    for name, one in ACTS.items():
        marks = " | ".join("yes" if role in MAY[one.right] else "" for role in roles)
        note = "another person than its writer" if one.by_another else ""
        where = ", ".join(sorted(one.standings))
        lines.append(f"| {name.replace('_', ' ')} | {where} | {marks} | {note} |")
    return "\n".join(lines) + "\n"


def assessment_kinds() -> str:
    """Return every shipped kind of assessment: its states drawn, its steps, sections, questions."""
    from vedette.judgement.assessments.definitions import kinds_of

    parts = [
        "# Kinds of assessment\n",
        "A node adds its own as `assessment-kinds/*.toml` in its instance folder; the same key",
        "replaces a kind listed here.\n",
    ]
    for kind in sorted(kinds_of(None).values(), key=lambda one: one.key):
        ref = f"{kind.legal_ref}, " if kind.legal_ref else ""
        begins = ", ".join(f"`{rule}`" for rule in kind.starts) or "none"
        parts += [
            f"## {kind.title['en']}\n",
            f"`{kind.key}`; {ref}certainty: {kind.certainty}. Begun and written by "
            f"{', '.join(sorted(kind.roles))}. Clocks started by its opening: {begins}.\n",
            "```mermaid", "stateDiagram-v2", f"  [*] --> {kind.first.key}",
        ]  # fmt: skip
        parts += [
            f"  {origin} --> {step.target}: {step.act}"
            for step in kind.transitions for origin in step.origins
        ]  # fmt: skip
        parts += ["```\n", "| step | who | needs | starts | meets | withdraws |", "|---" * 6 + "|"]
        for step in kind.transitions:
            cells = (sorted(step.roles), step.needs, step.starts, step.meets, step.withdraws)
            parts.append(f"| {step.act} | {' | '.join(', '.join(cell) for cell in cells)} |")
        parts += ["", *(_asked(one) for one in kind.questions)]
        parts += [_section(one) for one in kind.sections]
        parts.append("")
    return "\n".join(parts)


def _asked(question: Any) -> str:
    exception = "; an exception needs its reason" if question.may_be_excepted else ""
    acts = ", ".join(question.blocks)
    return f"- *{question.title['en']}* {question.blocks_if} or unknown blocks {acts}{exception}."


def _section(section: Any) -> str:
    notes = ["required"] if section.is_required else []
    notes += ["only a pointer"] if section.is_pointer else []
    notes += [f"figures: {', '.join(section.pulls)}"] if section.pulls else []
    said = f" ({'; '.join(notes)})" if notes else ""
    return f"- **{section.title['en']}**{said}: {section.belongs.get('en', '')}"


def indicators() -> str:
    """Return every shipped indicator: what it measures, in which parts, and how they are made."""
    from vedette.response.indicators.definitions import indicators_of
    from vedette.response.indicators.mapping import mappings_of
    from vedette.response.indicators.methods import METHODS

    parts = [
        "# Indicators\n",
        "A node adds its own as `indicators/*.toml` in its instance folder; the same key",
        "replaces one listed here. [V] verified, [K] known, [D] decided here.\n",
    ]
    for one in indicators_of(None).values():
        number = f" ({one.number} of the plan)" if one.number else ""
        parts += [f"## {one.title['en']}{number}\n", f"`{one.key}`: {one.definition}\n"]
        facts = {
            "Numerator": one.numerator,
            "Denominator": one.denominator,
            "Unit": f"`{one.unit}`",
            "Source": one.source,
            "Frequency": one.frequency,
            "Better": one.direction,
            "Broken down by": ", ".join(one.breakdowns),
            "Speaks to": ", ".join(f"`{promise}`" for promise in one.promises),
        }
        parts += [f"- {name}: {said}" for name, said in facts.items() if said]
        for name, goal in (("Baseline", one.baseline), ("Target", one.target)):
            if goal:
                parts.append(f"- {name}: {goal.text} ({goal.source}) [{goal.certainty}]")
        parts += ["", "| part | stands for | unit | how | counts hidden below |", "|---" * 5 + "|"]
        for part in one.parts:
            how = f"imported, `{part.series}`"
            if part.method:
                how = f"`{METHODS[part.method].label}`"
            small = part.smallest or f"none: {part.smallest_why}"
            parts.append(
                f"| {part.title['en']} | {part.stands} | `{part.unit}` | {how} | {small} |"
            )
        parts += ["", *(f"- {caveat}" for caveat in one.caveats), ""]
    parts += ["## Methods\n", "| method | takes | says |", "|---" * 3 + "|"]
    for method in METHODS.values():
        said = (method.express.__doc__ or "").split("\n")[0]
        parts.append(f"| `{method.label}` | {', '.join(method.tables)} | {said} |")
    parts += ["", "## Mappings of figures\n", "A node adds its own as `figure-mappings/*.toml`.\n",
              "| mapping | reads | shape | series |", "|---" * 4 + "|"]  # fmt: skip
    parts += [f"| `{m.key}` | {m.title} | {m.shape} | `{m.series}` |"
              for m in mappings_of(None).values()]  # fmt: skip
    return "\n".join(parts) + "\n"


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

"""A register as one list of entries: what will be kept of each, before any record exists."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from vedette.response.policy.periods import first_day, last_day
from vedette.response.policy.references import Reference
from vedette.response.policy.registers import Action, Indicator, Paragraph, Priority, Register


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry of one reading; `code` names it within its instrument."""

    kind: str
    code: str
    number: int | None
    text: str
    raw: str
    lines: tuple[int, int]
    parent: str = ""
    page: int | None = None
    label: str = ""
    verb: str = ""
    verb_norm: str = ""
    pillar: str = ""
    governance: bool = False
    period: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    ongoing: bool = False
    areas: tuple[str, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()  # role and code, in order
    cited: tuple[Reference, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)


def drafts_of(register: Register) -> list[Draft]:
    """Return every entry of a register in the order of its lines; each code stands once."""
    found: list[Draft] = []
    for one in register.recitals:
        found += _paragraph("recital", f"R{one.number}", one)
    for one in register.recommendations:
        found += _paragraph("recommendation", f"P{one.number}", one)
    for priority in register.priorities:
        found += _priority(priority)
    named = {f"S{one.number}" for one in register.priorities}
    for action in register.actions:
        found += _action(action, named)
    found += [_indicator(one) for one in register.indicators]
    found += [
        Draft("footnote", f"N{one.number}", one.number, one.text, one.text, one.lines,
              cited=one.references)
        for one in register.footnotes
    ]  # fmt: skip
    return list(_each_once(sorted(found, key=lambda one: one.lines[0])))


def _paragraph(kind: str, code: str, one: Paragraph) -> Iterator[Draft]:
    asked = [("addressee", body) for body in one.addressees]
    asked += [("partner", body) for body in one.partners]
    yield Draft(
        kind, code, one.number, one.text, one.raw, one.lines, page=one.page, verb=one.verb or "",
        verb_norm=one.verb_norm or "", asked=tuple(asked), cited=one.references,
        details={"footnotes": list(one.footnotes)},
    )  # fmt: skip
    for part in one.sub_points:
        yield Draft(
            "sub_point", f"{code}.{part.mark}", None, part.text, part.text, one.lines,
            parent=code, page=one.page, label=part.mark,
        )  # fmt: skip


def _priority(one: Priority) -> Iterator[Draft]:
    code = f"S{one.number}"
    yield Draft(
        "priority", code, one.number, one.title, one.title, one.lines,
        label=one.label_as_written, pillar=one.pillar or "",
    )  # fmt: skip
    for area in one.areas:
        yield Draft(
            "area", f"T{area.mark}", None, area.text, area.text, one.lines, parent=code,
            label=area.mark,
        )  # fmt: skip


def _action(one: Action, priorities: set[str]) -> Iterator[Draft]:
    code, above = f"A{one.number}", f"S{one.strategic_priority}"
    yield Draft(
        "action", code, one.number, one.text, one.raw, one.lines,
        parent=above if above in priorities else "", label=one.label_as_written,
        pillar=one.pillar or "", governance=one.governance, period=one.period_as_written,
        starts_on=first_day(one.start), ends_on=last_day(one.end), ongoing=one.ongoing,
        areas=one.priority_areas, cited=one.references,
        asked=tuple(("responsible", body) for body in one.responsible_codes),
        details={"footnotes": list(one.footnotes)},
    )  # fmt: skip
    for part in one.sub_points:
        yield Draft(
            "sub_point", f"{code}.{part.mark}", None, part.text, part.text, one.lines,
            parent=code, label=part.mark,
        )  # fmt: skip


def _indicator(one: Indicator) -> Draft:
    return Draft(
        "indicator", f"I{one.number}", one.number, one.text, one.raw, one.lines,
        label=one.label_as_written,
        asked=tuple(("provider", body) for body in one.data_providers),
        details={
            "data_sources": list(one.data_sources), "breakdowns": list(one.breakdowns),
            "frequency": one.frequency, "footnotes": list(one.footnotes),
        },
    )  # fmt: skip


def _each_once(drafts: list[Draft]) -> Iterator[Draft]:
    """A number that stands twice in a file gets a tail, so that nothing is lost."""
    seen: dict[str, int] = {}
    for one in drafts:
        seen[one.code] = seen.get(one.code, 0) + 1
        yield one if seen[one.code] == 1 else replace(one, code=f"{one.code}-{seen[one.code]}")

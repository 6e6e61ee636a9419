"""What the parts of a case say together, as the next revision of the case's one report."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from vedette.catalogue.laboratories.identification import sureness
from vedette.evidence.cases.fields import (
    AUTOPSY,
    CLINICAL,
    FOUND,
    NOT_FOUND,
    TOXICOLOGY,
    listed,
)
from vedette.evidence.cases.models import CasePart
from vedette.evidence.cases.views import CaseView, Line, PartView
from vedette.evidence.observations.models import Context, Finding
from vedette.evidence.observations.rows import Mention, NewReport
from vedette.science.identification import read_methods, write_methods

CLAIMED = "claimed"  # said by the person or by somebody with them, not measured
NAMED_ALSO = "named_also"  # names of one substance beside the one that is counted
IS = " = "
# Whose word on the person counts first, where several parts give one.
OF_THE_PERSON = (AUTOPSY, CLINICAL, TOXICOLOGY)
OF_THE_PLACE = (CLINICAL, AUTOPSY, TOXICOLOGY)
IN_DETAILS = (
    "outcome", "setting", "naloxone", "autopsy", "manner", "icd_version", "underlying",
    "contributing",
)  # fmt: skip


def with_levels(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Say of each line of one panel how sure its finding is.

    All methods by which the panel found the same substance in the same matrix speak for it
    together: a product that lay beside the body says nothing of what is in the blood. What the
    laboratory itself calls less sure stays so.
    """
    lines = tuple(lines)
    behind: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        if line.state == FOUND:
            behind.setdefault(_sample_of(line), []).append(line.method)
    return tuple(_with_level(line, behind) for line in lines)


def _sample_of(line: Line) -> tuple[str, str]:
    """Return the substance and the matrix of a line."""
    return line.key or line.name.casefold(), line.matrix


def _with_level(line: Line, behind: dict[tuple[str, str], list[str]]) -> Line:
    if line.state != FOUND:
        return line
    method = methods_together(behind[_sample_of(line)])
    return replace(line, level=sureness(method, line.claimed_level).level)


def methods_together(methods: Iterable[str]) -> str:
    """Return several methods as one text, each use once."""
    uses = [use for method in methods for use in read_methods(method)]
    return write_methods(dict.fromkeys(uses))


def context_of(view: CaseView) -> str:
    """Return under what a case is counted: as a death once any part says so."""
    return Context.DEATH.value if view.is_death else Context.EMERGENCY.value


def day_of(view: CaseView) -> date:
    """Return the day under which a case is counted."""
    if view.is_death:
        told = view.values("died_on") or view.values("found_on")
        if told:
            return date.fromisoformat(min(told))
        autopsies = [part.occurred_on for part in view.autopsies]
        if autopsies:
            return min(autopsies)
    clinical = [part.occurred_on for part in view.of(CLINICAL)]
    return min(clinical or [part.occurred_on for part in view.parts])


def report_of(
    token: str, parts: Sequence[CasePart], view: CaseView, *, number: int, at: datetime,
    known_as: Callable[[str], str] = str.casefold,
) -> NewReport:  # fmt: skip
    """Return the next revision of a case's report, sealed.

    Two names of which ``known_as`` returns the same are one substance.
    """
    placed = next((p for p in _by_kind(parts, OF_THE_PLACE) if p.place_id is not None), None)
    first = placed or next(_by_kind(parts, OF_THE_PLACE))
    mentions, also = _mentions(view, known_as)
    laboratory = next((p.laboratory_id for p in parts if p.laboratory_id is not None), None)
    report = NewReport(
        line=number, key=token, occurred_on=day_of(view), reported_at=timezone.localdate(at),
        country=first.country, person=token, age_band=_first(view, "age_band"),
        sex=_first(view, "sex"), details={"number": number, **_details(view)},
        mentions=mentions, place_id=placed.place_id if placed else None,
        laboratory_id=laboratory,
    )  # fmt: skip
    if also:
        report.details[NAMED_ALSO] = "; ".join(f"{one}{IS}{other}" for one, other in also.items())
    if not report.mentions and any(line.state == NOT_FOUND for line in view.lines):
        report.details["nothing_found"] = True
    report.seal()
    return report


def _by_kind(parts: Sequence[CasePart], order: Sequence[str]) -> Iterator[CasePart]:
    return iter(sorted(parts, key=lambda part: order.index(part.kind)))


def _first(view: CaseView, key: str) -> str:
    ordered = sorted(view.parts, key=lambda part: OF_THE_PERSON.index(part.kind))
    return next((value for part in ordered if (value := part.said(key))), "")


def _details(view: CaseView) -> dict[str, str]:
    told = {key: "; ".join(sorted(view.values(key))) for key in IN_DETAILS}
    told["parts"] = "; ".join(part.kind for part in view.parts)
    return {key: value for key, value in told.items() if value}


def named_also(details: Mapping[str, Any]) -> dict[str, str]:
    """Return the names that a report leaves out for another name of the same substance."""
    pairs = (pair.partition(IS) for pair in listed(str(details.get(NAMED_ALSO, ""))))
    return {one.casefold(): other.casefold() for one, _is, other in pairs}


def _mentions(
    view: CaseView, known_as: Callable[[str], str]
) -> tuple[list[Mention], dict[str, str]]:
    """Return each substance once for every matrix in which it was found, and what only words name.

    Named in the cause and found by a laboratory is one thing, said with the laboratory's name
    and methods; the other names that it has come beside it.
    """
    causes = _named(view, "cause")
    contributed = _named(view, "contributed")
    roles = {known_as(name): Finding.Role.CONTRIBUTED.value for name in contributed}
    roles |= {known_as(name): Finding.Role.CAUSE.value for name in causes}
    mentions: list[Mention] = []
    called: dict[str, str] = {}  # what is mentioned, and under which name
    for part in view.of(TOXICOLOGY):
        for line in part.lines:
            if line.state == FOUND:
                known = known_as(line.name)
                called.setdefault(known, line.name)
                mentions.append(_found(line, part, roles.get(known, Finding.Role.FOUND.value)))
    also: dict[str, str] = {}
    for role, component, names in (
        (Finding.Role.CAUSE.value, "", causes),
        (Finding.Role.CONTRIBUTED.value, "", contributed),
        (Finding.Role.SOLD_AS.value, CLAIMED, _named(view, CLAIMED)),
    ):
        for name in names:
            known = known_as(name)
            if known not in called:
                called[known] = name
                mentions.append(Mention(raw=name, role=role, component=component))
            elif called[known].casefold() != name.casefold():
                also[name] = called[known]
    return mentions, also


def _found(line: Line, part: PartView, role: str) -> Mention:
    same = [one.method for one in part.lines
            if one.state == FOUND and _sample_of(one) == _sample_of(line)]  # fmt: skip
    return Mention(
        raw=line.name, role=role, component=line.matrix, value=line.value, unit=line.unit,
        below_loq=line.below_loq, method=methods_together(same), identity=line.level,
    )  # fmt: skip


def _named(view: CaseView, key: str) -> tuple[str, ...]:
    """Return the names that parts give to a question, each once."""
    names = {name.casefold(): name for part in view.parts for name in part.listed(key)}
    return tuple(names.values())

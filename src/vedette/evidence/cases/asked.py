"""What each consistency check asks of a case; it answers with the facts of its sentence."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from vedette.catalogue.laboratories.identification import sureness
from vedette.evidence.cases.codesets import is_code, is_icd10, select, selection_b
from vedette.evidence.cases.fields import FOUND, NOT_FOUND, NOT_TESTED
from vedette.evidence.cases.views import CaseView, Line, NamedSubstance, PartView
from vedette.science.identification import LEVELS, read_methods

Found = Iterator[dict[str, Any]]
OPIOIDS = "opioid"  # the family under which the register keeps every opioid
OPIOID_CODES = ("F11", "T40.0", "T40.1", "T40.2", "T40.3", "T40.4", "T40.6")
OF_THE_DEAD = frozenset({
    "femoral_blood", "cardiac_blood", "vitreous", "liver", "bile", "brain", "muscle",
})  # fmt: skip
# External causes by intent; of the accidents only the poisonings, as no other is told here.
MANNERS = (
    ("X40", "X49", "accident"), ("X60", "X84", "suicide"), ("X85", "Y09", "homicide"),
    ("Y10", "Y34", "undetermined"),
)  # fmt: skip
DAYS_APART = 30
COMPARED = ("sex", "age_band", "died_on")


def value_without_unit(view: CaseView) -> Found:
    """A number means nothing without its unit."""
    for line in view.lines:
        if line.value is not None and not line.unit:
            yield {"substance": line.name, "value": f"{line.value:g}"}


def value_below_loq(view: CaseView) -> Found:
    """What lies below the limit of quantification has no number."""
    yield from (_named(line) for line in view.lines if line.below_loq and line.value is not None)


def result_without_method(view: CaseView) -> Found:
    """Found and not found both rest on a method."""
    for line in view.lines:
        if line.state in (FOUND, NOT_FOUND) and not read_methods(line.method):
            yield _named(line)


def untested_with_result(view: CaseView) -> Found:
    """What was not tested has neither method nor value."""
    for line in view.lines:
        if line.state == NOT_TESTED and (line.method or line.value is not None or line.below_loq):
            yield _named(line)


def value_of_nothing(view: CaseView) -> Found:
    """What was not found has no value."""
    for line in view.lines:
        if line.state == NOT_FOUND and (line.value is not None or line.below_loq):
            yield _named(line)


def line_contradicts_line(view: CaseView) -> Found:
    """One panel gives one answer for a substance in a matrix."""
    for part in view.parts:
        states: dict[tuple[str, str], set[str]] = defaultdict(set)
        for line in part.lines:
            states[line.name.casefold(), line.matrix].add(line.state)
        for (name, _matrix), several in states.items():
            if len(several) > 1:
                yield {"substance": name}


def found_before_died(view: CaseView) -> Found:
    """Nobody is found dead before they died."""
    for part in view.parts:
        died, found = part.said("died_on"), part.said("found_on")
        if died and found and found < died:  # written as year-month-day
            yield {"found": found, "died": died}


def icd_malformed(view: CaseView) -> Found:
    """A code has the form of its classification."""
    for part in view.autopsies:
        version = part.said("icd_version") or "ICD-10"
        for code in _codes(part):
            if not is_code(code, version):
                yield {"code": code, "version": version}


def icd_without_version(view: CaseView) -> Found:
    """A code belongs to one version of a classification."""
    for part in view.autopsies:
        if _codes(part) and not part.said("icd_version"):
            yield {}


def cause_without_toxicology(view: CaseView) -> Found:
    """A substance in the cause of death rests on a laboratory."""
    if not view.of("toxicology"):
        yield from ({"substance": one.name} for one in view.named)


def cause_not_tested(view: CaseView) -> Found:
    """What the certificate names was looked for."""
    if view.of("toxicology"):
        for one in view.named:
            if not any(line.state != NOT_TESTED for line in _lines_about(one, view)):
                yield {"substance": one.name}


def cause_not_found(view: CaseView) -> Found:
    """What the certificate names and the laboratory looked for was found."""
    for one in view.named:
        states = {line.state for line in _lines_about(one, view)}
        if NOT_FOUND in states and FOUND not in states:
            yield {"substance": one.name}


def cause_only_screened(view: CaseView) -> Found:
    """A screening test alone does not carry a cause of death."""
    for one in view.named:
        levels = {line.level for line in _lines_about(one, view) if line.state == FOUND}
        if levels and levels <= {"", "presumptive"}:
            yield {"substance": one.name}


def opioid_cause_without_panel(view: CaseView) -> Found:
    """A death coded to opioids had its opioids looked for."""
    if not _looked_for(OPIOIDS, view):
        for part in view.autopsies:
            coded = [code for code in _codes(part) if code.startswith(OPIOID_CODES)]
            yield from ({"code": code} for code in coded[:1])


def naloxone_without_opioid_screen(view: CaseView) -> Found:
    """Whoever gives naloxone thinks of an opioid; the panel should have too."""
    if "yes" in view.values("naloxone") and not _looked_for(OPIOIDS, view):
        yield {}


def icd_outside_set(view: CaseView) -> Found:
    """The underlying cause is one that the named set of codes counts."""
    for part, state, _needs in _selected(view):
        if state == "outside":
            yield {"code": part.said("underlying"), "set": selection_b().name}


def icd_without_its_pair(view: CaseView) -> Found:
    """Codes of poisoning count only with the code of what it was."""
    for part, state, needs in _selected(view):
        if state == "unpaired":
            yield {
                "code": part.said("underlying"), "set": selection_b().name, "needs": _spans(needs),
            }  # fmt: skip


def manner_against_code(view: CaseView) -> Found:
    """The code of an accident says accident."""
    for part in view.autopsies:
        manner, code = part.said("manner"), part.said("underlying")
        other = _manner_of(code) if part.said("icd_version").startswith("ICD-10") else ""
        if other and manner not in ("", "pending", other):
            yield {"manner": manner, "code": code, "other": other}


def _manner_of(code: str) -> str:
    """Return the manner that a code of ICD-10 says; empty if it says none."""
    category = code[:3]
    return next((manner for first, last, manner in MANNERS if first <= category <= last), "")


def claims_more_than_methods(view: CaseView) -> Found:
    """A colour test confirms nothing, whatever it is called."""
    for line in view.lines:
        if line.claimed_level and line.method:
            level = sureness(line.method).level
            if LEVELS.index(line.claimed_level) > LEVELS.index(level):
                yield {
                    "substance": line.name, "claimed": line.claimed_level,
                    "method": line.method, "level": level or "–",
                }  # fmt: skip


def matrix_of_the_dead(view: CaseView) -> Found:
    """Nobody takes vitreous or cardiac blood from a living patient."""
    if not view.is_death and _is_called_alive(view):
        for line in view.lines:
            if line.matrix in OF_THE_DEAD:
                yield {"substance": line.name, "matrix": line.matrix}


def _is_called_alive(view: CaseView) -> bool:
    """Tell whether any part says that the person lives, or left the hospital."""
    outcomes = view.values("outcome")
    return "living" in view.values("subject") or bool(outcomes - {"died"})


def living_and_dead(view: CaseView) -> Found:
    """A laboratory that calls the person living may have the sample of the days before."""
    if view.is_death and view.values("subject") == {"living"}:
        yield {}


def cardiac_blood_alone(view: CaseView) -> Found:
    """After death, levels in cardiac blood rise by themselves; femoral blood stays nearer."""
    measured = {line.key for line in view.lines if line.matrix == "femoral_blood"}
    for line in view.lines:
        if line.matrix == "cardiac_blood" and line.value is not None and line.key not in measured:
            yield _named(line)


def parts_disagree(view: CaseView) -> Found:
    """One person has one sex, one age and one day of death."""
    told = {key: view.values(key) for key in COMPARED}
    told["country"] = {part.country for part in view.parts if part.country}
    for key, values in told.items():
        if len(values) > 1:
            yield {"field": key, "values": ", ".join(sorted(values))}


def parts_far_apart(view: CaseView) -> Found:
    """Parts of one case speak of one event."""
    days = sorted(part.occurred_on for part in view.parts)
    apart = (days[-1] - days[0]).days if days else 0
    if apart > DAYS_APART:
        yield {"days": apart}


def died_without_autopsy_part(view: CaseView) -> Found:
    """Whether there was an autopsy is a fact of every death, also if there was none."""
    if view.is_death and not view.autopsies:
        yield {}


def _named(line: Line) -> dict[str, Any]:
    return {"substance": line.name}


def _codes(part: PartView) -> tuple[str, ...]:
    underlying = part.said("underlying")
    return ((underlying,) if underlying else ()) + part.listed("contributing")


def _lines_about(one: NamedSubstance, view: CaseView) -> list[Line]:
    """Return the lines that would have shown a substance: its own, and those of its families."""
    kin = {one.key, *one.kin}
    return [
        line for line in view.lines
        if line.key == one.key or line.key in kin or one.key in line.kin
    ]  # fmt: skip


def _looked_for(family: str, view: CaseView) -> bool:
    return any(line.state != NOT_TESTED and family in (line.key, *line.kin) for line in view.lines)


def _selected(view: CaseView) -> Iterator[tuple[PartView, str, tuple[str, ...]]]:
    for part in view.autopsies:
        underlying = part.said("underlying")
        if is_icd10(underlying) and part.said("icd_version").startswith("ICD-10"):
            found = select(underlying, part.listed("contributing"), selection_b())
            yield part, found.state, found.needs


def _spans(codes: tuple[str, ...]) -> str:
    """Write codes of one category as a span: T40.0–T40.9, T43.6."""
    groups: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        groups[code.partition(".")[0]].append(code)
    return ", ".join(f"{one[0]}–{one[-1]}" if len(one) > 1 else one[0] for one in groups.values())

"""What rules of the desk do to candidates: raise by windows, ask for a minimum, silence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from vedette.judgement.signals.candidate import MOST_ROWS, NOVELTY, Candidate, folded
from vedette.judgement.signals.desk_rules import DeskRule, RuleKind, Scope, of_kind
from vedette.judgement.signals.records import (
    NODE,
    Codes,
    Records,
    first_of_each,
    week_number,
    week_start,
)
from vedette.judgement.signals.thresholds import Catalogue, Policy, kin

SILENCED = "silenced"


@dataclass(frozen=True)
class Sight:
    """What rules look at: the records known by then, the judged weeks, and what is known."""

    found: Records
    weeks: Codes
    policy: Policy
    catalogue: Catalogue
    places: Mapping[str, str]

    @cached_property
    def source_of(self) -> dict[int, int]:
        """Code of the source of every report."""
        rows = first_of_each(self.found.report)
        return dict(
            zip(self.found.report[rows].tolist(), self.found.source[rows].tolist(), strict=True)
        )

    def cases(self, since: int) -> Records:
        """Rows since a week of samples in which the substance was found, however roughly dated."""
        return self.found.where((self.found.week >= since) & self.found.in_sample)


def ruled(
    candidates: Sequence[Candidate], rules: Sequence[DeskRule], sight: Sight
) -> list[Candidate]:
    """One candidate per story after all rules, the strongest first.

    Rules are those in force; their order changes nothing. What a rule silences is found
    all the same: inside a story that goes on without it, or as a story of its own that
    :func:`is_silenced`.
    """
    every = [*candidates, *windows(rules, sight)]
    return _folded(silenced(with_enough_cases(every, rules, sight), rules, sight))


def is_silenced(candidate: Candidate) -> bool:
    """Whether a rule keeps a candidate from the desk."""
    return SILENCED in candidate.flags


def windows(rules: Sequence[DeskRule], sight: Sight) -> list[Candidate]:
    """Candidates of the rules that count findings in the last complete weeks.

    Findings are distinct reports. A family in the scope is counted as one, else each
    substance by itself; countries and contexts count together unless the scope names one.
    """
    return [one for rule in of_kind(rules, RuleKind.WINDOW) for one in _windows_of(rule, sight)]


def _windows_of(rule: DeskRule, sight: Sight) -> Iterator[Candidate]:
    found, last = sight.found, int(sight.weeks[-1])
    size = rule.says["weeks"]
    kind = "family" if rule.scope.family else "substance"
    rows = np.flatnonzero(
        found.counts & (getattr(found, kind) >= 0)
        & (found.week > last - size) & (found.week <= last) & _rows_in(rule.scope, found)
    )  # fmt: skip
    rows = rows[first_of_each(getattr(found, kind)[rows], found.report[rows])]
    subjects, at = np.unique(getattr(found, kind)[rows], return_inverse=True)
    cell = at * size + found.week[rows] - (last - size + 1)
    counts = np.bincount(cell, minlength=subjects.size * size).reshape(-1, size)
    for n in np.flatnonzero(_passes(rule, counts)):
        yield _window(rule, kind, rows[at == n], counts[n], sight)


def _passes(rule: DeskRule, counts: Codes) -> Any:
    weeks_with = rule.says.get("weeks_with")
    if weeks_with is None:
        return counts.sum(axis=1) >= rule.says["findings"]
    return (counts >= rule.says["findings"]).sum(axis=1) >= weeks_with


def _window(rule: DeskRule, kind: str, rows: Codes, counts: Codes, sight: Sight) -> Candidate:
    found, names, scope = sight.found, sight.found.names, rule.scope
    key = names[kind][int(getattr(found, kind)[rows[0]])]
    countries = np.unique(found.country[rows])
    one_country = countries.size == 1 and countries[0] >= 0
    country = names["country"][int(countries[0])] if one_country else NODE
    place = scope.place or scope.country or country
    monday = week_start(int(found.week[rows].max()))
    name = sight.catalogue[key][0] if key in sight.catalogue else key
    said = {"rule": rule.number, "weeks": rule.says["weeks"], "findings": rule.says["findings"]}
    if "weeks_with" in rule.says:
        said |= {
            "weeks_with": rule.says["weeks_with"],
            "weeks_found": int((counts >= rule.says["findings"]).sum()),
        }
    reports = np.unique(found.report[rows])
    return Candidate(
        kind="window", subject=key, subject_kind=kind, place=place, country=country,
        context=scope.context, week=monday, observed=int(reports.size), detector="window-rule",
        parameters=said, reports=tuple(int(r) for r in reports[:MOST_ROWS]),
        reports_total=int(reports.size), components=_components(rule, kind, key, rows, sight),
        sentence_parameters={
            "substance": name, "observed": str(reports.size), "weeks": str(rule.says["weeks"]),
            "place": sight.places.get(place, "the whole network" if place == NODE else place),
            "week": week_start(int(sight.weeks[-1])).isoformat(), "rule": str(rule.number),
        },
    )  # fmt: skip


def _components(rule: DeskRule, kind: str, key: str, rows: Codes, sight: Sight) -> dict[str, float]:
    found, known = sight.found, sight.catalogue.get(key)
    asked = rule.says["findings"] * rule.says.get("weeks_with", 1)
    places = first_of_each(found.region[rows], found.country[rows]).size
    severity = (float(known[2]) if known else 0.3) if kind == "substance" else 0.5
    return {
        "strength": min(rows.size / (2 * asked), 1.0), "severity": severity,
        "novelty": NOVELTY["window"], "spread": min(places / 5, 1.0),
        "corroboration": min(np.unique(found.context[rows]).size / 3, 1.0),
    }  # fmt: skip


def with_enough_cases(
    candidates: Sequence[Candidate], rules: Sequence[DeskRule], sight: Sight
) -> list[Candidate]:
    """Candidates without those that have fewer cases than a rule of their scope asks for.

    Cases are distinct reports of the same subject, place and context since the first judged
    week, or since the week the candidate speaks of where that is earlier. The first records
    ever of a watched substance need no minimum.
    """
    asking = of_kind(rules, RuleKind.MINIMUM)
    if not (asking and candidates):
        return list(candidates)
    first = int(sight.weeks[0])
    cases = sight.cases(min(first, *(week_number(one.week) for one in candidates)))

    def stays(one: Candidate) -> bool:
        if one.kind == "first_node" and sight.policy.is_watched(one.subject, sight.catalogue):
            return True
        mine = [rule for rule in asking if is_within(one, rule.scope, sight)]
        needed = max((rule.says["cases"] for rule in mine), default=0)
        return not mine or _cases(one, cases, first) >= needed

    return [one for one in candidates if stays(one)]


def _cases(one: Candidate, cases: Records, first: int) -> int:
    fresh = cases.week >= min(first, week_number(one.week))
    anywhere = one.kind == "first_node" or one.place == NODE
    in_country = not anywhere and one.place == one.country
    scope = Scope(
        country=one.place if in_country else "",
        place="" if anywhere or in_country else one.place,
        context=one.context if one.kind not in ("first_node", "window") else "",
        **{one.subject_kind: one.subject},
    )
    return int(np.unique(cases.report[fresh & _rows_in(scope, cases)]).size)


def silenced(
    candidates: Sequence[Candidate], rules: Sequence[DeskRule], sight: Sight
) -> list[Candidate]:
    """Candidates, those that a rule silences with a flag and by which rule, until when and why.

    The first records ever of a watched opioid speak on unless the rule says otherwise.
    Of several rules, the one that lasts longest is named.
    """
    silences = of_kind(rules, RuleKind.SILENCE)

    def judged(one: Candidate) -> Candidate:
        spared = one.kind == "first_node" and sight.policy.is_first_on_desk(
            one.subject, sight.catalogue
        )
        mine = [
            rule for rule in silences
            if (rule.says["even_firsts"] or not spared) and is_within(one, rule.scope, sight)
        ]  # fmt: skip
        if not mine:
            return one
        last = max(mine, key=lambda rule: (rule.until or rule.valid_from, -rule.number))
        told = {
            "rule": last.number, "reason": last.reason,
            "until": last.until.isoformat() if last.until else "",
        }  # fmt: skip
        return replace(
            one, flags=(*one.flags, SILENCED), parameters={**one.parameters, SILENCED: told}
        )

    return [judged(one) for one in candidates]


def _folded(candidates: Sequence[Candidate]) -> list[Candidate]:
    """As :func:`candidate.folded`; what is silenced neither leads nor strengthens a story."""
    open_ones = folded([one for one in candidates if not is_silenced(one)])
    quiet = {one.story: one for one in folded([one for one in candidates if is_silenced(one)])}

    def whole(one: Candidate) -> Candidate:
        within = quiet.pop(one.story, None)
        if within is None:
            return one
        return replace(one, parts=(*one.parts, replace(within, parts=()), *within.parts))

    heads = [whole(one) for one in open_ones]
    return [*heads, *quiet.values()]


def is_within(one: Candidate, scope: Scope, sight: Sight) -> bool:
    """Whether a candidate lies within a scope; one that is broader than it does not."""
    families = kin(one.subject, sight.catalogue)
    if one.subject_kind == "family":
        families = (one.subject, *families)
    told = {
        "substance": one.subject_kind == "substance" and one.subject == scope.substance,
        "family": scope.family in families,
        "country": scope.country in (one.country, one.place),
        "place": one.place == scope.place,
        "context": one.context == scope.context,
    }
    if not all(told[name] for name in scope.told if name != "source"):
        return False
    if not scope.source:
        return True
    names = sight.found.names["source"]
    return {names[sight.source_of[report]] for report in one.reports} == {scope.source}


def _rows_in(scope: Scope, found: Records) -> Any:
    """Which rows lie within a scope."""
    inside = np.ones(found.report.size, dtype=bool)
    columns = {"place": "region"}
    for name, value in scope.told.items():
        column = columns.get(name, name)
        names = found.names[column]
        code = names.index(value) if value in names else -2
        inside &= getattr(found, column) == code
    return inside

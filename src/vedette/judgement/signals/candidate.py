"""A candidate for a signal: what departs from what was expected, and how far."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from vedette.science.detection.multiplicity import corroboration


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation; detection itself knows no framework."""
    return sentence


# In English; a surface translates the template and fills in the parameters.
SENTENCES = {
    "rise": gettext_noop(
        "{observed} findings of {substance} in {place} in the week of {week}; {expected} expected."
    ),
    "first_node": gettext_noop(
        "First findings ever of {substance}: {records} so far, {place}, {context}{form}."
    ),
    "first_country": gettext_noop("First time in {place}: {substance}, {context}{form}."),
    "first_region": gettext_noop("First time in {place}: {substance}, {context}{form}."),
    "first_context": gettext_noop("First time among {context}: {substance}, {place}{form}."),
    "first_form": gettext_noop("First time as {detail}: {substance}, {place}."),
    "first_role": gettext_noop("First time recorded as {detail}: {substance}, {place}."),
    "combination": gettext_noop(
        "Found together for the first time: {substance} and {detail}, {place}."
    ),
    "family_firsts": gettext_noop(
        "{count} substances of the family {family} new within weeks in {place}: {names}."
    ),
    "cluster": gettext_noop(
        "{observed} findings of {substance} in {weeks} weeks in {detail}; {expected} expected."
    ),
    "displacement": gettext_noop(
        "{substance} is taking the place of {detail} in {place}: {observed} findings in {weeks} "
        "weeks; {expected} expected."
    ),
    "company": gettext_noop(
        "{substance} more often together with {detail} in {place}: {observed} reports in {weeks} "
        "weeks; {expected} expected."
    ),
    "reoccurrence": gettext_noop("{substance} is back in {place} after {detail} weeks."),
}
MOST_EVIDENCE = 1e6  # more than this is no better evidence, only a stranger model
MOST_ROWS = 500  # ids of rows that a signal carries: what a person can look through
NOVELTY = {
    "family_firsts": 1.0, "first_node": 1.0,
    "first_country": 0.6, "reoccurrence": 0.5, "first_context": 0.5,
    "first_form": 0.5, "displacement": 0.5, "cluster": 0.4,
    "company": 0.3, "rise": 0.4, "first_role": 0.3, "first_region": 0.2, "combination": 0.1,
}  # fmt: skip
WEIGHTS = {
    "strength": 0.225, "severity": 0.225, "novelty": 0.225, "spread": 0.09, "corroboration": 0.135,
    "experience": 0.1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One departure; others of the same story are folded into ``parts``.

    ``reports`` holds at most ``MOST_ROWS`` report ids out of ``reports_total``.
    ``parameters`` make the verdict repeatable, ``sentence_parameters`` fill the template
    named ``kind``. ``family`` is that of the subject, or the subject itself. ``episode`` is
    set where the story was raised before, ``is_on_desk`` where it has been shown since.
    """

    kind: str
    subject: str
    subject_kind: str
    place: str
    country: str
    context: str
    week: date
    observed: int
    detector: str
    family: str | None = None
    expected: float | None = None
    threshold: float | None = None
    pvalue: float | None = None
    evalue: float | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    baseline_weeks: int = 0
    weeks_left_out: int = 0
    maturity: float = 1.0
    flags: tuple[str, ...] = ()
    reports: tuple[int, ...] = ()
    reports_total: int = 0
    components: dict[str, float] = field(default_factory=dict)
    sentence_parameters: dict[str, str] = field(default_factory=dict)
    parts: tuple["Candidate", ...] = ()
    episode: str | None = None
    is_on_desk: bool = False

    @property
    def story(self) -> str:
        """What belongs together: one substance in one country."""
        return f"{self.subject_kind}:{self.subject}@{self.country}"

    @property
    def score(self) -> float:
        """Rank, 0 to 1: the weighted sum of the visible components."""
        return sum(WEIGHTS[name] * self.components.get(name, 0.0) for name in WEIGHTS)

    @property
    def template(self) -> str:
        """Id of the sentence, for translation."""
        return self.kind

    @property
    def sentence(self) -> str:
        """The candidate in plain English."""
        return SENTENCES[self.kind].format(**self.sentence_parameters)


def folded(candidates: list[Candidate]) -> list[Candidate]:
    """One candidate per story, the strongest in front, the others inside as its parts."""
    heads = map(_corroborated, one_of_each(candidates, key=lambda one: one.story))
    return sorted(heads, key=strongest_first)


def one_of_each(
    candidates: Iterable[Candidate], *, key: Callable[[Candidate], str]
) -> list[Candidate]:
    """The strongest candidate of each key, with the others and their parts inside."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in sorted(candidates, key=strongest_first):
        groups.setdefault(key(candidate), []).append(candidate)
    return [
        replace(first, parts=first.parts + tuple(p for one in rest for p in whole(one)))
        for first, *rest in groups.values()
    ]


def whole(candidate: Candidate) -> tuple[Candidate, ...]:
    """A candidate and its parts, each by itself."""
    return (replace(candidate, parts=()), *candidate.parts)


def _corroborated(head: Candidate) -> Candidate:
    """The story with what each of its contexts says, where more than one of them rose.

    Rises in one context see the same market and average, contexts multiply. The component
    is raised to a quarter for each factor of ten, never lowered: that a context saw no
    rise has its own place, the number of contexts.
    """
    told = [one for one in (head, *head.parts) if one.kind == "rise" and one.evalue is not None]
    if len({one.context for one in told}) < 2:
        return head
    evalues = [min(one.evalue or 0.0, MOST_EVIDENCE) for one in told]
    together = corroboration(evalues, [one.context for one in told])
    product = min(together.evalue, MOST_EVIDENCE)
    rows = []
    for context, evalue in sorted(together.by_type.items(), key=lambda item: -item[1]):
        best = max((one for one in told if one.context == context), key=_evidence)
        rows.append(
            {
                "context": context, "observed": best.observed, "expected": best.expected,
                "evalue": evalue,
            }
        )  # fmt: skip
    raised = float(np.clip(np.log10(max(product, 1.0)) / 4, 0, 1))
    component = max(head.components.get("corroboration", 0.0), raised)
    return replace(
        head,
        components={**head.components, "corroboration": component},
        parameters={**head.parameters, "corroboration": {"contexts": rows, "product": product}},
    )


def _evidence(candidate: Candidate) -> float:
    return candidate.evalue or 0.0


def strongest_first(candidate: Candidate) -> tuple[float, str, str, str, str]:
    """Sort key: rank, then what makes the order the same every time."""
    return (-candidate.score, candidate.story, candidate.kind, candidate.place, candidate.context)

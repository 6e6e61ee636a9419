"""What an assessment must say, and on what it rests. Nothing here writes."""

from vedette.base.accounts.rules import Refused
from vedette.base.markings.models import Marking
from vedette.base.markings.rules import strictest_marking
from vedette.evidence.observations.models import Report
from vedette.judgement.assessments.models import Assessment, Level
from vedette.judgement.signals.models import Signal


def evidence_of(signal: Signal, *, seen: list[int]) -> list[Report]:
    """Return the rows behind a signal whose markings are among those seen."""
    rows = Report.objects.filter(pk__in=signal.report_ids, marking_id__in=seen)
    return list(rows.select_related("marking"))


def marking_of(evidence: list[Report]) -> Marking:
    """Return the strictest marking among the rows: a product is no freer than its parts."""
    if not evidence:
        raise Refused("an assessment rests on rows, and this signal has none left")
    return strictest_marking(row.marking for row in evidence)


def title_of(signal: Signal) -> str:
    """Return a working title."""
    subject = signal.substance or signal.family
    place = signal.place or signal.country
    return f"{subject}, {place}" if place else str(subject)


def check_level(*levels: str) -> None:
    """Refuse a rating that is not on the scale; empty means not yet said."""
    for level in levels:
        if level and level not in Level.values:
            raise Refused(f"{level!r} is not on the scale {', '.join(Level.values)}")


def check_complete(assessment: Assessment) -> None:
    """Refuse to conclude what leaves a question open, naming all of them."""
    missing = [
        words
        for field, words in (
            ("likelihood", "the likelihood"),
            ("likelihood_why", "why that likelihood"),
            ("impact", "the impact"),
            ("impact_why", "why that impact"),
            ("confidence", "the confidence"),
            ("confidence_why", "why that confidence"),
            ("summary", "the summary"),
        )
        if not getattr(assessment, field)
    ]
    if missing:
        raise Refused(f"still to be said: {', '.join(missing)}")

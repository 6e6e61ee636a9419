"""What an assessment's evidence lets a first draft say, before it is in any language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from vedette.catalogue.substances.models import Family
from vedette.evidence.observations.models import Context, Finding, Report
from vedette.judgement.assessments.models import Assessment
from vedette.response.alerts.composing import FORMS
from vedette.response.alerts.models import Alert

_CERTAIN: dict[str, str] = {
    Finding.Identity.CONFIRMED: Alert.Certainty.OBSERVED,
    Finding.Identity.PROBABLE: Alert.Certainty.LIKELY,
    Finding.Identity.PRESUMPTIVE: Alert.Certainty.POSSIBLE,
}
_SEVERE = {
    "high": Alert.Severity.EXTREME,
    "moderate": Alert.Severity.SEVERE,
    "low": Alert.Severity.MODERATE,
    "very_low": Alert.Severity.MINOR,
}
# What a family does to a person, as far as a warning needs to know; the nearest ancestor counts.
_ACTS_AS = {
    "opioid": "opioid",
    "cannabinoid": "cannabinoid",
    "stimulant_phenethylamine": "stimulant",
    "piperazine": "stimulant",
    "2c": "hallucinogen",
    "dox": "hallucinogen",
    "nbome": "hallucinogen",
    "mescaline_type": "hallucinogen",
    "indole_psychedelic": "hallucinogen",
    "dissociative": "hallucinogen",
    "sedative": "sedative",
    "alpha2_agonist": "sedative",
}
SPREAD = 2  # places from which on a draft says that it is spreading


@dataclass(frozen=True)
class Facts:
    """What the rows say, counted; `Alert` keeps them, and a person may change them."""

    sold_as: str
    count: int
    latest: date | None
    identity: str
    acts_as: str
    form: str
    reasons: list[str]
    severity: str

    @property
    def certainty(self) -> str:
        """Return how sure the identification is, on CAP's scale."""
        return _CERTAIN.get(self.identity, Alert.Certainty.UNKNOWN)


def facts_of(assessment: Assessment, rows: Iterable[Report]) -> Facts:
    """Gather what a draft may say from those of the assessment's rows that it may rest on."""
    signal = assessment.signal
    rows = list(rows)
    prefetch_related_objects(rows, "findings__substance")
    substance_id = signal.substance_id if signal else None
    sold_as = _sold_as(rows, substance_id)
    return Facts(
        sold_as=sold_as,
        count=len(rows),
        latest=max((row.occurred_on for row in rows), default=None),
        identity=_best_identity(rows, substance_id),
        acts_as=acts_as(signal.substance.family if signal and signal.substance else
                        signal.family if signal else None),
        form=_form(rows),
        reasons=_reasons(rows, bool(signal and signal.kind.startswith("first"))),
        severity=_SEVERE.get(assessment.impact, Alert.Severity.UNKNOWN),
    )  # fmt: skip


def acts_as(family: Family | None) -> str:
    """Return what a family does to a person, from its nearest ancestor that says so."""
    while family is not None:
        if family.key in _ACTS_AS:
            return _ACTS_AS[family.key]
        family = family.parent
    return "other"


def _form(rows: list[Report]) -> str:
    """Return the form of most of the rows, if most have one that the bank knows."""
    forms = Counter(str((row.details or {}).get("form", "")) for row in rows)
    form, count = forms.most_common(1)[0] if forms else ("", 0)
    return form if form in FORMS and count * 2 > len(rows) else ""


def _reasons(rows: list[Report], is_first: bool) -> list[str]:
    contexts = {row.context for row in rows}
    where = {row.place_id or row.country for row in rows if row.place_id or row.country}
    said = {
        "deaths": Context.DEATH in contexts,
        "hospital": Context.EMERGENCY in contexts,
        "new": is_first,
        "spreading": len(where) >= SPREAD,
        "lookalikes": True,
    }
    return [reason for reason, holds in said.items() if holds]


def _sold_as(rows: list[Report], substance_id: int | None) -> str:
    """Return what it was mostly sold as, if that is something else."""
    names = Counter(
        finding.substance.name
        for row in rows
        for finding in row.findings.all()
        if finding.role == Finding.Role.SOLD_AS
        and finding.substance
        and finding.substance_id != substance_id
    )
    if not names:
        return ""
    name, count = names.most_common(1)[0]
    return name if count * 2 > len(rows) else ""


def _best_identity(rows: list[Report], substance_id: int | None) -> str:
    order = [Finding.Identity.CONFIRMED, Finding.Identity.PROBABLE, Finding.Identity.PRESUMPTIVE]
    seen = {
        finding.identity
        for row in rows
        for finding in row.findings.all()
        if finding.substance_id == substance_id and finding.role != Finding.Role.SOLD_AS
    }
    return next((level.value for level in order if level in seen), "")

"""What an assessment's evidence lets a first draft say, in every language of the phrase bank."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import override

from vedette.evidence.observations.models import Finding, Report
from vedette.judgement.assessments.models import Assessment
from vedette.response.alerts.models import Alert
from vedette.response.alerts.phrases import LANGUAGES, phrases

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


@dataclass(frozen=True)
class Facts:
    """What the rows say, counted."""

    substance: str
    place: str
    sold_as: str
    count: int
    latest: date | None
    identity: str
    is_opioid: bool
    severity: str

    @property
    def certainty(self) -> str:
        """Return how sure the identification is, on CAP's scale."""
        return _CERTAIN.get(self.identity, Alert.Certainty.UNKNOWN)


def facts_of(assessment: Assessment) -> Facts:
    """Gather what a draft may say from the assessment's rows."""
    signal = assessment.signal
    rows = list(assessment.evidence.prefetch_related("findings__substance"))
    subject = signal.substance or signal.family if signal else None
    place = (signal.place or _country_name(signal.country)) if signal else ""
    return Facts(
        substance=str(subject or ""),
        place=str(place or ""),
        sold_as=_sold_as(rows, signal.substance_id if signal else None),
        count=len(rows),
        latest=max((row.occurred_on for row in rows), default=None),
        identity=_best_identity(rows, signal.substance_id if signal else None),
        is_opioid=_is_opioid(signal.substance.family if signal and signal.substance else
                             signal.family if signal else None),
        severity=_SEVERE.get(assessment.impact, Alert.Severity.UNKNOWN),
    )  # fmt: skip


def _country_name(code: str) -> str:
    from babel import Locale

    return str(Locale("en").territories.get(code, code)) if code else ""


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


def _is_opioid(family: object) -> bool:
    while family is not None:
        if "opioid" in getattr(family, "key", ""):
            return True
        family = getattr(family, "parent", None)
    return False


def texts_of(facts: Facts) -> dict[str, dict[str, str]]:
    """Compose headline, description and instruction in each language of the phrase bank."""
    return {language: _text(facts, language) for language in LANGUAGES}


def _sentence(text: str) -> str:
    """Begin with a capital, as names of substances do not."""
    return text[:1].upper() + text[1:]


def _text(facts: Facts, language: str) -> dict[str, str]:
    bank = phrases(language)
    with override(language):
        latest = date_format(facts.latest, "DATE_FORMAT") if facts.latest else ""
    values = {
        "substance": facts.substance, "place": facts.place, "sold_as": facts.sold_as,
        "count": facts.count, "latest": latest,
    }  # fmt: skip
    kind = "_sold_as" if facts.sold_as else ""
    parts = [bank[f"found{kind}"], bank["count"] if facts.count else ""]
    parts += [bank.get(facts.identity, ""), bank["lookalikes"], bank["unknown"]]
    return {
        "headline": bank[f"headline{kind}"].format_map(values),
        "description": _sentence(" ".join(part.format_map(values) for part in parts if part)),
        "instruction": bank["opioid" if facts.is_opioid else "other"],
    }

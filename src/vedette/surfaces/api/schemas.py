"""What goes over the wire; internal values are translated here, once."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from vedette.evidence.observations.models import Finding, Report
from vedette.evidence.observations.queries import why_sure
from vedette.judgement.signals import kept
from vedette.judgement.signals.explanation import explanation
from vedette.judgement.signals.models import Replay, Rule, Signal
from vedette.judgement.signals.queries import sentence
from vedette.judgement.signals.rule_rows import scope_of
from vedette.judgement.signals.rule_sentences import rule_sentence, silence_of
from vedette.response.alerts.models import Alert


class FindingOut(Schema):
    """One substance in one report."""

    raw: str
    substance: str | None
    family: str | None
    status: str
    role: str
    component: str
    identity: str
    identity_reason: str
    isomer: str
    method: str
    value: float | None
    unit: str
    below_loq: bool

    @staticmethod
    def resolve_identity_reason(finding: Finding) -> str:
        """Say why it is, or is not, analytically confirmed."""
        return why_sure(finding)

    @staticmethod
    def resolve_substance(finding: Finding) -> str | None:
        """Return the key of the substance."""
        return finding.substance.key if finding.substance else None

    @staticmethod
    def resolve_family(finding: Finding) -> str | None:
        """Return the key of the family."""
        return finding.family.key if finding.family else None


class ReportOut(Schema):
    """One revision of one event, as its source reported it."""

    id: int
    source: str = Field(alias="source.name")
    source_key: str
    occurrence: int
    revision: int
    context: str
    occurred_on: date
    precision: str
    reported_at: date | None
    received_at: datetime
    country: str
    place: str | None
    form: str
    age_band: str
    sex: str
    details: dict[str, Any]
    marking: str
    findings: list[FindingOut]

    @staticmethod
    def resolve_place(report: Report) -> str | None:
        """Return the code of the place."""
        return report.place.code if report.place else None

    @staticmethod
    def resolve_marking(report: Report) -> str:
        """Return the marking as it is spoken of."""
        return str(report.marking)

    @staticmethod
    def resolve_findings(report: Report) -> list[Finding]:
        """Return the findings, loaded with the page."""
        return list(report.findings.all())


class ReportPageOut(Schema):
    """One page; ask again with `before` = `older` for the next."""

    reports: list[ReportOut]
    older: int | None


class ReasonIn(Schema):
    """Why."""

    reason: str


class SourceOut(Schema):
    """A stream of files of one shape."""

    name: str
    title: str
    context: str


class SubmissionOut(Schema):
    """A file received, and what became of its rows."""

    id: int
    source: str = Field(alias="source.name")
    file: str
    status: str
    received_at: datetime
    rows: int
    recorded: int
    updated: int
    refused: int
    queued: int
    ignored: int
    seconds: float
    error: str


class HeldRowOut(Schema):
    """A row that waits for a person."""

    id: int
    source: str = Field(alias="source.name")
    line: int
    status: str
    cells: dict[str, Any]
    conflicts: list[dict[str, Any]]


class QuestionOut(Schema):
    """A name that waits for a chemist."""

    id: int
    raw: str
    language: str
    doubt: str
    candidates: list[str]


class AnswerIn(Schema):
    """What a name means; neither substance nor family says that it is none."""

    substance: str = ""
    family: str = ""
    reason: str


class SubstanceOut(Schema):
    """An identity."""

    key: str
    name: str
    inchikey: str
    formula: str
    monoisotopic_mass: float | None
    cas: str
    unii: str
    family: str | None
    roles: list[str]
    un_control: str
    eu_control: str

    @staticmethod
    def resolve_family(substance: Any) -> str | None:
        """Return the key of the family."""
        return substance.family.key if substance.family else None


class RungOut(Schema):
    """A detector, and the weeks of history and reports a week that it needs at least."""

    detector: str
    min_weeks: int
    min_rate: float
    reason: str


class SignalOut(Schema):
    """A departure from what was expected."""

    id: int
    sentence: str
    kind: str
    substance: str | None
    family: str | None
    country: str
    place: str | None
    context: str
    week: date
    observed: float
    expected: float | None
    threshold: float | None
    pvalue: float | None
    evalue: float | None
    detector: str
    parameters: dict[str, Any]
    rank: float
    components: dict[str, Any]
    shown: bool
    silenced: str
    shown_at: datetime | None
    raised_at: datetime
    snapshot: str = Field(alias="run.snapshot.digest")
    report_ids: list[int]
    report_total: int
    outcome: str | None = None
    explanation: list[str]

    @staticmethod
    def resolve_explanation(signal: Signal) -> list[str]:
        """Return why it was raised and what would make it vanish, in the reader's language."""
        return explanation(signal)

    @staticmethod
    def resolve_silenced(signal: Signal) -> str:
        """Return which rule keeps it from the desk, until when and why; empty if none does."""
        return silence_of(signal)

    @staticmethod
    def resolve_sentence(signal: Signal) -> str:
        """Return the signal in the reader's language."""
        return sentence(signal)

    @staticmethod
    def resolve_substance(signal: Signal) -> str | None:
        """Return the key of the substance."""
        return signal.substance.key if signal.substance else None

    @staticmethod
    def resolve_family(signal: Signal) -> str | None:
        """Return the key of the family."""
        return signal.family.key if signal.family else None

    @staticmethod
    def resolve_place(signal: Signal) -> str | None:
        """Return the code of the place."""
        return signal.place.code if signal.place else None


class RuleScope(Schema):
    """What a rule speaks of, in codes; empty is everything."""

    substance: str = ""
    family: str = ""
    country: str = ""
    place: str = ""
    context: str = ""
    source: str = ""


class RuleIn(Schema):
    """A new rule of the desk; what it may say depends on its kind."""

    kind: Literal["value", "watch", "silence", "window", "minimum"]
    says: dict[str, Any] = {}
    scope: RuleScope = RuleScope()
    reason: str
    valid_from: date | None = None
    until: date | None = None


class RuleEnd(Schema):
    """Why a rule ends."""

    reason: str


class RuleOut(Schema):
    """A rule of the desk, signed; `until` is the first day on which it no longer holds."""

    id: int
    kind: str
    says: dict[str, Any]
    scope: dict[str, str]
    sentence: str
    reason: str
    valid_from: date
    until: date | None
    made_by: str = Field(alias="made_by.username")
    made_at: datetime
    ended_by: str | None
    ended_at: datetime | None
    end_reason: str

    @staticmethod
    def resolve_scope(rule: Rule) -> dict[str, str]:
        """Return what it is limited to."""
        return scope_of(rule).told

    @staticmethod
    def resolve_sentence(rule: Rule) -> str:
        """Return the rule in the reader's language."""
        return rule_sentence(rule)

    @staticmethod
    def resolve_ended_by(rule: Rule) -> str | None:
        """Return who ended it."""
        return rule.ended_by.username if rule.ended_by else None


class PreviewOut(Schema):
    """Stories that a rule would have taken from the desk of a run, or brought to it."""

    as_of: datetime = Field(alias="run.as_of")
    fewer: list[str]
    more: list[str]
    hidden: int


class EventIn(Schema):
    """Something known to have happened: a substance, a day, perhaps the code of a place."""

    substance: str
    date: date
    place: str = ""


class ReplayIn(Schema):
    """What to ask of the past; days are whole days."""

    start: date
    end: date
    source: str = ""
    delay_days: int | None = Field(None, ge=0, le=36_500)
    cap: int | None = Field(None, ge=1, le=36_500)
    truth: list[EventIn] = Field([], max_length=10_000)
    within: int = Field(182, ge=0, le=36_500)
    in_time: int = Field(0, ge=0, le=36_500)


class ReplayOut(Schema):
    """A replay of the past, and how far it is: done, failed, running or unfinished."""

    id: int
    start: date
    end: date
    source: str
    delay_days: int | None
    cap: int
    policy: str = Field(alias="policy_digest")
    snapshot: str = Field(alias="snapshot.digest")
    asked_at: datetime
    by: str | None
    state: str
    error: str
    weeks: int
    weeks_done: int = Field(alias="done")
    shown: int

    @staticmethod
    def resolve_by(row: Replay) -> str | None:
        """Return the account's name."""
        return row.by.username if row.by else None

    @staticmethod
    def resolve_state(row: Replay) -> str:
        """Return how it stands."""
        return kept.state_of(row)

    @staticmethod
    def resolve_weeks(row: Replay) -> int:
        """Return how many weeks were asked for."""
        return kept.weeks_of(row)

    @staticmethod
    def resolve_shown(row: Any) -> int:
        """Return the number of new signals."""
        return row.shown or 0


class ReplayWeekOut(Schema):
    """The desk of one week: what came, what went on, and the strongest of what was folded."""

    day: date
    came: list[dict[str, Any]]
    went_on: list[dict[str, Any]]
    folded: list[dict[str, Any]]
    folded_total: int


class ReplayWhole(ReplayOut):
    """A replay with what it came to; `week` is the desk that was asked for."""

    new_per_week: dict[str, int]
    substances: list[dict[str, Any]] = Field(alias="learnt")
    score: dict[str, Any] | None
    week: ReplayWeekOut | None = None

    @staticmethod
    def resolve_new_per_week(row: Replay) -> dict[str, int]:
        """Return the new signals of every week that is done."""
        return {day.isoformat(): n for day, n in kept.new_per_week(row)}


class DecisionIn(Schema):
    """What becomes of a signal."""

    outcome: Literal["discarded", "monitored"]  # to take it up is to open an assessment
    reason: str
    until: date | None = None


class DecisionOut(Schema):
    """A decision, signed."""

    id: int
    outcome: str
    reason: str
    until: date | None
    at: datetime


class AssessmentIn(Schema):
    """A new assessment of a signal."""

    signal: int
    title: str = ""
    reason: str


class AssessmentText(Schema):
    """What an assessment says."""

    likelihood: str = ""
    likelihood_why: str = ""
    impact: str = ""
    impact_why: str = ""
    confidence: str = ""
    confidence_why: str = ""
    summary: str = ""


class AssessmentOut(AssessmentText):
    """An assessment."""

    id: int
    title: str
    status: str
    signal_id: int | None
    opened_at: datetime
    concluded_at: datetime | None


class AlertTextIn(Schema):
    """What a warning says in one language."""

    headline: str
    description: str
    instruction: str
    note: str = ""


class AlertIn(Schema):
    """A change to a draft; `read_at` is the `changed_at` that was read."""

    read_at: datetime
    expires_at: datetime | None = None
    urgency: str | None = None
    severity: str | None = None
    certainty: str | None = None
    sold_as: str | None = None
    basis: str | None = None
    acts_as: str | None = None
    form: str | None = None
    look: str | None = Field(None, max_length=200)
    reasons: list[str] | None = None
    unknowns: list[str] | None = None
    review_on: date | None = None
    tlp: str | None = None
    recipients: list[str] | None = None
    texts: dict[str, AlertTextIn] = {}
    from_bank: list[str] = []


class ReadAtIn(Schema):
    """The `changed_at` of the text that was read."""

    read_at: datetime


class AlertOut(Schema):
    """One version of a warning."""

    id: int
    number: str
    version: int
    message: str
    status: str
    urgency: str
    severity: str
    certainty: str
    sold_as: str
    basis: str
    acts_as: str
    form: str
    look: str
    reasons: list[str]
    unknowns: list[str]
    review_on: date | None
    expires_at: datetime
    changed_at: datetime
    published_at: datetime | None
    exercise: bool
    tlp: str
    recipients: list[str]
    texts: dict[str, AlertTextIn]

    @staticmethod
    def resolve_recipients(alert: Alert) -> list[str]:
        """Return the codes of the bodies it goes to."""
        return sorted(body.code for body in alert.recipients.all())

    @staticmethod
    def resolve_texts(alert: Alert) -> dict[str, Any]:
        """Return the texts by language."""
        return {text.language: {**text.words(), "note": text.note} for text in alert.texts.all()}


class AwaitedOut(Schema):
    """Somebody that must answer a warning and has not."""

    who: str
    channel: str
    state: str
    reached_at: datetime | None
    reminders: int
    last_at: datetime | None
    next_at: datetime | None
    fault: str


class RunOut(Schema):
    """One look at the evidence."""

    id: int
    as_of: datetime
    snapshot: str = Field(alias="snapshot.digest")
    series_tested: int
    seconds: float
    finished_at: datetime


class EntryOut(Schema):
    """A line of the journal."""

    id: int
    at: datetime
    by: str | None
    act: str
    subject_kind: str
    subject_id: int | None
    facts: dict[str, Any]
    digest: str

    @staticmethod
    def resolve_by(entry: Any) -> str | None:
        """Return the account's name."""
        return entry.by.username if entry.by else None

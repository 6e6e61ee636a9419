"""What was promised (documents) and what was done about it (following)."""

from vedette.response.policy.models.documents import (
    ActCitation,
    Asked,
    CitedAct,
    Instrument,
    Mention,
    PolicyBody,
    PolicyEntry,
    Reading,
    UnplacedLines,
    Wording,
    WordingDifference,
)
from vedette.response.policy.models.following import (
    Evidence,
    Lead,
    Milestone,
    Questionnaire,
    ReportingRound,
    RoundReminder,
    StatusReport,
    Tie,
    Validation,
)

__all__ = [
    "ActCitation",
    "Asked",
    "CitedAct",
    "Evidence",
    "Instrument",
    "Lead",
    "Mention",
    "Milestone",
    "PolicyBody",
    "PolicyEntry",
    "Questionnaire",
    "Reading",
    "ReportingRound",
    "RoundReminder",
    "StatusReport",
    "Tie",
    "UnplacedLines",
    "Validation",
    "Wording",
    "WordingDifference",
]

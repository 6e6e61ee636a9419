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
from vedette.response.policy.models.progress import AnswerMarking, Publication

__all__ = [
    "ActCitation",
    "AnswerMarking",
    "Asked",
    "CitedAct",
    "Evidence",
    "Instrument",
    "Lead",
    "Mention",
    "Milestone",
    "PolicyBody",
    "PolicyEntry",
    "Publication",
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

"""What was promised (documents), what was done about it (following), what is left (carrying)."""

from vedette.response.policy.models.carrying import CarryOverDecision, CarryOverVerdict
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
    "CarryOverDecision",
    "CarryOverVerdict",
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

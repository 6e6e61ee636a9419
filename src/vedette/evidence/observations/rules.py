"""What a row that arrives is, beside what is known under its name. Nothing here writes."""

from dataclasses import dataclass
from enum import Enum

from vedette.evidence.observations.rows import NewReport

RETRACTED = b"retracted"  # stands where a retraction has no content of its own


class Fate(Enum):
    """What becomes of a row."""

    RECORD = "recorded"
    UPDATE = "updated"
    IGNORE = "ignored"
    QUEUE = "queued"


@dataclass(frozen=True, slots=True)
class Known:
    """A stored revision, as much of it as the rules need."""

    id: int
    occurrence: int
    revision: int
    digest: bytes
    submission_id: int | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The fate of a row, and which revision it would follow."""

    fate: Fate
    occurrence: int = 1
    follows: Known | None = None
    code: str = ""


def settle(
    report: NewReport, known: list[Known], *, rows_in_file: int, separate: bool, seen_before: bool
) -> Verdict:
    """Decide what a row is: new, a correction, the same again, or a question.

    Parameters
    ----------
    report : NewReport
        The row, sealed.
    known : list of Known
        Every stored revision under the same source and key.
    rows_in_file : int
        How many rows of this very file carry the key.
    separate : bool
        Whether the source gives several results under one key.
    seen_before : bool
        Whether these very bytes were taken in before: a row that equals an
        older revision is then stale, not a correction back. The same holds
        for a row that was retracted: sending it again unchanged revives nothing.
    """
    if not known:
        return Verdict(Fate.RECORD)
    current = [row for row in known if row.is_current]
    if any(row.digest == report.digest for row in current):
        return Verdict(Fate.IGNORE)
    withdrawn = any(row.digest == RETRACTED for row in current)
    if (seen_before or withdrawn) and any(row.digest == report.digest for row in known):
        return Verdict(Fate.IGNORE)
    if rows_in_file > 1:
        if not separate:
            return Verdict(Fate.QUEUE, code="key_repeated")
        if len(current) >= rows_in_file:
            return Verdict(Fate.QUEUE, code="which_result")
        return Verdict(Fate.RECORD, occurrence=max(row.occurrence for row in known) + 1)
    if len(current) > 1:
        return Verdict(Fate.QUEUE, code="which_result")
    last = current[0] if current else max(known, key=lambda row: row.revision)
    return Verdict(Fate.UPDATE, occurrence=last.occurrence, follows=last)


SENTENCES = {
    "key_repeated": "{key} stands more than once in this file with different content",
    "which_result": "several results are known under {key}; which of them does this row correct?",
}

"""What may be kept no longer: reports, parts of cases, files and what was told, in one go."""

from dataclasses import dataclass
from datetime import datetime

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.evidence.cases import retention as cases
from vedette.evidence.ingest import retention as files
from vedette.evidence.ingest.actions import blob_path
from vedette.evidence.ingest.models import Submission
from vedette.evidence.observations import retention as reports
from vedette.pathway.telling import forget_tellings


@dataclass(frozen=True, slots=True)
class KeptTooLong:
    """What is kept longer than its marking allows."""

    reports: list[reports.Overdue]
    parts: int
    files: list[Submission]

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.reports or self.parts or self.files)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many reports and parts of cases lost what told of people, and how many files went."""

    reports: int
    parts: int
    submissions: int
    files: int


def kept_too_long(*, at: datetime) -> KeptTooLong:
    """Return what is kept longer than its marking allows: reports by source, parts, files."""
    return KeptTooLong(reports.overdue(at=at), cases.overdue(at), _files(at))


def keep_no_longer(*, by: User, at: datetime) -> Forgotten:
    """Erase what is kept longer than its marking allows; a second run finds nothing left.

    Killed halfway, what was erased stays erased and the next run does the rest.

    Raises
    ------
    Refused
        If the person does not administer the node.
    """
    rights.check_may(by, "administer")
    told = forget_tellings(at=at)
    erased, parts = reports.erase(by=by, at=at), cases.erase(by=by, at=at)
    old = _files(at)
    needless = files.forget(old, by=by, at=at)
    for content in needless:
        blob_path(content).unlink(missing_ok=True)
    return Forgotten(erased, parts, len(old), told + len(needless))


def _files(at: datetime) -> list[Submission]:
    """Return submissions whose bytes or held rows are still there although their years are over."""
    return [
        row
        for row in files.kept_too_long(at).select_related("source")
        if blob_path(row.content).exists() or row.held.exclude(cells={}, conflicts=[]).exists()
    ]

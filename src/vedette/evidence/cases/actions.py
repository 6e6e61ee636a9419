"""Keep what is told of a case, and what people decide about two of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import Body, User
from vedette.base.journal import actions as journal
from vedette.base.markings.models import Marking
from vedette.base.markings.rules import strictest_marking
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.places.models import Place
from vedette.evidence.cases import rules
from vedette.evidence.cases.models import Case, CaseLink, CasePart, PanelLine
from vedette.evidence.cases.queries import part_before, told_under
from vedette.evidence.cases.reading import PartContent
from vedette.evidence.ingest.models import Source
from vedette.evidence.observations.models import Context

Resolved = Sequence[tuple[int | None, int | None]]  # substance and family of each line


@transaction.atomic
def keep_part(
    *,
    token: str,
    content: PartContent,
    resolved: Resolved,
    body: Body | None,
    laboratory: Laboratory | None,
    place: Place | None,
    marking: Marking,
    by: User,
    at: datetime,
) -> CasePart | None:
    """Keep one part as its teller's next revision; None if it says what is kept already.

    Raises
    ------
    Refused
        If the person may not speak for the teller, or would not see what they tell.
    Overtaken
        If somebody else told the same part a moment before.
    """
    rules.check_teller(by, content.kind, body=body, laboratory=laboratory)
    rules.check_sees(by, marking, body=body, laboratory=laboratory)
    case, is_new = Case.objects.get_or_create(
        token=token, defaults={"opened_at": at, "marking": marking}
    )
    before = part_before(
        case, content.kind, body_id=body.pk if body else None,
        laboratory_id=laboratory.pk if laboratory else None,
    )  # fmt: skip
    if before is not None and _says_already(before, content, marking):
        return None
    if not is_new:
        _close_further(case, marking)
    part = _add(
        case, kind=content.kind, body=body, laboratory=laboratory, replaces=before,
        occurred_on=content.occurred_on, country=content.country, place=place,
        facts=dict(content.facts), digest=content.digest, marking=marking, at=at, by=by,
    )  # fmt: skip
    PanelLine.objects.bulk_create(
        PanelLine(
            part=part, number=number, name=line.name, substance_id=substance, family_id=family,
            matrix=line.matrix, state=line.state, method=line.method,
            claimed_level=line.claimed_level, value=line.value, unit=line.unit,
            below_loq=line.below_loq,
        )
        for number, (line, (substance, family)) in enumerate(
            zip(content.lines, resolved, strict=True), start=1
        )
    )  # fmt: skip
    act = "case.part_told" if before is None else "case.part_corrected"
    journal.record(act, subject=case, by=by, at=at, kind=content.kind, number=part.number)
    return part


def _says_already(part: CasePart, content: PartContent, marking: Marking) -> bool:
    """Tell whether a part stands that says the same under the same marking."""
    is_same = bytes(part.digest) == content.digest and part.marking_id == marking.pk
    return is_same and not part.is_withdrawn


def _close_further(case: Case, marking: Marking) -> None:
    """Let a case be no freer than its strictest part."""
    strictest = strictest_marking([case.marking, marking])
    if strictest.pk != case.marking_id:
        Case.objects.filter(pk=case.pk).update(marking=strictest)
        case.marking = strictest


def _add(case: Case, **facts: Any) -> CasePart:
    last = CasePart.objects.filter(case=case).order_by("-number").first()
    try:
        with transaction.atomic():
            return CasePart.objects.create(
                case=case, number=last.number + 1 if last else 1, **facts
            )  # fmt: skip
    except IntegrityError:
        raise rules.Overtaken(
            "somebody else has told a part of this case meanwhile; look again"
        ) from None


@transaction.atomic
def withdraw_part(*, part: CasePart, reason: str, by: User, at: datetime) -> CasePart:
    """Take a part back; its revisions stay, and the case goes on without it."""
    rules.check_teller(by, part.kind, body=part.body, laboratory=part.laboratory)
    if not reason.strip():
        raise rights.Refused("whoever takes a part back says why")
    if part.is_withdrawn or CasePart.objects.filter(replaces=part).exists():
        raise rights.Refused("this revision has been replaced already; open the newest one")
    gone = _add(
        part.case, kind=part.kind, body=part.body, laboratory=part.laboratory, replaces=part,
        occurred_on=part.occurred_on, country=part.country, place=part.place, digest=b"",
        is_withdrawn=True, reason=reason.strip(), marking=part.marking, at=at, by=by,
    )  # fmt: skip
    journal.record(
        "case.part_withdrawn", subject=part.case, by=by, at=at, kind=part.kind,
        number=gone.number, reason=reason.strip(),
    )  # fmt: skip
    return gone


@transaction.atomic
def decide(
    *, one: Case, other: Case, verdict: str, reason: str, by: User, at: datetime
) -> CaseLink:
    """Say that two cases are one, or that they are two; either can be undone.

    The younger case is told under the older one, unless others are told under it already.

    Raises
    ------
    Refused
        If the person may not, gives no reason, or either case is told under another.
    """
    rights.check_may(by, "link_cases")
    if verdict not in CaseLink.Verdict.values:
        raise rights.Refused(f"no decision is called {verdict!r}; it is same or apart")
    if one.pk == other.pk:
        raise rights.Refused("a case is itself already; name two")
    if not reason.strip():
        raise rights.Refused("a decision about two cases says why")
    case, head = (one, other) if one.pk > other.pk else (other, one)
    if verdict == CaseLink.Verdict.SAME:
        case, head = _directed(case, head)
    held = CaseLink.objects.filter(undone_at=None, case__in=(case, head), other__in=(case, head))
    if held.exists():
        raise rights.Refused("this pair is decided already; undo that first")
    link = CaseLink.objects.create(
        case=case, other=head, verdict=verdict, reason=reason.strip(), decided_at=at, decided_by=by
    )
    if verdict == CaseLink.Verdict.SAME:
        _close_further(head, case.marking)
    act = "case.linked" if verdict == CaseLink.Verdict.SAME else "case.held_apart"
    journal.record(act, subject=head, by=by, at=at, other=case.pk, reason=reason.strip())
    return link


def _directed(case: Case, head: Case) -> tuple[Case, Case]:
    """Return which case is told under which; a case with others under it stays a head."""
    under = told_under()
    for one in (case, head):
        if one.pk in under:
            raise rights.Refused(f"case {one} is told under another; name that one")
    heads = set(under.values())
    if case.pk in heads and head.pk in heads:
        raise rights.Refused("others are told under both cases; undo the links of one first")
    return (head, case) if case.pk in heads else (case, head)


@transaction.atomic
def undo(*, link: CaseLink, reason: str, by: User, at: datetime) -> CaseLink:
    """Undo a decision about two cases; both stand as they stood before it."""
    rights.check_may(by, "link_cases")
    if not reason.strip():
        raise rights.Refused("whoever undoes a decision says why")
    held = CaseLink.objects.filter(pk=link.pk, undone_at=None)
    if not held.update(undone_at=at, undone_by=by, undone_reason=reason.strip()):
        raise rules.Overtaken("this decision has been undone already")
    link.refresh_from_db()
    journal.record(
        "case.link_undone", subject=link.other, by=by, at=at, other=link.case_id,
        reason=reason.strip(),
    )  # fmt: skip
    return link


def source_of(marking: Marking) -> Source:
    """Return the one source under which cases are counted."""
    row, _ = Source.objects.get_or_create(
        name=rules.SOURCE,
        defaults={
            "title": "Cases told by hospitals, mortuaries and laboratories",
            "context": Context.DEATH.value, "marking": marking,
        },
    )  # fmt: skip
    return row

"""Load the registers; ask about names, answer once; link and split."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.catalogue.substances import registers
from vedette.catalogue.substances.errors import Overtaken
from vedette.catalogue.substances.identify import NameBook
from vedette.catalogue.substances.models import (
    Family,
    NameDecision,
    NameQuestion,
    Substance,
    SubstanceLink,
    SubstanceName,
)
from vedette.science.identity import normalise


class Named(Protocol):
    """A finding on its way in."""

    name: str
    status: str
    question_id: int | None
    mention: Any


class Reported(Protocol):
    """A report on its way in, with its findings."""

    findings: list[Any]


@transaction.atomic
def load_registers() -> int:
    """Bring families, substances and names up to date; return how many substances there are.

    A feed adds and fills in. It never changes a preferred name, and never
    takes anything away: that is for people.
    """
    _load_families()
    families = dict(Family.objects.values_list("key", "id"))
    known = set(Substance.objects.values_list("key", flat=True))
    Substance.objects.bulk_create(
        (
            Substance(
                key=f.key, name=f.name, inchikey=f.inchikey, smiles=f.smiles, formula=f.formula,
                monoisotopic_mass=f.monoisotopic_mass, cas=f.cas,
                pubchem_cid=str(f.pubchem_cid or ""), unii=f.unii,
                family_id=families.get(f.family), roles=list(f.roles), un_control=f.un_control,
                eu_control=f.eu_control, eu_first_notified=f.eu_first_notified,
                sources="; ".join(f.sources),
            )
            for f in registers.read_substances()
            if f.key not in known
        ),
        batch_size=500,
    )  # fmt: skip
    ids = dict(Substance.objects.values_list("key", "id"))
    SubstanceName.objects.bulk_create(
        (
            SubstanceName(
                substance_id=ids[n.substance], text=n.name, language=n.language, kind=n.kind,
                ambiguous=n.is_ambiguous, confidence=n.confidence, source=n.source,
            )
            for n in registers.read_names()
        ),
        batch_size=1_000,
        ignore_conflicts=True,
    )  # fmt: skip
    return len(ids)


def _load_families() -> None:
    facts = registers.read_families()
    for fact in facts:
        Family.objects.get_or_create(
            key=fact.key,
            defaults={
                "name": fact.label_en,
                "labels": {"en": fact.label_en, "nl": fact.label_nl, "da": fact.label_da},
                "watch": fact.watch,
                "severity": fact.severity,
            },
        )
    rows = {family.key: family for family in Family.objects.all()}
    for fact in facts:
        row, parent = rows[fact.key], rows.get(fact.parent)
        if parent and row.parent_id is None:
            Family.objects.filter(pk=row.pk).update(parent=parent)


def ask(reports: Iterable[Reported], *, book: NameBook, at: datetime) -> None:
    """Turn doubtful names of a chunk into questions, each asked once."""
    doubtful: dict[str, list[Named]] = {}
    for report in reports:
        for finding in report.findings:
            if finding.question_id is None and _is_question(finding):
                doubtful.setdefault(normalise(finding.name)[:500], []).append(finding)
    fresh = [text for text in doubtful if text not in book.questions]
    if fresh:
        _open_questions(fresh, doubtful, book, at)
    for text, findings in doubtful.items():
        for finding in findings:
            finding.question_id = book.questions[text]


def _is_question(finding: Named) -> bool:
    """What somebody hoped to have bought is hearsay; only what was found is worth a chemist."""
    mention = finding.mention
    return finding.status in ("ambiguous", "none") and mention.role not in ("sold_as", "offered")


def _open_questions(
    fresh: list[str], doubtful: dict[str, list[Named]], book: NameBook, at: datetime
) -> None:
    NameQuestion.objects.bulk_create(
        (
            NameQuestion(
                text=text, raw=doubtful[text][0].name, language=book.language,
                doubt=doubtful[text][0].status, first_seen_at=at,
                candidates=[
                    key
                    for answer in book.identify(doubtful[text][0].name)
                    for key in answer.candidates
                ],
            )
            for text in fresh
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    book.questions.update(
        NameQuestion.objects.filter(language=book.language, text__in=fresh).values_list(
            "text", "id"
        )
    )


@transaction.atomic
def answer(
    *,
    question: NameQuestion,
    substance: Substance | None,
    family: Family | None,
    reason: str,
    by: User,
    at: datetime,
) -> NameQuestion:
    """Decide once what a name means; neither substance nor family means it is none.

    Raises
    ------
    Refused
        If the person may not decide, gives no reason, or it was decided already.
    """
    rights.check_may(by, "decide_queue")
    if not reason.strip():
        raise rights.Refused("an answer needs its reason")
    status = _status_of(substance, family)
    still_open = NameQuestion.objects.filter(pk=question.pk, status=NameQuestion.Status.OPEN)
    if not still_open.update(
        status=status, substance=substance, family=None if substance else family,
        decided_by=by, decided_at=at, reason=reason.strip(),
    ):  # fmt: skip
        raise rights.Refused("somebody else has answered this already")
    question.refresh_from_db()
    journal.record("name.decided", subject=question, by=by, at=at, status=status)
    return question


def _status_of(substance: Substance | None, family: Family | None) -> NameQuestion.Status:
    if substance:
        return NameQuestion.Status.SUBSTANCE
    return NameQuestion.Status.FAMILY if family else NameQuestion.Status.NOT_A_SUBSTANCE


@transaction.atomic
def decide_anew(
    *,
    question: NameQuestion,
    substance: Substance | None,
    family: Family | None,
    is_open: bool = False,
    reason: str,
    by: User,
    at: datetime,
) -> NameQuestion:
    """Put another answer in the place of an earlier one, which stays on record.

    With `is_open` the name waits for a chemist again: it turned out to mean several things.

    Raises
    ------
    Refused
        If the person may not decide, gives no reason, or the name was never decided.
    Overtaken
        If somebody else decided it anew since it was read.
    """
    rights.check_may(by, "decide_queue")
    if not reason.strip():
        raise rights.Refused("another answer needs its reason")
    if question.status == NameQuestion.Status.OPEN or question.decided_at is None:
        raise rights.Refused("this name has not been decided yet")
    NameDecision.objects.create(
        question=question, status=question.status, substance=question.substance,
        family=question.family, decided_by=question.decided_by, decided_at=question.decided_at,
        reason=question.reason, until=at, ended_by=by, ended_reason=reason.strip(),
    )  # fmt: skip
    status = NameQuestion.Status.OPEN if is_open else _status_of(substance, family)
    as_read = NameQuestion.objects.filter(pk=question.pk, decided_at=question.decided_at)
    if not as_read.update(
        status=status, substance=None if is_open else substance,
        family=None if is_open or substance else family, decided_by=None if is_open else by,
        decided_at=None if is_open else at, reason="" if is_open else reason.strip(),
        doubt="ambiguous" if is_open else question.doubt,
    ):  # fmt: skip
        raise Overtaken("somebody else has decided this anew; look again")
    question.refresh_from_db()
    journal.record("name.decided_anew", subject=question, by=by, at=at, status=status,
                   reason=reason.strip())  # fmt: skip
    return question


@transaction.atomic
def link(
    *,
    substance: Substance,
    same_as: Substance,
    confidence: float,
    source: str,
    by: User,
    at: datetime,
) -> SubstanceLink:
    """Hold two records to be one substance; `split` undoes it."""
    rights.check_may(by, "decide_queue")
    check_linkable(substance, same_as)
    if not 0 < confidence <= 1:
        raise rights.Refused("a confidence is above 0 and at most 1")
    row = SubstanceLink.objects.create(
        substance=substance, same_as=same_as, confidence=confidence, source=source,
        linked_by=by, linked_at=at,
    )  # fmt: skip
    journal.record("substance.linked", subject=substance, by=by, at=at, same_as=same_as.key)
    return row


def check_linkable(substance: Substance, same_as: Substance) -> None:
    """Refuse a link that says nothing, goes in a circle, or stands on another link."""
    holding = SubstanceLink.objects.filter(split_at=None)
    if substance.pk == same_as.pk:
        raise rights.Refused("a substance is itself already; link it to another one")
    if holding.filter(substance=same_as).exists():
        raise rights.Refused(f"{same_as.name} is itself linked to another; link to that one")
    if holding.filter(substance=substance).exists():
        raise rights.Refused(f"{substance.name} is linked already; split it first")


@transaction.atomic
def split(*, link: SubstanceLink, reason: str, by: User, at: datetime) -> SubstanceLink:
    """Undo a link; both records stand as they stood before it."""
    rights.check_may(by, "decide_queue")
    if not reason.strip():
        raise rights.Refused("a split needs its reason")
    open_link = SubstanceLink.objects.filter(pk=link.pk, split_at=None)
    if not open_link.update(split_by=by, split_at=at, reason=reason.strip()):
        raise rights.Refused("this link has been undone already")
    journal.record("substance.split", subject=link.substance, by=by, at=at)
    link.refresh_from_db()
    return link

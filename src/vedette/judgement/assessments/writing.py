"""Write an assessment: sections, statements, ratings, answers, dissent, what follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.base.markings.models import Marking
from vedette.base.markings.rules import strictest_marking
from vedette.evidence.observations.queries import reports_seen_by
from vedette.evidence.snapshots.models import Snapshot
from vedette.judgement.assessments import queries, rules
from vedette.judgement.assessments.definitions import Kind
from vedette.judgement.assessments.errors import EntryUnfit, Overtaken
from vedette.judgement.assessments.models import (
    Assessment,
    BlockAnswer,
    Citation,
    Dissent,
    ExpertRound,
    FigureFill,
    FollowUp,
    Level,
    Rating,
    SectionText,
    Statement,
)

CITED_AT_MOST = 40  # rows under one carried statement; more are a list nobody reads


@dataclass(frozen=True, slots=True)
class Source:
    """What a statement rests on: exactly one of a report, a snapshot, a figure, or an address.

    Attributes
    ----------
    report, snapshot, figure : int or None
        Numbers of the records.
    url, title, accessed_on
        Of a source outside, with the day on which it said so.
    """

    report: int | None = None
    snapshot: int | None = None
    figure: int | None = None
    url: str = ""
    title: str = ""
    accessed_on: date | None = None


def _writer_of(assessment: Assessment, by: User) -> Kind:
    """Return the kind, if the person may write in the assessment now."""
    kind = queries.kind_of(assessment)
    rules.check_role(by, kind.roles)
    assessment.refresh_from_db(fields=["state"])
    rules.check_writable(assessment, kind)
    return kind


@transaction.atomic
def write_section(
    *, assessment: Assessment, section: str, text: str, read: int, by: User, at: datetime
) -> SectionText:
    """Keep a new revision of a section's text; earlier ones stay.

    Parameters
    ----------
    read : int
        The revision that the writer has read; 0 where there was none.

    Raises
    ------
    Overtaken
        If somebody else wrote a newer one meanwhile.
    """
    kind = _writer_of(assessment, by)
    part = kind.section(section)
    if part is None:
        raise EntryUnfit(f"{kind.title['en']!r} has no section {section!r}")
    text = rules.check_said(text, "a text") if text.strip() else ""
    if part.is_pointer:
        rules.check_pointer(text)
    held = queries.current_texts(assessment).get(section)
    if (held.revision if held else 0) != read:
        raise Overtaken("somebody else wrote in this section meanwhile; read theirs first")
    if held and held.text == text:
        return held
    try:
        with transaction.atomic():
            row = SectionText.objects.create(
                assessment=assessment, section=section, revision=read + 1, text=text, by=by, at=at
            )
    except IntegrityError:
        raise Overtaken("somebody else wrote in this section meanwhile") from None
    journal.record(
        "assessment.section_written", subject=assessment, by=by, at=at, section=section,
        revision=row.revision,
    )  # fmt: skip
    return row


@transaction.atomic
def carry_over(*, assessment: Assessment, by: User, at: datetime) -> list[str]:
    """Fill sections with what the short form they go on from says; a first wording, to be read.

    What is said of the rows is a statement too, so that a reader can walk on to them.

    Returns
    -------
    list of str
        Keys of the sections that were filled.
    """
    kind, earlier = _writer_of(assessment, by), assessment.follows
    if earlier is None or queries.kind_of(earlier).ratings != "form":
        return []
    filled = []
    for part in kind.sections:
        said = {name: rules.carried(name, earlier, assessment) for name in part.carries}
        text = "\n\n".join(words for words in said.values() if words)
        if not text:
            continue
        write_section(assessment=assessment, section=part.key, text=text, read=0, by=by, at=at)
        if said.get("rows"):
            rows = assessment.evidence.order_by("-occurred_on", "-pk")[:CITED_AT_MOST]
            state(
                assessment=assessment, section=part.key, text=said["rows"], by=by, at=at,
                sources=[Source(report=row.pk) for row in rows],
            )  # fmt: skip
        filled.append(part.key)
    return filled


@transaction.atomic
def state(
    *, assessment: Assessment, section: str, text: str, sources: Sequence[Source], by: User,
    at: datetime,
) -> Statement:  # fmt: skip
    """Make a statement with what it rests on; the assessment is marked no freer than its rows.

    Raises
    ------
    EntryUnfit
        If it rests on nothing, or on something that is not there for the person.
    """
    kind = _writer_of(assessment, by)
    part = kind.section(section)
    if part is None:
        raise EntryUnfit(f"{kind.title['en']!r} has no section {section!r}")
    if part.is_pointer:
        raise EntryUnfit("a section that only points to a restricted file makes no statements")
    if not sources:
        raise EntryUnfit("say what the statement rests on")
    row = Statement.objects.create(
        assessment=assessment, section=section, made_by=by, made_at=at,
        text=rules.check_said(text, "a statement", at_most=2_000),
    )  # fmt: skip
    markings = [marking for one in sources if (marking := _cite(row, one, by))]
    tighten(assessment, markings)
    journal.record("assessment.stated", subject=assessment, by=by, at=at, statement=row.pk)
    return row


def _cite(statement: Statement, source: Source, by: User) -> Marking | None:
    """Keep one citation, and return the marking that comes with it."""
    named = [source.report, source.snapshot, source.figure, source.url.strip() or None]
    if sum(one is not None for one in named) != 1:
        raise EntryUnfit("each citation names one thing: a report, snapshot, figure or address")
    cited = Citation(statement=statement)
    marking = None
    if source.report is not None:
        seen = reports_seen_by(by).select_related("marking")
        cited.report = seen.filter(pk=source.report).first()
        marking = cited.report.marking if cited.report else None
    elif source.snapshot is not None:
        cited.snapshot = Snapshot.objects.filter(pk=source.snapshot).first()
    elif source.figure is not None:
        own = FigureFill.objects.filter(assessment=statement.assessment_id)
        cited.figure = own.filter(pk=source.figure).first()
    else:
        _outside(cited, source)
    if not (cited.report or cited.snapshot or cited.figure or cited.url):
        raise EntryUnfit("what the statement should rest on is not here for you")
    cited.save(force_insert=True)
    if cited.report:
        statement.assessment.evidence.add(cited.report)
    return marking


def _outside(cited: Citation, source: Source) -> None:
    cited.url, cited.title = source.url.strip(), source.title.strip()
    cited.accessed_on = source.accessed_on
    if not cited.url.startswith(("https://", "http://")):
        raise EntryUnfit("an address begins with https:// or http://")
    if not cited.title or not cited.accessed_on:
        raise EntryUnfit("a source outside needs its title and the day on which it was read")


def tighten(assessment: Assessment, markings: Sequence[Marking]) -> None:
    """Mark an assessment as strictly as the strictest of its parts; never more freely."""
    strictest = strictest_marking([assessment.marking, *markings])
    if strictest.pk != assessment.marking_id:
        Assessment.objects.filter(pk=assessment.pk).update(marking=strictest)
        assessment.marking = strictest


@transaction.atomic
def withdraw_statement(*, statement: Statement, by: User, at: datetime) -> Statement:
    """Take a statement back; the row stays."""
    _writer_of(statement.assessment, by)
    if not Statement.objects.filter(pk=statement.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise EntryUnfit("this statement is withdrawn already")
    journal.record(
        "assessment.statement_withdrawn", subject=statement.assessment, by=by, at=at,
        statement=statement.pk,
    )  # fmt: skip
    statement.refresh_from_db()
    return statement


@transaction.atomic
def rate(
    *, assessment: Assessment, scale: str, said: str, why: str, cites: ExpertRound | None = None,
    by: User, at: datetime,
) -> Rating:  # fmt: skip
    """Rate on one scale, with the reason; "unknown" counts as the higher level.

    A rating may cite a closed round of experts; no round ever rates by itself.
    """
    kind = _writer_of(assessment, by)
    if kind.ratings != "apart":
        raise EntryUnfit("this kind of assessment is not rated on scales of its own")
    if scale not in Rating.Scale.values:
        raise EntryUnfit(f"a scale is one of {', '.join(Rating.Scale.values)}")
    if said not in (*Level.values, rules.UNKNOWN):
        raise EntryUnfit(f"{said!r} is not on the scale {', '.join(Level.values)}, or unknown")
    if cites is not None and cites.assessment_id != assessment.pk:
        raise EntryUnfit("a rating cites a round of its own assessment")
    if cites is not None and not rules.is_round_closed(cites, at=at):
        raise EntryUnfit("a round can be cited once it is closed")
    row = Rating.objects.create(
        assessment=assessment, scale=scale, said=said, cited_round=cites, rated_by=by, rated_at=at,
        why=rules.check_said(why, "the reason", at_most=4_000),
    )  # fmt: skip
    journal.record("assessment.rated", subject=assessment, by=by, at=at, scale=scale, said=said)
    return row


@transaction.atomic
def answer(
    *, assessment: Assessment, question: str, said: str, why: str, excepted: str = "", by: User,
    at: datetime,
) -> BlockAnswer:  # fmt: skip
    """Answer a question that can block a step, with the reason; perhaps with an exception's."""
    kind = _writer_of(assessment, by)
    asked = kind.question(question)
    if asked is None:
        raise EntryUnfit(f"{kind.title['en']!r} does not ask {question!r}")
    if said not in ("yes", "no", rules.UNKNOWN):
        raise EntryUnfit("the answer is yes, no or unknown")
    if excepted.strip() and not asked.may_be_excepted:
        raise EntryUnfit("the law knows no exception here")
    row = BlockAnswer.objects.create(
        assessment=assessment, question=question, said=said, excepted=excepted.strip(),
        why=rules.check_said(why, "the reason", at_most=4_000), answered_by=by, answered_at=at,
    )  # fmt: skip
    journal.record(
        "assessment.answered", subject=assessment, by=by, at=at, question=question, said=said
    )
    return row


@transaction.atomic
def dissent(
    *, assessment: Assessment, holder: str, view: str, why: str, by: User, at: datetime
) -> Dissent:
    """Record a view that differs, while the assessment is written or read; it stays."""
    kind = queries.kind_of(assessment)
    rules.check_role(by, kind.roles)
    if assessment.status != Assessment.Status.OPEN:
        raise EntryUnfit("the assessment is closed; enter this under what followed")
    row = Dissent.objects.create(
        assessment=assessment, entered_by=by, entered_at=at,
        holder=rules.check_said(holder, "whose view it is", at_most=200),
        view=rules.check_said(view, "the view", at_most=4_000),
        why=rules.check_said(why, "the reason", at_most=4_000),
    )  # fmt: skip
    journal.record("assessment.dissent", subject=assessment, by=by, at=at)
    return row


@transaction.atomic
def follow_up(*, assessment: Assessment, text: str, by: User, at: datetime) -> FollowUp:
    """Add what happened after, or beside, an assessment; possible at any time."""
    rules.check_role(by, queries.kind_of(assessment).roles)
    row = FollowUp.objects.create(
        assessment=assessment, text=rules.check_said(text, "an entry", at_most=4_000),
        written_by=by, written_at=at,
    )  # fmt: skip
    journal.record("assessment.followed_up", subject=assessment, by=by, at=at)
    return row

"""From the parts of a case to evidence: every part is a revision of the case's one report."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from vedette.base.accounts.models import Body, User
from vedette.base.accounts.rules import Refused, check_may
from vedette.base.journal import actions as journal
from vedette.base.markings.models import Marking
from vedette.base.markings.rules import strictest_marking
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.laboratories.queries import find as find_laboratory
from vedette.catalogue.places.models import Place
from vedette.catalogue.substances import actions as substances
from vedette.catalogue.substances.identify import NameBook, name_book
from vedette.errors import VedetteError
from vedette.evidence.cases import actions as cases
from vedette.evidence.cases.fields import TOXICOLOGY
from vedette.evidence.cases.files import COLUMNS, NEEDED, GivenPart, read_table
from vedette.evidence.cases.models import Case, CaseLink, CasePart
from vedette.evidence.cases.queries import file_of
from vedette.evidence.cases.reading import PartContent, read_part
from vedette.evidence.cases.rows import report_of
from vedette.evidence.cases.rules import SOURCE, Flaw, PartRefused, token_of
from vedette.evidence.ingest import actions as ingest
from vedette.evidence.ingest.errors import FileRefused
from vedette.evidence.ingest.formats import open_table
from vedette.evidence.observations import actions as observations
from vedette.evidence.observations.models import Report
from vedette.pathway.intake import name_mentions
from vedette.pathway.warning import ask_again


@transaction.atomic
def tell_part(
    *,
    kind: str,
    reference: str = "",
    case: Case | None = None,
    answers: Mapping[str, str],
    panel: Iterable[Mapping[str, str]] = (),
    body: Body | None = None,
    laboratory: Laboratory | None = None,
    is_own_number: bool = False,
    marking: Marking,
    by: User,
    at: datetime,
    book: NameBook | None = None,
) -> tuple[Case, CasePart | None]:
    """Keep what somebody tells of a case, and let the evidence follow.

    The number of the case becomes its pseudonym here and is kept nowhere; whoever sees a case
    may name it instead. Without a body the part is told by the person's own. No part comes back
    where the same was told before.

    Raises
    ------
    PartRefused
        With every flaw of the part.
    Refused
        If the person may not speak for the teller.
    """
    content = read_part(kind, answers, panel, today=timezone.localdate(at))
    body = body or (None if laboratory else by.body)
    token = case.token if case else _token(reference, body, laboratory, is_own=is_own_number)
    ingest.one_writer(cases.source_of(marking).pk)
    book = book or name_book("en")
    part = cases.keep_part(
        token=token, content=content, resolved=_resolved(content, book), body=body,
        laboratory=laboratory, place=_place(content), marking=marking, by=by, at=at,
    )  # fmt: skip
    case = Case.objects.select_related("marking").get(token=token)
    if part is not None:
        _follow(case, book=book, by=by, at=at)
        ask_again(at=at)
    return case, part


def _token(
    reference: str, body: Body | None, laboratory: Laboratory | None, *, is_own: bool
) -> str:
    own_of = ""
    if is_own:
        # A laboratory and an organisation may have the same code, and numbers of their own.
        own_of = f"lab:{laboratory.code}" if laboratory else f"body:{body.code}" if body else ""
        if not own_of:
            raise Refused("a number of one's own belongs to an organisation; name it")
    return token_of(reference, key=settings.VEDETTE_PSEUDONYM_KEY, own_of=own_of)


def _resolved(content: PartContent, book: NameBook) -> list[tuple[int | None, int | None]]:
    """Say which substance or family each line of a panel is about, where it is certain."""
    found = []
    for line in content.lines:
        answers = book.identify(line.name)
        one = answers[0] if len(answers) == 1 else None
        found.append((one.substance_id, one.family_id) if one else (None, None))
    return found


def _place(content: PartContent) -> Place | None:
    if not content.region:
        return None
    row = Place.objects.filter(scheme="nuts", code=content.region).first()
    if row is None:
        flaw = Flaw("region", content.region, "no region of NUTS is known under this code")
        raise PartRefused((flaw,))
    if row.country != content.country:
        flaw = Flaw("region", content.region, f"this region lies in {row.country}")
        raise PartRefused((flaw,))
    return row


@transaction.atomic
def withdraw_part(*, part: CasePart, reason: str, by: User, at: datetime) -> CasePart:
    """Take a part back; the report goes on without it, or is retracted with the last part."""
    ingest.one_writer(cases.source_of(part.marking).pk)
    gone = cases.withdraw_part(part=part, reason=reason, by=by, at=at)
    head = part.case.links.filter(undone_at=None, verdict=CaseLink.Verdict.SAME).first()
    _follow(head.other if head else part.case, by=by, at=at, reason=reason)
    ask_again(at=at)
    return gone


@transaction.atomic
def link_cases(
    *, one: Case, other: Case, verdict: str, reason: str, by: User, at: datetime
) -> CaseLink:
    """Decide whether two cases are one; what is one is counted once."""
    ingest.one_writer(cases.source_of(one.marking).pk)
    link = cases.decide(one=one, other=other, verdict=verdict, reason=reason, by=by, at=at)
    if link.verdict == CaseLink.Verdict.SAME:
        _retract(link.case, reason=f"told under another case: {reason}", by=by, at=at)
        _follow(link.other, by=by, at=at)
        ask_again(at=at)
    return link


@transaction.atomic
def undo_link(*, link: CaseLink, reason: str, by: User, at: datetime) -> CaseLink:
    """Undo a decision about two cases; what was counted once is counted twice again."""
    ingest.one_writer(cases.source_of(link.case.marking).pk)
    undone = cases.undo(link=link, reason=reason, by=by, at=at)
    if link.verdict == CaseLink.Verdict.SAME:
        _follow(link.other, by=by, at=at)
        _follow(link.case, by=by, at=at)
        ask_again(at=at)
    return undone


def _follow(
    case: Case, *, by: User, at: datetime, book: NameBook | None = None, reason: str = ""
) -> None:
    """Record the next revision of a case's report from all parts that stand."""
    file = file_of(case, person=None)
    if file is None:
        _retract(case, reason=reason or "no part of the case stands", by=by, at=at)
        return
    head = file.case
    number = Report.objects.filter(source__name=SOURCE, source_key=head.token).count() + 1
    book = book or name_book("en")
    report = report_of(
        head.token, file.parts, file.view, number=number, at=at, known_as=_known_in(book)
    )
    name_mentions(book, [report])
    substances.ask([report], book=book, at=at)
    marking = strictest_marking([part.marking for part in file.parts])
    reception = observations.Reception(
        source_id=cases.source_of(marking).pk, submission_id=None, context=file.context,
        marking_id=marking.pk, received_at=at, archive=False, typical_delay_days=0,
        separate=False, seen_before=False, rows_in_file=lambda _key: 1,
    )  # fmt: skip
    observations.record([report], reception=reception)


def _known_in(book: NameBook) -> Callable[[str], str]:
    """Return what says under which key a name is known; a name nobody knows is itself."""

    def known_as(name: str) -> str:
        answers = book.identify(name)
        one = answers[0] if len(answers) == 1 else None
        return f"\x1f{one.substance_id}" if one and one.substance_id else name.casefold()

    return known_as


def _retract(case: Case, *, reason: str, by: User, at: datetime) -> None:
    """Withdraw a case's report; whoever may take back its last part has been asked already."""
    rows = Report.objects.filter(source__name=SOURCE, source_key=case.token)
    last = rows.order_by("-revision").first()
    if last is not None and last.kind == Report.Kind.RECORD:
        observations.retract_told(report=last, reason=reason, by=by, at=at)


@dataclass(frozen=True, slots=True)
class PartsTaken:
    """What became of the parts of a file."""

    rows: int
    told: int
    corrected: int
    unchanged: int
    refused: int
    flaws: tuple[Flaw, ...]


def take_in_parts(*, path: Path, name: str, marking: Marking, by: User, at: datetime) -> PartsTaken:
    """Take in a table of parts; a part with a flaw stays out whole, and the others go in.

    Half a panel would call what was found not tested. The same file again changes nothing.

    Raises
    ------
    FileRefused
        If the file cannot be read, or lacks a column that every part needs.
    """
    check_may(by, "keep_cases")
    table = open_table(path, name=name, options={})
    missing = [column for column in NEEDED if column not in table.columns]
    unknown = sorted(set(table.columns) - set(COLUMNS))
    if missing and table.format not in ("json", "jsonl"):
        raise FileRefused(f"the file lacks the columns {', '.join(missing)}")
    if unknown:
        known = ", ".join(COLUMNS)
        raise FileRefused(f"no column of cases is called {unknown[0]!r}; they are {known}")
    given = read_table(table.rows)
    book = name_book("en")
    tally, flaws = Counter[str](), list(given.flaws)
    for part in given.parts:
        found = list(part.flaws)
        try:
            became = "refused" if found else _take_in(part, marking, by, at, book)
        except PartRefused as error:
            found, became = list(error.flaws), "refused"
        except VedetteError as error:
            found, became = [Flaw("teller", part.teller, str(error))], "refused"
        tally[became] += 1
        flaws += [Flaw(f.column, f.value, f.reason, f.line or part.line) for f in found]
    with transaction.atomic():
        journal.record("case.file_taken_in", subject=None, by=by, at=at, rows=given.rows, **tally)
    return PartsTaken(
        given.rows, tally["told"], tally["corrected"], tally["unchanged"], tally["refused"],
        tuple(sorted(flaws, key=lambda flaw: flaw.line or 0)),
    )  # fmt: skip


def _take_in(given: GivenPart, marking: Marking, by: User, at: datetime, book: NameBook) -> str:
    laboratory = find_laboratory(given.teller) if given.kind == TOXICOLOGY else None
    body = None
    if laboratory is None:
        body = Body.objects.filter(code__iexact=given.teller).first()
        if body is None:
            raise PartRefused((Flaw("teller", given.teller, "no organisation has this code"),))
    _case, part = tell_part(
        kind=given.kind, reference=given.reference, answers=given.answers, panel=given.panel,
        body=body, laboratory=laboratory, is_own_number=bool(given.is_own_number), marking=marking,
        by=by, at=at, book=book,
    )  # fmt: skip
    if part is None:
        return "unchanged"
    return "corrected" if part.replaces_id else "told"

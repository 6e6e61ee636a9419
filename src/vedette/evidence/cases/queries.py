"""Cases as a person may see them, put together from their parts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from vedette.base.accounts.models import Body, User
from vedette.base.accounts.rules import Refused, may
from vedette.base.markings.queries import markings_seen_by
from vedette.base.numbers import LARGEST_ID
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.laboratories.queries import find as find_laboratory
from vedette.catalogue.substances.models import Family
from vedette.evidence.cases import links
from vedette.evidence.cases.checks import Remark, remarks_on
from vedette.evidence.cases.fields import FOUND, listed
from vedette.evidence.cases.models import Case, CaseLink, CasePart, PanelLine
from vedette.evidence.cases.rows import context_of, day_of, named_also, with_levels
from vedette.evidence.cases.rules import SOURCE, CaseUnknown, LinkUnknown
from vedette.evidence.cases.views import CaseView, Line, NamedSubstance, PartView
from vedette.evidence.observations.models import Finding, Report

NAMED = (Finding.Role.CAUSE, Finding.Role.CONTRIBUTED)
LOOKED_THROUGH = 2_000
Known = dict[str, tuple[str, tuple[str, ...]]]  # folded name -> its key and its families


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with all its parts that stand and that a person may see.

    The cases told under it and the report that counts it are there if the person may see them.
    """

    case: Case
    members: tuple[Case, ...]
    parts: tuple[CasePart, ...]
    view: CaseView
    report: Report | None
    findings: tuple[Finding, ...]

    @property
    def context(self) -> str:
        """Return whether it counts as a death or as an emergency."""
        return context_of(self.view)

    @property
    def day(self) -> date:
        """Return the day of the case."""
        return day_of(self.view)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return which kinds of part are there, in the order of the form."""
        return tuple(kind for kind in CasePart.Kind.values if self.view.of(kind))

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return what the consistency checks find."""
        return tuple(remarks_on(self.view))

    @property
    def names(self) -> tuple[str, ...]:
        """Return what laboratories found, each name once."""
        found = [line.name for line in self.view.lines if line.state == FOUND]
        return tuple({name.casefold(): name for name in found}.values())

    @property
    def brief(self) -> links.Brief:
        """Return as much of it as is compared with other cases."""
        regions = [part.region for part in self.view.parts if part.region]
        keys = {line.key for line in self.view.lines if line.state == FOUND and line.key}
        seen = [
            part.occurred_on for part in self.view.parts
            if part.kind == CasePart.Kind.CLINICAL or part.said("subject") == "living"
        ]  # fmt: skip
        return links.Brief(
            died_on=self.day if self.view.is_death else None, alive_on=max(seen, default=None),
            id=self.case.pk, day=self.day, country=self.view.parts[0].country,
            region=max(regions, key=len, default=""),
            age_band=min(self.view.values("age_band"), default=""),
            sex=min(self.view.values("sex"), default=""),
            kinds=frozenset(self.kinds),
            substances=frozenset(keys | {one.key for one in self.view.named if one.key}),
        )  # fmt: skip


def cases_seen_by(person: User) -> QuerySet[Case]:
    """Return the cases of which a person may see a part, the newest first.

    Whoever sees a part of a case that is told under another sees that other too.
    """
    own = _parts_seen(person).values("case")
    holding = CaseLink.objects.filter(verdict=CaseLink.Verdict.SAME, undone_at=None)
    heads = holding.filter(case__in=own).values("other")
    return Case.objects.filter(Q(pk__in=own) | Q(pk__in=heads)).order_by("-id")


def _parts_seen(person: User) -> QuerySet[CasePart]:
    """Return the parts a person may see: by their marking, and what their own body tells."""
    seen = Q(marking_id__in=markings_seen_by(person))
    if person.is_authenticated and person.is_active and person.body_id is not None:
        seen |= Q(body_id=person.body_id) | Q(laboratory__body_id=person.body_id)
    return CasePart.objects.filter(seen)


def _standing(parts: QuerySet[CasePart], as_of: datetime | None) -> QuerySet[CasePart]:
    """Return the revisions that hold, now or at a moment."""
    later = CasePart.objects.filter(replaces=OuterRef("pk"))
    if as_of is not None:
        parts, later = parts.filter(at__lte=as_of), later.filter(at__lte=as_of)
    return parts.filter(~Exists(later), is_withdrawn=False)


def told_under(as_of: datetime | None = None) -> dict[int, int]:
    """Return the case under which each linked one is told."""
    holding = Q(verdict=CaseLink.Verdict.SAME, undone_at=None)
    if as_of is not None:
        holding = Q(verdict=CaseLink.Verdict.SAME, decided_at__lte=as_of) & (
            Q(undone_at=None) | Q(undone_at__gt=as_of)
        )
    return dict(CaseLink.objects.filter(holding).values_list("case_id", "other_id"))


def find(token: str, person: User) -> Case:
    """Return a case by its pseudonym, or refuse."""
    token = token.strip()
    rows = cases_seen_by(person).filter(token=token.casefold())
    row = rows.first() if token.isprintable() else None
    if row is None:
        raise CaseUnknown(token)
    return row


def find_link(number: int) -> CaseLink:
    """Return a decision about two cases that still holds, or refuse."""
    rows = CaseLink.objects.select_related("case", "other")
    row = rows.filter(pk=number).first() if number <= LARGEST_ID else None
    if row is None:
        raise LinkUnknown(number)
    return row


def files_seen_by(
    person: User, *, as_of: datetime | None = None, before: int | None = None, size: int = 50
) -> tuple[list[CaseFile], int | None]:
    """Return a page of cases, the newest first, and the id to go on from."""
    under = told_under(as_of)
    seen = _standing(_parts_seen(person), as_of)
    rows = Case.objects.filter(pk__in=seen.values("case")).exclude(pk__in=under)
    led = set(seen.filter(case__in=under).values_list("case_id", flat=True))
    heads = {under[pk] for pk in led}
    if before:
        rows = rows.filter(pk__lt=min(before, LARGEST_ID))
        heads = {pk for pk in heads if pk < before}
    newest = rows.order_by("-id").values_list("id", flat=True)[: size + 1]
    ids = sorted({*newest, *heads}, reverse=True)
    files = files_of(ids[:size], person=person, as_of=as_of)
    return files, ids[size - 1] if len(ids) > size else None


def file_of(case: Case, *, person: User | None, as_of: datetime | None = None) -> CaseFile | None:
    """Return a case with those told under it, or under which it is told; None if empty."""
    head = told_under(as_of).get(case.pk, case.pk)
    found = files_of([head], person=person, as_of=as_of)
    return found[0] if found else None


def files_of(
    ids: Sequence[int], *, person: User | None, as_of: datetime | None = None
) -> list[CaseFile]:
    """Return cases with their parts, in the order asked for; without a person, with all parts.

    Cases whose parts are all withdrawn or closed are left out.
    """
    under = told_under(as_of)
    members: dict[int, list[int]] = {pk: [pk] for pk in ids}
    for case, head in under.items():
        if head in members:
            members[head].append(case)
    among = CasePart.objects.all() if person is None else _parts_seen(person)
    parts = _standing(among, as_of).filter(case__in=[c for some in members.values() for c in some])
    own = [field.name for field in PanelLine._meta.fields]
    lines = PanelLine.objects.select_related("substance").only(*own, "substance__key")
    parts = parts.select_related("body", "laboratory", "place", "marking").prefetch_related(
        Prefetch("lines", queryset=lines)
    )
    of_case: dict[int, list[CasePart]] = defaultdict(list)
    for part in parts.order_by("id"):
        of_case[part.case_id].append(part)
    wanted = [pk for some in members.values() for pk in some]
    cases = Case.objects.select_related("marking").in_bulk(wanted)
    reports = _reports({cases[pk].token: pk for pk in ids if pk in cases}, as_of)
    families = family_chains()
    open_ = _Open.to(person, wanted)
    return [
        open_.of(_file([cases[one] for one in members[pk]], told, reports.get(pk), families))
        for pk in ids
        if (told := [part for one in members[pk] for part in of_case[one]])
    ]


@dataclass(frozen=True, slots=True)
class _Open:
    """Which cases and which markings are open to a person; None for all."""

    cases: frozenset[int] | None
    markings: frozenset[int] | None

    @classmethod
    def to(cls, person: User | None, cases: Sequence[int]) -> "_Open":
        if person is None:
            return cls(None, None)
        seen = cases_seen_by(person).filter(pk__in=cases).order_by()
        return cls(frozenset(seen.values_list("id", flat=True)),
                   frozenset(markings_seen_by(person)))  # fmt: skip

    def of(self, file: CaseFile) -> CaseFile:
        """Leave out of a file what is closed; its names were looked up already."""
        if self.cases is None or self.markings is None:
            return file
        members = tuple(case for case in file.members if case.pk in self.cases)
        if file.report is not None and file.report.marking_id not in self.markings:
            return replace(file, members=members, report=None, findings=())
        return replace(file, members=members)


def _reports(tokens: dict[str, int], as_of: datetime | None) -> dict[int, Report]:
    later = Report.objects.filter(replaces=OuterRef("pk"))
    rows = Report.objects.filter(source__name=SOURCE, source_key__in=tokens)
    if as_of is not None:
        rows, later = rows.filter(received_at__lte=as_of), later.filter(received_at__lte=as_of)
    findings = Finding.objects.select_related("substance").order_by("id")
    findings = findings.only("report_id", "raw", "role", "family_id", "substance__key")
    rows = rows.filter(~Exists(later), kind=Report.Kind.RECORD)
    found = rows.prefetch_related(Prefetch("findings", queryset=findings))
    return {tokens[row.source_key]: row for row in found}


def family_chains() -> dict[int, tuple[str, ...]]:
    """Return the key of each family and of all families around it, the nearest first."""
    rows = {pk: (key, parent) for pk, key, parent in
            Family.objects.values_list("id", "key", "parent_id")}  # fmt: skip
    chains = {}
    for pk in rows:
        chain: list[str] = []
        at: int | None = pk
        while at is not None and rows[at][0] not in chain:
            chain.append(rows[at][0])
            at = rows[at][1]
        chains[pk] = tuple(chain)
    return chains


def _file(
    cases: Sequence[Case], parts: Sequence[CasePart], report: Report | None,
    families: dict[int, tuple[str, ...]],
) -> CaseFile:  # fmt: skip
    findings = tuple(report.findings.all()) if report else ()
    later: Known = {}
    for one in findings:
        kin = families.get(one.family_id, ()) if one.family_id else ()
        key = one.substance.key if one.substance else kin[0] if kin else ""
        if key:
            later[one.raw.casefold()] = (key, kin if one.substance else kin[1:])
    also = named_also(report.details) if report else {}
    later |= {one: later[other] for one, other in also.items() if other in later}
    named = _named(parts, findings, also, later)
    view = CaseView(tuple(part_view(part, families, later) for part in parts), named)
    return CaseFile(cases[0], tuple(cases[1:]), tuple(parts), view, report, findings)


def _named(
    parts: Sequence[CasePart], findings: Sequence[Finding], also: dict[str, str], later: Known
) -> tuple[NamedSubstance, ...]:
    """Return what the certificate names and the report counts, under this name or another."""
    told = {
        name.casefold(): name for part in parts for key in ("cause", "contributed")
        for name in listed(str(part.facts.get(key, "")))
    }  # fmt: skip
    counted = {one.raw.casefold() for one in findings if one.role in NAMED}
    return tuple(
        NamedSubstance(name, *later.get(folded, (folded, ())))
        for folded, name in told.items() if also.get(folded, folded) in counted
    )  # fmt: skip


def part_view(part: CasePart, families: dict[int, tuple[str, ...]], later: Known) -> PartView:
    """Return a part as the rules read it; names decided since it was told count as decided."""
    return PartView(
        kind=part.kind, teller=part.teller, occurred_on=part.occurred_on, facts=part.facts,
        lines=with_levels(_line(row, families, later) for row in part.lines.all()),
        country=part.country, region=part.place.code if part.place else "",
    )  # fmt: skip


def _line(row: PanelLine, families: dict[int, tuple[str, ...]], later: Known) -> Line:
    kin = families.get(row.family_id, ()) if row.family_id else ()
    if row.substance is not None:
        key = row.substance.key
    elif kin:
        key, kin = kin[0], kin[1:]
    else:
        key, kin = later.get(row.name.casefold(), (row.name.casefold(), ()))
    return Line(
        name=row.name, state=row.state, matrix=row.matrix, method=row.method,
        claimed_level=row.claimed_level, value=row.value, unit=row.unit,
        below_loq=row.below_loq, key=key, kin=kin,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinkProposal:
    """Two cases that may be one, with both files."""

    one: CaseFile
    other: CaseFile
    pair: links.Proposed

    @property
    def sides(self) -> tuple[CaseFile, CaseFile]:
        """Return both files, the older case first."""
        return self.one, self.other


def proposed_links(
    person: User, *, limit: int = 100, newest: int = LOOKED_THROUGH
) -> list[LinkProposal]:
    """Return the pairs among the newest cases that may be one and nobody has decided about."""
    if not may(person, "link_cases"):
        return []
    files, _older = files_seen_by(person, size=newest)
    decided = {
        frozenset(pair) for pair in
        CaseLink.objects.filter(undone_at=None).values_list("case_id", "other_id")
    }  # fmt: skip
    by_id = {one.case.pk: one for one in files}
    pairs = [
        pair for pair in links.propose(one.brief for one in files)
        if frozenset((pair.one.id, pair.other.id)) not in decided
    ]  # fmt: skip
    return [LinkProposal(by_id[p.one.id], by_id[p.other.id], p) for p in pairs[:limit]]


def parts_of(proposals: Iterable[LinkProposal]) -> list[CasePart]:
    """Return the parts that proposals show, each once."""
    shown = (part for one in proposals for file in one.sides for part in file.parts)
    return list({part.pk: part for part in shown}.values())


def decisions_seen_by(person: User, *, limit: int = 100) -> list[CaseLink]:
    """Return what was decided about cases that a person may see, the newest first."""
    seen = cases_seen_by(person).order_by().values("id")
    rows = CaseLink.objects.filter(case__in=seen, other__in=seen)
    rows = rows.select_related("case", "other", "decided_by", "undone_by")
    return list(rows.order_by("-decided_at", "-id")[:limit])


def case_of(report: Report, person: User) -> Case | None:
    """Return the case that a report counts, if the person may see it."""
    if report.source.name != SOURCE:
        return None
    return cases_seen_by(person).filter(token=report.source_key).first()


def teller_named(body: str, laboratory: str) -> tuple[Body | None, Laboratory | None]:
    """Return the organisation and the laboratory that somebody named; none where none is named.

    Raises
    ------
    Refused
        If no organisation has the code.
    LaboratoryUnknown
        If no laboratory has the code.
    """
    if not (body + laboratory).isprintable():
        raise Refused("a code is made of letters, digits and marks")
    row = Body.objects.filter(code=body).first() if body else None
    if body and row is None:
        raise Refused(f"no organisation has the code {body[:60]!r}")
    return row, find_laboratory(laboratory) if laboratory else None


def part_before(
    case: Case, kind: str, *, body_id: int | None, laboratory_id: int | None
) -> CasePart | None:
    """Return the newest revision of the same teller's part of a case, withdrawn or not."""
    teller = {"laboratory": laboratory_id} if laboratory_id else {"body": body_id}
    rows = CasePart.objects.filter(case=case, kind=kind, **teller)
    return rows.order_by("-number").first()


def revisions_of(
    cases: Iterable[Case], person: User, *, as_of: datetime | None = None
) -> list[CasePart]:
    """Return every revision of every part of a case that a person may see, the newest first."""
    rows = _parts_seen(person).filter(case__in=[case.pk for case in cases])
    rows = rows.filter(at__lte=as_of) if as_of else rows
    return list(rows.select_related("body", "laboratory", "by").order_by("-at", "-id"))

"""Keep guidelines, ask laboratories, and keep their answers."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.laboratories.rules import check_acts_for
from vedette.response.guidelines import formats
from vedette.response.guidelines.errors import Overtaken, VersionKept
from vedette.response.guidelines.formats import NewGuideline, NewItem
from vedette.response.guidelines.models import Adoption, Guideline, GuidelineItem, Inquiry

LONGEST_REMARK = 500


@transaction.atomic
def keep(*, given: NewGuideline, by: User | None, at: datetime) -> tuple[Guideline, bool]:
    """Keep one version; points that an earlier version has word for word keep their answers.

    Returns the version, and whether it is new. The same version again changes nothing.

    Raises
    ------
    Refused
        If the person may not keep guidelines.
    VersionKept
        If the version is kept already and says something else.
    """
    if by is not None:
        rights.check_may(by, "keep_laboratories")
    kept = Guideline.objects.filter(key=given.key, version=given.version).first()
    if kept is not None:
        if _content(kept) != _given(given):
            raise VersionKept(
                f"version {given.version} of {given.key} is kept and says something else; "
                "give the changed text a version of its own"
            )
        return kept, False
    row = _created(given, by, at)
    before = _earlier(row)
    for place, item in enumerate(given.items, start=1):
        GuidelineItem.objects.create(
            guideline=row, place=place, number=item.number, text=item.text, since=item.since,
            until=item.until, check_key=item.check, first=before.get((item.number, item.text)),
        )  # fmt: skip
    journal.record("guideline.kept", subject=row, by=by, at=at, key=row.key, version=row.version)
    return row, True


def _created(given: NewGuideline, by: User | None, at: datetime) -> Guideline:
    try:
        with transaction.atomic():
            return Guideline.objects.create(
                key=given.key, version=given.version, title=given.title, issuer=given.issuer,
                language=given.language, is_example=given.is_example, note=given.note,
                published_on=given.published, kept_at=at, kept_by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Overtaken("somebody else has kept this version meanwhile; look again") from None


def _earlier(row: Guideline) -> dict[tuple[str, str], GuidelineItem]:
    """Return the points of earlier versions by number and text, each as it first stood."""
    rows = GuidelineItem.objects.filter(guideline__key=row.key, first=None).exclude(guideline=row)
    return {(item.number, item.text): item for item in rows.order_by("-guideline_id", "-id")}


def _content(kept: Guideline) -> tuple[object, ...]:
    items = tuple(
        NewItem(one.number, one.text, one.since, one.until, one.check_key)
        for one in kept.items.order_by("place")
    )
    return (
        kept.title, kept.published_on, kept.issuer, kept.language, kept.is_example, kept.note,
        items,
    )  # fmt: skip


def _given(given: NewGuideline) -> tuple[object, ...]:
    return (
        given.title, given.published, given.issuer, given.language, given.is_example, given.note,
        given.items,
    )  # fmt: skip


def keep_examples(*, at: datetime) -> list[Guideline]:
    """Keep the examples that come with the software."""
    return [
        keep(given=formats.read(text.encode()), by=None, at=at)[0]
        for _name, text in sorted(formats.shipped().items())
    ]


@transaction.atomic
def ask(*, guideline: Guideline, laboratories: Iterable[Laboratory], by: User, at: datetime) -> int:
    """Ask laboratories which points they have adopted; return how many were not asked before."""
    rights.check_may(by, "keep_laboratories")
    laboratories = list(laboratories)
    if not laboratories:
        raise rights.Refused("name the laboratories that are asked")
    asked = [
        Inquiry.objects.get_or_create(
            key=guideline.key, laboratory=one, defaults={"asked_at": at, "asked_by": by}
        )[1]
        for one in laboratories
    ]
    if any(asked):
        journal.record("guideline.asked", subject=guideline, by=by, at=at, laboratories=sum(asked))
    return sum(asked)


@transaction.atomic
def answer(
    *,
    item: GuidelineItem,
    laboratory: Laboratory,
    answer: str,
    since: date | None = None,
    remark: str = "",
    by: User,
    at: datetime,
) -> Adoption:
    """Keep a laboratory's answer to one point as its next revision.

    Raises
    ------
    Refused
        If the person may not speak for the laboratory, or the answer cannot be.
    Overtaken
        If somebody else answered the same point a moment before.
    """
    check_acts_for(by, laboratory)
    if answer not in Adoption.Answer.values:
        raise rights.Refused(f"no answer is called {answer!r}; {', '.join(Adoption.Answer.values)}")
    if answer == Adoption.Answer.NO and since is not None:
        raise rights.Refused("what is not adopted has no day")
    if answer != Adoption.Answer.PLANNED and since is not None and since > timezone.localdate(at):
        raise rights.Refused(f"{since} lies ahead; what comes later is planned")
    if len(remark) > LONGEST_REMARK:
        raise rights.Refused(f"a remark has at most {LONGEST_REMARK} letters")
    root = item.first or item
    last = Adoption.objects.filter(item=root, laboratory=laboratory).order_by("-revision").first()
    told = (answer, since, remark.strip())
    if last is not None and (last.answer, last.since, last.remark) == told:
        return last
    try:
        with transaction.atomic():
            row = Adoption.objects.create(
                item=root, laboratory=laboratory, revision=last.revision + 1 if last else 1,
                answer=answer, since=since, remark=remark.strip(), at=at, by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Overtaken("somebody else has answered this point meanwhile; look again") from None
    journal.record(
        "guideline.answered", subject=root, by=by, at=at, laboratory=laboratory.code, answer=answer
    )
    return row

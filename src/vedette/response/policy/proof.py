"""Records of this node that show what was done: which there are, and who may see them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from vedette.base.accounts.models import User
from vedette.evidence.observations.queries import reports_seen_by
from vedette.evidence.samples.queries import samples_seen_by
from vedette.judgement.assessments.queries import assessments_seen_by
from vedette.judgement.signals.queries import signals_seen_by
from vedette.response.alerts.queries import alerts_seen_by
from vedette.response.policy.errors import PromiseUnfit
from vedette.response.policy.models import Evidence, Tie

Seen = Callable[[User], QuerySet[Any]]
RECORDS: dict[str, Seen] = {
    "signal": signals_seen_by,
    "assessment": assessments_seen_by,
    "alert": alerts_seen_by,
    "report": reports_seen_by,
    "sample": samples_seen_by,
}


def check_record(
    kind: str, record_id: int | None, *, key: str = "", url: str = "", title: str, person: User
) -> None:
    """Refuse evidence that names nothing, or a record that the person may not see."""
    if kind not in Evidence.Kind.values:
        raise PromiseUnfit(f"{kind!r} is no kind of evidence; one of {', '.join(Evidence.Kind)}")
    if not title.strip():
        raise PromiseUnfit("say in words what the evidence is")
    if kind in RECORDS:
        if key or not record_id or not RECORDS[kind](person).filter(pk=record_id).exists():
            raise PromiseUnfit(f"there is no {kind} {record_id or ''} that you may see".strip())
    elif record_id is not None:
        raise PromiseUnfit(f"a {kind} has no number here")
    elif kind == Evidence.Kind.INDICATOR and not key.strip():
        raise PromiseUnfit("name the indicator by its key")
    elif kind == Evidence.Kind.LINK and not url.strip():
        raise PromiseUnfit("a link needs its address")
    elif key and kind != Evidence.Kind.INDICATOR:
        raise PromiseUnfit("only an indicator is named by a key")


def visible(rows: Iterable[Evidence], person: User) -> dict[str, set[int]]:
    """Numbers of the records among evidence that a person may open, by kind."""
    wanted: dict[str, set[int]] = {}
    for one in rows:
        if one.kind in RECORDS and one.record_id is not None:
            wanted.setdefault(one.kind, set()).add(one.record_id)
    return {
        kind: set(RECORDS[kind](person).filter(pk__in=ids).values_list("pk", flat=True))
        for kind, ids in wanted.items()
    }


def record_of(tie: Tie) -> tuple[str, int]:
    """Kind and number of the record that a tie is of."""
    for kind in ("signal", "assessment", "alert"):
        number = getattr(tie, f"{kind}_id")
        if number is not None:
            return kind, int(number)
    raise LookupError(tie.pk)


def visible_ties(ties: Iterable[Tie], person: User) -> list[tuple[Tie, str, int]]:
    """Ties whose record a person may open, each with the record's kind and number."""
    known = [(one, *record_of(one)) for one in ties]
    wanted: dict[str, set[int]] = {}
    for _one, kind, number in known:
        wanted.setdefault(kind, set()).add(number)
    there = {
        kind: set(RECORDS[kind](person).filter(pk__in=ids).values_list("pk", flat=True))
        for kind, ids in wanted.items()
    }
    return [row for row in known if row[2] in there[row[1]]]

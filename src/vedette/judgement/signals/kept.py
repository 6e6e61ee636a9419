"""Kept replays as people see them: who may read one, how far it is, the desk of a week."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from vedette.base.accounts.models import User
from vedette.base.locks import is_held
from vedette.base.markings.queries import markings_seen_by
from vedette.catalogue.substances.models import Substance
from vedette.judgement.signals.models import Replay, ReplayWeek
from vedette.judgement.signals.queries import sentence_at

WEEK = timedelta(weeks=1)


def replays_seen_by(person: User) -> QuerySet[Replay]:
    """Return kept replays, the newest first.

    A replay sums up rows, so it is open only to who may see each of their markings.
    """
    if not (person.is_authenticated and person.is_active):
        return Replay.objects.none()
    marked = Replay.markings.through.objects.filter(replay=OuterRef("pk"))
    closed = marked.exclude(marking_id__in=markings_seen_by(person))
    return (
        Replay.objects.filter(~Exists(closed))
        .select_related("snapshot", "by")
        .annotate(done=Count("weeks"), shown=Sum("weeks__came_total"))
        .order_by("-id")
    )


def lock_of(replay: Replay) -> str:
    """Return the name of the lock that whoever works on a replay holds."""
    return f"replay-{replay.pk}"


def waiting_lock(replay: Replay) -> str:
    """Return the name of the lock that is held from when a replay is asked for to its end."""
    return f"{lock_of(replay)}-asked"


def state_of(replay: Replay) -> str:
    """Return how a replay stands: done, failed, running, or unfinished and nobody at it."""
    if replay.finished_at is None:
        if is_held(lock_of(replay)) or is_held(waiting_lock(replay)):
            return "running"
        replay.refresh_from_db()  # it may have ended since it was read
    if replay.finished_at is None:
        return "unfinished"
    return "failed" if replay.error else "done"


def weeks_of(replay: Replay) -> int:
    """Return how many weeks a replay has, done or not."""
    return (replay.end - replay.start).days // 7 + 1


def new_per_week(replay: Replay) -> list[tuple[date, int]]:
    """Return the number of new signals of every week, the oldest first."""
    return list(replay.weeks.order_by("day").values_list("day", "came_total"))


def week_at(replay: Replay, number: int) -> ReplayWeek | None:
    """Return the desk of a week by its number, from 1."""
    return replay.weeks.filter(day=replay.start + WEEK * (number - 1)).first()


def desk_on(replay: Replay, day: date) -> dict[str, Any] | None:
    """Return the desk of the week in which a day lies, every row with its sentence."""
    week = week_at(replay, (day - replay.start).days // 7 + 1)
    if week is None:
        return None
    return {
        "day": week.day, "came": told(week.came), "went_on": told(week.went_on),
        "folded": told(week.folded), "folded_total": week.folded_total,
    }  # fmt: skip


def told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows of a desk, and what is folded into them, each with its sentence."""
    return [
        {**row, "sentence": _sentence(row),
         "parts": [{**part, "sentence": _sentence(part)} for part in row["parts"]]}
        for row in rows
    ]  # fmt: skip


def _sentence(row: dict[str, Any]) -> str:
    country = row["place"] if len(row["place"]) == 2 else ""
    return sentence_at(row["template"], row["facts"], country).rstrip(".")


def learnt_by(replay: Replay, *, day: date | None = None) -> list[dict[str, Any]]:
    """Return the substances shown by a day with their names and dates, the latest shown first."""
    rows = [one for one in replay.learnt if day is None or one["first_shown"] <= day.isoformat()]
    names = dict(
        Substance.objects.filter(key__in=[one["substance"] for one in rows]).values_list(
            "key", "name"
        )
    )
    dated = [
        {
            **one, "name": names.get(one["substance"], one["substance"]),
            **{name: _day(one[name]) for name in ("first_record", "third_record", "first_shown")},
        }
        for one in rows
    ]  # fmt: skip
    return sorted(dated, key=lambda one: (-one["first_shown"].toordinal(), one["name"]))


def met_of(replay: Replay) -> list[dict[str, Any]]:
    """Return the known dates a replay was held against, each with its first signal."""
    rows = replay.score["met"] if replay.score else []
    return [{**one, "date": _day(one["date"]), "first_shown": _day(one["first_shown"])}
            for one in rows]  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

"""What a document leaves undone when it ends, and what was decided about each promise of it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from vedette.response.policy import board, queries
from vedette.response.policy.board import UNKNOWN, Board, Standing
from vedette.response.policy.models import (
    CarryOverDecision,
    CarryOverVerdict,
    Instrument,
    PolicyEntry,
)
from vedette.response.policy.queries import Placed
from vedette.response.policy.statuses import Status

OPEN = "open"
SOON = 365  # days before its last period ends in which a document is said to be ending
OUTCOMES = (OPEN, *CarryOverDecision.Outcome.values)
HEADER = (
    "promise", "text", "asked", "ends", "status", "done", "decision", "to", "reason",
    "decided_on", "decided_by", "decision_number", "confirmed", "confirmed_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision, with the second person's word on it as far as it was known."""

    row: CarryOverDecision
    verdict: CarryOverVerdict | None

    @property
    def is_confirmed(self) -> bool:
        """Whether a second person confirmed it."""
        return self.verdict is not None and self.verdict.verdict == "accepted"

    @property
    def is_rejected(self) -> bool:
        """Whether a second person rejected it: it counts no longer."""
        return self.verdict is not None and self.verdict.verdict == "rejected"

    @property
    def awaits_successor(self) -> bool:
        """Whether it is carried over to a document that is not yet written."""
        return self.row.outcome == CarryOverDecision.Outcome.CARRY_OVER and not self.row.target_id

    @property
    def goes_to(self) -> str:
        """The key of the entry that it goes on in, or nothing."""
        return queries.key_of(self.row.target) if self.row.target else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One promise that is not done, or about which something was decided."""

    placed: Placed
    bodies: tuple[str, ...]
    whole: Standing | None
    is_done: bool
    decided: Decided | None

    @property
    def entry(self) -> PolicyEntry:
        """The promise."""
        return self.placed.entry

    @property
    def ends_on(self) -> date | None:
        """The end of its period, where it has one."""
        return self.placed.said.ends_on if self.placed.said else None

    @property
    def outcome(self) -> str:
        """What was decided: one of ``OUTCOMES``."""
        return self.decided.row.outcome if self.decided else OPEN

    @property
    def is_open(self) -> bool:
        """Whether it is undone and nobody has decided what becomes of it."""
        return self.decided is None


@dataclass(frozen=True, slots=True)
class CarryOverTable:
    """Every promise of a document that is not done, with its decision, as known at a moment."""

    instrument: Instrument
    as_of: datetime
    promises: int
    ends_on: date | None
    is_over: bool
    is_ending: bool
    lines: tuple[Line, ...]
    from_elsewhere: tuple[Decided, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many lines have each outcome, every one of ``OUTCOMES`` named."""
        counted = Counter(one.outcome for one in self.lines)
        return {outcome: counted[outcome] for outcome in OUTCOMES}

    @property
    def open(self) -> tuple[Line, ...]:
        """Promises about which nobody has decided."""
        return tuple(one for one in self.lines if one.is_open)

    @property
    def decided(self) -> tuple[Line, ...]:
        """Promises about which something was decided."""
        return tuple(one for one in self.lines if not one.is_open)

    @property
    def unconfirmed(self) -> tuple[Line, ...]:
        """Promises whose decision waits for a second person."""
        return tuple(one for one in self.lines if one.decided and not one.decided.is_confirmed)

    @property
    def awaiting(self) -> tuple[Line, ...]:
        """Promises carried over to a document that is not yet written."""
        return tuple(one for one in self.lines if one.decided and one.decided.awaits_successor)

    @property
    def is_told(self) -> bool:
        """Whether the pages of the document speak of it: it ends, or something was decided."""
        return self.is_over or self.is_ending or bool(self.decided)


def table(
    instrument: Instrument,
    *,
    as_of: datetime,
    statuses: Mapping[str, Status],
    soon: int = SOON,
) -> CarryOverTable:
    """Return what a document leaves undone, as it was known at a moment.

    A promise stays in the table once something was decided about it, also if it was done
    later or a better reading knows it no longer. Parts of a promise go with it.

    Parameters
    ----------
    soon : int
        Days before the last period ends from which on the document counts as ending.
    """
    found = board.board(instrument, as_of=as_of, statuses=statuses)
    return table_of(found, as_of=as_of, statuses=statuses, soon=soon)


def table_of(
    found: Board, *, as_of: datetime, statuses: Mapping[str, Status], soon: int = SOON
) -> CarryOverTable:
    """Return the table of a board, which was known at the same moment."""
    instrument = found.instrument
    decided = counting(as_of=as_of, entry__instrument=instrument)
    lines = []
    for row in found.rows:
        known = statuses.get(row.whole.status) if row.whole else None
        line = Line(
            row.placed, row.bodies, row.whole, bool(known and known.is_done),
            decided.pop(row.entry.pk, None),
        )  # fmt: skip
        if not line.is_done or line.decided:
            lines.append(line)
    unread = sorted(decided.values(), key=lambda one: one.row.entry.position)
    lines += [Line(Placed(one.row.entry, ()), (), None, False, one) for one in unread]
    ends = [row.placed.said.ends_on for row in found.rows if row.placed.said]
    last, day = max((one for one in ends if one), default=None), timezone.localdate(as_of)
    return CarryOverTable(
        instrument, as_of, len(found.rows), last, bool(last and last < day),
        bool(last and day <= last <= day + timedelta(days=soon)), tuple(lines),
        tuple(carried_here(as_of=as_of, target__instrument=instrument)),
    )  # fmt: skip


def decisions_known(*, as_of: datetime, **of: Any) -> list[Decided]:
    """All decisions known at a moment, the newest of each promise first.

    Parameters
    ----------
    **of
        Of which promises, as a filter of decisions: ``entry=…``, ``entry__instrument=…``.
    """
    rows = list(
        CarryOverDecision.objects.filter(at__lte=as_of, **of)
        .select_related("by", "entry__instrument", "target__instrument")
        .order_by("entry__position", "entry", "-revision")
    )
    said = CarryOverVerdict.objects.filter(decision__in=rows, at__lte=as_of).select_related("by")
    verdicts = {one.decision_id: one for one in said}
    return [Decided(one, verdicts.get(one.pk)) for one in rows]


def counting(*, as_of: datetime, **of: Any) -> dict[int, Decided]:
    """The decision that counted at a moment for each promise, by the number of its entry.

    A rejected decision counts no longer; the one before it does so again.
    """
    found: dict[int, Decided] = {}
    for one in decisions_known(as_of=as_of, **of):
        if not one.is_rejected:
            found.setdefault(one.row.entry_id, one)
    return found


def carried_here(*, as_of: datetime, **target: Any) -> list[Decided]:
    """Decisions that counted at a moment and lead to an entry: ``target=…`` and the like."""
    leading = CarryOverDecision.objects.filter(at__lte=as_of, **target)
    here = dict(leading.values_list("pk", "entry_id"))
    if not here:
        return []
    found = counting(as_of=as_of, entry__in=set(here.values()))
    return [one for one in found.values() if one.row.pk in here]


def as_data(found: CarryOverTable) -> dict[str, Any]:
    """Return the whole table as data."""
    return {
        "document": found.instrument.key, "as_of": found.as_of, "promises": found.promises,
        "ends_on": found.ends_on, "over": found.is_over, "ending": found.is_ending,
        "counts": {
            **found.counts, "unconfirmed": len(found.unconfirmed),
            "awaiting_successor": len(found.awaiting),
        },
        "unfinished": [_line(one) for one in found.lines],
        "carried_here": [
            {"promise": one.goes_to, "from": queries.key_of(one.row.entry), **decision_as_data(one)}
            for one in found.from_elsewhere
        ],
    }  # fmt: skip


def _line(one: Line) -> dict[str, Any]:
    return {
        "promise": queries.key_of(one.entry),
        "texts": {w.reading.language: w.text for w in one.placed.wordings if w is not None},
        "asked": list(one.bodies),
        "ends_on": one.ends_on,
        "status": one.whole.status if one.whole else UNKNOWN,
        "done": one.is_done,
        "decision": one.outcome,
        "decided": decision_as_data(one.decided) if one.decided else None,
    }


def decision_as_data(one: Decided) -> dict[str, Any]:
    """Return one decision as data."""
    row, verdict = one.row, one.verdict
    return {
        "id": row.pk, "outcome": row.outcome, "to": one.goes_to or None,
        "awaits_successor": one.awaits_successor, "reason": row.reason,
        "decided_on": row.decided_on, "decided_by": row.by.username, "known": row.at,
        "verdict": verdict and verdict.verdict,
        "verdict_by": verdict and verdict.by.username,
        "verdict_reason": (verdict and verdict.reason) or None,
    }  # fmt: skip


def rows_of(found: CarryOverTable, *, text_of: Callable[[Line], str]) -> Iterator[tuple[Any, ...]]:
    """Yield one row a promise under ``HEADER``.

    Parameters
    ----------
    text_of : callable
        Chooses the language in which a promise is told.
    """
    for one in found.lines:
        told = _line(one)
        said = told["decided"] or {}
        verdict = {"accepted": "yes", None: "not yet"}.get(said.get("verdict"), "") if said else ""
        yield (
            told["promise"], text_of(one), " ".join(one.bodies), one.ends_on,
            told["status"], "yes" if one.is_done else "no", one.outcome,
            said.get("to") or ("successor not yet written" if said.get("awaits_successor") else ""),
            said.get("reason"), said.get("decided_on"), said.get("decided_by"), said.get("id"),
            verdict, said.get("verdict_by"),
        )  # fmt: skip

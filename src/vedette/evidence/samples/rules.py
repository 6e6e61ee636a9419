"""Which step follows which, where a sample and its result stand. Nothing here writes."""

from collections.abc import Sequence
from enum import Enum

from vedette.base.accounts.rules import Refused
from vedette.catalogue.laboratories.models import Laboratory
from vedette.errors import VedetteError
from vedette.evidence.samples.models import CustodyStep, Result
from vedette.science.identification import read_methods, write_methods

Kind = CustodyStep.Kind
SOURCE = "samples_"  # before the context, the name of the source of what samples hold

NEXT: dict[str, frozenset[str]] = {
    Kind.REGISTERED: frozenset({Kind.ASKED}),
    Kind.ASKED: frozenset({Kind.ACCEPTED, Kind.DECLINED, Kind.WITHDRAWN}),
    Kind.ACCEPTED: frozenset({Kind.SENT, Kind.WITHDRAWN}),
    Kind.SENT: frozenset({Kind.RECEIVED}),
    Kind.RECEIVED: frozenset({Kind.ASKED}),
    Kind.DECLINED: frozenset({Kind.ASKED}),
    Kind.WITHDRAWN: frozenset({Kind.ASKED}),
}


class Standing(Enum):
    """Where the result on a sample stands."""

    OPEN = "open"
    PRELIMINARY = "preliminary"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    CORRECTED = "corrected"


class Overtaken(VedetteError):
    """Somebody else moved the sample, or reported on it, a moment before."""


class SampleUnknown(VedetteError):
    """Somebody named a sample that is not here, or is closed to them."""

    def __init__(self, token: str) -> None:
        super().__init__(token)
        self.token = token

    def __str__(self) -> str:
        return f"no sample {self.token!r} is known here"


def check_step(last: CustodyStep, kind: str) -> None:
    """Refuse a step of custody that does not follow from the last one."""
    if kind not in NEXT[last.kind]:
        allowed = ", ".join(sorted(NEXT[last.kind]))
        raise Refused(f"the last step was {last.kind}; what can follow is {allowed}, not {kind}")


def standing_of(results: Sequence[Result]) -> Standing:
    """Say where the result on a sample stands, from all that was said, the oldest first.

    Confirmed follows from the level that the methods give. A retest that
    names something else than the result it is linked to corrects it.
    """
    if not results:
        return Standing.OPEN
    last = results[-1]
    if last.kind == Result.Kind.CONTEST:
        return Standing.CONTESTED
    if last.kind == Result.Kind.RETEST and not agree(last.names, _linked(last, results).names):
        return Standing.CORRECTED
    return Standing.CONFIRMED if last.level == "confirmed" else Standing.PRELIMINARY


def _linked(result: Result, results: Sequence[Result]) -> Result:
    return next(one for one in results if one.pk == result.of_id)


def in_question(results: Sequence[Result]) -> Result | None:
    """Return the result that holds or is contested now: the last that is no contest."""
    told = [one for one in results if one.kind != Result.Kind.CONTEST]
    return told[-1] if told else None


def agree(names: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two results name the same substances, in whatever order."""
    return {name.casefold() for name in names} == {name.casefold() for name in others}


def check_result(
    kind: str,
    results: Sequence[Result],
    *,
    names: Sequence[str],
    method: str,
    reason: str,
    holder: CustodyStep,
    laboratory: Laboratory,
) -> None:
    """Refuse a word on a sample that cannot be said now, with what can.

    A result and a retest come from whoever holds the sample. What is contested
    waits for a retest; what is confirmed changes by a retest only.
    """
    if kind not in Result.Kind.values:
        raise Refused(f"no answer is called {kind!r}; one of {', '.join(Result.Kind.values)}")
    before = in_question(results)
    if kind != Result.Kind.RESULT:
        _check_answers(kind, results, reason=reason)
    if kind == Result.Kind.CONTEST:
        return
    if holder.kind == Kind.SENT:
        raise Refused("the sample is under way; its result comes after it was received")
    if holder.holder_id != laboratory.pk:
        raise Refused(f"the sample is at {holder.holder.name}, which reports on it")
    if not read_methods(method):
        raise Refused("a result names the methods it rests on, for instance: FTIR; GC-MS")
    if kind == Result.Kind.RESULT and before is not None:
        _check_goes_on(before, results, names=names)


def _check_answers(kind: str, results: Sequence[Result], *, reason: str) -> None:
    """Refuse a contest or retest of nothing, without a reason, or of what is contested."""
    if not results:
        raise Refused("there is no result yet that could be contested or tested again")
    if not reason.strip():
        raise Refused(f"a {kind} says why")
    if kind == Result.Kind.CONTEST and standing_of(results) is Standing.CONTESTED:
        raise Refused("this result is contested already; it waits for a retest")


def _check_goes_on(before: Result, results: Sequence[Result], *, names: Sequence[str]) -> None:
    """Refuse a further result where only a retest can follow."""
    if standing_of(results) is Standing.CONTESTED:
        raise Refused("the result is contested; report a retest, which is linked to it")
    if before.level == "confirmed" and not agree(names, before.names):
        raise Refused("a confirmed result names something else; report a retest, and say why")


def methods_behind(
    kind: str, results: Sequence[Result], *, names: Sequence[str], method: str
) -> str:
    """Return every method that speaks for a result: its own, and those of results that agree.

    What was contested no longer speaks for anything, and a retest stands by itself.
    """
    uses = list(read_methods(method))
    if kind == Result.Kind.RESULT and results and names:
        last = results[-1]
        if last.kind != Result.Kind.CONTEST and agree(last.names, names):
            uses = [*read_methods(last.method), *uses]
    return write_methods(dict.fromkeys(uses))

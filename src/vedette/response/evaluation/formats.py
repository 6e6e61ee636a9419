"""How warnings went, as plain data and as lines of a table."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import timedelta
from typing import Any

from vedette.response.evaluation.models import Hindsight
from vedette.response.evaluation.queries import QUESTIONS, SPANS, Evaluation, Spread, Summary
from vedette.response.evaluation.times import Times

COUNTS = ("sent", "delivered", "given_up", "acknowledged", "acted")
COLUMNS = (
    "number", "version", "exercise", *(one.name for one in fields(Times)),
    *(f"{name}_seconds" for name in SPANS), *COUNTS, *(f"{name}_yes" for name in QUESTIONS),
    "verdict",
)  # fmt: skip


def line_of(found: Evaluation) -> dict[str, Any]:
    """Return one warning as a line of a table; empty where a stage was not reached."""
    line: dict[str, Any] = {
        "number": found.alert.number, "version": found.alert.version,
        "exercise": found.alert.exercise,
    }  # fmt: skip
    line |= {name: at.isoformat() if at else None for name, at in found.times.stages()}
    line |= {f"{name}_seconds": _seconds(length) for name, length in found.spans.items()}
    line |= {name: sum(getattr(one, name) for one in found.reach) for name in COUNTS}
    line |= {f"{name}_yes": found.feedback[name]["yes"] for name in QUESTIONS}
    return line | {"verdict": found.verdict.verdict if found.verdict else ""}


def as_data(found: Evaluation) -> dict[str, Any]:
    """Return how one warning went."""
    return {
        "number": found.alert.number,
        "version": found.alert.version,
        "exercise": found.alert.exercise,
        "times": {name: at.isoformat() if at else None for name, at in found.times.stages()},
        "seconds": {name: _seconds(length) for name, length in found.spans.items()},
        "reach": [asdict(one) for one in found.reach],
        "feedback": found.feedback,
        "words": list(found.words),
        "hindsight": verdict_as_data(found.verdict) if found.verdict else None,
    }


def verdict_as_data(row: Hindsight) -> dict[str, Any]:
    """Return a judgement made afterwards; who made it stands in the journal."""
    return {
        "verdict": row.verdict, "reason": row.reason, "unwanted": row.unwanted,
        "at": row.at.isoformat(),
    }  # fmt: skip


def summary_as_data(found: Summary) -> dict[str, Any]:
    """Return how some warnings went together, in seconds."""
    return {
        "warnings": found.warnings,
        "seconds": {name: _spread(one) for name, one in found.spans.items()},
        "verdicts": {name or "not_judged": count for name, count in found.verdicts.items()},
        "feedback": found.feedback,
    }


def _spread(one: Spread | None) -> Mapping[str, float | int | None] | None:
    if one is None:
        return None
    lengths = {
        name: _seconds(getattr(one, name)) for name in ("least", "lower", "median", "upper", "most")
    }
    return {"count": one.count, **lengths}


def _seconds(length: timedelta | None) -> float | None:
    return length.total_seconds() if length is not None else None

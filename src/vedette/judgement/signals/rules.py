"""What may follow on a signal, and how its sentence reads. Nothing here writes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from vedette.base.accounts.rules import Refused
from vedette.judgement.signals.models import Outcome


def check_decision(outcome: str, reason: str, until: date | None, today: date) -> None:
    """Refuse a decision without its reason, or a watch without an end in the future."""
    if outcome not in Outcome.values:
        raise Refused(f"{outcome!r} is no outcome; they are {', '.join(Outcome.values)}")
    if not reason.strip():
        raise Refused("a decision needs its reason")
    if outcome == Outcome.MONITORED and (until is None or until <= today):
        raise Refused("say until which day, after today, the signal is to be watched")


EARLIEST = 1900  # there is no evidence from before


def check_span(start: date, end: date, today: date) -> None:
    """Refuse days that cannot be replayed."""
    if end < start:
        raise Refused(f"the last day, {end}, lies before the first, {start}")
    if end > today:
        raise Refused(f"{end} lies ahead; a replay ends today at the latest")
    if start.year < EARLIEST:
        raise Refused(f"there is no evidence from before {EARLIEST}")


def fill(template: str, facts: Mapping[str, Any]) -> str:
    """Fill a translated template; a fact it does not know stays visible as its name."""

    class Visible(dict[str, Any]):
        def __missing__(self, key: str) -> str:
            return "{" + key + "}"

    return template.format_map(Visible(facts))

"""Why a signal was raised and what would make it vanish, in plain sentences."""

from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, gettext_noop, ngettext

from vedette.judgement.signals.models import Signal
from vedette.judgement.signals.rule_sentences import window_sentences
from vedette.judgement.signals.rules import fill
from vedette.science.detection.policy import LADDER

WHOLE = 0.995  # share of a week's reports above which the week is called complete
# What the science says in English; a reader sees it translated.
REASONS = (
    gettext_noop("two harmonics need three years before the last half year"),
    gettext_noop("one harmonic needs a year and a half before the last half year"),
    gettext_noop("a predictive distribution needs a quarter of a year"),
)


def explanation(signal: Signal) -> list[str]:
    """Return the sentences; a signal kept before its numbers were has fewer of them."""
    if "substances" in signal.parameters:
        return _of_family(signal)
    if signal.kind in ("cluster", "displacement", "company"):
        return [fill(text, _facts_of_pattern(signal)) for text in _of_pattern(signal)]
    if signal.expected is not None:
        return _of_rise(signal)
    if signal.kind == "window":
        return window_sentences(signal.parameters)
    return _of_first(signal) if "learning_since" in signal.parameters else []


def ladder() -> list[dict[str, Any]]:
    """Return which detector judges which series, the most demanding first."""
    return [
        {
            "detector": rung.detector, "min_weeks": rung.min_weeks, "min_rate": rung.min_rate,
            "reason": gettext(rung.reason),
        }
        for rung in LADDER
    ]  # fmt: skip


def _of_rise(signal: Signal) -> list[str]:
    known = signal.parameters
    facts = {
        "observed": _figure(signal.observed), "expected": _figure(signal.expected),
        "detector": signal.detector,
        "share": f"{_figure(round(100 * known.get('maturity', 1.0)))} %",
        "weeks": _figure(known.get("baseline_weeks", 0)),
        "left_out": _figure(known.get("weeks_left_out", 0)),
    }  # fmt: skip
    week: dict[str, Any] = next(
        (one for one in signal.series if one["week"] == signal.week.isoformat()), {}
    )
    bounds = {name: week.get(name) for name in ("likely", "low", "high")}
    final = {k: _figure(v) for k, v in bounds.items()} if bounds["high"] is not None else {}
    facts |= final
    said = [_judged_by(known), _history(), _maturity(known, final)]
    if note := known.get("note"):
        facts |= {"history": _figure(note["weeks"]), "wanted": note["wanted"]}
        facts["needed"] = _figure(note["needed"])
        said.append(
            gettext(
                "{history} weeks of history are too few for {wanted}, which needs {needed}; "
                "for now {detector} judges."
            )
        )
    if (most := known.get("vanishes_at")) is not None:
        facts["most"] = _figure(most)
        said.append(gettext("With {most} or fewer, all else equal, it would not have been raised."))
    return [fill(text, facts) for text in said]


def _of_family(signal: Signal) -> list[str]:
    known = signal.parameters
    facts = {"count": _figure(known["substances"]), "needed": _figure(known["needed_substances"])}
    said = (
        gettext("{count} substances of one family were new at once, so they are told as one."),
        gettext("Fewer than {needed} would each have been raised alone. Each is listed below."),
    )
    return [fill(text, facts) for text in said]


def _facts_of_pattern(signal: Signal) -> dict[str, str]:
    known = signal.parameters
    return {
        "observed": _figure(signal.observed), "expected": _figure(signal.expected),
        "weeks": _figure(known["weeks"]), "detail": str(signal.facts.get("detail", "")),
        "detector": signal.detector,
    }  # fmt: skip


def _of_pattern(signal: Signal) -> tuple[str, str]:
    """What such a pattern was held against, and what else would explain it."""
    return {
        "cluster": (
            gettext(
                "{expected} were expected in these regions from their own samples and their past "
                "year; the scan tried every region with its neighbours and every span."
            ),
            gettext("One laboratory that clears its backlog there would look the same."),
        ),
        "displacement": (
            gettext(
                "{expected} would be expected if the share of both within their family had stayed."
            ),
            gettext("A laboratory that learnt to tell the two apart would look the same."),
        ),
        "company": (
            gettext("{expected} would be expected from the share of the year before."),
            gettext("A method that newly finds {detail} would look the same."),
        ),
    }[signal.kind]


def _judged_by(known: dict[str, Any]) -> str:
    if known.get("by_rate"):
        return gettext(
            "{observed} were observed and {expected} expected, given how many reports were "
            "examined; {detector} judged the rate."
        )
    return gettext(
        "{observed} were observed and {expected} expected from the past of this series alone; "
        "{detector} judged the count."
    )


def _history() -> str:
    return gettext(
        "Reports have come regularly for {weeks} weeks. What is expected rests on all but the last "
        "{left_out} of them, so that a rise does not hide itself."
    )


def _maturity(known: dict[str, Any], final: dict[str, str]) -> str:
    if final:
        return gettext(
            "About {share} of the reports of this week are in, and it was judged accordingly; "
            "in the end there will be about {likely}, nine times in ten {low} to {high}."
        )
    if known.get("maturity", 1.0) >= WHOLE:
        return gettext("The reports of this week are in.")
    return gettext(
        "About {share} of the reports of this week are in, and it was judged accordingly."
    )


def _of_first(signal: Signal) -> list[str]:
    known, records = signal.parameters, int(signal.observed)
    facts = {
        "records": _figure(records), "needed": _figure(known["records_needed"]),
        "weeks": _figure(known["learning_weeks"]),
        "day": date_format(date.fromisoformat(known["learning_since"]), "DATE_FORMAT"),
    }  # fmt: skip
    said = [
        ngettext("It rests on {records} record.", "It rests on {records} records.", records),
        ngettext(
            "With fewer than {needed} record it would not have been raised.",
            "With fewer than {needed} records it would not have been raised.",
            known["records_needed"],
        ),
        gettext(
            "Reports have come regularly since the week of {day}; nothing is called new in the "
            "first {weeks} weeks."
        ),
    ]
    if "backlog" in known.get("flags", ()):
        said.append(gettext("Some of its records are old ones that came in late."))
    return [fill(text, facts) for text in said]


def _figure(value: float | None) -> str:
    """Write a figure as the reader's language does, with a decimal only where it has one."""
    number = float(value or 0)
    return str(number_format(number, 0 if number.is_integer() else 1))

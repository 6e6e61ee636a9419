"""Rules of the desk in plain sentences, in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from vedette.catalogue.places.names import country_name
from vedette.evidence.observations.models import Context
from vedette.judgement.signals.desk_rules import RuleKind
from vedette.judgement.signals.models import Rule, Signal
from vedette.judgement.signals.rules import fill
from vedette.judgement.signals.thresholds import LIMITS, Policy

KNOBS = {
    "learning_weeks": gettext_lazy("Weeks in which nothing is called new"),
    "lookback_days": gettext_lazy("Days in which a first must have become known"),
    "novelty_weeks": gettext_lazy("Weeks in which the records of a first must lie"),
    "emerging_weeks": gettext_lazy("Weeks for which a new substance is called emerging"),
    "silence_weeks": gettext_lazy("Weeks without findings after which a substance is back"),
    "episode_weeks": gettext_lazy("Weeks for which a story goes on without being found"),
    "spread_weeks": gettext_lazy("Weeks in which another region is part of an arrival"),
    "family_story": gettext_lazy("New substances of a family that make one signal"),
    "new_per_week": gettext_lazy("Most new signals on the desk in a week"),
    "judged_weeks": gettext_lazy("Weeks that are judged in each run"),
    "records_for_first_ever": gettext_lazy("Records for a first ever"),
    "records_for_first": gettext_lazy("Records for a first in a place or context"),
    "records_for_combination": gettext_lazy("Records for a new combination"),
    "false_share": gettext_lazy("Share of raised rises that may be chance"),
    "pattern_false_share": gettext_lazy("Share of raised patterns that may be chance"),
    "least_observed": gettext_lazy("Least findings for a rise"),
    "least_ratio": gettext_lazy("Least ratio of observed to expected for a rise"),
    "enough_tested": gettext_lazy("Reports a series needs before it is judged"),
    "always_there": gettext_lazy("Share of reports above which counts are judged, not rates"),
    "watch_severity": gettext_lazy("Severity from which a substance is watched"),
    "opioid_families": gettext_lazy("Families of watched opioids"),
    "cutting_agents": gettext_lazy("Substances that make no combination"),
}


def rule_sentence(rule: Rule) -> str:
    """Return what a rule says, in one or two sentences."""
    says = rule.says
    if rule.kind == RuleKind.VALUE:
        return _value(says["field"], says["value"])
    facts = {name: _number(value) for name, value in says.items()}
    facts["scope"] = scope_words(rule)
    return fill(_TEMPLATES[RuleKind(rule.kind)](rule, says), facts)


def _value(name: str, value: Any) -> str:
    facts = {
        "knob": KNOBS[name], "value": figure(value), "default": figure(getattr(Policy(), name)),
    }  # fmt: skip
    if isinstance(value, list):
        return fill(gettext("{knob}: {value}."), facts)
    return fill(gettext("{knob}: {value} instead of {default}."), facts)


def _watch(rule: Rule, says: Mapping[str, Any]) -> str:
    text = gettext("Watched: {scope}. One record is enough for a first.")
    if says["first_on_desk"]:
        text += " " + gettext("Its first records come to the desk beyond any budget.")
    return text


def _silence(rule: Rule, says: Mapping[str, Any]) -> str:
    text = gettext("A known artefact stays off the desk: {scope}.")
    if says["even_firsts"]:
        text += " " + gettext("Even the first records of a watched opioid do.")
    return text


def _window(rule: Rule, says: Mapping[str, Any]) -> str:
    if "weeks_with" in says:
        return gettext(
            "{findings} or more findings a week in {weeks_with} of {weeks} weeks are raised: "
            "{scope}."
        )
    return gettext("{findings} or more findings in {weeks} weeks are raised: {scope}.")


def _minimum(rule: Rule, says: Mapping[str, Any]) -> str:
    return gettext("Fewer than {cases} cases in the judged weeks are not raised: {scope}.")


_TEMPLATES = {
    RuleKind.WATCH: _watch, RuleKind.SILENCE: _silence, RuleKind.WINDOW: _window,
    RuleKind.MINIMUM: _minimum,
}  # fmt: skip


def scope_words(rule: Rule) -> str:
    """Return what a rule speaks of, in words."""
    contexts = dict(Context.choices)
    told = [
        rule.substance.name if rule.substance else "",
        rule.family.name if rule.family else "",
        rule.place.name if rule.place else "",
        country_name(rule.country) if rule.country else "",
        str(contexts.get(rule.context, "")),
        rule.source.name if rule.source else "",
    ]
    return ", ".join(one for one in told if one) or gettext("everything")


def figure(value: Any) -> str:
    """Return a value of the policy as the reader's language writes it."""
    if isinstance(value, frozenset | list | tuple):
        return ", ".join(sorted(value)) or "–"
    return _number(value)


def _number(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return str(number_format(value, None if isinstance(value, int) else _decimals(value)))


def _decimals(value: float) -> int:
    return 0 if value.is_integer() else len(f"{value:g}".partition(".")[2])


def silence_sentence(number: int, until: date | None, reason: str) -> str:
    """Return which rule keeps a signal from the desk, until when and why."""
    return fill(
        gettext("Silenced by rule {rule} until {day}: {reason}"),
        {"rule": number, "day": date_format(until, "DATE_FORMAT") if until else "–",
         "reason": reason},
    )  # fmt: skip


def silence_of(signal: Signal) -> str:
    """Return why a signal is kept from the desk, empty if it is not.

    A signal from a list says which rule keeps it now, any other which did when it was raised.
    """
    number = getattr(signal, "silenced", None)
    if number is None:
        number = signal.silenced_by_id
    rule = Rule.objects.filter(pk=number).first() if number else None
    return silence_sentence(rule.pk, rule.until, rule.reason) if rule else ""


def window_sentences(known: Mapping[str, Any]) -> list[str]:
    """Return why a window was raised, and what would make it vanish."""
    facts = {name: _number(value) for name, value in known.items()}
    if "weeks_with" in known:
        said = [
            gettext(
                "Rule {rule} asks for {findings} or more findings a week in {weeks_with} of "
                "{weeks} weeks; there were {weeks_found} such weeks."
            ),
            gettext("With fewer than {weeks_with} such weeks it would not have been raised."),
        ]
    else:
        said = [
            gettext("Rule {rule} asks for {findings} or more findings in {weeks} weeks."),
            ngettext(
                "With fewer than {findings} finding it would not have been raised.",
                "With fewer than {findings} findings it would not have been raised.",
                known["findings"],
            ),
        ]
    said.append(gettext("Only weeks that are over are counted; nothing is compared with the past."))
    return [fill(text, facts) for text in said]


def knobs() -> list[tuple[str, str, str]]:
    """Return the name of each value that a rule may set, in words, and its usual value."""
    return [(name, str(KNOBS[name]), figure(getattr(Policy(), name))) for name in LIMITS]

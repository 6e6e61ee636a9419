"""Filters that say values in words, and addresses that keep the chosen day."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vedette.catalogue.spectra.rules import is_of
from vedette.evidence.cases.fields import BY_KEY
from vedette.evidence.observations import queries
from vedette.judgement.signals.candidate import MOST_EVIDENCE
from vedette.judgement.signals.rule_sentences import silence_of
from vedette.surfaces.web import words

register = template.Library()


@register.simple_tag(takes_context=True)
def go(context: template.Context, name: str, *args: Any) -> str:
    """Return a page's address, keeping the day the reader has chosen."""
    return reverse(name, args=args) + str(context.get("known_query", ""))


@register.filter
def word(value: str, kind: str) -> Any:
    """Say a coded value in the reader's language."""
    return words.label(kind, value)


@register.filter
def called(spectrum: Any, person: Any) -> str:
    """Call a spectrum as its own laboratory does, or by its number before others."""
    named = spectrum.name or spectrum.file if is_of(person, spectrum) else ""
    return named or _("Spectrum %(n)s") % {"n": spectrum.pk}


@register.filter
def sample_shown(spectrum: Any, person: Any) -> str:
    """Return the token of a spectrum's sample to those of its laboratory alone."""
    return spectrum.sample if is_of(person, spectrum) else ""


@register.filter
def why_sure(finding: Any) -> str:
    """Say why a finding is, or is not, analytically confirmed."""
    return queries.why_sure(finding)


@register.filter
def country(alpha2: str) -> str:
    """Say a country in the reader's language."""
    return words.country(alpha2) if alpha2 else _("country not reported")


@register.filter
def amount(value: float | None) -> str:
    """Write a count or an expected count with as many decimals as it has meaning."""
    if value is None:
        return "–"
    return str(floatformat(value, -1 if abs(value) < 100 else 0))


@register.filter
def evidence(factor: float | None) -> str:
    """Write how many times likelier a rise made the count; beyond a million, only that."""
    if factor is None:
        return "–"
    return (
        f"×{amount(factor)}"
        if factor <= MOST_EVIDENCE
        else f"> ×{floatformat(MOST_EVIDENCE, '0g')}"
    )


@register.filter
def figure(value: float | None) -> str:
    """Write a figure of an indicator: whole from a hundred on, with signs between thousands."""
    if value is None:
        return "–"
    digits = 0 if abs(value) >= 100 else -1 if abs(value) >= 1 else -2
    return str(floatformat(value, f"{digits}g"))


@register.filter
def percent(share: float | None) -> str:
    """Write a share as whole per cent."""
    return "–" if share is None else f"{floatformat(share * 100, 0)} %"


@register.filter
def week(day: date) -> str:
    """Write the ISO week of a day."""
    year, number, _weekday = day.isocalendar()
    return f"W{number:02d} {year}"


@register.simple_tag(takes_context=True)
def ago(context: template.Context, moment: datetime | None) -> SafeString | str:
    """Write how old something is, with the exact time on hover and in print."""
    if moment is None:
        return "–"
    exact = date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    age = _age((context.get("as_of") or timezone.now()) - moment)
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), exact, age)


def _age(delta: Any) -> str:
    seconds = delta.total_seconds()
    if seconds < 90:
        return _("just now")
    if seconds < 5_400:
        return ngettext("%d min old", "%d min old", round(seconds / 60)) % round(seconds / 60)
    if seconds < 48 * 3_600:
        return ngettext("%d h old", "%d h old", round(seconds / 3_600)) % round(seconds / 3_600)
    days = round(seconds / 86_400)
    return ngettext("%d day old", "%d days old", days) % days


@register.filter
def lasting(delta: timedelta | None) -> str:
    """Write how long something took, in its two largest units."""
    if delta is None:
        return "–"
    seconds = round(delta.total_seconds())
    sign, seconds = ("−" if seconds < 0 else ""), abs(seconds)
    if seconds < 60:
        return sign + _("%d s") % seconds
    if seconds < 3_600:
        return sign + _("%d min") % (seconds // 60)
    if seconds < 48 * 3_600:
        return sign + _("%(h)d h %(m)d min") % {"h": seconds // 3_600, "m": seconds % 3_600 // 60}
    return sign + _("%(d)d d %(h)d h") % {"d": seconds // 86_400, "h": seconds % 86_400 // 3_600}


@register.filter
def after(moment: datetime | None, start: datetime | None) -> str:
    """Write how long after another moment something happened."""
    return lasting(moment - start if moment and start else None)


@register.filter
def dated(report: Any) -> str:
    """Write when something happened, no finer than it is known."""
    day = report.occurred_on
    forms = {"month": "F Y", "year": "Y"}
    if report.precision == "week":
        return week(day)
    return date_format(day, forms.get(report.precision, "DATE_FORMAT"))


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """Look a value up by a variable key; without a mapping there is none."""
    return mapping.get(key) if mapping else None


@register.filter
def silence(signal: Any) -> str:
    """Say which rule keeps a signal from the desk, until when and why."""
    return silence_of(signal)


@register.filter
def capped(count: int) -> str:
    """Write a count that stops at a thousand."""
    return _("more than 999") if count >= 1_000 else str(count)


@register.filter
def unlocal(number: Any) -> str:
    """Write a number as machines read it, whatever the reader's signs are: ids, years, SVG."""
    value = float(number)
    return str(int(number)) if value.is_integer() else f"{value:g}"


@register.filter
def short(count: int) -> str:
    """Write a count so that it fits on a tile."""
    return str(count) if count < 10_000 else f"{count // 1_000}k"


@register.simple_tag(takes_context=True)
def change(context: template.Context, **changes: Any) -> str:
    """Return this page's address with some of its query changed; None takes a part away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def chance(pvalue: float) -> str:
    """Say a probability as one in so many."""
    if pvalue < 1e-6:
        return _("less than 1 in a million")
    odds = 1 / pvalue
    if odds < 1_000:
        return _("1 in %s") % round(odds)
    magnitude = 10 ** (len(str(int(odds))) - 2)
    return _("1 in %s") % f"{int(odds / magnitude) * magnitude:,}".replace(",", "\u202f")


@register.filter
def title_words(name: str) -> str:
    """Write the name of a parameter as words."""
    return name.replace("_", " ").capitalize()


@register.filter
def language(code: str) -> str:
    """Say a language in that language."""
    return words.language_name(code)


@register.filter
def plainly(value: Any) -> str:
    """Write the value of a parameter without the marks of a programming language."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return str(floatformat(value, -3))
    if isinstance(value, list | tuple):
        return ", ".join(plainly(part) for part in value) or "–"
    if isinstance(value, dict):
        return ", ".join(f"{name} {plainly(part)}" for name, part in value.items()) or "–"
    return str(value)


@register.filter
def said(value: str, key: str) -> Any:
    """Say what a part of a case answers to a question: a code in words, anything else as it is."""
    field = BY_KEY.get(key)
    return words.label("case_code", value) if field and value in field.codes else value


@register.filter
def in_words(remark: Any) -> str:
    """Say what a check found, with its codes in the reader's language."""
    return str(remark.with_words(words.label))


@register.filter
def pattern(check: Any) -> str:
    """Write the sentence of a check with the names of its facts where they will stand."""
    return re.sub(r"%\((\w+)\)s", r"‹\1›", str(check.sentence))

"""The chapter of a pack about indicators: value, change, target, how known, what is missing."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vedette.response.indicators import words
from vedette.response.indicators.definitions import Goal
from vedette.response.policy.pack import charts
from vedette.response.policy.pack.blocks import Block, Part, picture, small_table
from vedette.response.policy.pack.contents import Measure, Pack
from vedette.response.policy.pack.speech import Speech

SHOWN_PERIODS = charts.MOST


def indicators(pack: Pack, say: Speech) -> Part:
    """What the figures say."""
    part = Part(_("Indicators"))
    if not pack.measures:
        part.say(_("No indicator of this node names this document."))
        return part
    known = sum(one.newest is not None for one in pack.measures)
    part.say(ngettext(
        "One indicator is followed; %(known)s has a value.",
        "%(n)s indicators are followed; %(known)s have a value. Of the others it is said what is "
        "missing.", len(pack.measures),
    ) % {"n": say.number(len(pack.measures)), "known": say.number(known)})  # fmt: skip
    if pack.by_number:
        part.say(_("The document is a simulated one; the indicators of the drugs action plan with "
                   "the same numbers stand here."))  # fmt: skip
    part.table(
        _("Indicators at a glance"),
        [_("Indicator"), _("Newest value"), pgettext("between two days", "Change"), _("Target"),
         _("How it is known")],
        ([title(one, say), value(one, one.newest, say), change(one, say),
          target(one.reading.indicator.target, one.is_reached, say),
          str(words.label("indicator_known", one.reading.known_how))] for one in pack.measures),
        widths=[4.6, 3, 1.8, 3.4, 2.2],
    )  # fmt: skip
    part.say(_("In the charts a pale bar is a period that is not whole, × a hidden count and ○ a "
               "value that was not given."))  # fmt: skip
    for one in pack.measures:
        _one(part, one, say)
    return part


def title(one: Measure, say: Speech) -> str:
    """Return number and title of an indicator."""
    indicator = one.reading.indicator
    named = indicator.title.get(say.language) or indicator.title["en"]
    return f"{indicator.number}. {named}" if indicator.number else str(named)


def _part_title(one: Measure, key: str, say: Speech) -> str:
    part = one.reading.indicator.part(key)
    return str(part.title.get(say.language) or part.title["en"]) if part else key


def value(one: Measure, row: Any, say: Speech) -> str:
    """Return a value with its unit and period; hidden and missing ones say so."""
    if row is None:
        return _("none")
    return f"{amount(row, say)} ({row.period})"


def amount(row: Any, say: Speech) -> str:
    """Return a value with its unit."""
    if row.hidden:
        return _("hidden, a small count")
    if row.value is None:
        return _("not given")
    return f"{say.number(row.value)} {words.label('ucum', row.unit)}"


def change(one: Measure, say: Speech) -> str:
    """Return how the newest whole period differs from the one before."""
    if one.change is None:
        return "–"
    if one.change.share is not None:
        return say.signed_share(one.change.share)
    sign = {"up": "+", "down": "−"}.get(one.change.points, "")
    return f"{sign}{say.number(one.change.distance)}"


def target(goal: Goal | None, is_reached: bool | None, say: Speech) -> str:
    """Return the target, and whether it is reached."""
    if goal is None:
        return _("none set")
    said = goal.text if goal.value is None else say.number(goal.value)
    if goal.year and str(goal.year) not in said:
        said = f"{said} ({goal.year})"
    if is_reached is None:
        return said
    return "; ".join([said, _("reached") if is_reached else _("not reached")])


def _one(part: Part, one: Measure, say: Speech) -> None:
    shown = list(one.series)[-SHOWN_PERIODS:]
    facts = []
    if one.newest is not None:
        facts = [
            (_("Shown"), " · ".join(filter(None, [
                _part_title(one, one.part, say), words.cell(one.newest.cell)]))),
            (_("Newest value"), value(one, one.newest, say)),
            (pgettext("of a value", "Before"), _before(one, say)),
            (pgettext("between two days", "Change"), change(one, say)),
        ]  # fmt: skip
    facts += [
        (_("Target"), target(one.reading.indicator.target, one.is_reached, say)),
        (_("How it is known"), str(words.label("indicator_known", one.reading.known_how))),
        (pgettext("what is not there", "Missing"), _missing(one, say)),
    ]
    part.card(title(one, say), "", facts, *_drawn(one, shown, say))


def _drawn(one: Measure, shown: Sequence[Any], say: Speech) -> list[Block]:
    """Return the chart and its twin, a table."""
    if all(row.value is None for row in shown):
        return []
    name = _part_title(one, one.part, say)
    heard = "; ".join(f"{row.period}: {amount(row, say)}" for row in shown)
    above = [say.number(row.value) if row.value is not None else "" for row in shown]
    return [
        picture(charts.bars(shown, words=above), says=f"{name}. {heard}"),
        small_table(
            f"{name} ({words.label('ucum', one.newest.unit)})",
            [pgettext("of a value", "Period"), _("Value"), _("Notes")],
            ([row.period, amount(row, say), _flags(row)] for row in shown), widths=[2, 4, 6],
        ),
    ]  # fmt: skip


def _before(one: Measure, say: Speech) -> str:
    if one.change is None:
        return ""
    earlier = next((v for v in one.series if v.period == one.change.before), None)
    return value(one, earlier, say) if earlier is not None else ""


def _flags(row: Any) -> str:
    return ", ".join(str(words.label("indicator_flag", flag)) for flag in row.flags)


def _missing(one: Measure, say: Speech) -> str:
    said = []
    for lack in one.reading.missing:
        why = _WHY_HERE.get(lack["why"])
        told = why() if why else str(words.label("indicator_why", lack["why"]))
        of = str(words.label("indicator_of", lack["of"])) if lack.get("of") else ""
        if lack["why"] == "not_imported":
            of = lack.get("wanted", "") or of
        said.append(f"{_part_title(one, lack['part'], say)}: {told}" + (f" ({of})" if of else ""))
    return "; ".join(dict.fromkeys(said))


_WHY_HERE = {
    "no_rows": lambda: _("no evidence of this kind under this marking"),
    "closed": lambda: _("counted only from rows that this marking keeps closed"),
    "never_computed": lambda: _("not computed by this day"),
}

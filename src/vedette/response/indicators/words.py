"""The words for what is coded in indicators: units, flags, cells, what is missing."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise

LABELS: dict[str, dict[str, Text]] = {
    "indicator_known": {
        "evidence": _("counted in evidence"),
        "figures": _("figures of others"),
        "both": _("evidence and figures"),
        "sign": _("a sign only"),
        "missing": _("missing"),
    },
    "indicator_why": {
        "no_rows": _("No evidence of this context is open to you"),
        "no_acts": _("Nothing of this kind has been done"),
        "nothing_counted": _("Nothing in the evidence could be counted"),
        "not_imported": _("No figures have been imported"),
        "never_computed": _("Not computed yet"),
        "closed": _("Counted only from rows that your role may not see"),
    },
    "indicator_of": {
        "signal": _("signals"),
        "assessment": _("assessments concluded"),
        "alert": _("warnings published"),
        "control_eu": _("controls in the Union"),
        "control_un": _("controls under the conventions"),
        "death": _("deaths"),
        "emergency": _("emergencies"),
        "wastewater": _("wastewater"),
        "seizure": _("seizures"),
        "drug_checking": _("drug checking"),
        "collected_sample": _("collected samples"),
        "syringe_residue": _("syringe residues"),
    },
    "indicator_flag": {
        "running": _("the period still runs"),
        "begins_in_this_year": _("the evidence begins in this year"),
        "break_in_series": _("break in method"),
        "provisional": _("provisional"),
        "estimated": _("estimated"),
        "definition_differs": _("another definition"),
        "low_reliability": _("low reliability"),
        "confidential": _("confidential"),
        "several_sources": _("several sources say otherwise"),
        "not_available": _("not available at the source"),
        "mostly_below_limit": _("mostly below the limit of quantification"),
    },
    "indicator_cell": {
        "male": _("male"),
        "female": _("female"),
        "unknown": _("not known"),
        "small": _("small"),
        "large": _("large"),
        "not_sized": _("size not given"),
        "other": pgettext_lazy("drugs", "other"),
        "new": _("new substances"),
    },
    "ucum": {
        "%": "%",
        "kg": "kg",
        "a": _("years"),
        "d": _("days"),
        "[EUR]": _("euro"),
        "{seizure}": _("seizures"),
        "{presentation}": _("presentations"),
        "{substance}": _("substances"),
        "{signal}": _("signals"),
        "{assessment}": _("assessments"),
        "{alert}": _("warnings"),
        "{sample}": _("samples"),
        "{death}": _("deaths"),
        "{case}": _("cases"),
        "{syringe}": _("syringes"),
        "{country}": _("countries"),
        "{site}": _("sites"),
        "{consignment}": _("consignments"),
        "{notice}": _("notices"),
        "{person}": _("people"),
        "{killing}": _("killings"),
        "{network}": _("networks"),
        "{investigation}": _("investigations"),
        "{index}": _("index"),
        "{kit}/{death}": _("kits for each death"),
        "{syringe}/{person}/a": _("syringes a person and year"),
        "mg/d/(1000.{person})": _("mg a day for each 1,000 people"),
        "{DDD}/(1000.{person})/d": _("daily doses for each 1,000 people"),
        "{death}/(1000000.{person})/a": _("deaths for each million people a year"),
        "{death}/(100000.{person})/a": _("deaths for each 100,000 people a year"),
    },
}


def label(kind: str, value: str) -> Text:
    """Return the word for a coded value; a code without one is shown as it is."""
    return LABELS[kind].get(value) or str(value).replace("_", " ")


def cell(text: str) -> str:
    """Say a cell of an indicator: the values of its breakdowns, without their names."""
    values = [pair.partition("=")[2] for pair in text.split(";") if pair]
    return ", ".join(str(label("indicator_cell", value)) for value in values)

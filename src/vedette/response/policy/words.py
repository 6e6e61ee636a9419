"""The words for what is coded in promises: kinds of evidence, states of milestones, decisions."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise

LABELS: dict[str, dict[str, Text]] = {
    "evidence_kind": {
        "document": _("document"),
        "link": _("link"),
        "signal": _("signal"),
        "assessment": _("assessment"),
        "alert": _("alert"),
        "report": _("report"),
        "sample": _("sample"),
        "indicator": _("indicator"),
    },
    "milestone": {
        "planned": _("planned"),
        "met": pgettext_lazy("milestone", "met"),
        "dropped": _("dropped"),
    },
    "carry_over": {
        "open": pgettext_lazy("what becomes of a promise", "open"),
        "carry_over": pgettext_lazy("what becomes of a promise", "carried over"),
        "drop": pgettext_lazy("what becomes of a promise", "dropped"),
        "replace": pgettext_lazy("what becomes of a promise", "replaced"),
    },
}

"""Words for customs findings, reference analyses, working groups and trials of methods."""

from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vedette.catalogue.tariffs.codes import plain_code
from vedette.catalogue.tariffs.mismatch import Hint, Reason
from vedette.catalogue.tariffs.registers import TariffRegister
from vedette.surfaces.web.words_of_warnings import Text

OF_NETWORKS: dict[str, dict[str, Text]] = {
    "fit": {
        "masked": _("hint at a masked precursor"),
        "differs": _("does not fit its papers"),
        "fits": _("fits its papers"),
        "open": _("cannot be told yet"),
    },
    "flow": {
        "import": _("import"),
        "export": pgettext_lazy("goods", "export"),
        "transit": _("transit"),
        "post": _("post"),
    },
    "group_record": {"meeting": _("meeting"), "document": _("document")},
    "name_match": {
        "inchikey": _("by structure"),
        "cas": _("by CAS number"),
        "name": _("by name"),
        "ambiguous": _("may be several"),
        "family": _("a family here"),
        "none": _("not known here"),
    },
    "trial_outcome": {
        "": pgettext_lazy("trial", "open"),
        "adopted": pgettext_lazy("trial", "adopted"),
        "rejected": pgettext_lazy("trial", "rejected"),
        "more_work": _("needs more work"),
    },
    "trial_count": {
        "true_positive": _("Found by both"),
        "false_positive": _("Found by the new method alone"),
        "true_negative": _("Found by neither"),
        "false_negative": _("Found by the reference alone"),
    },
    "reference_stage": {
        "asked": pgettext_lazy("reference analysis", "asked"),
        "received": pgettext_lazy("reference analysis", "received"),
        "analysed": pgettext_lazy("reference analysis", "analysed"),
        "answered": pgettext_lazy("reference analysis", "answered"),
        "confirmed": pgettext_lazy("reference analysis", "confirmed"),
        "disputed": pgettext_lazy("reference analysis", "disputed"),
        "ended": pgettext_lazy("reference analysis", "ended"),
    },
    "reference_step": {
        "analysed": _("Measurements are done"),
        "answered": _("Answer"),
        "confirmed": _("Confirm the answer"),
        "disputed": _("Dispute the answer"),
    },
    "reference_span": {
        "asked_received": _("until received"),
        "received_analysed": _("until analysed"),
        "analysed_answered": _("until answered"),
        "answered_settled": _("until confirmed or disputed"),
        "asked_answered": _("asked to answered"),
    },
}


def title_of(titles: dict[str, str]) -> str:
    """Return the title in the reader's language where there is one, else in English."""
    here = (get_language() or "en")[:2]
    return titles.get(here) or titles["en"]


def goods_title(register: TariffRegister, key: str) -> str:
    """Return the name of a kind of goods in the reader's language."""
    kind = register.goods.get(key)
    return title_of(dict(kind.title)) if kind else key


def sentence_of_hint(hint: Hint) -> str:
    """Say one reason why goods as declared and as found do not fit."""
    sentences = {
        Reason.OTHER_CODE: gettext(
            "%(substance)s has the tariff code %(fact)s; the papers name another."
        ),
        Reason.PRECURSOR_NOT_NAMED: gettext(
            "%(substance)s is a listed precursor (category %(fact)s); the papers name none."
        ),
        Reason.WATCHED_NOT_NAMED: gettext(
            "%(substance)s is watched or about to be listed as a precursor (%(fact)s); the "
            "papers name none."
        ),
        Reason.DRUG_NOT_NAMED: gettext(
            "%(substance)s is a controlled drug (%(fact)s); the papers name none."
        ),
        Reason.GOODS_UNLIKE_CODE: gettext("Such goods do not travel under heading %(fact)s."),
    }
    fact = hint.fact
    if hint.reason is Reason.WATCHED_NOT_NAMED and not fact:
        return gettext(
            "%(substance)s is on the voluntary monitoring list; the papers name none."
        ) % {"substance": hint.substance}
    if hint.reason is Reason.OTHER_CODE:
        fact = ", ".join(plain_code(code) for code in fact.split(", "))
    return sentences[hint.reason] % {"substance": hint.substance, "fact": fact}

"""The words that pages use for coded values, in the reader's language."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vedette.catalogue.places.names import country_name, locale_of
from vedette.response.indicators import words as indicator_words
from vedette.response.indicators.words import cell as cell
from vedette.response.policy import words as promise_words
from vedette.surfaces.web.words_of_cases import OF_CASES
from vedette.surfaces.web.words_of_networks import OF_NETWORKS
from vedette.surfaces.web.words_of_warnings import OF_WARNINGS, Text

LABELS: dict[str, dict[str, Text]] = {
    "context": {
        "seizure": _("Seizure"),
        "collected_sample": _("Collected sample"),
        "drug_checking": _("Drug checking"),
        "death": _("Death"),
        "emergency": _("Emergency"),
        "wastewater": _("Wastewater"),
        "syringe_residue": _("Syringe residue"),
        "offer": _("Offer"),
        "activity": _("Activity"),
        "told": _("What people tell"),
        "site": _("Site"),
    },
    "effect": {
        "slow_breathing": _("slow or no breathing, blue lips"),
        "not_waking": _("could not be woken"),
        "seizure": _("a fit, cramps of the whole body"),
        "chest_pain": _("chest pain, racing heart"),
        "overheating": _("very hot"),
        "confusion": _("confused, did not know where they were"),
        "agitation": _("very restless or frightened"),
        "vomiting": _("vomiting"),
        "hallucinations": _("saw or heard what was not there"),
        "weakness_lasting": _("weak or numb for a long time"),
    },
    "help": {
        "none": _("no help was needed"),
        "naloxone": _("naloxone was given"),
        "ambulance": _("an ambulance came"),
        "hospital": _("taken to hospital"),
        "died": _("the person died"),
    },
    "tested": {
        "none": _("not tested"),
        "test_strip": _("a test strip or colour test"),
        "drug_checking_service": _("a drug checking service"),
        "other": _("in another way"),
    },
    "who": {
        "self": _("to me"),
        "somebody_else": _("to somebody else"),
        "service": _("I write for a service"),
    },
    "role": {
        "viewer": _("viewer"),
        "laboratory": _("laboratory"),
        "officer": _("officer"),
        "approver": _("approver"),
        "administrator": _("administrator"),
    },
    "finding_role": {
        "found": _("found"),
        "cause": _("cause"),
        "contributed": _("contributed"),
        "sold_as": _("sold as"),
        "offered": _("offered"),
        "load": _("load"),
    },
    "identity": {
        "": _("level not stated"),
        "presumptive": _("presumptive"),
        "probable": _("probable"),
        "confirmed": _("confirmed"),
    },
    "fact": {
        "name": _("Name"),
        "smiles": "SMILES",
        "inchikey": "InChIKey",
        "formula": _("Formula"),
        "monoisotopic_mass": _("Monoisotopic mass, Da"),
        "cas": "CAS",
        "pubchem_cid": "PubChem",
        "unii": "UNII",
        "family": _("Family"),
        "roles": _("Roles"),
        "un_control": _("UN control"),
        "eu_control": _("EU control"),
        "eu_first_notified": _("First notified in the EU"),
        "synonym": _("Another name"),
    },
    "proposal": {
        "open": _("waits for a second person"),
        "accepted": pgettext_lazy("proposal", "accepted"),
        "declined": pgettext_lazy("proposal", "declined"),
        "withdrawn": _("taken back"),
        "undone": _("undone"),
    },
    "proposal_kind": {
        "substance": _("New substance"),
        "facts": _("Correction"),
        "name": _("Another name"),
        "name_withdrawn": _("Name no longer used"),
        "same": _("Two records of one substance"),
    },
    "proposal_what": {
        "facts": _("Correct facts"),
        "name": _("Names"),
        "same": _("It is another substance of the register"),
    },
    "search_how": {
        "substructure": _("holds this part"),
        "similar": _("is like it"),
        "exact": _("is the same"),
    },
    "ion_mode": {
        "": _("not stated"),
        "positive": _("positive"),
        "negative": _("negative"),
    },
    "laboratory_role": {
        "national_representative": _("national representative"),
        "forensic": _("forensic"),
        "customs": _("customs"),
        "toxicology": _("toxicology"),
        "drug_checking": _("drug checking"),
        "wastewater": _("wastewater"),
        "reference": _("reference laboratory"),
    },
    "custody": {
        "registered": _("registered"),
        "asked": _("asked"),
        "accepted": pgettext_lazy("custody", "accepted"),
        "declined": _("declined"),
        "withdrawn": _("taken back"),
        "sent": pgettext_lazy("custody", "sent"),
        "received": pgettext_lazy("custody", "received"),
    },
    "custody_step": {
        "asked": _("Ask another laboratory"),
        "accepted": _("Agree to examine it"),
        "declined": _("Decline"),
        "withdrawn": _("Take the request back"),
        "sent": _("Send it under seal"),
        "received": _("Take it over"),
    },
    "standing": {
        "open": _("no result yet"),
        "preliminary": _("preliminary"),
        "confirmed": _("confirmed"),
        "contested": _("contested"),
        "corrected": _("corrected"),
    },
    "answer": {
        "result": _("result"),
        "contest": _("contest"),
        "retest": _("retest"),
    },
    "exchange": {
        "asked": _("asked"),
        "offered": _("offered"),
        "sent": _("sent"),
        "received": _("received"),
        "declined": _("declined"),
    },
    "grade": {
        "satisfactory": _("satisfactory"),
        "questionable": _("questionable"),
        "unsatisfactory": _("unsatisfactory"),
    },
    "naming": {
        "resolved": _("named"),
        "ambiguous": _("name has several meanings"),
        "family": _("family only"),
        "none": _("name not known"),
    },
    "submission": {
        "received": _("received"),
        "reading": _("being read"),
        "done": _("done"),
        "stopped": _("stopped"),
        "failed": _("failed"),
    },
    "replay": {
        "done": _("done"),
        "running": _("being replayed"),
        "unfinished": _("unfinished"),
        "failed": _("failed"),
    },
    "held": {
        "refused": _("refused"),
        "waiting": _("waiting"),
        "accepted": _("accepted"),
        "rejected": _("rejected"),
    },
    "outcome": {
        "discarded": _("discarded"),
        "monitored": _("watched"),
        "assessed": _("taken up"),
    },
    "kind": {
        "family_firsts": _("Several new of one family"),
        "first_node": _("First findings ever"),
        "first_country": _("First in country"),
        "first_region": _("First in region"),
        "first_context": _("First in this context"),
        "first_form": _("First in this form"),
        "first_role": _("First in this role"),
        "combination": _("New combination"),
        "cluster": _("Cluster of regions"),
        "displacement": _("One for another"),
        "company": _("New company"),
        "reoccurrence": _("Back again"),
        "rise": _("Rise"),
        "window": _("Window of a rule"),
    },
    "rule": {
        "silence": _("Silence an artefact"),
        "watch": _("Watch"),
        "window": _("Count in a window"),
        "minimum": _("Ask for cases"),
        "value": _("Set a value"),
    },
    "level": {
        "very_low": _("very low"),
        "low": _("low"),
        "moderate": _("moderate"),
        "high": _("high"),
    },
    "assessment": {"open": _("open"), "concluded": _("concluded"), "dropped": _("given up")},
    "scale": {
        "likelihood": _("likelihood"),
        "health": _("impact on health"),
        "social": _("social impact"),
        "safety": _("impact on safety"),
        "security": _("impact on security"),
        "confidence": _("confidence"),
    },
    "said": {"yes": _("yes"), "no": _("no"), "unknown": _("unknown")},
    "rating": {
        "very_low": _("very low"),
        "low": _("low"),
        "moderate": _("moderate"),
        "high": _("high"),
        "unknown": _("unknown"),
    },
    "figure": {
        "detections": _("Detections"),
        "first_seen": _("First seen"),
        "deaths": _("Deaths"),
        "spread": _("Reports by country"),
        "co_occurrence": _("Found together with"),
        "legal_status": _("Legal status"),
    },
    "clock": {
        "running": pgettext_lazy("clock", "running"),
        "no_limit": pgettext_lazy("clock", "open"),
        "paused": pgettext_lazy("clock", "stopped"),
        "missed": pgettext_lazy("clock", "late"),
        "met": pgettext_lazy("clock", "done in time"),
        "met_late": pgettext_lazy("clock", "done late"),
        "withdrawn": pgettext_lazy("clock", "withdrawn"),
    },
    "clock_step": {
        "started": pgettext_lazy("clock", "started"),
        "extended": pgettext_lazy("clock", "extended"),
        "paused": pgettext_lazy("clock", "stopped"),
        "resumed": pgettext_lazy("clock", "runs again"),
        "recounted": pgettext_lazy("clock", "counted anew"),
        "met": pgettext_lazy("clock", "done"),
        "withdrawn": pgettext_lazy("clock", "withdrawn"),
    },
    "unit": {
        "hours": _("hours"),
        "days": _("days"),
        "working_days": _("working days"),
        "weeks": _("weeks"),
        "months": _("months"),
        "years": _("years"),
    },
    "limit": {
        "without_delay": _("without undue delay"),
        "immediately": _("immediately"),
        "none": _("no limit"),
    },
    "rule_certainty": {
        "law": _("read in the text"),
        "practice": _("not read again"),
        "ours": _("our proposal"),
    },
    "actor": {
        "national": _("national body"),
        "operator": _("operator"),
        "destination": _("country of destination"),
        "provider": _("platform"),
        "flagger": _("trusted flagger"),
        "issuer": _("issuer"),
        "EU": _("Commission, Parliament or Council"),
    },
    "moved": {
        "saturday": _("a Saturday"),
        "sunday": _("a Sunday"),
        "two_working_days": _("a period of two days or more holds two working days at least"),
    },
    **OF_WARNINGS,
    **OF_CASES,
    "law": {
        "controlled": _("controlled"),
        "not_covered": _("not covered"),
        "cannot_tell": _("cannot tell"),
    },
    "law_extent": {
        "whole": _("read as a whole on"),
        "known": _("what is known here, up to"),
        "part": _("in part only"),
    },
    "law_change": {
        "listed": _("put on a list"),
        "delisted": _("taken off a list"),
        "defined": _("group defined"),
        "amended": _("definition amended, not encoded"),
        "ended": _("definition ended"),
        "precursors": _("drug precursors"),
        "duties": _("duties"),
    },
    "law_date": {
        "in force": _("in force"),
        "decided": _("decided"),
        "adopted": _("adopted"),
    },
    "law_reason": {
        "listed": _("named by a list"),
        "by_reference": _("a substance of the UN Conventions"),
        "day_unknown": _("on the list later; since when is not known here"),
        "not_yet": _("not in force on that day"),
        "no_longer": _("no longer in force on that day"),
        "covered": _("covered by the definition"),
        "near": _("not covered: {why}"),
        "outside": _("no core structure of the definition is in it"),
        "structure": _("cannot tell: {why}"),
        "earlier_text": _("cannot tell: only a later text than that day's is encoded"),
        "later_text": _("cannot tell: the text was amended since, which is not encoded"),
        "yields": _("gives way to the list that names the substance"),
        "not_encoded": _(
            "cannot tell: a group it belongs to is controlled, by a text not encoded here"
        ),
        "medicine": _("cannot tell: this law leaves medicinal products to others"),
    },
    "law_obstacle": {
        "core": _("no core structure of the definition is in it"),
        "group": _("at {place}, {group} is not among the groups that the text names"),
        "ring": _("a ring closed at {place} is not one that the text names"),
        "missing": _("nothing stands at {place}, where the text asks for a group"),
        "many": _("more than {limit} groups stand at {place}"),
        "mass": _("it weighs {group} u, more than {limit} u"),
        "part_mass": _("the group at {place} weighs {group} u, more than {limit} u"),
        "unmodified": _("it is the parent substance itself, which the text does not name"),
        "demand": _("it lacks a group that the text asks for"),
        "excluded": _("the text excludes {group} by name"),
        "element": _("it holds {group}, of which the text does not speak"),
        "ways": _("it can be laid over the definition in too many ways"),
        "empty": _("no structure is known"),
        "mixture": _("it is a mixture of several substances"),
        "undefined": _("a position in it is not defined"),
        "large": _("it is larger than the definitions are made for"),
    },
    "law_status": {
        "in force": _("in force"),
        "voluntary": _("voluntary list"),
        "pending": _("pending"),
    },
    "spectrum_kind": {
        "ms2": "MS/MS",
        "ei": "EI",
        "ir": _("infrared"),
        "raman": _("Raman"),
    },
    "library": {
        "reading": _("being read"),
        "ready": _("searched"),
        "failed": _("failed"),
    },
    "opinion": {"confirms": _("confirms it"), "contests": _("contests it")},
    "watch": {"high": _("high watch"), "medium": _("medium watch"), "low": _("low watch")},
    "counter": {
        "rows": _("Rows read"),
        "recorded": _("Recorded"),
        "updated": _("Updated"),
        "refused": _("Refused"),
        "queued": _("Waiting for a decision"),
        "ignored": _("Known already"),
    },
    "promise_kind": {
        "recital": _("recital"),
        "recommendation": _("recommendation"),
        "priority": _("priority"),
        "area": pgettext_lazy("of a plan", "area"),
        "action": pgettext_lazy("of a plan", "action"),
        "sub_point": _("sub-point"),
        "indicator": pgettext_lazy("of a plan", "indicator"),
        "footnote": _("footnote"),
    },
    "promise_kinds": {
        "recital": _("recitals"),
        "recommendation": _("recommendations"),
        "priority": _("priorities"),
        "area": pgettext_lazy("of a plan", "areas"),
        "action": pgettext_lazy("of a plan", "actions"),
        "sub_point": _("sub-points"),
        "indicator": pgettext_lazy("of a plan", "indicators"),
        "footnote": _("footnotes"),
    },
    "document_kind": {
        "conclusions": _("conclusions"),
        "plan": _("action plan"),
    },
    "asked_role": {
        "addressee": _("is asked"),
        "partner": _("is a partner"),
        "responsible": _("is responsible"),
        "provider": _("provides data"),
    },
    "verb_norm": {
        "URGE": _("urges"),
        "INVITE": _("invites"),
        "ENCOURAGE": _("encourages"),
        "RECOMMEND": _("recommends"),
        "CALL-UPON": _("calls upon"),
    },
    "difference": {
        "acronym": _("acronym"),
        "reference": _("reference"),
        "verb": _("verb"),
        "addressee": _("who is asked"),
    },
    "validation": {
        "accepted": _("validated"),
        "rejected": _("not accepted"),
    },
    "round_stage": {
        "two_weeks": _("two weeks before"),
        "begun": _("when it began"),
        "two_days": _("two days before"),
        "missed": _("after the day"),
    },
    "indicator_goes": {
        "better": pgettext_lazy("change", "better"),
        "worse": pgettext_lazy("change", "worse"),
    },
    "indicator_frequency": {
        "live": _("from live evidence"),
        "yearly": _("every year"),
        "rounds": _("in survey rounds"),
        "once": _("once"),
    },
    "indicator_direction": {
        "more": _("more is better"),
        "less": _("less is better"),
        "neither": _("neither more nor less is better"),
    },
    "indicator_stands": {"measure": _("measure"), "sign": _("sign beside the measure")},
    "certainty_tag": {
        "V": _("verified"),
        "K": _("known, not verified"),
        "D": _("decided here"),
    },
    **OF_NETWORKS,
    # Documents that are sent say these words too.
    **indicator_words.LABELS,
    **promise_words.LABELS,
}


def label(kind: str, value: str) -> Text:
    """Return the word for a coded value; a code without one is shown as it is."""
    return LABELS[kind].get(value) or str(value).replace("_", " ")


def choices(kind: str) -> list[tuple[str, Text]]:
    """Return the values of one kind with their words, in their usual order."""
    return list(LABELS[kind].items())


country = country_name


def language_name(code: str) -> str:
    """Return a language's name in that language."""
    if code in ("", "und", "mul"):
        return gettext("any language")
    locale = locale_of(code)
    return (locale.languages.get(locale.language) or code) if locale.language == code[:2] else code

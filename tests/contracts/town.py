"""A town with a hospital, a mortuary and a laboratory, which tell parts of cases."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.models import Body, User
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.substances.models import Family, Substance, SubstanceName

DAY = timedelta(days=1)
STANDARD = "LC-HRMS with reference standard"
CLINICAL = {
    "occurred_on": "2026-10-05", "country": "IE", "age_band": "25-34", "sex": "male",
    "naloxone": "yes", "outcome": "admitted", "setting": "not_collected",
    "claimed": "heroin",
}  # fmt: skip
AUTOPSY = {
    "occurred_on": "2026-10-06", "country": "IE", "age_band": "25-34", "sex": "male",
    "autopsy": "full", "died_on": "2026-10-06", "manner": "accident", "icd_version": "ICD-10",
    "underlying": "X42", "contributing": "T40.4", "cause": "protonitazene",
}  # fmt: skip
TOXICOLOGY = {
    "occurred_on": "2026-10-06", "country": "IE", "age_band": "25-34", "sex": "male",
    "subject": "unknown",
}  # fmt: skip


def line(substance, state, method="", **more):
    return {"substance": substance, "state": state, "method": method, **more}


PANEL = [
    line("protonitazene", "found", STANDARD, matrix="femoral_blood", value="1.2", unit="ng/mL"),
    line("heroin", "not_found", "LC-MS/MS", matrix="femoral_blood"),
    line("xylazine", "not_tested"),
]


def as_(person):
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    return client


def found_town(people, evidence):
    """A hospital, a mortuary and a laboratory, with a person each."""
    made = {**people, **evidence, "at": timezone.now() - 20 * DAY}
    opioid = Family.objects.create(key="opioid", name="Opioids")
    Family.objects.filter(key="nitazene").update(parent=opioid, watch="high")
    for name, family in (("heroin", opioid), ("xylazine", None)):
        row = Substance.objects.create(key=name, name=name, family=family)
        SubstanceName.objects.create(substance=row, text=name, source="test")
    SubstanceName.objects.create(
        substance=evidence["substance"], text="protonitazene", source="test"
    )
    for code in ("hospital", "mortuary", "tox"):
        made[f"body_{code}"] = Body.objects.create(code=code, name=code.title(), country="IE")
        made[code] = User.objects.create_user(
            f"{code}-person", password="a long password", role="laboratory",
            body=made[f"body_{code}"],
        )  # fmt: skip
    made["lab"] = directory.enter(
        code="tox", name="Toxicology", country="IE", body=made["body_tox"], by=people["officer"],
        at=made["at"],
    )  # fmt: skip
    return made


def tell(town, kind, by, answers, panel=(), reference="IE-2026/117", days=0, **more):
    laboratory = town["lab"] if kind == "toxicology" else None
    return pathway.tell_part(
        kind=kind, reference=reference, answers=answers, panel=panel, laboratory=laboratory,
        marking=town["GREEN"]["marking"], by=town[by], at=town["at"] + days * DAY, **more,
    )  # fmt: skip

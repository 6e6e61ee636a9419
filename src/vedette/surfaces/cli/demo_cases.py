"""Cases and guidelines of the demonstration: a handful of each, told as people would."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.models import Body, User
from vedette.base.markings.actions import marking_for
from vedette.catalogue.laboratories.models import Laboratory
from vedette.evidence.cases.models import Case
from vedette.response.guidelines import actions as guidelines
from vedette.response.guidelines import queries

HOME = "NL"  # where the focal point of the demonstration sits
REGION = "NL329"
STANDARD = "LC-HRMS with reference standard"
ANSWERS = ("adopted", "adopted", "partly", "planned", "no")
# Day before now, what the hospital says was taken, what the laboratory finds, what the
# certificate names, and which codes it bears; made up, and no record of anybody.
DEATHS: tuple[tuple[int, str, str, str, str, str], ...] = (
    (31, "heroin", "protonitazene", "protonitazene", "X42", "T40.4"),
    (24, "oxycodone", "metonitazene", "metonitazene", "X42", "T40.4"),
    (17, "heroin", "", "heroin", "X42", "T40.1"),
    (11, "", "cocaine", "cocaine", "X44", "T42.4"),
    (6, "", "", "fentanyl", "F11", ""),
    *((day, "heroin", "heroin", "heroin", "X42", "T40.1") for day in (40, 52, 63, 75, 88, 97)),
    *((day, "", "cocaine", "cocaine", "X42", "T40.5") for day in (45, 58, 71, 83, 104, 118)),
)
# Two substances of every group of the shipped definition of full toxicology.
WIDE = (
    "methadone",
    "morphine",
    "alprazolam",
    "THC",
    "CBD",
    "ketamine",
    "deschloroketamine",
)
SCREENED = ("heroin", "fentanyl", "diazepam", "cocaine", "amphetamine")


@transaction.atomic
def tell(*, officer: User, at: datetime) -> None:
    """Tell the cases by the same acts a person would use; a second call changes nothing."""
    if Case.objects.exists():
        return
    hospital = _body("simulated-hospital", "Simulated hospital")
    mortuary = _body("simulated-mortuary", "Simulated mortuary")
    homes = Laboratory.objects.filter(country=HOME, roles__kind="forensic").order_by("code")
    laboratory = homes[:1].get()
    for number, death in enumerate(DEATHS, start=1):
        _death(number, death, hospital, mortuary, laboratory, officer, at)
    _unlinked(hospital, laboratory, officer, at)
    _adopt(officer, at)


def _body(code: str, name: str) -> Body:
    row, _ = Body.objects.get_or_create(code=code, defaults={"name": name, "country": HOME})
    return row


def _death(
    number: int, death: tuple[int, str, str, str, str, str], hospital: Body, mortuary: Body,
    laboratory: Laboratory, officer: User, at: datetime,
) -> None:  # fmt: skip
    before, claimed, found, cause, underlying, beside = death
    day = timezone.localdate(at) - timedelta(days=before)
    common = {
        "occurred_on": day.isoformat(), "country": HOME, "region": REGION,
        "age_band": ("25-34", "35-44")[number % 2], "sex": ("male", "female")[number % 3 == 0],
    }  # fmt: skip
    told: dict[str, Any] = {
        "reference": f"demonstration {number}", "marking": marking_for("GREEN"), "by": officer,
    }  # fmt: skip
    if claimed:
        answers = common | {
            "claimed": claimed, "outcome": "died", "naloxone": "yes", "setting": "own_home",
            "features": "slow_breathing;unconscious", "alone": "not_collected",
        }  # fmt: skip
        when = at - timedelta(days=before - 1)
        pathway.tell_part(kind="clinical", answers=answers, body=hospital, at=when, **told)
    answers = common | {
        "autopsy": "full", "died_on": day.isoformat(), "manner": "accident", "cause": cause,
        "icd_version": "ICD-10", "underlying": underlying, "contributing": beside,
    }  # fmt: skip
    when = at - timedelta(days=before - 3)
    pathway.tell_part(kind="autopsy", answers=answers, body=mortuary, at=when, **told)
    if found or claimed:
        pathway.tell_part(
            kind="toxicology", answers=common | {"subject": "deceased"},
            panel=_panel(found, is_wide=before > 50), laboratory=laboratory,
            at=at - timedelta(days=before - 5), **told,
        )  # fmt: skip


def _panel(found: str, *, is_wide: bool) -> list[dict[str, str]]:
    names = SCREENED + WIDE if is_wide else SCREENED
    lines = [
        {"substance": name, "state": "not_found", "matrix": "femoral_blood", "method": "LC-MS/MS"}
        for name in names if name != found
    ]  # fmt: skip
    lines.append({"substance": "xylazine", "state": "not_tested"})
    if found:
        lines.insert(0, {
            "substance": found, "state": "found", "matrix": "femoral_blood", "method": STANDARD,
            "value": "1.4", "unit": "ng/mL",
        })  # fmt: skip
    return lines


def _unlinked(hospital: Body, laboratory: Laboratory, officer: User, at: datetime) -> None:
    """Two parts under numbers of their own, which may be one case: the queue is not empty."""
    day = (timezone.localdate(at) - timedelta(days=4)).isoformat()
    common = {
        "occurred_on": day, "country": HOME, "region": REGION, "age_band": "25-34", "sex": "male",
    }  # fmt: skip
    told: dict[str, Any] = {
        "is_own_number": True, "marking": marking_for("GREEN"), "by": officer,
        "at": at - timedelta(days=2),
    }  # fmt: skip
    answers = common | {"claimed": "cocaine", "outcome": "intensive_care", "naloxone": "unknown"}
    pathway.tell_part(kind="clinical", reference="H 1", answers=answers, body=hospital, **told)
    pathway.tell_part(
        kind="toxicology", reference="L 1", answers=common | {"subject": "living"},
        panel=[{"substance": "3-CMC", "state": "found", "matrix": "urine", "method": "LC-HRMS"}],
        laboratory=laboratory, **told,
    )  # fmt: skip


def _adopt(officer: User, at: datetime) -> None:
    """Ask the forensic laboratories; most answer, in their own ways, and some not at all."""
    (guideline,) = guidelines.keep_examples(at=at - timedelta(days=60))
    asked = list(Laboratory.objects.filter(roles__kind="forensic").order_by("code")[:8])
    guidelines.ask(guideline=guideline, laboratories=asked, by=officer, at=at - timedelta(days=50))
    items = queries.table_of(guideline).lines
    for place, laboratory in enumerate(asked[:6]):
        for number, line in enumerate(items):
            said = ANSWERS[(place * 3 + number * (place + 1)) % len(ANSWERS)]
            if line.item.number in ("5.2", "1.4") and said == "adopted":
                said = "planned"
            guidelines.answer(
                item=line.item, laboratory=laboratory, answer=said, by=officer,
                at=at - timedelta(days=40 - place),
            )  # fmt: skip

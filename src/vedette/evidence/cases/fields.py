"""The form of a case as a table: which part says what, and in which codes.

There is no free text that could name a person. What is missing says why: nobody knows it,
nobody asked, or it is known and kept back. Empty means that the part does not speak of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

CLINICAL, AUTOPSY, TOXICOLOGY = "clinical", "autopsy", "toxicology"
KINDS = (CLINICAL, AUTOPSY, TOXICOLOGY)
MISSING = ("unknown", "not_collected", "withheld")
YES_NO = ("yes", "no")
# As the special registers of deaths and the sentinel hospitals write them.
AGE_BANDS = ("<15", "15-24", "25-34", "35-44", "45-54", "55-64", ">64")
SEXES = ("female", "male", "other")
SETTINGS = (
    "own_home", "other_home", "hostel_or_shelter", "public_place", "nightlife", "consumption_room",
    "prison", "care_facility", "vehicle", "other_place",
)  # fmt: skip
FEATURES = (
    "slow_breathing", "unconscious", "agitation", "hallucinations", "convulsions", "hyperthermia",
    "chest_pain", "cardiac_arrest",
)  # fmt: skip
OUTCOMES = ("discharged", "admitted", "intensive_care", "died")
AUTOPSIES = ("full", "partial", "external_only", "none")
MANNERS = ("accident", "suicide", "homicide", "undetermined", "natural", "pending")
ICD_VERSIONS = ("ICD-10", "ICD-10:2016", "ICD-10:2019", "ICD-11")
SUBJECTS = ("living", "deceased")
MATRICES = (
    "blood", "serum_or_plasma", "femoral_blood", "cardiac_blood", "urine", "vitreous", "liver",
    "stomach_content", "bile", "brain", "muscle", "hair", "oral_fluid", "product", "other_matrix",
)  # fmt: skip
FOUND, NOT_FOUND, NOT_TESTED = "found", "not_found", "not_tested"
STATES = (FOUND, NOT_FOUND, NOT_TESTED)
UNITS = (
    "ng/mL", "ng/L", "ug/L", "ug/mL", "mg/L", "pg/mL", "ng/g", "ug/g", "mg/kg", "ug/kg", "ng/mg",
    "pg/mg", "mg/g", "nmol/L", "umol/L", "mmol/L", "%",
)  # fmt: skip

CODE, CODES, DAY, NAMES, ICD, ICDS = "code", "codes", "day", "names", "icd", "icds"


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form: which parts answer it, and with what."""

    key: str
    parts: tuple[str, ...]
    kind: str
    codes: tuple[str, ...] = ()

    @property
    def may_be_missing(self) -> bool:
        """Tell whether "unknown", "not collected" and "withheld" are answers."""
        return self.kind in (CODE, CODES, DAY, ICD)


FIELDS: tuple[Field, ...] = (
    Field("age_band", KINDS, CODE, AGE_BANDS),
    Field("sex", KINDS, CODE, SEXES),
    Field("setting", (CLINICAL, AUTOPSY), CODE, SETTINGS),
    Field("alone", (CLINICAL, AUTOPSY), CODE, YES_NO),
    Field("prison_release", (CLINICAL, AUTOPSY), CODE, YES_NO),
    Field("tolerance_lost", (CLINICAL, AUTOPSY), CODE, YES_NO),
    Field("naloxone", (CLINICAL, AUTOPSY), CODE, YES_NO),
    Field("features", (CLINICAL,), CODES, FEATURES),
    Field("outcome", (CLINICAL,), CODE, OUTCOMES),
    Field("claimed", (CLINICAL,), NAMES),
    Field("autopsy", (AUTOPSY,), CODE, AUTOPSIES),
    Field("died_on", (CLINICAL, AUTOPSY), DAY),
    Field("found_on", (AUTOPSY,), DAY),
    Field("manner", (AUTOPSY,), CODE, MANNERS),
    Field("icd_version", (AUTOPSY,), CODE, ICD_VERSIONS),
    Field("underlying", (AUTOPSY,), ICD),
    Field("contributing", (AUTOPSY,), ICDS),
    Field("cause", (AUTOPSY,), NAMES),
    Field("contributed", (AUTOPSY,), NAMES),
    Field("subject", (TOXICOLOGY,), CODE, SUBJECTS),
    Field("sampled_on", (TOXICOLOGY,), DAY),
)
BY_KEY: dict[str, Field] = {field.key: field for field in FIELDS}
PANEL_COLUMNS = (
    "substance", "matrix", "state", "method", "claimed_level", "value", "unit", "below_loq",
)  # fmt: skip


def fields_of(kind: str) -> tuple[Field, ...]:
    """Return the questions that one kind of part answers."""
    return tuple(field for field in FIELDS if kind in field.parts)


def listed(text: str) -> tuple[str, ...]:
    """Return what a field of several values holds; they are set apart by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def said(facts: Mapping[str, str], key: str) -> str:
    """Return what a part says to a question; empty where it says nothing or why it cannot."""
    value = facts.get(key, "")
    return "" if value in MISSING else value


def is_death(facts: Mapping[str, str], kind: str) -> bool:
    """Tell whether a part says that the person died."""
    if kind == AUTOPSY:
        return True
    return (
        "died" in (facts.get("outcome"),)
        or facts.get("subject") == "deceased"
        or bool(said(facts, "died_on"))
    )

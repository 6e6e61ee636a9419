"""Each consistency check finds what it is there to find, and nothing in a sound case."""

from dataclasses import replace
from datetime import date

import pytest

pytest.importorskip("django", reason="needs the server extra")

from vedette.evidence.cases.checks import BY_KEY, CHECKS, REFUSE, WARN, remarks_on
from vedette.evidence.cases.codesets import is_code, is_icd10, select, selection_b
from vedette.evidence.cases.fields import BY_KEY as FIELDS
from vedette.evidence.cases.fields import PANEL_COLUMNS
from vedette.evidence.cases.views import CaseView, Line, NamedSubstance, PartView

DAY = date(2026, 10, 6)
METHOD = "LC-HRMS with reference standard"
NITAZENE = ("nitazene", "synthetic_opioid", "opioid")


def line(name="metonitazene", state="found", **more):
    told = {"method": METHOD, "matrix": "femoral_blood", "key": name, "kin": NITAZENE} | more
    level = "confirmed" if state == "found" and "level" not in more else ""
    return Line(name=name, state=state, **{"level": level, **told})


SOUND_AUTOPSY = {
    "icd_version": "ICD-10", "underlying": "X42", "contributing": "T40.4", "manner": "accident",
    "died_on": "2026-10-05", "found_on": "2026-10-06", "autopsy": "full", "cause": "metonitazene",
    "naloxone": "yes", "sex": "male",
}  # fmt: skip


def case(*lines, autopsy=SOUND_AUTOPSY, tox=None, clinical=None, named=("metonitazene",)):
    """A sound death told by a mortuary and a laboratory, but for what is changed."""
    parts = []
    if clinical is not None:
        parts.append(PartView("clinical", "Hospital", DAY, clinical, (), "IE"))
    if autopsy is not None:
        parts.append(PartView("autopsy", "Mortuary", DAY, autopsy, (), "IE"))
    if lines:
        facts = {"subject": "deceased", "sex": "male"} if tox is None else tox
        parts.append(PartView("toxicology", "Laboratory", DAY, facts, lines, "IE"))
    known = tuple(NamedSubstance(name, name, NITAZENE) for name in named)
    return CaseView(tuple(parts), known)


def changed(**facts):
    return {key: value for key, value in (SOUND_AUTOPSY | facts).items() if value is not None}


LIVING = {"subject": "living"}
NOT_TESTED = {"method": "", "state": "not_tested", "matrix": ""}
FIRES = {
    "value_without_unit": case(line(value=1.0)),
    "value_below_loq": case(line(value=1.0, unit="ng/mL", below_loq=True)),
    "result_without_method": case(line(method="")),
    "untested_with_result": case(line(), line("heroin", "not_tested")),
    "value_of_nothing": case(line(), line("heroin", "not_found", value=1.0, unit="ng/mL")),
    "line_contradicts_line": case(line(), line(state="not_found")),
    "found_before_died": case(line(), autopsy=changed(found_on="2026-10-04")),
    "icd_malformed": case(line(), autopsy=changed(contributing="T40.4;nonsense")),
    "icd_without_version": case(line(), autopsy=changed(icd_version=None)),
    "cause_without_toxicology": case(),
    "cause_not_tested": case(line("heroin", kin=("opiate", "opioid"))),
    "cause_not_found": case(line(state="not_found")),
    "cause_only_screened": case(line(method="immunoassay", level="presumptive")),
    "opioid_cause_without_panel": case(line("MDMA", kin=("mdxx",)), named=()),
    "naloxone_without_opioid_screen": case(line("MDMA", kin=("mdxx",)), named=()),
    "icd_outside_set": case(line(), autopsy=changed(underlying="F13")),
    "icd_without_its_pair": case(line(), autopsy=changed(contributing="T43.6")),
    "manner_against_code": case(line(), autopsy=changed(manner="suicide")),
    "claims_more_than_methods": case(
        line(), line("heroin", method="colour test", claimed_level="confirmed", level="presumptive")
    ),
    "matrix_of_the_dead": case(line(matrix="vitreous"), autopsy=None, tox=LIVING, named=()),
    "living_and_dead": case(line(), tox=LIVING),
    "cardiac_blood_alone": case(line(matrix="cardiac_blood", value=1.0, unit="ng/mL")),
    "parts_disagree": case(line(), tox={"subject": "deceased", "sex": "female"}),
    "parts_far_apart": replace(
        case(line()),
        parts=(*case(line()).parts, PartView("clinical", "H", date(2026, 8, 1), {}, (), "IE")),
    ),
    "died_without_autopsy_part": case(line(), autopsy=None, named=()),
}  # fmt: skip


def keys(view):
    return {remark.key for remark in remarks_on(view)}


def test_a_sound_case_raises_nothing():
    assert keys(case(line(), line("heroin", "not_found", kin=("opiate", "opioid")))) == set()


@pytest.mark.parametrize("key", FIRES)
def test_a_check_finds_what_it_is_there_for(key):
    found = [remark for remark in remarks_on(FIRES[key]) if remark.key == key]
    assert found, keys(FIRES[key])
    assert "%" not in found[0].sentence


def test_every_check_is_tried_and_speaks_of_fields_that_exist():
    assert set(FIRES) == set(BY_KEY)
    assert len(BY_KEY) == len(CHECKS)
    known = {*FIELDS, *PANEL_COLUMNS, "occurred_on", "country", "substance", "state"}
    for check in CHECKS:
        assert check.weight in (WARN, REFUSE)
        assert set(check.fields) <= known, check.key


def test_not_tested_is_never_not_found():
    looked = case(line(state="not_found"))
    untested = case(line(**NOT_TESTED), line("heroin", "not_found", kin=("opiate", "opioid")))
    assert "cause_not_found" in keys(looked)
    assert "cause_not_found" not in keys(untested)
    assert "cause_not_tested" in keys(untested)


def test_a_panel_that_names_the_family_has_looked_for_its_members():
    family = line("nitazenes", "not_found", key="nitazene", kin=("synthetic_opioid", "opioid"))
    assert "cause_not_tested" not in keys(case(family))


def test_a_strip_for_opiates_has_not_looked_for_a_nitazene():
    strip = line("opiates", "not_found", method="test strip", key="opiate", kin=("opioid",))
    assert "cause_not_tested" in keys(case(strip))


# Underlying cause, codes beside it, and what the strict pairing of Selection B makes of them.
@pytest.mark.parametrize(
    ("underlying", "beside", "state"),
    [
        ("F11.2", (), "counted"),
        ("F19", (), "counted"),
        ("F13.2", (), "outside"),
        ("F18", (), "outside"),
        ("X42", ("T40.4",), "counted"),
        ("X42", ("T43.6",), "unpaired"),
        ("X42", (), "unpaired"),
        ("X41", ("T43.6",), "counted"),
        ("X41", ("T40.1",), "unpaired"),
        ("X61", ("T43.6",), "counted"),
        ("Y12", ("T40.0",), "counted"),
        ("Y11", ("T42.4",), "unpaired"),
        ("X44", ("T40.9",), "counted"),
        ("X64", ("T43.6",), "counted"),
        ("Y14", ("T42.4",), "unpaired"),
        ("X85", ("T40.1",), "outside"),
        ("I21.9", ("T40.5",), "outside"),
    ],
)
def test_selection_b_with_its_strict_pairing(underlying, beside, state):
    # Key indicator "drug-related deaths", general mortality register, ICD-10 codes.
    assert select(underlying, beside, selection_b()).state == state
    assert select(underlying, beside, selection_b()).is_counted == (state == "counted")


@pytest.mark.parametrize("text", ["X42", "T40.4", "F11.25", "T43.6"])
def test_a_code_of_icd_10_is_known_by_its_form(text):
    assert is_icd10(text)


@pytest.mark.parametrize("text", ["x42", "X4", "6C43.2", "T40.", "heroin", "T40.444"])
def test_what_is_no_code_is_not_taken_for_one(text):
    assert not is_icd10(text)


def test_a_code_belongs_to_the_version_that_is_named():
    assert is_code("6C43.2Z", "ICD-11")
    assert not is_code("X42", "ICD-11")
    assert is_code("X42", "ICD-10:2019")
    eleven = case(line(), autopsy=changed(icd_version="ICD-11", underlying="6C43", contributing=""))
    assert "icd_outside_set" not in keys(eleven)
    assert "icd_malformed" not in keys(eleven)


@pytest.mark.parametrize(
    ("code", "manner"),
    [
        ("X40", "accident"), ("X49.9", "accident"), ("X60", "suicide"), ("X70", "suicide"),
        ("X84", "suicide"), ("X85", "homicide"), ("Y09", "homicide"), ("Y10", "undetermined"),
        ("Y20.1", "undetermined"), ("Y34", "undetermined"),
    ],
)  # fmt: skip
def test_a_code_says_a_manner_by_the_ranges_of_the_classification(code, manner):
    # ICD-10, chapter XX: X60-X84 self-harm, X85-Y09 assault, Y10-Y34 undetermined intent.
    for told in ("accident", "suicide", "homicide", "undetermined"):
        found = [
            one for one in remarks_on(case(line(), autopsy=changed(underlying=code, manner=told)))
            if one.key == "manner_against_code"
        ]  # fmt: skip
        assert [one.facts["other"] for one in found] == ([] if told == manner else [manner])


@pytest.mark.parametrize("code", ["X59", "X50", "Y35", "Y40", "F11.2"])
def test_a_code_of_no_intent_says_no_manner(code):
    autopsy = changed(underlying=code, manner="suicide")
    assert "manner_against_code" not in keys(case(line(), autopsy=autopsy))


def test_a_person_is_called_alive_only_where_a_part_says_so():
    vitreous = line(matrix="vitreous")
    nobody_says = case(vitreous, autopsy=None, tox={"subject": "unknown"}, named=())
    assert "matrix_of_the_dead" not in keys(nobody_says)
    admitted = case(vitreous, autopsy=None, tox={"subject": "unknown"}, named=(),
                    clinical={"outcome": "admitted"})  # fmt: skip
    assert "matrix_of_the_dead" in keys(admitted)

"""What a part may say: nothing is cut, guessed or passed over in silence."""

from datetime import date

import pytest

pytest.importorskip("django", reason="needs the server extra")

from vedette.evidence.cases.reading import MOST_NAMES, read_part
from vedette.evidence.cases.rules import PartRefused

TODAY = date(2026, 11, 1)
AUTOPSY = {"occurred_on": "2026-10-06", "country": "IE", "icd_version": "ICD-10"}
TOXICOLOGY = {"occurred_on": "2026-10-06", "country": "IE", "subject": "deceased"}


def refused(kind, given, panel=()):
    with pytest.raises(PartRefused) as error:
        read_part(kind, given, panel, today=TODAY)
    return [flaw.column for flaw in error.value.flaws]


@pytest.mark.parametrize("key", ["manner_of_death", "name", "", "x" * 5_000])
def test_an_answer_to_a_question_nobody_asks_is_refused(key):
    assert refused("autopsy", AUTOPSY | {key: "accident"}) == [key[:60]]


def test_as_many_codes_as_are_read_are_kept_and_one_more_is_refused():
    codes = [f"T40.{n % 10}" for n in range(MOST_NAMES + 1)]
    kept = read_part("autopsy", AUTOPSY | {"contributing": ";".join(codes[1:])}, today=TODAY)
    assert kept.facts["contributing"].split(";") == codes[1:]
    assert refused("autopsy", AUTOPSY | {"contributing": ";".join(codes)}) == ["contributing"]


@pytest.mark.parametrize("country", ["ZX", "I", "Ireland", "1E", ""])
def test_a_country_that_does_not_exist_is_refused(country):
    assert refused("autopsy", AUTOPSY | {"country": country}) == ["country"]


def test_a_region_that_cannot_be_kept_is_refused():
    assert refused("autopsy", AUTOPSY | {"region": "IE\x000"}) == ["region"]


@pytest.mark.parametrize("cell", ["matrix", "state", "method", "value", "unit", "below_loq"])
def test_a_line_that_says_anything_and_names_nothing_is_refused(cell):
    assert "substance" in refused("toxicology", TOXICOLOGY, [{cell: "blood"}])

"""What the parts of a case find together: one substance is one finding, one sample its methods."""

import pytest

from tests.contracts.town import AUTOPSY, TOXICOLOGY, found_town, line, tell
from vedette.catalogue.substances.models import Substance, SubstanceName
from vedette.evidence.cases.queries import file_of
from vedette.evidence.observations.queries import reports_seen_by

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def town(people, evidence):
    """A town where diamorphine is another name of heroin."""
    made = found_town(people, evidence)
    heroin = Substance.objects.get(key="heroin")
    SubstanceName.objects.create(substance=heroin, text="diamorphine", source="test")
    return made


def findings(town):
    (report,) = reports_seen_by(town["officer"]).filter(source__name="cases")
    return [(f.raw, f.role, f.component, f.identity) for f in report.findings.order_by("id")]


HEROIN = [line("heroin", "found", "immunoassay", matrix="urine")]


@pytest.mark.parametrize("certificate_first", [True, False])
def test_a_cause_and_a_finding_under_two_names_of_one_substance_are_one(town, certificate_first):
    told = [("autopsy", "mortuary", AUTOPSY | {"cause": "diamorphine; Heroin"}, ()),
            ("toxicology", "tox", TOXICOLOGY, HEROIN)]  # fmt: skip
    for kind, by, answers, panel in told if certificate_first else reversed(told):
        case, _part = tell(town, kind, by, answers, panel)
    assert findings(town) == [("heroin", "cause", "urine", "presumptive")]
    view = file_of(case, person=town["officer"]).view
    assert {(one.name, one.key) for one in view.named} == {
        ("diamorphine", "heroin"), ("Heroin", "heroin"),
    }  # fmt: skip
    remarks = {one.key for one in file_of(case, person=town["officer"]).remarks}
    assert "cause_only_screened" in remarks
    assert not remarks & {"cause_not_tested", "cause_not_found"}


def test_what_is_a_cause_did_not_contribute_besides_and_was_not_only_claimed(town):
    tell(town, "autopsy", "mortuary", AUTOPSY | {"cause": "heroin", "contributed": "diamorphine"})
    assert findings(town) == [("heroin", "cause", "", "")]


def test_methods_on_another_sample_confirm_nothing(town):
    panel = [
        line("heroin", "found", "immunoassay", matrix="femoral_blood"),
        line("heroin", "found", "LC-HRMS with reference standard", matrix="product"),
        line("xylazine", "found", "immunoassay", matrix="urine"),
        line("xylazine", "found", "LC-HRMS with reference standard", matrix="urine"),
    ]
    case, _part = tell(town, "toxicology", "tox", TOXICOLOGY, panel)
    levels = [one.level for one in file_of(case, person=town["officer"]).view.lines]
    assert levels == ["presumptive", "confirmed", "confirmed", "confirmed"]
    assert [identity for *_rest, identity in findings(town)] == levels

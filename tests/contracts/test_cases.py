"""Parts of one case: told by whoever has them, counted once, linked and undone by a person."""

from datetime import date

import pytest
from django.utils import timezone

from tests.contracts.town import (
    AUTOPSY,
    CLINICAL,
    DAY,
    PANEL,
    STANDARD,
    TOXICOLOGY,
    line,
    tell,
)
from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.base.journal.models import Entry
from vedette.catalogue.substances.models import NameQuestion
from vedette.evidence.cases.models import Case, CaseLink, CasePart
from vedette.evidence.cases.queries import (
    case_of,
    cases_seen_by,
    decisions_seen_by,
    file_of,
    files_seen_by,
    find,
    find_link,
    proposed_links,
)
from vedette.evidence.cases.rules import CaseUnknown, LinkUnknown, PartRefused
from vedette.evidence.observations.models import Report
from vedette.evidence.observations.queries import reports_seen_by
from vedette.evidence.snapshots.queries import frozen_tables, weekly

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def current(town):
    return list(reports_seen_by(town["officer"]).filter(source__name="cases"))


def findings_of(report):
    return [
        (f.raw, f.role, f.component, f.identity, f.value) for f in report.findings.order_by("id")
    ]


def test_three_parts_under_one_number_are_one_case_and_count_once(town):
    first, _part = tell(town, "clinical", "hospital", CLINICAL, reference="ie 2026 117")
    (report,) = current(town)
    assert (report.context, findings_of(report)) == (
        "emergency", [("heroin", "sold_as", "claimed", "", None)],
    )  # fmt: skip
    tell(town, "toxicology", "tox", TOXICOLOGY, PANEL, days=2)
    tell(town, "autopsy", "mortuary", AUTOPSY, days=4)
    assert Case.objects.get() == first
    (report,) = current(town)
    assert (report.context, report.revision, report.occurred_on) == (
        "death", 3, date(2026, 10, 6),
    )  # fmt: skip
    assert findings_of(report) == [
        ("protonitazene", "cause", "femoral_blood", "confirmed", 1.2),
        ("heroin", "sold_as", "claimed", "", None),
    ]
    assert report.person == first.token == report.source_key
    assert "117" not in first.token


def test_what_was_known_on_a_day_stays_as_it_was_then(town):
    case, _part = tell(town, "clinical", "hospital", CLINICAL)
    tell(town, "autopsy", "mortuary", AUTOPSY, days=4)
    then = file_of(case, person=town["officer"], as_of=town["at"] + DAY)
    now = file_of(case, person=town["officer"])
    assert (then.kinds, then.context) == (("clinical",), "emergency")
    assert (now.kinds, now.context) == (("clinical", "autopsy"), "death")
    assert file_of(case, person=town["officer"], as_of=town["at"] - DAY) is None


def test_the_same_part_told_again_changes_nothing_and_another_is_a_revision(town):
    tell(town, "clinical", "hospital", CLINICAL)
    _case, again = tell(town, "clinical", "hospital", CLINICAL, days=1)
    assert again is None
    assert Report.objects.filter(source__name="cases").count() == 1
    _case, corrected = tell(town, "clinical", "hospital", CLINICAL | {"sex": "female"}, days=2)
    assert (corrected.number, corrected.replaces.number) == (2, 1)
    assert [report.sex for report in current(town)] == ["female"]


def test_missing_answers_say_why(town):
    told = {"setting": "not_collected", "alone": "unknown", "outcome": "withheld"}
    case, _part = tell(town, "clinical", "hospital", CLINICAL | told)
    facts = file_of(case, person=town["officer"]).parts[0].facts
    assert {key: facts[key] for key in told} == told
    assert "features" not in facts
    assert current(town)[0].details["parts"] == "clinical"
    assert "outcome" not in current(town)[0].details


def test_a_number_of_ones_own_is_another_case_at_another_hospital(town):
    one, _part = tell(town, "clinical", "hospital", CLINICAL, is_own_number=True)
    other, _part = tell(town, "autopsy", "mortuary", AUTOPSY, is_own_number=True)
    shared, _part = tell(town, "autopsy", "mortuary", AUTOPSY)
    assert len({one.token, other.token, shared.token}) == 3


def test_a_part_that_contradicts_itself_stays_out_with_every_flaw(town):
    wrong = [line("protonitazene", "found", value="1"), line("x", "perhaps", "LC-MS", unit="cup")]
    with pytest.raises(PartRefused) as refused:
        tell(town, "toxicology", "tox", TOXICOLOGY | {"region": "IE0611"}, wrong)
    said = [(flaw.column, flaw.line) for flaw in refused.value.flaws]
    assert said == [("region", None), ("state", 2), ("unit", 2)]
    with pytest.raises(PartRefused, match="no known method"):
        tell(town, "toxicology", "tox", TOXICOLOGY, wrong[:1])
    assert not CasePart.objects.exists()


@pytest.mark.parametrize("name", ["a\x00b", "half \ud800", "x" * 201])
def test_a_name_that_cannot_be_kept_is_a_flaw_and_no_error_of_the_database(town, name):
    with pytest.raises(PartRefused):
        tell(town, "autopsy", "mortuary", AUTOPSY | {"cause": name})
    with pytest.raises(PartRefused):
        tell(town, "toxicology", "tox", TOXICOLOGY, [line(name, "found", STANDARD)])


def test_a_hospital_tells_its_own_parts_and_sees_its_own_only(town):
    strict = {**town, "GREEN": town["AMBER"]}
    case, _part = tell(strict, "clinical", "hospital", CLINICAL)
    tell(strict, "toxicology", "tox", TOXICOLOGY, PANEL)
    assert file_of(case, person=town["hospital"]).kinds == ("clinical",)
    assert file_of(case, person=town["officer"]).kinds == ("clinical", "toxicology")
    assert not cases_seen_by(town["mortuary"]).exists()
    with pytest.raises(CaseUnknown):
        find(case.token, town["viewer"])
    with pytest.raises(Refused, match="its own parts"):
        tell(town, "clinical", "hospital", CLINICAL, body=town["body_mortuary"])
    with pytest.raises(Refused, match="only people of Toxicology"):
        tell(town, "toxicology", "hospital", TOXICOLOGY, PANEL)
    with pytest.raises(Refused, match="roles"):
        tell(town, "clinical", "viewer", CLINICAL)


def test_whoever_told_a_part_still_finds_it_when_the_case_is_told_under_another(town):
    strict = {**town, "GREEN": town["AMBER"]}
    head, _part = tell(strict, "toxicology", "tox", TOXICOLOGY, PANEL, reference="L-1")
    own, _part = tell(town, "clinical", "hospital", CLINICAL, reference="H-1")
    decide(town, own, head, "same")
    (file,) = files_seen_by(town["hospital"])[0]
    assert (file.case, file.kinds) == (head, ("clinical",))
    assert find(head.token, town["hospital"]) == head
    assert files_seen_by(town["hospital"], before=head.pk) == ([], None)
    tell(strict, "clinical", "hospital", CLINICAL | {"sex": "female"}, reference="H-1", days=1)
    assert files_seen_by(town["hospital"])[0][0].kinds == ("clinical",)
    assert files_seen_by(town["mortuary"])[0] == []


def test_an_empty_panel_says_nothing_and_a_negative_one_says_so(town):
    tell(town, "toxicology", "tox", TOXICOLOGY, [line("heroin", "not_tested")])
    assert "nothing_found" not in current(town)[0].details
    tell(town, "toxicology", "tox", TOXICOLOGY, [line("heroin", "not_found", "LC-MS")], days=1)
    assert current(town)[0].details["nothing_found"] is True


def test_a_name_nobody_knows_waits_in_the_one_queue_and_its_answer_reaches_the_case(town):
    panel = [line("bluestuffine", "found", STANDARD, matrix="urine")]
    case, _part = tell(town, "toxicology", "tox", TOXICOLOGY, panel)
    question = NameQuestion.objects.get(text="bluestuffine")
    pathway.answer_name(
        question=question, substance=town["substance"], family=None, reason="r",
        by=town["officer"], at=timezone.now(),
    )  # fmt: skip
    (told,) = file_of(case, person=town["officer"]).view.lines
    assert (told.key, told.kin) == ("protonitazene", ("nitazene", "opioid"))


def test_two_cases_that_may_be_one_wait_for_a_person(town):
    one, _part = tell(town, "clinical", "hospital", CLINICAL, reference="H-1")
    tell(town, "toxicology", "tox", TOXICOLOGY, PANEL, reference="L-1")
    assert [p.pair.reasons for p in proposed_links(town["officer"])] == [("age_band", "sex", "day")]
    assert proposed_links(town["hospital"]) == []
    other = Case.objects.exclude(pk=one.pk).get()
    link = decide(town, one, other, "same")
    assert len(current(town)) == 1
    assert file_of(other, person=town["officer"]).kinds == ("clinical", "toxicology")
    assert [file.case for file in files_seen_by(town["officer"])[0]] == [one]
    assert proposed_links(town["officer"]) == []
    tell(town, "autopsy", "mortuary", AUTOPSY, reference="L-1", days=3)
    assert [report.context for report in current(town)] == ["death"]
    undone = pathway.undo_link(
        link=link, reason="two men", by=town["officer"], at=town["at"] + 6 * DAY
    )
    assert undone.undone_by == town["officer"]
    assert {(r.source_key, r.context) for r in current(town)} == {
        (one.token, "emergency"), (other.token, "death"),
    }  # fmt: skip
    acts = set(Entry.objects.filter(act__startswith="case.").values_list("act", flat=True))
    assert {"case.linked", "case.link_undone", "case.part_told"} <= acts


def decide(town, one, other, verdict, reason="same bracelet", by="officer"):
    return pathway.link_cases(
        one=one, other=other, verdict=verdict, reason=reason, by=town[by], at=town["at"] + 5 * DAY
    )


def test_a_decision_about_two_cases_has_its_rules(town):
    one, _part = tell(town, "clinical", "hospital", CLINICAL, reference="H-1")
    other, _part = tell(town, "toxicology", "tox", TOXICOLOGY, PANEL, reference="L-1")
    third, _part = tell(town, "autopsy", "mortuary", AUTOPSY, reference="M-1")
    with pytest.raises(Refused, match="says why"):
        decide(town, one, other, "same", reason=" ")
    with pytest.raises(Refused, match="roles"):
        decide(town, one, other, "same", by="tox")
    with pytest.raises(Refused, match="name two"):
        decide(town, one, one, "same")
    with pytest.raises(Refused, match="same or apart"):
        decide(town, one, other, "perhaps")
    held = decide(town, one, other, "apart")
    assert {r.source_key for r in current(town)} == {one.token, other.token, third.token}
    with pytest.raises(Refused, match="undo that first"):
        decide(town, other, one, "same")
    pathway.undo_link(link=held, reason="r", by=town["officer"], at=timezone.now())
    decide(town, one, other, "same")
    with pytest.raises(Refused, match="told under another"):
        decide(town, third, other, "same")
    decide(town, third, one, "same")
    assert file_of(third, person=town["officer"]).kinds == ("clinical", "autopsy", "toxicology")
    assert len(decisions_seen_by(town["officer"])) == 3
    assert find_link(held.pk).verdict == CaseLink.Verdict.APART
    with pytest.raises(LinkUnknown):
        find_link(4_711)


def test_a_part_taken_back_leaves_the_rest_and_the_last_one_takes_the_report_along(town):
    case, part = tell(town, "clinical", "hospital", CLINICAL)
    _case, panel = tell(town, "toxicology", "tox", TOXICOLOGY, PANEL)
    pathway.withdraw_part(part=panel, reason="another man's blood", by=town["tox"],
                          at=town["at"] + DAY)  # fmt: skip
    (report,) = current(town)
    assert [f.role for f in report.findings.all()] == ["sold_as"]
    with pytest.raises(Refused, match="replaced already"):
        pathway.withdraw_part(part=panel, reason="r", by=town["tox"], at=timezone.now())
    pathway.withdraw_part(part=part, reason="r", by=town["officer"], at=town["at"] + 2 * DAY)
    assert current(town) == []
    assert file_of(case, person=town["officer"]) is None
    tell(town, "clinical", "hospital", CLINICAL, days=6)
    assert len(current(town)) == 1


def test_a_case_reaches_the_counts_once_however_many_parts_found_it(town):
    panel = [*PANEL, line("protonitazene", "found", "GC-MS", matrix="urine")]
    tell(town, "toxicology", "tox", TOXICOLOGY | {"subject": "deceased"}, panel)
    tell(town, "autopsy", "mortuary", AUTOPSY)
    now = timezone.now()
    snapshot = pathway.freeze(by=town["officer"], at=now, as_of=now)
    mine = [row for row in weekly("protonitazene") if row[0] == "death"]
    assert mine == [("death", "IE", date(2026, 10, 5), 1)]
    findings, _reports = frozen_tables(snapshot, source="cases")
    assert set(findings.column("context").to_pylist()) == {"death"}


def test_a_report_leads_back_to_its_case(town, another_report):
    case, _part = tell(town, "clinical", "hospital", CLINICAL)
    (report,) = current(town)
    assert case_of(report, town["officer"]) == case
    assert case_of(another_report("key-other"), town["officer"]) is None


def test_a_hospital_takes_its_only_part_back_and_the_report_goes_with_it(town):
    case, part = tell(town, "clinical", "hospital", CLINICAL)
    with pytest.raises(Refused, match="its own parts"):
        pathway.withdraw_part(part=part, reason="r", by=town["mortuary"], at=town["at"] + DAY)
    pathway.withdraw_part(part=part, reason="another man", by=town["hospital"],
                          at=town["at"] + DAY)  # fmt: skip
    assert current(town) == []
    assert file_of(case, person=town["officer"]) is None
    assert Entry.objects.filter(act="report.retracted").exists()


def test_nobody_tells_a_part_in_the_name_of_another_kind_of_teller(town):
    told = {"reference": "N-1", "marking": town["GREEN"]["marking"], "by": town["officer"],
            "at": town["at"]}  # fmt: skip
    for kind, answers in (("clinical", CLINICAL), ("autopsy", AUTOPSY)):
        with pytest.raises(Refused, match="a laboratory tells no part"):
            pathway.tell_part(kind=kind, answers=answers, laboratory=town["lab"],
                              body=town["body_hospital"], **told)  # fmt: skip
    with pytest.raises(Refused, match="told by its laboratory"):
        pathway.tell_part(kind="toxicology", answers=TOXICOLOGY, laboratory=town["lab"],
                          body=town["body_hospital"], **told)  # fmt: skip
    assert not Case.objects.exists()


def test_the_own_number_of_a_laboratory_is_not_that_of_an_organisation_of_its_code(town):
    one, _part = tell(town, "toxicology", "tox", TOXICOLOGY, PANEL, is_own_number=True)
    other, _part = tell(town, "clinical", "tox", CLINICAL, is_own_number=True)
    assert (town["lab"].code, town["tox"].body.code) == ("tox", "tox")
    assert one.token != other.token
